// Writing: the words go to disk while they are typed, and the card shows them.
import { button, make, options } from "./dom.js";
import { allowedRules, fieldButtons, layFindings, tell } from "./note-aside.js";
import { layMeter, look, showAgain } from "./note-fit.js";
import {
  arrived, begin, changeSaved, follow, isOfAnother, isOwnChange, isUnsaved, layKeeping, save, typed,
} from "./note-keeping.js";
import { isThere, layPaper, words } from "./note-paper.js";
import { paste, readTable } from "./note-pasting.js";
import { layStarters, startersButton } from "./note-starters.js";
import { people, set, state } from "./order.js";
import { current, turn } from "./stage.js";
import { get } from "./wire.js";
import { spoken, word } from "./words.js";

const LANGUAGES = "en de fr es it nl pt pl cs da sv nb fi hu el uk ru tr".split(" ");

let note, shownFor, whole, owner, fields, general, pasted;

export async function build() {
  if (current() !== "inside") turn("inside");
  await save();
  shownFor = stamp();
  [note] = await Promise.all([read(), readTable()]);
  whole = make("div", { className: "writing" });
  lay();
  return [whole];
}

/** Follow the order: another person, another state on disk. What is being typed stays. */
export async function refresh() {
  if (!isThere() || shownFor === stamp()) return;
  shownFor = stamp();
  if (isOwnChange()) return followOwn();
  if (isOfAnother()) await save();
  const before = note;
  note = await read();
  if (note.file === before.file && note.kind === before.kind) {
    follow();
    arrived(note.text);
    layBeside();
    look();
  } else {
    lay();
  }
}

/** The words were saved. The card now shows those, which may be older than the ones that stand here. */
function followOwn() {
  tell();
  if (isUnsaved()) showAgain();
}

/** What was typed is saved before something is taken back. */
export const settle = save;

const stamp = () => `${state.person}/${state.revision}`;
const read = () => get(`/api/note?person=${state.person}`);

function lay() {
  owner = make("div", { className: "owner" });
  [fields, general] = [make("div"), make("div")];
  pasted = make("p", { className: "pasted", role: "status" });
  const keeping = layKeeping(look);
  const paper = layPaper({
    text: begin(note), language: note.values.language, label: word("note.label"), typed: changed,
    pasted: (event) => { pasted.textContent = paste(event); },
  });
  const below = [...layMeter(tell), pasted, ...keeping, fields, layFindings(), general, layStarters()];
  whole.replaceChildren(owner, paper, ...below);
  layBeside();
  setTimeout(look); // once it stands in the page
}

function changed() {
  if (pasted.textContent) setTimeout(() => { pasted.textContent = ""; }, 20_000);
  typed();
  look();
}

function layBeside() {
  owner.replaceChildren(make("p", { textContent: whose() }), ...ownership());
  fields.replaceChildren(fieldButtons(note));
  general.replaceChildren(...[allowedRules(note), letterhead()].filter(Boolean));
  tellBeside();
}

/** Say what a change did beside what was asked for, such as keeping a workbook's people as text. */
function tellBeside() {
  const said = (state.told ?? []).map(({ key, ...values }) => word(`told.${key}`, values));
  state.told = [];
  if (said.length) pasted.textContent = said.join(" ");
}

function whose() {
  if (note.kind === "common") return word("note.common", { n: note.sharers });
  const { name, sharers: n } = note;
  return n > 1 ? word("note.sharedOwn", { name, n }) : word("note.own", { name });
}

/** A note of their own begins with the words that stand there, and ends with the common ones. */
function ownership() {
  const begins = () => changeSaved("/api/own", { text: words() });
  const ends = () => changeSaved("/api/common");
  const isCommon = note.kind === "common";
  const mayBegin = isCommon && people().length > 1;
  const own = mayBegin ? [button(word("note.beginOwn", { name: note.name }), begins)] : [];
  return [...own, ...(isCommon ? [] : [button(word("note.endOwn"), ends)]), startersButton()];
}

/** What the order says of all its notes. */
function letterhead() {
  const { from, occasion, language, "address-as": greeting } = note.values;
  const unsaid = occasion ? [] : [{ id: "", name: word("note.occasion.none") }];
  const named = (group, list) => list.map((id) => ({ id, name: word(`note.${group}.${id}`) }));
  const rename = (event) => set({ from: event.target.value });
  const heading = make("h2", { textContent: word("note.letterhead") });
  return make("section", {}, heading, make("div", { className: "pairs" },
    ...pair("from", make("input", { type: "text", value: from, dir: "auto", onchange: rename })),
    ...pair("occasion", select([...unsaid, ...named("occasion", note.occasions)], occasion, "occasion")),
    ...pair("greeting", select(named("greeting", note.greetings), greeting, "address-as")),
    ...pair("language", select(languages(language), language, "language"))));
}

function pair(name, control) {
  control.id = name;
  return [make("label", { htmlFor: name, textContent: word(`note.${name}`) }), control];
}

const select = (list, chosen, key) =>
  make("select", { onchange: (event) => set({ [key]: event.target.value }) }, ...options(list, chosen));

function languages(chosen) {
  const names = new Intl.DisplayNames(spoken(), { type: "language" });
  return [...new Set([chosen, ...LANGUAGES])].map((id) => ({ id, name: names.of(id) }));
}
