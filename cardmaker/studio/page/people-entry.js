// One person's entry, opened: the address as it stands on the envelope, and all that the list says, to be changed.
import { button, make } from "./dom.js";
import { goTo } from "./order.js";
import { turn } from "./stage.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const LONG = ["note", "address", "street", "point", "promise", "strength"];

export function layEntry({ list, row, titleOf, write, leave, close }) {
  const address = make("div", { className: "address" });
  showAddress(address, row[0]);
  const index = list.people[row[0]];
  const see = (view) => { goTo(index); turn(view); };
  const acts = make("p", { className: "acts" },
    index === undefined ? null : button(word("people.seeCard"), () => see("inside"), { className: "act" }),
    index === undefined ? null : button(word("people.seeEnvelope"), () => see("envelope"), { className: "act" }),
    list.kind === "entries" ? null : button(word("people.leave"), leave, { className: "act" }),
    button(word("people.close"), close, { className: "act" }));
  const cells = row.slice(1).flatMap((text, at) => pair(list, row[0], at, text, titleOf, write));
  return make("div", {}, address, make("div", { className: "pairs" }, ...cells), acts);
}

function pair(list, number, at, text, titleOf, write) {
  const id = `cell-${number}-${at}`;
  const column = list.columns.find((each) => each.at === at);
  const isLong = text.includes("\n") || text.length > 60 || column?.isOwn || LONG.includes(column?.field);
  const attributes = {
    id, defaultValue: text, dir: "auto", autocomplete: "off", onchange: (event) => write(at, event.target.value),
  };
  const input = isLong ? make("textarea", { ...attributes, rows: 1 }) : make("input", { ...attributes, type: "text" });
  return [make("label", { htmlFor: id, textContent: titleOf(at), dir: "auto" }), input];
}

/** The lines as the post of that country wants them. */
async function showAddress(element, number) {
  const { lines, findings } = await get(`/api/address?row=${number}`);
  const block = lines.length ? make("address", { dir: "auto" }, ...lines.map((textContent) => make("span", { textContent })))
    : make("p", { className: "aside", textContent: findings.length ? "" : word("people.noAddress") });
  const found = findings.map((each) => make("p", { className: each.level }, make("b", { textContent: word(`level.${each.level}`) }), " ",
    each.message, each.hint ? make("small", { textContent: each.hint }) : null));
  element.replaceChildren(block, ...found);
}
