// Pictures of one's own: for the front, with the place in them that is kept when they are cropped, and of a signature.
import { button, make } from "./dom.js";
import { drawer, mark, radio } from "./drawers.js";
import { catalog, change, give, set, state } from "./order.js";
import { turn } from "./stage.js";
import { number, word } from "./words.js";

const KINDS = "image/jpeg,image/png,image/webp,image/svg+xml,.jpg,.jpeg,.png,.webp,.svg";
const MOST = 12;
const SIGNINGS = ["", "leave-room"];

let photos, list, signing, signed, shown = "";

export function buildPhotos() {
  list = make("div", { className: "own" });
  photos = drawer("photos", make("p", { className: "how", id: "photos-how" }), list, chooser("front-file", "design.choosePhoto", add));
  drop(photos.element, add);
  shown = "";
  refreshPhotos();
  return photos.element;
}

export function buildSigning() {
  signed = make("p", { className: "how" });
  const ways = SIGNINGS.map((way) => radio("signing", way, word(`signing.${way || "written"}`), (signature) => set({ signature })));
  const own = radio("signing", "own", word("signing.own"), () => signing.element.querySelector("input[type=file]").click());
  signing = drawer("signing", make("fieldset", { className: "signings" }, make("legend", { className: "unseen", textContent: word("design.signing") }), ...ways, own),
    signed, chooser("signature-file", "design.chooseSignature", sign));
  drop(signing.element, sign);
  refreshSigning();
  return signing.element;
}

export function refreshPhotos() {
  const names = state.chosen?.front ?? [];
  const design = catalog.designs.find((each) => each.id === state.chosen?.design);
  photos.element.querySelector("#photos-how").textContent = design?.photos
    ? word("design.takes", { n: design.photos }) : word("design.takesWhole");
  photos.tell(names.length ? word("design.pictures", { n: names.length }) : "");
  const key = names.join("|");
  if (key !== shown) list.replaceChildren(...names.map(picture), ...(names.length ? [focusing()] : []));
  shown = key;
  for (const image of list.querySelectorAll(".pick")) aim(image);
}

export function refreshSigning() {
  const signature = state.chosen?.signature ?? "";
  const way = SIGNINGS.includes(signature) ? signature : signature === "written" ? "" : "own";
  mark(signing.element, "signing", way);
  signing.tell(word(`signing.${way || "written"}`));
  signed.textContent = way === "own" ? word("design.signature", { name: signature }) : "";
}

function chooser(id, key, take) {
  const input = make("input", { type: "file", id, accept: KINDS, onchange: () => { if (input.files[0]) take(input.files[0]); input.value = ""; } });
  return make("div", { className: "chooser" }, make("label", { htmlFor: id, textContent: word(key) }), input);
}

/** Take a picture that is dropped on a drawer, or pasted anywhere in it. */
function drop(element, take) {
  const first = (data) => [...data.files].find((file) => file.type.startsWith("image/") || file.name.endsWith(".svg"));
  const receive = (event, data) => {
    element.classList.remove("over");
    const file = first(data);
    if (!file) return;
    event.preventDefault();
    take(file);
  };
  element.addEventListener("dragover", (event) => { event.preventDefault(); element.classList.add("over"); });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => receive(event, event.dataTransfer));
  element.addEventListener("paste", (event) => receive(event, event.clipboardData));
}

async function add(file, at = Math.min(state.chosen.front.length, wanted() - 1)) {
  turn("front");
  await give(`/api/front?at=${at}`, file, named(file));
}

/** How many pictures the design shows; one that has no place for any shows one in place of its art. */
function wanted() {
  const design = catalog.designs.find((each) => each.id === state.chosen.design);
  return Math.min(MOST, Math.max(1, design?.photos ?? 1));
}

async function sign(file) {
  turn("inside");
  await give("/api/signature", file, named(file));
  refreshSigning();
}

const named = (file) => ({ "x-name": encodeURIComponent(file.name) });

function picture(name, at) {
  const image = make("img", { src: `/picture/own?at=${at}&of=${encodeURIComponent(name)}`, alt: word("design.photoAt", { n: at + 1 }) });
  const dot = make("i", { className: "dot" });
  const frame = make("div", { className: "pick", onpointerdown: point }, image, dot);
  const remove = button(word("design.remove"), () => change("/api/front/bare", { at }), { ariaLabel: word("design.removeAt", { n: at + 1 }) });
  return make("figure", {}, frame, remove);
}

/** Choose by pointing what of a picture is kept. */
function point(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const share = (at, start, length) => Math.round(Math.max(0, Math.min(1, (at - start) / length)) * 100);
  keep(share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height));
}

/** The same by numbers and keys. */
function focusing() {
  const field = (name) => make("label", {}, word(`focus.${name}`),
    make("input", { type: "number", id: `focus-${name}`, min: 0, max: 100, onchange: typed }));
  return make("fieldset", { className: "focus" }, make("legend", { textContent: word("design.focus") }), field("across"), field("down"));
}

function typed() {
  const [across, down] = ["across", "down"].map((name) => list.querySelector(`#focus-${name}`));
  if (across.checkValidity() && down.checkValidity()) keep(Number(across.value), Number(down.value));
}

function keep(across, down) {
  turn("front");
  set({ focus: `${across} ${down}` });
}

/** Where the order's focus lies; pictures are cropped about a little above their middle if nothing is said. */
const focus = () => (state.chosen.focus || "50 42").replaceAll("%", " ").split(/[\s,]+/).map(Number);

function aim(frame) {
  const [across, down] = focus();
  Object.assign(frame.querySelector(".dot").style, { left: `${across}%`, top: `${down}%` });
  write(list.querySelector("#focus-across"), across);
  write(list.querySelector("#focus-down"), down);
  frame.title = word("design.kept", { across: number(across), down: number(down) });
}

/** Write a number into its field, unless somebody is typing there. */
function write(field, value) {
  if (field !== document.activeElement) field.value = value;
}
