"""A block of handwriting whose lines are given, such as an address: all lines in one size, however long one of them is.

Which words a page has and where they stand within a block is told by the same modules as for a note; breaking is not
needed here. Lengths are points, y down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from statistics import median
from typing import Final

from cardmaker.drawing import Line
from cardmaker.geometry import Point, Rect, Size
from cardmaker.hand.behaviour import Writing, write_words
from cardmaker.hand.habits import habits_of
from cardmaker.hand.layout import Layout
from cardmaker.hand.noise import Stream
from cardmaker.hand.pens import ink_reach
from cardmaker.hand.placing import MARGIN_REACH, place_lines, rows_of
from cardmaker.hand.variants import Forms
from cardmaker.model import Habits, Neatness, Pen
from cardmaker.text.fit import largest_fit, size_ladder

SIZE_STEP: Final = 0.07
"""Coarser than for notes: each size is a font in the file, and few people have an address that needs a smaller one."""

MEASURED: Final = "0123456789ABCDEHLMNOPRST"
"""Signs that every address is made of."""

TIGHTEST: Final = 0.76
"""Of the hand's leading: lines of an address are short, and people move them closer before they write smaller."""

CLOSEST: Final = 0.61
"""The same at the smallest size, where nothing else is left; closer ones would run into each other."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a block is written: the chain of hands, the pen, the care, the largest and the smallest x-height (pt), and
    the leading as a share of the hand's own.
    """

    hands: tuple[Forms, ...]
    pen: Pen
    neatness: Neatness
    largest: float
    smallest: float
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """The lines as written, the room that holds all their ink, the x-height, and whether they fit the room given."""

    lines: tuple[Line, ...]
    area: Rect
    x_height: float
    fits: bool


def write_block(
    texts: Sequence[str], manner: Manner, room: Size, key: str, place: Callable[[Size, Stream], Point]
) -> Block:
    """Return the lines at the largest size at which they fit the room; `place` tells where their block then goes.

    `key` names the block's random streams. No ink leaves the block's area. The hands must have letters for all words.
    """
    stream, hand = Stream(key), manner.hands[0].hand
    habits = habits_of(hand, manner.neatness)
    lines = [text.split() for text in texts]
    words = write_words([word for line in lines for word in line], manner.hands, stream, habits)
    nib = max(ink_reach(manner.pen, forms.hand) for forms in manner.hands)
    spans = tuple(range(start, end) for start, end in pairwise(accumulate(map(len, lines), initial=0)))

    def lay_out(x_height: float) -> Layout:
        leading = manner.leading * hand.leading_mm * x_height / hand.x_height_mm
        layout = _layout(words, spans, habits, x_height, leading, nib)
        over = layout.height - room.height
        if over <= 0 or len(spans) < 2:
            return layout
        least = CLOSEST if x_height <= manner.smallest else TIGHTEST
        closer = max(least * leading, leading - over / (len(spans) - 1))
        return _layout(words, spans, habits, x_height, closer, nib)

    def fits(layout: Layout) -> bool:
        return layout.height <= room.height + 1e-6 and _width(layout) <= room.width

    sizes = size_ladder(manner.largest, min(manner.largest, manner.smallest), SIZE_STEP)
    layout = largest_fit(sizes, lay_out, fits)
    size = Size(_width(layout), layout.height)
    area = Rect(*place(size, stream), *size)
    rows = rows_of(layout, area, stream)
    return Block(
        tuple(place_lines(layout, rows, area, manner.pen, stream)), area, layout.x_height, fits(layout)
    )


def _layout(
    words: Writing, spans: tuple[range, ...], habits: Habits, x_height: float, leading: float, nib: float
) -> Layout:
    rows, indents = tuple(range(len(spans))), (0.0,) * len(spans)
    return Layout(habits, x_height, leading, 0.0, nib, 0.0, words, spans, rows, indents, may_sign=False)


def _width(layout: Layout) -> float:
    """Return how wide a block must be for its widest line, wherever in its margin that starts."""
    return layout.width + MARGIN_REACH + 2 * layout.edge


@lru_cache(maxsize=64)
def figure_height(forms: Forms) -> float:
    """Return how high the lowest of a hand's figures and capitals stands, in x-heights: what is hardest to read."""
    return min(_heights(forms))


@lru_cache(maxsize=64)
def capital_height(forms: Forms) -> float:
    """Return how high a hand's figures and capitals stand on the whole, in x-heights."""
    return median(_heights(forms))


def _heights(forms: Forms) -> list[float]:
    return [-forms.letter(char).top / forms.x_height_em for char in MEASURED]
