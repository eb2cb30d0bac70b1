// Choosing: the design, its colors, the card, and the hand.
import { button, make, options, pick } from "./dom.js";
import { catalog, set, state } from "./order.js";
import { turn } from "./stage.js";
import { word } from "./words.js";

const wish = { text: "", chip: "all" };

/** What each chip asks of a design; any other is the name of a family. */
const CHIPS = {
  all: () => true,
  formal: (each) => each.formality >= 4,
  low: (each) => each.inks.includes("light") || each.inks.includes("low"),
};

let gallery, chips, colors;

export function build() {
  gallery = make("fieldset", { className: "gallery" }, make("legend", { className: "unseen", textContent: word("design.title") }));
  chips = make("div", { className: "chips" });
  colors = make("fieldset", { className: "swatches", ariaLabel: word("design.colors") });
  filter();
  swatch();
  return [
    search(), chips, gallery,
    make("h2", { textContent: word("design.colors") }), colors,
    make("h2", { textContent: word("design.paperAndHand") }), choices(), again(),
  ];
}

export const refresh = () => swatch();

function search() {
  const oninput = (event) => { wish.text = event.target.value; hang(); };
  const label = word("design.search");
  return make("input", { type: "search", placeholder: label, ariaLabel: label, value: wish.text, oninput });
}

function filter() {
  const choose = (chip) => { wish.chip = chip; filter(); };
  const buttons = Object.keys(CHIPS).map((name) =>
    button(word(`design.${name}`), () => choose(name), { ariaPressed: String(wish.chip === name) }));
  const families = [...new Set(catalog.designs.map((each) => each.family))].sort();
  const list = [{ id: "all", name: word("design.style") }, ...families.map((id) => ({ id, name: id.replaceAll("-", " ") }))];
  const select = make("select", { ariaLabel: word("design.style"), onchange: (event) => choose(event.target.value) },
    ...options(list, wish.chip));
  chips.replaceChildren(...buttons, select);
  hang();
}

/** Hang the designs that are wished for. */
function hang() {
  const parts = wish.text.toLowerCase().split(/\s+/);
  const fits = CHIPS[wish.chip] ?? ((each) => each.family === wish.chip);
  const found = catalog.designs.filter((each) => fits(each) && parts.every((part) => each.words.includes(part)));
  gallery.replaceChildren(gallery.firstChild, ...found.map(hung));
}

function hung({ id, name }) {
  const onchange = () => { turn("front"); set({ design: id, palette: "", variant: "" }); };
  return make("label", {},
    make("input", { type: "radio", name: "design", value: id, checked: id === state.chosen?.design, onchange }),
    make("img", { src: `/thumbnail/${id}`, alt: "", loading: "lazy" }),
    make("span", { textContent: name }));
}

function swatch() {
  const design = catalog.designs.find((each) => each.id === state.chosen?.design);
  colors.replaceChildren(...(design?.palettes ?? []).map(palette));
}

function palette({ id, colors: shown }) {
  const dots = shown.map((color) => {
    const dot = make("i");
    dot.style.background = color;
    return dot;
  });
  const onchange = () => set({ palette: id });
  const input = make("input", { type: "radio", name: "palette", checked: id === state.order?.palette, onchange });
  return make("label", {}, input, ...dots, id.replaceAll("-", " "));
}

function choices() {
  const choose = (key, list, view) => pick(key, list, state.chosen?.[key], (value) => { turn(view); set({ [key]: value }); });
  const papers = [{ id: "", name: word("design.usual") }, ...catalog.papers];
  return make("div", { className: "pairs" },
    ...choose("format", catalog.formats, "front"), ...choose("paper", papers, "sheet"),
    ...choose("hand", catalog.hands, "inside"), ...choose("pen", catalog.pens, "inside"),
    ...choose("neatness", catalog.neatness, "inside"));
}

function again() {
  const write = () => { turn("inside"); set({ seed: String(Number(state.chosen.seed) + 1) }); };
  return make("div", { className: "line" }, button(word("design.again"), write));
}
