"""Envelopes that people cut and fold, addressed like those that are printed: each address stands right on its blank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cardmaker.addressing import Addressing, start_addressing
from cardmaker.compose.goods.template import Template, draw_blank, inside_page, inside_size, outside_page
from cardmaker.compose.lettering import Look
from cardmaker.drawing import Item, Page
from cardmaker.errors import Finding
from cardmaker.goods.dress import dressed, liner_art
from cardmaker.make import has_errors
from cardmaker.model import Envelope, Flap, Order, Person, ReturnOn
from cardmaker.paperwork import typefaces

FOLDED: str = "fold-your-own"


@dataclass(slots=True)
class Folding:
    """Blanks on their way: `findings` fills while the pages pass by, so that a long list never stands in memory."""

    order: Order
    people: Sequence[Person]
    template: Template
    findings: list[Finding] = field(default_factory=list)

    def pages(self) -> Iterator[Page]:
        """Yield an outside and, if there is a pattern, an inside for each envelope.

        First come those with an address, in the order of their cards, then one blank for the others who share a design.
        """
        order, template = self.order, self.template
        blank = draw_blank(template, order.format.name, Look.of(typefaces()))
        insides, others = _Insides(template), []
        addressing = _addressing(order, self.people, template)
        self.findings += addressing.findings if addressing else ()
        for person in self.people:
            if face := self._face(addressing, person):
                yield outside_page(template, blank, face)
                yield from insides.of(order.for_person(person))
            else:
                others.append(person)
        for own, _count in dressed(order, others):
            yield outside_page(template, blank)
            yield from insides.of(own)

    def _face(self, addressing: Addressing | None, person: Person) -> tuple[Item, ...]:
        """Return the address side of a person's envelope, in the coordinates of its face; nothing if none can be written."""
        if addressing is None or person.address is None:
            return ()
        frames, findings = addressing.sides_of(person)
        self.findings += [replace(finding, person=person.key) for finding in findings]
        return () if has_errors(findings) else frames[0].items


class _Insides:
    """The insides of a template, none if none are wanted; each design's is drawn once."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._drawn: dict[tuple[int, str], list[Page]] = {}

    def of(self, order: Order) -> list[Page]:
        if order.goods.liner is False:
            return []
        key = (id(order.design), order.palette)
        if key not in self._drawn:
            art = liner_art(order, inside_size(self._template.dieline))
            self._drawn[key] = [inside_page(self._template, art)]
        return self._drawn[key]


def _addressing(order: Order, people: Sequence[Person], template: Template) -> Addressing | None:
    """Return the addressing of these people's blanks; None if nobody has an address."""
    folded = Envelope(FOLDED, "folded", template.dieline.face, Flap.SQUARE)
    on_front = ReturnOn.NONE if order.envelopes.return_on is ReturnOn.FLAP else order.envelopes.return_on
    envelopes = replace(order.envelopes, envelope=folded, return_on=on_front, is_wanted=True)
    return start_addressing(replace(order, envelopes=envelopes), people)
