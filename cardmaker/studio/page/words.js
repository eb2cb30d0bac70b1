// All texts of the page, by language: a table each. What a language lacks is shown in English.
import { get } from "./wire.js";

export const LANGUAGES = { en: "English", de: "Deutsch" };

/** For tests: words 40 % longer with accents on them, and the page from right to left. */
const PSEUDO = { "x-long": longer, "x-rtl": mirrored };

const tables = {};
let chosen = localStorage.getItem("language") ?? (navigator.language.startsWith("de") ? "de" : "en");

export const language = () => chosen;
export const isMirrored = () => chosen === "x-rtl";

/** The language for Intl and for `lang`: a pseudo-language is English. */
export const spoken = () => (chosen in PSEUDO ? "en" : chosen);

export async function speak(name = chosen) {
  chosen = name in LANGUAGES || name in PSEUDO ? name : "en";
  localStorage.setItem("language", chosen);
  for (const each of new Set(["en", spoken()])) tables[each] ??= await get(`/page/${each}.json`);
}

/** Return a text with its values put in; `n` chooses among the forms that the language has for numbers. */
export function word(key, values = {}) {
  const found = tables[spoken()]?.[key] ?? tables.en?.[key] ?? key;
  const form = typeof found === "string" ? found : found[plural(values.n)] ?? found.other;
  const dressed = PSEUDO[chosen]?.(form) ?? form;
  return dressed.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

export const has = (key) => key in (tables.en ?? {});

/** Return numbers as the language writes them. */
export const number = (value, how = {}) => new Intl.NumberFormat(spoken(), how).format(value);

export const enumerate = (list) => new Intl.ListFormat(spoken()).format(list);

const plural = (count) => new Intl.PluralRules(spoken()).select(count ?? 0);
const shown = (value) => (typeof value === "number" ? number(value) : value ?? "");

const ACCENTS = { a: "á", e: "ë", i: "ï", o: "ö", u: "ü", A: "Â", E: "Ê", I: "Î", O: "Ô", U: "Û", n: "ñ", c: "ç", s: "š" };

function longer(text) {
  const accented = text.replace(/\{\w+\}|[aeiouAEIOUncs]/g, (each) => ACCENTS[each] ?? each);
  return `${accented}${" ~~~~".repeat(Math.ceil(text.length * 0.4 / 5))}`;
}

function mirrored(text) {
  return text.replace(/\{\w+\}|[A-Za-z]/g, (each) => (each.length > 1 ? each : String.fromCharCode(0x05d0 + (each.charCodeAt(0) % 27))));
}
