"""A page of handwriting: words broken into lines, fitted into a box, and set down with a person's slow drift.

Drift, not jitter: line slope, wander, margin and pressure change slowly and together; white noise looks nervous
(HANDWRITING.md 2). Lengths are in points, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, repeat
from math import radians
from typing import Final, NamedTuple

from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Point, Rect, Transform
from cardmaker.hand.behaviour import PRESSURE_STEPS, SLANT_LIMIT, Written, extent_of, write_words
from cardmaker.hand.face import HandFace
from cardmaker.hand.habits import habits_of
from cardmaker.hand.noise import Stream
from cardmaker.hand.pens import ink_reach, line_colors, nib_width
from cardmaker.hand.variants import Forms
from cardmaker.model import Habits, Neatness, Paragraphs, Pen
from cardmaker.text.breaks import break_lines
from cardmaker.text.fit import largest_fit, size_ladder
from cardmaker.units import MM

SIZE_STEP: Final = 0.04
PARAGRAPH_GAP: Final = 0.5  # of the leading, beyond it
INDENTED_GAP: Final = 0.06  # the same, before a paragraph that starts further in
INDENT_SPREAD: Final = 0.22  # of the indent: nobody measures it
PROSE: Final = 1.15  # lines that make a paragraph: greetings and closings are never indented

SIGNATURE_SIZE: Final = 1.2  # a signature is bolder and faster than the text: larger, wider, leaning, pressed
SIGNATURE_STRETCH: Final = 1.07
SIGNATURE_SLANT: Final = 0.075  # radians
SIGNATURE_LEADING: Final = 1.25  # below the closing, where the note leaves the name to a pen
SIGNATURE_INSET: Final = 0.9  # x-heights, from where the closing starts
SIGNATURE_SPARE: Final = 1.5  # x-heights of the measure that its inset and its slant need
SIGNATURE_WORDS: Final = 4

ASCENT: Final = 2.2  # x-heights kept free above the first baseline, more if a letter of the line rises higher
DESCENT: Final = 1.5
TALLEST: Final = 3.1  # x-heights from its baseline that a word's slant carries aside, at most

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
RISE_LIMIT: Final = 1.5 * MM
"""How far slope and wander may carry a word off its line; the box keeps that much free above and below."""


class Paragraph(NamedTuple):
    """A paragraph's lines, each a run of words that the writer ended on purpose."""

    lines: tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Words broken into lines at one size. `nib` is the nib's reach (pt).

    `rows` tells each line's place in its paragraph, from 0; `indents` (x-heights) how much further in it starts.
    `room` (pt) is kept free below the last line.
    """

    habits: Habits
    x_height: float
    leading: float
    measure: float
    nib: float
    room: float
    lines: tuple[tuple[Written, ...], ...]
    rows: tuple[int, ...]
    indents: tuple[float, ...]

    @property
    def edge(self) -> float:
        """How far ink may go sideways beyond the center lines."""
        return _edge(self.nib, self.x_height, self.habits)

    @property
    def baselines(self) -> list[float]:
        """How far down the box each line stands, if the first is as high as it may be."""
        first = RISE_LIMIT + self.nib + max(ASCENT, *map(_rise_of, self.lines[0])) * self.x_height
        steps = (self.leading * (1 + gap) for gap in map(_gap_before, self.rows[1:], self.indents[1:]))
        return list(accumulate(steps, initial=first))

    def bottom(self, index: int, baseline: float) -> float:
        """Return how far down the box a line on this baseline needs paper, with the room kept below it."""
        larger = self.enlargement if index in {-1, len(self.lines) - 1} else 1.0
        drop = max(DESCENT, *map(_drop_of, self.lines[index]))
        return baseline + (drop * self.x_height + self.nib) * larger + RISE_LIMIT + self.room

    @property
    def enlargement(self) -> float:
        """How much larger than the others the last line is written: a signature, as far as the measure allows."""
        if not _is_signed(self.lines):
            return 1.0
        name = _line_width(self.lines[-1]) * SIGNATURE_STRETCH * self.x_height
        return max(1.0, min(SIGNATURE_SIZE, (self.measure - SIGNATURE_SPARE * self.x_height) / name))

    @property
    def height(self) -> float:
        return self.bottom(-1, self.baselines[-1])

    @property
    def width(self) -> float:
        ends = (indent + _line_width(line) for line, indent in zip(self.lines, self.indents, strict=True))
        return max(ends, default=0.0) * self.x_height


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
) -> WrittenPage:
    """Return the paragraphs (of lines of words) written into the box at the largest size that fits.

    `largest` is the x-height (pt) to try first, at the hand's own size; the hand's floor is the last. `key` names the
    page's random streams. `room` (pt) is kept free below the last line, for a signature in ink.
    """
    stream, hand = Stream(key), chain[0].hand
    habits = habits_of(hand, neatness)
    written = _write_paragraphs(paragraphs, chain, stream, habits)
    indents = _indents(written, stream, habits)
    largest *= habits.size
    sizes = size_ladder(largest, min(largest, hand.floor_mm * MM), SIZE_STEP)
    nib = (1 + habits.pressure) * max(ink_reach(pen, forms.hand) for forms in chain)

    def lay_out(x_height: float) -> Layout:
        leading = hand.leading_mm * x_height / hand.x_height_mm
        measure = box.width - MARGIN_REACH - 2 * _edge(nib, x_height, habits)
        lines = _break(written, indents, measure / x_height)
        return Layout(habits, x_height, leading, measure, nib, room, *lines)

    def fits(layout: Layout) -> bool:
        return layout.height <= box.height and layout.width <= layout.measure

    layout = largest_fit(sizes, lay_out, fits)
    too_wide = tuple(
        word.text for line in layout.lines for word in line if word.width * layout.x_height > layout.measure
    )
    rows = _rows(layout, box, stream)
    place, signed = _signature_place(layout, rows)
    return WrittenPage(
        items=tuple(_place(layout, rows, box, pen, stream)),
        x_height=layout.x_height,
        excess=_excess(layout, box.height),
        too_wide=too_wide,
        signature_at=place,
        signed=signed,
    )


def _write_paragraphs(
    paragraphs: Sequence[Sequence[Sequence[str]]], chain: Sequence[Forms], stream: Stream, habits: Habits
) -> list[Paragraph]:
    texts = [word for lines in paragraphs for line in lines for word in line]
    words = iter(write_words(texts, chain, stream, habits))
    return [Paragraph(tuple(tuple(next(words) for _ in line) for line in lines)) for lines in paragraphs]


def _indents(paragraphs: Sequence[Paragraph], stream: Stream, habits: Habits) -> list[float]:
    """Return how much further in each paragraph would start, in x-heights."""
    if habits.paragraph is Paragraphs.GAP:
        return [0.0] * len(paragraphs)
    luck = stream.normals("indent", len(paragraphs))
    return [habits.indent * (1 + INDENT_SPREAD * each) for each in luck]


def _gap_before(row: int, indent: float) -> float:
    """Return the gap above a line, as a share of the leading."""
    if row:
        return 0.0
    return INDENTED_GAP if indent else PARAGRAPH_GAP


def _edge(nib: float, x_height: float, habits: Habits) -> float:
    return nib + TALLEST * (SLANT_LIMIT + abs(radians(habits.lean))) * x_height


def _rise_of(word: Written) -> float:
    """Return how far a word may rise above its baseline, in x-heights."""
    return word.size * extent_of(word.forms, word.text)[0]


def _drop_of(word: Written) -> float:
    """Return how far a word may go below its baseline, in x-heights."""
    return word.size * extent_of(word.forms, word.text)[1]


def _break(
    paragraphs: Sequence[Paragraph], indents: Sequence[float], measure: float
) -> tuple[tuple[tuple[Written, ...], ...], tuple[int, ...], tuple[float, ...]]:
    """Return the lines, their places in their paragraphs, and their indents; the measure is in x-heights."""
    lines: list[tuple[Written, ...]] = []
    rows: list[int] = []
    starts: list[float] = []
    for paragraph, wanted in zip(paragraphs, indents, strict=True):
        indent = wanted if _line_width(paragraph.lines[0]) > PROSE * measure else 0.0
        broken = [
            line
            for number, run in enumerate(paragraph.lines)
            for line in _run(run, measure, 0.0 if number else indent)
        ]
        lines += broken
        rows += range(len(broken))
        starts += [indent, *[0.0] * (len(broken) - 1)]
    return tuple(lines), tuple(rows), tuple(starts)


def _run(run: tuple[Written, ...], measure: float, indent: float) -> list[tuple[Written, ...]]:
    """Return a run of words as lines, the first of them shorter by the indent."""
    texts, widths, gaps = (
        [word.text for word in run],
        [word.width for word in run],
        [word.gap for word in run],
    )
    widths[0] += indent
    ends = break_lines(texts, widths, gaps, measure)
    return [run[begin:end] for begin, end in zip([0, *ends[:-1]], ends, strict=True)]


def _line_width(line: Sequence[Written]) -> float:
    return sum(word.width + word.gap for word in line) - line[-1].gap


def _excess(layout: Layout, height: float) -> int:
    """Return how many words stand on lines below the box."""
    if layout.height <= height:
        return 0
    bottoms = (layout.bottom(index, baseline) for index, baseline in enumerate(layout.baselines))
    return sum(len(line) for line, bottom in zip(layout.lines, bottoms, strict=True) if bottom > height)


class Row(NamedTuple):
    """Where a line stands (pt): its ink's start, its baseline, how far below it the first word is, and its slope."""

    start: float
    baseline: float
    drop: float
    slope: float
    x_height: float


