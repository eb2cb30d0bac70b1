// How the words fit, told while they are typed: first in words, then in the picture, sharp in a pause.
import { make, settled } from "./dom.js";
import { state } from "./order.js";
import { announce, isThere, markOver, words } from "./note-paper.js";
import { noteWidth, typed } from "./stage.js";
import { post } from "./wire.js";
import { word } from "./words.js";

const SHARP_MS = 300;
const LONGEST_PX = 1800;
const SAID_MS = 1000; // whoever hears the page is not told at every key

let meter, heard, asked, onFindings;
let turns = 0;
let picture = "";
let isDrawing = false;
let wanted = 0;

/** Return the meter's elements; `hears` gets what is to be said of the words whenever they were looked at. */
export function layMeter(hears) {
  [onFindings, picture] = [hears, ""];
  meter = make("p", { className: "meter", id: "meter" });
  heard = make("p", { className: "unseen", role: "status" });
  return [meter, heard];
}

/** Look at the words as they are now. The picture is asked for when the fit is known: there is one worker. */
export async function look() {
  sharpen();
  await fit();
  if (isThere()) draw();
}

/** Show the latest picture of typed words once more: an older one was laid over it. */
export const showAgain = () => picture && typed(picture);

const sharpen = settled(() => isThere() && draw(2), SHARP_MS);
const say = settled(() => { heard.textContent = meter.textContent; }, SAID_MS);

async function fit() {
  asked?.abort();
  asked = new AbortController();
  const mine = ++turns;
  const draft = { text: words(), person: state.person };
  const answer = await quietly(post("/api/fit", draft, { signal: asked.signal }));
  if (!answer || mine !== turns || !isThere()) return;
  meter.textContent = fitWords(answer);
  meter.classList.toggle("bad", isBad(answer));
  markOver(answer.from ?? null);
  announce("fitted", draft.text);
  say();
}

const isBad = (answer) => Boolean(answer.problems.length || answer.wide?.length || answer.excess);

function fitWords({ problems, wide = [], excess, from, words: count, ...room }) {
  if (problems.length) return word("note.cannot", { what: problems[0].message });
  if (wide.length) return word("note.wide", { word: wide[0] });
  if (excess) return `${word("note.tooLong", { n: excess })} ${from ? falling(from) : ""}`;
  const counted = word("note.count", { n: count });
  return room.most === undefined ? counted : `${roomWords(room)} ${counted}`;
}

function falling({ word: first, field }) {
  if (!field) return word("note.falls", { word: first });
  return word("note.fallsIn", { word: first, field: `{${field}}` });
}

function roomWords({ isSmaller, spare, most }) {
  if (spare && !isSmaller) return word("note.fits", { n: spare });
  return most ? word("note.fitsSmaller", { n: most }) : word("note.fitsFull");
}

/** Show the words in the card: one picture at a time, and after it that of the latest words. */
async function draw(sharpness = 1) {
  wanted = isDrawing ? sharpness : 0;
  if (isDrawing) return;
  isDrawing = true;
  try {
    await drawOnce(sharpness);
  } finally {
    isDrawing = false;
  }
  if (wanted) draw(wanted);
}

async function drawOnce(sharpness) {
  const width = Math.min(LONGEST_PX, Math.round(noteWidth() * sharpness));
  const text = words();
  const answer = await quietly(post("/api/draft", { text, person: state.person, width }));
  if (!answer || !isThere()) return;
  onFindings(answer.findings, text);
  if (text !== words() && sharpness > 1) return; // a picture of newer words is on its way, and comes sooner
  picture = answer.picture;
  await typed(picture);
  announce("shown", text);
}

/** Return an answer; null if it was no longer wanted or the server is gone, which is told elsewhere. */
async function quietly(answer) {
  try {
    return await answer;
  } catch {
    return null;
  }
}
