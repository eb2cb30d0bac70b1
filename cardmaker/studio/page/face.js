// One face of a thing: its picture, whole or in parts where it is looked at closely, and what is laid over it.
import { make } from "./dom.js";
import { state } from "./order.js";
import { parts, PART_PX, picture, pixels, show } from "./pictures.js";

const SVG = "http://www.w3.org/2000/svg";

/** Parts are asked for when they come into sight. */
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) if (isIntersecting) show(target, target.dataset.wanted);
}, { rootMargin: "200px" });

export function makeFace(name) {
  const image = make("img", { alt: "", className: "print", draggable: false });
  const light = make("div", { className: "light" });
  return make("div", { className: `face ${name}` }, image, make("div", { className: "parts" }), light);
}

/** Show a person's picture of a face on an element so many pixels wide and high. Return whether there is one. */
export async function dress(element, face, { index = state.person, width, height, close = false }) {
  element.dataset.face = face;
  const several = close ? parts(width, height) : 1;
  const wanted = Math.min(pixels(width), PART_PX);
  const whole = show(element.querySelector(".print"), picture(face, index, several > 1 ? PART_PX : wanted));
  divide(element.querySelector(".parts"), several, picture(face, index, pixels(width)));
  return whole;
}

function divide(holder, several, address) {
  if (holder.dataset.of === address && holder.children.length === (several > 1 ? several ** 2 : 0)) return;
  holder.dataset.of = address;
  for (const each of holder.children) seen.unobserve(each);
  holder.replaceChildren();
  if (several === 1) return;
  for (let at = 0; at < several ** 2; at++) holder.append(part(address, several, at % several, Math.floor(at / several)));
}

function part(address, several, column, row) {
  const image = make("img", { alt: "", className: "part", draggable: false });
  image.dataset.wanted = `${address}&parts=${several}&column=${column}&row=${row}`;
  const share = 100 / several;
  Object.assign(image.style, { left: `${column * share}%`, top: `${row * share}%`, width: `${share}%`, height: `${share}%` });
  seen.observe(image);
  return image;
}

/** Say what a face shows to those who hear it; the others are left out. */
export function tell(element, text) {
  if (text) Object.assign(element, { role: "img", ariaLabel: text, ariaHidden: null });
  else Object.assign(element, { role: null, ariaLabel: null, ariaHidden: "true" });
}

/** An element of a drawing; lengths are points of what it lies over. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * Lay over a face what the printer cannot reach and where it is folded, both in the face's own points.
 * `safe` are the insets from left, top, right and bottom; `folds` and `cuts` are areas [x, y, width, height].
 */
export function overlay(element, [width, height], { safe = null, folds = [], cuts = [] }) {
  element.querySelector(".overlay")?.remove();
  if (!safe && !folds.length && !cuts.length) return;
  const drawing = draw("svg", { class: "overlay", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  if (safe) drawing.append(...reach(width, height, safe));
  drawing.append(...cuts.map((area) => rectangle("cut", area)));
  drawing.append(...folds.map(([x, y, wide, high]) => draw("line", { class: "fold", x1: x, y1: y, x2: x + wide, y2: y + high })));
  element.append(drawing);
}

function reach(width, height, [left, top, right, bottom]) {
  const inner = [left, top, width - left - right, height - top - bottom];
  const edge = `M0 0H${width}V${height}H0ZM${left} ${top}V${height - bottom}H${width - right}V${top}Z`;
  return [draw("path", { class: "beyond", d: edge, "fill-rule": "evenodd" }), rectangle("safe", inner)];
}

function rectangle(name, [x, y, width, height]) {
  return draw("rect", { class: name, x, y, width, height });
}
