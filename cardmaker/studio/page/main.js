// The page: five steps, none of which blocks another, beside the card.
import { alarm, button, by, make, options } from "./dom.js";
import { catalog, change, news, people, person, reload, state, take, walk } from "./order.js";
import { showOrders } from "./recent.js";
import { draw, prefetch, stageTexts } from "./stage.js";
import * as check from "./step-check.js";
import * as design from "./step-design.js";
import * as note from "./step-note.js";
import * as list from "./step-people.js";
import * as print from "./step-print.js";
import { get, post, server } from "./wire.js";
import { isMirrored, language, LANGUAGES, speak, spoken, word } from "./words.js";

/**
 * A step has `build()`, which returns its elements; `refresh()`, if it follows changes of the order; and `onKey(event)`,
 * if it has keys of its own: it says whether this was one of them. Its `settle()` returns when all that was typed is saved.
 */
const STEPS = { design, note, people: list, check, print };
const POLL_MS = 2000;

let step = location.hash.slice(1) in STEPS ? location.hash.slice(1) : "design";
let shows = 0;
let isSaving = false;
let isOver = false;

export async function show({ focus = false } = {}) {
  history.replaceState(null, "", `#${step}`);
  nameSteps();
  const asked = ++shows;
  const content = await STEPS[step].build();
  if (asked !== shows) return;
  by("heading").textContent = word(`${step}.title`);
  by("step").dataset.step = step;
  by("step").replaceChildren(make("p", { className: "lead", textContent: word(`${step}.lead`) }), ...content);
  if (!focus) return;
  by("work").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function refresh() {
  if (by("step").dataset.step === step) STEPS[step].refresh?.();
}

function nameSteps() {
  const named = Object.keys(STEPS).map((name, at) => {
    const current = name === step ? { ariaCurrent: "step" } : {};
    return make("li", {}, button(`${at + 1}  ${word(`step.${name}`)}`, () => goToStep(name), current));
  });
  by("steps").replaceChildren(...named);
}

function goToStep(name) {
  step = name;
  show({ focus: true });
}

/** Write all texts that do not belong to a step. */
function label() {
  document.documentElement.lang = spoken();
  document.documentElement.dir = isMirrored() ? "rtl" : "ltr";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) element.ariaLabel = word(element.dataset.label);
  const themes = ["system", "light", "dark"].map((id) => ({ id, name: word(`theme.${id}`) }));
  by("theme").replaceChildren(...options(themes, theme()));
  const languages = Object.entries(LANGUAGES).map(([id, name]) => ({ id, name }));
  by("language").replaceChildren(...options(languages, language()));
  stageTexts();
}

function showOrder() {
  by("saved").textContent = word("order.saved");
  by("order").textContent = state.folder;
  by("undo").disabled = !state.undo;
  by("redo").disabled = !state.redo;
  showPerson();
}

function showPerson() {
  draw();
  const values = { i: state.person + 1, n: people().length, name: person()?.name };
  by("who").textContent = person() ? word("stage.of", values) : "";
  by("previous").disabled = state.person < 1;
  by("next").disabled = state.person >= people().length - 1;
}

const theme = () => localStorage.getItem("theme") ?? "system";

function paint() {
  document.documentElement.dataset.theme = theme();
}

/** Take a change back or do it again. A step that follows the order is not built anew: the caret stays where it was. */
async function back(path) {
  await STEPS[step].settle?.();
  await change(path);
  if (!STEPS[step].refresh) show();
}

async function quit() {
  isOver = true;
  await post("/api/quit");
  document.querySelector("main").inert = true;
  alarm(word("order.over"));
}

/** Look whether an editor, another tab or another studio changed the order. */
async function poll() {
  if (isOver || isSaving || document.hidden) return;
  const { revision } = await get("/api/revision");
  if (revision !== state.revision && !isSaving) await reload();
}

function isTyping(event) {
  return event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey;
}

function press(event) {
  if (isTyping(event)) return;
  if (STEPS[step].onKey?.(event)) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
}

function listen() {
  news.addEventListener("saving", () => { isSaving = true; by("saved").textContent = word("order.saving"); });
  news.addEventListener("unsaved", () => { isSaving = false; by("saved").textContent = word("order.unsaved"); });
  news.addEventListener("changed", () => { isSaving = false; showOrder(); refresh(); });
  news.addEventListener("person", () => { showPerson(); prefetch(); refresh(); });
  server.addEventListener("gone", () => { if (!isOver) alarm(word("order.gone")); });
  server.addEventListener("back", () => { if (by("alarm").textContent === word("order.gone")) alarm(""); });
  addEventListener("keydown", press);
  by("undo").onclick = () => back("/api/undo");
  by("redo").onclick = () => back("/api/redo");
  by("previous").onclick = () => walk(-1);
  by("next").onclick = () => walk(1);
  by("orders").onclick = () => showOrders(async () => STEPS[step].settle?.());
  by("quit").onclick = quit;
  by("theme").onchange = (event) => { localStorage.setItem("theme", event.target.value); paint(); };
  by("language").onchange = async (event) => { await speak(event.target.value); label(); showOrder(); show(); };
  by("steps").addEventListener("go", (event) => goToStep(event.detail));
  setInterval(() => poll().catch(() => { /* told by `server` */ }), POLL_MS);
}

paint();
const [first] = await Promise.all([get("/api/state"), speak()]);
label();
listen();
take(first); // the card lies there before all designs are read
Object.assign(catalog, await get("/api/catalog"));
showOrder();
await show();
document.body.dataset.ready = "yes";
