// A list of any length that shows only what is seen: rows of their own heights, walked through by keys.

const SPARE = 4;
const USUAL_PX = 64;
const PAGE = 8;

/**
 * Return a list whose rows are made when they come into sight. `make(at)` returns a row's element; `opened(at)`
 * is called when somebody chooses it. The element scrolls; rows are `role=row`.
 */
export function rolling({ label, make: makeRow, opened }) {
  const element = document.createElement("div");
  const sizer = document.createElement("div");
  Object.assign(element, { className: "rows", role: "treegrid", ariaLabel: label });
  sizer.role = "presentation";
  element.append(sizer);
  let heights = [], tops = [], rows = new Map(), active = 0, isWaiting = false;
  const watch = new ResizeObserver(later); // a row grows when it is opened, or when words in it do

  function measure(from = 0) {
    for (let at = from; at < heights.length; at++) tops[at + 1] = tops[at] + heights[at];
    sizer.style.height = `${tops[heights.length] ?? 0}px`;
  }

  /** Return the row at a height. */
  function rowAt(y) {
    let [low, high] = [0, heights.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle + 1] <= y) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, heights.length - 1);
  }

  function later() {
    if (!isWaiting) requestAnimationFrame(draw);
    isWaiting = true;
  }

  function draw() {
    isWaiting = false;
    if (!heights.length) return;
    const first = Math.max(0, rowAt(element.scrollTop) - SPARE);
    const last = Math.min(heights.length - 1, rowAt(element.scrollTop + element.clientHeight) + SPARE);
    const focused = document.activeElement;
    const isNeeded = (at, row) => (at >= first && at <= last) || at === active || row.contains(focused);
    for (const [at, row] of rows) if (!isNeeded(at, row)) drop(at);
    for (let at = first; at <= last; at++) lay(at);
    if (fitted()) draw();
  }

  function drop(at) {
    watch.unobserve(rows.get(at));
    rows.get(at).remove();
    rows.delete(at);
  }

  function lay(at) {
    if (rows.has(at)) return;
    const row = makeRow(at);
    row.role = "row";
    row.ariaRowIndex = String(at + 1);
    row.tabIndex = at === active ? 0 : -1;
    row.dataset.at = at;
    rows.set(at, row);
    watch.observe(row);
    const after = [...rows.keys()].filter((each) => each > at).sort((one, other) => one - other)[0];
    sizer.insertBefore(row, rows.get(after) ?? null);
  }

  /** Put the rows where they belong by the heights that they have. Return whether any was another. */
  function fitted() {
    let least = Infinity;
    for (const [at, row] of rows) {
      const height = row.offsetHeight;
      if (!height || Math.abs(height - heights[at]) < 0.5) continue;
      heights[at] = height;
      least = Math.min(least, at);
    }
    if (least < Infinity) measure(least);
    for (const [at, row] of rows) row.style.transform = `translateY(${tops[at]}px)`;
    return least < Infinity;
  }

  function walk(to) {
    const at = Math.max(0, Math.min(to, heights.length - 1));
    choose(at);
    reveal(at);
    rows.get(at)?.focus({ preventScroll: true });
  }

  function choose(at) {
    if (rows.has(active)) rows.get(active).tabIndex = -1;
    active = at;
    lay(at);
    rows.get(at).tabIndex = 0;
  }

  /** Scroll until a row is seen, once by the height that it should have, and once by the one that it has. */
  function reveal(at) {
    for (let times = 0; times < 2; times++) {
      const lowest = tops[at + 1] - element.clientHeight;
      if (tops[at] < element.scrollTop) element.scrollTop = tops[at];
      else if (lowest > element.scrollTop) element.scrollTop = Math.min(tops[at], lowest);
      draw();
    }
  }

  const KEYS = {
    ArrowDown: () => active + 1, ArrowUp: () => active - 1,
    PageDown: () => active + PAGE, PageUp: () => active - PAGE,
    Home: () => 0, End: () => heights.length - 1,
  };

  element.addEventListener("keydown", (event) => {
    const row = event.target.closest("[role=row]");
    if (event.key === "Escape" && row && event.target !== row) row.focus();
    if (event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in KEYS) walk(KEYS[event.key]());
    else if (event.key === "Enter" || event.key === " ") opened(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener("click", (event) => {
    const row = event.target.closest("[role=row]");
    if (!row || event.target.closest("input, textarea, select, button, label, a, .whole-entry")) return;
    choose(Number(row.dataset.at));
    opened(active);
  });
  element.addEventListener("focusin", (event) => {
    const row = event.target.closest("[role=row]");
    if (row && Number(row.dataset.at) !== active) choose(Number(row.dataset.at));
  });
  element.addEventListener("scroll", later, { passive: true });
  watch.observe(element);

  return {
    element,
    /** Show a number of rows from the first on. */
    begin(count) {
      for (const at of [...rows.keys()]) drop(at);
      heights = Array(count).fill(USUAL_PX);
      tops = [0];
      active = Math.min(active, Math.max(0, count - 1));
      element.ariaRowCount = String(count);
      measure();
      draw();
    },
    /** Make the rows that are seen anew; where the list is scrolled to stays. */
    again(only) {
      for (const at of [...rows.keys()]) if (only === undefined || only === at) drop(at);
      draw();
    },
    /** Bring a row into sight, at the top if it is to be read; keys go on from there. */
    go(at, isTop = false) {
      if (at < 0 || at >= heights.length) return;
      choose(at);
      reveal(at);
      if (isTop) element.scrollTop = tops[at];
      draw();
    },
    focus(at) { rows.get(at)?.focus({ preventScroll: true }); },
  };
}
