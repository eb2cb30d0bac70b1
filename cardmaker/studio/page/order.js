// The order as the page knows it. What is true is on disk: every change goes there at once, and what comes back is shown.
import { alarm } from "./dom.js";
import { get, post, send, Stale } from "./wire.js";
import { word } from "./words.js";

export const state = { person: 0, chosen: null, order: null, findings: [], revision: "" };

/** All there is to choose from; filled once. */
export const catalog = { designs: [], hands: [], formats: [], papers: [], pens: [], neatness: [], starters: [] };

/** Hears `changed` (something of the order is other than it was shown), `person`, `saving` and `unsaved`. */
export const news = new EventTarget();

let waiting = null;

export const people = () => state.order?.people ?? [];
export const person = () => people()[state.person];

/** Show an answer. Return whether it is the new state, and not a refusal, which is told. */
export function take(answer) {
  if (answer.refused) {
    alarm(answer.findings.map((each) => each.message).join(" · "));
    news.dispatchEvent(new Event("unsaved"));
    return false;
  }
  if (state.id && answer.id !== state.id) { // another order lies on the desk: nothing of this one may go into it
    location.reload();
    return false;
  }
  const isNews = answer.revision !== state.revision;
  Object.assign(state, answer);
  if (people().length) state.person = Math.min(state.person, people().length - 1); // else they come back
  news.dispatchEvent(new CustomEvent("changed", { detail: { isNews } }));
  return true;
}

/** Change the order by a request, made on the state that is shown. Return whether it was done. */
export async function change(path, body = {}) {
  return telling(() => post(path, { base: state.revision, ...body }));
}

/** Give the order a file, as bytes. Return whether it was taken. */
export async function give(path, file, headers = {}) {
  const bytes = await file.arrayBuffer();
  return telling(() => send(path, bytes, state.revision, headers));
}

/** Set values of the order's file. What is set while another change is under way goes along in one. */
export function set(values) {
  if (waiting) {
    Object.assign(waiting.values, values);
    return waiting.done;
  }
  waiting = { values: { ...values } };
  waiting.done = telling(() => {
    const { values: all } = waiting;
    waiting = null;
    return post("/api/change", { base: state.revision, values: all });
  });
  return waiting.done;
}

export async function reload() {
  take(await get("/api/state"));
}

export function walk(by) {
  const to = state.person + by;
  if (to < 0 || to >= people().length) return;
  state.person = to;
  news.dispatchEvent(new Event("person"));
}

export function goTo(index) {
  walk(index - state.person);
}

let last = Promise.resolve();

/** Do one change after the other: each is made on what the one before left. */
export function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => { /* told to whoever made that change */ });
  return mine;
}

const telling = (asked) => inTurn(() => tell(asked));

async function tell(asked) {
  alarm("");
  news.dispatchEvent(new Event("saving"));
  try {
    return take(await asked());
  } catch (problem) {
    if (!(problem instanceof Stale)) throw problem;
    await reload();
    alarm(word("order.stale"));
    return false;
  }
}
