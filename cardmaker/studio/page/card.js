// The folded card: two leaves of paper as thick as they are, that open about the fold and can be turned over.
import { make } from "./dom.js";
import { dress, makeFace, overlay, tell } from "./face.js";
import { person, state } from "./order.js";
import { word } from "./words.js";

/**
 * Which panels lie where, by fold: outside of the leaf, inside of the leaf, beneath it, and behind the card; and along
 * which edge of each its fold runs. A flat card has only two faces.
 */
const PANELS = {
  none: { outer: "front", behind: "back" },
  side: { outer: "front", under: "inside-left", floor: "inside-right", behind: "back" },
  quarter: { outer: "front", under: "inside-left", floor: "inside-right", behind: "back" },
  top: { outer: "front", under: "inside-top", floor: "inside-bottom", behind: "back" },
};
const NOTE = { none: "behind", side: "floor", quarter: "floor", top: "floor" };
const CREASES = {
  none: {},
  side: { outer: "left", under: "right", floor: "left", behind: "right" },
  quarter: { outer: "left", under: "right", floor: "left", behind: "right" },
  top: { outer: "top", under: "bottom", floor: "top", behind: "top" },
};

/** The second folds of a card that was folded twice: all its leaves are closed at their heads. */
const HEAD = { quarter: "top" };
const EDGES = ["left", "right", "top", "bottom"];

/** The face that is looked at in each view; an open card shows two. */
const SHOWN = { front: ["outer"], inside: ["under", "floor"], back: ["behind"] };

/** Shares of the table that a card takes at most, and how much larger than life it may be. */
const ROOM = { closed: [0.78, 0.84], open: [0.9, 0.86] };
const LARGEST = 2.1;

/** The panel that has the note. */
export const notePanel = () => PANELS[state.order.fold][NOTE[state.order.fold]];

/** A flat card has no inside: its note is on the back. */
export const seen = (view) => (view === "inside" && state.order?.fold === "none" ? "back" : view);

export const isCard = (view) => view in SHOWN;

/** Show a view of the card on the table, `zoom` times as large as fits. */
export function showCard(table, view, zoom, marks) {
  const { fold } = state.order;
  const card = table.querySelector(`.card.fold-${fold}`) ?? lay(table, fold);
  const sizes = measure(table, fold, zoom);
  place(card, view, sizes, zoom);
  return dressAll(card, view, sizes, zoom, marks);
}

function lay(table, fold) {
  const { floor, under } = PANELS[fold];
  const base = leafOf("base", makeFace("behind"), makeFace(floor ? "floor" : "outer"));
  const leaf = under ? leafOf("leaf", makeFace("outer"), makeFace("under")) : null;
  const card = make("div", { className: `card fold-${fold}` }, base, leaf);
  const thing = make("div", { className: "thing" }, make("div", { className: "shadow" }), make("div", { className: "tilt" }, card));
  table.replaceChildren(thing);
  return card;
}

function leafOf(name, ...faces) {
  const edges = EDGES.map((side) => make("div", { className: `edge ${side}` }));
  return make("div", { className: name }, ...faces, ...edges);
}

/** Return how wide a panel is on the screen, and how much smaller it is shown while the card is open. */
function measure(table, fold, zoom) {
  const [width, height] = state.order.panel;
  const { clientWidth, clientHeight } = table;
  const [across, down] = fold === "top" ? [1, 2] : [2, 1];
  const fit = (room, wide, tall) => Math.min(clientWidth * room[0] / (width * wide), clientHeight * room[1] / (height * tall));
  const closed = Math.max(0.1, Math.min(fit(ROOM.closed, 1, 1), LARGEST));
  const open = fold === "none" ? closed : Math.min(closed, fit(ROOM.open, across, down));
  return { width: width * closed * zoom, height: height * closed * zoom, scale: closed * zoom, open: open / closed, across, down };
}

function place(card, view, { width, height, scale, open, across, down }, zoom) {
  const tilt = card.parentElement, thing = tilt.parentElement, isOpen = view === "inside";
  for (const each of [card, tilt, thing.querySelector(".shadow")]) {
    Object.assign(each.style, { width: `${width}px`, height: `${height}px` });
  }
  thing.style.setProperty("--thick", `${Math.max(0.8, state.order.things.thickness * scale)}px`);
  thing.style.setProperty("--open", open);
  thing.classList.toggle("close", zoom > 1);
  const room = [isOpen ? width * across * open : width, isOpen ? height * down * open : height];
  thing.style.minWidth = zoom > 1 ? `${room[0] + 48}px` : "";
  thing.style.minHeight = zoom > 1 ? `${room[1] + 48}px` : "";
  if (card.dataset.view && card.dataset.view !== view) thing.classList.add("moving");
  card.dataset.view = thing.dataset.view = view;
}

/** Dress the faces that are looked at first; the others come after them, so that they are there when the card is turned. */
async function dressAll(card, view, sizes, zoom, marks) {
  const names = Object.keys(PANELS[state.order.fold]);
  const [seenNow, later] = [true, false].map((wanted) => names.filter((name) => SHOWN[view].includes(name) === wanted));
  const first = seenNow.map((name) => dressOne(card, view, name, sizes, zoom, marks));
  for (const name of later) cover(card, name);
  await Promise.all(first);
  if (card.dataset.view === view) for (const name of later) dressOne(card, view, name, sizes, zoom, marks);
}

function dressOne(card, view, name, { width, height, open }, zoom, marks) {
  const { fold, panel, things } = state.order;
  const face = card.querySelector(`.${name}`), panelName = PANELS[fold][name];
  const isSeen = SHOWN[view].includes(name), close = zoom > 1 && isSeen;
  const share = close && view === "inside" ? open : 1;
  if (isSeen) {
    tell(face, told(fold, name));
    overlay(face, panel, laid(fold, name, panel, marks, things.safe?.[panelName]));
  }
  return dress(face, panelName, { width: width * share, height: height * share, close });
}

/** Take away what is said of a face and laid over it, since it is not looked at. */
function cover(card, name) {
  const face = card.querySelector(`.${name}`);
  tell(face, "");
  overlay(face, state.order.panel, {});
}

/** What a face says to those who hear it; the note is read whole. */
function told(fold, name) {
  const what = { outer: "view.front", under: "stage.left", floor: "view.inside", behind: "view.back" }[name];
  const design = `${state.order.design}, ${state.order.palette}`;
  const words = name === NOTE[fold] ? person()?.words ?? "" : name === "outer" ? design : "";
  return words ? `${word(what)}: ${words}` : word(what);
}

function laid(fold, name, panel, { safe, folds }, insets) {
  const sides = [CREASES[fold][name], HEAD[fold]].filter(Boolean);
  return { safe: safe ? insets : null, folds: folds ? sides.map((side) => crease(side, panel)) : [] };
}

function crease(side, [width, height]) {
  return {
    left: [0, 0, 0, height], right: [width, 0, 0, height],
    top: [0, 0, width, 0], bottom: [0, height, width, 0],
  }[side];
}
