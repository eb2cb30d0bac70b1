// Writing: the words go to disk while they are typed, and the card shows them.
import { alarm, button, listed, make, options, settled } from "./dom.js";
import { catalog, change, news, reload, set, state, take } from "./order.js";
import { current, noteWidth, turn, typed } from "./stage.js";
import { get, post, Stale } from "./wire.js";
import { word } from "./words.js";

const LOOK_MS = 30;
const SAVE_MS = 400;
const UNSEEN = /[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n\t]/gu;

let area, meter, told, kept, asked;
let isBusy = false;

export async function build() {
  if (current() !== "inside") turn("inside");
  const [{ text = "" }, { columns = [] }] = await Promise.all([get(`/api/note?person=${state.person}`), get("/api/list")]);
  kept = text;
  area = make("textarea", {
    id: "note", value: text, spellcheck: true, lang: state.chosen?.language ?? "en", dir: "auto", maxLength: 5000,
    oninput: edited, onpaste: clean,
  });
  meter = make("p", { className: "meter", role: "status" });
  told = make("div");
  setTimeout(look);
  const label = make("label", { htmlFor: "note", className: "unseen", textContent: word("note.label") });
  return [label, area, meter, fields(columns), sender(), starters(), told];
}

function edited() {
  looking();
  saving();
}

const looking = settled(look, LOOK_MS);
const saving = settled(save, SAVE_MS);

/** Show how the words fit, and what is to be said of them. */
async function look() {
  if (!area.isConnected) return;
  asked?.abort();
  asked = new AbortController();
  const draft = { text: area.value, person: state.person, width: noteWidth() };
  try {
    const answer = await post("/api/draft", draft, { signal: asked.signal });
    meter.textContent = answer.fits ? word("note.fits", { n: answer.words }) : word("note.tooLong");
    meter.classList.toggle("bad", !answer.fits);
    told.replaceChildren(listed(answer.findings));
    await typed(answer.picture);
    area.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
  }
}

async function save() {
  if (isBusy || area.value === kept) return;
  isBusy = true;
  const text = area.value;
  news.dispatchEvent(new Event("saving"));
  try {
    if (take(await post("/api/write", { base: state.revision, person: state.person, text }))) kept = text;
  } catch (problem) {
    if (!(problem instanceof Stale)) throw problem;
    await reload();
    alarm(word("note.stale"));
  } finally {
    isBusy = false;
    if (area.value !== text) saving();
  }
}

function insert(text) {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input"));
}

/** Take out of pasted words what cannot be seen, and say so. */
function clean(event) {
  const raw = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
  const cleaned = raw.replace(UNSEEN, "").replaceAll("\u00a0", " ");
  if (cleaned === raw) return;
  event.preventDefault();
  insert(cleaned);
  alarm(word("note.cleaned", { n: raw.length - cleaned.length }));
}

function fields(columns) {
  const names = new Set(["dear", "first_name", "company", "from", ...columns.map((each) => each.field)]);
  return make("div", { className: "fields" }, ...[...names].map((name) => button(`{${name}}`, () => insert(`{${name}}`))));
}

function sender() {
  const onchange = (event) => set({ from: event.target.value });
  return make("div", { className: "pairs line" }, make("label", { htmlFor: "from", textContent: word("key.from") }),
    make("input", { id: "from", type: "text", value: state.chosen?.from ?? "", onchange }));
}

function starters() {
  const begin = async (starter) => {
    if (starter && await change("/api/begin", { starter })) area.value = kept = (await get(`/api/note?person=${state.person}`)).text;
    look();
  };
  const list = [{ id: "", name: `${word("note.starters")}…` }, ...catalog.starters];
  return make("select", { ariaLabel: word("note.starters"), onchange: (event) => begin(event.target.value) }, ...options(list, ""));
}
