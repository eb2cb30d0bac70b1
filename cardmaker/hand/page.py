"""A page of handwriting: words written, broken into lines, fitted into a box, and set down.

The steps are in modules of their own: `behaviour` writes words, `layout` breaks them into lines, `placing` sets them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
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


def write_page(
    paragraphs: Sequence[Sequence[Sequence[str]]],
    chain: Sequence[Forms],
    box: Rect,
    largest: float,
    pen: Pen,
    key: str,
    neatness: Neatness = Neatness.NATURAL,
    room: float = 0.0,
    underlined: Sequence[Underline] = (),
) -> WrittenPage:
    """Return the paragraphs (of lines of words) written into the box at the largest size that fits.

    `largest` is the x-height (pt) to try first, at the hand's own size; the hand's floor is the last. `key` names the
    page's random streams. `room` (pt) is kept free below the last line, for a signature in ink. Pen lines under words come
    before the lines of words among the items.
    """
    stream, hand = Stream(key), chain[0].hand
    habits = habits_of(hand, neatness)
    texts = [word for lines in paragraphs for line in lines for word in line]
    words, numbered = write_words(texts, chain, stream, habits), _numbered(paragraphs)
    indents = indents_of(numbered, stream, habits)
    largest *= habits.size
    sizes = size_ladder(largest, min(largest, hand.floor_mm * MM), SIZE_STEP)
    nib = (1 + habits.pressure) * max(ink_reach(pen, forms.hand) for forms in chain)

    def lay_out(x_height: float) -> Layout:
        leading = hand.leading_mm * x_height / hand.x_height_mm
        measure = box.width - MARGIN_REACH - 2 * edge_of(nib, x_height, habits)
        lines = break_paragraphs(words, numbered, indents, measure / x_height)
        return Layout(habits, x_height, leading, measure, nib, room, words, *lines)

    def fits(layout: Layout) -> bool:
        return layout.height <= box.height and layout.width <= layout.measure

    layout = largest_fit(sizes, lay_out, fits)
    too_wide = np.flatnonzero(words.width * layout.x_height > layout.measure)
    rows = rows_of(layout, box, stream)
    place, signed = signature_place(layout, rows)
    lines = place_lines(layout, rows, box, pen, stream)
    drawn = pen_lines(underlined, layout, lines, box, pen, stream) if underlined else ()
    return WrittenPage(
        items=(*drawn, *lines),
        x_height=layout.x_height,
        excess=_excess(layout, box.height),
        too_wide=tuple(texts[number] for number in too_wide),
        signature_at=place,
        signed=signed,
    )


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
