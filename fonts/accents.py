"""Letters put together as a writer does: the letter, then its accent with the same pen.

All Latin letters with marks are made so, even those that a face draws itself: a name keeps one hand from end to end, no
accent touches its letter and none floats. What a mark looks like is told in `marks`, what is put together from whole
signs in `signs`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import marks as m
import numpy as np
from letterparts import (
    LEAN,
    OFF_LETTER,
    Lines,
    Maker,
    bottom_between,
    curve,
    dense,
    low_of,
    middle,
    top_between,
    top_of,
    without_dot,
)
from signs import COPIES, PARTS, REMADE, assembled

from cardmaker.hand.strokes import End, PenGlyph, PenLine

RANGES = (
    (0xC0, 0x180),
    (0x1A0, 0x1A2),
    (0x1AF, 0x1B1),
    (0x1CD, 0x1DD),
    (0x218, 0x21C),
    (0x1E80, 0x1E86),
    (0x1E9E, 0x1E9F),
    (0x1EA0, 0x1EFA),
)
"""Latin-1, Latin Extended-A, ơ and ư, tones of Pinyin, Romanian, Welsh, ẞ, Vietnamese."""

GAP = 0.31
"""Clear of its letter by so many x-heights from center to center: two nibs, or twice a mark's own wandering."""

USUAL_WIDTH = 0.95
"""Advance of a small letter, in x-heights, over which marks have their full width."""

CAPITAL_MARKS = 1.1

COMMAS = dict.fromkeys("ĢĶķĻļŅņŖŗ", m.COMMA_BELOW) | {"ģ": m.TURNED_COMMA}

APOSTROPHES = dict.fromkeys("ďľťĽ", m.APOSTROPHE)
"""Letters whose mark is written otherwise than Unicode takes it apart."""


def composed(
    glyphs: Mapping[str, PenGlyph], x_height: float, ids: Iterator[int], poor: Iterable[str] = ()
) -> dict[str, PenGlyph]:
    """Return the letters and signs made from others: those with marks, and those that are poor or lacking.

    Each takes the next of `ids`, since a face may draw two letters with one glyph.
    """
    maker = maker_of(glyphs, x_height)
    made: dict[str, PenGlyph] = {}
    for char in wanted():
        remake = char not in glyphs or char in REMADE or char in poor
        found = _accented(char, maker) or (assembled(char, maker) if remake else None)
        if found:
            advance, lines = found
            made[char] = PenGlyph(next(ids), round(advance), _regrouped(lines))
    return made


def accented(
    letter: str, second: PenGlyph, glyphs: Mapping[str, PenGlyph], x_height: float, ids: Iterator[int]
) -> dict[str, PenGlyph]:
    """Return what marks make of a letter's second form: who ends a word with a long e does so with an é."""
    maker = maker_of(glyphs, x_height)._replace(glyphs={letter: second})
    found = ((char, _accented(char, maker)) for char in marked_letters())
    return {char: PenGlyph(next(ids), round(made[0]), _regrouped(made[1])) for char, made in found if made}


def wanted() -> list[str]:
    return list(dict.fromkeys([*marked_letters(), *COPIES, *sorted(PARTS)]))


def marked_letters() -> list[str]:
    return [chr(code) for first, last in RANGES for code in range(first, last)]


def maker_of(glyphs: Mapping[str, PenGlyph], x_height: float) -> Maker:
    return Maker(glyphs, x_height, slant_of(glyphs), _narrowness(glyphs, x_height))


def slant_of(glyphs: Mapping[str, PenGlyph]) -> float:
    """Return how far stems go aside per unit up: the middle of all steep pieces of the small letters."""
    lines = [line for char in "bdhiklnptu" for line in _letter(char, glyphs)]
    step = np.vstack([np.diff(line.points, axis=0) for line in lines if len(line.points) > 1])
    steep = step[np.abs(step[:, 0]) < 0.7 * np.abs(step[:, 1])]
    return float(np.average(steep[:, 0] / steep[:, 1], weights=np.abs(steep[:, 1])))


def _narrowness(glyphs: Mapping[str, PenGlyph], x_height: float) -> float:
    widths = [glyphs[char].advance / x_height for char in "anou"]
    return float(np.clip(np.mean(widths) / USUAL_WIDTH, 0.72, 1.1))


def _letter(char: str, glyphs: Mapping[str, PenGlyph]) -> Sequence[PenLine]:
    return glyphs[char].lines if char in glyphs else ()


