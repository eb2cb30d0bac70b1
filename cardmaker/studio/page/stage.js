// The stage: views of the card, its envelope and its sheet, how closely they are looked at, and what is laid over them.
import { button, by, make, settled } from "./dom.js";
import { isCard, notePanel, seen, showCard } from "./card.js";
import { noEnvelope, showEnvelope, showLiner } from "./envelope.js";
import { catalog, people, person, set, state } from "./order.js";
import { called } from "./paper.js";
import { decoded, load, picture, pixels } from "./pictures.js";
import { showSheet } from "./sheet.js";
import { number, word } from "./words.js";

export { notePanel, picture };

const VIEWS = ["front", "inside", "back", "envelope", "liner", "sheet"];
const ZOOMS = [1, 1.5, 2, 3, 4];
const CLOSER_MS = 160;

const table = by("table");
const marks = { safe: false, folds: false };
let view = "front";
let zoom = 1;
let isTurned = false;

export const current = () => view;

export function turn(to) {
  if (view !== to) table.scrollTo(0, 0);
  view = to;
  draw();
}

/** Write the texts of the stage; the buttons are made anew. */
export function stageTexts() {
  by("views").replaceChildren(...VIEWS.map((name) => button(word(`view.${name}`), () => turn(name), { value: name })));
  by("looks").replaceChildren(looking(), laying());
  table.ariaLabel = word("stage.table");
}

function looking() {
  const minus = button("−", () => look(-1), { id: "farther", ariaLabel: word("stage.farther") });
  const plus = button("+", () => look(1), { id: "closer", ariaLabel: word("stage.closer") });
  const share = make("output", { id: "zoom" });
  const fit = button(word("stage.fit"), () => zoomTo(1), { id: "fit" });
  return make("div", { className: "zoom", role: "group", ariaLabel: word("stage.zoom") }, minus, share, plus, fit);
}

function laying() {
  const check = (name) => make("label", {},
    make("input", { type: "checkbox", id: `mark-${name}`, checked: marks[name], onchange: (event) => { marks[name] = event.target.checked; draw(); } }),
    word(`stage.${name}`));
  const over = button(word("stage.turnOver"), () => { isTurned = !isTurned; draw(); }, { id: "over" });
  return make("div", { className: "marks" }, check("safe"), check("folds"), over);
}

function look(by_) {
  const at = ZOOMS.indexOf(zoom) + by_;
  if (ZOOMS[at]) zoomTo(ZOOMS[at]);
}

/** Look closer at the place in the middle of the table, or from further away. */
function zoomTo(to) {
  const middle = [
    (table.scrollLeft + table.clientWidth / 2) / table.scrollWidth,
    (table.scrollTop + table.clientHeight / 2) / table.scrollHeight,
  ];
  zoom = to;
  draw();
  table.scrollTo(middle[0] * table.scrollWidth - table.clientWidth / 2, middle[1] * table.scrollHeight - table.clientHeight / 2);
}

/** Show the order as it is; while it cannot be drawn, the last good pictures stay, dimmed, and why is said. */
export function draw() {
  if (state.order) showView();
  showTools();
  table.classList.toggle("dim", !state.order);
  by("caption").replaceChildren(...caption().filter(Boolean));
}

let drawn = 0;

async function showView() {
  const mine = ++drawn, shows = seen(view);
  table.dataset.view = shows;
  table.dataset.drawn = "waiting";
  table.classList.toggle("zoomed", zoom > 1);
  await lay(shows);
  if (mine !== drawn) return;
  table.dataset.drawn = "all";
  nearby();
}

function lay(shows) {
  if (isCard(shows)) return showCard(table, shows, zoom, marks);
  if (shows === "sheet") return showSheet(table, zoom, marks);
  if (shows === "envelope") return noEnvelope() ? say(noEnvelope()) : showEnvelope(table, zoom, isTurned);
  return state.order.things.envelope ? showLiner(table, zoom) : say(word("stage.noneHolds"));
}

