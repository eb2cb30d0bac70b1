// Pictures of faces: asked for once, kept by what they show, and never blank while the next one comes.
import { person, state } from "./order.js";

const KEPT = 160;
const STEP_PX = 50;

/** Pictures are seen in perspective, and stay sharp there only if they have more pixels than are shown. */
const FINER = 1.5;
const FINEST = 3;

/** How wide a picture may be that is asked for whole; what is shown larger is asked for in parts. */
export const PART_PX = 1800;
const MOST_PARTS = 8;

/** The answer where a thing has no such face. */
const NONE = 204;

/** Faces that show art alone, whoever gets the card; the panel with the note is none of them. */
const ART = new Set(["front", "inside-left", "inside-top", "back"]);

/** By address: what will be the address of the bytes that are kept here, or nothing if there is no such picture. */
const kept = new Map();

/**
 * The address of a picture of a face of a person's things, so many pixels wide. It tells what it shows: pictures of art
 * stay the same from person to person and while the note is written.
 */
export function picture(face, index, width) {
  const isNote = face === "back" && state.order?.fold === "none";
  const isArt = ART.has(face) && !isNote && !state.order?.people[index]?.own;
  const whose = isArt ? state.order.people.findIndex((each) => !each.own) : index;
  return `/picture/${face}?person=${whose}&width=${width}&of=${isArt ? `art-${state.order.art}` : state.revision}`;
}

/** Pixels to ask for, so that a face shown so wide is sharp; in steps, so that a small change asks for nothing. */
export function pixels(width) {
  return Math.ceil(width * Math.min(devicePixelRatio * FINER, FINEST) / STEP_PX) * STEP_PX;
}

export function parts(width, height) {
  return Math.min(MOST_PARTS, Math.ceil(Math.max(pixels(width), pixels(height)) / PART_PX));
}

/** Return an address of a picture's bytes in this page; empty if there is no such picture. */
export function load(address) {
  const known = kept.get(address);
  kept.delete(address);
  const asked = known ?? ask(address).catch((problem) => { kept.delete(address); throw problem; });
  kept.set(address, asked);
  if (kept.size > KEPT) forget();
  return asked;
}

async function ask(address) {
  const answer = await fetch(address);
  if (answer.status === NONE) return "";
  const isPicture = answer.ok && (answer.headers.get("content-type") ?? "").startsWith("image/");
  if (!isPicture) throw new Error("it cannot be drawn now");
  return URL.createObjectURL(await answer.blob());
}

function forget() {
  const [address, asked] = kept.entries().next().value;
  kept.delete(address);
  asked.then((blob) => blob && URL.revokeObjectURL(blob), () => { /* it never came */ });
}

/**
 * Show a picture in an image, decoded beforehand; until then, and if it never comes, what was there stays.
 * Return whether there is such a picture; a later one that is asked for meanwhile wins.
 */
export async function show(image, address) {
  if (image.dataset.of === address) return !image.hidden;
  image.dataset.of = address;
  let source = "";
  try {
    source = await load(address);
    if (source && image.dataset.of === address) await decoded(source);
  } catch {
    if (image.dataset.of === address) image.dataset.of = "";
    return false;
  }
  if (image.dataset.of !== address) return true;
  image.hidden = !source;
  if (source) image.src = source;
  return source !== "";
}

export async function decoded(source) {
  const ready = new Image();
  ready.src = source;
  await ready.decode();
}

/** A design that may be picked next, and whether one is being drawn: never more than one, so that a pick waits for one at most. */
let wanted = null;
let isDrawing = false;

/** Have a design drawn that may be picked next; what comes back is kept by the server alone. */
export async function lookAhead(design, width) {
  wanted = design;
  if (isDrawing) return;
  isDrawing = true;
  while (wanted) {
    const next = wanted;
    wanted = null;
    if (state.order && next !== state.chosen.design) await fetch(`/picture/ahead/${next}?width=${width}`).catch(() => { /* later */ });
  }
  isDrawing = false;
}

/** How the shown person is named, for pictures read aloud. */
export const whose = () => person()?.name ?? "";
