"""Letters put together as a writer does: the letter, then its accent with the same pen.

All Latin letters with marks are made so, even those that a face draws itself: a name keeps one hand from end to end, no
accent touches its letter and none floats. What a mark looks like is told in `marks`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import marks as m
import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.strokes import End, PenGlyph, PenLine

Points = NDArray[np.float64]
Lines = list[PenLine]

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

LEAN = 0.6
"""How much of the hand's slant its accents take."""

USUAL_WIDTH = 0.95
"""Advance of a small letter, in x-heights, over which marks have their full width."""

CAPITAL_MARKS = 1.1
OFF_LETTER = 1000
"""Groups from here on are those of marks that stand apart and may move by themselves."""

COMMAS = dict.fromkeys("ĢĶķĻļŅņŖŗ", m.COMMA_BELOW) | {"ģ": m.TURNED_COMMA}
APOSTROPHES = dict.fromkeys("ďľťĽ", m.APOSTROPHE)
"""Letters whose mark is written otherwise than Unicode takes it apart."""


class Maker(NamedTuple):
    """A hand's letters and measures (units): what `composed` works from."""

    glyphs: Mapping[str, PenGlyph]
    x_height: float
    slant: float
    narrow: float
    """How wide marks are drawn: less than 1 in a hand of narrow letters."""


def composed(
    glyphs: Mapping[str, PenGlyph], x_height: float, ids: Iterator[int], poor: Iterable[str] = ()
) -> dict[str, PenGlyph]:
    """Return the letters and signs made from others: those with marks, and those that are poor or lacking.

    Each takes the next of `ids`, since a face may draw two letters with one glyph.
    """
    maker = Maker(glyphs, x_height, slant_of(glyphs), _narrowness(glyphs, x_height))
    made: dict[str, PenGlyph] = {}
    for char in wanted():
        remake = char not in glyphs or char in REMADE or char in poor
        found = _accented(char, maker) or (_assembled(char, maker) if remake else None)
        if found:
            advance, lines = found
            made[char] = PenGlyph(next(ids), round(advance), _regrouped(lines))
    return made


def wanted() -> list[str]:
    letters = [chr(code) for first, last in RANGES for code in range(first, last)]
    return list(dict.fromkeys([*letters, *COPIES, *sorted(PARTS)]))


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


# --- letters with marks


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


def without_dot(char: str, lines: Sequence[PenLine]) -> Lines:
    """Return the lines of a letter, an i or j without its dot."""
    if char not in "ij" or len(lines) < 2:
        return list(lines)
    top = max(_low(line) for line in lines)
    return [line for line in lines if _low(line) < top]


def _above(stack: Sequence[str], obstacles: Lines, body: Lines, size: float, maker: Maker) -> Lines:
    """Return the marks above, the second one on its perch on the first."""
    if not stack:
        return []
    first = m.ABOVE[stack[0]]
    x = _middle(body, upper=True)
    reach = _reach(first, size * maker.narrow)
    top = max(_top_between(obstacles, x + reach[0], x + reach[1]), _top(body) - 0.12 * maker.x_height)
    y = top + GAP * maker.x_height
    x += maker.slant * LEAN * (y + 0.15 * size - _top(body))
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
    x = _middle(body, upper=False)
    reach = 0.12 * maker.x_height
    if base in "yY" and _low_of(body) < -0.3 * maker.x_height:
        x = float(np.vstack([line.points for line in body])[:, 0].max()) - 0.15 * maker.x_height
    y = min(0.0, _bottom_between(body, x - reach, x + reach)) - GAP * maker.x_height
    return _drawn(m.BELOW[mark], (x + maker.slant * LEAN * y, y), size, maker, 50)


