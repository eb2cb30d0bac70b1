"""From an order to sheets of labels: one for each person with an address, or the sender's own over and over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cardmaker.addressing import home_of, set_faces
from cardmaker.compose.goods.labels import RETURN_LEAST, SET_LEAST, SetType, Text, label_sheets
from cardmaker.compose.stationery import order_hands
from cardmaker.drawing import Document
from cardmaker.errors import Finding, InputError, error
from cardmaker.hand.block import Manner, capital_height
from cardmaker.hand.pens import clear_x_height
from cardmaker.inputs.facts import read_papers, read_posts
from cardmaker.mail.block import Block, address_block
from cardmaker.model import AddressStyle, LabelSheet, Order, Person
from cardmaker.units import MM
from cardmaker.write.pdf import FIXED_DATE, write_pdf

LEADING: Final = 0.72
"""Of the hand's own: people write closer on a label."""

USUAL_HEIGHT: Final = 30.0 * MM
MOST_GROWTH: Final = 1.25
"""On labels higher than usual people write larger, up to so much."""


@dataclass(frozen=True, slots=True)
class LabelWish:
    """What sheet, how the addresses are set, at which label they begin (from 1), and whether borders are drawn."""

    sheet: LabelSheet
    style: AddressStyle = AddressStyle.HAND
    start: int = 1
    outlines: bool = False
    is_return: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The file, how many labels and sheets are in it, and what was found; `left_out` people have no label."""

    pdf: bytes
    made: int
    sheets: int
    left_out: int
    findings: tuple[Finding, ...]


def make_labels(order: Order, wish: LabelWish, created: datetime = FIXED_DATE) -> Labels:
    """Return the labels as PDF dated `created`. Raises InputError if there is not one to make."""
    if not 1 <= wish.start <= wish.sheet.count:
        hint = f"a sheet has labels 1 to {wish.sheet.count}"
        raise InputError([error("label-start", f"there is no label {wish.start}", hint=hint)])
    texts, found = _return_texts(order, wish) if wish.is_return else _texts(order, wish)
    paper = read_papers()[wish.sheet.paper].size
    style = _style(order, wish)
    labeled = label_sheets(texts, wish.sheet, paper, style, wish.start, outlines=wish.outlines)
    findings = (*found, *dict.fromkeys(labeled.findings))
    if not labeled.made:
        raise InputError(findings)
    title = f"Labels: {order.title}"
    pdf = write_pdf(Document(title, order.language, labeled.pages, author=order.sender), created)
    left_out = 0 if wish.is_return else len(order.people) - labeled.made
    return Labels(pdf, labeled.made, len(labeled.pages), left_out, findings)


def _texts(order: Order, wish: LabelWish) -> tuple[list[Text], list[Finding]]:
    """Return what stands on the label of each person with a good address, and what is wrong with the others."""
    home, found = home_of(order)
    texts: list[Text] = []
    lacking = [person for person in order.people if person.address is None]
    for person in order.people:
        if person.address is None:
            continue
        block = address_block(person.address, home, wish.style)
        found += _placed(block, person)
        if block.lines:
            key = f"{order.for_person(person).seed}/{person.key}"
            texts.append(
                Text(block.lines, key, person.name or "somebody", person.address.place or person.place)
            )
    return texts, found + _no_address(lacking)


def _placed(block: Block, person: Person) -> list[Finding]:
    return [
        replace(finding, place=finding.place or person.place, person=person.key) for finding in block.findings
    ]


def _no_address(people: Sequence[Person]) -> list[Finding]:
    """Return an error for each of those who have none; a list may have hundreds, so that its lines are told apart."""
    return [
        error("label-address", f"{person.name or 'somebody'} has no address, and gets no label", person.place)
        for person in people
    ]


def _return_texts(order: Order, wish: LabelWish) -> tuple[list[Text], list[Finding]]:
    """Return the sender's address for every label left on the sheet, each written anew."""
    address = order.return_address
    if address is None:
        hint = "write return-address: in the order"
        raise InputError([error("label-address", "the order has no return address", hint=hint)])
    block = address_block(address, home_of(order)[0], wish.style)
    count = wish.sheet.count - wish.start + 1 if block.lines else 0
    texts = [
        Text(block.lines, f"{order.seed}/return/{number}", "the sender", address.place)
        for number in range(count)
    ]
    return texts, list(block.findings)


def _style(order: Order, wish: LabelWish) -> Manner | SetType:
    """Return how labels are set: in type, or by the order's hand, most capitals and figures as high as its post reads.

    On envelopes all of them are; a label an inch high has no room for that.
    """
    if wish.style is AddressStyle.MACHINE:
        faces = set_faces()
        least = RETURN_LEAST if wish.is_return else SET_LEAST
        return SetType((faces.medium, *faces.others), least)
    hands = order_hands(order)
    hand = hands[0].hand
    least = hand.floor_mm * MM
    if not wish.is_return:
        least = max(least, read_posts().of(home_of(order)[0]).letter[0] / capital_height(hands[0]))
    growth = max(1.0, min(MOST_GROWTH, wish.sheet.size.height / USUAL_HEIGHT))
    largest = max(least, growth * hand.x_height_mm * MM, clear_x_height(order.pen, hand))
    return Manner(hands, order.pen, order.neatness, largest, least, LEADING)
