"""How a person writes words: which form each letter takes, how wide a word comes out, how far the next one stands.

A word is spelled in units: letters, pairs of letters with a shared bar, and at its end perhaps a letter's final form.

Nothing here knows of lines or paper; `page` places what this module writes. Lengths are in x-heights of the hand, so that
words of different hands can stand side by side.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle
from math import radians
from random import Random
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.noise import Stream, quantile
from cardmaker.hand.variants import Forms, Letter
from cardmaker.model import Habits

SIDE_BEARINGS_EM: Final = 0.07  # a space stands between bearings; gaps here run from ink to ink
GAP_FLOOR: Final = 0.8  # of the usual gap: below it two words run into one
LEAST_USUAL_GAP: Final = 0.95  # x-heights, for faces whose space is narrow
MEMORY: Final = 0.8  # of a word's size and slant for those of the one before
SLANT_LIMIT: Final = 0.05  # radians, beyond the hand's own lean
SIZE_LIMIT: Final = 0.06
PRESSURE_MEMORY: Final = 0.93
PRESSURE_SD: Final = 0.32
PRESSURE_STEPS: Final = 1
"""The pen presses at one of so many steps below or above its usual weight: each costs an embedded font."""

FINAL_MARK: Final = " "
"""Before a letter: its final form. No word has a space, so no word is spelled so by chance."""

ORDERS: Final = 29
BAGS: Final = 6
"""Ready-made orders of forms, and the bags in each: shuffling anew for each page would cost a third of it."""

Drawn = tuple[bytes, float, float, float]
"""A form of a letter: its code in two bytes, advance, leftmost and rightmost ink, em."""


class Written(NamedTuple):
    """A word as it will be drawn. `glyphs` end with a space, so that the word can be copied from the file.

    `left` and `width` are its ink from the pen's starting point, `gap` the paper after it, all in x-heights.
    `stretch`, `size` and `slant` are what the word's matrix adds: factors about 1, and radians. `pressure` is a step.
    """

    text: str
    forms: Forms
    glyphs: bytes
    left: float
    width: float
    gap: float
    stretch: float
    size: float
    slant: float
    pressure: int


class _Manner(NamedTuple):
    """How one word is written: what its matrix adds, the factor of the gap after it, and which units it may use."""

    stretch: float
    size: float
    slant: float
    gap: float
    pressure: int
    pairs: bool
    final: bool


def write_words(
    texts: Sequence[str], chain: Sequence[Forms], stream: Stream, habits: Habits
) -> list[Written]:
    """Return the words in order, each in the first hand of the chain that has all its letters."""
    hands = tuple(chain)
    pens = {forms: _Pen(forms, stream.number("forms")) for forms in hands}
    manners = _manners(len(texts), stream, habits)
    return [
        _write(text, pens[hand_for(text, hands)], manner) for text, manner in zip(texts, manners, strict=True)
    ]


def _manners(count: int, stream: Stream, habits: Habits) -> Iterator[_Manner]:
    """Return how each word is written: fresh words keep closer to the hand than those at the end of the page."""
    way = _ways(count)
    free = 1 + habits.tiring * way
    slants = free * stream.drift("slant", count, MEMORY, radians(habits.slant_spread))
    sizes = (free * stream.drift("size", count, MEMORY, habits.size_spread)).clip(-SIZE_LIMIT, SIZE_LIMIT)
    stretches = 1 + free * habits.width_spread * np.array(stream.normals("stretch", count))
    gaps = 1 + free * habits.gap_spread * np.array(stream.normals("gap", count))
    weights = np.array(stream.drift("pressure", count, PRESSURE_MEMORY, PRESSURE_SD))
    columns = (
        habits.width * stretches + sizes,
        1 + sizes,
        radians(habits.lean) + slants.clip(-SLANT_LIMIT, SLANT_LIMIT),
        np.maximum(GAP_FLOOR, gaps * (1 + habits.loosening * way)),
        weights.clip(-PRESSURE_STEPS, PRESSURE_STEPS).round().astype(int),
        np.array(stream.normals("pairs", count)) < _bound(habits.pairs),
        np.array(stream.normals("finals", count)) < _bound(habits.finals),
    )
    return map(_Manner, *(column.tolist() for column in columns))


@lru_cache(maxsize=512)
def _ways(count: int) -> NDArray[np.float64]:
    """Return how far down the page each word stands, from -1/2 to 1/2."""
    return np.linspace(-0.5, 0.5, count)


@lru_cache(maxsize=64)
def _bound(share: float) -> float:
    """Return the number that this share of normal numbers lies below."""
    return quantile(min(0.9999, max(0.0001, share)))


@lru_cache(maxsize=16_384)
def hand_for(text: str, chain: tuple[Forms, ...]) -> Forms:
    """Return the first hand that can write the whole word; mixed words are the loudest tell of a machine."""
    for forms in chain:
        if forms.covers(text):
            return forms
    raise ValueError(f"no hand of the chain can write {text!r}")


def _write(text: str, pen: "_Pen", manner: _Manner) -> Written:
    codes: list[bytes] = []
    x, left, right = 0.0, 9.0, -9.0
    for unit in pen.spell(text, manner):
        code, advance, ink_left, ink_right = next(pen[unit])
        codes.append(code)
        if x + ink_left < left:  # noqa: PLR1730  two calls a letter would cost a twentieth of a page
            left = x + ink_left
        if x + ink_right > right:  # noqa: PLR1730
            right = x + ink_right
        x += advance
    codes.append(pen.space)
    stretch, size, slant, gap, pressure, _, _ = manner
    across = stretch / pen.x_height_em
    width = (right - left) * across
    glyphs = b"".join(codes)
    return Written(
        text, pen.forms, glyphs, left * across, width, pen.usual_gap * gap, stretch, size, slant, pressure
    )


class _Pen(dict[str, Iterator[Drawn]]):
    """A hand at work on one page: for each unit, the forms it will take, one after the other."""

    def __init__(self, forms: Forms, seed: int) -> None:
        super().__init__()
        self.forms = forms
        self._seed = seed
        self._last_final = ""
        space = forms.letter(" ")
        self.space = space.codes[0].to_bytes(2, "big")
        self.x_height_em = forms.x_height_em
        gap = (forms.hand.word_space * space.advances[0] + SIDE_BEARINGS_EM) / forms.x_height_em
        self.usual_gap = max(LEAST_USUAL_GAP, gap)

    def spell(self, text: str, manner: _Manner) -> Sequence[str]:
        """Return the units of a word. A letter's final form does not end two words with that letter running."""
        final = manner.final and text[-1] != self._last_final
        units = _units(self.forms, text, manner.pairs, final)
        if units[-1][0] == FINAL_MARK:
            self._last_final = text[-1]
        elif text[-1] == self._last_final:
            self._last_final = ""
        return units

    def __missing__(self, unit: str) -> Iterator[Drawn]:
        drawn = _drawn(self.forms, unit)
        order = _order(len(drawn), (self._seed + 7 * ord(unit[0]) + ord(unit[-1])) % ORDERS)
        found = self[unit] = map(drawn.__getitem__, cycle(order))
        return found


