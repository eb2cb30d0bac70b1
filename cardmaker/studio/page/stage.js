// The card as a thing: it lies on the table, opens, and shows its back. All pictures are the print's own.
import { by, button, make } from "./dom.js";
import { catalog, people, person, state } from "./order.js";
import { word } from "./words.js";

const VIEWS = ["front", "inside", "back", "envelope", "sheet"];
const LONGEST_PX = 1400;
const STEP_PX = 50;

/** Which panels lie where, by fold: outside of the leaf, inside of the leaf, beneath it, and behind the card. */
const PANELS = {
  none: { outer: "front", under: "front", floor: "back", behind: "back" },
  side: { outer: "front", under: "inside-left", floor: "inside-right", behind: "back" },
  quarter: { outer: "front", under: "inside-left", floor: "inside-right", behind: "back" },
  top: { outer: "front", under: "inside-top", floor: "inside-bottom", behind: "back" },
};

const table = by("table");
let view = "front";

export const current = () => view;

export function turn(to) {
  view = to;
  draw();
}

/** The address of a picture of a face of a person's card. */
export const picture = (face, index, width) => `/picture/${face}?person=${index}&width=${width}&of=${state.revision}`;

/** The panel that has the note. */
export const notePanel = () => PANELS[state.order.fold].floor;

export function stageTexts() {
  const buttons = VIEWS.map((name) => button(word(`view.${name}`), () => turn(name), { value: name }));
  by("views").replaceChildren(...buttons);
}

export function draw() {
  for (const each of by("views").children) each.ariaPressed = String(each.value === view);
  table.classList.toggle("dim", !state.order);
  by("caption").textContent = state.order ? caption() : word("stage.nothing");
  if (state.order) (({ sheet, envelope })[view] ?? card)();
}

function caption() {
  const design = catalog.designs.find((each) => each.id === state.chosen.design);
  return `${design?.name ?? ""} · ${state.order.palette}`;
}

function sheet() {
  const side = (face, label) => make("img", {
    src: picture(face, state.person, 900), alt: word(label), onerror: (event) => event.target.remove(),
  });
  table.replaceChildren(make("div", { className: "sheets" }, side("sheet-1", "stage.first"), side("sheet-2", "stage.second")));
}

function envelope() {
  const { envelope: has, name } = person() ?? {};
  const alt = `${word("view.envelope")}: ${name}`;
  table.replaceChildren(has ? make("img", { className: "flat", src: picture("envelope", state.person, 1100), alt })
    : make("p", { className: "lead", textContent: word("stage.noEnvelope") }));
}

function card() {
  const { fold } = state.order;
  const element = table.querySelector(`.card.fold-${fold}`) ?? layCard(fold);
  size(element);
  element.dataset.view = view;
  dress(element, PANELS[fold]);
}

function layCard(fold) {
  const image = (name) => make("img", { className: name, alt: "" });
  const base = make("div", { className: "base" }, image("behind"), image("floor"));
  const leaf = make("div", { className: "leaf" }, image("outer"), image("under"));
  const element = make("div", { className: `card fold-${fold}` }, base, leaf);
  table.replaceChildren(element);
  return element;
}

/** Make the card as large as the table takes; opened it needs the room of two panels. */
function size(element) {
  const { fold, panel: [width, height] } = state.order;
  const box = table.getBoundingClientRect();
  const isOpen = view === "inside";
  const wide = isOpen && fold !== "top" && fold !== "none" ? 2 : 1;
  const tall = isOpen && fold === "top" ? 2 : 1;
  const scale = Math.min(box.width * 0.88 / (width * wide), box.height * 0.88 / (height * tall), 1.9);
  element.style.width = `${width * Math.max(scale, 0.1)}px`;
  element.style.height = `${height * Math.max(scale, 0.1)}px`;
}

function dress(element, { outer, under, floor, behind }) {
  const words = person()?.words ?? "";
  lay(element, "outer", outer, view === "front" ? `${word("view.front")}: ${caption()}` : "");
  lay(element, "floor", floor, view === "inside" ? words : "");
  lay(element, "under", under, "");
  lay(element, "behind", behind, view === "back" ? word("view.back") : "");
}

function lay(element, place, face, alt) {
  const image = element.querySelector(`.${place}`);
  const source = picture(face, state.person, pixels());
  image.alt = alt;
  if (image.dataset.src === source) return;
  image.dataset.src = source;
  image.src = source;
}

function pixels() {
  const sharp = state.order.panel[0] * 1.6 * Math.min(devicePixelRatio, 2);
  return Math.min(LONGEST_PX, Math.ceil(sharp / STEP_PX) * STEP_PX);
}

/** Ask for the pictures of the people before and after, so that they are there at once. */
export function prefetch() {
  for (const near of [state.person + 1, state.person - 1].filter((each) => people()[each])) {
    for (const image of table.querySelectorAll(".card img")) {
      new Image().src = image.src.replace(/person=\d+/, `person=${near}`);
    }
  }
}

/** Show the note as it is being typed; without a picture the last good one stays, dimmed. */
export async function typed(source) {
  table.classList.toggle("dim", !source);
  if (!source) return;
  const ready = new Image();
  ready.src = source;
  await ready.decode();
  const image = table.querySelector(".card .floor");
  if (image) image.src = image.dataset.src = source;
}

/** How many pixels wide the panel with the note is shown. */
export function noteWidth() {
  const shown = table.querySelector(".card")?.clientWidth || 420;
  return Math.min(900, Math.ceil(shown * Math.min(devicePixelRatio, 2)));
}

new ResizeObserver(() => state.order && draw()).observe(table);
