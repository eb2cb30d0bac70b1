"""How many unfolded cards fit a sheet, which way round the sheet is fed, and where each card is cut.

Cards stand in a centered grid, all upright. What to print on them, and how the cuts are marked, is left to others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from cardmaker.geometry import Rect, Size
from cardmaker.units import MM

TOLERANCE: Final = 0.01 * MM
"""Sizes in inches and in mm meet within this: 8.5 in is 215.9 mm, but not in floats."""

SLIVER: Final = 1.0 * MM
"""A strip that nobody cuts off; two cuts this close are one."""

MARKABLE: Final = 10.35 * MM
"""Waste wide enough for a mark: the printer's dead margin of 6.35 mm, a gap of 2 mm and a mark of 2 mm."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as fed and its cards: the spans (start, end) of the columns from the left and the rows from the top."""

    sheet: Size
    columns: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]

    def trims(self) -> Iterator[Rect]:
        """Yield the cut rectangle of every card, row by row."""
        for top, bottom in self.rows:
            for left, right in self.columns:
                yield Rect(left, top, right - left, bottom - top)

    @property
    def count(self) -> int:
        return len(self.columns) * len(self.rows)

    @property
    def block(self) -> Rect:
        """The smallest rectangle around all cards."""
        left, top = self.columns[0][0], self.rows[0][0]
        return Rect(left, top, self.columns[-1][1] - left, self.rows[-1][1] - top)

    @property
    def cut_xs(self) -> tuple[float, ...]:
        """Where the sheet is cut from top to bottom."""
        return cuts(self.columns, self.sheet.width)

    @property
    def cut_ys(self) -> tuple[float, ...]:
        """Where the sheet is cut from side to side."""
        return cuts(self.rows, self.sheet.height)


def best_grid(card: Size, paper: Size, bleed: float = 0.0, gutter: float = 0.0) -> Grid | None:
    """Return the grid that holds most cards at least `gutter` apart, or None if the paper holds none.

    A tie goes to the sheet as the tables of papers and card stock give it: upright.
    """
    apart = max(2 * bleed, gutter)
    grids = [grid for sheet in (paper, paper.turned()) if (grid := _grid(card, sheet, apart))]
    return max(grids, key=lambda grid: grid.count, default=None)


def product_grid(card: Size, paper: Size, pieces: Sequence[Rect]) -> Grid | None:
    """Return the grid of cards in the middle of a product's pieces, or None if they are of another size.

    The pieces lie on the upright sheet; the sheet is turned, to the left, if the card fits them only so.
    """
    turned = [Rect(paper.height - piece.bottom, piece.x, piece.height, piece.width) for piece in pieces]
    for sheet, places in ((paper, pieces), (paper.turned(), turned)):
        if all(_fills(card, place) for place in places):
            columns = sorted({_middle(place.x, place.right, card.width) for place in places})
            rows = sorted({_middle(place.y, place.bottom, card.height) for place in places})
            return Grid(sheet, tuple(columns), tuple(rows))
    return None


def _fills(card: Size, piece: Rect) -> bool:
    """Return whether the card is the piece, or smaller by less than a sliver."""
    spare = (piece.width - card.width, piece.height - card.height)
    return all(-TOLERANCE <= each <= SLIVER for each in spare)


def _middle(start: float, end: float, length: float) -> tuple[float, float]:
    spare = (end - start - length) / 2
    return start + spare, end - spare


def gaps(spans: tuple[tuple[float, float], ...], room: float) -> tuple[tuple[float, float], ...]:
    """Return the waste before, between and after the spans; shared edges leave empty gaps."""
    ends = (0.0, *(edge for span in spans for edge in span), room)
    return tuple(zip(ends[0::2], ends[1::2], strict=True))


def cuts(spans: tuple[tuple[float, float], ...], room: float) -> tuple[float, ...]:
    """Return where to cut, in order. A sliver at the sheet's edge stays; a sliver between two cards is one cut."""
    found: list[float] = []
    if spans[0][0] >= SLIVER:
        found.append(spans[0][0])
    for (_, end), (start, _) in pairwise(spans):
        found += [end, start] if start - end >= SLIVER else [(end + start) / 2]
    if room - spans[-1][1] >= SLIVER:
        found.append(spans[-1][1])
    return tuple(found)


def _grid(card: Size, sheet: Size, apart: float) -> Grid | None:
    across = _count(sheet.width, card.width, apart)
    down = _count(sheet.height, card.height, apart)
    if not (across and down):
        return None
    side_waste = max(0.0, sheet.width - across * card.width)
    end_waste = max(0.0, sheet.height - down * card.height)
    return Grid(
        sheet,
        _spans(card.width, across, side_waste, _gutter(side_waste, end_waste, across, apart)),
        _spans(card.height, down, end_waste, _gutter(end_waste, side_waste, down, apart)),
    )


def _count(room: float, length: float, apart: float) -> int:
    """Return how many lengths fit; only between two of them must there be space."""
    return int((room + apart + TOLERANCE) // (length + apart))


def _gutter(waste: float, crossing_waste: float, count: int, apart: float) -> float:
    """Return the space between two cards.

    They share one cut if it can be marked in the waste at its ends. Otherwise each card stands in the middle of an
    equal share of the sheet: the marks then lie between the cards, and A4 cut in half leaves both A6 cards centered.
    """
    if apart:
        return apart
    return 0.0 if crossing_waste / 2 >= MARKABLE else waste / count


def _spans(length: float, count: int, waste: float, gutter: float) -> tuple[tuple[float, float], ...]:
    start = max(0.0, (waste - (count - 1) * gutter) / 2)
    pitch = length + gutter
    return tuple((start + i * pitch, start + i * pitch + length) for i in range(count))
