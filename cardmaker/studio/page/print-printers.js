// What printers do, learned once from a test sheet: the same profiles as those of `cardmaker printer`.
import { alarm, button, listed, make, options } from "./dom.js";
import { reload, set, state } from "./order.js";
import { drawer, field, named } from "./print-parts.js";
import { get, post } from "./wire.js";
import { enumerate, number, word } from "./words.js";

/** What nobody can read on a test sheet, in mm. */
const TRUE_MM = 0.05;
const METRIC = "a4";

/** The fields of the form by where they are read, each with the letter of the test sheet. */
const FRONT = [["front_x", "A"], ["front_y", "B"], ["across", "E"], ["down", "F"]];
const BACK = [["x", "C"], ["y", "D"]];
const CROSSES = ["", "K", "L", "M", "N"];
const CHOSEN = {
  flip: ["", "long-edge", "short-edge"],
  duplex: ["", "auto", "manual"],
  refeed_flip: ["", "long-edge", "short-edge"],
  refeed_order: ["", "same", "reversed"],
  refeed_facing: ["", "face-up", "face-down"],
};

let part, list, printers = [], opened = "";

export function buildPrinters() {
  list = make("div", { className: "printers" });
  part = drawer("printers", make("p", { className: "about", textContent: word("printer.about") }), list, adding());
  read();
  return part.element;
}

export function refreshPrinters() {
  if (!part) return;
  const used = printers.find((each) => isUsed(each));
  part.tell(used ? named(used.id) : state.chosen?.printer ? named(state.chosen.printer) : word("printer.any"));
  for (const button_ of list.querySelectorAll(".use")) {
    const is = isUsed(printers.find((each) => each.id === button_.value) ?? { id: "" });
    button_.ariaPressed = String(is);
    button_.textContent = word(is ? "printer.used" : "printer.use");
  }
}

const isUsed = ({ id }) => id !== "" && key(id) === key(state.chosen?.printer ?? "");
const key = (id) => id.trim().toLowerCase().replaceAll(/[ _]/g, "-");

async function read() {
  show(await get("/api/printers"));
}

/** Take the server's answer. Return whether it was no refusal, which is told. */
function show(answer) {
  if (answer.refused) {
    alarm(answer.findings.map((each) => each.message).join(" · "));
    return false;
  }
  alarm("");
  printers = answer.printers;
  list.replaceChildren(...printers.map(profile), ...(answer.findings.length ? [listed(answer.findings)] : []));
  refreshPrinters();
  return true;
}

/** Change profiles; the order may be another one by that. */
async function change(path, body) {
  const isDone = show(await post(path, body));
  if (isDone) await reload();
  return isDone;
}

function profile(each) {
  const isOpen = opened === each.id;
  const tools = make("div", { className: "line" },
    button(word("printer.use"), () => use(each), { className: "use", value: each.id }),
    make("a", { href: sheet(each), download: "", textContent: word("printer.sheet") }),
    button(word(isOpen ? "printer.close" : "printer.enter"), () => open(each), { className: "enter", ariaExpanded: String(isOpen) }),
    button(word("printer.forget"), () => ask(each), { className: "forget" }));
  return make("section", { className: "printer" }, named(each.id, "h3"), make("ul", { className: "known" }, ...known(each)), tools,
    isOpen ? form(each) : null);
}

function use(each) {
  set({ printer: isUsed(each) ? "" : each.id });
}

function open(each) {
  opened = opened === each.id ? "" : each.id;
  show({ printers, findings: [] });
  list.querySelector(opened ? ".printer form input" : `.use[value="${CSS.escape(each.id)}"]`)?.focus();
}

/** A profile is not deleted by a slip: it asks once, in its own place. */
function ask(each) {
  const section = [...list.children][printers.indexOf(each)];
  const sure = make("div", { className: "sure line", role: "alertdialog", ariaLabel: word("printer.sure", { name: each.id }) },
    make("span", { textContent: word("printer.sure", { name: each.id }) }),
    button(word("printer.yes"), () => forget(each)), button(word("printer.no"), () => { sure.remove(); section.querySelector(".forget").focus(); }));
  section.querySelector(".sure")?.remove();
  section.append(sure);
  sure.querySelector("button").focus();
}

async function forget(each) {
  const isDone = await change("/api/printer/forget", { name: each.name, tray: each.tray });
  if (isDone && isUsed(each)) await set({ printer: "" }); // asked after the order was read anew: it may just have been chosen
}

function adding() {
  const name = field("printer-name", word("printer.name"), { dir: "auto", maxLength: 60 });
  const tray = field("printer-tray", word("printer.tray"), { dir: "auto", maxLength: 60 });
  const [named_, tray_] = [name, tray].map((each) => each.querySelector("input"));
  const add = async (event) => {
    event.preventDefault();
    const body = { name: named_.value.trim(), tray: tray_.value.trim() };
    if (!await change("/api/printer/add", body)) return named_.focus();
    named_.value = tray_.value = "";
    list.lastElementChild?.querySelector("a")?.focus();
  };
  return make("form", { className: "adding", onsubmit: add }, name, tray,
    make("button", { type: "submit", textContent: word("printer.add") }));
}

const paper = () => (new Intl.Locale(navigator.language).maximize().region === "US" ? "letter" : METRIC);

function sheet({ name, tray, flip, duplex }, side = null) {
  const asked = new URLSearchParams({ name, tray, flip, paper: paper(), ...(side === null ? {} : { side }) });
  if (duplex === "manual" && side === null) asked.set("turned", "yes");
  return `/printer/${side === null ? "sheet" : "picture"}?${asked}`;
}

