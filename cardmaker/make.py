"""From an order to documents: compose, impose, and nothing else. The command line and scripts call the same functions."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from itertools import repeat
from math import gcd
from typing import Final

from cardmaker.check.fitting import check_fitting, edges_hint
from cardmaker.check.safe import unsafe_art
from cardmaker.check.timing import check_timing
from cardmaker.check.wording.whole import Wording, check_wording
from cardmaker.compose.card import Composed, compose_card
from cardmaker.compose.shrinking import shrunk
from cardmaker.compose.stationery import Cabinet, Stationery, draw_stationery
from cardmaker.drawing import Document, Page, Profile
from cardmaker.errors import Finding, Level
from cardmaker.geometry import Insets
from cardmaker.impose.plan import Plan, impose, plan_sheet, safe_area
from cardmaker.impose.press import plan_press
from cardmaker.impose.stock import papers_with_room
from cardmaker.inputs.facts import plain_papers, read_papers
from cardmaker.model import NOTE_PANEL, Card, Edges, Order, Panel, Person, title_of
from cardmaker.write.pdf import FIXED_DATE, write_pdf

NOT_OF_CARDS: Final = frozenset(
    {"people", "absent", "title", "paper_place", "envelopes", "return_address", "goods"}
)
"""Fields of an order that leave its cards as they are."""


DrawArt = Callable[[Plan, Order], Stationery]
"""Draws the art of an order whose sheet is planned."""


@dataclass(slots=True)
class Run:
    """One way through an order. The lists fill while the cards pass by; a card with an error is left out.

    `barred` are the keys of people whose cards are not to be made, whatever composing them finds.
    """

    order: Order
    plan: Plan
    cabinet: Cabinet
    findings: list[Finding]
    wording: Wording = field(default_factory=Wording)
    people: list[Person] = field(default_factory=list)
    failed: int = 0
    barred: frozenset[str] = frozenset()

    @property
    def made(self) -> int:
        return len(self.people)

    @property
    def stationery(self) -> Stationery:
        """The order's own."""
        return self.cabinet.usual

    @property
    def is_refused(self) -> bool:
        """Whether something is wrong with the whole order, so that no card can be made."""
        return has_errors(finding for finding in self.findings if not finding.person)

    @property
    def copies(self) -> int:
        """How often each card is made."""
        return self.order.sheet.copies or self.plan.per_sheet

    @property
    def per_sheet(self) -> int:
        """For how many people a sheet is; with copies, after how many of them a sheet is full for the first time."""
        return self.plan.per_sheet // gcd(self.plan.per_sheet, self.copies)

    @property
    def sides(self) -> int:
        """How many pages the cards of so many people take."""
        return self.per_sheet * self.copies // self.plan.per_sheet * self.plan.sides

    def pages(self) -> Iterator[Page]:
        """Yield the sheets' sides with the cards that are right."""
        return impose(self.cards(), self.plan)

    def part(self, people: Sequence[Person]) -> "Run":
        """Return the run for some of its people, with nothing made yet."""
        order = replace(self.order, people=tuple(people), title=title_of(people))
        return replace(self, order=order, findings=[], people=[], failed=0)

    def document(self, pages: Iterable[Page] = ()) -> Document:
        order = self.order
        return Document(
            order.title,
            order.language,
            pages,
            self.plan.duplex,
            order.sender,
            order.profile,
            self.plan.order,
        )

    def made_of(self) -> tuple[str, ...]:
        """Return what makes all cards what they are, but for the people."""
        return plain_fields(self.order, left_out=NOT_OF_CARDS), repr((self.plan.faces, self.plan.corrections))

    def made_for(self, person: Person) -> tuple[str, ...]:
        """Return what makes one person's card what it is, but for a design and a hand of their own."""
        fields_ = sorted(person.fields.items())
        words = repr((person.name, person.key, person.row, person.addressed, person.company, fields_))
        note = repr((person.note.paragraphs, person.note.underlined))
        return words, note, repr((person.key in self.barred, self.wording.of(person)))

    def is_bad(self, *, strict: bool) -> bool:
        """Return whether no card was made, or not all though all are wanted."""
        return not self.made or bool(strict and self.failed)

    def again(self) -> Callable[[], "Run"]:
        """Return what makes the run anew in another process."""
        return partial(_again, self.order, self.wording, self.barred)

    def cards(self) -> Iterator[Card]:
        """Yield the cards that are right, one at a time, so that a long list never stands in memory."""
        if self.is_refused:
            self.failed = len(self.order.people)
            return
        for person in self.order.people:
            composed = self._compose(person)
            found = (*self.wording.of(person), *composed.findings)
            self.findings += [replace(finding, person=person.key) for finding in found]
            if has_errors(found) or person.key in self.barred:
                self.failed += 1
            else:
                self.people.append(person)
                yield from repeat(composed.card, self.copies)

    def _compose(self, person: Person) -> Composed:
        """Return a person's card, with what drawing a design of their own found; that of the order's was told before."""
        order, stationery = self.cabinet.of(person)
        composed = compose_card(order, person, stationery)
        if stationery.art is self.stationery.art:
            return composed
        return replace(composed, findings=(*stationery.findings, *composed.findings))


