// Choosing: the design, its colors and words, the card, the handwriting, and pictures of one's own.
import { listed, make } from "./dom.js";
import { group, mark, radio } from "./drawers.js";
import { buildGallery, refreshGallery } from "./gallery.js";
import { buildHands, refreshHands } from "./hands.js";
import { catalog, change, set, state } from "./order.js";
import { buildPaper, refreshPaper } from "./paper.js";
import { buildPhotos, buildSigning, refreshPhotos, refreshSigning } from "./photos.js";
import { turn } from "./stage.js";
import { buildWording, refreshWording } from "./wording.js";
import { word } from "./words.js";

/** What is found of a card's looks; of its words and its people other steps tell. */
const LOOKS = /^(slot|front|focus|photo|picture|signature|safe-area|liner|keep-clear|design|unknown-design|palette|variant|format|paper|product)/;

let colors, remarks, shown;

export function build() {
  colors = make("div", { className: "palettes" });
  remarks = make("div", { className: "remarks", role: "status" });
  shown = "";
  dye();
  remark();
  return [
    ...buildGallery((design) => choose({ design, palette: "", variant: "" }, "front")),
    colors, remarks, buildWording(write), buildPaper(choose), buildHands(choose), buildPhotos(), buildSigning(),
  ];
}

export function refresh() {
  for (const renew of [refreshGallery, dye, remark, refreshWording, refreshPaper, refreshHands, refreshPhotos, refreshSigning]) renew();
}

/** Set values and show where they can be seen. */
function choose(values, view) {
  turn(view);
  return set(values);
}

function write(texts) {
  turn("front");
  change("/api/texts", { texts });
}

/** Say what is doubtful about how the card looks, once for all people. */
function remark() {
  const found = state.findings.filter((each) => LOOKS.test(each.rule));
  const told = new Map(found.map((each) => [each.message, each]));
  remarks.replaceChildren(...(told.size ? [listed([...told.values()])] : []));
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
