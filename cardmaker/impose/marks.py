"""Cut and fold marks: short hairlines in the waste, so that none is left on a finished card.

A cut is marked by ticks in line with it, at its ends; where there is no waste at its ends, by arrowheads in the waste
beside it; between two cards less than a sliver apart, by ticks in the sliver. Dashed ticks are folds.

Marks are printed on the outside only: a second set on the inside would disagree with it by the printer's front-to-back
error of 1 or 2 mm, and the front is what must be cut true. All cards of a sheet are marked, even those that a last,
part-filled sheet lacks, since a stack is cut in one go.

A card that fills its sheet gets no fold mark. The sheet's edge does not print (6.35 mm), and a tick further in would be
seen on the finished card for good; halves of a sheet are found by laying edge on edge, and card stock is scored anyway.
"""

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

POINTER_INSET: Final = DEAD_MARGIN + 10.0 * MM
"""From the sheet's edge to a pointer: clear of the marks of the cuts that cross here, which are within 10.35 mm."""

HAIR: Final = 0.1 * MM
"""Half of the least sliver between two cards that can hold a mark along it."""

CUT_INK: Final = Ink(Color(0.4, 0.4, 0.4), 0.3, Cap.BUTT)
FOLD_INK: Final = Ink(Color(0.4, 0.4, 0.4), 0.3, Cap.BUTT, (2.0, 2.0))

Span = tuple[float, float]

_SWAP: Final = Transform(0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


def make_marks(
    grid: Grid, fold_xs: tuple[float, ...], fold_ys: tuple[float, ...], bleed: float
) -> tuple[Item, ...]:
    """Return the marks of a sheet as one shared item, or nothing where there is no waste to hold them."""
    side_gaps, end_gaps = gaps(grid.columns, grid.sheet.width), gaps(grid.rows, grid.sheet.height)
    cut_down = join(_cut(x, side_gaps, end_gaps, bleed) for x in grid.cut_xs)
    cut_across = join(_cut(y, end_gaps, side_gaps, bleed) for y in grid.cut_ys)
    fold_down, fold_across = _folds(fold_xs, end_gaps, bleed), _folds(fold_ys, side_gaps, bleed)
    paths = (
        (cut_down + cut_across.transformed(_SWAP), CUT_INK),
        (fold_down + fold_across.transformed(_SWAP), FOLD_INK),
    )
    strokes = tuple(Stroke(path, ink) for path, ink in paths if path.steps)
    return (Use(Shared(Frame(grid.sheet, strokes), reach=0.0)),) if strokes else ()


def _cut(x: float, side_gaps: tuple[Span, ...], end_gaps: tuple[Span, ...], bleed: float) -> Path:
    """Return the marks of a cut down the sheet: at its ends where they print, else beside it, else at its ends."""
    return (
        _lines(x, _ticks(end_gaps, bleed, DEAD_MARGIN))
        or _beside(x, side_gaps, end_gaps[-1][1], bleed)
        or _lines(x, _ticks(end_gaps, bleed, 0.0))
        or EMPTY_PATH
    )


def _folds(xs: tuple[float, ...], end_gaps: tuple[Span, ...], bleed: float) -> Path:
    ticks = _ticks(end_gaps, bleed, DEAD_MARGIN) or _ticks(end_gaps, bleed, 0.0)
    return join(line for x in xs if (line := _lines(x, ticks)))


def _ticks(along: tuple[Span, ...], bleed: float, margin: float) -> tuple[Span, ...]:
    """Return the spans of marks along a line: one off each card's edge, in the waste, `margin` off the sheet's edge."""
    room, gap = along[-1][1], max(GAP, bleed)
    found: set[Span] = set()
    for start, end in along:
        low = margin if start == 0 else start + gap
        high = room - margin if end == room else end - gap
        if start > 0:
            found.add((low, min(low + LENGTH, high)))
        if end < room:
            found.add((max(high - LENGTH, low), high))
    return tuple(sorted((low, high) for low, high in found if high - low >= SHORTEST))


def _beside(x: float, side_gaps: tuple[Span, ...], height: float, bleed: float) -> Path | None:
    """Return the marks of a cut from the waste beside it, near both its ends."""
    for start, end in side_gaps:
        if start + HAIR <= x <= end - HAIR:
            return _lines(x, _near_ends(height))
        if x in (start, end) and end - start >= 2 * bleed + SLIVER + SHORTEST:
            return _pointers(x, start if x == end else end, height, bleed)
    return None


def _pointers(x: float, away: float, height: float, bleed: float) -> Path:
    """Return arrowheads with their tips at the cut, in the waste that reaches from it to `away`.

    A plain tick square to the cut would pass for the mark of another cut.
    """
    step = 1.0 if away > x else -1.0
    near = max(POINTER_GAP, bleed)
    far = min(near + LENGTH / 2, abs(away - x) / 2)
    half = (far - near) / 2
    tips = ((x + step * near, y) for y in (POINTER_INSET, height - POINTER_INSET))
    wings = ((tip, (x + step * far, tip[1] + wing)) for tip in tips for wing in (-half, half))
    return join(polygon(line, closed=False) for line in wings)


def _near_ends(height: float) -> tuple[Span, Span]:
    return (DEAD_MARGIN, DEAD_MARGIN + LENGTH), (height - DEAD_MARGIN - LENGTH, height - DEAD_MARGIN)


def _lines(x: float, spans: tuple[Span, ...]) -> Path | None:
    return join(polygon(((x, start), (x, end)), closed=False) for start, end in spans) if spans else None
