"""A page of handwriting: words broken into lines, fitted into a box, and set down with a person's slow drift.

Drift, not jitter: line slope, wander, margin and pressure change slowly and together; white noise looks nervous
(HANDWRITING.md 2). Lengths are in points, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Point, Rect, Transform
from cardmaker.hand.behaviour import Written, write_words
from cardmaker.hand.face import HandFace
from cardmaker.hand.noise import Stream
from cardmaker.hand.pens import ink_reach, line_colors, nib_width
from cardmaker.hand.variants import Forms
from cardmaker.model import Pen
from cardmaker.text.breaks import break_lines
from cardmaker.text.fit import largest_fit, size_ladder
from cardmaker.units import MM

SIZE_STEP: Final = 0.04
PARAGRAPH_GAP: Final = 0.5  # of the leading, beyond it
SIGNATURE_SIZE: Final = 1.14  # a signature is bolder and faster than the text
SIGNATURE_WORDS: Final = 4

ASCENT: Final = 2.2  # x-heights kept free above the first baseline, more if a letter of the line rises higher
DESCENT: Final = 1.5
LEAN_REACH: Final = 0.11  # x-heights that the slant of a word carries its tallest letter aside

PAGE_SLOPE: Final = -0.0045  # most right-handed lines rise a little: 0.26 degrees
PAGE_SLOPE_SD: Final = 0.0030
LINE_SLOPE_SD: Final = 0.0028
SLOPE_LIMIT: Final = 0.012
LEADING_SD: Final = 0.2 * MM
WANDER_SD: Final = 0.19 * MM  # of a word's baseline, with the memory below: 0.17 mm about a line's own slope
WANDER_MEMORY: Final = 0.72
MARGIN_MEMORY: Final = 0.72
MARGIN_SD: Final = 0.65 * MM
MARGIN_SHARE: Final = 0.45  # of the reach below: where lines start on the whole
MARGIN_REACH: Final = 2.2 * MM
"""How far a line's start may drift in; the measure is that much narrower than the box."""

TONE_MEMORY: Final = 0.6  # ink thins and thickens over a few lines
TONE_SD: Final = 0.8

SQUEEZE_FROM: Final = 0.72  # of the line: from here on a person sees the edge coming
SQUEEZE: Final = 0.12  # of the gap
RISE_LIMIT: Final = 1.5 * MM
"""How far slope and wander may carry a word off its line; the box keeps that much free above and below."""


class Paragraph(NamedTuple):
    """A paragraph's lines, each a run of words that the writer ended on purpose."""

    lines: tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Words broken into lines at one size. `starts` says which lines begin a paragraph, `nib` is the nib's reach (pt)."""

    x_height: float
    leading: float
    measure: float
    nib: float
    lines: tuple[tuple[Written, ...], ...]
    starts: tuple[bool, ...]

    @property
    def edge(self) -> float:
        """How far ink may go sideways beyond the center lines."""
        return _edge(self.nib, self.x_height)

    @property
    def baselines(self) -> list[float]:
        """How far down the box each line stands, if the first is as high as it may be."""
        first = RISE_LIMIT + self.nib + max(ASCENT, *map(_rise_of, self.lines[0])) * self.x_height
        steps = (self.leading * (1 + PARAGRAPH_GAP * start) for start in self.starts[1:])
        return list(accumulate(steps, initial=first))

    def bottom(self, index: int, baseline: float) -> float:
        """Return how far down the box a line on this baseline needs paper."""
        drop = max(DESCENT, *map(_drop_of, self.lines[index])) * _enlargement(self, index)
        return baseline + drop * self.x_height + self.nib + RISE_LIMIT

    @property
    def height(self) -> float:
        return self.bottom(-1, self.baselines[-1])

    @property
    def width(self) -> float:
        return max((_line_width(line) for line in self.lines), default=0.0) * self.x_height


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """The page's items and what fitting found. `excess` is the number of words that do not fit at the floor size."""

    items: tuple[Item, ...]
    x_height: float
    excess: int
    too_wide: tuple[str, ...]


