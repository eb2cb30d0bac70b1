"""Setting down a layout: rows with a person's slow drift, and words along them.

Drift, not jitter: line slope, wander, margin and pressure change slowly and together; white noise looks nervous
(docs/handwriting.md). Lengths are in points, y down.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from math import radians
from typing import Final, NamedTuple

from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Point, Rect, Transform
from cardmaker.hand.behaviour import PRESSURE_STEPS, Written
from cardmaker.hand.face import HandFace
from cardmaker.hand.layout import RISE_LIMIT, SIGNATURE_STRETCH, Layout, closes, is_signed
from cardmaker.hand.noise import Stream
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
    shifts = stream.normals("leading", count)
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
    drift = stream.drift("margin", len(layout.lines), MARGIN_MEMORY, layout.habits.margin_mm * MM)
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
    colors = line_colors(pen, stream.drift("tone", len(rows), TONE_MEMORY, TONE_SD))
    faces = _Faces(layout.x_height, pen, habits.pressure)
    wanders = stream.drift("wander", sum(map(len, layout.lines)) + 1, WANDER_MEMORY, habits.wander_mm * MM)
    items: list[Item] = []
    first = 0
    for index, (line, row) in enumerate(zip(layout.lines, rows, strict=True)):
        written = line if row.x_height == layout.x_height else tuple(map(_signed, line))
        ways = wanders[first : first + len(line) + 1]
        along = _along(written, box.width / row.x_height, habits.squeeze)
        words = tuple(map(_place_word, written, along, ways, ways[1:], repeat(row), repeat(faces)))
        items.append(Line(faces[line[0].forms, 0], colors[index], words))
        first += len(line)
    return items


def _signed(word: Written) -> Written:
    """Return a word of a signature: bolder and faster than the text."""
    wide = SIGNATURE_STRETCH
    return word._replace(
        left=word.left * wide,
        width=word.width * wide,
        stretch=word.stretch * wide,
        slant=word.slant + SIGNATURE_SLANT,
        pressure=PRESSURE_STEPS,
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
    page, *lines = stream.normals("slope", count + 1)
    tilt, spread = PAGE_SLOPE + PAGE_SLOPE_SD * page, radians(habits.slope_spread)
    return [_within(tilt + spread * line, SLOPE_LIMIT) for line in lines]


def _within(value: float, limit: float) -> float:
    return min(limit, max(-limit, value))


def _held(drop: float, more: float) -> float:
    """Return how far below its line a word starts, neither start nor end beyond the limit; `more` is what its slope adds."""
    return min(RISE_LIMIT - max(0.0, more), max(-RISE_LIMIT - min(0.0, more), drop))


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


def _place_word(
    word: Written, along: float, wander: float, following: float, row: Row, faces: "_Faces"
) -> Word:
    """Return the word set on its own straight baseline, which tilts a little toward where the next word will stand."""
    text, forms, glyphs, left, width, gap, stretch, up, slant, pressure = word
    start, baseline, off, line_slope, x_height = row
    slope = line_slope + _within(TILT * (following - wander) / ((width + gap) * x_height), TILT_LIMIT)
    distance = along * x_height
    drop = _held(off + line_slope * distance + wander, slope * width * x_height)
    size = x_height / forms.x_height_em
    across = size * stretch
    x = start + distance - left * x_height
    turn = Transform(across, across * slope, -size * slant, size * up, x, baseline + drop)
    return Word(text, glyphs, turn, face=faces[forms, pressure])


class _Faces(dict[tuple[Forms, int], HandFace]):
    """A page's faces, found once for each hand and pressure: to look for one by all values of its pen costs more."""

    def __init__(self, x_height: float, pen: Pen, pressure: float) -> None:
        super().__init__()
        self._x_height, self._pen, self._pressure = x_height, pen, pressure

    def __missing__(self, key: tuple[Forms, int]) -> HandFace:
        forms, step = key
        found = self[key] = _face(forms, self._x_height, self._pen, 1 + self._pressure * step)
        return found


@lru_cache(maxsize=192)
def _face(forms: Forms, x_height: float, pen: Pen, weight: float) -> HandFace:
    """Return the hand with its pen: the same width in millimeters, however large the writing."""
    nib_em = weight * nib_width(pen, forms.hand, x_height) * forms.x_height_em / x_height
    return HandFace(forms, nib_em, f"{forms.key}/{pen.id}/{nib_em:.5f}", pen)
