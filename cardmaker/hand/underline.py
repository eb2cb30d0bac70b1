"""Pen lines under words: drawn freehand by the pen that wrote them, not straight, a little past both ends.

They lie under the writing, which stays words that can be searched. Which words, the note says (`model.Underline`). Lengths
are in points, y down.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from cardmaker.color import Color
from cardmaker.drawing import Fill, Line
from cardmaker.geometry import Path, PathBuilder, Rect
from cardmaker.hand.layout import Layout
from cardmaker.hand.noise import Floats, Stream
from cardmaker.hand.pen import CenterLines, ink
from cardmaker.hand.pens import nib_width
from cardmaker.model import Pen, Underline

BELOW: Final = 0.5  # x-heights under the baseline: through the tails of g and y, as people do
BELOW_SD: Final = 0.07
EARLY: Final = 0.12  # x-heights before the first word, and past the last
LATE: Final = 0.4
OVERSHOOT_SD: Final = 0.14
RISE_SD: Final = 0.10  # x-heights by which the end strays from the writing's own slope
BOW_SD: Final = 0.09  # x-heights in the middle: a wrist turns about a point
TREMBLE: Final = 0.012
TREMBLE_MEMORY: Final = 0.6
STEP: Final = 1.6  # x-heights from point to point
SIGN: Final = 0.42  # x-heights that a comma or a quotation mark takes, which is not underlined
SHORTEST: Final = 0.8


class _Reach(NamedTuple):
    """Where a pen line goes: from and to (pt), and the color of the words over it."""

    x: float
    y: float
    to_x: float
    to_y: float
    color: Color


def pen_lines(
    wanted: Sequence[Underline], layout: Layout, lines: Sequence[Line], box: Rect, pen: Pen, stream: Stream
) -> list[Fill]:
    """Return the pen lines under the words of a page, one on each line that they stand on."""
    count = len(layout.words.texts)
    reaches = (reach for each in wanted if each.last < count for reach in _reaches(each, layout, lines))
    return [
        _draw(reach, layout, box, pen, stream, f"underline {number}") for number, reach in enumerate(reaches)
    ]


def _reaches(wanted: Underline, layout: Layout, lines: Sequence[Line]) -> Iterator[_Reach]:
    """Yield where the words begin and end on each line that they stand on, without the marks around them."""
    x_height, words = layout.x_height, layout.words
    for span, line in zip(layout.lines, lines, strict=True):
        first, last = max(wanted.first, span.start), min(wanted.last, span.stop - 1)
        if first > last:
            continue
        begin, end = (line.words[number - span.start].transform for number in (first, last))
        x = begin.e + words.left[first] * x_height
        to_x = end.e + (words.left[last] + words.width[last]) * x_height
        x += SIGN * x_height * wanted.before * (first == wanted.first)
        to_x = max(x + SHORTEST * x_height, to_x - SIGN * x_height * wanted.after * (last == wanted.last))
        slope = end.b / end.a
        yield _Reach(float(x), begin.f, float(to_x), float(end.f + slope * (to_x - end.e)), line.color)


def _draw(reach: _Reach, layout: Layout, box: Rect, pen: Pen, stream: Stream, name: str) -> Fill:
    x_height, hand = layout.x_height, layout.words.forms[0].hand
    early, late, below, rise, bow = stream.normals(name, 5).tolist()
    start = max(box.x, reach.x - (EARLY + OVERSHOOT_SD * early) * x_height)
    end = min(box.right, reach.to_x + (LATE + OVERSHOOT_SD * late) * x_height)
    count = max(5, round((end - start) / (STEP * x_height)))
    way = np.linspace(0.0, 1.0, count)
    y = reach.y + (reach.to_y - reach.y) * way + (BELOW + BELOW_SD * below) * x_height
    y += (RISE_SD * rise * (way - 0.5) + BOW_SD * bow * (4 * way * (1 - way) - 0.7)) * x_height
    y += stream.drift(f"{name} tremble", count, TREMBLE_MEMORY, TREMBLE * x_height)
    points = np.stack([start + (end - start) * way, -y], axis=1)
    nib = nib_width(pen, hand, x_height)
    return Fill(_inked(points, nib, stream.number(name), pen), reach.color)


def _inked(points: Floats, nib: float, seed: int, pen: Pen) -> Path:
    """Return the edge of a line drawn with a nib; y runs up in the points, as the pen has it, and down in the path."""
    lines = CenterLines(
        points, np.ones(len(points)), np.array([0, len(points)]), np.array([0]), np.array([0])
    )
    edge = ink(lines, nib, seed, pen).points * (1.0, -1.0)
    controls, builder = edge[1:], PathBuilder()
    ends = (controls + np.roll(controls, -1, axis=0)) / 2
    starts = np.roll(ends, 1, axis=0)
    builder.move(*starts[0].tolist())
    for start, control, end in zip(starts, controls, ends, strict=True):
        near, far = start + (control - start) * 2 / 3, end + (control - end) * 2 / 3
        builder.curve(*near.tolist(), *far.tolist(), *end.tolist())
    return builder.close().path()
