// All that is to be said of the order: what stops a card first, each with a way to where it is mended.
import { button, by, finding, make } from "./dom.js";
import { goTo, people, state } from "./order.js";
import { get } from "./wire.js";
import { word } from "./words.js";

const LEVELS = ["error", "warning", "advice"];
const FIRST = 30;
const WATCH_MS = 700;

/** Findings that tell what was understood, and are nothing to look at again. */
const QUIET = ["columns", "own-notes", "preflight"];

/** What was found when everybody's card and envelope was composed, and of which state of the order. */
let whole = { of: null, findings: [] };
let isLooking = false;
let shown = FIRST;

/** What is known of the findings that came last: thousands are sorted once, not at every key. */
let sorted = { from: null, all: [], doubtful: new Set(), of: new Map() };

function sort() {
  const from = whole.of === state.revision ? whole.findings : state.findings;
  if (sorted.from === from) return sorted;
  const told = from.filter((each) => !QUIET.includes(each.rule));
  const all = LEVELS.flatMap((level) => told.filter((each) => each.level === level));
  const theirs = all.filter((each) => each.person);
  const doubts = theirs.filter((each) => each.level !== "advice").map((each) => each.person);
  sorted = { from, all, doubtful: new Set(doubts), of: Map.groupBy(theirs, (each) => each.person) };
  return sorted;
}

/** All findings there are, worst first. */
export const found = () => sort().all;

/** The keys of people whose card is to be looked at because of what was found. */
export const doubtful = () => sort().doubtful;

/** Have all cards and envelopes looked through; `tell` hears when that is done. Ends when `isWanted` says no. */
export async function lookThrough(isWanted, tell) {
  if (isLooking || whole.of === state.revision) return;
  isLooking = true;
  try {
    while (isWanted() && whole.of !== state.revision) {
      const answer = await get("/api/looking");
      if (answer.is === "done") whole = { of: answer.of, findings: answer.findings };
      else if (answer.is === "failed") whole = { of: answer.of, findings: state.findings };
      else await new Promise((go) => { setTimeout(go, WATCH_MS); });
    }
  } finally {
    isLooking = false;
  }
  if (isWanted()) tell();
}

/** How much there is of each kind, in words; empty if there is nothing. */
export function summary() {
  const all = found();
  const parts = LEVELS.map((level) => [level, all.filter((each) => each.level === level).length]);
  return parts.filter(([, n]) => n).map(([level, n]) => word(`found.${level}`, { n }));
}

/** Everything as a list; of thousands the first ones, and more when they are asked for. */
export function findingsList(again) {
  const all = found();
  const list = make("ul", { className: "findings" }, ...all.slice(0, shown).map(linked));
  const more = () => { shown += FIRST * 4; again(); };
  const rest = all.length - shown;
  return [list, rest > 0 ? button(word("check.more", { n: rest }), more, { className: "more" }) : null].filter(Boolean);
}

/** What is to be said of one person alone. */
export const findingsOf = (key) => sort().of.get(key) ?? [];

export function linked(each) {
  const item = finding(each);
  const at = each.person ? people().findIndex((one) => one.key === each.person) : -1;
  const who = people()[at]?.name ?? "";
  const go = button(word("check.mend", { step: word(`step.${each.step}`) }), () => mend(each.step, at), { className: "see-to" });
  if (who) item.append(make("span", { className: "whom", textContent: who, dir: "auto" }));
  item.append(go);
  return item;
}

/** Go to the step in which something is mended, and to the person whom it is about. */
export function mend(step, at) {
  if (at >= 0) goTo(at);
  by("steps").dispatchEvent(new CustomEvent("go", { detail: step }));
}
