// Who gets a card: a list from a file, as it was read.
import { button, listed, make } from "./dom.js";
import { give, people } from "./order.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const MOST_SHOWN = 500;
let whole;

export async function build() {
  whole = make("div");
  await fill();
  return [whole];
}

async function fill() {
  const list = await get("/api/list");
  const count = list.count ? word("people.counted", { n: list.count }) : "";
  whole.replaceChildren(drop(), make("p", { className: "meter", textContent: count }), listed(list.findings), rows(list), asText(list));
}

async function load(file) {
  if (await give("/api/people", file)) await fill();
}

function drop() {
  const over = (isOver) => (event) => { event.preventDefault(); box.classList.toggle("over", isOver); };
  const choose = make("input", {
    type: "file", accept: ".csv,.tsv,.txt,.xlsx,.vcf", onchange: (event) => event.target.files[0] && load(event.target.files[0]),
  });
  const box = make("div", { className: "drop", ondragover: over(true), ondragleave: over(false) },
    make("label", {}, make("p", { textContent: word("people.drop") }), choose));
  box.addEventListener("drop", (event) => {
    over(false)(event);
    if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]);
  });
  return box;
}

function rows({ columns, rows: found }) {
  const shown = columns.slice(0, 8);
  const head = make("thead", {}, make("tr", {}, ...shown.map((each) =>
    make("th", { scope: "col", textContent: each.title, title: each.field }))));
  const body = found.length ? found.slice(0, MOST_SHOWN).map((row) => cells(shown.map((each) => row.texts[each.field] ?? "")))
    : people().slice(0, MOST_SHOWN).map((each) => cells([each.name, each.company]));
  return make("div", { className: "rows", tabIndex: 0, role: "region", ariaLabel: word("step.people") },
    make("table", {}, found.length ? head : null, make("tbody", {}, ...body)));
}

const cells = (texts) => make("tr", {}, ...texts.map((textContent) => make("td", { textContent, dir: "auto", title: textContent })));

function asText(list) {
  const text = make("textarea", { id: "list", value: list.text, dir: "auto", spellcheck: false });
  return make("details", {}, make("summary", { textContent: word("people.asText") }),
    make("label", { htmlFor: "list", className: "unseen", textContent: word("people.asText") }), text,
    button(word("people.keepList"), () => load(new Blob([text.value]))));
}
