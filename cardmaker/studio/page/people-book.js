// The book of people: a line for each, those to be mended first; each can be opened and changed in its place.
import { button, make, settled } from "./dom.js";
import { change, goTo, state } from "./order.js";
import { layEntry } from "./people-entry.js";
import { columnTitle, layLine } from "./people-line.js";
import { isProblem, problemsOf } from "./people-problems.js";
import { rolling } from "./people-window.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const PLACES = ["street", "postal_code", "city", "address"];
const SEARCH_MS = 80;

/**
 * What the book knows: its `list`, the `rows` that are shown in their order, the `problems` of each row by its
 * number, who was `mended` since, which row is `open`, and the rows' words `folded` for searching.
 */
export function layBook(tell) {
  const book = {
    list: null, rows: [], problems: new Map(), mended: new Set(), folded: new Map(),
    open: 0, onlyDoubtful: false, tell,
  };
  const label = word("people.search");
  book.search = make("input", {
    type: "search", id: "search-people", placeholder: label, ariaLabel: label,
    oninput: settled(() => sift(book), SEARCH_MS),
  });
  book.status = make("p", { className: "unseen", role: "status" });
  book.window = rolling({
    label: word("people.book"), make: (at) => line(book, book.rows[at]), opened: (at) => open(book, at),
  });
  book.nobody = make("p", { className: "lead", textContent: word("people.nobodyFound"), hidden: true });
  book.left = make("div");
  const tools = make("div", { className: "line" }, book.search, layFilters(book));
  const keys = make("p", { className: "aside", textContent: word("people.keys") });
  const element = make("section", { className: "book" },
    tools, book.status, book.window.element, book.nobody, keys, book.left);
  return { element, show: (list) => show(book, list, element) };
}

function show(book, list, element) {
  const before = book.list;
  const problemsBefore = book.problems;
  Object.assign(book, { list, problems: problemsOf(list.findings) });
  book.folded.clear();
  element.hidden = !list.rows.length && !list.left.length;
  if (isSame(before, list)) follow(book, problemsBefore);
  else begin(book);
  showLeft(book);
  if (list.columns.some((each) => PLACES.includes(each.field))) askPost(book, state.revision);
}

/** Whether two lists are of the same people, whatever is said of them. */
const isSame = (one, other) => one?.file === other.file && one.rows.length === other.rows.length
  && other.rows.every(([number], at) => one.rows[at][0] === number);

/** Another list: problems first. */
function begin(book) {
  book.mended.clear();
  book.open = 0;
  sift(book);
}

/** The same people with other words: everybody stays in place, also who needs no mending any more. */
function follow(book, before) {
  const now = new Map(book.list.rows.map((row) => [row[0], row]));
  for (const [number, found] of before) {
    if (isProblem(found) && !isProblem(book.problems.get(number))) book.mended.add(number);
  }
  book.rows = book.rows.map(([number]) => now.get(number));
  showFilters(book);
  book.window.again();
}

/** Show those whom the search and the button ask for. */
function sift(book) {
  const words = fold(book.search.value).split(" ").filter(Boolean);
  const rows = book.list.rows.filter((row) => words.every((each) => folded(book, row).includes(each)));
  const isDoubtful = ([number]) => isProblem(book.problems.get(number));
  const doubtful = rows.filter(isDoubtful);
  book.rows = book.onlyDoubtful ? doubtful : [...doubtful, ...rows.filter((row) => !isDoubtful(row))];
  book.window.element.hidden = !book.rows.length;
  book.window.element.scrollTop = 0;
  book.window.begin(book.rows.length);
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
  const attributes = { className: "shown-people", role: "group", ariaLabel: word("people.book") };
  return make("div", attributes, book.all, book.doubtful);
}

function showFilters(book) {
  const doubtful = book.list.rows.filter(([number]) => isProblem(book.problems.get(number))).length;
  book.all.textContent = word("people.everybody", { n: book.list.rows.length });
  book.doubtful.textContent = word("people.doubtful", { n: doubtful });
  book.all.ariaPressed = String(!book.onlyDoubtful);
  book.doubtful.ariaPressed = String(book.onlyDoubtful);
  book.doubtful.disabled = !doubtful && !book.onlyDoubtful;
}

/** Ask what the post says of the addresses, some hundreds at a time, until the order is another one. */
async function askPost(book, revision) {
  for (let from = 0; from !== null;) {
    const answer = await get(`/api/addresses?from=${from}`);
    if (revision !== state.revision || !book.window.element.isConnected) return;
    add(book, answer.found);
    from = answer.next;
  }
  if (isUntouched(book)) sift(book);
}

function add(book, found) {
  const numbers = new Set(Object.keys(found).map(Number));
  for (const number of numbers) {
    book.problems.set(number, [...(book.problems.get(number) ?? []), ...found[number]]);
    book.mended.delete(number);
  }
  book.rows.forEach(([number], at) => { if (numbers.has(number)) book.window.again(at); });
  if (numbers.size) showFilters(book);
}

/** Whether nobody has begun to read or to write in the book: then its order may still change. */
const isUntouched = ({ open: row, window: { element } }) =>
  !row && element.scrollTop === 0 && !element.contains(document.activeElement) && !element.matches(":hover");

function line(book, row) {
  const isOpen = book.open === row[0];
  return layLine({
    list: book.list, row, isOpen, found: book.problems.get(row[0]) ?? [], isMended: book.mended.has(row[0]),
    write: (column, text) => write(book, row[0], column, text),
    addColumn: (field) => tellAfter(book, change("/api/list/column", { field })),
    entry: isOpen ? entry(book, row) : null,
  });
}

function entry(book, row) {
  const leave = () => {
    book.open = 0;
    tellAfter(book, change("/api/list/leave", { row: row[0] }));
  };
  return layEntry({
    list: book.list, row, titleOf: (column) => columnTitle(book.list, column),
    write: (column, text) => write(book, row[0], column, text), leave,
    close: () => open(book, book.rows.findIndex(([number]) => number === row[0])),
  });
}

const write = (book, row, column, text) => tellAfter(book, change("/api/list/cell", { row, column, text }));

async function tellAfter(book, changed) {
  if (await changed) book.tell();
}

/** Open a person's entry, or close it; the card beside is theirs. */
function open(book, at) {
  const [number] = book.rows[at];
  book.open = book.open === number ? 0 : number;
  book.window.again();
  book.window.go(at, Boolean(book.open));
  book.window.focus(at);
  const index = book.list.people[number];
  if (book.open && index !== undefined) goTo(index);
}

function showLeft(book) {
  const back = (index) => () => tellAfter(book, change("/api/list/back", { index }));
  const names = book.list.left.map((name, at) => make("li", {},
    make("span", { textContent: name, dir: "auto" }),
    button(word("people.back"), back(at), { className: "act", id: `back-${at}` })));
  const title = make("h3", { textContent: word("people.leftOut") });
  book.left.replaceChildren(...(names.length ? [title, make("ul", { className: "left-out" }, ...names)] : []));
}
