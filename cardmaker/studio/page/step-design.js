// Choosing: the design, its colors and words, the card, the handwriting, and pictures of one's own.
import { make } from "./dom.js";
import { group, mark, radio } from "./drawers.js";
import { buildGallery, refreshGallery } from "./gallery.js";
import { buildHands, refreshHands } from "./hands.js";
import { catalog, change, set, state } from "./order.js";
import { buildPaper, refreshPaper } from "./paper.js";
import { buildPhotos, buildSigning, refreshPhotos, refreshSigning } from "./photos.js";
import { turn } from "./stage.js";
import { buildWording, refreshWording } from "./wording.js";
import { word } from "./words.js";

let colors, shown;

/** What is to be sent next, if something is on its way: the latest wish of each kind wins. */
let waiting = null;
let isBusy = false;

export function build() {
  colors = make("div", { className: "palettes" });
  shown = "";
  dye();
  return [
    ...buildGallery((design) => choose({ design, palette: "", variant: "" }, "front")),
    colors, buildWording(write), buildPaper(choose), buildHands(choose), buildPhotos(), buildSigning(),
  ];
}

export function refresh() {
  for (const renew of [refreshGallery, dye, refreshWording, refreshPaper, refreshHands, refreshPhotos, refreshSigning]) renew();
}

/** Set values and show where they can be seen. Choices that are made faster than they are kept are joined. */
function choose(values, view) {
  turn(view);
  queue("values", values);
}

const write = (texts) => { turn("front"); queue("texts", texts); };

function queue(kind, values) {
  waiting = { ...waiting, [kind]: { ...waiting?.[kind], ...values } };
  if (!isBusy) send();
}

async function send() {
  isBusy = true;
  try {
    while (waiting) {
      const { values, texts } = waiting;
      waiting = null;
      if (values) await set(values);
      if (texts) await change("/api/texts", { texts });
    }
  } finally {
    isBusy = false;
  }
}

/** Show the design's colors and its versions; made anew only for another design. */
function dye() {
  const design = catalog.designs.find((each) => each.id === state.chosen?.design);
  if (shown !== design?.id) colors.replaceChildren(...(design ? [palettes(design), ...versions(design)] : []));
  shown = design?.id;
  mark(colors, "palette", state.order?.palette ?? state.chosen?.palette);
  mark(colors, "variant", state.chosen?.variant ?? "");
}

function palettes(design) {
  return group("swatches", word("design.colors"), ...design.palettes.map(({ id, colors: inks }) =>
    radio("palette", id, id.replaceAll("-", " "), (palette) => choose({ palette }, "front"), dots(inks))));
}

function dots(inks) {
  return make("b", { className: "dots" }, ...inks.map((color) => {
    const dot = make("i");
    dot.style.background = color;
    return dot;
  }));
}

function versions({ ink, variants }) {
  if (!variants.length) return [];
  const all = [{ id: "", ink }, ...variants];
  return [group("row", word("design.versions"), ...all.map((each) =>
    radio("variant", each.id, word(`ink.${each.ink}`), (variant) => choose({ variant }, "front"))))];
}
