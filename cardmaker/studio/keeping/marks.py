"""Which cards were looked at, kept with the order.

A mark is of one person's card as it was: it is kept with a digest of all that makes the card and its envelope look as they do,
so whoever changes the note, the design, the hand or an address looks once more, at just the cards that changed. Paper, printer
and dates change no card, and lose no mark.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from cardmaker import __version__
from cardmaker.make import NOT_OF_CARDS, plain_fields
from cardmaker.model import NOTHING_OWN, Address, Order, Own, Person
from cardmaker.studio.keeping.hidden import (
    FOLDER,
    append_line,
    digest_of,
    hidden,
    read_lines,
    signature,
    write_lines,
)

MARKS_FILE: Final = "looked.jsonl"
GOOD: Final = "good"
SKIPPED: Final = "skipped"
MARKS: Final = frozenset({GOOD, SKIPPED, ""})
"""What a card may be marked as; empty takes a mark away."""

SPARE_LINES: Final = 1000
"""Lines that no longer count, after which the file is written anew."""

NOT_OF_LOOKS: Final = NOT_OF_CARDS | {
    "paper",
    "flip",
    "sheet",
    "profile",
    "one_a_page",
    "occasion",
    "allow",
    "dates",
    "language",
}
"""Fields of an order that leave its cards as they look."""


@dataclass(slots=True)
class Marks:
    """The marks of the order in a folder. For one thread; other processes may mark in between, and nothing of theirs is lost.

    >>> marks = Marks(folder)
    >>> marks.set(order, "Dana Whitfield#1", "good")  # an order of `resolve`, and a person's key
    >>> marks.of(order)
    {'Dana Whitfield#1': 'good'}

    A folder that cannot be written to keeps marks as long as the object lives, and no longer.
    """

    folder: Path
    _said: dict[str, tuple[str, str]] = field(default_factory=dict)
    _unkept: list[list[str]] = field(default_factory=list)
    _lines: int = 0
    _seen: tuple[int, ...] | None = None
    _looks: "_Looks | None" = None

    def of(self, order: Order) -> dict[str, str]:
        """Return "good" or "skipped" by person's key, for each whose card is still the one that was marked."""
        self._read()
        people = {person.key: person for person in order.people if person.key in self._said}
        looks = self._of(order)
        found = ((key, *self._said[key], person) for key, person in people.items())
        return {key: mark for key, mark, look, person in found if look == looks.of(person)}

    def set(self, order: Order, key: str, mark: str) -> None:
        """Mark a person's card; an empty mark takes the old one away. Raises ValueError for what is no mark or nobody's key."""
        person = next((each for each in order.people if each.key == key), None)
        if mark not in MARKS or person is None:
            raise ValueError(mark if person else key)
        self._read()
        record = [key, mark, self._of(order).of(person)]
        self._take(record)
        self._keep(record)

    def _of(self, order: Order) -> "_Looks":
        if self._looks is None or self._looks.order is not order:
            self._looks = _Looks(order)
        return self._looks

    def _read(self) -> None:
        """Read the file if it is another than was read; what could not be kept there still counts."""
        path = self.folder / FOLDER / MARKS_FILE
        if (seen := signature(path)) == self._seen:
            return
        self._seen, self._lines = seen, 0
        self._said.clear()
        for record in read_lines(path):
            self._lines += 1
            self._take(record)
        for record in self._unkept:
            self._take(record)

    def _take(self, record: Any) -> None:
        match record:
            case [str(key), "", str()]:
                self._said.pop(key, None)
            case [str(key), str(mark), str(look)] if mark in MARKS:
                self._said[key] = (mark, look)

    def _keep(self, record: list[str]) -> None:
        try:
            path = hidden(self.folder) / MARKS_FILE
            if self._lines > len(self._said) + SPARE_LINES:
                write_lines(path, ([key, *said] for key, said in self._said.items()))
                self._lines = len(self._said)
            else:
                append_line(path, record)
                self._lines += 1
            self._seen = signature(path)
        except OSError:
            self._unkept.append(record)  # no reason to stop: a look is quickly taken again


@dataclass(slots=True)
class _Looks:
    """Digests of what makes cards look as they do, each made once for an order that stays the same value."""

    order: Order
    _whole: str = ""
    _known: dict[str, str] = field(default_factory=dict)
    _own: dict[int, tuple[Own, str]] = field(default_factory=dict)

    def of(self, person: Person) -> str:
        if person.key not in self._known:
            self._known[person.key] = self._look(person)
        return self._known[person.key]

    def _look(self, person: Person) -> str:
        words = repr((person.key, person.note.paragraphs, person.note.underlined))
        told = (self._order(), words, repr(_bare(person.address)), self._own_look(person.own))
        return digest_of("\0".join(told).encode("utf-8", "surrogatepass"))[:32]

    def _order(self) -> str:
        if not self._whole:
            order = self.order
            post = repr((order.envelopes, _bare(order.return_address)))
            told = (__version__, plain_fields(order, NOT_OF_LOOKS), post)
            self._whole = digest_of("\0".join(told).encode("utf-8", "surrogatepass"))
        return self._whole

    def _own_look(self, own: Own) -> str:
        if own == NOTHING_OWN:
            return ""
        if id(own) not in self._own:
            self._own[id(own)] = own, digest_of(repr(own).encode("utf-8", "surrogatepass"))
        return self._own[id(own)][1]


def _bare(address: Address | None) -> Address | None:
    """Return an address without where it stands: a row that moved is no other envelope."""
    return replace(address, place=None, doubts=()) if address else None
