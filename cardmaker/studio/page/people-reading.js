// How the list was read: what each column means, and by which letters. Both can be said otherwise.
import { button, make, options } from "./dom.js";
import { change } from "./order.js";
import { fieldName } from "./people-bringing.js";
import { enumerate, has, word } from "./words.js";

const SHOWN = 5;
let isOpen = false;
let isAsking = false;

export function layReading(tell) {
  const element = make("section", { className: "reading" });
  const say = async (path, body) => { if (await change(path, body)) tell(); };
  return {
    element,
    show: (list) => element.replaceChildren(...[letters(list, say), meanings(list, say), ...missing(list, say)].filter(Boolean)),
  };
}

function meanings(list, say) {
  const columns = [...list.columns, ...list.unread].sort((one, other) => one.at - other.at);
  if (!columns.length || list.kind === "entries") return null;
  const rows = columns.map((each) => meaning(each, list, say));
  const anew = list.isMapped ? button(word("people.byTitles"), () => say("/api/list/titles", {}), { className: "act" }) : null;
  return make("details", {
    className: "meanings", open: isOpen || !list.columns.length, ontoggle: (event) => { isOpen = event.target.open; },
  }, make("summary", { id: "meanings", textContent: sentence(list), dir: "auto" }), make("div", { className: "columns" }, ...rows), anew);
}

/** What was read from what, in one sentence. */
function sentence(list) {
  const known = list.columns.filter((each) => !each.isOwn && !each.isEmpty);
  const own = list.columns.filter((each) => each.isOwn).length;
  const unread = list.unread.filter((each) => !each.isEmpty).length;
  const pairs = known.slice(0, SHOWN).map((each) => word("people.readPair", { field: fieldName(each.field), title: each.title }));
  const more = known.length > SHOWN ? [word("people.more", { n: known.length - SHOWN })] : [];
  const rest = [own && word("people.own", { n: own }), unread && word("people.unread", { n: unread })].filter(Boolean);
  return word("people.read", { list: enumerate([...pairs, ...more, ...rest]) });
}

function meaning(column, list, say) {
  const id = `column-${column.at}`;
  const [, ...first] = list.rows.find((row) => row[column.at + 1]?.trim()) ?? [];
  const value = column.field && !column.isOwn ? column.field : "";
  const own = column.field && column.isOwn ? word("people.asOwn", { field: `{${column.field}}` }) : word("people.notUsed");
  const known = list.known.map((field) => ({ id: field, name: fieldName(field) }));
  const select = make("select", {
    id, disabled: !column.title,
    onchange: (event) => say("/api/list/meaning", { column: column.at, field: event.target.value }),
  }, ...options([{ id: "", name: own }, ...known], value));
  return make("p", {}, make("label", { htmlFor: id, textContent: column.title || word("people.noTitle"), dir: "auto" }),
    make("span", { className: "first", textContent: first[column.at] ?? "", dir: "auto" }), select);
}

const missing = (list, say) => list.missing.map((field) => make("p", { className: "missing" },
  word("people.missing", { field: `{${field}}` }), " ",
  button(word("people.addColumn"), () => say("/api/list/column", { field }), { className: "act", id: `add-${field}` })));

/** A guess is asked with a name that proves it; what was said once can be said otherwise. */
function letters({ encoding }, say) {
  if (!encoding) return null;
  const choose = (codec) => { isAsking = false; say("/api/list/letters", { encoding: codec }); };
  const name = codecName(encoding.codec);
  const line = encoding.others.find((each) => each.codec === encoding.codec)?.line ?? "";
  const asked = encoding.isGuess ? word("people.guess", { name, sample: telling(line) }) : word("people.named", { name });
  const others = candidates(encoding, choose);
  const yes = encoding.isGuess ? button(word("people.yes"), () => choose(encoding.codec), { className: "act", id: "letters-yes" }) : null;
  const another = button(word("people.another"), () => { isAsking = !isAsking; others.hidden = !isAsking; another.ariaExpanded = String(isAsking); },
    { className: "act", id: "letters-another", ariaExpanded: String(isAsking) });
  return make("div", { className: "letters" }, make("p", { dir: "auto" }, asked, " ", yes, " ", another), others);
}

const codecName = (codec) => (has(`codec.${codec}`) ? word(`codec.${codec}`) : codec);

/** The cell of a line that shows its letters best: the first that is beyond ASCII. */
function telling(line) {
  const cells = line.split(/[,;\t|]/).map((each) => each.replaceAll('"', "").trim());
  return cells.find((each) => /[^\x00-\x7f]/.test(each)) ?? line;
}

function candidates(encoding, choose) {
  const radios = encoding.others.map(({ codec, line }) => make("label", {},
    make("input", { type: "radio", name: "letters", value: codec, checked: codec === encoding.codec, onchange: () => choose(codec) }),
    make("span", { textContent: codecName(codec) }), make("q", { textContent: line, dir: "auto" })));
  return make("fieldset", { hidden: !isAsking }, make("legend", { textContent: word("people.letters") }), ...radios);
}
