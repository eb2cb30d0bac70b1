"""Painting parts of an order: cards or envelopes composed, put on sheets, painted and compressed, with all that was found on the way."""

import io
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cardmaker.batch.making import Making
from cardmaker.errors import Finding
from cardmaker.model import Person
from cardmaker.write.names import Names
from cardmaker.write.pdf import PaintedPage, PdfFile, paint_page


@dataclass(frozen=True, slots=True)
class Painted:
    """The pages of some people, and what a file needs to know of them.

    `codes` are those of each font. `firsts` has, for every resource, the first sheet (from 0) that names it: whoever
    does not know the resource paints that sheet and does. `failed` are the places among the people of those without a card.
    """

    pages: tuple[PaintedPage, ...]
    codes: Mapping[bytes, bytes]
    firsts: Mapping[bytes, int]
    findings: tuple[Finding, ...]
    failed: tuple[int, ...]

    def made(self, people: Sequence[Person]) -> list[Person]:
        """Return the people whose cards are on the pages; `people` are those that were asked for."""
        failed = set(self.failed)
        return [person for index, person in enumerate(people) if index not in failed]


class Painter:
    """Paints parts of one run. Art and fonts that it met once it keeps for the next part."""

    def __init__(self, run: Making) -> None:
        self._run = run
        self.names = Names(run.document().profile)

    def paint(self, places: Sequence[int]) -> Painted:
        """Return the pages of the people at these places of the order, as if nobody else were in it."""
        return self._paint(self._at(places))

    def _at(self, places: Sequence[int]) -> list[Person]:
        return [self._run.order.people[place] for place in places]

    def _paint(self, people: Sequence[Person]) -> Painted:
        part, names = self._run.part(people), self.names
        pages: list[PaintedPage] = []
        firsts: dict[bytes, int] = {}
        names.take_codes()
        for number, page in enumerate(part.pages()):
            names.used = set()
            pages.append(paint_page(page, names))
            firsts |= dict.fromkeys(sorted(names.used - firsts.keys()), number // part.sides)
        return _painted(part, pages, names.take_codes(), firsts)

    def check(self, places: Sequence[int]) -> Painted:
        """Return what composing for the people at these places finds, without pages."""
        part = self._run.part(self._at(places))
        deque(part.pages(), maxlen=0)
        return _painted(part, (), {}, {})

    def files(self, places: Sequence[int], created: datetime) -> list[bytes]:
        """Return a file for each of the people at these places, whose cards must be known to be right."""
        return [self._file(person, created) for person in self._at(places)]

    def learn(self, painted: Painted, people: Sequence[Person]) -> None:
        """Get to know the resources of pages that were painted elsewhere, by painting the sheets that first use them."""
        made, per_sheet = painted.made(people), self._run.per_sheet
        for name, sheet in painted.firsts.items():
            if name not in self.names:
                self._paint(made[sheet * per_sheet : (sheet + 1) * per_sheet])

    def _file(self, person: Person, created: datetime) -> bytes:
        painted, sink = self._paint([person]), io.BytesIO()
        file = PdfFile(sink, self.names.profile)
        for page in painted.pages:
            file.add(page)
        names = self.names.part(painted.firsts, painted.codes)
        file.finish(self._run.part([person]).document(), names, created)
        return sink.getvalue()


def _painted(
    part: Making, pages: Sequence[PaintedPage], codes: Mapping[bytes, bytes], firsts: Mapping[bytes, int]
) -> Painted:
    made = {person.key for person in part.people}
    failed = tuple(index for index, person in enumerate(part.order.people) if person.key not in made)
    return Painted(tuple(pages), codes, firsts, tuple(part.findings), failed)
