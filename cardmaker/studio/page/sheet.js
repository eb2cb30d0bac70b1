// The flat sheet: both of its sides, how it is turned over, and which way it goes into the printer.
import { make } from "./dom.js";
import { dress, makeFace, overlay, tell } from "./face.js";
import { state } from "./order.js";
import { picture, show } from "./pictures.js";
import { word } from "./words.js";

/** Shares of the table for both sides together. */
const ROOM = [0.94, 0.66];
const NARROW_PX = 900;
const GAP_PX = 26;
const SKETCH_PX = 420;

export function showSheet(table, zoom, { folds }) {
  const { sheet } = state.order.things;
  const key = `${sheet.folds.length}`;
  if (table.querySelector(".sheets")?.dataset.sides !== key) lay(table, sheet);
  const [width, height] = size(table, sheet, zoom);
  const shown = [...table.querySelectorAll(".sheets .face")].map((face, side) => {
    Object.assign(face.style, { width: `${width}px`, height: `${height}px` });
    overlay(face, sheet.size, folds ? { folds: sheet.folds[side], cuts: sheet.cuts[side] } : {});
    tell(face, word(side ? "stage.second" : "stage.first"));
    return dress(face, `sheet-${side + 1}`, { width, height, close: zoom > 1 });
  });
  describe(table, sheet);
  return Promise.all(shown);
}

function lay(table, { folds }) {
  const sides = folds.map((_, side) => make("figure", {}, makeFace("paper"), make("figcaption")));
  const sheets = make("div", { className: "sheets" }, ...sides);
  sheets.dataset.sides = folds.length;
  table.replaceChildren(make("div", { className: "thing flat" }, sheets, make("div", { className: "handling" })));
}

/** On a narrow page the stage grows with the sheet; else the sheet fits the stage. */
function size(table, { size: [width, height], folds }, zoom) {
  const across = (table.clientWidth * ROOM[0] - GAP_PX * (folds.length - 1)) / (width * folds.length);
  const down = innerWidth > NARROW_PX ? table.clientHeight * ROOM[1] / height : 1;
  const scale = Math.min(across, down, 1) * zoom;
  return [width * scale, height * scale];
}

/** Say what to do with the sheet, with the run sheet's own drawings beside the words. */
function describe(table, sheet) {
  const captions = table.querySelectorAll(".sheets figcaption");
  captions.forEach((caption, side) => { caption.textContent = word(side ? "stage.second" : "stage.first"); });
  const sketches = [
    ...(sheet.flip ? [sketch("turning", word(`flip.${sheet.flip}`))] : []),
    sketch("feeding", word("stage.feeding")),
  ];
  const sides = !sheet.flip ? "stage.oneSided" : sheet.by_hand ? "stage.byHand" : "stage.twoSided";
  const facts = make("p", { className: "facts", textContent: word(sides, { paper: sheet.paper }) });
  table.querySelector(".handling").replaceChildren(...sketches, facts);
}

function sketch(face, text) {
  const image = make("img", { alt: text });
  show(image, picture(face, 0, SKETCH_PX));
  return make("figure", { className: face }, image, make("figcaption", { textContent: text, ariaHidden: "true" }));
}
