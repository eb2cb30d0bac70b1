"""Whose note is where: the common one, or a person's own, and how a note of their own begins and ends.

Which note a person gets is asked of the reader that `cardmaker make` asks. A new one is a file in `notes/`, called by the
person's name: so it works for entries and for lists, and changes neither.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Items, Scalar, Table, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.sources import NOTE_FILE, NOTES_FOLDER, Notes, file_slug, inside
from cardmaker.model import Person
from cardmaker.studio.keeping.desk import Desk, StaleError
from cardmaker.studio.keeping.edits import FILE, with_value
from cardmaker.studio.writing.rowtexts import Plan, with_texts

_KEY: Final = re.compile(r"^(?P<margin>[ \t]*)(?P<dash>-[ \t]+)?note(?:[_-]file)?[ \t]*:(?P<value>.*)$")


class Kind(Enum):
    """How a person comes to their note."""

    COMMON = "common"
    FOUND = "found"
    NAMED = "named"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class OwnNote:
    """The note of one person: how they come to it, and its file in the order's folder; None if it stands in their row."""

    kind: Kind
    file: Path | None
    text: str = ""

    @property
    def is_own(self) -> bool:
        return self.kind is not Kind.COMMON


def note_of(desk: Desk, index: int) -> OwnNote:
    """Return the note of a person as the page counts them. Raises InputError if it lies outside the folder."""
    request, person = desk.request(), desk.person(index)
    if person is None:
        return _read(Kind.COMMON, desk.folder, request.note or NOTE_FILE)
    notes = Notes(desk.folder, None, request.note, is_optional=True)
    source = notes.of(person.fields, _callings(person), Place(""))
    if not source.is_own:
        return _read(Kind.COMMON, desk.folder, request.note or NOTE_FILE)
    if not source.place.file:
        return OwnNote(Kind.WRITTEN, None, person.fields.get("note", ""))
    name = Path(source.place.file).relative_to(desk.folder).as_posix()
    return _read(Kind.FOUND if source.is_found else Kind.NAMED, desk.folder, name)


def kept(desk: Desk, index: int, text: str, shown: str | None = None) -> Plan:
    """Return what writes these words as the note that a person has; the first note of an order is begun. Raises InputError."""
    note = _still(desk, note_of(desk, index), shown)
    if note.file is None:
        return with_texts(desk, index, {"note": text.strip()})
    files: dict[Path, bytes | None] = {note.file: text.encode()}
    if note.kind is Kind.COMMON and not desk.request().note:
        files[desk.folder / FILE] = with_value(desk.order_text(), "note", NOTE_FILE).encode()
    return Plan(files, [])


def _still(desk: Desk, note: OwnNote, shown: str | None) -> OwnNote:
    """Return the note that the page shows by the name of its file.

    People are counted by those who get a card. Words that are no note take their person's card away, so that the next one
    has their number: what was typed for one must never be written for another. Raises StaleError if it is gone.
    """
    name = note.file.relative_to(desk.folder).as_posix() if note.file else ""
    if shown is None or shown == name:
        return note
    known = _known(desk)
    if shown not in known:
        raise StaleError
    kind = Kind.COMMON if shown == (desk.request().note or NOTE_FILE) else Kind.NAMED
    return OwnNote(kind, known[shown])


def _known(desk: Desk) -> dict[str, Path]:
    """Return the files of notes that the order has, by their names in its folder."""
    request = desk.request()
    people = request.people if isinstance(request.people, tuple) else ()
    entries = [each.note for each in people if each.note and "\n" not in each.note]
    found = [f"{NOTES_FOLDER}/{path.name}" for path in (desk.folder / NOTES_FOLDER).glob("*.md")]
    return {name: inside(name, desk.folder, "note") for name in (request.note or NOTE_FILE, *entries, *found)}


def begun(desk: Desk, index: int, text: str) -> Plan:
    """Return what begins a note of their own for a person, to begin with this text. Raises InputError without a name."""
    person = desk.person(index)
    name = file_slug(person.name) if person else ""
    if not name:
        hint = "write the name into the list first"
        raise InputError([error("no-name", "a note of their own needs a name", hint=hint)])
    return Plan({inside(f"{NOTES_FOLDER}/{name}.md", desk.folder, "note"): text.encode()}, [])


