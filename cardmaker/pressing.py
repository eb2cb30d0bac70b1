"""From an order for a press to what a print shop would say of its file: a card of each design, made and looked through."""

from dataclasses import replace
from typing import Final

from cardmaker.check.preflight import Preflight, preflight
from cardmaker.make import make_cards
from cardmaker.model import Order, Person

MOST: Final = 8
"""Designs that are looked through; the cards of one design differ by their words alone."""


def preflight_order(order: Order) -> Preflight | None:
    """Return what the order's file would be like, from the first card of each design; None if none can be made."""
    people: dict[tuple[int, str], Person] = {}
    for person in order.people:
        own = order.for_person(person)
        people.setdefault((id(own.design), own.palette), person)
    made = make_cards(replace(order, people=tuple(people.values())[:MOST]))
    return preflight(made.pdf) if made.made else None
