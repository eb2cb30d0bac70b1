// Keeping the words: they go to disk while they are typed. Whatever fails, what was typed stays. Whatever
// changes on disk meanwhile, neither version goes without being asked for.
import { button, make, settled } from "./dom.js";
import { change, inTurn, news, reload, state, take } from "./order.js";
import { retype, show, words } from "./note-paper.js";
import { get, post, server, Stale } from "./wire.js";
import { word } from "./words.js";

const SAVE_MS = 400;
const AGAIN_MS = 2000;

let place, file, whose, kept, other, choice, told, changedWords;
let busy = null;
let isOwn = false;

/** What was sent without an answer: a server that was killed may have written it. */
const unanswered = new Set();

/** Return the elements that speak of keeping; `onWords` hears that other words are shown. */
export function layKeeping(onWords) {
  changedWords = onWords;
  choice = make("div", { className: "choice", role: "alert" });
  told = make("p", { className: "unsaved", role: "status" });
  return [choice, told];
}

/** Begin with a note's words as they are on disk, or with typed ones that could not be saved; return them. */
export function begin(note) {
  place = `unsaved:${state.id}:${note.file}`;
  [file, whose, kept, other] = [note.file, state.person, note.text, null];
  const left = JSON.parse(localStorage.getItem(place) ?? "null");
  if (!left || left.text === note.text) {
    localStorage.removeItem(place);
    return note.text;
  }
  kept = left.kept;
  queueMicrotask(() => arrived(note.text));
  return left.text;
}

/** Another person is shown, who has the same note. */
export function follow() {
  whose = state.person;
}

/** Whether the words are another person's than the one who is shown. */
export const isOfAnother = () => whose !== state.person;

/** Words were typed: they are remembered at once and saved soon. */
export function typed() {
  localStorage.setItem(place, JSON.stringify({ kept, text: words() }));
  saving();
}

const saving = settled(() => save(), SAVE_MS);
const again = settled(() => save(), AGAIN_MS);

/** Save what was typed, and return when it is on disk or cannot be. */
export async function save() {
  while (busy) await busy;
  if (place === undefined || words() === kept || other !== null) return;
  busy = inTurn(() => put(words())).finally(() => { busy = null; });
  await busy;
}

export const isUnsaved = () => words() !== kept;

async function put(text) {
  news.dispatchEvent(new Event("saving"));
  unanswered.add(text);
  try {
    const answer = await post("/api/write", { base: state.revision, person: whose, file, text });
    if (answer.refused) return waiting(answer.findings[0]); // the disk is full, or nobody may write there
    [kept, isOwn] = [text, true];
    take(answer);
    saved(text);
  } catch (problem) {
    if (problem instanceof Stale) await compare();
    else waiting();
  } finally {
    isOwn = false;
  }
}

/** Whether the order changed just now by saving these words, and by nothing else. */
export const isOwnChange = () => isOwn;

function saved(text) {
  unanswered.clear();
  told.textContent = "";
  if (words() === text) localStorage.removeItem(place);
  else saving();
}

function waiting(why) {
  news.dispatchEvent(new Event("unsaved"));
  told.textContent = `${why ? `${why.message}. ` : ""}${word("note.waiting")}`;
  again();
}

/** The order changed elsewhere: look whether this note did. */
async function compare() {
  await reload();
  const now = await get(`/api/note?person=${whose}`);
  if (now.file === file) arrived(now.text);
  else waiting();
}

/** Words came from the disk: shown if nothing else was typed, passed over if they are no news; else asked. */
export function arrived(text) {
  if (unanswered.has(text) && other === null) kept = text; // one's own words
  if (text === kept) {
    other = null;
    choice.replaceChildren();
    if (isUnsaved()) saving();
  } else if (!isUnsaved() || text === words()) {
    adopt(text);
  } else {
    other = text;
    ask();
  }
}

function adopt(text) {
  [kept, other] = [text, null];
  show(text);
  choice.replaceChildren();
  localStorage.removeItem(place);
  changedWords();
}

/** Offer both versions. Typing goes on meanwhile; nothing is saved until one was chosen. */
function ask() {
  const said = make("p", { textContent: word("note.both") });
  const called = { role: "group", ariaLabel: word("note.theirs"), tabIndex: 0 };
  const theirs = make("blockquote", { textContent: other, dir: "auto", ...called });
  const ways = [button(word("note.keepMine"), keepMine), button(word("note.takeTheirs"), takeTheirs)];
  choice.replaceChildren(said, theirs, make("div", { className: "line" }, ...ways));
}

function keepMine() {
  [kept, other] = [other, null];
  choice.replaceChildren();
  save();
}

/** Put the other words in as if they were typed, so that the browser's undo brings back one's own. */
function takeTheirs() {
  const text = other;
  [kept, other] = [text, null];
  choice.replaceChildren();
  retype(text);
}

/** Change the order otherwise than by typing, once what was typed is saved. Return whether it was done. */
export async function changeSaved(path, body) {
  await save();
  return change(path, { person: whose, ...body });
}

server.addEventListener("back", () => { if (told?.textContent) again(); });
addEventListener("pagehide", () => {
  if (place === undefined || !isUnsaved() || other !== null) return;
  const last = { base: state.revision, person: whose, file, text: words() };
  post("/api/write", last, { keepalive: true }).catch(() => { /* the words are still remembered */ });
});
