// Starters ask their questions, and write a note of the answers.
import { button, make, options } from "./dom.js";
import { changeSaved } from "./note-keeping.js";
import { person, state } from "./order.js";
import { get } from "./wire.js";
import { spoken, word } from "./words.js";

const LANGUAGE_OF_STARTERS = "en";

let dialog, form, starters;

/** Return the button that opens the starters. */
export const startersButton = () => button(`${word("note.starters")}…`, open);

/** Return the dialog in which they ask. */
export function layStarters() {
  dialog = make("dialog", { className: "starters", ariaLabel: word("note.starters") });
  return dialog;
}

async function open() {
  ({ starters } = await get(`/api/questions?person=${state.person}`));
  const first = starters[0].id;
  const title = word("note.starters");
  const choose = make("select", { ariaLabel: title, onchange: (event) => ask(event.target.value) });
  choose.append(...options(starters, first));
  form = make("form", { method: "dialog", onsubmit: write });
  dialog.replaceChildren(make("h2", { textContent: title }), soft("note.startersHow"), choose, form);
  ask(first);
  dialog.showModal();
}

function ask(id) {
  const { questions } = starters.find((each) => each.id === id);
  const english = spoken() === LANGUAGE_OF_STARTERS ? [] : [soft("note.startersEnglish")];
  const done = make("button", { className: "main", textContent: word("note.write") });
  const ways = make("div", { className: "line" }, done, button(word("note.cancel"), () => dialog.close()));
  form.dataset.starter = id;
  form.replaceChildren(...english, ...questions.flatMap(question), ways);
}

const soft = (key) => make("p", { className: "soft", textContent: word(key) });

/** What the list answers already is shown, not asked. */
const answeredByList = (asked, known) =>
  make("p", { className: "known" }, `${asked} `, make("em", { textContent: known, dir: "auto" }));

function question({ field, words, isEach, example, known }) {
  const id = `answer-${field}`;
  const asked = words[spoken()] ?? words.en;
  if (known && !isEach) return [answeredByList(asked, known)];
  const whose = isEach ? word("note.answerOf", { name: person()?.name ?? "", field: `{${field}}` }) : "";
  const sample = example === known ? "" : word("note.example", { words: example });
  const value = isEach ? known : "";
  const lang = LANGUAGE_OF_STARTERS;
  const answer = make("textarea", { id, name: field, rows: 1, value, dir: "auto", lang });
  answer.setAttribute("aria-describedby", `${id}-hint`);
  const hint = make("small", { id: `${id}-hint`, textContent: `${sample} ${whose}`.trim() });
  return [make("label", { htmlFor: id, textContent: asked }), answer, hint];
}

async function write(event) {
  event.preventDefault();
  const answers = Object.fromEntries([...new FormData(form)].filter(([, answer]) => answer.trim()));
  if (await changeSaved("/api/begin", { starter: form.dataset.starter, answers })) dialog.close();
}
