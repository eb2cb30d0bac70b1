"""Letters and signs that a hand lacks, or draws poorly, put together from others: bars, pairs, quotes, dashes, €."""

from collections.abc import Iterable, Sequence

import numpy as np
from letterparts import (
    LEAN,
    OFF_LETTER,
    Lines,
    Maker,
    aside_by,
    crossings,
    curve,
    dense,
    top_of,
    without_dot,
)

from cardmaker.hand.strokes import End, PenGlyph, PenLine

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

SMALL_RING = 0.52
RING_WIDTH = 0.22
"""The rings of % are so large against an o, but at least so wide (x-heights), or a pen would fill them."""

PAIRS = {"ĳ": "ij", "Ĳ": "IJ", "ŉ": "’n", "…": "...", "“": "‘‘", "”": "’’", "„": "‚‚"}
PAIRS |= {"œ": "oe", "Œ": "OE", "Æ": "AE"}

CLOSE = dict.fromkeys("…“”„", 0.7) | {"œ": 0.85, "Œ": 0.8, "Æ": 0.85}
"""How much of its advance a first sign keeps before the second."""

REMADE = {"ł", "Ł", "€", "%", "ð", "’", "'"}
"""Signs that many faces draw too small for a pen, like another letter, or too near to a capital."""

PARTS = [*PAIRS, *BARS, *REMADE - BARS.keys(), "‘", "’", "‚", "–", "—"]
"""What is put together besides the letters in RANGES."""


def assembled(char: str, maker: Maker) -> tuple[float, Lines] | None:
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
    y = height * top_of(list(glyph.lines))
    stem = _stem(sorted(crossings(glyph.lines, y)), which, STEM * unit)
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


def _side_by_side(char: str, maker: Maker) -> tuple[float, Lines] | None:
    parts = PAIRS.get(char, "")
    found = [_part(part, maker) for part in parts]
    if not parts or not all(found):
        return None
    pen, lines = 0.0, Lines()
    for number, part in enumerate(found):
        advance, drawn = part or (0.0, [])
        advance *= CLOSE.get(char, 1.0)
        lines += [line._replace(group=line.group + 40 * number) for line in aside_by(drawn, pen)]
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
    return advance + aside, aside_by(lines, aside)


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
        points = np.vstack([dense(line) for line in glyph.lines])
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
    points = np.vstack([dense(line) for line in glyph.lines])
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
    right = max(crossings(glyph.lines, 0.8 * maker.x_height), default=glyph.advance / 2)
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
    grow = top_of(list(capital.lines)) / np.ptp(points[:, 1])
    wide = max(grow, 1.1)
    moved = [
        line._replace(points=(line.points - (0, points[:, 1].min())) * (wide, grow)) for line in small.lines
    ]
    return small.advance * wide, moved


def _percent(char: str, maker: Maker) -> tuple[float, Lines] | None:
    if char != "%" or not {"o", "/"} <= maker.glyphs.keys():
        return None
    ring, slash = maker.glyphs["o"], maker.glyphs["/"]
    unit, small = maker.x_height, max(SMALL_RING, RING_WIDTH * maker.x_height / _width(ring))
    width = ring.advance * small
    places = ((0.0, 1.1 * unit), (width + 0.75 * slash.advance, 0.0))
    rings = [
        line._replace(points=line.points * small + place, group=OFF_LETTER + number)
        for number, place in enumerate(places)
        for line in ring.lines
    ]
    return 2 * width + 0.8 * slash.advance, [*rings, *aside_by(slash.lines, 0.6 * width)]


def _width(glyph: PenGlyph) -> float:
    return float(np.ptp(np.vstack([line.points for line in glyph.lines])[:, 0]))


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
    unit, top = maker.x_height, top_of(list(glyph.lines))
    lines = list(glyph.lines)
    for number, (height, half) in enumerate(((0.58, 0.42), (0.40, 0.38))):
        left = min(crossings(glyph.lines, height * top), default=0.0)
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
    body = np.vstack([dense(line) for line in glyph.lines])
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
    crossed = sorted(crossings(lines, y))
    return next((x for x in crossed[1:] if x - crossed[0] > 0.3 * y), crossed[-1])