/** What was read on the sheet, with the sheet beside it. */
function form(each) {
  const keep = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target)].filter(([name]) => !name.startsWith("margin-")));
    const margins = ["left", "top", "right", "bottom"].map((edge) => event.target.elements[`margin-${edge}`].value.trim());
    if (margins.some(Boolean)) values.margins = margins.map((value) => value.replace(",", ".") || "0").join(" ");
    opened = "";
    if (!await change("/api/printer/keep", { name: each.name, tray: each.tray, values })) opened = each.id;
  };
  return make("form", { className: "measures", onsubmit: keep },
    make("p", { className: "about", textContent: word("printer.how") }),
    side(each, 0, "printer.front", FRONT), side(each, 1, "printer.back", BACK),
    margins(each), choices(each),
    make("div", { className: "line" }, make("button", { type: "submit", className: "main", textContent: word("printer.keep") })));
}

function side(each, at, title, fields) {
  return make("fieldset", { className: "side" }, make("legend", { textContent: word(title) }),
    make("img", { src: sheet(each, at), alt: word(at ? "printer.backPicture" : "printer.frontPicture"), loading: "lazy" }),
    make("div", { className: "readings" }, ...fields.map(([name, letter]) => lettered(each, name, letter))));
}

const READ = {
  front_x: ({ front }) => front[0], front_y: ({ front }) => front[1], x: ({ back }) => back[0], y: ({ back }) => back[1],
  across: ({ scale }) => scale[0] && 150 * (1 + scale[0] / 100), down: ({ scale }) => scale[1] && 200 * (1 + scale[1] / 100),
};

function lettered(each, name, letter) {
  const value = READ[name](each);
  const id = `read-${name}`;
  return make("p", { className: "blank" },
    make("label", { htmlFor: id }, make("b", { textContent: letter }), " ", word(`letter.${letter}`)),
    make("input", { type: "text", id, name, inputMode: "text", autocomplete: "off", value: value ? round(value) : "" }));
}

const round = (value) => String(Math.round(value * 100) / 100);

function margins({ margins: known_ }) {
  const edges = ["left", "top", "right", "bottom"];
  return make("fieldset", { className: "edges" }, make("legend", { textContent: word("printer.margins") }),
    ...edges.map((edge, at) => make("p", { className: "blank" },
      make("label", { htmlFor: `read-${edge}`, textContent: word(`side.${edge}`) }),
      make("input", { type: "text", id: `read-${edge}`, name: `margin-${edge}`, inputMode: "decimal", autocomplete: "off", value: known_ ? round(known_[at]) : "" }))));
}

function choices(each) {
  const now = { flip: each.flip, duplex: each.duplex, refeed_flip: "", refeed_order: "", refeed_facing: "" };
  if (each.duplex === "manual") Object.assign(now, { refeed_flip: each.refeed.flip, refeed_order: each.refeed.order, refeed_facing: each.refeed.facing });
  const cross = select("cross", CROSSES.map((id) => ({ id, name: id || word("printer.notLooked") })), each.cross);
  const rows = make("div", { className: "pairs" }, ...cross, ...Object.keys(CHOSEN).flatMap((name) => select(name,
    CHOSEN[name].map((id) => ({ id, name: id ? word(`seen.${id}`) : word("printer.notLooked") })), now[name])));
  rows.addEventListener("change", () => askByHand(rows));
  askByHand(rows);
  return rows;
}

/** How sheets come out is asked only of whoever turns them. */
function askByHand(rows) {
  const isByHand = rows.querySelector("[name=duplex]").value === "manual";
  for (const each of rows.querySelectorAll("[name^=refeed], [for^=read-refeed]")) each.hidden = !isByHand;
}

const select = (name, list_, chosen) => [
  make("label", { htmlFor: `read-${name}`, textContent: word(`ask.${name.replace("_", "-")}`) }),
  make("select", { id: `read-${name}`, name }, ...options(list_, chosen)),
];

/** What is known of a printer and what that does to pages, in sentences. */
function known(each) {
  const said = [
    shift("known.front", each.front), shift("known.back", each.back), scaled(each.scale),
    each.margins && word("known.margins", { left: mm(each.margins[0]), top: mm(each.margins[1]), right: mm(each.margins[2]), bottom: mm(each.margins[3]) }),
    each.load && word(`known.${each.load.replace(" ", "-")}`),
    each.flip && word(`flip.${each.flip}`),
    each.duplex === "manual" && word("known.manual"),
  ].filter(Boolean);
  return (said.length ? said : [word("known.nothing")]).map((text) => make("li", { textContent: text }));
}

function shift(what, [x, y]) {
  const parts = [
    Math.abs(x) >= TRUE_MM && word(x > 0 ? "off.right" : "off.left", { by: mm(Math.abs(x)) }),
    Math.abs(y) >= TRUE_MM && word(y > 0 ? "off.down" : "off.up", { by: mm(Math.abs(y)) }),
  ].filter(Boolean);
  return parts.length ? word(what, { off: enumerate(parts) }) : "";
}

function scaled([across, down]) {
  const share = (value) => number(Math.abs(value) / 100, { style: "percent", maximumFractionDigits: 2 });
  const parts = [
    across && word(across > 0 ? "off.wide" : "off.narrow", { by: share(across) }),
    down && word(down > 0 ? "off.long" : "off.short", { by: share(down) }),
  ].filter(Boolean);
  return parts.length ? word("known.scale", { off: enumerate(parts) }) : "";
}

const mm = (value) => number(value, { style: "unit", unit: "millimeter", maximumFractionDigits: 2 });
