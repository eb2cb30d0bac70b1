"""The layout of a page: words broken into lines at one size, and the paper they need.

Which words a page has and how they come out is `behaviour`'s; where each one stands is `placing`'s. Lengths are points if
not said otherwise, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import radians
from operator import add, mul
from typing import Final, NamedTuple

import numpy as np

from cardmaker.hand.behaviour import SLANT_LIMIT, Writing, extent_of
from cardmaker.hand.noise import Stream
from cardmaker.model import Habits, Paragraphs
from cardmaker.text.breaks import break_lines
from cardmaker.units import MM

PARAGRAPH_GAP: Final = 0.5  # of the leading, beyond it
INDENTED_GAP: Final = 0.06  # the same, before a paragraph that starts further in
INDENT_SPREAD: Final = 0.22  # of the indent: nobody measures it
PROSE: Final = 1.15  # lines that make a paragraph: greetings and closings are never indented

SIGNATURE_SIZE: Final = 1.2  # a signature is bolder and faster than the text: larger, wider, leaning, pressed
SIGNATURE_STRETCH: Final = 1.07
SIGNATURE_SPARE: Final = 1.5  # x-heights of the measure that its inset and its slant need
SIGNATURE_WORDS: Final = 4

ASCENT: Final = 2.2  # x-heights kept free above the first baseline, more if a letter of the line rises higher
DESCENT: Final = 1.5
TALLEST: Final = 3.1  # x-heights from its baseline that a word's slant carries aside, at most

RISE_LIMIT: Final = 1.5 * MM
"""How far slope and wander may carry a word off its line; the box keeps that much free above and below."""


Span = range
"""Words of a page that stand together, by their numbers."""

Paragraph = Sequence[Span]
"""A paragraph's lines, each a run of words that the writer ended on purpose."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Words broken into lines at one size. `nib` is the nib's reach (pt).

    `rows` tells each line's place in its paragraph, from 0; `indents` (x-heights) how much further in it starts.
    `room` (pt) is kept free below the last line. Only where it `may_sign` is a last line a signature. Without slots, so that what many ask for is reckoned once.
    """

    habits: Habits
    x_height: float
    leading: float
    measure: float
    nib: float
    room: float
    words: Writing
    lines: tuple[Span, ...]
    rows: tuple[int, ...]
    indents: tuple[float, ...]
    may_sign: bool = True

    @property
    def edge(self) -> float:
        """How far ink may go sideways beyond the center lines."""
        return edge_of(self.nib, self.x_height, self.habits)

    @cached_property
    def baselines(self) -> list[float]:
        """How far down the box each line stands, if the first is as high as it may be."""
        rise, _ = _extent(self.words, self.lines[0])
        first = RISE_LIMIT + self.nib + max(ASCENT, rise) * self.x_height
        steps = (self.leading * (1 + gap) for gap in map(_gap_before, self.rows[1:], self.indents[1:]))
        return list(accumulate(steps, initial=first))

    def bottom(self, index: int, baseline: float) -> float:
        """Return how far down the box a line on this baseline needs paper, with the room kept below it."""
        larger = self.enlargement if index in {-1, len(self.lines) - 1} else 1.0
        _, drop = _extent(self.words, self.lines[index])
        return baseline + (max(DESCENT, drop) * self.x_height + self.nib) * larger + RISE_LIMIT + self.room

    @property
    def is_signed(self) -> bool:
        """A short last line after a closing is a signature."""
        is_short = len(self.lines) > 1 and len(self.lines[-1]) <= SIGNATURE_WORDS
        return self.may_sign and is_short and self.closes(-2)

    def closes(self, index: int) -> bool:
        """Return whether a line is a closing, such as `Warm regards,`: it is short and ends with a comma."""
        line = self.lines[index]
        return len(line) <= SIGNATURE_WORDS + 1 and self.words.texts[line[-1]].endswith(",")

    @property
    def signature(self) -> Span:
        """The words of a signature that is written larger, none of the last if there is no such."""
        count = len(self.words.texts)
        return self.lines[-1] if self.enlargement > 1 else range(count, count)

    @cached_property
    def enlargement(self) -> float:
        """How much larger than the others the last line is written: a signature, as far as the measure allows."""
        if not self.is_signed:
            return 1.0
        name = self.widths[-1] * SIGNATURE_STRETCH * self.x_height
        return max(1.0, min(SIGNATURE_SIZE, (self.measure - SIGNATURE_SPARE * self.x_height) / name))

    @cached_property
    def height(self) -> float:
        return self.bottom(-1, self.baselines[-1])

    @cached_property
    def widths(self) -> list[float]:
        """How wide the lines are, in x-heights."""
        firsts, lasts = [line[0] for line in self.lines], [line[-1] for line in self.lines]
        whole = np.add.reduceat(self.words.width + self.words.gap, firsts) - self.words.gap[lasts]
        widths: list[float] = whole.tolist()
        return widths

    @property
    def width(self) -> float:
        return max(map(add, self.indents, self.widths), default=0.0) * self.x_height


def indents_of(paragraphs: Sequence[Paragraph], stream: Stream, habits: Habits) -> list[float]:
    """Return how much further in each paragraph would start, in x-heights."""
    if habits.paragraph is Paragraphs.GAP:
        return [0.0] * len(paragraphs)
    luck = stream.normals("indent", len(paragraphs))
    return [habits.indent * (1 + INDENT_SPREAD * each) for each in luck]


def break_paragraphs(
    words: Writing, paragraphs: Sequence[Paragraph], indents: Sequence[float], measure: float
) -> tuple[tuple[Span, ...], tuple[int, ...], tuple[float, ...]]:
    """Return the lines, their places in their paragraphs, and their indents; the measure is in x-heights."""
    breaker = _Breaker(words.texts, words.width.tolist(), words.gap.tolist(), measure)
    lines: list[Span] = []
    rows: list[int] = []
    starts: list[float] = []
    for paragraph, wanted in zip(paragraphs, indents, strict=True):
        indent = breaker.indent(paragraph[0], wanted)
        broken = [
            line
            for number, run in enumerate(paragraph)
            for line in breaker.lines(run, 0.0 if number else indent)
        ]
        lines += broken
        rows += range(len(broken))
        starts += [indent, *[0.0] * (len(broken) - 1)]
    return tuple(lines), tuple(rows), tuple(starts)


class _Breaker(NamedTuple):
    """The words of a page and the measure, in x-heights."""

    texts: Sequence[str]
    widths: list[float]
    gaps: list[float]
    measure: float

    def indent(self, run: Span, wanted: float) -> float:
        """Return how much further in a paragraph starts that begins with this run: not at all if it is no prose."""
        widths, gaps = self.widths[run.start : run.stop], self.gaps[run.start : run.stop - 1]
        is_prose = sum(widths) + sum(gaps) > PROSE * self.measure
        return max(0.0, min(wanted, self.measure - widths[0])) if is_prose else 0.0

    def lines(self, run: Span, indent: float) -> list[Span]:
        """Return a run of words as lines, the first of them shorter by the indent."""
        start, end = run.start, run.stop
        widths = self.widths[start:end]
        widths[0] += indent
        ends = break_lines(self.texts[start:end], widths, self.gaps[start:end], self.measure)
        return [run[begin:end] for begin, end in pairwise([0, *ends])]


def edge_of(nib: float, x_height: float, habits: Habits) -> float:
    return nib + TALLEST * (SLANT_LIMIT + abs(radians(habits.lean))) * x_height


def _gap_before(row: int, indent: float) -> float:
    """Return the gap above a line, as a share of the leading."""
    if row:
        return 0.0
    return INDENTED_GAP if indent else PARAGRAPH_GAP


def _extent(words: Writing, line: Span) -> tuple[float, float]:
    """Return how far above and below its baseline a line may reach, in x-heights."""
    sizes = words.size[line.start : line.stop].tolist()
    extents = [extent_of(words.forms[number], words.texts[number]) for number in line]
    rises, drops = zip(*extents, strict=True)
    return max(map(mul, sizes, rises)), max(map(mul, sizes, drops))
