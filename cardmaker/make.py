"""From an order to documents: compose, impose, and nothing else. The command line and scripts call the same functions."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from cardmaker.check.safe import unsafe_art
from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import Stationery, draw_stationery
from cardmaker.drawing import Document, Page
from cardmaker.errors import Finding, Level
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.inputs.facts import read_papers
from cardmaker.model import Card, Order, Person
from cardmaker.write.pdf import FIXED_DATE, write_pdf


@dataclass(slots=True)
class Run:
    """One way through an order. The lists fill while the cards pass by; a card with an error is left out.

    `barred` are the keys of people whose cards are not to be made, whatever composing them finds.
    """

    order: Order
    plan: Plan
    stationery: Stationery
    findings: list[Finding]
    people: list[Person] = field(default_factory=list)
    failed: int = 0
    barred: frozenset[str] = frozenset()

    @property
    def made(self) -> int:
        return len(self.people)

    @property
    def is_refused(self) -> bool:
        """Whether something is wrong with the whole order, so that no card can be made."""
        return has_errors(finding for finding in self.findings if not finding.person)

    def cards(self) -> Iterator[Card]:
        """Yield the cards that are right, one at a time, so that a long list never stands in memory."""
        if self.is_refused:
            self.failed = len(self.order.people)
            return
        for person in self.order.people:
            composed = compose_card(self.order, person, self.stationery)
            self.findings += [replace(finding, person=person.key) for finding in composed.findings]
            if has_errors(composed.findings) or person.key in self.barred:
                self.failed += 1
            else:
                self.people.append(person)
                yield composed.card


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, and how it went. `pdf` is empty if no card could be made; `people` are those whose cards are in it."""

    pdf: bytes
    plan: Plan
    findings: tuple[Finding, ...]
    people: tuple[Person, ...]
    failed: int

    @property
    def made(self) -> int:
        return len(self.people)


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.level is Level.ERROR for finding in findings)


def plan_order(order: Order) -> Plan:
    """Return how the order's cards go onto its paper. Raises InputError if the paper cannot hold the format."""
    papers = read_papers().values()
    return plan_sheet(order.format, order.paper, order.flip, papers=papers, place=order.paper_place)


def start_run(order: Order) -> Run:
    """Return a run with its sheet planned and its art drawn and checked. Raises InputError as `plan_order` does."""
    plan = plan_order(order)
    stationery = draw_stationery(order)
    unsafe = unsafe_art(stationery.art, partial(safe_area, plan), order.design.id)
    findings = blame([*stationery.findings, *unsafe], order.people)
    barred = frozenset(each.person for each in findings if each.person and each.level is Level.ERROR)
    return Run(order, plan, stationery, findings, barred=barred)


def blame(findings: Iterable[Finding], people: Iterable[Person]) -> list[Finding]:
    """Return the findings, each with the person whom it is about if its place is that of one person alone."""
    at: dict[tuple[str, int | None], list[str]] = {}
    for person in people:
        at.setdefault((person.place.file, person.place.line), []).append(person.key)
    return [_blamed(finding, at) for finding in findings]


def _blamed(finding: Finding, at: Mapping[tuple[str, int | None], Sequence[str]]) -> Finding:
    """Return the finding with its person; a note of a person's own has all its lines for them alone."""
    place = finding.place
    if place is None or finding.person:
        return finding
    keys = at.get((place.file, place.line)) or at.get((place.file, None)) or ()
    return replace(finding, person=keys[0]) if len(keys) == 1 else finding


def check_cards(order: Order) -> Run:
    """Return a run whose cards were all composed and thrown away. Raises InputError as `make_cards` does."""
    run = start_run(order)
    deque(run.cards(), maxlen=0)
    return run


def make_cards(order: Order, created: datetime = FIXED_DATE) -> Made:
    """Return the order's cards on sheets, as PDF dated `created`. Raises InputError if the paper cannot hold the format."""
    run = start_run(order)
    document = document_of(run, impose(run.cards(), run.plan))
    pdf = write_pdf(document, created)
    return Made(pdf if run.made else b"", run.plan, tuple(run.findings), tuple(run.people), run.failed)


def document_of(run: Run, pages: Iterable[Page] = ()) -> Document:
    """Return the document of a run's cards."""
    order = run.order
    return Document(order.title, order.language, pages, run.plan.duplex, order.sender)
