"""Setting down a layout: rows with a person's slow drift, and words along them.

Drift, not jitter: line slope, wander, margin and tone change slowly and together; white noise looks nervous
(docs/handwriting.md). Lengths are in points, y down.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat
from math import radians
from typing import Final, NamedTuple

import numpy as np

from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Point, Rect, Transform
from cardmaker.hand.behaviour import Written
from cardmaker.hand.face import HandFace
from cardmaker.hand.layout import RISE_LIMIT, SIGNATURE_STRETCH, Layout, closes, is_signed
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


def place_lines(layout: Layout, rows: Sequence[Row], box: Rect, pen: Pen, stream: Stream) -> list[Item]:
    """Return the drawn lines: words along their rows, each a little off, as the baseline wanders."""
    habits = layout.habits
    colors = line_colors(pen, stream.drift("tone", len(rows), TONE_MEMORY, TONE_SD).tolist())
    faces = _Faces(layout.x_height, pen, habits.pressure)
    lines = [
        line if row.x_height == layout.x_height else tuple(map(_signed, line))
        for line, row in zip(layout.lines, rows, strict=True)
    ]
    words = iter(_place_words(lines, rows, box.width, habits, stream, faces))
    return [
        Line(faces[line[0].forms, False], color, tuple(islice(words, len(line))))
        for line, color in zip(lines, colors, strict=False)
    ]


def _place_words(
    lines: Sequence[Sequence[Written]],
    rows: Sequence[Row],
    measure: float,
    habits: Habits,
    stream: Stream,
    faces: "_Faces",
) -> Iterator[Word]:
    """Return all words of a page in order, each on its own straight baseline, which tilts toward the next word's."""
    texts, forms, glyphs, *columns, bold = zip(*chain.from_iterable(lines), strict=True)
    left, width, gap, stretch, up, slant = np.array(columns)
    start, baseline, off, line_slope, x_height = np.repeat(rows, list(map(len, lines)), axis=0).T
    x_height_em = np.array([hand.x_height_em for hand in forms])
    places = [
        _along(line, measure / row.x_height, habits.squeeze) for line, row in zip(lines, rows, strict=True)
    ]
    distance = np.fromiter(chain.from_iterable(places), float) * x_height
    wander = stream.drift("wander", len(texts) + 1, WANDER_MEMORY, habits.wander_mm * MM)
    tilt = TILT * np.diff(wander) / ((width + gap) * x_height)
    slope = line_slope + np.clip(tilt, -TILT_LIMIT, TILT_LIMIT)
    drop = _held(off + line_slope * distance + wander[:-1], slope * width * x_height)
    size = x_height / x_height_em
    across = size * stretch
    turns = (
        across,
        across * slope,
        -size * slant,
        size * up,
        start + distance - left * x_height,
        baseline + drop,
    )
    placed = map(Transform, *(turn.tolist() for turn in turns))
    return map(
        Word, texts, glyphs, placed, repeat(None), map(faces.__getitem__, zip(forms, bold, strict=True))
    )


def _signed(word: Written) -> Written:
    """Return a word of a signature: bolder and faster than the text."""
    wide = SIGNATURE_STRETCH
    return word._replace(
        left=word.left * wide,
        width=word.width * wide,
        stretch=word.stretch * wide,
        slant=word.slant + SIGNATURE_SLANT,
        bold=True,
    )


def signature_place(layout: Layout, rows: Sequence[Row]) -> tuple[Point | None, bool]:
    """Return where a signature's ink starts on its baseline, if the note has a closing, and whether a name stands there."""
    last = rows[-1]
    if is_signed(layout.lines):
        return Point(last.start, last.baseline + last.drop), True
    if len(rows) > 1 and closes(layout.lines[-1]):
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


def _along(line: Sequence[Written], measure: float, squeeze: float) -> list[float]:
    """Return how far each word stands from the line's start, in x-heights.

    Gaps close up a little where a person sees the edge of the paper coming.
    """
    places: list[float] = []
    x = 0.0
    for word in line:
        places.append(x)
        near_edge = max(0.0, (x / measure - SQUEEZE_FROM) / (1 - SQUEEZE_FROM))
        x += word.width + word.gap * (1 - squeeze * near_edge)
    return places


class _Faces(dict[tuple[Forms, bool], HandFace]):
    """A page's faces, found once for each hand and pressure: to look for one by all values of its pen costs more."""

    def __init__(self, x_height: float, pen: Pen, pressure: float) -> None:
        super().__init__()
        self._x_height, self._pen, self._pressure = x_height, pen, pressure

    def __missing__(self, key: tuple[Forms, bool]) -> HandFace:
        forms, is_bold = key
        found = self[key] = _face(forms, self._x_height, self._pen, 1 + self._pressure * is_bold)
        return found


@lru_cache(maxsize=192)
def _face(forms: Forms, x_height: float, pen: Pen, weight: float) -> HandFace:
    """Return the hand with its pen: the same width in millimeters, however large the writing."""
    nib_em = weight * nib_width(pen, forms.hand, x_height) * forms.x_height_em / x_height
    return HandFace(forms, nib_em, f"{forms.key}/{pen.id}/{nib_em:.5f}", pen)
