// Where people come from: a file that is dropped or chosen, a list that is pasted, or one person by hand.
import { alarm, button, make } from "./dom.js";
import { change, give } from "./order.js";
import { has, word } from "./words.js";

const MOST_BYTES = 20_000_000;
const KINDS = ".csv,.tsv,.txt,.xlsx,.vcf";
const BY_HAND = ["name", "company", "street", "city", "region", "postal_code", "country"];
const LONG = ["point", "strength", "promise", "note"];

/** What a field is called on the page; one of the person's own is called as they call it. */
export const fieldName = (field) =>
  (has(`field.${field}`) ? word(`field.${field}`) : field.replaceAll("_", " "));

export function layBringing(tell) {
  const count = make("p", { className: "count", role: "status" });
  const again = make("p", { className: "aside" });
  const below = make("div");
  const element = make("section", { className: "bringing" }, count, ways(tell), again, below);
  return {
    element,
    receive: (target) => { receiving = { target, tell }; },
    show: (list) => {
      count.replaceChildren(...counted(list));
      again.textContent = list.kind === "text" ? word("people.again") : "";
      below.replaceChildren(...[paste(tell), byHand(list, tell), asText(list, tell)].filter(Boolean));
      for (const each of below.children) each.open = opened.has(each.id);
    },
  };
}

/** Which of the forms are open: they stay so while the list is shown anew. */
const opened = new Set();

function counted(list) {
  if (list.kind === "entries") return [many(list.rows.length), aside(word("people.inOrder"))];
  if (!list.file) return [word("people.none")];
  return [many(list.count), aside(word("people.inFile", { file: list.file }))];
}

const many = (n) => word("people.counted", { n });
const aside = (textContent) => make("i", { textContent: ` ${textContent}`, dir: "auto" });

async function load(file, tell, headers = {}) {
  if (file.size > MOST_BYTES) alarm(word("people.tooLarge"));
  else if (await give("/api/people", file, headers)) tell();
}

function ways(tell) {
  const choose = make("input", {
    type: "file", id: "choose", accept: KINDS,
    onchange: async ({ target }) => {
      if (target.files[0]) await load(target.files[0], tell);
      target.value = ""; // so that the same file can be chosen once more
    },
  });
  const label = make("label", { className: "choose" },
    make("span", { textContent: `${word("people.drop")} ` }),
    make("b", { textContent: word("people.choose") }), choose);
  const sample = make("a", { href: "/api/sample", download: "", textContent: word("people.sample") });
  return make("p", { className: "ways" }, label, sample);
}

/** The step that takes what is dropped, or pasted where nobody types; null before it was shown. */
let receiving = null;

const isHere = () => Boolean(receiving?.target.isConnected);
const isTyping = (event) => Boolean(event.target.closest?.("input, textarea, select"));
const takePasted = (text) => load(new Blob([text]), receiving.tell, { "x-how": "pasted" });
const mark = (isOver) => receiving.target.classList.toggle("dropping", isOver);

document.addEventListener("dragover", (event) => {
  if (!isHere()) return;
  event.preventDefault();
  mark(true);
});
document.addEventListener("dragleave", (event) => { if (isHere() && !event.relatedTarget) mark(false); });
document.addEventListener("drop", (event) => {
  if (!isHere() || isTyping(event)) return;
  event.preventDefault();
  mark(false);
  const [file] = event.dataTransfer.files;
  const text = event.dataTransfer.getData("text/plain");
  if (file) load(file, receiving.tell);
  else if (text) takePasted(text);
});
document.addEventListener("paste", (event) => {
  if (!isHere() || isTyping(event)) return;
  const [file] = event.clipboardData.files;
  const text = event.clipboardData.getData("text/plain");
  if (text) takePasted(text);
  else if (file) load(file, receiving.tell);
});

function folded(id, key, ...children) {
  const ontoggle = ({ target }) => (target.open ? opened.add(id) : opened.delete(id));
  return make("details", { id, ontoggle }, make("summary", { textContent: word(key) }), ...children);
}

function paste(tell) {
  const area = make("textarea", { id: "pasted", rows: 5, dir: "auto", spellcheck: false });
  const use = async () => {
    opened.delete("paste");
    await load(new Blob([area.value]), tell, { "x-how": "pasted" });
  };
  const label = make("label", { htmlFor: "pasted", textContent: word("people.pasteLabel") });
  const act = button(word("people.usePasted"), use, { className: "act" });
  return folded("paste", "people.paste", label, area, act);
}

/** Return the fields that the list has, or lacks, for what the note says to each alone. */
function differing(list) {
  const own = list.columns.filter((each) => each.isOwn || LONG.includes(each.field));
  const all = new Set([...own.map((each) => each.field), ...list.missing]);
  return [...all].filter((field) => !BY_HAND.includes(field));
}

/** A form for one person: who, where, and what the note says of them alone. */
function byHand(list, tell) {
  const differs = differing(list);
  const inputs = [...BY_HAND, ...differs].map((field) => [field, input(field)]);
  const add = async (event) => {
    event.preventDefault();
    const texts = Object.fromEntries(inputs.map(([field, each]) => [field, each.value]));
    if (!await change("/api/list/person", { texts })) return;
    tell(word("people.added", { name: texts.name }));
    document.querySelector("#by-hand form")?.reset();
    document.getElementById("hand-name")?.focus();
  };
  const pair = ([field, each]) => [make("label", { htmlFor: each.id, textContent: fieldName(field) }), each];
  const form = make("form", { className: "pairs", onsubmit: add },
    ...inputs.slice(0, BY_HAND.length).flatMap(pair),
    differs.length ? make("p", { className: "wide", textContent: word("people.differs") }) : null,
    ...inputs.slice(BY_HAND.length).flatMap(pair),
    make("button", { type: "submit", className: "act wide", textContent: word("people.add") }));
  return folded("by-hand", "people.byHand", form);
}

function input(field) {
  const attributes = { id: `hand-${field}`, dir: "auto", required: field === "name", autocomplete: "off" };
  return LONG.includes(field) ? make("textarea", { ...attributes, rows: 2 })
    : make("input", { ...attributes, type: "text" });
}

/** A list that cannot be read, as text to be mended. */
function asText(list, tell) {
  if (!list.text) return null;
  opened.add("as-text");
  const area = make("textarea", { id: "list", value: list.text, rows: 9, dir: "auto", spellcheck: false });
  const keep = () => load(new Blob([area.value]), tell);
  const label = make("label", { htmlFor: "list", className: "unseen", textContent: word("people.text") });
  return folded("as-text", "people.text", label, area,
    button(word("people.keepText"), keep, { className: "act" }));
}