function say(text) {
  table.replaceChildren(make("p", { className: "lead", textContent: text }));
}

function showTools() {
  const shows = seen(view), isFlat = state.order?.fold === "none";
  for (const each of by("views").children) {
    each.ariaPressed = String(each.value === shows);
    each.hidden = each.value === "inside" && isFlat;
  }
  by("zoom").textContent = number(zoom, { style: "percent" });
  by("farther").disabled = zoom === ZOOMS[0];
  by("closer").disabled = zoom === ZOOMS.at(-1);
  by("fit").disabled = zoom === 1;
  by("mark-safe").parentElement.hidden = !isCard(shows) || !state.order?.things.safe;
  by("mark-folds").parentElement.hidden = !(shows === "sheet" || (isCard(shows) && !isFlat));
  by("over").hidden = shows !== "envelope" || Boolean(state.order && noEnvelope());
  table.tabIndex = zoom > 1 ? 0 : -1;
}

/** What is said below the table, and what can be done about it. */
function caption() {
  if (!state.order) return [broken()];
  const shows = seen(view), { envelope, safe } = state.order.things;
  if (shows === "liner") return liner();
  if (shows === "envelope") return [envelope && word("stage.envelopeOf", { name: envelope.name })];
  if (shows === "sheet") return [marks.folds && word("stage.legend")];
  return [marks.safe && safe ? word("stage.safeLegend") : named()];
}

function named() {
  const format = catalog.formats.find((each) => each.id === state.chosen.format);
  return [state.order.design, state.order.palette.replaceAll("-", " "), format && called(format)].filter(Boolean).join(" · ");
}

function broken() {
  const why = state.findings.find((each) => each.level === "error") ?? state.findings[0];
  return why ? word("stage.broken", { why: why.message }) : word("stage.nothing");
}

/** Ask for the pictures of the people before and after, so that they are there at once. */
export const prefetch = () => { /* it is done as soon as this person's pictures are there */ };

const nearby = settled(() => {
  if (!state.order) return;
  const face = view === "envelope" ? "envelope" : notePanel();
  const shown = table.querySelector(`[data-face="${face}"] .print`)?.dataset.of;
  const width = new URLSearchParams(shown?.split("?")[1]).get("width") ?? pixels(noteShown());
  for (const near of [state.person + 1, state.person - 1].filter((each) => people()[each])) {
    if (face !== "envelope" || people()[near].envelope) load(picture(face, near, width)).catch(() => { /* told by `server` */ });
  }
}, 60);

/** Show the note as it is being typed; without a picture the last good one stays, dimmed. */
export async function typed(source) {
  table.classList.toggle("dim", !source);
  if (!source || !state.order) return;
  await decoded(source);
  const face = table.querySelector(`.card [data-face="${notePanel()}"]`);
  if (!face) return;
  const image = face.querySelector(".print");
  image.dataset.of = "typed";
  image.src = source;
  image.hidden = false;
  face.querySelector(".parts").replaceChildren();
}

const noteShown = () => table.querySelector(".card")?.clientWidth || 420;

/** How many pixels wide the panel with the note is to be drawn. */
export const noteWidth = () => Math.min(900, frontWidth());

/** How many pixels wide a panel is asked for. */
export const frontWidth = () => pixels(noteShown());

/** Say whether envelopes are lined, and offer the other. */
function liner() {
  const shape = state.order.things.envelope;
  if (!shape?.liner) return [word("stage.noLiner")];
  const to = shape.lined ? "no" : "yes";
  return [word(shape.lined ? "stage.lined" : "stage.bare"), button(word(`stage.line.${to}`), () => set({ liner: to }))];
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  if (event.key === "+" || event.key === "=") look(1);
  else if (event.key === "-") look(-1);
  else if (event.key === "0") zoomTo(1);
  else return;
  event.preventDefault();
}

by("stage").addEventListener("keydown", press);
new ResizeObserver(settled(() => state.order && draw(), CLOSER_MS / 4)).observe(table);
