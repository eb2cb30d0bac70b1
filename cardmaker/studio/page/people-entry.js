// One person's entry, opened: the address as the envelope has it, and all that the list says, to be changed.
import { button, make } from "./dom.js";
import { goTo } from "./order.js";
import { said } from "./people-problems.js";
import { turn } from "./stage.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const LONG = ["note", "address", "street", "point", "promise", "strength"];
const LONG_CHARACTERS = 60;
const MOST_CHARACTERS = 16_000;

export function layEntry({ list, row, titleOf, write, leave, close }) {
  const address = make("div", { className: "address" });
  showAddress(address, row[0]);
  const cells = row.slice(1).flatMap((text, at) => pair({ list, number: row[0], at, text, titleOf, write }));
  const pairs = make("div", { className: "pairs" }, ...cells);
  return make("div", {}, address, pairs, acts(list, row, leave, close));
}

function acts(list, row, leave, close) {
  const index = list.people[row[0]];
  const act = (key, onclick) => button(word(key), onclick, { className: "act" });
  const see = (key, view) => act(key, () => { goTo(index); turn(view); });
  const views = index === undefined ? []
    : [see("people.seeCard", "inside"), see("people.seeEnvelope", "envelope")];
  const away = list.kind === "entries" ? [] : [act("people.leave", leave)];
  return make("p", { className: "acts" }, ...views, ...away, act("people.close", close));
}

function pair({ list, number, at, text, titleOf, write }) {
  const id = `cell-${number}-${at}`;
  const column = list.columns.find((each) => each.at === at);
  const isLong = text.includes("\n") || text.length > LONG_CHARACTERS
    || column?.isOwn || LONG.includes(column?.field);
  const attributes = {
    id, defaultValue: text, dir: "auto", autocomplete: "off", maxLength: MOST_CHARACTERS,
    readOnly: list.kind === "entries",
    onchange: (event) => write(at, event.target.value),
  };
  const input = isLong ? make("textarea", { ...attributes, rows: 1 })
    : make("input", { ...attributes, type: "text" });
  return [make("label", { htmlFor: id, textContent: titleOf(at), dir: "auto" }), input];
}

/** The lines as the post of that country wants them. */
async function showAddress(element, number) {
  const { lines, findings } = await get(`/api/address?row=${number}`);
  const otherwise = findings.length ? "" : word("people.noAddress");
  element.replaceChildren(block(lines, otherwise), ...findings.map((each) => said(each)));
}

/** An address as it stands on an envelope, or what is said if there is none. */
export function block(lines, otherwise) {
  if (!lines.length) return make("p", { className: "aside", textContent: otherwise });
  return make("address", { dir: "auto" }, ...lines.map((textContent) => make("span", { textContent })));
}
