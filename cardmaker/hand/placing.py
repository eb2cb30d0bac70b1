"""Setting down a layout: rows with a person's slow drift, and words along them.

Drift, not jitter: line slope, wander, margin and tone change slowly and together; white noise looks nervous
(docs/handwriting.md). Lengths are in points, y down.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from math import radians
from typing import Final, NamedTuple

import numpy as np

from cardmaker.drawing import Line, Word
from cardmaker.geometry import Point, Rect, Transform
from cardmaker.hand.behaviour import Writing
from cardmaker.hand.face import HandFace
from cardmaker.hand.layout import RISE_LIMIT, SIGNATURE_STRETCH, Layout, Span
from cardmaker.hand.noise import Floats, Stream
from cardmaker.hand.pens import line_colors, nib_width
from cardmaker.hand.variants import Forms
from cardmaker.model import Habits, Pen
from cardmaker.units import MM

PAGE_SLOPE: Final = -0.0045  # most right-handed lines rise a little: 0.26 degrees
PAGE_SLOPE_SD: Final = 0.0030
SLOPE_LIMIT: Final = 0.012
WANDER_MEMORY: Final = 0.72
TILT: Final = 0.35  # of the way to the next word's baseline, which a word's own slope takes
TILT_LIMIT: Final = 0.006
MARGIN_MEMORY: Final = 0.72
MARGIN_SHARE: Final = 0.45  # of the reach below: where lines start on the whole
MARGIN_REACH: Final = 2.2 * MM
"""How far a line's start may drift in; the measure is that much narrower than the box."""

TONE_MEMORY: Final = 0.6  # ink thins and thickens over a few lines
TONE_SD: Final = 0.8

SQUEEZE_FROM: Final = 0.72  # of the line: from here on a person sees the edge coming

SIGNATURE_SLANT: Final = 0.075  # radians
SIGNATURE_LEADING: Final = 1.25  # below the closing, where the note leaves the name to a pen
SIGNATURE_INSET: Final = 0.9  # x-heights, from where the closing starts


class Row(NamedTuple):
    """Where a line stands (pt): its ink's start, its baseline, how far below it the first word is, and its slope."""

    start: float
    baseline: float
    drop: float
    slope: float
    x_height: float


def rows_of(layout: Layout, box: Rect, stream: Stream) -> list[Row]:
    """Return the rows of a page: each starts where the drift of the margin puts it and follows its own slope."""
    habits, count = layout.habits, len(layout.lines)
    slopes, starts = _slopes(stream, count, habits), _starts(layout, box, stream)
    shifts = stream.normals("leading", count).tolist()
    top, middle = box.y + _top_slack(box.height - layout.height), box.center.x
    rows = [
        Row(
            start,
            top + baseline,
            habits.leading_mm * MM * shift + slope * (start - middle),
            slope,
            layout.x_height,
        )
        for start, baseline, slope, shift in zip(starts, layout.baselines, slopes, shifts, strict=True)
    ]
    rows[-1] = rows[-1]._replace(x_height=layout.x_height * layout.enlargement)
    return rows


def _starts(layout: Layout, box: Rect, stream: Stream) -> list[float]:
    """Return where the lines' ink starts: a slow drift, and with quick writers further in from line to line."""
    creep = layout.habits.creep_mm * MM
    drift = stream.drift("margin", len(layout.lines), MARGIN_MEMORY, layout.habits.margin_mm * MM).tolist()
    usual = MARGIN_SHARE * MARGIN_REACH - creep
    margins = [
        min(max(usual + creep * row + each, 0.0), MARGIN_REACH)
        for row, each in zip(layout.rows, drift, strict=True)
    ]
    left = box.x + layout.edge
    starts = [
        left + margin + indent * layout.x_height
        for margin, indent in zip(margins, layout.indents, strict=True)
    ]
    if layout.enlargement > 1:
        starts[-1] = left + margins[-2] + SIGNATURE_INSET * layout.x_height
    return starts


def place_lines(layout: Layout, rows: Sequence[Row], box: Rect, pen: Pen, stream: Stream) -> list[Line]:
    """Return the drawn lines: words along their rows, each a little off, as the baseline wanders."""
    colors = line_colors(pen, stream.drift("tone", len(rows), TONE_MEMORY, TONE_SD).tolist())
    written, faces = layout.words, _faces(layout, pen)
    placed = map(Transform._make, _matrices(layout, rows, box.width, stream))
    each = zip(written.texts, written.glyphs, placed, repeat(None), faces, strict=False)
    words = list(map(Word._make, each))
    return [
        Line(faces[line.start], color, tuple(words[line.start : line.stop]))
        for line, color in zip(layout.lines, colors, strict=True)
    ]


