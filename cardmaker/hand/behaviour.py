"""How a person writes words: which form each letter takes, how wide a word comes out, how far the next one stands.

A word is spelled in units: letters, pairs of letters with a shared bar, and at its end perhaps a letter's final form.

Nothing here knows of lines or paper; `page` places what this module writes. Lengths are in x-heights of the hand, so that
words of different hands can stand side by side.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from math import radians
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.case import Numbers, case_of, letter_of, units_of
from cardmaker.hand.noise import Floats, Stream, quantile
from cardmaker.hand.variants import Forms
from cardmaker.model import Habits

GAP_FLOOR: Final = 0.8  # of the usual gap: below it two words run into one
MEMORY: Final = 0.8  # of a word's size and slant for those of the one before
SLANT_LIMIT: Final = 0.05  # radians, beyond the hand's own lean
SIZE_LIMIT: Final = 0.06


class Writing(NamedTuple):
    """Words as they will be drawn, in order: each field has one entry a word, so that pages are reckoned as arrays.

    `glyphs` end with a space, so that the word can be copied from the file. `left` and `width` are a word's ink from the
    pen's starting point, `gap` the paper after it, all in x-heights. `stretch`, `size` and `slant` are what the word's
    matrix adds: factors about 1, and radians.
    """

    texts: Sequence[str]
    forms: Sequence[Forms]
    glyphs: Sequence[bytes]
    x_height_em: Floats
    left: Floats
    width: Floats
    gap: Floats
    stretch: Floats
    size: Floats
    slant: Floats


class _Manners(NamedTuple):
    """How each word is written: what its matrix adds, the factor of the gap after it, and which units it may use."""

    stretch: Floats
    size: Floats
    slant: Floats
    gap: Floats
    pairs: NDArray[np.bool_]
    finals: NDArray[np.bool_]

    def of(self, numbers: Numbers) -> "_Manners":
        """Return how these words are written."""
        return _Manners(
            self.stretch[numbers],
            self.size[numbers],
            self.slant[numbers],
            self.gap[numbers],
            self.pairs[numbers],
            self.finals[numbers],
        )


def write_words(texts: Sequence[str], hands: Sequence[Forms], stream: Stream, habits: Habits) -> Writing:
    """Return the words, each in the first hand of the chain that has all its letters."""
    manners, seed = _manners(len(texts), stream, habits), stream.number("forms")
    if hands[0].covers("".join(texts)):
        return _write(hands[0], texts, manners, seed)
    words_of: dict[Forms, list[int]] = {}
    for number, text in enumerate(texts):
        words_of.setdefault(hand_for(text, tuple(hands)), []).append(number)
    parts = [
        _write(forms, [texts[number] for number in numbers], manners.of(np.array(numbers)), seed)
        for forms, numbers in words_of.items()
    ]
    return _merged(parts, np.argsort([*chain(*words_of.values())]).tolist())


def _merged(parts: Sequence[Writing], order: Sequence[int]) -> Writing:
    """Return the words of several hands, end to end, in this order."""
    columns = [list(chain.from_iterable(entries)) for entries in zip(*parts, strict=True)]
    texts, forms, glyphs, *numbers = ([column[number] for number in order] for column in columns)
    return Writing(texts, forms, glyphs, *map(np.array, numbers))


def _manners(count: int, stream: Stream, habits: Habits) -> _Manners:
    """Return how the words are written: fresh ones keep closer to the hand than those at the end of the page."""
    way = _ways(count)
    free = 1 + habits.tiring * way
    slants = free * stream.drift("slant", count, MEMORY, radians(habits.slant_spread))
    sizes = (free * stream.drift("size", count, MEMORY, habits.size_spread)).clip(-SIZE_LIMIT, SIZE_LIMIT)
    stretches = 1 + free * habits.width_spread * stream.normals("stretch", count)
    gaps = 1 + free * habits.gap_spread * stream.normals("gap", count)
    return _Manners(
        stretch=habits.width * stretches + sizes,
        size=1 + sizes,
        slant=radians(habits.lean) + slants.clip(-SLANT_LIMIT, SLANT_LIMIT),
        gap=np.maximum(GAP_FLOOR, gaps * (1 + habits.loosening * way)),
        pairs=stream.normals("pairs", count) < _bound(habits.pairs),
        finals=stream.normals("finals", count) < _bound(habits.finals),
    )


@lru_cache(maxsize=512)
def _ways(count: int) -> NDArray[np.float64]:
    """Return how far down the page each word stands, from -1/2 to 1/2."""
    return np.linspace(-0.5, 0.5, count)


@lru_cache(maxsize=64)
def _bound(share: float) -> float:
    """Return the number that this share of normal numbers lies below."""
    return quantile(min(0.9999, max(0.0001, share)))


@lru_cache(maxsize=16_384)
def hand_for(text: str, hands: tuple[Forms, ...]) -> Forms:
    """Return the first hand that can write the whole word; mixed words are the loudest tell of a machine."""
    for forms in hands:
        if forms.covers(text):
            return forms
    raise ValueError(f"none of the hands can write {text!r}")


def _write(forms: Forms, texts: Sequence[str], manners: _Manners, seed: int) -> Writing:
    """Return words of one hand. All letters of a page go at once."""
    case, count = case_of(forms), len(texts)
    spelled = case.spell(texts, manners.pairs.tolist(), manners.finals.tolist())
    cells = case.pick(np.frombuffer(b"".join(spelled), np.uint16), seed)
    bounds = [0, *accumulate(map(len, spelled))]  # a code takes as many bytes as a unit
    lefts, rights = case.ink_between(cells, np.array(bounds) // 2)
    codes = case.codes[cells].tobytes()
    across = manners.stretch / forms.x_height_em
    return Writing(
        texts=texts,
        forms=[forms] * count,
        glyphs=[codes[start:end] for start, end in pairwise(bounds)],
        x_height_em=np.full(count, forms.x_height_em),
        left=lefts * across,
        width=(rights - lefts) * across,
        gap=case.usual_gap * manners.gap,
        stretch=manners.stretch,
        size=manners.size,
        slant=manners.slant,
    )


@lru_cache(maxsize=16_384)
def extent_of(forms: Forms, text: str) -> tuple[float, float]:
    """Return how far above and below its baseline (x-heights) a word may reach, in whatever units it is spelled."""
    units = {*text, *units_of(forms, text, True, False), *units_of(forms, text, False, True)}
    letters = [letter_of(forms, unit) for unit in units]
    rise, drop = max(-letter.top for letter in letters), max(letter.bottom for letter in letters)
    return rise / forms.x_height_em, drop / forms.x_height_em
