"""People with notes for the tests of the note's check, without files, and what the check says of them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from cardmaker.check.wording.whole import Wording, check_wording
from cardmaker.errors import Finding, Place
from cardmaker.inputs.note import parse_note
from cardmaker.model import Order, Person
from cardmaker.rules import RULES, Occasion
from tests.bench.orders import order_of as bench_order

SENDER = "Jamie Okafor"

GOOD = """Dear {first},

Thank you for the hour you gave me on the telephone on Tuesday. I had read about the move of your billing system;
hearing how the team did it without a single night of downtime was something else.

Your question about small teams and trust has stayed with me. I would answer it the same way again, only with fewer
words: tell people early, and tell them yourself.

I would be glad to bring that to the Portland office.

Warm regards,
Jamie Okafor
"""


@cache
def _plain_order() -> Order:
    return bench_order(1)


def person(
    name: str, text: str, row: int = 0, company: str = "", addressed: str = "", **fields: str
) -> Person:
    """Return a person with a note; `{first}` in it is their first name. With a row they come from people.csv."""
    first = addressed or name.split(" ", maxsplit=1)[0]
    note, findings = parse_note(text.replace("{first}", first), "note.md", {})
    assert note is not None, findings
    place = Place("people.csv", row) if row else note.place
    return Person(name, note, f"{name}#{row}", place, row, addressed, company, fields)


def order_of(
    *people: Person, occasion: Occasion = Occasion.INTERVIEW, allow: Iterable[str] = (), language: str = "en"
) -> Order:
    """Return an order for these people."""
    return replace(
        _plain_order(),
        people=people,
        sender=SENDER,
        occasion=occasion,
        allow=frozenset(allow),
        language=language,
    )


def check(*people: Person, **order: object) -> Wording:
    return check_wording(order_of(*people, **order))  # type: ignore[arg-type]


def found(*people: Person, **order: object) -> list[Finding]:
    """Return all findings, person by person, then those of the batch."""
    wording = check(*people, **order)
    return [finding for each in people for finding in wording.of(each)] + list(wording.whole)


def rules(*people: Person, **order: object) -> list[str]:
    return [finding.rule for finding in found(*people, **order)]


def body(sentence: str, name: str = "Dana Whitfield", **about: object) -> Person:
    """Return a person whose good note has one more sentence."""
    text = GOOD.replace("I would be glad", f"{sentence} I would be glad")
    return person(name, text, **about)  # type: ignore[arg-type]


def says(sentence: str, rule: str, **order: object) -> bool:
    """Return whether a rule is told of a sentence within a good note to Dana Whitfield."""
    assert rule in RULES
    return rule in rules(body(sentence), **order)