def _rows(layout: Layout, box: Rect, stream: Stream) -> list[Row]:
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


def _place(layout: Layout, rows: Sequence[Row], box: Rect, pen: Pen, stream: Stream) -> list[Item]:
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


def _closes(line: Sequence[Written]) -> bool:
    """A short line that ends with a comma is a closing, such as `Warm regards,`."""
    return len(line) <= SIGNATURE_WORDS + 1 and line[-1].text.endswith(",")


def _is_signed(lines: Sequence[Sequence[Written]]) -> bool:
    """A short last line after a closing is a signature."""
    return len(lines) > 1 and len(lines[-1]) <= SIGNATURE_WORDS and _closes(lines[-2])


def _signature_place(layout: Layout, rows: Sequence[Row]) -> tuple[Point | None, bool]:
    """Return where a signature's ink starts on its baseline, if the note has a closing, and whether a name stands there."""
    last = rows[-1]
    if _is_signed(layout.lines):
        return Point(last.start, last.baseline + last.drop), True
    if len(rows) > 1 and _closes(layout.lines[-1]):
        inset, below = SIGNATURE_INSET * layout.x_height, SIGNATURE_LEADING * layout.leading
        return Point(last.start + inset, last.baseline + last.drop + below), False
    return None, False


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
    x_height = row.x_height
    slope = row.slope + _within(
        TILT * (following - wander) / ((word.width + word.gap) * x_height), TILT_LIMIT
    )
    distance = along * x_height
    drop = _held(row.drop + row.slope * distance + wander, slope * word.width * x_height)
    size = x_height / word.forms.x_height_em
    across, up = size * word.stretch, size * word.size
    x = row.start + distance - word.left * x_height
    turn = Transform(across, across * slope, -size * word.slant, up, x, row.baseline + drop)
    return Word(word.text, word.glyphs, turn, face=faces[word.forms, word.pressure])


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
