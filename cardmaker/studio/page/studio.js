// The five steps. What is true is on disk: every change goes there at once, and what comes back is shown.
import { get, lost, make, post, send, Stale } from "./wire.js";
import { current, draw, onTurn, picture, turn, typed } from "./preview.js";
import { language, speak, word } from "./words.js";

const by = (id) => document.getElementById(id);
const STEPS = ["design", "note", "people", "check", "print"];
const state = { person: 0, order: null, chosen: null, findings: [], revision: "" };
const looked = new Map();
let step = STEPS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "design", catalog = null, wish = { text: "", chip: "all" }, polling = true, shows = 0;

function take(answer) {
  if (answer.refused) { alarm(answer.findings.map((each) => each.message).join(" · ")); return false; }
  const isNews = state.revision && answer.revision !== state.revision;
  Object.assign(state, answer);
  state.person = Math.max(0, Math.min(state.person, (state.order?.people.length ?? 1) - 1));
  by("saved").textContent = word("saved"); by("order").textContent = state.folder; by("undo").disabled = !state.undo; by("redo").disabled = !state.redo;
  stage();
  if (isNews && ["check", "print"].includes(step)) show();
  return true;
}
function alarm(text) { by("alarm").textContent = text; by("alarm").hidden = !text; }
function stage() {
  draw(state);
  const people = state.order?.people ?? [], person = people[state.person];
  by("who").textContent = person ? word("of", { i: state.person + 1, n: people.length, name: person.name }) : "";
  by("previous").disabled = state.person < 1; by("next").disabled = state.person >= people.length - 1;
  by("caption").textContent = state.order ? `${catalog?.designs.find((each) => each.id === state.chosen.design)?.name ?? ""} · ${state.order.palette}` : word("noPicture");
}
async function change(path, body) {
  by("saved").textContent = word("saving");
  try { return take(await post(path, { base: state.revision, ...body })); }
  catch (problem) { if (!(problem instanceof Stale)) throw problem; await reload(); alarm(word("stale")); return false; }
}
async function reload() { take(await get("/api/state")); }
async function set(values, again = false) { alarm(""); await change("/api/change", { values }); if (again) show(); }
function walk(by) { const to = state.person + by; if (to >= 0 && to < (state.order?.people.length ?? 0)) { state.person = to; stage(); prefetch(); } }
function prefetch() { for (const near of [1, -1]) { const person = state.person + near; if (state.order?.people[person]) for (const img of document.querySelectorAll(".card img")) new Image().src = img.src.replace(/person=\d+/, `person=${person}`); } }

