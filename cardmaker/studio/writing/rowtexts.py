"""Giving one person of an order a field: a cell of their list, or a line of their entry in `card.yaml`.

Everything else of the file stays as it was. Lists are changed as the People step changes them (`list_drafts`): a workbook
becomes text beside itself, and that is told. An entry stays where it is written.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Items, Scalar, Table, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import FILE, written
from cardmaker.studio.listing.list_drafts import Told, files_with

_LINE: Final = re.compile(r"^(?P<head>[ \t]*(?:-[ \t]+)?[^\s:#][^:]*:)(?P<value>.*)$")


class Plan(NamedTuple):
    """Files that are written together, None for one that goes, and what the page is told of it beside."""

    files: Mapping[Path, bytes | None]
    told: Told


def with_texts(desk: Desk, index: int, texts: Mapping[str, str]) -> Plan:
    """Return what gives a person these texts by field. Raises InputError if only an editor can do it."""
    person = desk.person(index)
    if person is None or not texts:
        return Plan({}, [])
    if isinstance(desk.request().people, str):
        return Plan(*files_with(desk, person.row, texts))
    text = decode_note((desk.folder / FILE).read_bytes(), FILE)
    return Plan({desk.folder / FILE: with_lines(text, person.row - 1, texts).encode()}, [])


def with_lines(text: str, number: int, texts: Mapping[str, str]) -> str:
    """Return the text of a `card.yaml` whose entry of that number, from 0, has these texts. Raises InputError."""
    before = _entries(text)
    for field, words in texts.items():
        text = _with_line(text, number, field, words)
    wanted = [{**each, **(texts if at == number else {})} for at, each in enumerate(before)]
    if _entries(text) != wanted:
        raise _refusal("the people are written in a way the studio cannot change")
    return text


def _with_line(text: str, number: int, field: str, words: str) -> str:
    table = _tables(text)[number]
    lines = text.splitlines()
    place = next((place for key, place in table.keys.items() if key.replace("-", "_") == field), None)
    if place:
        match = _LINE.match(lines[(place.line or 1) - 1])
        if match is None or match["value"].strip()[:1] in {"|", ">", "{"}:
            raise _refusal(f"{field} is written in a way the studio cannot change", place)
        lines[(place.line or 1) - 1] = f"{match['head']} {written(words)}"
    else:
        first = next(iter(table.keys.values()))
        at, margin = first.line or 1, " " * ((first.column or 1) - 1)
        lines.insert(at, f"{margin}{field}: {written(words)}")
    return "\n".join(lines) + "\n"


def _tables(text: str) -> Sequence[Table]:
    node = read_yaml(text, FILE).values.get("people")
    return [item for item in node.items if isinstance(item, Table)] if isinstance(node, Items) else []


def _entries(text: str) -> list[dict[str, str]]:
    return [
        {
            key.replace("-", "_"): value.text if isinstance(value, Scalar) else repr(value)
            for key, value in table.values.items()
        }
        for table in _tables(text)
    ]


def _refusal(message: str, place: Place | None = None) -> InputError:
    hint = "change it in an editor; the page shows it at once"
    return InputError([error("edit", message, place or Place(FILE), hint)])
