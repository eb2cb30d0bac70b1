// Pasted words: what nobody wrote is taken out before they stand in the note. The core has the table.
import { type } from "./note-paper.js";
import { get } from "./wire.js";
import { enumerate, word } from "./words.js";

const PICTURE = /\p{Extended_Pictographic}/gu;

let rules = null;

/** Fetch the table once. */
export async function readTable() {
  const compiled = (each) => ({ ...each, pattern: new RegExp(each.pattern, "g") });
  rules ??= (await get("/api/pasting")).rules.map(compiled);
}

/** Return words without what nobody wrote, and how much of each kind there was. */
export function cleaned(pasted) {
  const counts = {};
  let text = pasted;
  for (const { what, pattern, instead } of rules ?? []) {
    text = text.replace(pattern, () => {
      counts[what] = (counts[what] ?? 0) + 1;
      return instead;
    });
  }
  return { text, counts };
}

/** Take a paste over if there is something to clean; return what is said of it. */
export function paste(event) {
  const { text, counts } = cleaned(event.clipboardData.getData("text/plain"));
  const pictures = text.match(PICTURE)?.length ?? 0;
  const parts = Object.entries(counts).map(([what, n]) => word(`note.debris.${what}`, { n }));
  if (parts.length) {
    event.preventDefault();
    type(text);
  }
  const said = parts.length ? [word("note.cleaned", { n: total(counts), what: enumerate(parts) })] : [];
  return [...said, ...(pictures ? [word("note.pictures", { n: pictures })] : [])].join(" ");
}

const total = (counts) => Object.values(counts).reduce((sum, each) => sum + each, 0);
