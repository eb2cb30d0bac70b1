// What all drawers of the design step share: a summary that says what is chosen, and rows of radio buttons.
import { make } from "./dom.js";
import { word } from "./words.js";

/** Which drawers are open, while the page is. */
const open = new Set();

/** A drawer with its name and what is chosen in it, which `tell` writes anew. */
export function drawer(name, ...content) {
  const chosen = make("span", { className: "chosen" });
  const element = make("details", { className: `drawer drawer-${name}`, open: open.has(name) },
    make("summary", {}, make("span", { className: "what", textContent: word(`design.${name}`) }), chosen), ...content);
  element.addEventListener("toggle", () => (element.open ? open.add(name) : open.delete(name)));
  return { element, tell: (text) => { chosen.textContent = text; } };
}

/** A radio button with its label; `shown` stands between them and before the words. */
export function radio(name, value, text, onpick, ...shown) {
  const input = make("input", { type: "radio", name, value, onchange: () => onpick(value) });
  return make("label", {}, input, ...shown, text ? make("span", { textContent: text }) : null);
}

export function group(className, label, ...content) {
  return make("fieldset", { className }, make("legend", { textContent: label }), ...content);
}

/** Check the button of a value among all of that name. */
export function mark(root, name, value) {
  for (const input of root.querySelectorAll(`input[name="${name}"]`)) input.checked = input.value === value;
}
