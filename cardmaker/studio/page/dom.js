// Elements, made by script: words of people are text, never markup.
import { word } from "./words.js";

export const by = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function put(element, name, value) {
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name in element && name !== "list") element[name] = value;
  else element.setAttribute(name, value);
}

export const button = (text, onclick, attributes = {}) =>
  make("button", { type: "button", textContent: text, onclick, ...attributes });

export const options = (list, chosen) => list.map((each) => {
  const value = each.id ?? each;
  return make("option", { value, textContent: each.name ?? each, selected: value === chosen });
});

/** A select with its label, as two elements of a grid of pairs. */
export const pick = (key, list, chosen, onpick) => [
  make("label", { htmlFor: `pick-${key}`, textContent: word(`key.${key}`) }),
  make("select", { id: `pick-${key}`, onchange: (event) => onpick(event.target.value) }, ...options(list, chosen)),
];

/** What was found, with how to mend it. */
export const listed = (found) => make("ul", { className: "findings" }, ...found.map(finding));

/** One finding. Rules speak English in every language of the page, and readers of it are told so. */
export function finding(each) {
  const small = (text) => (text ? make("small", { textContent: text, lang: "en" }) : null);
  const level = make("b", { textContent: word(`level.${each.level}`) });
  const where = each.place ? make("span", { className: "place", textContent: each.place }) : null;
  const message = make("span", { textContent: each.message, lang: "en" });
  return make("li", { className: each.level }, level, message, where, small(each.hint), small(each.reason));
}

/** What is said in the line at the page's foot; empty takes it away. */
export function alarm(text) {
  by("alarm").textContent = text;
  by("alarm").hidden = !text;
}

/** Return a function that runs `action` once, `delay` ms after its last call. */
export function settled(action, delay) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), delay);
  };
}
