// Envelopes: which, how they are addressed, and where letters come back to.
import { make, options } from "./dom.js";
import { change } from "./order.js";
import { fieldName } from "./people-bringing.js";
import { current, turn } from "./stage.js";
import { spoken, word } from "./words.js";

const PARTS = ["street", "street2", "city", "region", "postal_code"];
const NONE = "none", FOLDED = "fold-your-own", AUTO = "auto", CUSTOM = "custom";
let isCustom = false;
let isOpen = false;

export function layPost() {
  const pairs = make("div", { className: "pairs" });
  const sender = make("div");
  const element = make("section", { className: "post" }, make("h2", { textContent: word("post.title") }), pairs, sender);
  return {
    element,
    show: (post) => {
      pairs.replaceChildren(...envelope(post), ...style(post), ...returnOn(post));
      sender.replaceChildren(home(post));
    },
  };
}

async function set(values) {
  if (await change("/api/post/settings", { values }) && current() !== "envelope") turn("envelope");
}

/** A menu with its label, and a line that says what the choice means. */
function menu(id, label, choices, chosen, onpick, hint) {
  const why = make("small", { id: `${id}-why`, textContent: hint });
  const select = make("select", { id, onchange: (event) => onpick(event.target.value) }, ...options(choices, chosen));
  select.setAttribute("aria-describedby", why.id);
  return [make("label", { htmlFor: id, textContent: label }), make("div", {}, select, why)];
}

function envelope(post) {
  const known = post.envelopes.some((each) => each.id === post.envelope);
  const chosen = isCustom ? CUSTOM : known || [AUTO, NONE, FOLDED].includes(post.envelope) ? post.envelope : CUSTOM;
  const auto = post.envelope === AUTO && post.taken ? word("post.auto", { name: post.taken.name }) : word("post.autoNone");
  const choices = [{ id: AUTO, name: auto }, ...post.envelopes.map((each) => ({ id: each.id, name: `${each.name}, ${each.size}` })),
    { id: CUSTOM, name: word("post.custom") }, { id: FOLDED, name: word("post.foldYourOwn") }, { id: NONE, name: word("post.none") }];
  const pickOne = (value) => {
    isCustom = value === CUSTOM;
    if (!isCustom) set({ envelope: value });
    else document.querySelector(".post .size").hidden = false;
  };
  return [...menu("envelope", word("post.envelope"), choices, chosen, pickOne, envelopeHint(post, chosen)), ...size(post, chosen)];
}

function envelopeHint(post, chosen) {
  if (chosen === NONE) return word("post.noneHint");
  if (chosen === FOLDED) return word("post.foldHint");
  return post.taken ? word("post.envelopeHint", post.taken) : "";
}

function size(post, chosen) {
  const onchange = (event) => { isCustom = false; set({ envelope: event.target.value }); };
  const value = chosen === CUSTOM && post.envelope !== AUTO && !isCustom ? post.envelope.replace(/^custom:\s*/, "") : "";
  const input = make("input", { type: "text", id: "envelope-size", defaultValue: value, onchange, autocomplete: "off" });
  const label = make("label", { htmlFor: "envelope-size", textContent: word("post.size") });
  return [make("div", { className: "size wide pairs", hidden: chosen !== CUSTOM }, label,
    make("div", {}, input, make("small", { textContent: word("post.sizeHint") })))];
}

function style(post) {
  const choices = ["hand", "machine"].map((id) => ({ id, name: word(`post.${id}`) }));
  return menu("address-style", word("post.style"), choices, post.style, (value) => set({ "address-style": value }), word(`post.${post.style}Hint`));
}

function returnOn(post) {
  const names = { front: "front", flap: "flap", none: "nowhere" };
  const choices = Object.entries(names).map(([id, key]) => ({ id, name: word(`post.${key}`) }));
  const hint = word(`post.${names[post.returnOn]}Hint`);
  return menu("return-on", word("post.returnOn"), choices, post.returnOn, (value) => set({ "return-on": value }), hint);
}

/** The sender's own address, as a form, with the block as it stands on the envelope. */
function home(post) {
  const { sender, block } = post;
  const lines = block.lines.map((textContent) => make("span", { textContent }));
  const shown = lines.length ? make("address", { dir: "auto" }, ...lines) : make("p", { className: "aside", textContent: word("post.noSender") });
  const found = block.findings.map((each) => make("p", { className: each.level }, make("b", { textContent: word(`level.${each.level}`) }), " ", each.message));
  const form = sender.typed ? typed(sender) : make("div", { className: "pairs" }, ...PARTS.flatMap((part) => pair(part, sender)), ...country(post));
  return make("details", { open: isOpen, ontoggle: (event) => { isOpen = event.target.open; } },
    make("summary", { id: "sender", textContent: word("post.sender") }), shown, ...found, form);
}

const save = (parts) => change("/api/post/sender", { parts });

function pair(part, sender) {
  const id = `sender-${part}`;
  const input = make("input", {
    type: "text", id, defaultValue: sender[part], dir: "auto", autocomplete: "off", onchange: (event) => save({ [part]: event.target.value }),
  });
  return [make("label", { htmlFor: id, textContent: fieldName(part) }), input];
}

function country({ sender, countries }) {
  const names = new Intl.DisplayNames(spoken(), { type: "region" });
  const collator = new Intl.Collator(spoken());
  const list = countries.map((id) => ({ id, name: names.of(id) ?? id })).sort((one, other) => collator.compare(one.name, other.name));
  const known = list.some((each) => each.id === sender.country) || !sender.country ? [] : [sender.country];
  const select = make("select", { id: "sender-country", onchange: (event) => save({ country: event.target.value }) },
    ...options([{ id: "", name: word("post.noCountry") }, ...known, ...list], sender.country));
  return [make("label", { htmlFor: select.id, textContent: word("post.country") }), select];
}

/** An address that was written line by line stays so. */
function typed(sender) {
  const area = make("textarea", {
    id: "sender-lines", rows: 4, dir: "auto", defaultValue: sender.typed, onchange: (event) => save({ address_lines: event.target.value }),
  });
  return make("div", { className: "pairs" }, make("label", { htmlFor: area.id, textContent: word("post.typed") }), area);
}
