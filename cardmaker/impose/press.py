"""Sheets for a print shop: one card a page or several on a sheet, with 3 mm of bleed, marked in the slug on both sides.

Unlike at home every side is marked: each is a set of plates of its own, and its plates are laid over each other by the marks.
Cuts are ticks, folds dashed ones, and the rings are to lay plates over each other by. All are off the bleed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cardmaker.color import REGISTRATION
from cardmaker.drawing import Cap, Frame, Ink, Item, Shared, Stroke, Use
from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.geometry import Path, Rect, Size, ellipse, join, polygon
from cardmaker.impose.folds import UNFOLDED, Unfolded, unfolded_size
from cardmaker.impose.nup import Grid, best_grid
from cardmaker.impose.panels import Side
from cardmaker.impose.plan import Plan, plan_grid
from cardmaker.model import Flip, Format, Paper
from cardmaker.units import MM, format_mm

BLEED: Final = 3.0 * MM
"""What print shops in metric countries ask for; 1/8 in elsewhere is 0.18 mm more (printing facts, press.bleed)."""

OFFSET: Final = BLEED + 1.0 * MM
"""From a cut to its marks: off the bleed, so that none is left on a card that is cut a little wide."""

LENGTH: Final = 5.0 * MM
SHORTEST: Final = 2.0 * MM
SLUG: Final = OFFSET + LENGTH + 2.0 * MM
"""Around a card that has a page for itself."""

WEIGHT: Final = 0.25
RING: Final = 1.5 * MM
CROSS: Final = 2.5 * MM
"""Half the size of a ring's cross; the ring stands in the middle of the marks' length."""

CLEAR: Final = 6.0 * MM
"""From a ring to the next tick, so that nobody takes one for the other."""

CUT: Final = Ink(REGISTRATION, WEIGHT, Cap.BUTT)
FOLD: Final = Ink(REGISTRATION, WEIGHT, Cap.BUTT, (2.0, 2.0))

Tick = tuple[tuple[float, float], tuple[float, float]]


def press_page(card_format: Format) -> Paper:
    """Return the page of one card: as large as the card before folding, and its slug."""
    width, height = unfolded_size(card_format)
    name = f"a page of its own, cut to {format_mm(width)} × {format_mm(height)}"
    return Paper("one-up", name, Size(width + 2 * SLUG, height + 2 * SLUG), "")


def plan_press(
    card_format: Format,
    paper: Paper | None,
    flip: Flip | None = None,
    *,
    papers: Iterable[Paper] = (),
    place: Place | None = None,
) -> Plan:
    """Return how the format goes onto the paper for a press, or onto a page of its own if none is named.

    Raises InputError, rule `paper`, if the paper cannot hold the format with its bleed. A page of its own lies as the card is read.
    """
    sheet = paper or press_page(card_format)
    grid = _grid(card_format, sheet.size)
    if grid is None:
        raise InputError([_no_bleed(card_format, sheet, papers, place)])
    plan = plan_grid(card_format, sheet, grid, flip if paper else None, BLEED)
    unfolded = UNFOLDED[card_format.fold]
    faces = tuple(replace(side, marks=_marks(side, unfolded, plan.size)) for side in plan.faces)
    return replace(plan, faces=faces, bleed=BLEED)


def _grid(card_format: Format, sheet: Size) -> Grid | None:
    """Return the grid of most cards that all have their bleed on the sheet."""
    inner = Size(sheet.width - 2 * BLEED, sheet.height - 2 * BLEED)
    found = best_grid(unfolded_size(card_format), inner, BLEED)
    if found is None:
        return None
    columns, rows = (
        tuple((start + BLEED, end + BLEED) for start, end in spans) for spans in (found.columns, found.rows)
    )
    return Grid(Size(found.sheet.width + 2 * BLEED, found.sheet.height + 2 * BLEED), columns, rows)


def _no_bleed(card_format: Format, paper: Paper, papers: Iterable[Paper], place: Place | None) -> Finding:
    holding = [each.id for each in papers if _grid(card_format, each.size)]
    message = f"{paper.name} has no room for {card_format.id} and {format_mm(BLEED)} of bleed"
    others = f", or choose one of: {', '.join(holding)}" if holding else ""
    return error("paper", message, place, f"leave the paper out, for a page of its own{others}")


def _marks(side: Side, unfolded: Unfolded, sheet: Size) -> tuple[Item, ...]:
    """Return the marks of a side as one shared item; nothing if its paper has no room for any."""
    block = side.trims[0]
    for trim in side.trims:
        block = block.union(trim)
    cut_xs, cut_ys = _edges(side.trims)
    fold_xs, fold_ys = _folds(side.trims, unfolded)
    cuts = [*_upright(cut_xs, block, sheet), *_level(cut_ys, block, sheet)]
    folds = [*_upright(fold_xs, block, sheet), *_level(fold_ys, block, sheet)]
    rings = _rings(block, sheet, (*cut_xs, *fold_xs), (*cut_ys, *fold_ys))
    drawn = (
        Stroke(path, ink)
        for path, ink in ((_lines(cuts) + join(rings), CUT), (_lines(folds), FOLD))
        if path.steps
    )
    items = tuple(drawn)
    return (Use(Shared(Frame(sheet, items), reach=0.0)),) if items else ()


def _edges(trims: Iterable[Rect]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the x of all upright cuts and the y of all level ones, each once however floats came by it."""
    xs = {round(x, 3) for trim in trims for x in (trim.x, trim.right)}
    ys = {round(y, 3) for trim in trims for y in (trim.y, trim.bottom)}
    return tuple(sorted(xs)), tuple(sorted(ys))