def _root(mark: str, body: Lines) -> tuple[tuple[float, float], PenLine]:
    """Return where a mark grows out of its letter, and the line it grows from."""
    dense = [(point, line) for line in body for point in _dense(line)]
    points = np.array([point for point, _ in dense])
    x, y = points.T
    left, width, top = x.min(), np.ptp(x), y.max()
    if mark == m.HORN:
        score = np.where(y > 0.55 * top, 0.6 * x + y, -np.inf)
    elif mark == m.OGONEK:
        score = np.where(x > left + 0.3 * width, 0.25 * x - 2 * y, -np.inf)
    else:
        score = -y - 0.6 * np.abs(x - _middle(body, upper=False))
    best = int(score.argmax())
    return (float(x[best]), float(y[best])), dense[best][1]


def _beside(body: Lines, maker: Maker) -> tuple[float, float]:
    """Return where an apostrophe starts: near the top of the letter, clear of its stem on the right."""
    points = np.vstack([_dense(line) for line in body])
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


def curve(points: Points, pieces: int = 4) -> Points:
    """Return a smooth line through the points (Catmull-Rom)."""
    if len(points) < 3:
        return points.copy()
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None]
    spans = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        bend = (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        spans.append((2 * b + (c - a) * t + bend) / 2)
    return np.vstack([*spans, points[-1:]])


# --- where a letter has its top, middle and foot


def _dense(line: PenLine, step: float = 8.0) -> Points:
    if len(line.points) < 2:
        return np.asarray(line.points, dtype=float)
    at = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line.points, axis=0).T))])
    new = np.linspace(0, at[-1], max(2, int(at[-1] / step)))
    return np.stack([np.interp(new, at, column) for column in line.points.T], axis=1)


def _middle(body: Lines, *, upper: bool) -> float:
    """Return the middle of a letter's upper or lower third."""
    points = np.vstack([_dense(line) for line in body])
    up = points[:, 1] if upper else -points[:, 1]
    third = points[up >= up.max() - np.ptp(up) / 3, 0]
    return float(third.min() + third.max()) / 2


def _top_between(lines: Lines, left: float, right: float) -> float:
    points = np.vstack([_dense(line) for line in lines])
    near = points[(points[:, 0] >= left) & (points[:, 0] <= right)]
    return float((near if len(near) else points)[:, 1].max())


def _bottom_between(lines: Lines, left: float, right: float) -> float:
    flipped = [line._replace(points=line.points * (1, -1)) for line in lines]
    return -_top_between(flipped, left, right)


def _reach(mark: m.Mark, size: float) -> tuple[float, float]:
    x = [place[0] * size for line in mark.lines for place in line]
    return min(x) - 0.14 * size, max(x) + 0.14 * size


def _top(lines: Lines) -> float:
    return max(float(line.points[:, 1].max()) for line in lines)


def _low(line: PenLine) -> float:
    return float(line.points[:, 1].min())


def _low_of(lines: Lines) -> float:
    return min(map(_low, lines))


# --- letters and signs put together from others

COPIES = {"ʼ": "’", "‐": "-", "‑": "-", "―": "—", "−": "–", "ȷ": "j", "ı": "i"}
"""Signs that look like others; i and j lose their dot."""

BARS = {
    "đ": ("d", 0.80, 0.30, 0.02, "right"),
    "ħ": ("h", 0.80, 0.30, 0.02, "left"),
    "ŧ": ("t", 0.42, 0.24, 0.03, "left"),
    "ł": ("l", 0.55, 0.24, 0.20, "left"),
    "Đ": ("D", 0.50, 0.32, 0.02, "left"),
    "Ð": ("D", 0.50, 0.32, 0.02, "left"),
    "Ħ": ("H", 0.76, 0.30, 0.02, "all"),
    "Ŧ": ("T", 0.48, 0.30, 0.03, "left"),
    "Ł": ("L", 0.50, 0.27, 0.20, "left"),
}
"""Letter, where the bar crosses it (of its height), half its width and its rise (x-heights), and through which stem."""

STEM = 0.45
"""The two sides of a loop or a doubled stem lie no further apart than this many x-heights."""

