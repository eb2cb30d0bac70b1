// The envelope, which can be turned over, and its liner under the open flap.
import { make } from "./dom.js";
import { draw, dress, makeFace, tell } from "./face.js";
import { person, state } from "./order.js";
import { load, picture, pixels, whose } from "./pictures.js";
import { word } from "./words.js";

const ROOM = [0.86, 0.78];
const LARGEST = 1.7;

/** How far the pocket dips at its middle, and where its seams meet, as shares of its height. */
const DIP = 0.06;
const SEAM = 0.5;

export function showEnvelope(table, zoom, isTurned) {
  const shape = state.order.things.envelope;
  const element = table.querySelector(".envelope") ?? lay(table, shape);
  const scale = fit(table, shape.size) * zoom;
  const [width, height] = shape.size.map((side) => side * scale);
  Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  element.dataset.side = isTurned ? "back" : "front";
  const [front, back] = [element.querySelector(".address"), element.querySelector(".reverse")];
  back.querySelector(".flaps")?.remove();
  back.prepend(closed(shape));
  tell(front, isTurned ? "" : `${word("view.envelope")}: ${whose()}`);
  tell(back, isTurned ? word("stage.flap") : "");
  const shown = [dress(front, "envelope", { width, height, close: zoom > 1 })];
  if (shape.back) shown.push(dress(back, "envelope-back", { width, height, close: zoom > 1 && isTurned }));
  return Promise.all(shown);
}

/** Why there is no envelope to show; empty if there is one. */
export function noEnvelope() {
  const shape = state.order.things.envelope;
  if (!shape) return word("stage.noneHolds");
  if (!shape.made) return word("stage.notWanted");
  return person()?.envelope ? "" : word("stage.noEnvelope");
}

function lay(table) {
  const element = make("div", { className: "envelope" }, makeFace("address"), makeFace("reverse"));
  table.replaceChildren(make("div", { className: "thing" }, element));
  return element;
}

function fit(table, [width, height]) {
  return Math.min(table.clientWidth * ROOM[0] / width, table.clientHeight * ROOM[1] / height, LARGEST);
}

/** The closed back: seams of the pocket, and the flap over them. */
function closed({ size: [width, height], flap }) {
  const points = flap.map(([x, y]) => `${x * width},${y * height}`).join(" ");
  const drawing = draw("svg", { class: "flaps", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const middle = height * SEAM;
  drawing.append(
    draw("path", { class: "seam", d: `M0 ${height}L${width / 2} ${middle}L${width} ${height}` }),
    draw("polygon", { class: "flap", points }),
  );
  return drawing;
}

/** The envelope from behind with its flap open: the liner on the flap and down inside the pocket. */
export async function showLiner(table, zoom) {
  const { liner, size, name } = state.order.things.envelope;
  const [width, height] = liner?.open ?? size;
  const [depth, slant] = liner?.flap ?? [height * 0.42, width * 0.05];
  const scale = fit(table, [width, height + depth]) * zoom;
  const drawing = draw("svg", {
    class: "opened", viewBox: `0 0 ${width} ${height + depth}`, width: width * scale, height: (height + depth) * scale,
    role: "img", "aria-label": `${word("view.liner")}: ${name}`,
  });
  drawing.append(draw("polygon", { class: "flap", points: `0,${depth} ${slant},0 ${width - slant},0 ${width},${depth}` }));
  drawing.append(draw("rect", { class: "within", x: 0, y: depth, width, height }));
  if (liner) drawing.append(...await lined(liner, width, depth, scale));
  drawing.append(pocket(width, height, depth));
  if (table.dataset.view === "liner") table.replaceChildren(make("div", { className: "thing" }, drawing));
}

async function lined({ size: [width, height], fold, points }, room, depth, scale) {
  const address = picture("liner", state.person, Math.min(pixels(width * scale), 1800));
  const source = await load(address).catch(() => "");
  if (!source) return [];
  const x = (room - width) / 2, y = depth - fold;
  const outline = points.map(([across, down]) => `${x + across},${y + down}`).join(" ");
  const clip = draw("clipPath", { id: "liner-outline" }, draw("polygon", { points: outline }));
  const image = draw("image", { href: source, x, y, width, height, "clip-path": "url(#liner-outline)" });
  const crease = draw("line", { class: "bend", x1: x, y1: depth, x2: x + width, y2: depth });
  return [clip, image, crease];
}

function pocket(width, height, top) {
  const bottom = top + height, dip = top + height * DIP * 2.2, middle = top + height * SEAM;
  const front = `M0 ${top}C${width * 0.3} ${dip} ${width * 0.7} ${dip} ${width} ${top}V${bottom}H0Z`;
  return draw("g", { class: "pocket" },
    draw("path", { class: "paper", d: front }),
    draw("path", { class: "seam", d: `M0 ${bottom}L${width / 2} ${middle}L${width} ${bottom}` }));
}
