"""Invented people with addresses, and orders that post to them, for tests: names, streets and towns that are nobody's."""

from dataclasses import replace

from cardmaker.model import Address, Order
from tests.orders import order_of

NOTE = "Dear {to},\n\nthank you for the hour on Tuesday.\n\nWarm regards,\nJamie Okafor"

FIRSTS = (
    "Margaret",
    "Daniel",
    "Lucía",
    "Rowan",
    "Thanh",
    "Agnes",
    "Björn",
    "Priya",
    "Tomás",
    "Zoë",
    "Félix",
    "Ines",
)
LASTS = (
    "Oyelaran",
    "Whitcombe",
    "Fernández",
    "Achterberg",
    "Nguyen",
    "Lindqvist",
    "Raman",
    "Rivera",
    "Okafor",
)
STREETS = (
    "Old Mill Road",
    "Larkspur Lane",
    "Chestnut Street",
    "Harbor View Drive",
    "Quarry Hill",
    "Tannery Row",
)
TOWNS = (("Millbrook", "PA", 189), ("Ashdown", "VT", 54), ("Corvallis", "OR", 973), ("Red Wing", "MN", 550))
"""With states, and what ZIP codes there begin with."""


def us_address(number: int) -> Address:
    """Return an address in the United States that differs from all others."""
    town, state, zone = TOWNS[number % len(TOWNS)]
    return Address(
        name=us_name(number),
        street=(f"{100 + number * 7 % 9000} {STREETS[number % len(STREETS)]}",),
        flat=f"Apt {number % 40}" if number % 3 == 0 else "",
        city=town,
        region=state,
        postal_code=f"{zone:03}{number * 13 % 100:02}",
        country="US",
    )


def us_name(number: int) -> str:
    return (
        f"{FIRSTS[number % len(FIRSTS)]} {LASTS[number // len(FIRSTS) % len(LASTS)]} {number or ''}".strip()
    )


SENDER = Address(
    name="Jamie Okafor",
    street=("27 Larkspur Lane",),
    flat="Apt 4B",
    city="Doylestown",
    region="PA",
    postal_code="18901",
    country="US",
)


def mailbag(count: int = 3, sender: Address | None = SENDER, **fields: object) -> Order:
    """Return an order of cards for people in the United States, each with an address."""
    fields = {"design": "typographic", "allow": ("identical",), **fields}
    order = order_of(NOTE, *(us_name(number) for number in range(count)), **fields)
    people = tuple(replace(person, address=us_address(number)) for number, person in enumerate(order.people))
    return replace(order, people=people, return_address=sender)


def posted(order: Order, *addresses: Address | None) -> Order:
    """Return the order with these addresses, one a person."""
    people = zip(order.people, addresses, strict=True)
    return replace(order, people=tuple(replace(person, address=address) for person, address in people))
