"""How a person writes words: which form each letter takes, how wide a word comes out, how far the next one stands.

Nothing here knows of lines or paper; `page` places what this module writes. Lengths are in x-heights of the hand, so that
words of different hands can stand side by side.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle
from random import Random
from struct import pack
from typing import Final, NamedTuple

from cardmaker.hand.noise import Stream
from cardmaker.hand.variants import Forms

WORD_GAP_SD: Final = 0.17  # of the gap (HANDWRITING.md 2.1)
SIDE_BEARINGS_EM: Final = 0.07  # a space stands between bearings; gaps here run from ink to ink
GAP_FLOOR: Final = 0.78  # of the usual gap: below it two words run into one
WIDTH_SD: Final = 0.016
SIZE_MEMORY: Final = 0.8
SIZE_SD: Final = 0.008
SLANT_SD: Final = 0.0125  # radians a word, with the same memory: 1.1 degrees over a page
SLANT_LIMIT: Final = 0.035

ORDERS: Final = 29
BAGS: Final = 6
"""Ready-made orders of forms, and the bags in each: shuffling anew for each page would cost a third of it."""

Drawn = tuple[int, float, float, float]
"""A form of a letter: its code, advance, leftmost and rightmost ink, em."""


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
    pens = {forms: _Pen(forms, stream.number("forms")) for forms in hands}
    sizes = stream.drift("size", count, SIZE_MEMORY, SIZE_SD)
    slants = stream.drift("slant", count, SIZE_MEMORY, SLANT_SD)
    stretches = stream.normals("stretch", count)
    gaps = stream.normals("gap", count)
    return [
        _write(
            text,
            pens[hand_for(text, hands)],
            1 + WIDTH_SD * stretch + size,
            1 + size,
            min(SLANT_LIMIT, max(-SLANT_LIMIT, slant)),
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


def _write(text: str, pen: "_Pen", stretch: float, size: float, slant: float, gap: float) -> Written:
    codes: list[int] = []
    x, left, right = 0.0, 9.0, -9.0
    for char in text:
        code, advance, ink_left, ink_right = next(pen[char])
        codes.append(code)
        left = min(x + ink_left, left)
        right = max(x + ink_right, right)
        x += advance
    codes.append(pen.space)
    across = stretch / pen.forms.x_height_em
    return Written(
        text,
        pen.forms,
        pack(f">{len(codes)}H", *codes),
        left * across,
        (right - left) * across,
        pen.usual_gap * max(GAP_FLOOR, gap),
        stretch,
        size,
        slant,
    )


class _Pen(dict[str, Iterator[Drawn]]):
    """A hand at work on one page: for each character, the forms it will take, one after the other."""

    def __init__(self, forms: Forms, seed: int) -> None:
        super().__init__()
        self.forms = forms
        self._seed = seed
        space = forms.letter(" ")
        self.space = space.codes[0]
        self.usual_gap = (forms.hand.word_space * space.advances[0] + SIDE_BEARINGS_EM) / forms.x_height_em

    def __missing__(self, char: str) -> Iterator[Drawn]:
        drawn = _drawn(self.forms, char)
        order = _order(len(drawn), (self._seed + 7 * ord(char)) % ORDERS)
        found = self[char] = map(drawn.__getitem__, cycle(order))
        return found


@lru_cache(maxsize=4096)
def _drawn(forms: Forms, char: str) -> tuple[Drawn, ...]:
    letter = forms.letter(char)
    return tuple(zip(letter.codes, letter.advances, letter.lefts, letter.rights, strict=True))


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
