"""Paper that goes with the cards, as files: liners, envelopes to fold and contact cards.

Each is made only if it is asked for. What is wrong with one of them leaves that one out and stops no card.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final

from cardmaker.compose.goods.contact import Dress, draw_contact, strange_words, too_wide
from cardmaker.compose.goods.contact_sheet import contact_page
from cardmaker.compose.goods.liner import art_size, lay_liners, liner_page, often
from cardmaker.compose.goods.template import Template, fit_template
from cardmaker.compose.lettering import Look
from cardmaker.drawing import Document, Duplex, Page
from cardmaker.errors import Finding, warning
from cardmaker.geometry import Size
from cardmaker.goods.dress import dress_of, dressed, has_liner, liner_art
from cardmaker.goods.folded import Folding
from cardmaker.inputs.facts import plain_papers, read_envelopes, read_papers
from cardmaker.inputs.labels import contact_sheet
from cardmaker.mail.fit import smallest_for
from cardmaker.model import Contact, Envelope, Order, Paper, Person
from cardmaker.paperwork import typefaces
from cardmaker.units import format_mm
from cardmaker.write.pdf import FIXED_DATE, write_pdf

LINER_FILE: Final = "liner.pdf"
TEMPLATE_FILE: Final = "envelope-template.pdf"
CONTACT_FILE: Final = "contact-cards.pdf"

US_PAPERS: Final = ("letter", "legal")
METRIC_PAPERS: Final = ("a4",)
"""What printers at home take, smallest first."""

METRIC_MEDIA: Final = "iso_"


@dataclass(frozen=True, slots=True)
class Ware:
    """A file beside the cards, what making it found, and how it is printed; `pdf` is empty if it could not be made."""

    name: str
    pdf: bytes
    findings: tuple[Finding, ...] = ()
    how: str = ""


def make_goods(order: Order, people: Sequence[Person], created: datetime = FIXED_DATE) -> list[Ware]:
    """Return what the order asks for beside its cards, for these people, each as PDF dated `created`."""
    wares = []
    goods = order.goods
    if goods.folded_envelope:
        wares.append(_templates(order, people, created))
    elif goods.liner:
        wares.append(_liners(order, people, created))
    if goods.contact is not None:
        wares.append(_contact_cards(order, people, goods.contact, created))
    return wares


def check_goods(order: Order) -> tuple[Finding, ...]:
    """Return what making them would find."""
    return tuple(chain.from_iterable(ware.findings for ware in make_goods(order, order.people)))


def _liners(order: Order, people: Sequence[Person], created: datetime) -> Ware:
    """Return a sheet of liners for each design and palette among the people's cards."""
    envelope = envelope_of(order)
    lined = lay_liners(envelope, home_papers(order)) if envelope else None
    if envelope is None or lined is None:
        return Ware(LINER_FILE, b"", (_no_liner(order, envelope),))
    bare = _without_liner(order, people)
    look, pages, times = Look.of(typefaces()), [], []
    for own, count in dressed(order, people):
        if has_liner(own.design):
            art = liner_art(own, art_size(lined.liner))
            pages.append(liner_page(lined, art, envelope, count, look))
            times.append(often(len(lined.places), count))
    pdf = _pdf(order, "Liners", pages, created) if pages else b""
    how = f"print it {times[0]}" if len(times) == 1 else "each page says how often to print it"
    return Ware(LINER_FILE, pdf, bare, f"{LINER_FILE}, for the {envelope.name} envelope: {how}")


def _templates(order: Order, people: Sequence[Person], created: datetime) -> Ware:
    """Return the envelopes to fold: one for each person with an address, written on it, and one for all others who share a design.

    The liner's pattern is inside unless none is wanted.
    """
    template = fit_template(order.format.panel, home_papers(order))
    if template is None:
        return Ware(TEMPLATE_FILE, b"", (_no_template(order),))
    folding = Folding(order, people, template)
    flip = _duplex(template) if order.goods.liner is not False else Duplex.NONE
    pdf = _pdf(order, "Envelopes to fold", folding.pages(), created, flip)
    inside = () if order.goods.liner is False else _without_liner(order, people)
    how = f"{TEMPLATE_FILE}: on {template.paper.name}, {_sides(flip)}"
    return Ware(TEMPLATE_FILE, pdf, (*folding.findings, *inside), how)


def _sides(flip: Duplex) -> str:
    return "one-sided" if flip is Duplex.NONE else f"two-sided, flip on the {flip.value.replace('-', ' ')}"


