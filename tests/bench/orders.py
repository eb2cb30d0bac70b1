"""Orders for measuring: many people, each with a note of their own."""

from dataclasses import replace
from pathlib import Path
from random import Random

from cardmaker.errors import Place
from cardmaker.inputs.note import parse_note
from cardmaker.inputs.order import NoteSource, Request, resolve
from cardmaker.model import Order, Person

WORDS = (
    "thank you for the hour that you gave me on the telephone I had read about the move of your billing system hearing "
    "how your team did it without a single night of downtime was something else and the question about small teams has "
    "stayed with me I would answer it the same way again only with fewer words tell people early and tell them yourself"
).split()


def order_of(count: int, **request: str) -> Order:
    """Return an order of `count` people whose notes all differ, 90 words each."""
    wanted = Request(design="olive-wreath", format="half-letter", from_="Jamie Okafor", **request)
    order = resolve(wanted, Path(), {}, NoteSource(note(0), "note")).order
    return replace(order, people=tuple(_person(number) for number in range(count)))


def note(number: int) -> str:
    random = Random(f"note {number}")
    first, second = (" ".join(random.choice(WORDS) for _ in range(count)) for count in (41, 42))
    return f"Dear Person {number},\n\n{first}.\n\n{second}.\n\nWarm regards,\nJamie Okafor\n"


def _person(number: int) -> Person:
    parsed, _ = parse_note(note(number), "note", {})
    assert parsed is not None
    return Person(f"Person {number}", parsed, f"Person {number}", Place("note"))
