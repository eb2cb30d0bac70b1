// Beside the words: fields that differ from person to person, what is said of the note, and what is allowed.
import { button, make } from "./dom.js";
import { changeSaved } from "./note-keeping.js";
import { select, type } from "./note-paper.js";
import { person, state } from "./order.js";
import { word } from "./words.js";

const COMPARED = new Set(["identical", "own-sentence", "sameness", "copied-sentence", "same-point"]);
const ALWAYS = new Set(["dear", "first_name", "last_name", "name", "from"]);

let list;
let shown = "";
let last = [];

/** The fields as buttons, each with what it becomes for the person who is shown. */
export function fieldButtons({ fields }) {
  const each = fields.filter(({ name, value }) => value || !ALWAYS.has(name)).map(fieldButton);
  const heading = make("h2", { textContent: word("note.fields") });
  return make("section", { className: "fields" }, heading, make("ul", {}, ...each), parts(fields));
}

function fieldButton({ name, value }) {
  const becomes = value || word("note.empty");
  const className = value ? "value" : "value none";
  const text = make("span", { className, textContent: becomes, title: value, dir: "auto" });
  const field = `{${name}}`;
  const put = button(field, () => type(field), { ariaLabel: word("note.insert", { field, value: becomes }) });
  const arrow = make("span", { className: "arrow", textContent: "→", ariaHidden: "true" });
  return make("li", {}, put, arrow, text);
}

/** Words that go where a field is empty. */
function parts(fields) {
  const own = fields.filter(({ name }) => !ALWAYS.has(name)).slice(0, 8);
  if (!own.length) return null;
  const buttons = own.map(({ name }) => button(`[?${name}: …]`, () => type(`[?${name}: {${name}}]`)));
  return make("details", {}, make("summary", { textContent: word("note.parts") }),
    make("p", { className: "soft", textContent: word("note.partsHow") }),
    make("div", { className: "line" }, ...buttons));
}

export function layFindings() {
  [shown, last] = ["", []];
  list = make("ul", { className: "findings", ariaLabel: word("note.findings") });
  return list;
}

/** Show what is to be said of the words. If it is the same nothing moves: a button at hand stays. */
export function tell(findings = last) {
  last = findings;
  const all = [...findings, ...compared()];
  const now = JSON.stringify(all);
  if (now === shown) return;
  shown = now;
  list.replaceChildren(...all.map(item));
}

/** What comparing all notes found of this one; the server says it once a note is saved. */
const compared = () =>
  state.findings.filter((each) => COMPARED.has(each.rule) && each.person === person()?.key)
    .map((each) => ({ ...each, spot: null, mayAllow: true }));

function item(each) {
  const small = (text) => (text ? make("small", { textContent: text }) : null);
  const shows = each.spot ? [action("note.show", each.message, () => select(each.spot))] : [];
  const allows = each.mayAllow ? [action("note.allow", each.rule, () => allow(each.rule, true))] : [];
  const level = make("b", { textContent: word(`level.${each.level}`) });
  const message = make("span", { textContent: each.message, dir: "auto" });
  const actions = make("div", { className: "actions" }, ...shows, ...allows);
  const why = [small(each.hint), small(withoutSource(each.reason))];
  return make("li", { className: each.level }, level, message, ...why, actions);
}

/** A button that says to those who hear it what it is for. */
const action = (key, about, onclick) => button(word(key), onclick, { ariaLabel: `${word(key)}: ${about}` });

const withoutSource = (reason) => reason.replace(/^\w+: /, "");

const allow = (rule, allowed) => changeSaved("/api/allow", { rule, allowed });

/** What the order allows to be broken, each with a way back. */
export function allowedRules({ allow: rules }) {
  if (!rules.length) return null;
  const each = ({ rule, why }) => make("li", {}, make("span", { textContent: rule }),
    make("small", { textContent: why }), action("note.forbid", rule, () => allow(rule, false)));
  const summary = make("summary", { textContent: word("note.allowed", { n: rules.length }) });
  return make("details", { className: "allowed" }, summary, make("ul", {}, ...rules.map(each)));
}