@lru_cache(maxsize=32_768)
def _units(forms: Forms, text: str, pairs: bool, final: bool) -> Sequence[str]:
    """Return a word as single letters, pairs if they are wanted, and a final form at the end if it is."""
    units: list[str] = []
    for char in text:
        if pairs and units and len(units[-1]) == 1 and forms.pair(units[-1] + char):
            units[-1] += char
        else:
            units.append(char)
    if final and len(units) > 1 and units[-1] == text[-1] and forms.finals(text[-1]):
        units[-1] = FINAL_MARK + text[-1]
    return units


@lru_cache(maxsize=8192)
def _drawn(forms: Forms, unit: str) -> tuple[Drawn, ...]:
    letter = _letter_of(forms, unit)
    codes = [code.to_bytes(2, "big") for code in letter.codes]
    return tuple(zip(codes, letter.advances, letter.lefts, letter.rights, strict=True))


def _letter_of(forms: Forms, unit: str) -> Letter:
    if len(unit) == 1:
        return forms.letter(unit)
    found = forms.finals(unit[1]) if unit[0] == FINAL_MARK else forms.pair(unit)
    if found is None:
        raise KeyError(unit)
    return found


@lru_cache(maxsize=16_384)
def extent_of(forms: Forms, text: str) -> tuple[float, float]:
    """Return how far above and below its baseline (x-heights) a word may reach, in whatever units it is spelled."""
    units = {*text, *_units(forms, text, True, False), *_units(forms, text, False, True)}
    letters = [_letter_of(forms, unit) for unit in units]
    rise, drop = max(-letter.top for letter in letters), max(letter.bottom for letter in letters)
    return rise / forms.x_height_em, drop / forms.x_height_em


@lru_cache(maxsize=ORDERS * 16)
def _order(count: int, number: int) -> tuple[int, ...]:
    """Return one of the ready-made orders of the numbers below `count`: shuffled bags, end to end.

    In a bag each number stands once, and always in the same half, so that `count // 2` others at least stand between
    two equal ones, even from the end of the order to its start: a word has no letter twice in the same form.
    """
    random = Random(f"order {number} of {count}")
    forms = random.sample(range(count), count)
    halves = forms[: (count + 1) // 2], forms[(count + 1) // 2 :]
    return tuple(form for _ in range(BAGS) for half in halves for form in random.sample(half, len(half)))