def _matrices(
    layout: Layout, rows: Sequence[Row], measure: float, stream: Stream
) -> Iterator[tuple[float, ...]]:
    """Return the matrices of a page's words, each on its own straight baseline, which tilts toward the next word's."""
    words, habits = _signed(layout.words, layout.signature), layout.habits
    row_of_word = np.arange(len(rows)).repeat([len(line) for line in layout.lines])
    start, baseline, off, line_slope, x_height = np.array(rows)[row_of_word].T
    distance = np.array(_distances(words, layout.lines, rows, measure, habits.squeeze)) * x_height
    wander = stream.drift("wander", len(distance) + 1, WANDER_MEMORY, habits.wander_mm * MM)
    tilt = TILT * (wander[1:] - wander[:-1]) / ((words.width + words.gap) * x_height)
    slope = line_slope + tilt.clip(-TILT_LIMIT, TILT_LIMIT)
    drop = _held(off + line_slope * distance + wander[:-1], slope * words.width * x_height)
    size = x_height / words.x_height_em
    across = size * words.stretch
    columns = (
        across,
        across * slope,
        -size * words.slant,
        size * words.size,
        start + distance - words.left * x_height,
        baseline + drop,
    )
    return zip(*(column.tolist() for column in columns), strict=True)


def _signed(words: Writing, signature: Span) -> Writing:
    """Return the words, those of a signature bolder and faster than the text."""
    if not signature:
        return words
    wide, slant = np.ones(len(words.texts)), words.slant.copy()
    wide[signature.start :] = SIGNATURE_STRETCH
    slant[signature.start :] += SIGNATURE_SLANT
    return words._replace(
        left=words.left * wide, width=words.width * wide, stretch=words.stretch * wide, slant=slant
    )


def signature_place(layout: Layout, rows: Sequence[Row]) -> tuple[Point | None, bool]:
    """Return where a signature's ink starts on its baseline, if the note has a closing, and whether a name stands there."""
    last = rows[-1]
    if layout.is_signed:
        return Point(last.start, last.baseline + last.drop), True
    if len(rows) > 1 and layout.closes(-1):
        inset, below = SIGNATURE_INSET * layout.x_height, SIGNATURE_LEADING * layout.leading
        return Point(last.start + inset, last.baseline + last.drop + below), False
    return None, False


def _top_slack(slack: float) -> float:
    """Return how far a short note starts down the page: people leave more room below than above."""
    return max(0.0, slack) * 0.36


def _slopes(stream: Stream, count: int, habits: Habits) -> list[float]:
    page, *lines = stream.normals("slope", count + 1).tolist()
    tilt, spread = PAGE_SLOPE + PAGE_SLOPE_SD * page, radians(habits.slope_spread)
    return [_within(tilt + spread * line, SLOPE_LIMIT) for line in lines]


def _within(value: float, limit: float) -> float:
    return min(limit, max(-limit, value))


def _held(drop: Floats, more: Floats) -> Floats:
    """Return how far below their lines words start, neither start nor end beyond the limit; `more` is what slope adds."""
    lowest, highest = RISE_LIMIT - np.maximum(more, 0.0), -RISE_LIMIT - np.minimum(more, 0.0)
    return np.minimum(lowest, np.maximum(highest, drop))


def _distances(
    words: Writing, lines: Sequence[Span], rows: Sequence[Row], measure: float, squeeze: float
) -> list[float]:
    """Return how far each word of a page stands from its line's start, in x-heights."""
    widths, gaps = words.width.tolist(), words.gap.tolist()
    found: list[float] = []
    for line, row in zip(lines, rows, strict=True):
        begin, end = line.start, line.stop
        found += _along(widths[begin:end], gaps[begin:end], measure / row.x_height, squeeze)
    return found


def _along(widths: Sequence[float], gaps: Sequence[float], measure: float, squeeze: float) -> list[float]:
    """Return the words' distances on one line.

    Gaps close up a little where a person sees the edge of the paper coming.
    """
    near = SQUEEZE_FROM * measure
    closing = squeeze / (measure - near)
    places: list[float] = []
    x = 0.0
    for width, gap in zip(widths, gaps, strict=True):
        places.append(x)
        x += width + (gap if x < near else gap * (1 - closing * (x - near)))
    return places


def _faces(layout: Layout, pen: Pen) -> list[HandFace]:
    """Return each word's face; a signature is pressed harder, and each pressure costs an embedded font."""
    start = layout.signature.start

    def faces(hands: Sequence[Forms], weight: float) -> list[HandFace]:
        found = {forms: _face(forms, layout.x_height, pen, weight) for forms in set(hands)}
        return [found[forms] for forms in hands]

    forms, pressed = layout.words.forms, 1 + layout.habits.pressure
    return faces(forms[:start], 1.0) + faces(forms[start:], pressed)


@lru_cache(maxsize=192)
def _face(forms: Forms, x_height: float, pen: Pen, weight: float) -> HandFace:
    """Return the hand with its pen: the same width in millimeters, however large the writing."""
    nib_em = weight * nib_width(pen, forms.hand, x_height) * forms.x_height_em / x_height
    return HandFace(forms, nib_em, f"{forms.key}/{pen.id}/{nib_em:.5f}", pen)