PAIRS = {"ĳ": "ij", "Ĳ": "IJ", "ŉ": "’n", "…": "...", "“": "‘‘", "”": "’’", "„": "‚‚"}
PAIRS |= {"œ": "oe", "Œ": "OE", "Æ": "AE"}
CLOSE = dict.fromkeys("…“”„", 0.7) | {"œ": 0.85, "Œ": 0.8, "Æ": 0.85}
"""How much of its advance a first sign keeps before the second."""
REMADE = {"ł", "Ł", "€", "%", "ð", "’", "'"}
"""Signs that many faces draw too small for a pen, like another letter, or too near to a capital."""

PARTS = [*PAIRS, *BARS, *REMADE - BARS.keys(), "‘", "’", "‚", "–", "—"]
"""What is put together besides the letters in RANGES."""


def _assembled(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return a letter or sign that the hand lacks, put together; None if its parts are lacking too."""
    makers = (
        _copy,
        _barred,
        _side_by_side,
        _tailed,
        _dotted,
        _enlarged,
        _percent,
        _long_s,
        _quote,
        _dash,
        _euro,
        _eth,
    )
    return next((found for make in makers if (found := make(char, maker))), None)


def _copy(char: str, maker: Maker) -> tuple[float, Lines] | None:
    glyph = maker.glyphs.get(COPIES.get(char, ""))
    return (glyph.advance, without_dot(COPIES[char], glyph.lines)) if glyph else None


def _barred(char: str, maker: Maker) -> tuple[float, Lines] | None:
    base, height, half, rise, which = BARS.get(char, ("", 0.0, 0.0, 0.0, ""))
    if base not in maker.glyphs:
        return None
    glyph, unit = maker.glyphs[base], maker.x_height
    y = height * _top(list(glyph.lines))
    stem = _stem(sorted(_crossings(glyph.lines, y)), which, STEM * unit)
    if not stem:
        return None
    x, reach = (stem[0] + stem[-1]) / 2, half * unit + (stem[-1] - stem[0]) / 2
    ends = np.array([[x - reach, y - rise * unit], [x, y + 0.01 * unit], [x + reach, y + rise * unit]])
    bar = PenLine(curve(ends), np.ones(len(curve(ends))), End.FREE, End.FREE, OFF_LETTER)
    return glyph.advance, [*glyph.lines, bar]


def _stem(crossed: Sequence[float], which: str, width: float) -> Sequence[float]:
    """Return those crossings of a letter that belong to its leftmost or rightmost stem."""
    if which == "left":
        return [x for x in crossed if x <= crossed[0] + width]
    return [x for x in crossed if which == "all" or x >= crossed[-1] - width]


def _crossings(lines: Iterable[PenLine], y: float) -> Iterator[float]:
    """Yield where lines cross a height."""
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line.points.tolist()):
            if (y1 - y) * (y2 - y) < 0:
                yield x1 + (x2 - x1) * (y - y1) / (y2 - y1)


def _side_by_side(char: str, maker: Maker) -> tuple[float, Lines] | None:
    parts = PAIRS.get(char, "")
    found = [_part(part, maker) for part in parts]
    if not parts or not all(found):
        return None
    pen, lines = 0.0, Lines()
    for number, part in enumerate(found):
        advance, drawn = part or (0.0, [])
        advance *= CLOSE.get(char, 1.0)
        lines += [line._replace(group=line.group + 40 * number) for line in _aside(drawn, pen)]
        pen += advance
    return pen, lines


def _part(char: str, maker: Maker) -> tuple[float, Lines] | None:
    glyph = maker.glyphs.get(char)
    return (glyph.advance, list(glyph.lines)) if glyph else _quote(char, maker)


def _quote(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return a curly quote: a comma raised; turned for one that opens, kept clear of a capital by one that closes."""
    own, comma = maker.glyphs.get(char), maker.glyphs.get(",")
    if char not in "'‘’‚" or comma is None:
        return None
    if char == "‚":
        return comma.advance, list(comma.lines)
    advance, lines = (own.advance, list(own.lines)) if own else _raised_comma(char, comma, maker)
    if char == "‘":
        return advance, lines
    aside = max(
        0.0, _overhang(maker) + 0.26 * maker.x_height - min(float(p.points[:, 0].min()) for p in lines)
    )
    return advance + aside, _aside(lines, aside)


def _raised_comma(char: str, comma: PenGlyph, maker: Maker) -> tuple[float, Lines]:
    points = np.vstack([line.points for line in comma.lines])
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    high = np.array([0.0, 1.7 * maker.x_height - middle[1]])
    turn = -1 if char == "‘" else 1
    moved = [line._replace(points=(line.points - middle) * turn + middle + high) for line in comma.lines]
    return comma.advance, moved


def _overhang(maker: Maker) -> float:
    """Return how far O and D reach beyond their advance at the height of a quote: O’Brien, D’Angelo."""
    reaches = [0.0]
    for char in "OD":
        glyph = maker.glyphs[char]
        points = np.vstack([_dense(line) for line in glyph.lines])
        high = points[points[:, 1] > 1.2 * maker.x_height, 0]
        reaches.append(float(high.max()) - glyph.advance if len(high) else 0.0)
    return max(reaches)


def _dash(char: str, maker: Maker) -> tuple[float, Lines] | None:
    hyphen = maker.glyphs.get("-")
    if char not in "–—" or hyphen is None:
        return None
    grow = {"–": 1.5, "—": 2.2}[char]
    lines = [line._replace(points=line.points * (grow, 1)) for line in hyphen.lines]
    return hyphen.advance * grow, lines


def _tailed(char: str, maker: Maker) -> tuple[float, Lines] | None:
    glyph = maker.glyphs.get({"ŋ": "n", "Ŋ": "N"}.get(char, ""))
    if glyph is None:
        return None
    points = np.vstack([_dense(line) for line in glyph.lines])
    feet = points[points[:, 1] < 0.2 * maker.x_height]
    foot = feet[int((feet[:, 0] - 0.5 * feet[:, 1]).argmax())]
    path = np.array([(0.0, 0.0), (0.0, -0.25), (-0.14, -0.48), (-0.38, -0.45)]) * maker.x_height
    tail = curve(path) + foot
    line = PenLine(tail, np.ones(len(tail)), End.ON_LINE, End.FREE, glyph.lines[-1].group)
    return glyph.advance, [*glyph.lines, line]


def _dotted(char: str, maker: Maker) -> tuple[float, Lines] | None:
    glyph = maker.glyphs.get({"ŀ": "l", "Ŀ": "L"}.get(char, ""))
    if glyph is None:
        return None
    right = max(_crossings(glyph.lines, 0.8 * maker.x_height), default=glyph.advance / 2)
    place = np.array([[right + 0.4 * maker.x_height, 0.8 * maker.x_height]])
    room = max(glyph.advance, float(place[0, 0]) + 0.2 * maker.x_height)
    return room, [*glyph.lines, PenLine(place, np.ones(1), End.FREE, End.FREE, OFF_LETTER)]


def _enlarged(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return ẞ: an ß as high as a capital, on the baseline; one with a tail is high enough."""
    if char != "ẞ" or not {"ß", "H"} <= maker.glyphs.keys():
        return None
    small, capital = maker.glyphs["ß"], maker.glyphs["H"]
    points = np.vstack([line.points for line in small.lines])
    if points[:, 1].min() < -0.3 * maker.x_height:
        return small.advance, list(small.lines)
    grow = _top(list(capital.lines)) / np.ptp(points[:, 1])
    wide = max(grow, 1.1)
    moved = [
        line._replace(points=(line.points - (0, points[:, 1].min())) * (wide, grow)) for line in small.lines
    ]
    return small.advance * wide, moved


def _percent(char: str, maker: Maker) -> tuple[float, Lines] | None:
    if char != "%" or not {"o", "/"} <= maker.glyphs.keys():
        return None
    ring, slash = maker.glyphs["o"], maker.glyphs["/"]
    unit, small = maker.x_height, 0.52
    width = ring.advance * small
    places = ((0.0, 1.1 * unit), (width + 0.75 * slash.advance, 0.0))
    rings = [
        line._replace(points=line.points * small + place, group=OFF_LETTER + number)
        for number, place in enumerate(places)
        for line in ring.lines
    ]
    return 2 * width + 0.8 * slash.advance, [*rings, *_aside(slash.lines, 0.6 * width)]


def _long_s(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return an f without its bar, if the bar is a stroke of its own."""
    if char != "ſ" or "f" not in maker.glyphs:
        return None
    glyph = maker.glyphs["f"]
    stems = [line for line in glyph.lines if np.ptp(line.points[:, 1]) > np.ptp(line.points[:, 0])]
    return (glyph.advance, stems) if len(stems) < len(glyph.lines) else None


def _euro(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return a C with two bars."""
    glyph = maker.glyphs.get("C")
    if char != "€" or glyph is None:
        return None
    unit, top = maker.x_height, _top(list(glyph.lines))
    lines = list(glyph.lines)
    for number, (height, half) in enumerate(((0.58, 0.42), (0.40, 0.38))):
        left = min(_crossings(glyph.lines, height * top), default=0.0)
        y = height * top
        ends = np.array([(left - 0.22 * unit, y), (left + half * unit, y + 0.03 * unit)])
        lines.append(PenLine(ends, np.ones(2), End.FREE, End.FREE, OFF_LETTER + number))
    return glyph.advance, lines


def _eth(char: str, maker: Maker) -> tuple[float, Lines] | None:
    """Return ð: an o with a stem bent back over it, and a bar."""
    glyph = maker.glyphs.get("o")
    if char != "ð" or glyph is None:
        return None
    unit = maker.x_height
    body = np.vstack([_dense(line) for line in glyph.lines])
    ring = body[(body[:, 1] > 0.25 * unit) & (body[:, 1] < 0.75 * unit)]
    left, right = ring[:, 0].min(), _bowl_right(glyph.lines, 0.5 * unit)
    wide = right - left
    path = [
        (right, 0.5 * unit),
        (right - 0.05 * wide, unit),
        (left + 0.55 * wide, 1.5 * unit),
        (left, 1.85 * unit),
    ]
    stem = curve(np.array(path))
    stem[:, 0] += maker.slant * LEAN * (stem[:, 1] - 0.5 * unit)
    bar = stem[len(stem) * 2 // 3] + np.array([(-0.26, -0.10), (0.30, 0.12)]) * unit
    own = glyph.lines[0].group
    drawn = PenLine(stem, np.ones(len(stem)), End.ON_LINE, End.FREE, own)
    return glyph.advance, [*glyph.lines, drawn, PenLine(bar, np.ones(2), End.FREE, End.FREE, OFF_LETTER)]


def _bowl_right(lines: Iterable[PenLine], y: float) -> float:
    """Return where a bowl's right side crosses a height: the second crossing, before any stroke that leads on."""
    crossed = sorted(_crossings(lines, y))
    return next((x for x in crossed[1:] if x - crossed[0] > 0.3 * y), crossed[-1])


def _aside(lines: Iterable[PenLine], way: float) -> Lines:
    return [line._replace(points=line.points + np.array([way, 0.0])) for line in lines]


def _regrouped(lines: Sequence[PenLine]) -> tuple[PenLine, ...]:
    """Return the lines with their groups counted from 0."""
    names = {group: number for number, group in enumerate(dict.fromkeys(line.group for line in lines))}
    return tuple(line._replace(group=names[line.group]) for line in lines)