def _again(order: Order, wording: Wording, barred: frozenset[str]) -> Run:
    return replace(start_run(order, wording), barred=barred)


def plain_fields(order: Order, left_out: frozenset[str]) -> str:
    """Return an order's fields as text that is the same in every process: all its values tell all that they hold."""
    kept = {each.name: getattr(order, each.name) for each in fields(order) if each.name not in left_out}
    return repr(sorted(kept.items()))


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
    if order.profile is Profile.PRESS:
        paper = None if order.one_a_page else order.paper
        return plan_press(order.format, paper, order.flip, papers=papers, place=order.paper_place)
    return plan_sheet(
        order.format, order.paper, order.flip, papers=papers, place=order.paper_place, wish=order.sheet
    )


def start_run(order: Order, wording: Wording | None = None, draw_art: DrawArt | None = None) -> Run:
    """Return a run with its sheet planned, its art drawn and checked, and all notes read, if `wording` has not done so.

    `draw_art` stands in for `draw_fitted` where art is kept. Raises InputError as `plan_order` does.
    """
    plan = plan_order(order)
    draw = partial(_draw_checked, plan, draw_art=draw_art or draw_fitted)
    stationery = draw(order)
    wording = check_wording(order) if wording is None else wording
    found = [
        *stationery.findings,
        *check_fitting(order, plan.sides, plan.by_hand),
        *check_timing(order),
        *wording.whole,
    ]
    findings = blame(found, order.people)
    barred = frozenset(each.person for each in findings if each.person and each.level is Level.ERROR)
    return Run(order, plan, Cabinet(order, stationery, draw), findings, wording, barred=barred)


def draw_fitted(plan: Plan, order: Order) -> Stationery:
    """Return the order's art, made smaller if it is to keep off the edges that its printer leaves white."""
    stationery = draw_stationery(order)
    if order.sheet.edges is not Edges.SHRINK or order.profile is Profile.PRESS:
        return stationery
    return shrunk(stationery, _white_edges(plan, order), NOTE_PANEL[order.format.fold])


def _draw_checked(plan: Plan, order: Order, *, draw_art: DrawArt) -> Stationery:
    """Return the order's art, with what is told of ink where home printers print nothing."""
    if order.profile is Profile.PRESS:
        return draw_art(plan, order)
    stationery, printer = draw_art(plan, order), order.sheet.printer
    whose = f"{printer.id} leaves" if printer and printer.margins else "most printers leave"
    hint = edges_hint(order, _larger_papers(order))
    unsafe = unsafe_art(stationery.art, _white_edges(plan, order), order.design.id, whose, hint)
    return replace(stationery, findings=(*stationery.findings, *unsafe))


def _white_edges(plan: Plan, order: Order) -> Callable[[Panel], Insets]:
    """Return what tells how far ink must stay from the edges of each panel."""
    printer = order.sheet.printer
    return partial(safe_area, plan, margins=printer.margins if printer else None)


def _larger_papers(order: Order) -> str:
    """Return the papers out of which the format is cut with its art reaching over the cuts."""
    return ", ".join(paper.id for paper in papers_with_room(order.format, plain_papers()))


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


def check_cards(order: Order, draw_art: DrawArt | None = None) -> Run:
    """Return a run whose cards were all composed and thrown away. Raises InputError as `make_cards` does."""
    run = start_run(order, draw_art=draw_art)
    deque(run.cards(), maxlen=0)
    return run


def make_cards(order: Order, created: datetime = FIXED_DATE) -> Made:
    """Return the order's cards on sheets, as PDF dated `created`. Raises InputError if the paper cannot hold the format."""
    run = start_run(order)
    document = run.document(run.pages())
    pdf = write_pdf(document, created)
    return Made(pdf if run.made else b"", run.plan, tuple(run.findings), tuple(run.people), run.failed)
