// Envelopes: which, how they are addressed, and where letters come back to.
import { make, options } from "./dom.js";
import { change } from "./order.js";
import { fieldName } from "./people-bringing.js";
import { block } from "./people-entry.js";
import { said } from "./people-problems.js";
import { current, turn } from "./stage.js";
import { spoken, word } from "./words.js";

const PARTS = ["street", "street2", "city", "region", "postal_code"];
const NONE = "none", FOLDED = "fold-your-own", AUTO = "auto", CUSTOM = "custom";
let isCustom = false;
let isOpen = false;

export function layPost() {
  const pairs = make("div", { className: "pairs" });
  const sender = make("div");
  const title = make("h2", { textContent: word("post.title") });
  const element = make("section", { className: "post" }, title, pairs, sender);
  return {
    element,
    show: (post) => {
      pairs.replaceChildren(...envelope(post), ...style(post), ...returnOn(post));
      sender.replaceChildren(home(post));
    },
  };
}

async function set(values) {
  if (await change("/api/post/settings", { values }) && current() !== "envelope") turn("envelope");
}

/** A menu with its label, and a line that says what the choice means. */
function menu(id, label, choices, chosen, onpick, hint) {
  const why = make("small", { id: `${id}-why`, textContent: hint });
  const onchange = (event) => onpick(event.target.value);
  const select = make("select", { id, onchange }, ...options(choices, chosen));
  select.setAttribute("aria-describedby", why.id);
  return [make("label", { htmlFor: id, textContent: label }), make("div", {}, select, why)];
}

function envelope(post) {
  const known = [AUTO, NONE, FOLDED, ...post.envelopes.map((each) => each.id)];
  const chosen = !isCustom && known.includes(post.envelope) ? post.envelope : CUSTOM;
  const pickOne = (value) => {
    isCustom = value === CUSTOM;
    if (!isCustom) set({ envelope: value });
    else document.querySelector(".post .own-size").hidden = false;
  };
  const hint = envelopeHint(post, chosen);
  const which = menu("envelope", word("post.envelope"), envelopes(post), chosen, pickOne, hint);
  return [...which, ...size(post, chosen)];
}

function envelopes(post) {
  const isAuto = post.envelope === AUTO && post.taken;
  const auto = isAuto ? word("post.auto", { name: post.taken.name }) : word("post.autoNone");
  const named = post.envelopes.map((each) => ({ id: each.id, name: `${each.name}, ${each.size}` }));
  const others = { [CUSTOM]: "post.custom", [FOLDED]: "post.foldYourOwn", [NONE]: "post.none" };
  const beside = Object.entries(others).map(([id, key]) => ({ id, name: word(key) }));
  return [{ id: AUTO, name: auto }, ...named, ...beside];
}

function envelopeHint(post, chosen) {
  if (chosen === NONE) return word("post.noneHint");
  if (chosen === FOLDED) return word("post.foldHint");
  return post.taken ? word("post.envelopeHint", post.taken) : "";
}

function size(post, chosen) {
  const onchange = (event) => { isCustom = false; set({ envelope: event.target.value }); };
  const isSaid = chosen === CUSTOM && !isCustom;
  const value = isSaid ? post.envelope.replace(/^custom:\s*/, "") : "";
  const input = make("input", {
    type: "text", id: "envelope-size", defaultValue: value, onchange, autocomplete: "off",
  });
  const label = make("label", { htmlFor: "envelope-size", textContent: word("post.size") });
  return [make("div", { className: "own-size wide pairs", hidden: chosen !== CUSTOM }, label,
    make("div", {}, input, make("small", { textContent: word("post.sizeHint") })))];
}

function style(post) {
  const choices = ["hand", "machine"].map((id) => ({ id, name: word(`post.${id}`) }));
  const onpick = (value) => set({ "address-style": value });
  const hint = word(`post.${post.style}Hint`);
  return menu("address-style", word("post.style"), choices, post.style, onpick, hint);
}

function returnOn(post) {
  const names = { front: "front", flap: "flap", none: "nowhere" };
  const choices = Object.entries(names).map(([id, key]) => ({ id, name: word(`post.${key}`) }));
  const hint = word(`post.${names[post.returnOn]}Hint`);
  const onpick = (value) => set({ "return-on": value });
  return menu("return-on", word("post.returnOn"), choices, post.returnOn, onpick, hint);
}

/** The sender's own address, as a form, with the block as it stands on the envelope. */
function home(post) {
  const { sender, block: { lines, findings } } = post;
  const parts = [...PARTS.flatMap((part) => pair(part, sender)), ...country(post)];
  const form = sender.typed ? typed(sender) : make("div", { className: "pairs" }, ...parts);
  return make("details", { open: isOpen, ontoggle: (event) => { isOpen = event.target.open; } },
    make("summary", { id: "sender", textContent: word("post.sender") }), block(lines, word("post.noSender")),
    ...findings.map((each) => said(each)), form);
}

const save = (parts) => change("/api/post/sender", { parts });

function pair(part, sender) {
  const id = `sender-${part}`;
  const input = make("input", {
    type: "text", id, defaultValue: sender[part], dir: "auto", autocomplete: "off",
    onchange: (event) => save({ [part]: event.target.value }),
  });
  return [make("label", { htmlFor: id, textContent: fieldName(part) }), input];
}

function country({ sender, countries }) {
  const names = new Intl.DisplayNames(spoken(), { type: "region" });
  const collator = new Intl.Collator(spoken());
  const list = countries.map((id) => ({ id, name: names.of(id) ?? id }));
  list.sort((one, other) => collator.compare(one.name, other.name));
  const odd = sender.country && !countries.includes(sender.country) ? [sender.country] : [];
  const onchange = (event) => save({ country: event.target.value });
  const select = make("select", { id: "sender-country", onchange },
    ...options([{ id: "", name: word("post.noCountry") }, ...odd, ...list], sender.country));
  return [make("label", { htmlFor: select.id, textContent: word("post.country") }), select];
}

/** An address that was written line by line stays so. */
function typed(sender) {
  const area = make("textarea", {
    id: "sender-lines", rows: 4, dir: "auto", defaultValue: sender.typed,
    onchange: (event) => save({ address_lines: event.target.value }),
  });
  const label = make("label", { htmlFor: area.id, textContent: word("post.typed") });
  return make("div", { className: "pairs" }, label, area);
}
