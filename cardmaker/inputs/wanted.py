"""Who gets a card: the entries of `card.yaml`, one name, or a list in a file, all to the same rows of text by field.

Lists are read by `people.roster`. What a card needs of a row is left to `recipients`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cardmaker.errors import Finding, Place, error
from cardmaker.inputs.addresses import LINES, address_texts
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Items, Node, Scalar, Table, unknown_key
from cardmaker.inputs.people.fields import NAMES, known_fields, slug

ENTRY_KEYS: Final = MappingProxyType({"to": "name", "said_as": "nickname"})
"""Keys of an entry in `card.yaml` that are called otherwise in lists; `note` is a file there."""

OWN_KEYS: Final = ("to", "note", "note_file", "said_as", "variant", LINES)
NEAR: Final = 0.75
"""A key as like a known one as this is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class PersonRequest:
    """One entry of `people:`; `fields` are all but the name and the note's file."""

    to: str = ""
    note: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place | None = None


PeopleRequest = str | tuple[PersonRequest, ...]
"""The entries of `people:`, or the name of a list."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row: its number and its texts by field, and where each stands, if anybody knows."""

    number: int
    texts: Mapping[str, str]
    place: Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of an order, the fields that they have, and what reading them found.

    `left_out` rows could not be used. `is_list` says that they come from a file, whose columns nobody must use.
    """

    rows: Sequence[Wanted]
    fields: frozenset[str]
    file: str = ""
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    is_list: bool = False
    keys: Mapping[str, Place] = field(default_factory=dict)


def read_list(path: Path, encoding: str, mapping: Mapping[str, str]) -> Rows:
    """Return the rows of a list. Raises InputError if none of it can be used."""
    from cardmaker.inputs.people.roster import read_people

    roster = read_people(path, encoding=encoding, mapping=mapping)
    rows = [Wanted(entry.number, entry.texts, entry.place) for entry in roster.entries]
    lines = {
        finding.place.line for finding in roster.findings if finding.level.value == "error" and finding.place
    }
    fields = frozenset(name for entry in roster.entries[:1] for name in entry.texts)
    return Rows(rows, fields, str(path), roster.findings, len(lines), is_list=True)


def rows_of(people: Sequence[PersonRequest], name_place: Place | None) -> Rows:
    """Return the entries of an order as rows; `name_place` is where a lone name stands."""
    rows = [
        Wanted(number, _texts(person), partial(_place, person, name_place))
        for number, person in enumerate(people, 1)
    ]
    known = {*known_fields(), *OWN_KEYS}
    keys = {name: place for person in people for name, place in person.places.items() if name not in known}
    return Rows(rows, frozenset(name for row in rows for name in row.texts), keys=keys)


def _texts(person: PersonRequest) -> dict[str, str]:
    """Return an entry's fields as a list would have them; a note of several lines is a text, else it names a file."""
    note = {"note" if "\n" in person.note else "note_file": person.note} if person.note else {}
    name = {"name": person.to} if person.to or not any(key in person.fields for key in NAMES) else {}
    return {**person.fields, **name, **note}


def _place(person: PersonRequest, name_place: Place | None, name: str) -> Place | None:
    return person.places.get(name) or person.place or name_place


def read_entries(node: Node, conversion: Conversion) -> PeopleRequest:
    """Return the people that an order lists, or the name of its list; findings go into the conversion."""
    if isinstance(node, Scalar) and node.text.strip():
        return node.text.strip()
    if not isinstance(node, Items):
        hint = "people must be a list of `- to: …` entries, or the name of a list: people.csv"
        conversion.findings.append(error("value", hint, node.place))
        return ()
    found = (_entry(item, conversion) for item in node.items)
    return tuple(person for person in found if person)


def _entry(node: Node, conversion: Conversion) -> PersonRequest | None:
    if not isinstance(node, Table):
        conversion.findings.append(error("value", "a person is written as `- to: Name`", node.place))
        return None
    texts: dict[str, str] = {}
    places: dict[str, Place] = {}
    before = len(conversion.findings)
    for key, value in node.values.items():
        name = ENTRY_KEYS.get(slug(key), slug(key))
        if name == "address":
            said = address_texts(value, "an address", conversion)
            texts |= {key: text for key, text in said.items() if key != "name" or "name" not in texts}
            places |= dict.fromkeys(said, value.place)
            continue
        conversion.findings += _key_findings(key, name, value, node)
        texts[name] = value.text if isinstance(value, Scalar) else ""
        places[name] = value.place
    if len(conversion.findings) == before and not any(texts.get(name, "").strip() for name in NAMES):
        conversion.findings.append(error("missing-key", "a person needs 'to'", node.place))
    to, note = texts.pop("name", ""), texts.pop("note", "")
    return PersonRequest(to, note, texts, places, node.place)


def _key_findings(key: str, name: str, value: Node, table: Table) -> list[Finding]:
    """Return what is wrong with one line of an entry: not a text, or a key that is nearly a known one."""
    known = [*known_fields(), *OWN_KEYS]
    if not isinstance(value, Scalar):
        return [error("value", f"{key} must be a text", value.place)]
    if name in known or not get_close_matches(name, known, n=1, cutoff=NEAR):
        return []
    return [unknown_key(key, table.keys[key], known, "a person")]


def unused_keys(rows: Rows, used: frozenset[str]) -> list[Finding]:
    """Return an error for each key of an entry that is neither known nor used by a note."""
    return [
        error("unknown-key", f"a person has no {name!r}, and no note uses it", place)
        for name, place in rows.keys.items()
        if name not in used
    ]
