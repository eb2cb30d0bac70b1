"""Letters a face lacks, put together as a writer would: a letter it has, and an accent from another of its letters.

So that a name keeps one hand from end to end. Only European letters with one mark are made; what still cannot be written
is left to the fallback hands.
"""

import unicodedata
from collections.abc import Mapping, Sequence

import numpy as np

from cardmaker.hand.strokes import PenGlyph, PenLine

WANTED = [
    chr(code)
    for code in (*range(0xC0, 0x180), *range(0x218, 0x21C), 0x1E80, 0x1E81, 0x1E84, 0x1E85)
    if chr(code) != "ģ"  # its cedilla is written above, as a turned comma
]

BELOW = {"\u0326", "\u0327", "\u0328"}
BEST_DONORS = "çÇşżŻ"
"""Letters whose mark is surely the one named: the cedilla of ģ ķ ļ ņ is drawn as a comma."""


def composed(glyphs: Mapping[str, PenGlyph], first_id: int) -> dict[str, PenGlyph]:
    """Return the wanted letters that the hand lacks and that its parts can make, with ids from `first_id` on."""
    made: dict[str, PenGlyph] = {}
    for char in WANTED:
        lines = None if char in glyphs else _compose(char, glyphs)
        if lines:
            base = glyphs["i" if char == "ı" else unicodedata.normalize("NFD", char)[0]]
            made[char] = PenGlyph(first_id + len(made), base.advance, _regrouped(lines))
    return made


def _compose(char: str, glyphs: Mapping[str, PenGlyph]) -> Sequence[PenLine] | None:
    if char == "ı":
        return _body("i", glyphs["i"].lines) if "i" in glyphs else None
    base, mark = (*unicodedata.normalize("NFD", char), "")[:2]
    if not mark or base not in glyphs:
        return None
    body = _body(base, glyphs[base].lines) if mark not in BELOW else list(glyphs[base].lines)
    for donor in _donors(char, mark, glyphs):
        accent, rest = _split(donor, mark, glyphs)
        if accent and rest:
            return body + _moved(accent, _shift(body, rest, mark))
    return None


def _donors(char: str, mark: str, glyphs: Mapping[str, PenGlyph]) -> list[str]:
    """Return the hand's letters with this mark, the likest first: known good, of the same case, in order."""
    found = [other for other in glyphs if unicodedata.normalize("NFD", other)[1:] == mark]
    return sorted(
        found, key=lambda other: (other not in BEST_DONORS, other.isupper() != char.isupper(), other)
    )


def _split(donor: str, mark: str, glyphs: Mapping[str, PenGlyph]) -> tuple[list[PenLine], list[PenLine]]:
    """Return a letter's lines as its accent and the rest; no accent if it grows into the letter."""
    base = glyphs.get(unicodedata.normalize("NFD", donor)[0])
    if base is None:
        return [], []
    top = max(_high(line) for line in _body(donor[0], base.lines))
    lines = glyphs[donor].lines
    if mark in BELOW:
        accent = [line for line in lines if _high(line) < 0.12 * top and _low(line) < -0.1 * top]
    else:
        accent = [line for line in lines if _low(line) > 0.9 * top]
    return accent, [line for line in lines if not any(line is other for other in accent)]


def _body(char: str, lines: Sequence[PenLine]) -> list[PenLine]:
    """Return the lines of a letter without the dot of an i or j."""
    if unicodedata.normalize("NFD", char)[0] not in "ij" or len(lines) < 2:
        return list(lines)
    top = max(_low(line) for line in lines)
    return [line for line in lines if _low(line) < top]


def _shift(body: Sequence[PenLine], rest: Sequence[PenLine], mark: str) -> np.ndarray:
    """Return how far an accent goes from its own letter to another's."""
    return np.rint(_seat(body, mark) - _seat(rest, mark))


def _seat(lines: Sequence[PenLine], mark: str) -> np.ndarray:
    """Return where a letter carries a mark: over the middle of its upper third, or under that of its lower."""
    points = np.vstack([line.points for line in lines])
    up = points[:, 1] if mark not in BELOW else -points[:, 1]
    third = points[up >= up.max() - np.ptp(up) / 3, 0]
    edge = up.max() if mark not in BELOW else -up.max()
    return np.array([(third.min() + third.max()) / 2, edge])


def _moved(lines: Sequence[PenLine], shift: np.ndarray) -> list[PenLine]:
    return [line._replace(points=line.points + shift, group=line.group + 100) for line in lines]


def _regrouped(lines: Sequence[PenLine]) -> tuple[PenLine, ...]:
    """Return the lines with their groups counted from 0, accents apart from the letter's own."""
    names = {group: number for number, group in enumerate(dict.fromkeys(line.group for line in lines))}
    return tuple(line._replace(group=names[line.group]) for line in lines)


def _low(line: PenLine) -> float:
    return float(line.points[:, 1].min())


def _high(line: PenLine) -> float:
    return float(line.points[:, 1].max())
