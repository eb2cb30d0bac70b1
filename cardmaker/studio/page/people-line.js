// A person's line in the book: name, company, place; below it what is wrong, each with the cell to mend.
import { button, make } from "./dom.js";
import { fieldName } from "./people-bringing.js";
import { columnOf, isProblem, PARTS, said } from "./people-problems.js";
import { word } from "./words.js";

const NAMES = ["title", "first_name", "middle_name", "particle", "last_name", "suffix"];

/** What a line says of an address; postal codes stand in the entry, where the post of the country wants them. */
const WHERE = ["street", "city", "region", "country"];
const MOST_TOLD = 3;

export function layLine({ list, row, isOpen, found, isMended, write, addColumn, entry }) {
  const [number] = row;
  const element = make("div", { className: "person", id: `person-${number}`, ariaExpanded: String(isOpen) },
    cell("number", String(number), { ariaLabel: word("people.row", { n: number }) }),
    cell("name", nameOf(list, row) || word("people.noName")),
    cell("company", text(list, row, "company")), cell("where", placeOf(list, row)));
  element.classList.toggle("doubtful", isProblem(found));
  const shown = found.filter((each) => each.level !== "advice" || isOpen).slice(0, MOST_TOLD);
  const mend = (each) => (isOpen ? said(each) : fix({ list, row, each, write, addColumn }));
  if (shown.length) element.append(make("div", { role: "gridcell", className: "fixes" }, ...shown.map(mend)));
  else if (isMended) element.append(cell("mended", word("people.mended")));
  if (entry) element.append(make("div", { role: "gridcell", className: "whole-entry" }, entry));
  return element;
}

const cell = (className, textContent, more = {}) =>
  make("span", { role: "gridcell", className, textContent, dir: "auto", ...more });

/** What a row says for a field; with two addresses, the first that it has. */
function text(list, row, field) {
  const column = list.columns.find((each) => each.field === field && row[each.at + 1]?.trim());
  return column ? row[column.at + 1].trim() : "";
}

function nameOf(list, row) {
  const parts = NAMES.map((field) => text(list, row, field)).filter(Boolean);
  return text(list, row, "name") || parts.join(" ") || text(list, row, "nickname");
}

function placeOf(list, row) {
  const parts = WHERE.map((field) => text(list, row, field)).filter(Boolean);
  return parts.join(", ") || text(list, row, "address").replace(/\s*\n\s*/g, ", ");
}

/** The title of a column as it stands in the list; a cell too many has none. */
export function columnTitle(list, at) {
  const column = [...list.columns, ...list.unread].find((each) => each.at === at);
  return column ? column.title || word("people.noTitle") : word("people.extra", { n: at + 1 });
}

/** What is wrong in words, and the cell where it is; a part of an address without a column can get one. */
function fix({ list, row, each, write, addColumn }) {
  const at = columnOf(list, each);
  const id = `fix-${row[0]}-${at}-${each.rule}`;
  const why = said(each, { id: `${id}-why` });
  if (at >= 0 && at < row.length - 1) {
    return make("div", { className: "fix" }, why, mending(list, row, at, id, write));
  }
  const field = PARTS[each.rule];
  if (!field || list.kind === "entries") return why;
  const label = `${word("people.addColumn")}: ${fieldName(field)}`;
  return make("div", { className: "fix" }, why, button(label, () => addColumn(field), { className: "act" }));
}

function mending(list, row, at, id, write) {
  const label = make("label", { htmlFor: id, textContent: columnTitle(list, at), dir: "auto" });
  const isLines = row[at + 1].includes("\n"); // which a line of input would run together
  const input = make(isLines ? "textarea" : "input", {
    id, defaultValue: row[at + 1], dir: "auto", autocomplete: "off", ...(isLines ? { rows: 2 } : { type: "text" }),
    onchange: (event) => write(at, event.target.value),
  });
  input.setAttribute("aria-describedby", `${id}-why`);
  return make("div", { className: "mending" }, label, input);
}
