// Looking at every card, one after the other.
import { button, listed, make } from "./dom.js";
import { goTo, people, person, state, walk } from "./order.js";
import { notePanel, picture, turn } from "./stage.js";
import { word } from "./words.js";

const MOST_SHOWN = 120;
const THUMB_PX = 220;

/** Findings that tell what was understood, and are nothing to look at again. */
const QUIET = ["columns", "own-notes"];

const looked = new Map();
let whole;

export function build() {
  whole = make("div");
  refresh();
  return [whole];
}

export function refresh() {
  const doubts = state.findings.filter((each) => !QUIET.includes(each.rule));
  const found = doubts.length ? listed(doubts) : make("p", { className: "meter", textContent: word("check.allGood") });
  whole.replaceChildren(verdict(), contacts(), found);
}

export function onKey(event) {
  if (event.key === "s") mark("skipped");
  else if (event.key === "Enter" && !event.target.closest("button, a, summary")) mark("good");
}

function mark(how) {
  if (!person()) return;
  looked.set(person().key, how);
  walk(1);
  refresh();
}

function verdict() {
  const count = word("check.looked", { n: looked.size, all: people().length });
  return make("div", { className: "line" }, button(word("check.good"), () => mark("good"), { className: "main" }),
    button(word("check.later"), () => mark("skipped")), make("p", { role: "status", textContent: count }));
}

function contacts() {
  return make("div", { className: "contacts" }, ...people().slice(0, MOST_SHOWN).map(contact));
}

function contact(each, at) {
  const choose = () => { goTo(at); turn("inside"); };
  return make("button", { type: "button", className: looked.get(each.key) ?? "", onclick: choose },
    make("img", { src: picture(notePanel(), at, THUMB_PX), alt: "", loading: "lazy" }),
    make("span", { textContent: each.name, dir: "auto" }));
}