def _accented(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return the advance and lines of a letter that Unicode takes apart into a letter and marks we can draw."""
    base, *found = unicodedata.normalize("NFD", char)
    if char in COMMAS or char in APOSTROPHES:
        found = [COMMAS.get(char) or APOSTROPHES[char]]
    known = m.ABOVE.keys() | m.BELOW.keys() | m.HUNG.keys() | m.BESIDE.keys()
    if not found or not base.isascii() or base not in maker.glyphs or not known.issuperset(found):
        return None
    glyph = maker.glyphs[base]
    upper = any(mark in m.ABOVE for mark in found)
    body = without_dot(base, glyph.lines) if upper else list(glyph.lines)
    size = maker.x_height * (CAPITAL_MARKS if base.isupper() else 1.0)
    marked = [line for mark in found for line in _under_or_aside(mark, base, body, size, maker)]
    stack = [mark for mark in found if mark in m.ABOVE]
    room = 0.24 * maker.x_height if m.APOSTROPHE in found else 0.0
    return glyph.advance + room, [*body, *marked, *_above(stack, [*body, *marked], body, size, maker)]


def _above(stack: Sequence[str], obstacles: Lines, body: Lines, size: float, maker: Maker) -> Lines:
    """Return the marks above, the second one on its perch on the first."""
    if not stack:
        return []
    first = m.ABOVE[stack[0]]
    x = middle(body, upper=True)
    reach = _reach(first, size * maker.narrow)
    top = max(top_between(obstacles, x + reach[0], x + reach[1]), top_of(body) - 0.12 * maker.x_height)
    y = top + GAP * maker.x_height
    x += maker.slant * LEAN * (y + 0.15 * size - top_of(body))
    placed = _drawn(first, (x, y), size, maker)
    for under, over in pairwise(stack):
        aside, up = m.TONES.get((under, over), m.ABOVE[under].perch)
        place = (x + (aside * maker.narrow + maker.slant * LEAN * up) * size, y + up * size)
        placed += _drawn(m.ABOVE[over], place, size * 0.9, maker, len(placed))
    return placed


def _under_or_aside(mark: str, base: str, body: Lines, size: float, maker: Maker) -> Lines:
    if mark in m.HUNG:
        place, line = _root(mark, body)
        return _drawn(m.HUNG[mark], place, size, maker, group=line.group, end=End.ON_LINE)
    if mark in m.BESIDE:
        return _drawn(m.BESIDE[mark], _beside(body, maker), size, maker)
    if mark not in m.BELOW:
        return []
    x = middle(body, upper=False)
    reach = 0.12 * maker.x_height
    if base in "yY" and low_of(body) < -0.3 * maker.x_height:
        x = float(np.vstack([line.points for line in body])[:, 0].max()) - 0.15 * maker.x_height
    y = min(0.0, bottom_between(body, x - reach, x + reach)) - GAP * maker.x_height
    return _drawn(m.BELOW[mark], (x + maker.slant * LEAN * y, y), size, maker, 50)


def _root(mark: str, body: Lines) -> tuple[tuple[float, float], PenLine]:
    """Return where a mark grows out of its letter, and the line it grows from."""
    spots = [(point, line) for line in body for point in dense(line)]
    points = np.array([point for point, _ in spots])
    x, y = points.T
    left, width, top = x.min(), np.ptp(x), y.max()
    if mark == m.HORN:
        score = np.where(y > 0.55 * top, 0.6 * x + y, -np.inf)
    elif mark == m.OGONEK:
        score = np.where(x > left + 0.3 * width, 0.25 * x - 2 * y, -np.inf)
    else:
        score = -y - 0.6 * np.abs(x - middle(body, upper=False))
    best = int(score.argmax())
    return (float(x[best]), float(y[best])), spots[best][1]


def _beside(body: Lines, maker: Maker) -> tuple[float, float]:
    """Return where an apostrophe starts: near the top of the letter, clear of its stem on the right."""
    points = np.vstack([dense(line) for line in body])
    top = points[:, 1].max()
    near = points[points[:, 1] > top - 0.7 * maker.x_height]
    high = max(top, 1.5 * maker.x_height) + 0.04 * maker.x_height
    return float(near[:, 0].max()) + 0.42 * maker.x_height, float(high)


def _drawn(
    mark: m.Mark,
    place: tuple[float, float],
    size: float,
    maker: Maker,
    offset: int = 0,
    group: int | None = None,
    end: End = End.FREE,
) -> Lines:
    """Return a mark's lines at a place, each a group of its own unless it grows out of one."""
    slant = maker.slant if group is None else 0.0
    lines = []
    for number, path in enumerate(mark.lines):
        points = curve(np.array(path)) * (size * maker.narrow, size)
        points[:, 0] += slant * LEAN * points[:, 1]
        own = OFF_LETTER + offset + number if group is None else group
        lines.append(PenLine(points + place, np.ones(len(points)), end, End.FREE, own))
    return lines


def _reach(mark: m.Mark, size: float) -> tuple[float, float]:
    x = [place[0] * size for line in mark.lines for place in line]
    return min(x) - 0.14 * size, max(x) + 0.14 * size


def _regrouped(lines: Sequence[PenLine]) -> tuple[PenLine, ...]:
    """Return the lines with their groups counted from 0."""
    names = {group: number for number, group in enumerate(dict.fromkeys(line.group for line in lines))}
    return tuple(line._replace(group=names[line.group]) for line in lines)