def ended(desk: Desk, index: int) -> Plan:
    """Return what brings a person back at the common note. Raises InputError where only an editor can do it."""
    note = note_of(desk, index)
    if note.kind is Kind.FOUND and note.file:
        return Plan({note.file: None}, [])
    person = desk.person(index)
    if note.kind is Kind.COMMON or person is None:
        return Plan({}, [])
    entry = _entry(desk, index)
    if entry is None:
        return with_texts(desk, index, {"note" if person.fields.get("note") else "note_file": ""})
    text = decode_note((desk.folder / FILE).read_bytes(), FILE)
    return Plan({desk.folder / FILE: without_note(text, entry).encode()}, [])


def without_note(text: str, number: int) -> str:
    """Return the text of a `card.yaml` in which the entry of that number, from 0, names no note. Raises InputError."""
    place = _note_key(text, number)
    lines = text.splitlines()
    at = (place.line or 1) - 1 if place else -1
    match = _KEY.match(lines[at]) if place else None
    if match is None or match["value"].strip()[:1] in {"|", ">"}:
        raise _refusal(place)
    rest = lines[at + 1 :]
    if match["dash"]:  # the entry's first line: the next one takes its dash
        if not rest or not rest[0].startswith(" ") or rest[0].lstrip().startswith("-"):
            raise _refusal(place)
        rest[0] = f"{match['margin']}{match['dash']}{rest[0].lstrip()}"
    edited = "\n".join([*lines[:at], *rest]) + "\n"
    if _note_key(edited, number) is not None or _others(edited, number) != _others(text, number):
        raise _refusal(place)
    return edited


def sharers(desk: Desk, note: OwnNote) -> int:
    """Return how many people have this note: all without one of their own, or those whom a file is called by."""
    people = desk.people()
    if note.kind is Kind.WRITTEN:
        return 1
    notes = Notes(desk.folder, None, desk.request().note, is_optional=True)
    sources = (notes.of(person.fields, _callings(person), Place("")) for person in people)
    if note.kind is Kind.COMMON:
        return sum(not source.is_own for source in sources)
    return sum(bool(source.place.file) and Path(source.place.file) == note.file for source in sources)


def _read(kind: Kind, folder: Path, name: str) -> OwnNote:
    path = inside(name, folder, "note")
    try:
        return OwnNote(kind, path, decode_note(path.read_bytes(), name))
    except OSError:
        return OwnNote(kind, path)


def _callings(person: Person) -> Iterator[str]:
    """Yield what the file of a person's note may be called by."""
    yield person.name
    first, last = person.fields.get("first_name", ""), person.fields.get("last_name", "")
    if first and last:
        yield f"{first} {last}"


def _entry(desk: Desk, index: int) -> int | None:
    """Return which entry of `card.yaml` a person is, from 0; None if they stand in a list."""
    request, person = desk.request(), desk.person(index)
    people = request.people
    return person.row - 1 if isinstance(people, tuple) and people and person else None


def _note_key(text: str, number: int) -> Place | None:
    keys: Mapping[str, Place] = _people(text)[number].keys
    return next(
        (place for key, place in keys.items() if key.replace("-", "_") in {"note", "note_file"}), None
    )


def _others(text: str, number: int) -> list[object]:
    """Return all entries as values, without the note of one."""
    return [
        {
            key: value.text if isinstance(value, Scalar) else repr(value)
            for key, value in entry.values.items()
            if at != number or not key.startswith("note")
        }
        for at, entry in enumerate(_people(text))
    ]


def _people(text: str) -> list[Table]:
    node = read_yaml(text, FILE).values.get("people")
    return [item for item in node.items if isinstance(item, Table)] if isinstance(node, Items) else []


def _refusal(place: Place | None) -> InputError:
    hint = "change it in an editor; the page shows it at once"
    return InputError([error("edit", "this note is written in a way the studio cannot change", place, hint)])
