"""Envelopes that people cut and fold, addressed like those that are printed: each address stands right on its blank."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cardmaker.addressing import start_addressing
from cardmaker.compose.goods.template import Template, draw_blank, inside_page, inside_size, outside_page
from cardmaker.compose.lettering import Look
from cardmaker.drawing import Item, Page
from cardmaker.errors import Finding
from cardmaker.goods.dress import dressed, liner_art
from cardmaker.make import has_errors
from cardmaker.model import Envelope, Flap, Order, Person, ReturnOn
from cardmaker.paperwork import typefaces

FOLDED: str = "fold-your-own"


@dataclass(frozen=True, slots=True)
class Folded:
    """The pages, an outside and, if there is a pattern, an inside for each envelope; and what addressing them found."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()


def fold_envelopes(order: Order, people: Sequence[Person], template: Template) -> Folded:
    """Return the blanks of these people: first those with an address, in the order of their cards, then one for the others."""
    addresses, findings = _addresses(order, people, template)
    others = [person for person in people if person.key not in addresses]
    blank = draw_blank(template, order.format.name, Look.of(typefaces()))
    insides = _Insides(template)
    pages: list[Page] = []
    for person in people:
        if person.key in addresses:
            outside = outside_page(template, blank, addresses[person.key])
            pages += [outside, *insides.of(order.for_person(person))]
    for own, _count in dressed(order, others):
        pages += [outside_page(template, blank), *insides.of(own)]
    return Folded(tuple(pages), findings)


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


def _addresses(
    order: Order, people: Sequence[Person], template: Template
) -> tuple[dict[str, tuple[Item, ...]], tuple[Finding, ...]]:
    """Return the address side of each person's envelope by their key, in the coordinates of its face, and what was found."""
    folded = Envelope(FOLDED, "folded", template.dieline.face, Flap.SQUARE)
    on_front = ReturnOn.NONE if order.envelopes.return_on is ReturnOn.FLAP else order.envelopes.return_on
    envelopes = replace(order.envelopes, envelope=folded, return_on=on_front, is_wanted=True)
    started = start_addressing(replace(order, envelopes=envelopes), people)
    if started is None:
        return {}, ()
    found, sides = list(started.findings), {}
    for person in people:
        if person.address is None:
            continue
        frames, findings = started.sides_of(person)
        found += [replace(finding, person=person.key) for finding in findings]
        if not has_errors(findings):
            sides[person.key] = frames[0].items
    return sides, tuple(found)
