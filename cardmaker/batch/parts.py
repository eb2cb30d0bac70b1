"""An order cut into parts that are made one at a time: chunks for processes and journals, shards for machines.

Cuts fall between sheets, so that a part's pages are the same whether the parts before it are made or not.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardmaker import __version__
from cardmaker.batch.making import Making
from cardmaker.model import NOTHING_OWN, Own, Person

CHUNK: Final = 48
"""Cards: as many as are lost at most if the power fails, and enough that handing them to a process costs nothing."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `count` parts of an order, `number` from 1."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"

    def span(self, people: int, per_sheet: int) -> tuple[int, int]:
        """Return where the shard's people start and stop; shards differ by one sheet at most."""
        sheets = -(-people // per_sheet)
        start, stop = (sheets * number // self.count * per_sheet for number in (self.number - 1, self.number))
        return start, min(stop, people)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some people of an order, in order, and their places in it from 0.

    `key` tells it from every other that is painted otherwise; empty if unkept.
    """

    places: range
    people: tuple[Person, ...]
    key: str = ""


def chunks_of(
    people: Sequence[Person], per_sheet: int, span: tuple[int, int], marks: "Marks | None" = None
) -> Iterator[Chunk]:
    """Yield the people of a span in chunks of whole sheets, with keys if marks are given."""
    size, (first, stop) = max(1, CHUNK // per_sheet) * per_sheet, span
    for start in range(first, stop, size):
        places = range(start, min(start + size, stop))
        part = tuple(people[places.start : places.stop])
        yield Chunk(places, part, marks.chunk(part) if marks else "")


class Marks:
    """Digests of what makes each page: the version, the order, the sheet, and the person. Equal ones, equal bytes."""

    def __init__(self, run: Making) -> None:
        self._run = run
        self._order = _digest(__version__, *run.made_of())
        self._own: dict[int, tuple[Own, str]] = {}

    def person(self, person: Person) -> str:
        """Return the mark of what is made for one person."""
        words, *others = self._run.made_for(person)
        return _digest(self._order, words, self._own_mark(person.own), *others)

    def chunk(self, people: Sequence[Person]) -> str:
        return _digest(*map(self.person, people))

    def _own_mark(self, own: Own) -> str:
        """Return the mark of a card's own design and hand; kept, since many people may share one."""
        if own == NOTHING_OWN:
            return ""
        if id(own) not in self._own:
            self._own[id(own)] = own, _digest(repr(own))
        return self._own[id(own)][1]


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
