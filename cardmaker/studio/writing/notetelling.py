"""A note as the page gets it: its words, whose it is, the fields that it may use, and what the order says of notes."""

from collections.abc import Iterator
from typing import Any, Final

from cardmaker.inputs.people.names import How
from cardmaker.inputs.recipients import how_of
from cardmaker.model import Person
from cardmaker.rules import RULES, Occasion
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import FILE
from cardmaker.studio.writing.allowing import allowed_in, with_allowed, without_allowed
from cardmaker.studio.writing.ownnotes import note_of, sharers
from cardmaker.studio.writing.rowtexts import Plan

FIRST: Final = ("dear", "first_name", "last_name", "name", "from")
"""Fields that stand first among those that a note may use."""

APART: Final = frozenset(
    """to title nickname middle_name particle suffix salutation name_order email address street street2 po_box flat district
    attention care_of city region postal_code country note note_file design variant palette hand seed""".split()
)
"""Fields for envelopes and for the making, which nobody writes into a note."""


def note_told(desk: Desk, index: int) -> dict[str, Any]:
    """Return all that the page shows beside a person's note. Raises InputError."""
    note, person, request = note_of(desk, index), desk.person(index), desk.request()
    return {
        "text": note.text,
        "kind": note.kind.value,
        "file": note.file.relative_to(desk.folder).as_posix() if note.file else "",
        "name": person.name if person else "",
        "sharers": sharers(desk, note),
        "fields": [{"name": name, "value": value} for name, value in _fields(person, request.from_)],
        "allow": [{"rule": rule, "why": RULES[rule].why} for rule in _allowed(desk) if rule in RULES],
        "values": {
            "from": request.from_,
            "occasion": request.occasion,
            "language": request.language,
            "address-as": how_of(request.address_as).value,
        },
        "occasions": [each.value for each in Occasion],
        "greetings": [each.value for each in How],
    }


def allowed(desk: Desk, rule: str, is_allowed: bool) -> Plan:
    """Return the order's file with a rule allowed to be broken, or no longer. Raises InputError."""
    change = with_allowed if is_allowed else without_allowed
    return Plan({desk.folder / FILE: change(desk.order_text(), rule).encode()}, [])


def _fields(person: Person | None, sender: str) -> Iterator[tuple[str, str]]:
    """Yield the fields that a note may use, with what they become for a person."""
    if person is None:
        return
    values = {**person.fields, "dear": person.addressed, "from": sender}
    for name in FIRST:
        yield name, values.get(name, "")
    yield from ((name, value) for name, value in values.items() if name not in APART and name not in FIRST)


def _allowed(desk: Desk) -> list[str]:
    return [rule.strip().lower() for rule in allowed_in(desk.order_text())]
