// Making the files: how far it is, ending it, and what came of it in words.
import { button, listed, make } from "./dom.js";
import { mend } from "./check-findings.js";
import { people, state } from "./order.js";
import { named } from "./print-parts.js";
import { get, post } from "./wire.js";
import { enumerate, number, word } from "./words.js";

const WATCH_MS = 120;

/** Whoever waits no longer than this needs no bar. */
const QUIET_MS = 300;
const MOST_TOLD = 12;

/** What is counted in the first sentence, and what is only named, in the order in which it is told. */
const COUNTED = { cards: "cards", envelopes: "envelopes" };
const NAMED = ["flaps", "run-sheet", "copy-sheet", "liner", "template", "contact", "problems"];

let result, cancel, begin, made = null, tell = () => { /* nobody listens yet */ };
let watching = 0;

export const lastMade = () => made;

/** Return the buttons and the place of the result; `ended` hears when something was made or is no longer true. */
export function buildMaking(ended) {
  tell = ended;
  result = make("div", { className: "made", role: "status" });
  cancel = button(word("print.cancel"), () => stop(), { hidden: true, id: "cancel" });
  begin = button(word("print.make"), () => start(), { className: "main", id: "make" });
  follow();
  return [make("div", { className: "line" }, begin, cancel,
    make("span", { className: "size", textContent: word("print.actual") })), result];
}

/** Look again at what there is: the order may be another one now. */
export async function follow(answer = null) {
  const mine = ++watching, since = performance.now();
  let now = answer ?? await get("/api/making");
  while (now.is === "running" && mine === watching) {
    working(now, performance.now() - since);
    await new Promise((go) => { setTimeout(go, WATCH_MS); });
    now = mine === watching ? await get("/api/making") : now;
  }
  if (mine === watching) show(now);
}

let without = false;

/** Whether those who were left for later are left out of the next run. */
export const leaveOut = (is) => { without = is; };

async function start() {
  follow(await post("/api/make", without ? { without: "skipped" } : {}));
}

async function stop() {
  watching++;
  show(await post("/api/cancel"));
}

function working({ done, total }, waited) {
  begin.disabled = true;
  cancel.hidden = false;
  if (waited < QUIET_MS) return;
  const value = total ? { value: done, max: total } : {};
  const text = total ? word("print.done", { done, total }) : word("print.begins");
  result.replaceChildren(make("progress", { ...value, ariaLabel: word("print.make") }), make("span", { className: "far", textContent: text }));
}

function show(now) {
  const hadFocus = document.activeElement === cancel;
  begin.disabled = !state.order;
  cancel.hidden = true;
  if (hadFocus) begin.focus();
  made = now.is === "done" ? now : null;
  result.replaceChildren(...(ENDS[now.is]?.(now) ?? []).filter(Boolean));
  tell(made);
}

const ENDS = {
  done: (now) => [now.isOld ? make("p", { className: "old", textContent: word("print.stale") }) : null, words(now), ...skipped(now), files(now)],
  failed: (now) => [make("p", { textContent: word("print.nothing") }), listed(now.findings), now.bug ? make("pre", { textContent: now.bug, translate: false }) : null],
  cancelled: () => [make("p", { textContent: word("print.cancelled") })],
};

/** What was made, in a sentence: "5 cards, 5 envelopes and the run sheet". */
function words(now) {
  const kinds = new Set(now.files.map((each) => each.kind));
  const parts = [
    ...Object.keys(COUNTED).filter((kind) => kinds.has(kind)).map((kind) => word(`count.${kind}`, { n: now[kind] })),
    ...NAMED.filter((kind) => kinds.has(kind)).map((kind) => word(`count.${kind}`)),
  ];
  const copies = now.copies > 1 ? word("print.copiesMade", { n: now.copies }) : "";
  const left = now.only ? word("print.partMade") : "";
  return make("p", { className: "result" }, [word("print.madeOf", { what: enumerate(parts) }), copies, left].filter(Boolean).join(" "));
}

/** Who has no card and why, each with the way to where that is mended. */
function skipped({ failed, skipped: who, unposted }) {
  const rows = who.slice(0, MOST_TOLD).map((each) => make("li", { className: "error" },
    make("b", { textContent: word("print.row", { row: each.row }) }), each.name ? named(`${each.name}: `) : null,
    each.reason || word("print.noReason"), " ", button(word("check.mend", { step: word("step.people") }), () => mend("people", at(each)), { className: "see-to" })));
  const rest = failed - rows.length;
  return [
    failed ? make("p", { className: "skipped", textContent: word("print.skipped", { n: failed }) }) : null,
    rows.length ? make("ul", { className: "findings" }, ...rows) : null,
    failed && rest > 0 ? make("p", { textContent: word("print.andMore", { n: rest }) }) : null,
    unposted ? make("p", {}, word("print.unposted", { n: unposted }), " ", button(word("check.mend", { step: word("step.check") }), () => mend("check", -1), { className: "see-to" })) : null,
  ];
}

const at = ({ key }) => people().findIndex((each) => each.key === key);

function files(now) {
  return make("ul", { className: "files" }, ...now.files.map((each) => make("li", {},
    make("span", { className: "for" }, make("b", { textContent: word(`file.${each.kind}`) }), make("small", { textContent: word(`file.${each.kind}-about`) })),
    make("span", { className: "take" },
      make("a", { href: `/file/${each.name}`, download: each.name, className: "named", textContent: each.name, translate: false }),
      make("span", { className: "weight", textContent: weight(each.size) }),
      each.name.endsWith(".pdf") ? opener(each) : null))));
}

const opener = ({ name, kind }) => make("a", {
  href: `/file/${name}?open`, target: "_blank", rel: "noopener", textContent: word("print.open"),
  ariaLabel: word("print.openWhat", { what: word(`file.${kind}`) }),
});

const weight = (bytes) => (bytes < 1e6
  ? number(Math.max(1, Math.round(bytes / 1e3)), { style: "unit", unit: "kilobyte" })
  : number(bytes / 1e6, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }));
