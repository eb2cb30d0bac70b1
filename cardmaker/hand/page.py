"""A page of handwriting: words written, broken into lines, fitted into a box, and set down.

The steps are in modules of their own: `behaviour` writes words, `layout` breaks them into lines, `placing` sets them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor
from typing import Final

import numpy as np

from cardmaker.drawing import Item
from cardmaker.geometry import Point, Rect
from cardmaker.hand.behaviour import write_words
from cardmaker.hand.habits import habits_of
from cardmaker.hand.layout import Layout, Paragraph, break_paragraphs, edge_of, indents_of
from cardmaker.hand.noise import Stream
from cardmaker.hand.pens import ink_reach
from cardmaker.hand.placing import MARGIN_REACH, place_lines, rows_of, signature_place
from cardmaker.hand.underline import pen_lines
from cardmaker.hand.variants import Forms
from cardmaker.model import Neatness, Pen, Underline
from cardmaker.text.fit import largest_fit, size_ladder
from cardmaker.units import MM

SIZE_STEP: Final = 0.04


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """The page's items and what fitting found. `excess` is the number of words that do not fit at the floor size.

    `signature_at` is where the ink of a signature under the closing starts on its baseline, None if the note has no
    closing; `signed` says that the note ends with a name there.
    """

    items: tuple[Item, ...]
    x_height: float
    excess: int
    too_wide: tuple[str, ...]
    signature_at: Point | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How a note fits its box, without drawing it.

    `excess` words, those from word number `first` on, stand below the box at the smallest size; then `spare` and `most` are 0.
    Else `spare` more lines of prose fit at the size that the note is written in, and `most` at the smallest. `size` is that
    size as a share of the one that is tried first.
    """

    words: int
    excess: int
    spare: int
    most: int
    size: float
    too_wide: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The number of the first word that does not fit, from 0; that of all words if all do."""
        return self.words - self.excess


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, where, and with what. `largest` is the x-height (pt) to try first, at the hand's own size; the
    hand's floor is the last. `key` names the page's random streams. `room` (pt) is kept free below the last line, for a
    signature in ink.
    """

    paragraphs: Sequence[Sequence[Sequence[str]]]
    chain: Sequence[Forms]
    box: Rect
    largest: float
    pen: Pen
    key: str
    neatness: Neatness = Neatness.NATURAL
    room: float = 0.0
    underlined: Sequence[Underline] = ()


def write_page(wanted: Wanted) -> WrittenPage:
    """Return the paragraphs (of lines of words) written into the box at the largest size that fits.

    Pen lines under words come before the lines of words among the items.
    """
    trial, box, pen, stream = _Trial(wanted), wanted.box, wanted.pen, Stream(wanted.key)
    layout = trial.best()
    rows = rows_of(layout, box, stream)
    place, signed = signature_place(layout, rows)
    lines = place_lines(layout, rows, box, pen, stream)
    drawn = pen_lines(wanted.underlined, layout, lines, box, pen, stream) if wanted.underlined else ()
    return WrittenPage(
        items=(*drawn, *lines),
        x_height=layout.x_height,
        excess=_excess(layout, box.height),
        too_wide=_too_wide(layout),
        signature_at=place,
        signed=signed,
    )


def fit_page(wanted: Wanted) -> Fit:
    """Return how the paragraphs fit, at the size at which `write_page` writes them."""
    trial, height = _Trial(wanted), wanted.box.height
    layout = trial.best()
    smallest = trial.lay_out(trial.sizes[-1])
    return Fit(
        words=len(layout.words.texts),
        excess=_excess(layout, height),
        spare=_spare(layout, height),
        most=_spare(smallest, height),
        size=layout.x_height / trial.sizes[0],
        too_wide=_too_wide(layout),
    )


class _Trial:
    """The words of a page, ready to be laid out at the sizes that they may have."""

    def __init__(self, wanted: Wanted) -> None:
        hand, stream = wanted.chain[0].hand, Stream(wanted.key)
        self.wanted, self.habits = wanted, habits_of(hand, wanted.neatness)
        texts = [word for lines in wanted.paragraphs for line in lines for word in line]
        self.words = write_words(texts, wanted.chain, stream, self.habits)
        self.numbered = _numbered(wanted.paragraphs)
        self.indents = indents_of(self.numbered, stream, self.habits)
        largest = wanted.largest * self.habits.size
        self.sizes = size_ladder(largest, min(largest, hand.floor_mm * MM), SIZE_STEP)
        reach = max(ink_reach(wanted.pen, forms.hand) for forms in wanted.chain)
        self.nib = (1 + self.habits.pressure) * reach

    def best(self) -> Layout:
        return largest_fit(self.sizes, self.lay_out, self.fits)

    def lay_out(self, x_height: float) -> Layout:
        hand, habits, nib = self.wanted.chain[0].hand, self.habits, self.nib
        leading = hand.leading_mm * x_height / hand.x_height_mm
        measure = self.wanted.box.width - MARGIN_REACH - 2 * edge_of(nib, x_height, habits)
        lines = break_paragraphs(self.words, self.numbered, self.indents, measure / x_height)
        return Layout(habits, x_height, leading, measure, nib, self.wanted.room, self.words, *lines)

    def fits(self, layout: Layout) -> bool:
        return layout.height <= self.wanted.box.height and layout.width <= layout.measure


def _numbered(paragraphs: Sequence[Sequence[Sequence[str]]]) -> list[Paragraph]:
    """Return the paragraphs with their words by number."""
    count = 0
    numbered: list[Paragraph] = []
    for lines in paragraphs:
        ends = [*accumulate(map(len, lines), initial=count)]
        numbered.append([range(start, end) for start, end in pairwise(ends)])
        count = ends[-1]
    return numbered


def _excess(layout: Layout, height: float) -> int:
    """Return how many words stand on lines below the box."""
    if layout.height <= height:
        return 0
    bottoms = (layout.bottom(index, baseline) for index, baseline in enumerate(layout.baselines))
    return sum(len(line) for line, bottom in zip(layout.lines, bottoms, strict=True) if bottom > height)


def _spare(layout: Layout, height: float) -> int:
    """Return how many more lines fit below the last one."""
    return max(0, floor((height - layout.height) / layout.leading))


def _too_wide(layout: Layout) -> tuple[str, ...]:
    numbers = np.flatnonzero(layout.words.width * layout.x_height > layout.measure).tolist()
    return tuple(layout.words.texts[number] for number in numbers)