def _folds(trims: Iterable[Rect], unfolded: Unfolded) -> tuple[tuple[float, ...], tuple[float, ...]]:
    columns, rows = unfolded.columns, unfolded.rows
    xs = {round(trim.x + trim.width * i / columns, 3) for trim in trims for i in range(1, columns)}
    ys = {round(trim.y + trim.height * i / rows, 3) for trim in trims for i in range(1, rows)}
    return tuple(sorted(xs)), tuple(sorted(ys))


def _upright(xs: Iterable[float], block: Rect, sheet: Size) -> Iterator[Tick]:
    """Yield the ticks over and under the cards."""
    spans = list(_spans(block.y, block.bottom, sheet.height))
    for x in xs:
        yield from (((x, start), (x, end)) for start, end in spans)


def _level(ys: Iterable[float], block: Rect, sheet: Size) -> Iterator[Tick]:
    """Yield the ticks left and right of the cards."""
    spans = list(_spans(block.x, block.right, sheet.width))
    for y in ys:
        yield from (((start, y), (end, y)) for start, end in spans)


def _spans(low: float, high: float, room: float) -> Iterator[tuple[float, float]]:
    """Yield where ticks run before and after the cards, as far as the sheet has room for them."""
    before, after = low - OFFSET, high + OFFSET
    if before >= SHORTEST:
        yield max(0.0, before - LENGTH), before
    if room - after >= SHORTEST:
        yield after, min(room, after + LENGTH)


def _rings(block: Rect, sheet: Size, xs: Iterable[float], ys: Iterable[float]) -> Iterator[Path]:
    """Yield a ring on each side of the cards that has room for one, as near its middle as ticks allow."""
    x, y = _free(sorted(xs)), _free(sorted(ys))
    out = OFFSET + LENGTH / 2
    if block.y >= out + CROSS:
        yield _ring(x, block.y - out)
        yield _ring(x, block.bottom + out)
    if block.x >= out + CROSS:
        yield _ring(block.x - out, y)
        yield _ring(block.right + out, y)


def _free(ticks: list[float]) -> float:
    """Return the place between ticks that is nearest their middle and clear of all; of the widest gap, if none is."""
    middle = (ticks[0] + ticks[-1]) / 2
    gaps = list(pairwise(ticks))
    wide = [gap for gap in gaps if gap[1] - gap[0] >= 2 * CLEAR] or [
        max(gaps, key=lambda gap: gap[1] - gap[0])
    ]
    centers = [min(max(middle, start + CLEAR), end - CLEAR) for start, end in wide]
    return min(centers, key=lambda center: abs(center - middle))


def _ring(x: float, y: float) -> Path:
    cross = (((x - CROSS, y), (x + CROSS, y)), ((x, y - CROSS), (x, y + CROSS)))
    return ellipse(x, y, RING) + _lines(cross)


def _lines(ticks: Iterable[Tick]) -> Path:
    return join(polygon(tick, closed=False) for tick in ticks)
