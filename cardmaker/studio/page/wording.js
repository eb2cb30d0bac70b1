// The words that the design itself shows, such as its headline.
import { button, make, settled } from "./dom.js";
import { drawer } from "./drawers.js";
import { catalog, state } from "./order.js";
import { has, word } from "./words.js";

const SAVE_MS = 400;

let wording, holder, shown, save;

export function buildWording(change) {
  save = change;
  holder = make("div", { className: "slots" });
  shown = "";
  wording = drawer("wording", holder, make("p", { className: "how", textContent: word("design.marks") }));
  refreshWording();
  return wording.element;
}

export function refreshWording() {
  const design = catalog.designs.find((each) => each.id === state.chosen?.design);
  const slots = design?.slots ?? [];
  if (shown !== design?.id) holder.replaceChildren(...slots.map(slot));
  shown = design?.id;
  for (const each of slots) fill(each);
  const first = slots.find((each) => said(each));
  wording.tell(first ? said(first).replaceAll("\n", " ").replaceAll(/[*_]/g, "") : "");
  wording.element.hidden = slots.length === 0;
}

/** The words of a slot: the order's, or the usual ones, with the sender's name put in. */
function said({ id, usual }) {
  return state.chosen.texts[id] ?? (id === "sender" ? state.chosen.from : usual.replaceAll("{sender}", state.chosen.from));
}

function slot({ id, lines, most }) {
  const tag = lines > 1 ? "textarea" : "input";
  const keep = settled(() => save({ [id]: field.value }), SAVE_MS);
  const field = make(tag, { id: `slot-${id}`, dir: "auto", maxLength: most, oninput: keep });
  if (lines > 1) field.rows = lines;
  else field.type = "text";
  const usual = button(word("design.usualWords"), () => save({ [id]: null }), { id: `usual-${id}` });
  const name = has(`slot.${id}`) ? word(`slot.${id}`) : id.replaceAll("-", " ");
  return make("div", { className: "slot" }, make("label", { htmlFor: field.id, textContent: name }), field, usual);
}

/** Write a slot's words into its field, unless somebody is typing there. */
function fill(each) {
  const field = document.getElementById(`slot-${each.id}`) ?? holder.querySelector(`#slot-${each.id}`);
  if (field !== document.activeElement) field.value = said(each);
  holder.querySelector(`#usual-${each.id}`).hidden = !(each.id in state.chosen.texts);
}