def write_page(
    paragraphs: Sequence[Sequence[Sequence[str]]],
    chain: Sequence[Forms],
    box: Rect,
    largest: float,
    pen: Pen,
    key: str,
) -> WrittenPage:
    """Return the paragraphs (of lines of words) written into the box at the largest size that fits.

    `largest` is the x-height (pt) to try first; the hand's floor is the last. `key` names the page's random streams.
    """
    stream = Stream(key)
    written = _write_paragraphs(paragraphs, chain, stream)
    hand = chain[0].hand
    sizes = size_ladder(largest, min(largest, hand.floor_mm * MM), SIZE_STEP)
    nib = max(ink_reach(pen, forms.hand) for forms in chain)

    def lay_out(x_height: float) -> Layout:
        leading = hand.leading_mm * x_height / hand.x_height_mm
        measure = box.width - MARGIN_REACH - 2 * _edge(nib, x_height)
        return Layout(x_height, leading, measure, nib, *_break(written, measure / x_height))

    def fits(layout: Layout) -> bool:
        return layout.height <= box.height and layout.width <= layout.measure

    layout = largest_fit(sizes, lay_out, fits)
    too_wide = tuple(
        word.text for line in layout.lines for word in line if word.width * layout.x_height > layout.measure
    )
    return WrittenPage(
        items=tuple(_place(layout, box, pen, stream)),
        x_height=layout.x_height,
        excess=_excess(layout, box.height),
        too_wide=too_wide,
    )


def _write_paragraphs(
    paragraphs: Sequence[Sequence[Sequence[str]]], chain: Sequence[Forms], stream: Stream
) -> list[Paragraph]:
    texts = [word for lines in paragraphs for line in lines for word in line]
    words = iter(write_words(texts, chain, stream))
    return [Paragraph(tuple(tuple(next(words) for _ in line) for line in lines)) for lines in paragraphs]


def _edge(nib: float, x_height: float) -> float:
    return nib + LEAN_REACH * x_height


def _rise_of(word: Written) -> float:
    """Return how far a word may rise above its baseline, in x-heights."""
    return word.size / word.forms.x_height_em * max(-word.forms.letter(char).top for char in word.text)


def _drop_of(word: Written) -> float:
    """Return how far a word may go below its baseline, in x-heights."""
    return word.size / word.forms.x_height_em * max(word.forms.letter(char).bottom for char in word.text)


def _break(
    paragraphs: Sequence[Paragraph], measure: float
) -> tuple[tuple[tuple[Written, ...], ...], tuple[bool, ...]]:
    """Return the lines, and which of them begin a paragraph; the measure is in x-heights."""
    lines: list[tuple[Written, ...]] = []
    starts: list[bool] = []
    for paragraph in paragraphs:
        first = len(lines)
        for run in paragraph.lines:
            texts, widths, gaps = (
                [word.text for word in run],
                [word.width for word in run],
                [word.gap for word in run],
            )
            begin = 0
            for end in break_lines(texts, widths, gaps, measure):
                lines.append(run[begin:end])
                begin = end
        starts += [index == 0 for index in range(len(lines) - first)]
    return tuple(lines), tuple(starts)


def _line_width(line: Sequence[Written]) -> float:
    return sum(word.width + word.gap for word in line) - line[-1].gap


def _excess(layout: Layout, height: float) -> int:
    """Return how many words stand on lines below the box."""
    if layout.height <= height:
        return 0
    bottoms = (layout.bottom(index, baseline) for index, baseline in enumerate(layout.baselines))
    return sum(len(line) for line, bottom in zip(layout.lines, bottoms, strict=True) if bottom > height)


