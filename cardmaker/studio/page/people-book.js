// The book of people: a line for each, those that need mending first, and each can be opened and changed in its place.
import { button, make, settled } from "./dom.js";
import { change, goTo, state } from "./order.js";
import { fieldName } from "./people-bringing.js";
import { layEntry } from "./people-entry.js";
import { rolling } from "./people-window.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const NAMES = ["title", "first_name", "middle_name", "particle", "last_name", "suffix"];
const PLACES = ["street", "postal_code", "city", "region", "country"];

/** What a person's line says of their address; postal codes stand where the post of the country wants them, in the entry. */
const WHERE = ["street", "city", "region", "country"];
const SEARCH_MS = 80;
const MOST_TOLD = 3;

export function layBook(tell) {
  const book = { list: null, rows: [], problems: new Map(), mended: new Set(), open: 0, onlyDoubtful: false, folded: new Map(), tell };
  const search = make("input", {
    type: "search", id: "search-people", placeholder: word("people.search"), ariaLabel: word("people.search"), oninput: settled(() => sift(book), SEARCH_MS),
  });
  book.search = search;
  book.status = make("p", { className: "unseen", role: "status" });
  book.left = make("div");
  book.window = rolling({ label: word("people.book"), make: (at) => line(book, book.rows[at]), opened: (at) => open(book, at) });
  book.nobody = make("p", { className: "lead", textContent: word("people.nobodyFound"), hidden: true });
  book.hint = make("p", { className: "aside", textContent: word("people.keys") });
  const element = make("section", { className: "book" },
    make("div", { className: "line" }, search, layFilters(book)), book.status, book.window.element, book.nobody, book.hint, book.left);
  return { element, show: (list) => show(book, list, element) };
}

function show(book, list, element) {
  const before = book.list;
  book.list = list;
  book.folded.clear();
  book.problems = problemsOf(list.findings);
  for (const [number] of list.rows) if (!isProblem(book.problems.get(number)) && isProblem(before?.problems?.get(number))) book.mended.add(number);
  list.problems = book.problems;
  element.hidden = !list.rows.length && !list.left.length;
  const isSame = before?.file === list.file && before.rows.length === list.rows.length
    && list.rows.every(([number], at) => before.rows[at][0] === number);
  if (isSame) follow(book);
  else begin(book);
  showLeft(book);
  if (list.columns.some((each) => PLACES.includes(each.field) || each.field === "address")) addresses(book, state.revision);
}

/** Another list: problems first. */
function begin(book) {
  book.mended.clear();
  book.open = 0;
  sift(book);
}

/** The same people with other words: everybody stays in place, also who needs no mending any more. */
function follow(book) {
  const now = new Map(book.list.rows.map((row) => [row[0], row]));
  book.rows = book.rows.map(([number]) => now.get(number));
  showFilters(book);
  book.window.again();
}

