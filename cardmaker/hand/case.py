"""A type case of a hand: every unit it has written, all forms of each, and the order in which they are taken out.

The tables are arrays, so that all letters of a page are picked and measured at once: letter by letter, it would be a quarter
of the work on a card. How a word is spelled in units is told here too.
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.noise import Chance, Floats
from cardmaker.hand.variants import Forms, Letter

Numbers = NDArray[np.int64]

FINAL_MARK: Final = " "
"""Before a letter: its final form. No word has a space, so no word is spelled so by chance."""

SPACE: Final = " "
NO_INK: Final = 9.0  # em, beyond any word: a space has no left and no right

SIDE_BEARINGS_EM: Final = 0.07  # a space stands between bearings; gaps here run from ink to ink
LEAST_USUAL_GAP: Final = 0.95  # x-heights, for faces whose space is narrow

ORDERS: Final = 29
BAGS: Final = 6
"""Ready-made orders of forms, and the bags in each: shuffling anew for each page would cost a third of it."""


class Case:
    """One hand's case. It grows by the units that notes ask for; what lies in it never changes.

    `codes`, advances and ink of all forms lie in rows of cells, the forms of one unit side by side.
    """

    def __init__(self, forms: Forms) -> None:
        self.codes: NDArray[np.uint16] = np.empty(0, ">u2")
        self._forms = forms
        self._advances, self._lefts, self._rights = np.empty(0), np.empty(0), np.empty(0)
        self._units: dict[str, int] = {}
        self._about: list[tuple[int, int, int, int]] = []
        self._columns: Numbers = np.empty((4, 0), np.int64)
        self._orders: Numbers = np.empty(0, np.int64)
        self._order_starts: dict[int, int] = {}
        self._spellings: dict[tuple[str, bool, bool], bytes] = {}
        gap = forms.hand.word_space * forms.letter(SPACE).advances[0] + SIDE_BEARINGS_EM
        self.usual_gap = max(LEAST_USUAL_GAP, gap / forms.x_height_em)

    def spell(self, texts: Sequence[str], pairs: Sequence[bool], finals: Sequence[bool]) -> list[bytes]:
        """Return the numbers of each word's units, two bytes each, and the space after it.

        A letter's final form never ends two words with that letter running.
        """
        spelled = []
        last_final = ""
        for text, pair, final in zip(texts, pairs, finals, strict=True):
            last = text[-1]
            is_final = final and last != last_final and self._has_final(text)
            known = self._spellings.get((text, pair, is_final))
            spelled.append(known or self._learn(text, pair, is_final))
            if is_final:
                last_final = last
            elif last == last_final:
                last_final = ""
        return spelled

    def pick(self, units: NDArray[np.uint16], seed: int) -> Numbers:
        """Return a cell for each unit in turn: the next form in the order that the seed names for that unit."""
        first, count, salt, start = self._columns
        length = BAGS * count
        order = start + (seed + salt) % ORDERS * length
        picked: Numbers = first[units] + self._orders[order[units] + _ranks(units) % length[units]]
        return picked

    def ink_between(self, cells: Numbers, bounds: Numbers) -> tuple[Floats, Floats]:
        """Return the leftmost and rightmost ink (em) of the words between these bounds, from each word's own start."""
        advances, starts = self._advances[cells], bounds[:-1]
        pens = advances.cumsum() - advances
        pens -= pens[starts].repeat(bounds[1:] - starts)
        lefts: Floats = np.minimum.reduceat(pens + self._lefts[cells], starts)
        rights: Floats = np.maximum.reduceat(pens + self._rights[cells], starts)
        return lefts, rights

    def _has_final(self, text: str) -> bool:
        return units_of(self._forms, text, False, True)[-1][0] == FINAL_MARK

    def _learn(self, text: str, pairs: bool, final: bool) -> bytes:
        """Spell a word for the first time."""
        units = (*units_of(self._forms, text, pairs, final), SPACE)
        found = self._spellings[text, pairs, final] = array("H", map(self._number, units)).tobytes()
        return found

    def _number(self, unit: str) -> int:
        found = self._units.get(unit)
        if found is None:
            found = self._units[unit] = len(self._units)
            self._add(unit)
        return found

    def _add(self, unit: str) -> None:
        """Lay the forms of a new unit into the case."""
        letter, is_space = letter_of(self._forms, unit), unit == SPACE
        count = 1 if is_space else len(letter.codes)
        self._about.append(
            (len(self.codes), count, 7 * ord(unit[0]) + ord(unit[-1]), self._order_start(count))
        )
        self._columns = np.array(self._about, np.int64).T
        self.codes = np.concatenate([self.codes, letter.codes[:count]]).astype(
            ">u2"
        )  # concatenate swaps bytes
        self._advances = np.concatenate([self._advances, letter.advances[:count]])
        self._lefts = np.concatenate([self._lefts, [NO_INK] if is_space else letter.lefts])
        self._rights = np.concatenate([self._rights, [-NO_INK] if is_space else letter.rights])

    def _order_start(self, count: int) -> int:
        if count not in self._order_starts:
            self._order_starts[count] = len(self._orders)
            self._orders = np.concatenate([self._orders, _orders(count)])
        return self._order_starts[count]


@lru_cache(maxsize=32)
def case_of(forms: Forms) -> Case:
    return Case(forms)


@lru_cache(maxsize=32_768)
def units_of(forms: Forms, text: str, pairs: bool, final: bool) -> Sequence[str]:
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


def letter_of(forms: Forms, unit: str) -> Letter:
    if len(unit) == 1:
        return forms.letter(unit)
    found = forms.finals(unit[1]) if unit[0] == FINAL_MARK else forms.pair(unit)
    if found is None:
        raise KeyError(unit)
    return found


def _ranks(units: NDArray[np.uint16]) -> Numbers:
    """Return how many times each unit stood before."""
    order, counts = units.argsort(kind="stable"), np.bincount(units)  # numbers of few bits sort fastest
    ranks = np.empty(len(units), np.int64)
    ranks[order] = np.arange(len(units)) - (counts.cumsum() - counts).repeat(counts)
    return ranks


@lru_cache(maxsize=32)
def _orders(count: int) -> Numbers:
    """Return ready-made orders of the numbers below `count`, end to end, each a row of shuffled bags.

    In a bag each number stands once, and always in the same half, so that `count // 2` others at least stand between
    two equal ones, even from the end of an order to its start: a word has no letter twice in the same form.
    """
    chance = Chance(f"orders of {count}")
    half = (count + 1) // 2
    forms = np.argsort(chance.uniforms((ORDERS, 1, count)), axis=2)
    luck = chance.uniforms((ORDERS, BAGS, count))
    places = np.concatenate(
        [luck[..., :half].argsort(axis=2), luck[..., half:].argsort(axis=2) + half], axis=2
    )
    return np.take_along_axis(np.broadcast_to(forms, places.shape), places, axis=2).ravel()
