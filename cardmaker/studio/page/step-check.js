// Looking at every card and every envelope, one after the other, and at what there is to say of them.
import { button, by, make } from "./dom.js";
import { buildContacts, revealContact, showContacts } from "./check-contacts.js";
import { doubtful, findingsList, findingsOf, linked, lookThrough, summary } from "./check-findings.js";
import { counted, GOOD, LATER, mark, markOf, readMarks } from "./check-marks.js";
import { goTo, people, person, state } from "./order.js";
import { current, turn } from "./stage.js";
import { word } from "./words.js";

const ENVELOPE = "envelope";
const CARD = "inside";

let verdict, told, own, sifting, contacts, list, face = CARD;
let isSifted = false;

export function build() {
  verdict = make("div", { className: "verdict" });
  told = make("p", { className: "told", role: "status" });
  own = make("div", { className: "theirs" });
  sifting = make("div", { className: "sieve" });
  list = make("section", { id: "found", className: "found-all", ariaLabel: word("check.found") });
  contacts = buildContacts(() => turn(face));
  if (![CARD, ENVELOPE, "front", "back"].includes(current())) turn(CARD);
  sifting.replaceChildren(...faces(), sieve());
  refresh();
  requestAnimationFrame(revealContact);
  return [verdict, told, own, sifting, contacts, list];
}

export function refresh() {
  if (current() === ENVELOPE || current() === CARD) face = current();
  show();
  readMarks().then((isNews) => isNews && isHere() && show());
  lookThrough(isHere, show);
}

/** Return whether a key was one of the step's own. */
export function onKey(event) {
  const isOnControl = event.target.closest("button, a, summary");
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "s") say(LATER);
  else if (event.key === "e") turnTo(face === ENVELOPE ? CARD : ENVELOPE);
  else if (event.key === "Enter" && (!isOnControl || isOnControl.closest(".contacts"))) good(event);
  else return false;
  return true;
}

const isHere = () => by("step").dataset.step === "check" && contacts.isConnected;

function show() {
  if (!state.order) return showBroken();
  const doubts = doubtful();
  verdict.replaceChildren(...judging());
  told.replaceChildren(...progress());
  own.replaceChildren(...ownFindings());
  mark_(sifting, doubts);
  contacts.hidden = false;
  showContacts(face, (each, at) => isShown(each, at, doubts), markOf, doubts);
  revealContact();
  showList();
}

function showBroken() {
  for (const each of [verdict, told, own]) each.replaceChildren();
  contacts.hidden = true;
  showList();
}

function showList() {
  const kinds = summary();
  const head = make("h2", { textContent: kinds.length ? kinds.join(" · ") : word("check.allGood") });
  list.replaceChildren(head, ...(kinds.length ? findingsList(showList) : []));
}

/** The question that is asked, and its two answers. */
function judging() {
  const each = person();
  if (!each) return [];
  const asked = make("p", { className: "asked" }, word(face === ENVELOPE ? "check.envelopeOf" : "check.cardOf"),
    " ", make("b", { textContent: each.name, dir: "auto" }));
  const said = markOf(each);
  const back = said ? button(word("check.takeBack"), () => say("", { stay: true }), { className: "back" }) : null;
  return [asked, make("div", { className: "line" },
    button(word("check.good"), () => good(), { className: "main", id: "good" }),
    button(word("check.later"), () => say(LATER), { id: "later" }),
    said ? make("span", { className: `said ${said}`, textContent: word(`mark.${said}`) }) : null, back)];
}

function progress() {
  const n = counted(GOOD), all = people().length, later = counted(LATER);
  const bar = make("span", { className: "rule", ariaHidden: "true" });
  bar.style.setProperty("--share", all ? n / all : 0);
  const left = later ? word("check.left", { n: later }) : "";
  return [word("check.looked", { n, all }), left && ` · ${left}`, bar].filter(Boolean);
}

function ownFindings() {
  const all = person() ? findingsOf(person().key) : [];
  return all.length ? [make("ul", { className: "findings" }, ...all.map(linked))] : [];
}

function faces() {
  const choice = (name) => make("label", {},
    make("input", { type: "radio", name: "face", value: name, onchange: () => turnTo(name) }), word(`check.${name}`));
  return [make("fieldset", { className: "faces" },
    make("legend", { className: "unseen", textContent: word("check.which") }), choice(CARD), choice(ENVELOPE))];
}

function sieve() {
  const box = make("input", { type: "checkbox", id: "needs", checked: isSifted, onchange: (event) => { isSifted = event.target.checked; show(); } });
  return make("label", { className: "needs" }, box, make("span"));
}

function mark_(root, doubts) {
  for (const input of root.querySelectorAll("[name=face]")) {
    input.checked = input.value === face;
    input.disabled = input.value === ENVELOPE && !hasEnvelopes();
  }
  const n = people().filter((each) => needsLook(each, doubts)).length;
  root.querySelector(".needs span").textContent = word("check.needs", { n });
}

const hasEnvelopes = () => Boolean(state.order?.things.envelope?.made) && people().some((each) => each.envelope);
const needsLook = (each, doubts) => markOf(each) !== GOOD || doubts.has(each.key);

function isShown(each, at, doubts) {
  if (face === ENVELOPE && !each.envelope) return false;
  return !isSifted || at === state.person || needsLook(each, doubts);
}

function turnTo(to) {
  if (to === ENVELOPE && !hasEnvelopes()) return;
  face = to;
  turn(to);
  show();
}

/** Go to the next person on the sheet as it is sifted. */
function go(by_) {
  const doubts = doubtful();
  let at = state.person + by_;
  while (people()[at] && !isShown(people()[at], at, doubts)) at += by_;
  if (people()[at]) goTo(at);
}

/** The card looks good: now its envelope. The envelope does, too: the next card. */
function good(event) {
  event?.preventDefault();
  if (!person()) return;
  if (face !== ENVELOPE && hasEnvelopes() && person().envelope) turnTo(ENVELOPE);
  else say(GOOD);
}

async function say(how, { stay = false } = {}) {
  const each = person(), at = state.person;
  if (!each) return;
  const kept = mark(each, how);
  if (face === ENVELOPE && !stay) turnTo(CARD);
  if (!stay) go(1);
  if (stay || state.person === at) show();
  await kept;
  if (isHere()) show();
}
