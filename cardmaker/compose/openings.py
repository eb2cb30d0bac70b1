"""The words by which somebody's note is told from the others' in the same order: where it first says what no other note says.

Most notes of an order begin alike, and a name is no help beside a column of names.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from cardmaker.model import Person

RUN: Final = 3
"""Words in a row that are compared: two that others have too, and the one that makes the difference, can be read on their own."""

MOST_COMPARED: Final = 400
"""People whose notes are compared with each note, spread over the whole order; all of a larger one would cost more than its cards."""

MOST_LOOKED: Final = 150
"""Words of a note that are looked through; a card holds few more."""

MOST_WORDS: Final = 16
"""Words that are returned; what is then too wide is left out."""

NAME: Final = ""
"""Stands in for every word of a person's own name."""

ENDS: Final = (".", "!", "?", "…")
"""What a sentence ends with."""

_Runs = Sequence[tuple[str, ...]]


@dataclass(slots=True)
class Openings:
    """The notes of an order, compared. A note that is another's word for word is told by its beginning, and so is a single one."""

    people: Sequence[Person]
    _owners: dict[tuple[str, ...], int] = field(init=False)

    def __post_init__(self) -> None:
        step = max(1, -(-len(self.people) // MOST_COMPARED))
        self._owners = {}
        for at in range(0, len(self.people), step):
            for run in set(_runs(self.people[at])):
                self._owners[run] = at if run not in self._owners else -1

    def of(self, index: int) -> str:
        """Return the words from where the note of the person at that index differs; with an ellipsis, unless it is the first."""
        person = self.people[index]
        start = self._start(index) if len(self.people) > 1 else 0
        words = " ".join(islice(person.note.words, start, start + MOST_WORDS))
        return f"… {words}" if start else words

    def _start(self, index: int) -> int:
        """Return the first word to show: that which makes the difference, with the two before it if they are of its sentence."""
        runs, words = _runs(self.people[index]), self.people[index].note.words
        found = next((at for at, run in enumerate(runs) if self._owners.get(run, index) == index), 0)
        before = (found + 1, found) if found else ()
        start = next((at + 1 for at in before if words[at].endswith(ENDS)), found)
        return self._after_greeting(index, start)

    def _after_greeting(self, index: int, start: int) -> int:
        """Return the word after the person's name, if it is among the first two from `start` on."""
        words, own = self.people[index].note.words, _names(self.people[index])
        named = [at for at, word in enumerate(words[start : start + 2], start + 1) if _bare(word) in own]
        if not named:
            return start
        end = named[0]
        while end < len(words) and _bare(words[end]) in own:
            end += 1
        return end if end < len(words) else start


def _runs(person: Person) -> _Runs:
    """Return each run of words in a person's note as it is compared: without case and marks, and without their name."""
    own = _names(person)
    words = [_compared(word, own) for word in islice(person.note.words, MOST_LOOKED)]
    return list(zip(*(words[at:] for at in range(RUN)), strict=False))


def _names(person: Person) -> Set[str]:
    said = f"{person.name} {person.addressed}".split()
    return {_bare(word) for word in said}


def _compared(word: str, own: Set[str]) -> str:
    bare = _bare(word)
    return NAME if bare in own else bare


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:!?’'\"“”()")