def _place(layout: Layout, box: Rect, pen: Pen, stream: Stream) -> list[Item]:
    """Return the drawn lines: each starts where the drift of the margin puts it and follows its own slope."""
    count = len(layout.lines)
    slopes = _slopes(stream, count)
    margins = stream.drift("margin", count, MARGIN_MEMORY, MARGIN_SD)
    shifts = stream.normals("leading", count)
    colors = line_colors(pen, stream.drift("tone", count, TONE_MEMORY, TONE_SD))
    faces = _Faces(layout.x_height, pen)
    wanders = iter(stream.drift("wander", sum(map(len, layout.lines)), WANDER_MEMORY, WANDER_SD))
    top, middle = box.y + _top_slack(box.height - layout.height), box.center.x
    items: list[Item] = []
    for index, (line, baseline) in enumerate(zip(layout.lines, layout.baselines, strict=True)):
        start = (
            box.x + layout.edge + min(max(MARGIN_SHARE * MARGIN_REACH + margins[index], 0.0), MARGIN_REACH)
        )
        size = layout.x_height * _enlargement(layout, index)
        shift, slope = LEADING_SD * shifts[index], slopes[index]
        placed = []
        for word, distance in _along(line, box.width / size):
            x = start + distance * size
            rise = _held(shift + slope * (x - middle) + next(wanders), slope * word.width * size)
            placed.append(_place_word(word, faces[word.forms], Point(x, top + baseline + rise), slope, size))
        items.append(Line(faces[line[0].forms], colors[index], tuple(placed)))
    return items


def _top_slack(slack: float) -> float:
    """Return how far a short note starts down the page: people leave more room below than above."""
    return max(0.0, slack) * 0.36


def _slopes(stream: Stream, count: int) -> list[float]:
    page, *lines = stream.normals("slope", count + 1)
    tilt = PAGE_SLOPE + PAGE_SLOPE_SD * page
    return [_clamped(tilt + LINE_SLOPE_SD * line, SLOPE_LIMIT) for line in lines]


def _clamped(value: float, limit: float) -> float:
    return min(limit, max(-limit, value))


def _held(drop: float, more: float) -> float:
    """Return how far below its line a word starts, neither start nor end beyond the limit; `more` is what its slope adds."""
    return min(RISE_LIMIT - max(0.0, more), max(-RISE_LIMIT - min(0.0, more), drop))


def _enlargement(layout: Layout, index: int) -> float:
    """Return how much larger than the others a line is written: a signature, as far as the measure allows."""
    if not _is_signature(layout, index % len(layout.lines)):
        return 1.0
    room = layout.measure / (_line_width(layout.lines[index]) * layout.x_height)
    return max(1.0, min(SIGNATURE_SIZE, room))


def _is_signature(layout: Layout, index: int) -> bool:
    """A short last line after a short closing is a signature."""
    if index != len(layout.lines) - 1 or index == 0:
        return False
    closing, name = layout.lines[index - 1], layout.lines[index]
    return (
        len(name) <= SIGNATURE_WORDS
        and len(closing) <= SIGNATURE_WORDS + 1
        and closing[-1].text.endswith(",")
    )


def _along(line: Sequence[Written], measure: float) -> list[tuple[Written, float]]:
    """Return each word with its distance from the line's start, in x-heights.

    Gaps close up a little where a person sees the edge of the paper coming.
    """
    placed: list[tuple[Written, float]] = []
    x = 0.0
    for word in line:
        placed.append((word, x))
        near_edge = max(0.0, (x / measure - SQUEEZE_FROM) / (1 - SQUEEZE_FROM))
        x += word.width + word.gap * (1 - SQUEEZE * near_edge)
    return placed


def _place_word(word: Written, face: HandFace, at: Point, slope: float, x_height: float) -> Word:
    """Return the word with its ink starting at a point of its own straight baseline."""
    size = x_height / word.forms.x_height_em
    across, up = size * word.stretch, size * word.size
    turn = Transform(across, across * slope, -size * word.slant, up, at.x - word.left * x_height, at.y)
    return Word(word.text, word.glyphs, turn, face=face)


class _Faces(dict[Forms, HandFace]):
    """A page's faces, found once for each hand: to look for one by all values of its pen costs more than a word."""

    def __init__(self, x_height: float, pen: Pen) -> None:
        super().__init__()
        self._x_height, self._pen = x_height, pen

    def __missing__(self, forms: Forms) -> HandFace:
        found = self[forms] = _face(forms, self._x_height, self._pen)
        return found


@lru_cache(maxsize=64)
def _face(forms: Forms, x_height: float, pen: Pen) -> HandFace:
    """Return the hand with its pen: the same width in millimeters, however large the writing."""
    nib_em = nib_width(pen, forms.hand, x_height) * forms.x_height_em / x_height
    return HandFace(forms, nib_em, f"{forms.hand.id}/{forms.seed}/{pen.id}/{nib_em:.5f}", pen)
