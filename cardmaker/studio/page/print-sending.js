// Printing from here, where the machine has CUPS: what goes to the printer, pass by pass, with what people do in between.
import { alarm, button, listed, make, options } from "./dom.js";
import { state } from "./order.js";
import { named, sketch } from "./print-parts.js";
import { get, post } from "./wire.js";
import { word } from "./words.js";

const WATCH_MS = 1000;

/** Before these, somebody puts paper in: the run begins again when they say so. */
const WAITS = { "second-sides": "turning", "proof-back": "turning", envelopes: "loading", flaps: "loading" };

let part, body, queues = { queues: [], usual: "", why: "" }, made = null, queue = "", proof = false;

/** Goes up with every printing that is begun or left: what was watched before then ends. */
let turn = 0;

/** Whether something is on its way to the printer: a change of the order does not take its news away. */
let isPrinting = false;

export function buildSending() {
  body = make("div");
  isPrinting = false;
  part = make("section", { className: "sending" }, make("h2", { textContent: word("print.fromHere") }), body);
  ask();
  return part;
}

/** Take what was made last: only files of the order as it is now go to a printer. */
export function refreshSending(now) {
  made = now && !now.isOld ? now : null;
  if (body && !isPrinting) show();
}

async function ask() {
  queues = await get("/api/queues");
  show();
}

function show() {
  turn++;
  if (state.chosen?.profile === "press") return say(word("print.toShop"));
  if (queues.why) return say(word("print.noCups"));
  if (!queues.queues.length) return say(word("print.noQueue"));
  if (!made) return say(word("print.first"));
  body.replaceChildren(choosing());
}

function say(text) {
  body.replaceChildren(make("p", { className: "about", textContent: text }));
}

/** Which printer, a proof or not, and the button that shows what will be sent. */
function choosing() {
  queue ||= queues.usual || queues.queues[0];
  const menu = make("select", { id: "queue", onchange: (event) => { queue = event.target.value; }, translate: false }, ...options(queues.queues, queue));
  const box = make("input", { type: "checkbox", id: "proof", checked: proof, onchange: (event) => { proof = event.target.checked; } });
  return make("div", { className: "choosing" },
    make("div", { className: "pairs" }, make("label", { htmlFor: "queue", textContent: word("print.queue") }), menu),
    make("label", { className: "leave" }, box, word("print.proof")),
    make("div", { className: "line" }, button(word("print.look"), look, { id: "look" })));
}

/** Say all that will be sent, and send nothing yet. */
async function look() {
  const answer = await post("/api/passes", { queue, proof });
  if (refused(answer)) return;
  const steps = make("ol", { className: "passes" }, ...answer.passes.map((each) => make("li", {}, told(each))));
  const go = button(word("print.send"), () => run(answer.passes), { className: "main", id: "send" });
  body.replaceChildren(make("p", {}, word("print.willSend"), " ", named(answer.queue)), steps,
    ...(answer.findings.length ? [listed(answer.findings)] : []),
    make("p", { className: "about", textContent: word(`load.${answer.passes[0].what}`, { n: answer.passes[0].count, paper: answer.passes[0].paper }) }),
    make("div", { className: "line" }, go, button(word("print.notNow"), show)));
  go.focus();
}

const told = ({ what, count, paper, sides }) => [word(`pass.${what}`, { n: count, paper }), what === "cards" ? word(`sides.${sides}`) : ""].filter(Boolean).join(", ");

function refused(answer) {
  if (answer.refused) alarm(answer.findings.map((each) => [each.message, each.hint].filter(Boolean).join(": ")).join(" · "));
  else alarm("");
  return Boolean(answer.refused);
}

/** Print one pass after the other; between them the person changes the paper. */
async function run(passes) {
  const mine = ++turn;
  isPrinting = true;
  for (const [at, each] of passes.entries()) {
    if (at > 0 && (each.what in WAITS || each.what === "cards" || each.what === "first-sides") && !await loaded(each, passes[at - 1])) return leave(mine);
    if (mine !== turn) return;
    const answer = await post("/api/send", { queue, pass: at, proof });
    if (refused(answer)) return leave(mine);
    if (!await out(answer.job, each, `${at + 1}/${passes.length}`, mine)) return leave(mine);
  }
  if (mine !== turn) return;
  isPrinting = false;
  body.replaceChildren(make("p", { className: "result", role: "status", textContent: word("print.sent") }), button(word("print.again"), show));
}

function leave(mine) {
  if (mine !== turn) return;
  isPrinting = false;
  show();
}

/** Wait until somebody says that the paper is in. Return whether they go on. */
function loaded(each, { what: after }) {
  const { what, count, paper, facing } = each;
  const words = [after.startsWith("proof") && !what.startsWith("proof") ? word("load.afterProof") : "", word(`load.${what}`, { n: count, paper }), facing ? word(`facing.${facing}`) : ""];
  return new Promise((answer) => {
    const go = button(word("print.loaded"), () => answer(true), { className: "main", id: "loaded" });
    const picture = WAITS[what] && sketch(WAITS[what], words.filter(Boolean).join(" "));
    body.replaceChildren(picture || make("p", { textContent: words.filter(Boolean).join(" ") }),
      make("div", { className: "line" }, go, button(word("print.stop"), () => answer(false))));
    go.focus();
  });
}

/** Watch a job until it is out of the queue. Return whether it is, and was not taken back. */
async function out(job, each, at, mine) {
  const says = make("span", { className: "says", dir: "auto", translate: false });
  let isBack = false;
  const back = button(word("print.withdraw"), async () => { isBack = true; await post("/api/job/withdraw", { job }); }, { id: "withdraw" });
  body.replaceChildren(make("p", { className: "job", role: "status" }, word("print.job", { at, what: told(each) }), " ", named(job), " ", says),
    make("div", { className: "line" }, back));
  while (mine === turn && !isBack) {
    const now = await post("/api/job", { job });
    if (refused(now)) return false;
    if (now.is === "gone") return true;
    says.textContent = now.says;
    await new Promise((go) => { setTimeout(go, WATCH_MS); });
  }
  return false;
}
