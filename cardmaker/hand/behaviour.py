"""How a person writes words: which form each letter takes, how wide a word comes out, how far the next one stands.

Nothing here knows of lines or paper; `page` places what this module writes. Lengths are in x-heights of the hand, so that
words of different hands can stand side by side.
"""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from struct import pack
from typing import Final, NamedTuple

from cardmaker.hand.noise import Stream
from cardmaker.hand.variants import Forms, Letter

WORD_GAP_SD: Final = 0.17  # of the gap (HANDWRITING.md 2.1)
SIDE_BEARINGS_EM: Final = 0.07  # a space stands between bearings; gaps here run from ink to ink
GAP_FLOOR: Final = 0.78  # of the usual gap: below it two words run into one
WIDTH_SD: Final = 0.016
SIZE_MEMORY: Final = 0.8
SIZE_SD: Final = 0.008
SLANT_SD: Final = 0.0105  # radians a word, with the same memory

_BAGS: Final = 61


class Written(NamedTuple):
    """A word as it will be drawn. `glyphs` end with a space, so that the word can be copied from the file.

    `left` and `width` are its ink from the pen's starting point, `gap` the paper after it, all in x-heights.
    `stretch`, `size` and `slant` are what the word's matrix adds: factors about 1, and radians.
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


def write_words(texts: Sequence[str], chain: Sequence[Forms], stream: Stream) -> list[Written]:
    """Return the words in order, each in the first hand of the chain that has all its letters."""
    count = len(texts)
    hands = tuple(chain)
    bags = _Bags(stream.number("bags"))
    sizes = stream.drift("size", count, SIZE_MEMORY, SIZE_SD)
    slants = stream.drift("slant", count, SIZE_MEMORY, SLANT_SD)
    stretches = stream.normals("stretch", count)
    gaps = stream.normals("gap", count)
    return [
        _write(
            text,
            hand_for(text, hands),
            bags,
            1 + WIDTH_SD * stretch + size,
            1 + size,
            slant,
            1 + WORD_GAP_SD * gap,
        )
        for text, size, slant, stretch, gap in zip(texts, sizes, slants, stretches, gaps, strict=True)
    ]


@lru_cache(maxsize=16_384)
def hand_for(text: str, chain: tuple[Forms, ...]) -> Forms:
    """Return the first hand that can write the whole word; mixed words are the loudest tell of a machine."""
    for forms in chain:
        if forms.covers(text):
            return forms
    raise ValueError(f"no hand of the chain can write {text!r}")


def _write(
    text: str, forms: Forms, bags: "_Bags", stretch: float, size: float, slant: float, gap: float
) -> Written:
    codes: list[int] = []
    pen, left, right = 0.0, 9.0, -9.0
    for char in text:
        letter = forms.letter(char)
        form = bags.take(letter)
        codes.append(letter.codes[form])
        left = min(left, pen + letter.lefts[form])
        right = max(right, pen + letter.rights[form])
        pen += letter.advances[form]
    space = forms.letter(" ")
    codes.append(space.codes[0])
    unit = 1 / forms.x_height_em
    usual = (forms.hand.word_space * space.advances[0] + SIDE_BEARINGS_EM) * unit
    return Written(
        text,
        forms,
        pack(f">{len(codes)}H", *codes),
        left * unit * stretch,
        (right - left) * unit * stretch,
        usual * max(GAP_FLOOR, gap),
        stretch,
        size,
        slant,
    )


class _Bags:
    """One bag of forms per letter: each form once before any comes again, and never the same twice running."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._bags: dict[tuple[str, int], list[int]] = {}
        self._last: dict[tuple[str, int], int] = {}
        self._rounds = 0

    def take(self, letter: Letter) -> int:
        key = (letter.char, len(letter.codes))
        bag = self._bags.get(key)
        if not bag:
            bag = self._bags[key] = self._fill(key)
        form = self._last[key] = bag.pop()
        return form

    def _fill(self, key: tuple[str, int]) -> list[int]:
        char, count = key
        self._rounds += 1
        orders = _orders(count)
        bag = list(orders[(self._seed + 7 * ord(char[0]) + 13 * self._rounds) % len(orders)])
        if count > 1 and bag[-1] == self._last.get(key):
            bag.insert(0, bag.pop())
        return bag


@lru_cache(maxsize=32)
def _orders(count: int) -> tuple[tuple[int, ...], ...]:
    """Return many shuffled orders of the numbers below `count`."""
    random = Random(f"orders/{count}")
    return tuple(tuple(random.sample(range(count), count)) for _ in range(_BAGS))