def _without_liner(order: Order, people: Sequence[Person]) -> tuple[Finding, ...]:
    """Return a warning for each design of these people that draws no liner."""
    designs = {own.design.id: own.design for own, _ in dressed(order, people)}
    return tuple(
        warning("liner", f"{design.name} draws no liner, so envelopes stay bare inside", order.goods.place)
        for design in designs.values()
        if not has_liner(design)
    )


def _contact_cards(order: Order, people: Sequence[Person], contact: Contact, created: datetime) -> Ware:
    """Return a sheet full of contact cards."""
    sheet = contact_sheet("a4" if _is_metric(order) else "letter")
    dress = dress_of(order)
    if refused := _unfit(contact, dress, sheet.size):
        return Ware(CONTACT_FILE, b"", refused)
    drawn = draw_contact(contact, dress, sheet.size)
    page = contact_page(drawn.frame, sheet, read_papers()[sheet.paper].size)
    pdf = _pdf(order, "Contact cards", [page], created)
    how = f"{CONTACT_FILE}, {sheet.name}: print it {often(sheet.count, len(people))}"
    return Ware(CONTACT_FILE, pdf, drawn.findings, how)


def _unfit(contact: Contact, dress: Dress, size: Size) -> tuple[Finding, ...]:
    """Return warnings if a contact's words cannot be set on its card."""
    faults = (
        ("contact-letters", "no type for", strange_words(contact, dress), "write it in Latin letters"),
        (
            "contact-room",
            "no room at a size that can be read for",
            too_wide(contact, dress, size),
            "shorten it",
        ),
    )
    return tuple(
        warning(rule, f"the contact card has {what} {', '.join(map(repr, words))}", contact.place, hint)
        for rule, what, words, hint in faults
        if words
    )


def _pdf(
    order: Order, what: str, pages: Iterable[Page], created: datetime, duplex: Duplex = Duplex.NONE
) -> bytes:
    title = f"{what}: {order.title}"
    return write_pdf(Document(title, order.language, pages, duplex, order.sender), created)


def _duplex(template: Template) -> Duplex:
    """Return the flip that mirrors page 2 from left to right, as it is drawn."""
    return Duplex.SHORT_EDGE if template.sheet.is_landscape else Duplex.LONG_EDGE


def envelope_of(order: Order) -> Envelope | None:
    """Return the envelope of the order's cards: the one it names or that is sold for them, else the smallest that holds them."""
    known = read_envelopes()
    return (
        order.envelopes.envelope
        or known.get(order.format.envelope)
        or smallest_for(order.format.panel, known.values())
    )


def home_papers(order: Order) -> list[Paper]:
    """Return the papers to try, smallest first: those that printers at home take, and the order's own."""
    known = read_papers()
    papers = [known[name] for name in (METRIC_PAPERS if _is_metric(order) else US_PAPERS)]
    return papers if order.paper in papers else [*papers, order.paper]


def _is_metric(order: Order) -> bool:
    return order.paper.media.startswith(METRIC_MEDIA)


def _no_liner(order: Order, envelope: Envelope | None) -> Finding:
    if envelope is None:
        return warning("liner", "no envelope holds this card, so there is no liner", order.goods.place)
    papers = [paper for paper in _by_size() if lay_liners(envelope, [paper])]
    tried = " or ".join(paper.name for paper in home_papers(order))
    message = f"a liner for the {envelope.name} envelope is larger than {tried}, so there is none"
    return warning("liner", message, order.goods.place, _larger(papers))


def _no_template(order: Order) -> Finding:
    panel = order.format.panel
    papers = [paper for paper in _by_size() if fit_template(panel, [paper])]
    size = f"{format_mm(panel.width).removesuffix(' mm')} × {format_mm(panel.height)}"
    tried = " or ".join(paper.name for paper in home_papers(order))
    message = f"no sheet of {tried} wraps a card of {size}, so there is no envelope to fold"
    return warning("fold-your-own", message, order.goods.place, _larger(papers))


def _by_size() -> list[Paper]:
    return sorted(plain_papers(), key=lambda paper: paper.size.width * paper.size.height)


def _larger(papers: Sequence[Paper]) -> str:
    if not papers:
        return "no paper we know is large enough; take an envelope from a shop"
    names = " or ".join(f"{paper.name} (paper: {paper.id})" for paper in papers[:2])
    return f"{names} would do"
