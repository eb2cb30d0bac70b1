"""The people of an order: each row with its note filled in, how it is addressed, and what its card has for itself.

All rows are looked at before anything is made. A row that lacks something is left out with an error at its place, and the
others go on. Reading rows is left to `wanted`, notes to `sources`, filling them to `filling`, wishes to `wishes`, names to
`people.names`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cardmaker.errors import Finding, InputError, Place, advice, error
from cardmaker.inputs.addresses import address_of
from cardmaker.inputs.filling import Filling, values_of
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.people.names import How, PersonName, address_as, formal_name, make_name
from cardmaker.inputs.sources import Notes
from cardmaker.inputs.wanted import Rows, Wanted, unused_keys
from cardmaker.inputs.wishes import Wishes
from cardmaker.model import NOTHING_OWN, Note, Own, Person


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
    unused = unused_keys(rows, reader.filling.used)
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
    seen: Counter[str] = field(default_factory=Counter)
    filling: Filling = field(init=False)

    def __post_init__(self) -> None:
        self.filling = Filling(self.rows, self.sender)

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
        note, problems = self.filling.note(row, source, values_of(row, fields, addressed))
        self.findings += problems
        own, found = self.wishes.of(row.texts) if self.wishes else (NOTHING_OWN, ())
        self.findings += (_at(finding, row) for finding in found)
        written = note or Note((), source.place)
        person = _person(name, written, key, place or source.place, row, addressed, fields, own)
        person = replace(person, address=address_of(row.texts, formal_name(name), row.place, self.home))
        return person, note is not None and not found

    def told(self) -> Iterator[Finding]:
        """Yield a line on the notes that were found by their names."""
        if by_name := self.filling.by_name:
            people = "1 person has" if by_name == 1 else f"{by_name} people have"
            yield advice("own-notes", f"{people} a note of their own in notes/")


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


def _at(finding: Finding, row: Wanted) -> Finding:
    """Return a finding about a wish where the row has it; its rule is the field's name."""
    place = finding.place or row.place(finding.rule)
    return replace(finding, place=place)
