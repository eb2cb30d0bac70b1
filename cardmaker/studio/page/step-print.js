// Making the PDFs, and what came of it.
import { button, listed, make } from "./dom.js";
import { state } from "./order.js";
import { current, turn } from "./stage.js";
import { get, post } from "./wire.js";
import { word } from "./words.js";

const WATCH_MS = 120;
let result, cancel;

export function build() {
  if (current() !== "sheet") turn("sheet");
  result = make("div", { role: "status" });
  cancel = button(word("print.cancel"), () => post("/api/cancel"), { hidden: true });
  get("/api/making").then(watch);
  const begin = button(word("print.make"), async () => watch(await post("/api/make")), { className: "main", disabled: !state.order });
  return [make("p", { textContent: state.order?.paper ?? "" }), make("div", { className: "line" }, begin, cancel), result];
}

/** Follow a run to its end. */
async function watch(now) {
  while (now.is === "running") {
    cancel.hidden = false;
    result.replaceChildren(make("progress", { max: now.total || 1, value: now.done, ariaLabel: word("print.make") }));
    await new Promise((go) => { setTimeout(go, WATCH_MS); });
    now = await get("/api/making");
  }
  cancel.hidden = true;
  result.replaceChildren(...(ENDS[now.is]?.(now) ?? []));
}

const ENDS = {
  done: (now) => [make("p", { className: "meter", textContent: counted(now) }), files(now.files)],
  failed: (now) => [listed(now.findings)],
  cancelled: () => [word("print.cancelled")],
};

function counted({ made, failed }) {
  return [word("print.made", { n: made }), failed ? word("print.failed", { n: failed }) : ""].join(" ");
}

const files = (names) => make("ul", { className: "files" },
  ...names.map((name) => make("li", {}, make("a", { href: `/file/${name}`, download: name, textContent: name }))));
