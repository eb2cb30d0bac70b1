"""The layout of a page: words broken into lines at one size, and the paper they need.

Which words a page has and how they come out is `behaviour`'s; where each one stands is `placing`'s. Lengths are points if
not said otherwise, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import radians
from typing import Final, NamedTuple

from cardmaker.hand.behaviour import SLANT_LIMIT, Written, extent_of
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
        return edge_of(self.nib, self.x_height, self.habits)

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
        if not is_signed(self.lines):
            return 1.0
        name = line_width(self.lines[-1]) * SIGNATURE_STRETCH * self.x_height
        return max(1.0, min(SIGNATURE_SIZE, (self.measure - SIGNATURE_SPARE * self.x_height) / name))

    @property
    def height(self) -> float:
        return self.bottom(-1, self.baselines[-1])

    @property
    def width(self) -> float:
        ends = (indent + line_width(line) for line, indent in zip(self.lines, self.indents, strict=True))
        return max(ends, default=0.0) * self.x_height


def indents_of(paragraphs: Sequence[Paragraph], stream: Stream, habits: Habits) -> list[float]:
    """Return how much further in each paragraph would start, in x-heights."""
    if habits.paragraph is Paragraphs.GAP:
        return [0.0] * len(paragraphs)
    luck = stream.normals("indent", len(paragraphs))
    return [habits.indent * (1 + INDENT_SPREAD * each) for each in luck]


def break_paragraphs(
    paragraphs: Sequence[Paragraph], indents: Sequence[float], measure: float
) -> tuple[tuple[tuple[Written, ...], ...], tuple[int, ...], tuple[float, ...]]:
    """Return the lines, their places in their paragraphs, and their indents; the measure is in x-heights."""
    lines: list[tuple[Written, ...]] = []
    rows: list[int] = []
    starts: list[float] = []
    for paragraph, wanted in zip(paragraphs, indents, strict=True):
        run = paragraph.lines[0]
        indent = max(0.0, min(wanted, measure - run[0].width)) if line_width(run) > PROSE * measure else 0.0
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


def edge_of(nib: float, x_height: float, habits: Habits) -> float:
    return nib + TALLEST * (SLANT_LIMIT + abs(radians(habits.lean))) * x_height


def line_width(line: Sequence[Written]) -> float:
    return sum(word.width + word.gap for word in line) - line[-1].gap


def closes(line: Sequence[Written]) -> bool:
    """A short line that ends with a comma is a closing, such as `Warm regards,`."""
    return len(line) <= SIGNATURE_WORDS + 1 and line[-1].text.endswith(",")


def is_signed(lines: Sequence[Sequence[Written]]) -> bool:
    """A short last line after a closing is a signature."""
    return len(lines) > 1 and len(lines[-1]) <= SIGNATURE_WORDS and closes(lines[-2])


def _gap_before(row: int, indent: float) -> float:
    """Return the gap above a line, as a share of the leading."""
    if row:
        return 0.0
    return INDENTED_GAP if indent else PARAGRAPH_GAP


def _rise_of(word: Written) -> float:
    """Return how far a word may rise above its baseline, in x-heights."""
    return word.size * extent_of(word.forms, word.text)[0]


def _drop_of(word: Written) -> float:
    """Return how far a word may go below its baseline, in x-heights."""
    return word.size * extent_of(word.forms, word.text)[1]
