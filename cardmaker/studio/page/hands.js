// The handwriting: each hand and each pen writes the person's own first words.
import { button, make } from "./dom.js";
import { drawer, group, mark, radio } from "./drawers.js";
import { catalog, person, state } from "./order.js";
import { word } from "./words.js";

const OWN_PEN = "own-pen";
const SHOWN_WORDS = 9;

let hands, set, version;

export function buildHands(change) {
  set = change;
  const written = catalog.hands.map((each) => radio("hand", each.id, each.name, (hand) => set({ hand }, "inside"), slip("hand", each.id)));
  const own = radio("hand", OWN_PEN, word("design.ownPen"), (hand) => set({ hand }, "inside"));
  const pens = catalog.pens.map((each) => radio("pen", each.id, penName(each), (pen) => set({ pen }, "inside"), slip("pen", each.id)));
  const care = catalog.neatness.map((each) => radio("neatness", each, word(`neatness.${each}`), (neatness) => set({ neatness }, "inside")));
  version = make("span", { className: "version" });
  hands = drawer("hands",
    group("slips", word("key.hand"), ...written, own), group("slips pens", word("key.pen"), ...pens),
    group("row", word("key.neatness"), ...care),
    make("div", { className: "line" }, button(word("design.again"), again, { id: "again" }), version));
  refreshHands();
  return hands.element;
}

const penName = (pen) => word(`pen.${pen.id}`);

function again() {
  set({ seed: String(Number(state.chosen.seed) + 1) }, "inside");
}

function slip(kind, id) {
  const image = make("img", { alt: "", loading: "lazy", width: kind === "hand" ? 330 : 154, height: 48 });
  image.dataset.slip = `/picture/${kind}/${id}`;
  return image;
}

export function refreshHands() {
  const { hand, pen, neatness, seed } = state.chosen ?? {};
  for (const [name, value] of Object.entries({ hand, pen, neatness })) mark(hands.element, name, value);
  version.textContent = word("design.version", { n: Number(seed ?? 1) });
  const known = catalog.hands.find((each) => each.id === hand)?.name ?? word("design.ownPen");
  hands.tell([known, pen && word(`pen.${pen}`)].filter(Boolean).join(", "));
  if (state.order) for (const image of hands.element.querySelectorAll("img")) write(image);
}

/** Ask for a slip only if what it shows is other than before. */
function write(image) {
  const source = `${image.dataset.slip}?person=${state.person}&of=${written(image)}`;
  if (image.getAttribute("src") !== source) image.src = source;
}

function written(image) {
  const { hand, pen, neatness, seed } = state.chosen;
  const first = (person()?.words ?? "").split(" ").slice(0, SHOWN_WORDS).join(" ");
  const shown = image.dataset.slip.includes("/hand/") ? [pen] : [hand];
  return digest([first, person()?.key, neatness, seed, ...shown].join("|"));
}

/** A short name for a text: equal texts have equal names. */
function digest(text) {
  let sum = 0;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0;
  return sum.toString(36);
}
