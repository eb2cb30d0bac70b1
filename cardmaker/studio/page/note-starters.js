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
  const textContent = word("note.starters");
  form = make("form", { method: "dialog", onsubmit: write });
  dialog.replaceChildren(
    make("h2", { textContent }), soft("note.startersHow"), make("label", { htmlFor: "starter", className: "unseen", textContent }),
    make("select", { id: "starter", onchange: (event) => ask(event.target.value) }, ...options(starters, first)), form,
  );
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
function question({ field, words, isEach, example, known }) {
  const id = `answer-${field}`;
  const asked = words[spoken()] ?? words.en;
  if (known && !isEach) return [make("p", { className: "known" }, `${asked} `, make("em", { textContent: known, dir: "auto" }))];
  const whose = isEach ? word("note.answerOf", { name: person()?.name ?? "", field: `{${field}}` }) : "";
  const for_ = example === known ? "" : word("note.example", { words: example });
  const value = isEach ? known : "";
  const answer = make("textarea", { id, name: field, rows: 2, value, dir: "auto", lang: LANGUAGE_OF_STARTERS });
  answer.setAttribute("aria-describedby", `${id}-hint`);
  const hint = make("small", { id: `${id}-hint`, textContent: `${for_} ${whose}`.trim() });
  return [make("label", { htmlFor: id, textContent: asked }), answer, hint];
}

async function write(event) {
  event.preventDefault();
  const answers = Object.fromEntries([...new FormData(form)].filter(([, answer]) => answer.trim()));
  if (await changeSaved("/api/begin", { starter: form.dataset.starter, answers })) dialog.close();
}
