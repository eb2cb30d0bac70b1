"""How far two spellings are apart: letters left out, put in, changed, or two that changed places."""

from collections.abc import Iterable, Iterator
from typing import Final

ONE_SLIP: Final = 4
TWO_SLIPS: Final = 7
"""Letters from which a word may be one or two slips from another and still mean it."""


def slips(one: str, other: str, most: int = 2) -> int:
    """Return how many slips lie between two words, `most + 1` if there are more (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def allowed_slips(word: str, name: str) -> int:
    """Return how many slips may lie between a word and the name that it was meant to be."""
    length = min(len(word), len(name))
    return 2 if length >= TWO_SLIPS else 1 if length >= ONE_SLIP else 0


def is_near(word: str, name: str) -> bool:
    """Return whether a word looks like a name with a slip; longer words that start with the name are made from it."""
    if word == name or word.startswith(name):
        return False
    most = allowed_slips(word, name)
    return most > 0 and 0 < slips(word, name, most) <= most


def shortened(word: str, depth: int) -> Iterator[str]:
    """Yield a word, and what is left of it without one letter, or without two."""
    yield word
    left = {word}
    for _ in range(depth):
        left = {each[:at] + each[at + 1 :] for each in left for at in range(len(each))}
        yield from left


class NearNames:
    """Finds the name that a word was meant to be among many, by what is left of both without a letter or two."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            for left in shortened(name, allowed_slips(name, name)):
                self._names.setdefault(left, []).append(name)
        self._found: dict[str, str] = {}

    def find(self, word: str) -> str:
        """Return the nearest name, or nothing."""
        if word not in self._found:
            self._found[word] = self._nearest(word)
        return self._found[word]

    def _nearest(self, word: str) -> str:
        candidates = {
            name for left in shortened(word, allowed_slips(word, word)) for name in self._names.get(left, ())
        }
        near = [name for name in candidates if is_near(word, name)]
        return min(near, key=lambda name: (slips(word, name), name), default="")
