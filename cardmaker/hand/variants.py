"""The forms of a letter: which glyphs a hand has for a character or a pair, and how many shapes of each.

How a shape comes about is told in `shapes`; which form is written where is left to `behaviour`, the ink to `pen`.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from cardmaker.hand.noise import Chance
from cardmaker.hand.shapes import Joining, Shape, make_shape
from cardmaker.hand.strokes import Role, StrokeBook, book_of
from cardmaker.model import Hand, Script

FORM_LIMIT: Final = 16
"""A code is glyph id * 16 + form."""

FREQUENT: Final = frozenset("etaoinsrhldu")
"""The twelve commonest letters of English; each stands several times in a line, so it needs the most forms."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character, or a pair written as one, in all its forms. Lengths are em.

    `top` and `bottom` run down from the baseline.
    """

    char: str
    codes: tuple[int, ...]
    advances: tuple[float, ...]
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    top: float
    bottom: float


class Forms:
    """A hand as one person writes it in one order. Letters are made when first asked for."""

    def __init__(self, script: Script, seed: int, freedom: float = 1.0) -> None:
        self.hand: Hand = script.hand
        self.key = f"{script.hand.id}/{seed}/{freedom:g}"
        self.seed = seed
        self._freedom = freedom
        self.units_per_em = script.units_per_em
        self.x_height_em = script.x_height_em
        self._book: StrokeBook = book_of(script)
        self._shapes: dict[int, Shape] = {}
        self._letters: dict[str, Letter] = {}
        self._seconds: dict[tuple[Role, str], Letter | None] = {}

    def covers(self, text: str) -> bool:
        return self._book.covered.issuperset(text)

    def missing(self, text: str) -> str:
        """Return the characters that this hand cannot write, each once, in order."""
        return "".join(char for char in dict.fromkeys(text) if char not in self._book.covered)

    def letter(self, char: str) -> Letter:
        """Return a character's forms, of both structures if it has two; KeyError if the hand does not cover it."""
        if char not in self._letters:
            if char not in self._book.covered:
                raise KeyError(char)
            glyph = self._book.glyph_ids[ord(char)]
            first, other = _letter(char, glyph, self.shape(glyph)), self.other(char)
            self._letters[char] = _together(first, other) if other else first
        return self._letters[char]

    def other(self, char: str) -> Letter | None:
        """Return the forms of a character's second structure, if it has one; `letter` holds them too."""
        return self._second(Role.OTHER, char)

    def finals(self, char: str) -> Letter | None:
        """Return the forms that a letter may take at the end of a word, if it has any of its own."""
        return self._second(Role.FINAL, char)

    def pair(self, text: str) -> Letter | None:
        """Return the forms of two letters that share a stroke, if the hand writes them so."""
        return self._second(Role.PAIR, text)

    def _second(self, role: Role, text: str) -> Letter | None:
        key = role, text
        if key not in self._seconds:
            glyph = self._book.seconds.get(key)
            self._seconds[key] = None if glyph is None else _letter(text, glyph, self.shape(glyph))
        return self._seconds[key]

    def shape(self, glyph: int) -> Shape:
        if glyph not in self._shapes:
            self._shapes[glyph] = self._shape(glyph)
        return self._shapes[glyph]

    def character(self, code: int) -> str:
        return self._book.characters[code // FORM_LIMIT]

    def _shape(self, glyph: int) -> Shape:
        lines = self._book.glyph(glyph)
        if not len(lines.points):
            return Shape(lines, lines.points[None], np.array([round(lines.advance, 3)]))
        chance = Chance(f"{self.hand.id}/{self.seed}/{glyph}")
        char = self._book.characters[glyph]
        joining = _joining(self.hand.joined, char)
        return make_shape(lines, _form_count(char), joining, self.x_height_em, chance, self._freedom)


@lru_cache(maxsize=16)
def forms_of(script: Script, seed: int, freedom: float = 1.0) -> Forms:
    """Return a hand's forms for a seed; `freedom` scales how far they stray from the hand's own letters."""
    return Forms(script, seed, freedom)


def _form_count(char: str) -> int:
    if char in FREQUENT:
        return 9
    return 7 if char.isalpha() else 4


def _letter(char: str, glyph: int, shape: Shape) -> Letter:
    count = len(shape.advances)
    codes = tuple(glyph * FORM_LIMIT + form for form in range(count))
    advances = tuple(shape.advances.tolist())
    if not shape.points.size:
        return Letter(char, codes, advances, (0.0,) * count, (0.0,) * count, 0.0, 0.0)
    across, up = shape.points[..., 0], shape.points[..., 1]
    lefts, rights = tuple(across.min(axis=1).tolist()), tuple(across.max(axis=1).tolist())
    return Letter(char, codes, advances, lefts, rights, -float(up.max()), -float(up.min()))


def _together(first: Letter, other: Letter) -> Letter:
    """Return a letter of two structures."""
    return Letter(
        first.char,
        first.codes + other.codes,
        first.advances + other.advances,
        first.lefts + other.lefts,
        first.rights + other.rights,
        min(first.top, other.top),
        max(first.bottom, other.bottom),
    )


def _joining(joined: bool, char: str) -> Joining:
    if not joined:
        return Joining.PRINT
    return Joining.JOINED if char.isalpha() else Joining.BESIDE_JOINED
