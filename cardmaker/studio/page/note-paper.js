// The paper that words are typed on: a textarea above a mirror of its words, which shows the marks.
import { make } from "./dom.js";

const FIELD = /\{[^{}\n]*\}|\[\?[^[\]]*\]/g;

let area, mirror;
let over = null;

/** Lay a new paper with these words. `typed` hears every change of them by a person. */
export function layPaper({ text, language, label, typed, pasted }) {
  over = null;
  mirror = make("div", { className: "mirror", ariaHidden: "true", dir: "auto" });
  area = make("textarea", {
    id: "note", value: text, spellcheck: true, lang: language, dir: "auto", ariaLabel: label,
    oninput: () => { reflect(); typed(); }, onpaste: pasted,
    onscroll: () => { mirror.scrollTop = area.scrollTop; },
  });
  area.setAttribute("aria-describedby", "meter");
  reflect();
  return make("div", { className: "letter" }, mirror, area);
}

export const words = () => area?.value ?? "";
export const isThere = () => Boolean(area?.isConnected);
export const focus = () => area.focus();

/** Say that something is known of words: `fitted` or `shown`. */
export function announce(what, detail) {
  area.dispatchEvent(new CustomEvent(what, { bubbles: true, detail }));
}

/** Mark what does not fit, from a spot to the end of the words; null takes the mark away. */
export function markOver(spot) {
  over = spot;
  reflect();
}

/** Select the characters that something is about, and bring them into sight. */
export function select({ start, end }) {
  area.focus();
  area.setSelectionRange(start, end);
  reflect({ sought: { start, end } });
  mirror.querySelector(".is-sought")?.scrollIntoView({ block: "nearest" });
}

/** Put words in at the caret as if they were typed, so that the browser's own undo takes them out again. */
export function type(text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** Put other words in place of all, as if they were typed. */
export function retype(text) {
  area.focus();
  area.select();
  if (text) type(text);
  else document.execCommand("delete");
}

/** Show words that came from the disk. Only what differs is replaced, so the caret stays where it was. */
export function show(text) {
  if (area.value === text) return;
  const [start, end] = difference(area.value, text);
  area.setRangeText(text.slice(start, text.length - end), start, area.value.length - end, "preserve");
  reflect();
}

/** How many characters two texts share at their starts and at their ends. */
function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return [start, end];
}

/** Write the words into the mirror anew, cut where marks begin and end. */
function reflect({ sought = null } = {}) {
  const text = area.value;
  const marks = [...fieldMarks(text), ...overMarks(text), ...(sought ? [{ ...sought, name: "is-sought" }] : [])];
  const ends = marks.flatMap((each) => [each.start, each.end]);
  const cuts = [...new Set([0, text.length, ...ends])].sort((one, next) => one - next);
  const pieces = cuts.slice(1).map((end, at) => piece(text, cuts[at], end, marks));
  mirror.replaceChildren(...pieces, "\n"); // a last empty line has no height otherwise
}

function piece(text, start, end, marks) {
  const names = marks.filter((each) => each.start <= start && end <= each.end).map((each) => each.name);
  const part = text.slice(start, end);
  return names.length ? make("span", { className: names.join(" "), textContent: part }) : part;
}

const fieldMarks = (text) => [...text.matchAll(FIELD)].map(({ 0: found, index }) =>
  ({ start: index, end: index + found.length, name: "is-field" }));

function overMarks(text) {
  if (!over || over.start >= text.length) return [];
  const first = { ...over, end: Math.min(over.end, text.length), name: "is-first" };
  const rest = { start: over.start, end: text.trimEnd().length, name: "is-over" };
  return [first, rest].filter((each) => each.start < each.end);
}
