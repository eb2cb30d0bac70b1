"""Cut and fold marks: short hairlines in the waste, so that none is left on a finished card.

Marks are printed on the outside only: a second set on the inside would disagree with it by the printer's front-to-back
error of 1 or 2 mm, and the front is what must be cut true. All cards of a sheet are marked, even those that a last,
part-filled sheet lacks, since a stack is cut in one go.

A card that fills its sheet gets no fold mark. The sheet's edge does not print (6.35 mm), and a tick further in would be
seen on the finished card for good; halves of a sheet are found by laying edge on edge, and card stock is scored anyway.
"""

from collections.abc import Iterator
from typing import Final

from cardmaker.color import Color
from cardmaker.drawing import Cap, Frame, Ink, Item, Shared, Stroke, Use
from cardmaker.geometry import EMPTY_PATH, Path, Transform, join, polygon
from cardmaker.impose.nup import SLIVER, Grid, gaps
from cardmaker.units import MM

DEAD_MARGIN: Final = 6.35 * MM
"""What a printer cannot print at each edge: the default of the IPP sample printer; many lasers need 4 mm only."""

GAP: Final = 2.0 * MM
"""From a card's corner to its mark, so that a cut that strays leaves no trace."""

LENGTH: Final = 5.0 * MM
SHORTEST: Final = 2.0 * MM

POINTER_GAP: Final = 0.5 * MM
"""From a cut to the mark that points at it from the side; wider would be hard to lay a ruler to."""

CUT_INK: Final = Ink(Color(0.4, 0.4, 0.4), 0.3, Cap.BUTT)
FOLD_INK: Final = Ink(Color(0.4, 0.4, 0.4), 0.3, Cap.BUTT, (2.0, 2.0))

Span = tuple[float, float]

_SWAP_AXES: Final = Transform(0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


def make_marks(
    grid: Grid, fold_xs: tuple[float, ...], fold_ys: tuple[float, ...], bleed: float
) -> tuple[Item, ...]:
    """Return the marks of a sheet as one shared item, or nothing where there is no waste."""
    gap = max(GAP, bleed)
    width, height = grid.sheet
    side_gaps, end_gaps = gaps(grid.columns, width), gaps(grid.rows, height)
    cut = join(
        (
            _vertical_cuts(grid.cut_xs, side_gaps, end_gaps, gap),
            _vertical_cuts(grid.cut_ys, end_gaps, side_gaps, gap).transformed(_SWAP_AXES),
        )
    )
    fold = join(
        (
            _verticals(fold_xs, _ticks(end_gaps, gap)),
            _verticals(fold_ys, _ticks(side_gaps, gap)).transformed(_SWAP_AXES),
        )
    )
    strokes = tuple(Stroke(path, ink) for path, ink in ((cut, CUT_INK), (fold, FOLD_INK)) if path.steps)
    return (Use(Shared(Frame(grid.sheet, strokes), reach=0.0)),) if strokes else ()


def _vertical_cuts(
    xs: tuple[float, ...], side_gaps: tuple[Span, ...], end_gaps: tuple[Span, ...], gap: float
) -> Path:
    """Return the marks of cuts that run down the sheet: at their ends if there is waste, else beside them."""
    ticks = _ticks(end_gaps, gap)
    if ticks:
        return _verticals(xs, ticks)
    height = end_gaps[-1][1]
    return join(_beside(x, side_gaps, height) for x in xs)


def _ticks(along: tuple[Span, ...], gap: float) -> tuple[Span, ...]:
    """Return the spans of the marks along a cut or fold: one off each card's edge, in the waste."""
    room = along[-1][1]
    found: list[Span] = []
    for start, end in along:
        if start > 0:
            found += _tick(start + gap, min(start + gap + LENGTH, end - (gap if end < room else 0)), room)
        if end < room:
            found += _tick(max(end - gap - LENGTH, start + (gap if start > 0 else 0)), end - gap, room)
    return tuple(dict.fromkeys(found))


def _tick(start: float, end: float, room: float) -> Iterator[Span]:
    """Yield the mark without what falls into the dead margin; if too little were left, all of it; if too short, none."""
    printed = max(start, DEAD_MARGIN), min(end, room - DEAD_MARGIN)
    for span in (printed, (start, end)):
        if span[1] - span[0] >= SHORTEST:
            yield span
            return


def _beside(x: float, side_gaps: tuple[Span, ...], height: float) -> Path:
    """Return the marks of a cut without waste at its ends: from the waste at its side, near both ends of it."""
    parts: list[Path] = []
    for start, end in side_gaps:
        if start < x < end:  # two cuts made one: along it, in the sliver between the cards
            parts.append(_verticals((x,), _end_spans(height)))
        elif end - start >= SLIVER + SHORTEST and x in (start, end):
            reach = min(LENGTH, (end - start) / 2)
            near, far = (x - POINTER_GAP, x - reach) if x == end else (x + POINTER_GAP, x + reach)
            parts += [
                polygon(((near, y), (far, y)), closed=False) for y in (DEAD_MARGIN, height - DEAD_MARGIN)
            ]
    return join(parts)


def _end_spans(height: float) -> tuple[Span, Span]:
    return (DEAD_MARGIN, DEAD_MARGIN + LENGTH), (height - DEAD_MARGIN - LENGTH, height - DEAD_MARGIN)


def _verticals(xs: tuple[float, ...], spans: tuple[Span, ...]) -> Path:
    lines = [polygon(((x, start), (x, end)), closed=False) for x in xs for start, end in spans]
    return join(lines) if lines else EMPTY_PATH