const pages = { design, note, people, check, print };
async function show(focus = false) {
  history.replaceState(null, "", `#${step}`);
  by("steps").replaceChildren(...STEPS.map((name, at) => { const button = make("button", { type: "button", textContent: `${at + 1}  ${word(name)}`, onclick: () => { step = name; show(true); } }); if (name === step) button.setAttribute("aria-current", "step"); return make("li", {}, button); }));
  by("heading").textContent = word(`${step}Title`);
  const asked = ++shows, content = await pages[step]();
  if (asked !== shows) return;
  by("step").replaceChildren(make("p", { className: "lead", textContent: word(`${step}Lead`) }), ...content);
  if (focus) { by("work").focus({ preventScroll: true }); scrollTo(0, 0); }
}
function label() {
  document.documentElement.lang = language(); by("language").value = language();
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  by("stage").setAttribute("aria-label", word("preview"));
  by("previous").ariaLabel = word("previous"); by("next").ariaLabel = word("next");
  by("theme").replaceChildren(...["system", "light", "dark"].map((name) => make("option", { value: name, textContent: word(name), selected: name === (localStorage.getItem("theme") ?? "system") })));
}
const swatch = (color) => { const dot = make("i"); dot.style.background = color; return dot; };
function design() {
  const gallery = make("fieldset", { className: "gallery" }, make("legend", { className: "unseen", textContent: word("designTitle") }));
  const fill = () => {
    const fits = (each) => wish.text.toLowerCase().split(/\s+/).every((part) => each.words.includes(part)) && (wish.chip === "all" || (wish.chip === "low" ? each.inks.includes("light") || each.inks.includes("low") : wish.chip === "formal" ? each.formality >= 4 : each.family === wish.chip));
    gallery.replaceChildren(gallery.firstChild, ...catalog.designs.filter(fits).map((each) => make("label", {}, make("input", { type: "radio", name: "design", value: each.id, checked: each.id === state.chosen?.design, onchange: async () => { turn("front"); await set({ design: each.id, palette: "", variant: "" }); colors.replaceChildren(...swatches()); } }), make("img", { src: `/thumbnail/${each.id}`, alt: "", loading: "lazy" }), make("span", { textContent: each.name }))));
  };
  const chips = make("div", { className: "chips" });
  const refill = () => { chips.replaceChildren(...["all", "formal", "low"].map((name) => make("button", { type: "button", textContent: word(name), ariaPressed: String(wish.chip === name), onclick: () => { wish.chip = name; refill(); } })), make("select", { ariaLabel: word("style"), onchange: (event) => { wish.chip = event.target.value || "all"; refill(); } }, make("option", { value: "", textContent: word("style") }), ...[...new Set(catalog.designs.map((each) => each.family))].sort().map((name) => make("option", { value: name, textContent: name.replaceAll("-", " "), selected: wish.chip === name })))); fill(); };
  const swatches = () => (catalog.designs.find((each) => each.id === state.chosen?.design)?.palettes ?? []).map((each) => make("label", {}, make("input", { type: "radio", name: "palette", checked: each.id === state.order?.palette, onchange: () => set({ palette: each.id }) }), ...each.colors.map(swatch), each.id.replaceAll("-", " ")));
  const colors = make("fieldset", { className: "swatches", ariaLabel: word("colors") }, ...swatches());
  const pick = (key, list, view) => [make("label", { htmlFor: `pick-${key}`, textContent: word(key) }), make("select", { id: `pick-${key}`, onchange: (event) => { turn(view); set({ [key]: event.target.value }); } }, ...list.map((each) => make("option", { value: each.id ?? each, textContent: each.name ?? each, selected: (each.id ?? each) === state.chosen?.[key] })))];
  refill();
  return [make("input", { type: "search", placeholder: word("search"), ariaLabel: word("search"), value: wish.text, oninput: (event) => { wish.text = event.target.value; fill(); } }), chips, gallery,
    make("h2", { textContent: word("colors") }), colors, make("h2", { textContent: word("paperAndHand") }),
    make("div", { className: "pairs" }, ...pick("format", catalog.formats, "front"), ...pick("paper", [{ id: "", name: word("usual") }, ...catalog.papers], "sheet"), ...pick("hand", catalog.hands, "inside"), ...pick("pen", catalog.pens, "inside"), ...pick("neatness", catalog.neatness, "inside")),
    make("div", { className: "line" }, make("button", { type: "button", textContent: word("again"), onclick: () => { turn("inside"); set({ seed: String(Number(state.chosen.seed) + 1) }); } }))];
}
const listed = (found) => make("ul", { className: "findings" }, ...found.map((each) => make("li", { className: each.level }, make("b", { textContent: word(each.level) }), each.message, ...(each.hint ? [make("small", { textContent: each.hint })] : []), ...(each.reason ? [make("small", { textContent: each.reason })] : []))));
async function note() {
  if (current() !== "inside") turn("inside");
  const { text = "" } = await get(`/api/note?person=${state.person}`);
  const area = make("textarea", { id: "note", value: text, spellcheck: true, lang: state.chosen?.language ?? "en", dir: "auto", maxLength: 5000 });
  const meter = make("p", { className: "meter", role: "status" }), told = make("div");
  let asked = null, pause = 0, saving = 0, busy = false, last = text;
  const look = async () => {
    if (!area.isConnected) return;
    asked?.abort(); asked = new AbortController();
    const width = Math.ceil((document.querySelector(".card")?.clientWidth || 420) * Math.min(devicePixelRatio, 2));
    try {
      const answer = await post("/api/draft", { text: area.value, person: state.person, width: Math.min(width, 900) }, { signal: asked.signal });
      meter.textContent = answer.fits ? word("fits", { n: answer.words }) : word("tooLong"); meter.classList.toggle("bad", !answer.fits);
      await typed(answer.picture); told.replaceChildren(listed(answer.findings));
      area.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
    } catch (problem) { if (problem.name !== "AbortError") throw problem; }
  };
  const save = async () => {
    if (busy || area.value === last) return;
    busy = true; const words = area.value; by("saved").textContent = word("saving");
    try { if (take(await post("/api/write", { base: state.revision, person: state.person, text: words }))) last = words; }
    catch (problem) { if (problem instanceof Stale) { await reload(); alarm(word("staleNote")); } }
    finally { busy = false; if (area.value !== words) saving = setTimeout(save, 400); }
  };
  area.addEventListener("input", () => { clearTimeout(pause); clearTimeout(saving); pause = setTimeout(look, 30); saving = setTimeout(save, 400); });
  area.addEventListener("paste", (event) => { const raw = event.clipboardData.getData("text/plain"), clean = raw.replace(/\r\n?/g, "\n").replace(/[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/gu, "").replace(/\u00a0/g, " "); if (clean !== raw.replace(/\r\n?/g, "\n")) { event.preventDefault(); area.setRangeText(clean, area.selectionStart, area.selectionEnd, "end"); area.dispatchEvent(new Event("input")); alarm(word("cleaned", { n: raw.length - clean.length })); } });
  const { columns = [] } = await get("/api/list");
  const put = (name) => make("button", { type: "button", textContent: `{${name}}`, onclick: () => { area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, "end"); area.focus(); area.dispatchEvent(new Event("input")); } });
  const starter = make("select", { ariaLabel: word("starters"), onchange: async (event) => { if (event.target.value && await change("/api/begin", { starter: event.target.value })) show(); } }, make("option", { value: "", textContent: `${word("starters")}…` }), ...catalog.starters.map((each) => make("option", { value: each.id, textContent: each.name })));
  setTimeout(look);
  return [make("label", { htmlFor: "note", className: "unseen", textContent: word("noteLabel") }), area, meter, make("div", { className: "fields" }, ...["dear", "first_name", "company", "from", ...columns.map((each) => each.field)].filter((name, at, all) => all.indexOf(name) === at).slice(0, 12).map(put)),
    make("div", { className: "pairs line" }, make("label", { htmlFor: "from", textContent: word("from") }), make("input", { id: "from", type: "text", value: state.chosen?.from ?? "", onchange: (event) => set({ from: event.target.value }) })), starter, told];
}
async function people() {
  const list = await get("/api/list");
  const load = async (file) => { try { const answer = await send("/api/people", await file.arrayBuffer(), state.revision); if (take(answer)) { alarm(""); show(); } } catch (problem) { if (problem instanceof Stale) { await reload(); alarm(word("stale")); } else alarm(problem.message); } };
  const drop = make("div", { className: "drop", ondragover: (event) => { event.preventDefault(); drop.classList.add("over"); }, ondragleave: () => drop.classList.remove("over"), ondrop: (event) => { event.preventDefault(); drop.classList.remove("over"); if (event.dataTransfer.files[0]) load(event.dataTransfer.files[0]); } },
    make("label", {}, make("p", { textContent: word("drop") }), make("input", { type: "file", accept: ".csv,.tsv,.txt,.xlsx,.vcf", onchange: (event) => event.target.files[0] && load(event.target.files[0]) })));
  const text = make("textarea", { id: "list", value: list.text, dir: "auto", spellcheck: false });
  const columns = list.columns.slice(0, 8);
  const head = make("tr", {}, ...columns.map((each) => make("th", { scope: "col", textContent: each.title, title: each.field })));
  const rows = list.rows.slice(0, 500).map((row) => make("tr", {}, ...columns.map((each) => make("td", { textContent: row.texts[each.field] ?? "", dir: "auto", title: row.texts[each.field] ?? "" }))));
  const names = (state.order?.people ?? []).map((each) => make("tr", {}, make("td", { textContent: each.name, dir: "auto" }), make("td", { textContent: each.company })));
  return [drop, make("p", { className: "meter", textContent: list.count ? word("counted", { n: list.count }) : "" }), listed(list.findings),
    make("div", { className: "rows", tabIndex: 0, role: "region", ariaLabel: word("people") }, make("table", {}, ...(rows.length ? [make("thead", {}, head), make("tbody", {}, ...rows)] : [make("tbody", {}, ...names.slice(0, 500))]))),
    make("details", {}, make("summary", { textContent: word("asText") }), make("label", { htmlFor: "list", className: "unseen", textContent: word("asText") }), text, make("button", { type: "button", textContent: word("keepList"), onclick: () => load(new Blob([text.value])) }))];
}
function check() {
  const all = state.order?.people ?? [], mark = (how) => { const person = all[state.person]; if (person) { looked.set(person.key, how); if (state.person < all.length - 1) walk(1); show(); } };
  const sheet = make("div", { className: "contacts" }, ...all.slice(0, 120).map((person, at) => make("button", { type: "button", className: looked.get(person.key) ?? "", onclick: () => { state.person = at; turn("inside"); } }, make("img", { src: picture(state.order.fold === "top" ? "inside-bottom" : state.order.fold === "none" ? "back" : "inside-right", { ...state, person: at }, 220), alt: "", loading: "lazy" }), make("span", { textContent: person.name, dir: "auto" }))));
  check.mark = mark;
  const doubts = state.findings.filter((each) => !["columns", "own-notes"].includes(each.rule));
  return [make("div", { className: "line" }, make("button", { type: "button", className: "main", textContent: word("good"), onclick: () => mark("good") }), make("button", { type: "button", textContent: word("later"), onclick: () => mark("skipped") }), make("p", { role: "status", textContent: word("looked", { n: looked.size, all: all.length }) })), sheet,
    doubts.length ? listed(doubts) : make("p", { className: "meter", textContent: word("allGood") })];
}
function print() {
  if (current() !== "sheet") turn("sheet");
  const result = make("div", { role: "status" });
  const cancel = make("button", { type: "button", textContent: word("cancel"), hidden: true, onclick: () => post("/api/cancel") });
  const watch = async (now) => {
    for (; now.is === "running"; now = await get("/api/making")) { cancel.hidden = false; result.replaceChildren(make("progress", { max: now.total || 1, value: now.done, ariaLabel: word("make") })); await new Promise((go) => setTimeout(go, 120)); }
    cancel.hidden = true;
    if (now.is === "done") result.replaceChildren(make("p", { className: "meter", textContent: word("made", { n: now.made }) + (now.failed ? ` ${word("failed", { n: now.failed })}` : "") }), make("ul", { className: "files" }, ...now.files.map((name) => make("li", {}, make("a", { href: `/file/${name}`, download: name, textContent: name })))));
    else if (now.is === "failed") result.replaceChildren(listed(now.findings));
    else if (now.is === "cancelled") result.textContent = word("cancelled");
  };
  get("/api/making").then(watch);
  return [make("p", { textContent: state.order?.paper ?? "" }), make("div", { className: "line" }, make("button", { type: "button", className: "main", textContent: word("make"), disabled: !state.order, onclick: async () => watch(await post("/api/make")) }), cancel), result];
}

