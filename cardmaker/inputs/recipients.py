"""The people of an order: each row with its note filled in, how it is addressed, and what its card has for itself.

All rows are looked at before anything is made. A row that lacks something is left out with an error at its place, and the
others go on. Reading rows is left to `wanted`, notes to `sources`, wishes to `wishes`, names to `people.names`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cardmaker.errors import Finding, InputError, Place, advice, error
from cardmaker.inputs.addresses import address_of
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.note import MAX_CHARACTERS, empty_note, length_finding, make_note
from cardmaker.inputs.people.fields import known_fields
from cardmaker.inputs.people.names import How, PersonName, address_as, formal_name, make_name
from cardmaker.inputs.sources import NO_NOTE, Notes, Source
from cardmaker.inputs.template import Filled, Hole, Template, has_control
from cardmaker.inputs.wanted import Rows, Wanted, unused_keys
from cardmaker.inputs.wishes import Wishes
from cardmaker.model import NOTHING_OWN, Note, Own, Person

ALWAYS: Final = ("name", "first_name", "last_name", "title", "dear", "to", "from")
"""Fields that every person has, empty or not, whatever the list holds."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """The people whose cards can be made and those whose cards cannot, what was found, and how many rows are left out."""

    people: tuple[Person, ...]
    absent: tuple[Person, ...]
    findings: tuple[Finding, ...]
    left_out: int


def how_of(text: str) -> How:
    """Return how cards address people, by first name if nothing is said. Raises InputError."""
    wish = " ".join(text.casefold().replace("-", " ").replace("_", " ").split()) or How.FIRST_NAME.value
    known = [how.value for how in How]
    if wish in known:
        return How(wish)
    hint = nearest_hint(wish, known)
    raise InputError([error("address-as", f"people cannot be addressed as {text!r}", hint=hint)])


def read_recipients(
    rows: Rows, notes: Notes, wishes: Wishes | None, how: How, sender: str, home: str = ""
) -> Recipients:
    """Return the people of the rows. Without wishes, because the order's own design is not known, rows have none.

    `home` is the sender's country, in which an address stands that names none.
    """
    reader = _Reader(rows, notes, wishes, how, sender, home)
    people = [person for row in rows.rows if (person := reader.person(row))]
    used = frozenset(hole.name for template in reader.checked.values() for hole in template[0].holes())
    unused = unused_keys(rows, used)
    findings = (
        *rows.findings,
        *notes.findings,
        *reader.findings,
        *unused,
        *reader.told(),
        *notes.unread([person.name for person in people]),
    )
    left_out = rows.left_out + len(rows.rows) - len(people)
    return Recipients(() if unused else tuple(people), tuple(reader.absent), findings, left_out)


@dataclass(slots=True)
class _Reader:
    """Goes through the rows; remembers what was told of a note that many have."""

    rows: Rows
    notes: Notes
    wishes: Wishes | None
    how: How
    sender: str
    home: str = ""
    findings: list[Finding] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    checked: dict[int, tuple[Template, bool]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    by_name: int = 0

    def person(self, row: Wanted) -> Person | None:
        """Return the person of a row; nothing if there can be no card, with findings that name the row."""
        before = len(self.findings)
        person, is_right = self._read(row)
        if is_right:
            return person
        self.findings[before:] = [_of_row(finding, row, person) for finding in self.findings[before:]]
        self.absent.append(person)
        return None

    def _read(self, row: Wanted) -> tuple[Person, bool]:
        """Return the person of a row, and whether their card can be made."""
        name = make_name(row.texts)
        fields = {
            **row.texts,
            "name": name.full,
            "first_name": name.given,
            "last_name": name.family,
            "title": name.title,
        }
        self.seen[name.full] += 1
        key = f"{name.full}#{self.seen[name.full]}"
        addressed = address_as(name, self.how)
        place = row.place("")
        source = self.notes.of(row.texts, _callings(name), _note_place(row))
        note = self._note(
            row, source, {**fields, "dear": addressed, "to": row.texts.get("name") or name.full}
        )
        own, found = self.wishes.of(row.texts) if self.wishes else (NOTHING_OWN, ())
        self.findings += (_at(finding, row) for finding in found)
        written = note or Note((), source.place)
        person = _person(name, written, key, place or source.place, row, addressed, fields, own)
        person = replace(person, address=address_of(row.texts, formal_name(name), row.place, self.home))
        return person, note is not None and not found

    def told(self) -> Iterator[Finding]:
        """Yield a line on the notes that were found by their names."""
        if self.by_name:
            people = "1 person has" if self.by_name == 1 else f"{self.by_name} people have"
            yield advice("own-notes", f"{people} a note of their own in notes/")

    def _note(self, row: Wanted, source: Source, values: dict[str, str]) -> Note | None:
        template = source.template
        if template is None or not self._is_known(template):
            self.findings += _left_out(row, source)
            return None
        if source is NO_NOTE:
            return Note((), source.place)
        self.by_name += source.is_found
        filled = template.fill(values | {"from": self.sender})
        varies = self.rows.is_list and not template.is_fixed and not source.is_own
        place = (row.place("") if varies else None) or source.place
        note = make_note(filled.text, place)
        problems = [*self._missing(row, template, filled), *self._wrong(row, template, values)]
        if len(filled.text) > MAX_CHARACTERS:
            problems.append(length_finding(len(filled.text), place))
        if not (note.words or problems):
            problems.append(empty_note(place))
        self.findings += problems
        return None if problems else note

    def _is_known(self, template: Template) -> bool:
        """Return whether a note names only fields that there are; what is wrong is told once a note."""
        if id(template) not in self.checked:
            found = [finding for hole in dict.fromkeys(template.holes()) if (finding := self._unknown(hole))]
            self.findings += found
            self.checked[id(template)] = (template, not found)
        return self.checked[id(template)][1]

    def _unknown(self, hole: Hole) -> Finding | None:
        if hole.name in self.rows.fields or hole.name in ALWAYS:
            return None
        if hole.name not in known_fields():
            known = [*ALWAYS, *self.rows.fields, *known_fields()]
            message = f"{{{hole.typed or hole.name}}} is not a field"
            return error("unknown-field", message, hole.place, nearest_hint(hole.name, known))
        return _no_column(hole, self.rows) if hole.default is None else None

    def _missing(self, row: Wanted, template: Template, filled: Filled) -> list[Finding]:
        """Return an error for each field that the note needs and the row does not have, where the row would have it."""
        return [_empty(hole, template, row) for hole in dict.fromkeys(filled.missing)]

    def _wrong(self, row: Wanted, template: Template, values: Mapping[str, str]) -> list[Finding]:
        """Return an error for each value of the note that no list would have let in: one with control characters."""
        if self.rows.is_list:
            return []
        return [
            error("control", f"{hole.name} holds a control character", row.place(hole.name))
            for hole in dict.fromkeys(template.holes())
            if has_control(values.get(hole.name, ""))
        ]


def _of_row(finding: Finding, row: Wanted, person: Person) -> Finding:
    """Return a finding with its person, if it stands in their row; what is wrong with a file is not theirs alone."""
    place, at = finding.place, row.place("")
    is_theirs = place and at and (place.file, place.line) == (at.file, at.line)
    return replace(finding, person=person.key) if is_theirs else finding


def _person(
    name: PersonName,
    note: Note,
    key: str,
    place: Place,
    row: Wanted,
    addressed: str,
    fields: Mapping[str, str],
    own: Own,
) -> Person:
    company = fields.get("company", "")
    return Person(name.full, note, key, place, row.number, addressed, company, fields, own)


def _note_place(row: Wanted) -> Place:
    """Return where a row says what its note is."""
    return row.place("note" if row.texts.get("note") else "note_file") or Place("the note")


def _callings(name: PersonName) -> Iterator[str]:
    """Yield what the file of a person's note may be called by: the whole name, or first and last."""
    yield name.full
    if name.given and name.family:
        yield f"{name.given} {name.family}"


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


def _empty(hole: Hole, template: Template, row: Wanted) -> Finding:
    """Return the error for a field that a row lacks, where the row would have it."""
    if hole.name in {"from", "to"} or row.place(hole.name) is None:
        hint = f"give it with --{hole.name} or in card.yaml"
        return error("empty-field", f"{{{hole.name}}} has no value", hole.place, hint)
    where = Place(template.file, hole.place.line)
    hint = f"fill it in, or let the note do without: [?{hole.name}: words] or {{{hole.name}|words}}"
    return error("empty-field", f"{hole.name} is empty, and {where} needs it", row.place(hole.name), hint)


def _at(finding: Finding, row: Wanted) -> Finding:
    """Return a finding about a wish where the row has it; its rule is the field's name."""
    place = finding.place or row.place(finding.rule)
    return replace(finding, place=place)
