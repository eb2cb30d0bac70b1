// Who gets a card: where the people come from, how their list is read, the book of them, and their envelopes.
import { listed, make } from "./dom.js";
import { layBook } from "./people-book.js";
import { layBringing } from "./people-bringing.js";
import { layPost } from "./people-post.js";
import { layReading } from "./people-reading.js";
import { state } from "./order.js";
import { get } from "./wire.js";
import { word } from "./words.js";

let shown, whole, parts;

export async function build() {
  shown = state.revision;
  const [list, post] = await Promise.all([get("/api/list"), get("/api/post")]);
  const told = make("p", { className: "beside", role: "status" });
  parts = {
    bringing: layBringing(tell), told, reading: layReading(tell), found: make("div"),
    book: layBook(tell), post: layPost(),
  };
  whole = make("div", { className: "people" },
    parts.bringing.element, told, parts.found, parts.reading.element, parts.book.element, parts.post.element);
  parts.bringing.receive(whole);
  show(list, post);
  return [whole];
}

/** Follow the order. What is being typed stays where it is. */
export async function refresh() {
  if (shown === state.revision || !whole?.isConnected) return;
  shown = state.revision;
  const [list, post] = await Promise.all([get("/api/list"), get("/api/post")]);
  if (shown === state.revision) show(list, post);
}

function show(list, post) {
  const rows = new Set(list.rows.map(([number]) => number));
  const isAsked = (each) => each.rule === "encoding-guess" && list.encoding;
  const ofList = list.findings.filter((each) => !rows.has(each.line) && !isAsked(each));
  keeping(() => {
    parts.bringing.show(list);
    parts.found.replaceChildren(listed(ofList));
    parts.reading.show(list);
    parts.book.show(list);
    parts.post.show(post);
  });
  whole.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
}

/** Say what a change did beside what was asked for. */
function tell(text = "") {
  const said = (state.told ?? []).map(({ key, ...values }) => word(`told.${key}`, values));
  state.told = [];
  parts.told.textContent = [text, ...said].filter(Boolean).join(" ");
}

/** Lay elements anew, and let the one that has the focus have it again, with what was typed meanwhile. */
function keeping(lay) {
  const before = document.activeElement;
  const { id, value } = before ?? {};
  const isTyped = before?.matches("input, textarea") && value !== before.defaultValue;
  const [start, end] = isTyped && before.type !== "file" ? [before.selectionStart, before.selectionEnd] : [];
  lay();
  const after = id && document.getElementById(id);
  if (!after || after === before) return;
  after.focus({ preventScroll: true });
  if (!isTyped || after.type === "file") return;
  after.value = value;
  if (start !== null && start !== undefined) after.setSelectionRange(start, end);
}