onTurn(stage);
by("undo").onclick = async () => { await change("/api/undo", {}); show(); };
by("redo").onclick = async () => { await change("/api/redo", {}); show(); };
by("previous").onclick = () => walk(-1); by("next").onclick = () => walk(1);
by("language").onchange = (event) => { speak(event.target.value); label(); show(); stage(); };
const paint = () => { const name = localStorage.getItem("theme") ?? "system"; if (name === "system") delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = name; };
by("theme").onchange = (event) => { localStorage.setItem("theme", event.target.value); paint(); };
by("quit").onclick = async () => { polling = false; await post("/api/quit"); document.querySelector("main").inert = true; alarm(word("over")); };
addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  else if (step === "check" && event.key === "s") check.mark("skipped");
  else if (step === "check" && event.key === "Enter" && !event.target.closest("button, a, summary")) check.mark("good");
});
lost.addEventListener("gone", () => { polling && alarm(word("gone")); });
lost.addEventListener("back", () => { if (by("alarm").textContent === word("gone")) alarm(""); });
setInterval(async () => { if (!polling || document.hidden) return; try { const { revision } = await get("/api/revision"); if (revision !== state.revision && by("saved").textContent !== word("saving")) { await reload(); if (step !== "note" || document.activeElement?.id !== "note") show(); } } catch { /* told by `lost` */ } }, 2000);
paint(); label();
[catalog] = await Promise.all([get("/api/catalog"), reload()]);
await show(); stage();
document.body.dataset.ready = "yes";
