// Which card, and out of which paper: outlines in true proportion, sizes as people here measure them.
import { make, options } from "./dom.js";
import { drawer, group, mark, radio } from "./drawers.js";
import { catalog, state } from "./order.js";
import { has, number, word } from "./words.js";

const FOLDS = ["side", "top", "quarter", "none", "postcard"];
const POINTS_A_MM = 72 / 25.4;
const POINTS_AN_INCH = 72;
const EIGHTHS = ["", "⅛", "¼", "⅜", "½", "⅝", "¾", "⅞"];

/** Pixels a point of an outline. */
const OUTLINE = 0.1;

/** Regions in which people measure paper in inches. */
const INCHES = new Set(["US", "LR", "MM"]);
const inInches = () => INCHES.has(new Intl.Locale(navigator.language).maximize().region);

let card, papers, set;

export function buildPaper(change) {
  set = change;
  const kinds = FOLDS.map((fold) => [fold, catalog.formats.filter((each) => each.fold === fold)]);
  const groups = kinds.filter(([, formats]) => formats.length)
    .map(([fold, formats]) => group("outlines", word(`fold.${fold}`), ...formats.map(outlined)));
  papers = make("select", { id: "pick-paper", onchange: (event) => set({ paper: event.target.value }, "sheet") });
  const label = make("label", { htmlFor: "pick-paper", textContent: word("key.paper") });
  card = drawer("card", ...groups, make("div", { className: "pairs" }, label, papers));
  refreshPaper();
  return card.element;
}

export function refreshPaper() {
  const format = catalog.formats.find((each) => each.id === state.chosen?.format);
  mark(card.element, "format", state.chosen?.format);
  papers.replaceChildren(...options(holding(format), state.chosen?.paper ?? ""));
  card.tell([format && called(format), format && size(format.size)].filter(Boolean).join(", "));
}

function outlined(format) {
  const [width, height] = format.size;
  const outline = make("i", { className: `outline ${format.fold}` });
  Object.assign(outline.style, { width: `${width * OUTLINE}px`, height: `${height * OUTLINE}px` });
  const words = make("span", {}, called(format), make("small", { textContent: size(format.size) }));
  const label = radio("format", format.id, "", () => choose(format), make("b", {}, outline));
  label.append(words);
  return label;
}

/** What a card is called; one that the page has no word for is called as its table has it. */
export const called = ({ id, name }) => (has(`format.${id}`) ? word(`format.${id}`) : name);

/** A paper that does not hold the new card gives way to the one that the card is usually printed on. */
function choose(format) {
  const holds = !state.chosen.paper || format.papers.includes(state.chosen.paper);
  set({ format: format.id, ...(holds ? {} : { paper: "" }) }, "front");
}

/** The papers that hold a card, and the one that is chosen even if it does not. */
function holding(format) {
  const all = catalog.papers.filter((each) => format?.papers.includes(each.id) || each.id === state.chosen?.paper);
  const usual = catalog.papers.find((each) => each.id === format?.paper);
  return [{ id: "", name: word("design.usual", { paper: usual?.name ?? "" }) }, ...all];
}

/** A size in mm, or in inches and their eighths. */
export function size([width, height]) {
  if (inInches()) return word("size.in", { width: inches(width), height: inches(height) });
  return word("size.mm", { width: number(Math.round(width / POINTS_A_MM)), height: number(Math.round(height / POINTS_A_MM)) });
}

function inches(points) {
  const eighths = Math.round(points / POINTS_AN_INCH * 8);
  return `${Math.floor(eighths / 8) || ""}${EIGHTHS[eighths % 8]}`;
}
