"""From an order to documents: compose, impose, and nothing else. The command line and scripts call the same functions."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from cardmaker.check.safe import unsafe_art
from cardmaker.compose.card import compose_card, write_note
from cardmaker.compose.lettering import Look, Typefaces
from cardmaker.compose.ownpen import copy_page
from cardmaker.compose.printing import PanelSpot, Printing
from cardmaker.compose.roster import Roster
from cardmaker.compose.runsheet import SMALLEST, run_sheet
from cardmaker.compose.stationery import Stationery, draw_stationery
from cardmaker.drawing import Document, Page
from cardmaker.errors import Finding, Level
from cardmaker.geometry import Rect
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.inputs.design import face_bytes
from cardmaker.inputs.facts import find_paper, read_papers
from cardmaker.model import Card, Order, Paper, Person
from cardmaker.text.faces import Face, open_face
from cardmaker.write.pdf import FIXED_DATE, write_pdf

PLAIN_PAPER: Final = "letter"
"""What a run sheet is printed on if the order's own paper is smaller than a letter."""

FALLBACK_FACES: Final = ("eb-garamond/400Regular",)
"""Greek and Vietnamese for the run sheet; Jost itself has Latin and Cyrillic."""


@dataclass(slots=True)
class Run:
    """One way through an order. The lists fill while the cards pass by; a card with an error is left out."""

    order: Order
    plan: Plan
    stationery: Stationery
    findings: list[Finding]
    people: list[Person] = field(default_factory=list)
    failed: int = 0

    @property
    def made(self) -> int:
        return len(self.people)

    def cards(self) -> Iterator[Card]:
        """Yield the cards that are right, one at a time, so that a long list never stands in memory."""
        if has_errors(self.findings):
            self.failed = len(self.order.people)
            return
        for person in self.order.people:
            composed = compose_card(self.order, person, self.stationery)
            self.findings += composed.findings
            if has_errors(composed.findings):
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
    return Run(order, plan, stationery, [*stationery.findings, *unsafe])


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


def make_run_sheet(order: Order, made: Made, created: datetime = FIXED_DATE) -> bytes:
    """Return the page to read before printing the cards, as PDF dated `created`."""
    roster = Roster(made.people, _printing(made), made.failed)
    style = f"{order.design.name}, {order.palette}"
    document = Document(
        title=f"Run sheet: {order.title}",
        language="en",
        pages=run_sheet(roster, style, _plain_paper(order.paper).size, _typefaces()),
        author=order.sender,
    )
    return write_pdf(document, created)


def make_copy_sheet(order: Order, people: Iterable[Person], created: datetime = FIXED_DATE) -> bytes:
    """Return the notes that people are to write themselves, a page each, as PDF; nothing if nobody has a note."""
    pages = list(copy_pages(order, people))
    title = f"Copy sheet: {order.title}"
    return write_pdf(Document(title, order.language, pages, author=order.sender), created) if pages else b""


def copy_pages(order: Order, people: Iterable[Person]) -> Iterator[Page]:
    """Yield a page of the copy sheet for each person with a note, if the cards are to be written by hand."""
    wanted = [person for person in people if person.note.words] if order.own_pen else []
    if not wanted:
        return
    stationery, look, paper = draw_stationery(order), Look.of(_typefaces()), _plain_paper(order.paper).size
    for person in wanted:
        written = write_note(order, person, stationery)
        yield copy_page(order, person, written, stationery.note_box, paper, look)


def _printing(made: Made) -> Printing:
    """Return what the run sheet tells of the plan."""
    plan, outside = made.plan, made.plan.faces[0]
    return Printing(
        format=plan.format,
        paper=plan.paper.name,
        sheet=plan.size,
        cards=made.made,
        flip=plan.flip,
        trims=outside.trims,
        panels=tuple(
            PanelSpot(
                placed.panel.value.replace("-", " "),
                placed.transform.apply_rect(Rect.of(plan.format.panel)),
                placed.transform.a < 0,
            )
            for card in outside.cards
            for placed in card
        ),
        cut_xs=plan.grid.cut_xs,
        cut_ys=plan.grid.cut_ys,
        marked=bool(outside.marks),
    )


def _plain_paper(paper: Paper) -> Paper:
    fits = paper.size.width >= SMALLEST.width and paper.size.height >= SMALLEST.height
    return paper if fits else find_paper(PLAIN_PAPER)


def _typefaces() -> Typefaces:
    return Typefaces(_face("jost/400Regular"), _face("jost/500Medium"), tuple(map(_face, FALLBACK_FACES)))


def _face(key: str) -> Face:
    return open_face(key, face_bytes(key))
