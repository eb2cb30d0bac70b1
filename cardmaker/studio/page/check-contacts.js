// The contact sheet: everybody's card or envelope, small. Thousands lie there; only those in sight are drawn.
import { make } from "./dom.js";
import { goTo, people, state } from "./order.js";
import { notePanel, picture } from "./stage.js";
import { word } from "./words.js";

const THUMB_PX = 220;

let grid, choose, key;

export function buildContacts(onchoose) {
  choose = onchoose;
  key = "";
  grid = make("div", { className: "contacts", role: "group", ariaLabel: word("check.contacts"), onkeydown: step });
  return grid;
}

/** Show the cards or envelopes that `isShown` lets through. What is there already stays where it is. */
export function showContacts(face, isShown, markOf, doubts) {
  const people_ = people();
  if (key !== `${people_.length}`) lay(people_);
  grid.dataset.face = face;
  [...grid.children].forEach((element, at) => dress(element, at, face, { isShown, markOf, doubts }));
  const hidden = people_.every((each, at) => !isShown(each, at));
  grid.classList.toggle("none", hidden);
}

/** Bring the shown person's picture into the sheet's own sight, and nothing else. */
export function revealContact() {
  const element = grid.children[state.person];
  if (!element || element.hidden) return;
  const { offsetTop: top, offsetHeight: height } = element;
  if (top < grid.scrollTop) grid.scrollTop = top - height * 0.2;
  else if (top + height > grid.scrollTop + grid.clientHeight) grid.scrollTop = top + height * 1.2 - grid.clientHeight;
}

function lay(people_) {
  key = `${people_.length}`;
  grid.replaceChildren(...people_.map((_, at) => make("button", { type: "button", onclick: () => pickOut(at) },
    make("img", { alt: "", loading: "lazy", decoding: "async" }),
    make("span", { className: "name", dir: "auto" }), make("span", { className: "mark" }))));
}

function dress(element, at, face, { isShown, markOf, doubts }) {
  const each = people()[at];
  element.hidden = !isShown(each, at);
  element.tabIndex = at === state.person ? 0 : -1;
  element.ariaCurrent = at === state.person ? "true" : null;
  if (element.hidden) return;
  const mark = markOf(each);
  element.className = mark;
  element.classList.toggle("doubt", doubts.has(each.key));
  put(element.querySelector(".name"), each.name);
  put(element.querySelector(".mark"), [mark && word(`mark.${mark}`), doubts.has(each.key) && word("mark.doubt")].filter(Boolean).join(" · "));
  paint(element.querySelector("img"), picture(face === "envelope" ? face : notePanel(), at, THUMB_PX), face);
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function paint(image, source, face) {
  if (image.getAttribute("src") === source) return;
  image.src = source;
  const [width, height] = face === "envelope" ? state.order.things.envelope.size : state.order.panel;
  image.style.aspectRatio = `${width} / ${height}`;
}

function pickOut(at) {
  goTo(at);
  choose(at);
}

/** Arrow keys go from picture to picture; Tab goes past them all. */
function step(event) {
  const across = Math.max(1, Math.round(grid.clientWidth / (grid.querySelector("button:not([hidden])")?.offsetWidth * 1.12 || 1)));
  const shown = [...grid.children].filter((each) => !each.hidden);
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
  const next = by && shown[shown.indexOf(document.activeElement) + by];
  if (!next) return;
  event.preventDefault();
  pickOut([...grid.children].indexOf(next));
  next.focus();
}
