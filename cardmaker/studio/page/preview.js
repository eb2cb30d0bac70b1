// The card as a thing: it lies on the table, opens, and shows its back. All pictures are the print's own.
import { make } from "./wire.js";
import { word } from "./words.js";
const table = document.getElementById("table");
const views = document.getElementById("views");
let view = "front", shown = "", turned = () => {};
export const current = () => view;
export function onTurn(listener) { turned = listener; }
export function turn(to) { view = to; turned(); }
export const picture = (face, state, width) => `/picture/${face}?person=${state.person}&width=${width}&of=${state.revision}`;
export function draw(state) {
  views.replaceChildren(...["front", "inside", "back", "envelope", "sheet"].map((name) =>
    make("button", { type: "button", ariaPressed: String(view === name), textContent: word(name), onclick: () => turn(name) })));
  table.classList.toggle("dim", !state.order);
  if (!state.order) return;
  if (view === "sheet") { flat(state); return; }
  if (view === "envelope") { envelope(state); return; }
  card(state);
}
function flat(state) {
  shown = "";
  const side = (name, alt) => make("img", { src: picture(name, state, 900), alt: word(alt), onerror: (event) => event.target.remove() });
  table.replaceChildren(make("div", { className: "sheets" }, side("sheet-1", "sideA"), side("sheet-2", "sideB")));
}
function envelope(state) {
  shown = "";
  const person = state.order.people[state.person];
  table.replaceChildren(person?.envelope ? make("img", { className: "flat", src: picture("envelope", state, 1100), alt: `${word("envelope")}: ${person.name}` })
    : make("p", { className: "lead", textContent: word("noEnvelope") }));
}
const inner = { none: ["front", "front", "back", "back"], side: ["front", "inside-left", "inside-right", "back"], quarter: ["front", "inside-left", "inside-right", "back"], top: ["front", "inside-top", "inside-bottom", "back"] };
function card(state) {
  const { fold, panel: [width, height], people } = state.order;
  const key = `${fold}`;
  if (shown !== key || !table.querySelector(".card")) {
    shown = key;
    const image = (name) => make("img", { className: name, alt: "" });
    table.replaceChildren(make("div", { className: `card fold-${fold}` }, make("div", { className: "base" }, image("behind"), image("floor")), make("div", { className: "leaf" }, image("outer"), image("under"))));
  }
  const element = table.querySelector(".card"), box = table.getBoundingClientRect();
  const wide = fold === "side" || fold === "quarter" ? 2 : 1, tall = fold === "top" ? 2 : 1;
  const scale = Math.max(.1, Math.min(box.width * .92 / (width * wide), box.height * .9 / (height * tall), 1.6));
  const size = view === "inside" ? scale : Math.max(.1, Math.min(box.width * .8 / width, box.height * .86 / height, 1.9));
  element.style.width = `${width * size}px`; element.style.height = `${height * size}px`;
  element.dataset.view = view;
  const pixels = Math.min(1400, Math.ceil(width * 1.6 * Math.min(devicePixelRatio, 2) / 50) * 50);
  const [outer, under, floor, behind] = inner[fold];
  const words = people[state.person]?.words ?? "";
  const set = (name, face, alt) => { const img = element.querySelector(`.${name}`), src = picture(face, state, pixels); if (img.dataset.src !== src) { img.dataset.src = src; img.src = src; } img.alt = alt; };
  set("outer", outer, view === "front" ? `${word("front")}: ${state.chosen.design}` : "");
  set("floor", floor, view === "inside" ? words : "");
  set("under", under, ""); set("behind", behind, view === "back" ? word("back") : "");
}
export async function typed(source) {
  table.classList.toggle("dim", !source);
  if (!source) return; // the last good picture stays
  const ready = new Image();
  ready.src = source;
  await ready.decode();
  const img = table.querySelector(".card .floor");
  if (img) { img.dataset.src = source; img.src = source; }
}
new ResizeObserver(() => turned()).observe(table);
