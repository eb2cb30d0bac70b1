// Which cards were looked at. The marks are kept with the order; what is shown here is at most one answer behind.
import { alarm } from "./dom.js";
import { people, state } from "./order.js";
import { get, post } from "./wire.js";

export const GOOD = "good";
export const LATER = "skipped";

let marks = {}, of = null, asked = 0;

export const markOf = (each) => marks[each.key] ?? "";

/** Read the marks of the order as it is; a changed card has lost its mark. Return whether they are others now. */
export async function readMarks() {
  const now = `${state.id} ${state.revision}`;
  if (of === now) return false;
  const mine = ++asked;
  const answer = await get("/api/marks");
  if (mine !== asked) return false;
  [marks, of] = [answer.marks, now];
  return true;
}

/** Mark a person's card; shown at once, and as the server has it as soon as that is known. */
export async function mark(each, how) {
  const mine = ++asked;
  const before = marks;
  marks = { ...marks, [each.key]: how };
  const answer = await post("/api/mark", { key: each.key, mark: how }).catch(() => ({ marks: before }));
  if (answer.refused) alarm(answer.findings.map((found) => found.message).join(" · "));
  if (mine === asked) marks = answer.marks ?? before;
}

export const counted = (how) => people().filter((each) => markOf(each) === how).length;
