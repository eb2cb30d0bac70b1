// The contact sheet: everybody's card or envelope, small. Thousands lie there; only those in sight are drawn.
import { make } from "./dom.js";
import { goTo, people, state } from "./order.js";
import { notePanel, picture } from "./stage.js";
import { spoken, word } from "./words.js";

const THUMB_PX = 220;

/** What each picture's button shows: of thousands only the few that change are touched. */
const worn = new WeakMap();

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
  const [mark, isDoubtful, isHidden, isCurrent] = [markOf(each), doubts.has(each.key), !isShown(each, at), at === state.person];
  const source = picture(face === "envelope" ? face : notePanel(), at, THUMB_PX);
  const now = [isHidden, isCurrent, mark, isDoubtful, each.name, source, spoken()].join("\n");
  if (worn.get(element) === now) return;
  worn.set(element, now);
  element.hidden = isHidden;
  element.tabIndex = isCurrent ? 0 : -1;
  element.ariaCurrent = isCurrent ? "true" : null;
  element.className = mark;
  element.classList.toggle("doubt", isDoubtful);
  element.querySelector(".name").textContent = each.name;
  element.querySelector(".mark").textContent = [mark && word(`mark.${mark}`), isDoubtful && word("mark.doubt")].filter(Boolean).join(" · ");
  if (!isHidden) paint(element.querySelector("img"), source, face);
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