function sift(book) {
  const words = fold(book.search.value).split(" ").filter(Boolean);
  const rows = book.list.rows.filter((row) => words.every((each) => folded(book, row).includes(each)));
  const doubtful = rows.filter(([number]) => isProblem(book.problems.get(number)));
  const others = rows.filter(([number]) => !isProblem(book.problems.get(number)));
  book.rows = book.onlyDoubtful ? doubtful : [...doubtful, ...others];
  book.window.begin(book.rows.length);
  book.window.element.scrollTop = 0;
  book.window.element.hidden = !book.rows.length;
  book.nobody.hidden = Boolean(book.rows.length) || !book.list.rows.length;
  book.status.textContent = word("people.found", { n: book.rows.length });
  showFilters(book);
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function folded(book, row) {
  if (!book.folded.has(row[0])) book.folded.set(row[0], fold(row.slice(1).join(" ")));
  return book.folded.get(row[0]);
}

/** The two buttons stay, so that the one with the focus keeps it. */
function layFilters(book) {
  const choose = (onlyDoubtful) => () => { book.onlyDoubtful = onlyDoubtful; sift(book); };
  book.all = button("", choose(false), { id: "all-people" });
  book.doubtful = button("", choose(true), { id: "doubtful-people" });
  return make("div", { className: "filters", role: "group", ariaLabel: word("people.book") }, book.all, book.doubtful);
}

function showFilters(book) {
  const doubtful = book.list.rows.filter(([number]) => isProblem(book.problems.get(number))).length;
  if (!doubtful && book.onlyDoubtful) {
    book.onlyDoubtful = false;
    sift(book);
  }
  book.all.textContent = word("people.everybody", { n: book.list.rows.length });
  book.doubtful.textContent = word("people.doubtful", { n: doubtful });
  book.all.ariaPressed = String(!book.onlyDoubtful);
  book.doubtful.ariaPressed = String(book.onlyDoubtful);
  book.doubtful.disabled = !doubtful;
}

function problemsOf(findings) {
  const found = new Map();
  for (const each of findings) {
    if (!each.line || each.rule === "encoding-guess") continue;
    found.set(each.line, [...(found.get(each.line) ?? []), each]);
  }
  return found;
}

const isProblem = (found) => Boolean(found?.some((each) => each.level !== "advice"));

/** Ask what the post says of the addresses, some hundreds at a time; what changed meanwhile is asked anew by itself. */
async function addresses(book, revision) {
  for (let from = 0; from !== null;) {
    const answer = await get(`/api/addresses?from=${from}`);
    if (revision !== state.revision || !book.window.element.isConnected) return;
    const numbers = Object.keys(answer.found).map(Number);
    for (const number of numbers) {
      book.problems.set(number, [...(book.problems.get(number) ?? []), ...answer.found[number]]);
    }
    for (const number of numbers) book.window.again(book.rows.findIndex(([each]) => each === number));
    if (numbers.length) showFilters(book);
    from = answer.next;
  }
  if (isUntouched(book)) sift(book);
}

/** Whether nobody has begun to read or to write in the book: then its order may still change. */
const isUntouched = ({ open, window: { element } }) =>
  !open && element.scrollTop === 0 && !element.contains(document.activeElement) && !element.matches(":hover");

/** A person's line: name, company, place; below it what is wrong, with the cell to mend; and the whole entry if it is open. */
function line(book, row) {
  const [number] = row;
  const found = (book.problems.get(number) ?? []).filter((each) => each.level !== "advice" || book.open === number);
  const isOpen = book.open === number;
  const element = make("div", { className: "person", id: `person-${number}`, ariaExpanded: String(isOpen) },
    cell("number", String(number), word("people.row", { n: number })), cell("name", nameOf(book, row) || word("people.noName")),
    cell("company", text(book, row, "company")), cell("where", placeOf(book, row)));
  element.classList.toggle("doubtful", isProblem(found));
  if (found.length) element.append(make("div", { role: "gridcell", className: "fixes" }, ...found.slice(0, MOST_TOLD).map((each) => fix(book, row, each))));
  else if (book.mended.has(number)) element.append(cell("mended", word("people.mended")));
  if (isOpen) element.append(make("div", { role: "gridcell", className: "entry" }, entry(book, row)));
  return element;
}

const cell = (className, textContent, ariaLabel) =>
  make("span", { role: "gridcell", className, textContent, dir: "auto", ...(ariaLabel ? { ariaLabel } : {}) });

function text(book, row, field) {
  const column = book.list.columns.find((each) => each.field === field && row[each.at + 1]?.trim());
  return column ? row[column.at + 1].trim() : "";
}

function nameOf(book, row) {
  return text(book, row, "name") || NAMES.map((field) => text(book, row, field)).filter(Boolean).join(" ") || text(book, row, "nickname");
}

function placeOf(book, row) {
  const parts = WHERE.map((field) => text(book, row, field)).filter(Boolean);
  return parts.join(", ") || text(book, row, "address").replace(/\s*\n\s*/g, ", ");
}

/** What is wrong in words, and the cell where it is. */
function fix(book, row, each) {
  const at = columnOf(book, each);
  const id = `fix-${row[0]}-${at}-${each.rule}`;
  const level = make("b", { textContent: word(`level.${each.level}`) });
  const said = make("p", { className: each.level, id: `${id}-why` }, level, " ", each.message, each.hint ? make("small", { textContent: each.hint }) : null);
  if (book.open === row[0] || at >= row.length - 1) return said;
  if (at < 0) return make("div", { className: "fix" }, said, adding(book, each));
  const label = make("label", { htmlFor: id, textContent: titleOf(book, at), dir: "auto" });
  const input = make("input", {
    type: "text", id, defaultValue: row[at + 1], dir: "auto", autocomplete: "off",
    onchange: (event) => write(book, row[0], at, event.target.value),
  });
  input.setAttribute("aria-describedby", said.id);
  return make("div", { className: "fix" }, said, make("div", { className: "mend" }, label, input));
}

/** Parts of an address by what is said of them; a finding stands at the address's first cell. */
const PARTS = {
  "address-city": "city", "address-street": "street", "address-name": "name", "address-country": "country",
  "address-region": "region", "address-postal-code": "postal_code", "address-po-box": "po_box",
};

/** Return the column to mend, -1 if the list has none. */
function columnOf(book, { rule, column }) {
  if (!(rule in PARTS)) return column ? column - 1 : -1;
  return book.list.columns.find((each) => each.field === PARTS[rule])?.at ?? -1;
}

/** A part of an address that the list has no column of can get one. */
function adding(book, { rule }) {
  const field = PARTS[rule];
  if (!field || book.list.kind === "entries") return null;
  const add = async () => { if (await change("/api/list/column", { field })) book.tell(); };
  return button(`${word("people.addColumn")}: ${fieldName(field)}`, add, { className: "act" });
}

function titleOf(book, at) {
  const column = [...book.list.columns, ...book.list.unread].find((each) => each.at === at);
  return column ? column.title || word("people.noTitle") : word("people.extra", { n: at + 1 });
}

async function write(book, row, column, text) {
  if (await change("/api/list/cell", { row, column, text })) book.tell();
}

function open(book, at) {
  const number = book.rows[at][0];
  book.open = book.open === number ? 0 : number;
  book.window.again();
  book.window.go(at);
  book.window.focus(at);
  const index = book.list.people[number];
  if (book.open && index !== undefined) goTo(index);
}

function entry(book, row) {
  const leave = async () => {
    book.open = 0;
    if (await change("/api/list/leave", { row: row[0] })) book.tell();
  };
  const at = book.rows.indexOf(row);
  return layEntry({
    list: book.list, row, titleOf: (column) => titleOf(book, column),
    write: (column, value) => write(book, row[0], column, value), leave, close: () => open(book, at),
  });
}

function showLeft(book) {
  const put = async (index) => { if (await change("/api/list/back", { index })) book.tell(); };
  const names = book.list.left.map((name, at) => make("li", {}, make("span", { textContent: name, dir: "auto" }), " ",
    button(word("people.back"), () => put(at), { className: "act", id: `back-${at}` })));
  book.left.replaceChildren(...(names.length ? [make("h3", { textContent: word("people.leftOut") }), make("ul", { className: "left" }, ...names)] : []));
}
