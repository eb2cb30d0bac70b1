// How the list was read: what each column means, and by which letters. Both can be said otherwise.
import { button, make, options } from "./dom.js";
import { change } from "./order.js";
import { fieldName } from "./people-bringing.js";
import { enumerate, has, word } from "./words.js";

const SHOWN = 5;
let isOpen = false;
let isAsking = false;

export function layReading(tell) {
  const element = make("section", { className: "as-read" });
  const say = async (path, body) => { if (await change(path, body)) tell(); };
  return {
    element,
    show: (list) => {
      const parts = [letters(list, say), meanings(list, say), ...missing(list, say)];
      element.replaceChildren(...parts.filter(Boolean));
    },
  };
}

function meanings(list, say) {
  const columns = [...list.columns, ...list.unread].sort((one, other) => one.at - other.at);
  if (!columns.length || list.kind === "entries") return null;
  const rows = make("div", { className: "columns" }, ...columns.map((each) => meaning(each, list, say)));
  const forget = () => say("/api/list/titles", {});
  const anew = list.isMapped ? button(word("people.byTitles"), forget, { className: "act" }) : null;
  const ontoggle = (event) => { isOpen = event.target.open; };
  return make("details", { className: "meanings", open: isOpen || !list.columns.length, ontoggle },
    make("summary", { id: "meanings", textContent: sentence(list), dir: "auto" }), rows, anew);
}

/** What was read from what, in one sentence. */
function sentence(list) {
  const known = list.columns.filter((each) => !each.isOwn && !each.isEmpty);
  const own = list.columns.filter((each) => each.isOwn).length;
  const unread = list.unread.filter((each) => !each.isEmpty).length;
  const pair = (each) => word("people.readPair", { field: fieldName(each.field), title: each.title });
  const pairs = known.slice(0, SHOWN).map(pair);
  const more = known.length > SHOWN ? [word("people.more", { n: known.length - SHOWN })] : [];
  const rest = [own && word("people.own", { n: own }), unread && word("people.unread", { n: unread })];
  return word("people.read", { list: enumerate([...pairs, ...more, ...rest.filter(Boolean)]) });
}

function meaning(column, list, say) {
  const id = `column-${column.at}`;
  const [, ...first] = list.rows.find((row) => row[column.at + 1]?.trim()) ?? [];
  const value = column.field && !column.isOwn ? column.field : "";
  const isOwn = column.field && column.isOwn;
  const own = isOwn ? word("people.asOwn", { field: `{${column.field}}` }) : word("people.notUsed");
  const known = list.known.map((field) => ({ id: field, name: fieldName(field) }));
  const select = make("select", {
    id, disabled: !column.title,
    onchange: (event) => say("/api/list/meaning", { column: column.at, field: event.target.value }),
  }, ...options([{ id: "", name: own }, ...known], value));
  const title = column.title || word("people.noTitle");
  const label = make("label", { htmlFor: id, textContent: title, dir: "auto" });
  return make("p", {}, label,
    make("span", { className: "sample", textContent: first[column.at] ?? "", dir: "auto" }), select);
}

function missing(list, say) {
  const add = (field) => button(word("people.addColumn"), () => say("/api/list/column", { field }),
    { className: "act", id: `add-${field}` });
  return list.missing.map((field) => make("p", { className: "missing" },
    word("people.missing", { field: `{${field}}` }), " ", add(field)));
}

/** A guess is asked with a name that proves it; what was said once can be said otherwise. */
function letters({ encoding }, say) {
  if (!encoding) return null;
  const choose = (codec) => { isAsking = false; say("/api/list/letters", { encoding: codec }); };
  const others = candidates(encoding, choose);
  const act = (key, id, onclick) => button(word(key), onclick, { className: "act", id });
  const another = act("people.another", "letters-another", () => show(!isAsking));
  const show = (asking) => {
    isAsking = asking;
    others.hidden = !asking;
    another.ariaExpanded = String(asking);
  };
  show(isAsking);
  const yes = encoding.isGuess ? [act("people.yes", "letters-yes", () => choose(encoding.codec)), " "] : [];
  const asked = make("p", { dir: "auto" }, question(encoding), " ", ...yes, another);
  return make("div", { className: "alphabet" }, asked, others);
}

function question({ codec, isGuess, others }) {
  const name = codecName(codec);
  const line = others.find((each) => each.codec === codec)?.line ?? "";
  return isGuess ? word("people.guess", { name, sample: telling(line) }) : word("people.named", { name });
}

const codecName = (codec) => (has(`codec.${codec}`) ? word(`codec.${codec}`) : codec);

/** The cell of a line that shows its letters best: the first that is beyond ASCII. */
function telling(line) {
  const cells = line.split(/[,;\t|]/).map((each) => each.replaceAll('"', "").trim());
  return cells.find((each) => /[^\x00-\x7f]/.test(each)) ?? line;
}

function candidates(encoding, choose) {
  const radio = (codec) => make("input", {
    type: "radio", name: "letters", value: codec, checked: codec === encoding.codec,
    onchange: () => choose(codec),
  });
  const labels = encoding.others.map(({ codec, line }) => make("label", {}, radio(codec),
    make("span", { textContent: codecName(codec) }), make("q", { textContent: line, dir: "auto" })));
  return make("fieldset", {}, make("legend", { textContent: word("people.letters") }), ...labels);
}
