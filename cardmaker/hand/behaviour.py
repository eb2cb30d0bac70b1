"""How a person writes words: which form each letter takes, how wide a word comes out, how far the next one stands.

A word is spelled in units: letters, pairs of letters with a shared bar, and at its end perhaps a letter's final form.

Nothing here knows of lines or paper; `page` places what this module writes. Lengths are in x-heights of the hand, so that
words of different hands can stand side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from math import radians
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.case import case_of, letter_of, units_of
from cardmaker.hand.noise import Floats, Stream, quantile
from cardmaker.hand.variants import Forms
from cardmaker.model import Habits

GAP_FLOOR: Final = 0.8  # of the usual gap: below it two words run into one
MEMORY: Final = 0.8  # of a word's size and slant for those of the one before
SLANT_LIMIT: Final = 0.05  # radians, beyond the hand's own lean
SIZE_LIMIT: Final = 0.06


class Written(NamedTuple):
    """A word as it will be drawn. `glyphs` end with a space, so that the word can be copied from the file.

    `left` and `width` are its ink from the pen's starting point, `gap` the paper after it, all in x-heights.
    `stretch`, `size` and `slant` are what the word's matrix adds: factors about 1, and radians. A `bold` word is
    written with more pressure: a signature; each pressure costs an embedded font.
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
    bold: bool = False


@dataclass(frozen=True, slots=True)
class _Manners:
    """How each word is written: what its matrix adds, the factor of the gap after it, and which units it may use."""

    stretch: Floats
    size: Floats
    slant: Floats
    gap: Floats
    pairs: NDArray[np.bool_]
    finals: NDArray[np.bool_]


def write_words(
    texts: Sequence[str], hands: Sequence[Forms], stream: Stream, habits: Habits
) -> list[Written]:
    """Return the words in order, each in the first hand of the chain that has all its letters."""
    manners = _manners(len(texts), stream, habits)
    chain_of_hands = tuple(hands)
    words_of: dict[Forms, list[int]] = {}
    for number, text in enumerate(texts):
        words_of.setdefault(hand_for(text, chain_of_hands), []).append(number)
    seed = stream.number("forms")
    found = [
        pair
        for forms, numbers in words_of.items()
        for pair in zip(
            numbers, _write(forms, [texts[n] for n in numbers], numbers, manners, seed), strict=True
        )
    ]
    return [word for _, word in (found if len(words_of) == 1 else sorted(found, key=itemgetter(0)))]


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


def _write(
    forms: Forms, texts: Sequence[str], numbers: Sequence[int], manners: _Manners, seed: int
) -> Iterator[Written]:
    """Return words of one hand; `numbers` are their places among the manners. All letters of a page go at once."""
    case = case_of(forms)
    pairs, finals = manners.pairs[numbers].tolist(), manners.finals[numbers].tolist()
    spelled = case.spell(texts, pairs, finals)
    units = np.fromiter(chain.from_iterable(spelled), np.int64)
    cells = case.pick(units, seed)
    ends = np.cumsum(np.fromiter(map(len, spelled), np.int64))
    starts = np.concatenate([[0], ends[:-1]])
    lefts, rights = case.ink_between(cells, starts)
    codes = case.codes[cells].tobytes()
    stretch = manners.stretch[numbers]
    across = stretch / forms.x_height_em
    columns = (
        lefts * across,
        (rights - lefts) * across,
        case.usual_gap * manners.gap[numbers],
        stretch,
        manners.size[numbers],
        manners.slant[numbers],
    )
    glyphs = [codes[2 * start : 2 * end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return map(Written, texts, repeat(forms), glyphs, *(column.tolist() for column in columns))


@lru_cache(maxsize=16_384)
def extent_of(forms: Forms, text: str) -> tuple[float, float]:
    """Return how far above and below its baseline (x-heights) a word may reach, in whatever units it is spelled."""
    units = {*text, *units_of(forms, text, True, False), *units_of(forms, text, False, True)}
    letters = [letter_of(forms, unit) for unit in units]
    rise, drop = max(-letter.top for letter in letters), max(letter.bottom for letter in letters)
    return rise / forms.x_height_em, drop / forms.x_height_em
