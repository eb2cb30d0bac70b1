"""From an order to documents: compose, impose, and nothing else. The command line and scripts call the same functions."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import Stationery, draw_stationery
from cardmaker.drawing import Document
from cardmaker.errors import Finding, Level
from cardmaker.impose.plan import Plan, impose, plan_sheet
from cardmaker.inputs.facts import read_papers
from cardmaker.model import Card, Order
from cardmaker.write.pdf import FIXED_DATE, write_pdf


@dataclass(slots=True)
class Run:
    """One way through an order. The lists fill while the cards pass by; a card with an error is left out."""

    order: Order
    findings: list[Finding] = field(default_factory=list)
    made: int = 0
    failed: int = 0

    def cards(self, stationery: Stationery) -> Iterator[Card]:
        """Yield the cards that are right, one at a time, so that a long list never stands in memory."""
        self.findings += stationery.findings
        for person in self.order.people:
            composed = compose_card(self.order, person, stationery)
            self.findings += composed.findings
            if has_errors(composed.findings):
                self.failed += 1
            else:
                self.made += 1
                yield composed.card


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF, and how it went. `pdf` is empty if no card could be made."""

    pdf: bytes
    plan: Plan
    findings: tuple[Finding, ...]
    made: int
    failed: int


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    return any(finding.level is Level.ERROR for finding in findings)


def plan_order(order: Order) -> Plan:
    """Return how the order's cards go onto its paper. Raises InputError if the paper cannot hold the format."""
    papers = read_papers().values()
    return plan_sheet(order.format, order.paper, order.flip, papers=papers, place=order.paper_place)


def check_cards(order: Order) -> Run:
    """Return a run whose cards were all composed and thrown away. Raises InputError as `make_cards` does."""
    plan_order(order)
    run = Run(order)
    deque(run.cards(draw_stationery(order)), maxlen=0)
    return run


def make_cards(order: Order, created: datetime = FIXED_DATE) -> Made:
    """Return the order's cards on sheets, as PDF dated `created`. Raises InputError if the paper cannot hold the format."""
    plan = plan_order(order)
    run = Run(order)
    stationery = draw_stationery(order)
    if has_errors(stationery.findings):
        return Made(b"", plan, stationery.findings, 0, len(order.people))
    document = Document(
        title=order.title,
        language=order.language,
        pages=impose(run.cards(stationery), plan),
        duplex=plan.duplex,
        author=order.sender,
    )
    pdf = write_pdf(document, created)
    return Made(pdf if run.made else b"", plan, tuple(run.findings), run.made, run.failed)
