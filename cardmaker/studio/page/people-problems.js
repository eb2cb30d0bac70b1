// What is wrong with people: by the rows that it stands in, and with the cell where it can be mended.
import { make } from "./dom.js";
import { word } from "./words.js";

/** Parts of an address by what is said of them: such a finding stands at the address's first cell. */
export const PARTS = {
  "address-city": "city", "address-street": "street", "address-name": "name", "address-country": "country",
  "address-region": "region", "address-postal-code": "postal_code", "address-po-box": "po_box",
};

export const isProblem = (found) => Boolean(found?.some((each) => each.level !== "advice"));

export function problemsOf(findings) {
  const found = new Map();
  for (const each of findings) {
    if (!each.line || each.rule === "encoding-guess") continue;
    if (!found.has(each.line)) found.set(each.line, []);
    found.get(each.line).push(each);
  }
  return found;
}

/** Return the column to mend, -1 if the list has none. */
export function columnOf(list, { rule, column }) {
  if (!(rule in PARTS)) return column ? column - 1 : -1;
  return list.columns.find((each) => each.field === PARTS[rule])?.at ?? -1;
}

/** What was found, in a line: how much it matters, what it is, and what to do. */
export const said = ({ level, message, hint }, attributes = {}) =>
  make("p", { className: level, ...attributes },
    make("b", { textContent: word(`level.${level}`) }), " ", message,
    hint ? make("small", { textContent: hint }) : null);
