// The counter: who prints, making the files, how paper goes through the printer, and printing from here.
import { button, by, make } from "./dom.js";
import { counted, GOOD, LATER, readMarks } from "./check-marks.js";
import { found, mend } from "./check-findings.js";
import { people, state } from "./order.js";
import { buildMaking, follow, lastMade, leaveOut } from "./print-making.js";
import { moreDrawer, paperDrawer, throughPrinter, whoPrints } from "./print-paper.js";
import { buildPrinters, refreshPrinters } from "./print-printers.js";
import { buildSending, refreshSending } from "./print-sending.js";
import { current, turn } from "./stage.js";
import { word } from "./words.js";

let who, before, through, wishes, shownOf = "", isWithout = false;

export function build() {
  if (current() !== "sheet" && state.order) turn("sheet");
  who = make("div");
  before = make("div", { className: "before" });
  through = make("div");
  wishes = make("div", { className: "wishes" });
  shownOf = "";
  const making = buildMaking((made) => refreshSending(made));
  const sending = buildSending();
  const printers = buildPrinters();
  refresh();
  return [who, before, ...making, through, sending, wishes, printers];
}

export function refresh() {
  if (shownOf !== state.revision) {
    shownOf = state.revision;
    renew();
    if (lastMade()) follow();
    else refreshSending(null);
  }
  remind();
  readMarks().then((isNews) => isNews && by("step").dataset.step === "print" && remind());
}

/** Make the choices anew, and leave the keyboard where it was. */
function renew() {
  const focused = document.activeElement?.id || focusName();
  who.replaceChildren(whoPrints());
  through.replaceChildren(...[throughPrinter()].filter(Boolean));
  wishes.replaceChildren(...(state.chosen?.profile === "press" ? [paperDrawer()] : [paperDrawer(), moreDrawer()]));
  refreshPrinters();
  if (focused) (document.getElementById(focused) ?? document.querySelector(focused))?.focus({ preventScroll: true });
}

const focusName = () => (document.activeElement?.name === "profile" ? "[name=profile]:checked" : "");

/** What to know before anything is printed: errors, cards nobody looked at, and those that were left for later. */
function remind() {
  const errors = found().filter((each) => each.level === "error").length;
  const later = counted(LATER), looked = counted(GOOD) + later, missing = people().length - looked;
  const lines = [
    errors ? reminder("errors", word("print.errors", { n: errors })) : null,
    looked && missing ? reminder("unseen-cards", word("print.unlooked", { n: missing })) : null,
    later ? leaving(later) : null,
  ];
  if (!later) isWithout = false;
  leaveOut(isWithout);
  before.replaceChildren(...lines.filter(Boolean));
}

function reminder(name, text) {
  return make("p", { className: name }, text, " ", button(word("check.mend", { step: word("step.check") }), () => mend("check", -1), { className: "see-to" }));
}

function leaving(n) {
  const tick = (event) => { isWithout = event.target.checked; leaveOut(isWithout); };
  return make("label", { className: "leave" },
    make("input", { type: "checkbox", id: "leave-out", checked: isWithout, onchange: tick }), word("print.leaveOut", { n }));
}
