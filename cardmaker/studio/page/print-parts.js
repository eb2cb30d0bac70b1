// What the parts of the print step share: drawers, rows of choices, and pictures with words.
import { make } from "./dom.js";
import { picture, show } from "./pictures.js";
import { word } from "./words.js";

const SKETCH_PX = 420;

/** Which drawers are open, while the page is. */
const open = new Set();

/** A drawer with its name and, once `tell` was called, what is in it. */
export function drawer(name, ...content) {
  const chosen = make("span", { className: "chosen" });
  const element = make("details", { className: "drawer", id: `counter-${name}`, open: open.has(name) },
    make("summary", {}, make("span", { className: "what", textContent: word(`counter.${name}`) }), chosen), ...content);
  element.addEventListener("toggle", () => (element.open ? open.add(name) : open.delete(name)));
  return { element, tell: (...text) => { chosen.replaceChildren(...text); } };
}

/** A choice of a few, each explained in a line. */
export function stack(name, label, choices, chosen, onpick) {
  const one = ({ value, text, about }) => make("label", {},
    make("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onpick(value) }),
    make("span", {}, text, about ? make("small", { textContent: about }) : null));
  return make("fieldset", { className: "asking" }, make("legend", { textContent: label }), ...choices.map(one));
}

/** A field with its label over it. */
export function field(id, label, attributes = {}) {
  const input = make("input", { type: "text", id, autocomplete: "off", ...attributes });
  return make("p", { className: "blank" }, make("label", { htmlFor: id, textContent: label }), input);
}

/** One of the run sheet's own drawings, with what it shows in words. */
export function sketch(face, text) {
  const image = make("img", { alt: "" });
  show(image, picture(face, 0, SKETCH_PX));
  return make("figure", { className: `sketch ${face}` }, image, make("figcaption", { textContent: text }));
}

/** A name that somebody gave: it is in no language of ours. */
export const named = (text, tag = "span") => make(tag, { textContent: text, dir: "auto", className: "named", translate: false });
