// Where people come from: a file that is dropped or chosen, a list that is pasted, or one person typed by hand.
import { button, make } from "./dom.js";
import { change, give } from "./order.js";
import { has, word } from "./words.js";

const KINDS = ".csv,.tsv,.txt,.xlsx,.vcf";
const BY_HAND = ["name", "company", "street", "city", "region", "postal_code", "country"];
const LONG = ["point", "strength", "promise", "note"];

export const fieldName = (field) => (has(`field.${field}`) ? word(`field.${field}`) : field.replaceAll("_", " "));

export function layBringing(tell) {
  const count = make("p", { className: "count", role: "status" });
  const again = make("p", { className: "aside" });
  const below = make("div");
  const element = make("section", { className: "bringing" }, count, ways(tell), again, below);
  return {
    element,
    receive: (target) => receive(target, tell),
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
  if (await give("/api/people", file, headers)) tell();
  return true;
}

function ways(tell) {
  const choose = make("input", {
    type: "file", id: "choose", accept: KINDS,
    onchange: async ({ target }) => {
      if (target.files[0]) await load(target.files[0], tell);
      target.value = ""; // so that the same file can be chosen once more
    },
  });
  const label = make("label", { className: "choose" }, make("span", { textContent: `${word("people.drop")} ` }),
    make("b", { textContent: word("people.choose") }), choose);
  const sample = make("a", { href: "/api/sample", download: "", textContent: word("people.sample") });
  return make("p", { className: "ways" }, label, sample);
}

/** Take what is dropped anywhere on the step, and what is pasted where nobody types. */
function receive(target, tell) {
  const over = (isOver) => (event) => { event.preventDefault(); target.classList.toggle("over", isOver); };
  target.addEventListener("dragover", over(true));
  target.addEventListener("dragleave", over(false));
  target.addEventListener("drop", (event) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (file) load(file, tell);
    else if (text) load(new Blob([text]), tell, { "x-how": "pasted" });
  });
}

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
  return folded("paste", "people.paste", make("label", { htmlFor: "pasted", textContent: word("people.pasteLabel") }),
    area, button(word("people.usePasted"), use, { className: "act" }));
}

/** A form for one person: who, where, and what the note says of them alone. */
function byHand(list, tell) {
  const own = list.columns.filter((each) => each.isOwn || LONG.includes(each.field)).map((each) => each.field);
  const differs = [...new Set([...own, ...list.missing])].filter((field) => !BY_HAND.includes(field));
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
  const form = make("form", { className: "pairs", onsubmit: add }, ...inputs.slice(0, BY_HAND.length).flatMap(pair),
    differs.length ? make("p", { className: "wide", textContent: word("people.differs") }) : null,
    ...inputs.slice(BY_HAND.length).flatMap(pair),
    make("button", { type: "submit", className: "act wide", textContent: word("people.add") }));
  return folded("by-hand", "people.byHand", form);
}

function input(field) {
  const attributes = { id: `hand-${field}`, dir: "auto", required: field === "name", autocomplete: "off" };
  return LONG.includes(field) ? make("textarea", { ...attributes, rows: 2 }) : make("input", { ...attributes, type: "text" });
}

/** A list that cannot be read, as text to be mended. */
function asText(list, tell) {
  if (!list.text) return null;
  opened.add("as-text");
  const area = make("textarea", { id: "list", value: list.text, rows: 9, dir: "auto", spellcheck: false });
  const keep = () => load(new Blob([area.value]), tell);
  return folded("as-text", "people.text", make("label", { htmlFor: "list", className: "unseen", textContent: word("people.text") }),
    area, button(word("people.keepText"), keep, { className: "act" }));
}
