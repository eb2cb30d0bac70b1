"""From an order to documents: compose, impose, and nothing else. The command line and scripts call the same functions."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from cardmaker.check.safe import unsafe_art
from cardmaker.check.timing import check_timing
from cardmaker.check.wording.whole import Wording, check_wording
from cardmaker.compose.card import Composed, compose_card
from cardmaker.compose.stationery import Cabinet, Stationery, draw_stationery
from cardmaker.drawing import Document
from cardmaker.errors import Finding, Level
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.inputs.facts import read_papers
from cardmaker.model import Card, Order, Person
from cardmaker.write.pdf import FIXED_DATE, write_pdf


@dataclass(slots=True)
class Run:
    """One way through an order. The lists fill while the cards pass by; a card with an error is left out."""

    order: Order
    plan: Plan
    cabinet: Cabinet
    findings: list[Finding]
    wording: Wording = field(default_factory=Wording)
    people: list[Person] = field(default_factory=list)
    failed: int = 0

    @property
    def made(self) -> int:
        return len(self.people)

    @property
    def stationery(self) -> Stationery:
        """The order's own."""
        return self.cabinet.usual

    def cards(self) -> Iterator[Card]:
        """Yield the cards that are right, one at a time, so that a long list never stands in memory."""
        if has_errors(self.findings):
            self.failed = len(self.order.people)
            return
        for person in self.order.people:
            composed = self._compose(person)
            found = (*self.wording.of(person), *composed.findings)
            self.findings += found
            if has_errors(found):
                self.failed += 1
            else:
                self.people.append(person)
                yield composed.card

    def _compose(self, person: Person) -> Composed:
        """Return a person's card, with what drawing a design of their own found; that of the order's was told before."""
        order, stationery = self.cabinet.of(person)
        composed = compose_card(order, person, stationery)
        if stationery.art is self.stationery.art:
            return composed
        return replace(composed, findings=(*stationery.findings, *composed.findings))


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
    """Return a run with its sheet planned, its art drawn and checked, and all notes read. Raises InputError as `plan_order`."""
    plan = plan_order(order)
    draw = partial(_draw_checked, plan)
    stationery = draw(order)
    wording = check_wording(order)
    findings = [*stationery.findings, *check_timing(order), *wording.whole]
    return Run(order, plan, Cabinet(order, stationery, draw), findings, wording)


def _draw_checked(plan: Plan, order: Order) -> Stationery:
    """Return the order's art, with what is told of ink where printers print nothing."""
    stationery = draw_stationery(order)
    unsafe = unsafe_art(stationery.art, partial(safe_area, plan), order.design.id)
    return replace(stationery, findings=(*stationery.findings, *unsafe))


def check_cards(order: Order) -> Run:
    """Return a run whose cards were all composed and thrown away. Raises InputError as `make_cards` does."""
    run = start_run(order)
    deque(run.cards(), maxlen=0)
    return run


def make_cards(order: Order, created: datetime = FIXED_DATE) -> Made:
    """Return the order's cards on sheets, as PDF dated `created`. Raises InputError if the paper cannot hold the format."""
    run = start_run(order)
    document = Document(
        title=order.title,
        language=order.language,
        pages=impose(run.cards(), run.plan),
        duplex=run.plan.duplex,
        author=order.sender,
    )
    pdf = write_pdf(document, created)
    return Made(pdf if run.made else b"", run.plan, tuple(run.findings), tuple(run.people), run.failed)
