// Who prints, on which paper, with which printer, and how sheets are turned: pictures first, wishes that few have last.
import { make, options } from "./dom.js";
import { catalog, set, state } from "./order.js";
import { drawer, field, sketch, stack } from "./print-parts.js";
import { turn } from "./stage.js";
import { word } from "./words.js";

const PROFILES = ["home", "press"];
const EDGES = ["", "shrink", "bleed"];
const FLIPS = ["", "long-edge", "short-edge"];
const TURNS = ["", "auto", "manual"];

/** Who prints, each explained in a line. */
export function whoPrints() {
  const choices = PROFILES.map((value) => ({ value, text: word(`profile.${value}`), about: word(`profile.${value}-about`) }));
  return stack("profile", word("print.who"), choices, state.chosen?.profile, (profile) => put({ profile: profile === "home" ? "" : profile }));
}

/** How sheets and envelopes go through the printer, in the run sheet's own pictures. */
export function throughPrinter() {
  if (state.chosen?.profile === "press" || !state.order) return null;
  const { sheet, envelope } = state.order.things;
  const posted = envelope?.made && state.order.people.some((each) => each.envelope);
  const turning = sheet.by_hand ? word("print.byHand") : word(`flip.${sheet.flip}`);
  return make("section", { className: "through" },
    make("h2", { textContent: word(posted ? "print.feedBoth" : "print.feedCards") }),
    make("div", { className: "sketches" },
      sketch("feeding", word("print.feeding", { paper: sheet.paper })),
      sheet.flip ? sketch("turning", turning) : null,
      posted ? sketch("loading", word("print.loading", { envelope: envelope.name })) : null));
}

export function paperDrawer() {
  const part = drawer("paper", pairs(
    pair("print-paper", word("key.paper"), papers(), state.chosen?.paper ?? "", (paper) => put({ paper })),
    pair("print-flip", word("print.flip"), choices(FLIPS, (id) => word(`edge.${id}`)), state.chosen?.flip ?? "", (flip) => put({ flip })),
    pair("print-turn", word("print.turns"), choices(TURNS, (id) => word(`turns.${id}`)), state.chosen?.duplex ?? "", (duplex) => put({ duplex }))));
  part.tell(state.order?.paper ?? "");
  return part.element;
}

export function moreDrawer() {
  const { copies = "", gutter = "", edges = "" } = state.chosen ?? {};
  const keep = (key) => ({ value: state.chosen?.[key] ?? "", onchange: (event) => put({ [key]: measure(key, event.target.value) }) });
  const part = drawer("more",
    field("print-copies", word("print.copies"), { ...keep("copies"), placeholder: "1", inputMode: "numeric" }),
    field("print-gutter", word("print.gutter"), { ...keep("gutter"), placeholder: "0 mm" }),
    pairs(pair("print-edges", word("print.edges"), choices(EDGES, (id) => word(`edges.${id}`)), edges, (value) => put({ edges: value }))));
  part.tell([copies && word("print.times", { n: Number(copies) || 0 }), gutter, edges && word(`edges.${edges}`)].filter(Boolean).join(" · "));
  return part.element;
}

function put(values) {
  if (state.order) turn("sheet");
  return set(values);
}

/** A bare number of a gutter is millimeters; of copies, zero is none. */
function measure(key, text) {
  const said = text.trim().replace(",", ".");
  return key === "gutter" && /^[\d.]+$/.test(said) ? `${said} mm` : said;
}

function papers() {
  const format = catalog.formats.find((each) => each.id === state.chosen?.format);
  const usual = catalog.papers.find((each) => each.id === format?.paper)?.name ?? "";
  const holding = catalog.papers.filter((each) => format?.papers.includes(each.id) || each.id === state.chosen?.paper);
  return [{ id: "", name: word("design.usual", { paper: usual }) }, ...holding];
}

/** What can be chosen; empty leaves it to the product, and says so. */
const choices = (values, text) => values.map((id) => ({ id, name: text(id || "usual") }));

const pairs = (...all) => make("div", { className: "pairs" }, ...all.flat());

function pair(id, label, list, chosen, onpick) {
  return [
    make("label", { htmlFor: id, textContent: label }),
    make("select", { id, onchange: (event) => onpick(event.target.value) }, ...options(list, chosen)),
  ];
}
