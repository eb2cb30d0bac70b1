"""The papers that go with the cards, on plain paper: the run sheet to read first, and the copy sheet to write from.

Apart from `make`, so that one card alone does not pay for them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from cardmaker.addressing import Addressing, has_backs
from cardmaker.compose.card import write_note
from cardmaker.compose.instructions import instruction_page
from cardmaker.compose.lettering import Look, Typefaces
from cardmaker.compose.loading import Loading
from cardmaker.compose.ownpen import copy_page
from cardmaker.compose.printing import PanelSpot, Printing
from cardmaker.compose.roster import Front, Roster
from cardmaker.compose.runsheet import SMALLEST, run_sheet
from cardmaker.compose.stationery import Cabinet, draw_stationery
from cardmaker.drawing import Document, Page
from cardmaker.geometry import Rect
from cardmaker.impose.feeding import envelope_place, page_size
from cardmaker.impose.plan import Plan
from cardmaker.inputs.facts import find_paper, plain_papers
from cardmaker.inputs.shelf import face_bytes
from cardmaker.make import Made
from cardmaker.model import Order, Panel, Paper, Person
from cardmaker.text.faces import Face, open_face
from cardmaker.write.pdf import FIXED_DATE, write_pdf

PLAIN_PAPER: Final = "letter"
"""What a run sheet is printed on if the order's own paper is smaller than a letter."""

FALLBACK_FACES: Final = ("eb-garamond/400Regular",)
"""Greek and Vietnamese for the run sheet; Jost itself has Latin and Cyrillic."""


@dataclass(frozen=True, slots=True)
class Done:
    """What the papers tell of: the sheets, the people whose cards were made, whether each has a file of their own, and the envelopes.

    `beside` says of each file of goods how it is printed.
    """

    plan: Plan
    people: Sequence[Person]
    failed: int
    separate: bool = False
    envelopes: Addressing | None = None
    copies: int = 1
    beside: Sequence[str] = ()


def make_run_sheet(order: Order, made: Done | Made, created: datetime = FIXED_DATE) -> bytes:
    """Return the page to read before printing the cards, as PDF dated `created`."""
    fronts = _fronts(order, made.people)
    alike = len({id(front) for front in fronts.values()}) <= 1
    front = next(iter(fronts.values()), None) if alike else None
    loading = _loading(order, made) if isinstance(made, Done) else None
    beside = made.beside if isinstance(made, Done) else ()
    each = {} if alike else fronts
    roster = Roster(made.people, printing_of(made), made.failed, front, each, loading, beside)
    style = f"{order.design.name}, {order.palette}"
    document = Document(
        title=f"Run sheet: {order.title}",
        language="en",
        pages=chain(
            run_sheet(roster, style, _plain_paper(order.paper).size, typefaces()),
            _instructions(order, roster.printing),
        ),
        author=order.sender,
    )
    return write_pdf(document, created)


def _instructions(order: Order, printing: Printing) -> Iterator[Page]:
    """Yield the page about the order's printer, if it names one, or if people turn the sheets."""
    printer = order.sheet.printer
    if (printer and printer.name) or printing.by_hand:
        yield instruction_page(printing, printer, _plain_paper(order.paper).size, Look.of(typefaces()))


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
    cabinet = Cabinet(order, draw_stationery(order), draw_stationery)
    look, paper = Look.of(typefaces()), _plain_paper(order.paper).size
    for person in wanted:
        own, stationery = cabinet.of(person)
        written = write_note(own, person, stationery)
        yield copy_page(own, person, written, stationery.note_box, paper, look)


def _fronts(order: Order, people: Iterable[Person]) -> dict[str, Front]:
    """Return the front of each person's card that has one; equal ones are one value."""
    drawn: dict[tuple[int, str], Front | None] = {}
    found: dict[str, Front] = {}
    for person in people:
        own = order.for_person(person)
        key = id(own.design), own.palette
        if key not in drawn:
            art = draw_stationery(own).art.get(Panel.FRONT)
            drawn[key] = Front(art, own.format.panel) if art else None
        if front := drawn[key]:
            found[person.key] = front
    return found


def printing_of(made: Done | Made) -> Printing:
    """Return what the run sheet tells of the plan; a card with a file of its own has its sheet for itself."""
    plan, outside = made.plan, made.plan.faces[0]
    separate = isinstance(made, Done) and made.separate
    return Printing(
        format=plan.format,
        paper=plan.paper.name,
        sheet=plan.size,
        cards=len(made.people) * (made.copies if isinstance(made, Done) else 1),
        flip=plan.flip,
        trims=outside.trims[:1] if separate else outside.trims,
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
        separate=separate,
        copies=made.copies if isinstance(made, Done) else 1,
        by_hand=plan.by_hand,
        is_product=bool(plan.paper.pieces),
        size_name=next((paper.name for paper in plain_papers() if paper.media == plan.paper.media), ""),
    )


def _loading(order: Order, done: Done) -> Loading | None:
    """Return what the run sheet tells of the envelopes; nothing if there are none."""
    addressing, envelope = done.envelopes, order.envelopes.envelope
    if addressing is None or envelope is None or not addressing.made:
        return None
    feed = order.envelopes.feed
    rows = {
        person.key: person.row if done.separate else page for page, person in enumerate(addressing.people, 1)
    }
    return Loading(
        envelope=envelope,
        count=addressing.made,
        feed=feed,
        page=page_size(envelope.size, feed),
        place=envelope_place(envelope.size, feed),
        backs=has_backs(order),
        separate=done.separate,
        numbers=rows,
    )


def _plain_paper(paper: Paper) -> Paper:
    fits = paper.size.width >= SMALLEST.width and paper.size.height >= SMALLEST.height
    return paper if fits else find_paper(PLAIN_PAPER)


def typefaces() -> Typefaces:
    """Return the faces of pages of instructions."""
    return Typefaces(_face("jost/400Regular"), _face("jost/500Medium"), tuple(map(_face, FALLBACK_FACES)))


def _face(key: str) -> Face:
    return open_face(key, face_bytes(key))
