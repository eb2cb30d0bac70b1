// The gallery: every design's own thumbnail, filtered in the page by the same questions as `cardmaker designs` asks.
import { button, make, options, settled } from "./dom.js";
import { catalog, state } from "./order.js";
import { lookAhead } from "./pictures.js";
import { frontWidth } from "./stage.js";
import { enumerate, has, word } from "./words.js";

/** What is wished for; empty and false mean no matter. `formality` is the least. */
const NO_WISH = { words: "", occasion: "", formality: "", family: "", ink: false, mono: false, photo: false };
const wish = { ...NO_WISH };
const FORMALITIES = ["2", "3", "4", "5"];
const ANY = "any";

/** A pointer that rests on a design so long may pick it. */
const LOOK_MS = 60;

/** Does a design suit a wish? As the function of the same name in `inputs/picking.py` has it. */
const SUITS = {
  words: (each, words) => folded(words).split(/\s+/).every((part) => each.words.includes(part)),
  occasion: (each, occasion) => each.occasions.includes(occasion) || each.occasions.includes(ANY),
  formality: (each, least) => each.formality >= Number(least),
  family: (each, family) => each.family === family,
  ink: (each) => each.inks.includes("light"),
  mono: (each) => each.grays.length > 0,
  photo: (each) => each.photos > 0,
};

const suits = (each, wishes) => Object.entries(SUITS).every(([name, fits]) => !wishes[name] || fits(each, wishes[name]));
const folded = (text) => text.trim().toLowerCase().replaceAll("ß", "ss");

const FORWARD = new Set(["ArrowRight", "ArrowDown"]);

let filters, grid, found, nothing, onpick;

/** Which way the last arrow key went among the designs; 0 if something else chose. */
let step = 0;

/** Return the filters, how many designs were found, and the designs; `pick` is called with the id of the chosen one. */
export function buildGallery(pick) {
  onpick = pick;
  filters = make("div", { className: "filters" });
  found = make("p", { className: "found", role: "status" });
  nothing = make("div", { className: "nothing" });
  grid = make("fieldset", { className: "gallery" }, make("legend", { className: "unseen", textContent: word("design.title") }),
    ...catalog.designs.map(hung));
  grid.addEventListener("keydown", ({ key }) => { if (key.startsWith("Arrow")) step = FORWARD.has(key) ? 1 : -1; });
  fill();
  requestAnimationFrame(reveal);
  return [search(), filters, found, grid, nothing];
}

/** Mark the order's design, which somebody else may have changed. */
export function refreshGallery() {
  for (const input of grid.querySelectorAll("input")) input.checked = input.value === state.chosen?.design;
}

/** Scroll the chosen design into the gallery's sight, and nothing else. */
function reveal() {
  const label = grid.querySelector("input:checked")?.closest("label");
  if (label) grid.scrollTop = label.offsetTop - (grid.clientHeight - label.offsetHeight) / 2;
}

/** Pick a design, and have the one drawn that the next arrow key would pick. */
async function picked(id) {
  const way = step;
  step = 0;
  await onpick(id);
  const shown = [...grid.querySelectorAll("label:not([hidden]) input")].map((each) => each.value);
  const next = shown[shown.indexOf(id) + way];
  if (way && next) lookAhead(next, frontWidth());
}

function hung({ id, name, photos }) {
  const look = settled(() => lookAhead(id, frontWidth()), LOOK_MS);
  return make("label", { title: photos ? word("design.takes", { n: photos }) : "", onpointerenter: look },
    make("input", { type: "radio", name: "design", value: id, checked: id === state.chosen?.design, onchange: () => picked(id) }),
    make("img", { src: `/thumbnail/${id}`, alt: "", loading: "lazy" }),
    make("span", { textContent: name }));
}

function search() {
  const label = word("design.search");
  return make("input", { type: "search", id: "search", placeholder: label, ariaLabel: label, value: wish.words,
    oninput: (event) => { wish.words = event.target.value; sift(); } });
}

/** Write the filters as they are wished for, and sift. */
function fill() {
  filters.replaceChildren(
    choice("occasion", catalog.occasions, CALLED.occasion),
    choice("family", catalog.families, CALLED.family),
    choice("formality", FORMALITIES, (least) => word(`formality.${least}`)),
    ...["ink", "mono", "photo"].map(tick));
  sift();
}

/** What an occasion or a style is called; a design of a person's own may have one that the page has no word for. */
const CALLED = { occasion: (name) => called(`occasion.${name}`, name), family: (name) => called(`family.${name}`, name) };
const called = (key, name) => (has(key) ? word(key) : name.replaceAll("-", " "));

function choice(name, values, text) {
  const list = [{ id: "", name: word(`filter.${name}`) }, ...values.map((id) => ({ id, name: text(id) }))];
  const onchange = (event) => { wish[name] = event.target.value; sift(); };
  return make("select", { id: `filter-${name}`, ariaLabel: word(`filter.${name}`), onchange }, ...options(list, wish[name]));
}

function tick(name) {
  const onchange = (event) => { wish[name] = event.target.checked; sift(); };
  return make("label", {}, make("input", { type: "checkbox", id: `filter-${name}`, checked: wish[name], onchange }), word(`filter.${name}`));
}

/** Show the designs that suit, and say how many there are; if there is none, say what to loosen. */
function sift() {
  const fitting = new Set(catalog.designs.filter((each) => suits(each, wish)).map((each) => each.id));
  for (const label of grid.querySelectorAll("label")) label.hidden = !fitting.has(label.firstChild.value);
  grid.hidden = fitting.size === 0;
  found.textContent = word("design.found", { n: fitting.size });
  nothing.replaceChildren(...(fitting.size ? [] : loosening()));
}

function loosening() {
  const asked = Object.keys(wish).filter((name) => wish[name]);
  const offers = asked.map((name) => ({ name, n: catalog.designs.filter((each) => suits(each, { ...wish, [name]: NO_WISH[name] })).length }));
  const useful = offers.filter((each) => each.n);
  const loosen = ({ name, n }) => make("li", {}, button(word("design.without", { n, what: told(name) }), () => drop([name])));
  return [
    make("p", { textContent: word("design.none", { what: enumerate(asked.map(told)) }) }),
    make("ul", {}, ...useful.map(loosen), make("li", {}, button(word("design.all"), () => drop(asked)))),
  ];
}

/** How a wish is called: by what was chosen for it. */
function told(name) {
  if (name === "words") return `“${wish.words.trim()}”`;
  if (name === "formality") return word(`formality.${wish.formality}`);
  return CALLED[name]?.(wish[name]) ?? word(`filter.${name}`);
}

function drop(names) {
  for (const name of names) wish[name] = NO_WISH[name];
  fill();
  const box = document.getElementById("search");
  box.value = wish.words;
  box.focus();
}
