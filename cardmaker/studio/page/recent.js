// Other orders: those that were worked on last, and a new one. The page names them by the server's own list, never by path.
import { by, button, make, options } from "./dom.js";
import { catalog, state, take } from "./order.js";
import { get, post } from "./wire.js";
import { spoken, word } from "./words.js";

const DAY_MS = 86_400_000;
const DAYS_TOLD = 7;
const MOST_LETTERS = 60;

let told;

/** Open the list; `settle` returns when all that was typed is saved. */
export async function showOrders(settle) {
  await settle();
  const { orders } = await get("/api/recent");
  const dialog = make("dialog", { className: "orders", ariaLabel: word("orders.title"), onclose: () => dialog.remove() });
  told = make("p", { className: "refused", role: "alert" });
  const close = button(word("orders.close"), () => dialog.close(), { className: "close" });
  const others = orders.filter((each) => !each.isOpen);
  dialog.append(make("h2", { textContent: word("orders.title") }), close, told, fresh(!others.length), shelf(orders, others));
  document.body.append(dialog);
  dialog.showModal();
}

function shelf(orders, others) {
  const none = others.length ? [] : [make("p", { className: "lead", textContent: word("orders.none") })];
  return make("div", {}, make("ul", {}, ...orders.map(entry)), ...none);
}

function entry(order) {
  const words = make("span", { className: "words" }, name(order), make("small", { textContent: about(order), dir: "auto" }));
  const choose = () => go("/api/open", { id: order.id });
  const row = button("", choose, { disabled: order.isOpen });
  row.append(picture(order), words);
  return make("li", {}, row);
}

const name = (order) => make("b", { textContent: order.name, dir: "auto" });

/** The design that the order has, if there still is one of that name. */
function picture({ design }) {
  const frame = make("span", { className: "cover" });
  if (catalog.designs.some((each) => each.id === design)) frame.append(make("img", { src: `/thumbnail/${design}`, alt: "" }));
  return frame;
}

function about({ isOpen, near, person, when }) {
  const first = person ? word("orders.person", { name: person }) : "";
  const place = near ? word("orders.near", { near }) : "";
  return [isOpen ? word("orders.isOpen") : ago(when), first, place].filter(Boolean).join(" · ");
}

/** Return when something was, in words that people use: today, yesterday, three days ago, and then the date. */
function ago(when) {
  const days = Math.round((midnight(Date.now()) - midnight(when)) / DAY_MS);
  if (days > DAYS_TOLD) return new Intl.DateTimeFormat(spoken(), { dateStyle: "medium" }).format(when);
  return new Intl.RelativeTimeFormat(spoken(), { numeric: "auto" }).format(-days, "day");
}

const midnight = (time) => new Date(time).setHours(0, 0, 0, 0);

/** The slip for a new order; it lies open where there is nothing else to choose. */
function fresh(open) {
  const called = make("input", { type: "text", id: "new-name", maxLength: MOST_LETTERS, required: true, dir: "auto", autocomplete: "off" });
  const starter = make("select", { id: "new-starter" }, ...options(catalog.starters, ""));
  const begin = make("button", { className: "main", textContent: word("orders.begin") });
  const onsubmit = (event) => { event.preventDefault(); go("/api/new", { name: called.value, starter: starter.value }, "#design"); };
  const pair = (control, key) => [make("label", { htmlFor: control.id, textContent: word(key) }), control];
  return make("details", { open }, make("summary", { textContent: word("orders.new") }), make("form", { onsubmit },
    make("div", { className: "pairs" }, ...pair(called, "orders.name"), ...pair(starter, "orders.for")),
    make("p", { className: "lead", textContent: word("orders.beside") }), begin));
}

/** Ask for another order; the page begins anew with it. What keeps it from being opened is told in the list. */
async function go(path, body, hash = location.hash) {
  told.textContent = "";
  const answer = await post(path, body);
  if (answer.refused) {
    told.textContent = answer.findings.map((each) => [each.message, each.hint].filter(Boolean).join(": ")).join(" · ");
    return;
  }
  if (answer.id === state.id) by("orders").focus();
  history.replaceState(null, "", hash);
  take(answer);
}
