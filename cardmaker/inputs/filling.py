"""Filling a note in for one row: its words, or what keeps the row from having a card.

What is wrong with a note itself is told once, however many rows have it. Which note a row gets is left to `sources`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.note import MAX_CHARACTERS, empty_note, length_finding, make_note, read_template
from cardmaker.inputs.people.fields import known_fields
from cardmaker.inputs.sources import NO_NOTE, NoteSource, Source
from cardmaker.inputs.template import Filled, Hole, Template, has_control
from cardmaker.inputs.wanted import Rows, Wanted, unused_keys
from cardmaker.model import Note, Person

ALWAYS: Final = ("name", "first_name", "last_name", "title", "dear", "to", "from")
"""Fields that every person has, empty or not, whatever the list holds."""


@dataclass(slots=True)
class Filling:
    """Fills notes in for rows, and remembers which notes it has seen. `by_name` counts those found by a person's name."""

    rows: Rows
    sender: str
    by_name: int = 0
    _checked: dict[int, tuple[Template, bool]] = field(default_factory=dict)

    @property
    def used(self) -> frozenset[str]:
        """The fields that the notes ask for."""
        return frozenset(hole.name for template, _ in self._checked.values() for hole in template.holes())

    def note(
        self, row: Wanted, source: Source, values: Mapping[str, str]
    ) -> tuple[Note | None, list[Finding]]:
        """Return the words for a row with these values; no note if one of the findings keeps it from having a card."""
        template = source.template
        found = self._unknown_of(template) if template else []
        if template is None or not self._checked[id(template)][1]:
            return None, [*found, *_left_out(row, source)]
        if source is NO_NOTE:
            return Note((), source.place), []
        self.by_name += source.is_found
        filled = template.fill({**values, "from": self.sender})
        note = make_note(filled.text, self._place(row, source, template))
        problems = [*_missing(row, template, filled), *self._wrong(row, template, values)]
        if len(filled.text) > MAX_CHARACTERS:
            problems.append(length_finding(len(filled.text), note.place))
        if not (note.words or problems):
            problems.append(empty_note(note.place))
        return (None if problems else note), problems

    def _place(self, row: Wanted, source: Source, template: Template) -> Place:
        """Return where a row's words come from: from the row itself, if the same note gives others to each."""
        varies = self.rows.is_list and not template.is_fixed and not source.is_own
        return (row.place("") if varies else None) or source.place

    def _unknown_of(self, template: Template) -> list[Finding]:
        """Return an error for each field of a note that there is not; told once a note."""
        if id(template) in self._checked:
            return []
        found = [finding for hole in dict.fromkeys(template.holes()) if (finding := self._unknown(hole))]
        self._checked[id(template)] = (template, not found)
        return found

    def _unknown(self, hole: Hole) -> Finding | None:
        if hole.name in self.rows.fields or hole.name in ALWAYS:
            return None
        if hole.name not in known_fields():
            known = [*ALWAYS, *self.rows.fields, *known_fields()]
            message = f"{{{hole.typed or hole.name}}} is not a field"
            return error("unknown-field", message, hole.place, nearest_hint(hole.name, known))
        return _no_column(hole, self.rows) if hole.default is None else None

    def _wrong(self, row: Wanted, template: Template, values: Mapping[str, str]) -> list[Finding]:
        """Return an error for each value of the note that no list would have let in: one with control characters."""
        if self.rows.is_list:
            return []
        return [
            error("control", f"{hole.name} holds a control character", row.place(hole.name))
            for hole in dict.fromkeys(template.holes())
            if has_control(values.get(hole.name, ""))
        ]


def values_of(row: Wanted, fields: Mapping[str, str], addressed: str) -> dict[str, str]:
    """Return what a note may ask for of a row whose person has these fields and is addressed so."""
    return {**fields, "dear": addressed, "to": row.texts.get("name") or fields["name"]}


def drafted_person(
    rows: Rows, row: Wanted, person: Person, note: NoteSource, sender: str
) -> tuple[Person, tuple[Finding, ...]]:
    """Return a person of an order that was read before, with another note; `row` is theirs.

    The person is equal to the one of the order read anew with this note for all. Raises InputError if they get no card with it.
    """
    template, told = read_template(note.text, note.file)
    source, filling = Source(template, Place(note.file)), Filling(rows, sender)
    written, problems = filling.note(row, source, values_of(row, person.fields, person.addressed))
    problems += unused_keys(rows, filling.used)
    if written is None or problems:
        raise InputError([*told, *problems])
    return replace(person, note=written, place=row.place("") or source.place), told


def _left_out(row: Wanted, source: Source) -> Iterator[Finding]:
    """Yield that a row has no card because of its own note's file: what is wrong in there was told once, without the row."""
    place = row.place("note_file") or row.place("")
    if source.is_own and source.place.line is None and place and place.line is not None:
        yield error("own-note", f"no card without the note {source.place.file}", place)


def _no_column(hole: Hole, rows: Rows) -> Finding:
    """Return the error for a field that no row has."""
    if rows.is_list:
        hint = f"add a column {hole.name!r} to it, or name the one that holds it: --map {hole.name}=COLUMN"
        return error("no-column", f"{rows.file} has no column for {{{hole.name}}}", hole.place, hint)
    hint = f"say `{hole.name}:` for each person in card.yaml, or write a default: {{{hole.name}|words}}"
    return error("empty-field", f"{{{hole.name}}} has no value", hole.place, hint)


def _missing(row: Wanted, template: Template, filled: Filled) -> list[Finding]:
    """Return an error for each field that the note needs and the row does not have, where the row would have it."""
    return [_empty(hole, template, row) for hole in dict.fromkeys(filled.missing)]


def _empty(hole: Hole, template: Template, row: Wanted) -> Finding:
    """Return the error for a field that a row lacks, where the row would have it."""
    if hole.name in {"from", "to"} or row.place(hole.name) is None:
        hint = f"give it with --{hole.name} or in card.yaml"
        return error("empty-field", f"{{{hole.name}}} has no value", hole.place, hint)
    where = Place(template.file, hole.place.line)
    hint = f"fill it in, or let the note do without: [?{hole.name}: words] or {{{hole.name}|words}}"
    return error("empty-field", f"{hole.name} is empty, and {where} needs it", row.place(hole.name), hint)
