"""One door to lists of people: any file that holds one, told by its content, to entries that know where they stand.

All rows are judged at once: a row that cannot be used is an error finding and is left out, a doubtful one is warned and
kept. A file that cannot be used is refused. What a design or a note needs of an entry is left to the order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cardmaker.errors import Finding, InputError, Level, Place
from cardmaker.inputs.people.delimited import read_delimited
from cardmaker.inputs.people.encoding import decode_list
from cardmaker.inputs.people.headers import Columns, map_columns, score_header
from cardmaker.inputs.people.judging import judge_rows
from cardmaker.inputs.people.kinds import is_workbook, refuse_other_kinds
from cardmaker.inputs.people.listing import MAX_BYTES, Listing, Row, make_listing, refusal
from cardmaker.inputs.people.names import PersonName, make_name
from cardmaker.inputs.people.vcard import is_vcard, read_vcards

NO_MAPPING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list: their row, clean, and where each field stands in it. All text is as typed."""

    file: str
    number: int
    cells: tuple[str, ...]
    columns: Columns
    has_columns: bool = True

    def text(self, field: str) -> str:
        """Return what the row says for a field, known or own; empty if nothing or if there is no such column."""
        at = self.columns.at.get(field)
        return "" if at is None else self.cells[at]

    @property
    def texts(self) -> dict[str, str]:
        """All fields of the list that have a column, known and own ones, with what this row says."""
        return {field: self.cells[at] for field, at in self.columns.at.items()}

    @property
    def name(self) -> PersonName:
        """The name and its parts, parsed anew each time."""
        return make_name(self.texts)

    @property
    def fields(self) -> dict[str, str]:
        """All that a note may ask for: the texts, and the parts of the name also where the list has only the whole."""
        name = self.name
        parts = {"name": name.full, "first_name": name.given, "last_name": name.family, "title": name.title}
        return {**self.texts, **parts}

    def place(self, field: str = "") -> Place:
        """Return where a field of this row stands in the person's file, or the row."""
        at = self.columns.at.get(field) if self.has_columns else None
        return Place(self.file, self.number, None if at is None else at + 1)


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a file that can be used, in its order, and all that was guessed or is wrong."""

    file: str
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)


def read_people(path: Path, *, encoding: str = "", mapping: Mapping[str, str] = NO_MAPPING) -> Roster:
    """Return the people of a CSV, text, XLSX or vCard file. Raises InputError if the file cannot be used.

    `encoding` and `mapping` (field to header) are what the person said; empty, both are found and told.
    """
    return parse_people(_read(path), str(path), encoding=encoding, mapping=mapping)


def parse_people(
    data: bytes, file: str, *, encoding: str = "", mapping: Mapping[str, str] = NO_MAPPING
) -> Roster:
    """Return the people that the bytes of a list hold; `file` is how messages call it. Raises InputError."""
    listing = parse_listing(data, file, encoding=encoding, mapping=mapping)
    mapped = map_columns(listing, mapping)
    judged, problems = judge_rows(listing, mapped.layouts)
    findings = (*listing.findings, *mapped.findings, *problems)
    if not judged:
        raise InputError(_without_advice(findings))
    has_columns = not listing.is_vcard
    entries = tuple(Entry(file, row.number, row.cells, columns, has_columns) for row, columns in judged)
    return Roster(file, entries, findings)


def parse_listing(
    data: bytes, file: str, *, encoding: str = "", mapping: Mapping[str, str] = NO_MAPPING
) -> Listing:
    """Return the rows of a list as they stand, before anybody asks what they mean. Raises InputError."""
    if len(data) > MAX_BYTES:
        hint = "split the list into parts, or take pictures out of it"
        raise refusal("too-large", f"is larger than {MAX_BYTES // 1_000_000} MB", file, hint=hint)
    return _listing(data, file, encoding, partial(score_header, mapping=mapping))


def _without_advice(findings: Iterable[Finding]) -> list[Finding]:
    """Return why nobody is left: the errors, then the warnings, which may say the reason."""
    levels = (Level.ERROR, Level.WARNING)
    return [finding for level in levels for finding in findings if finding.level is level]


def _listing(data: bytes, file: str, encoding: str, score: Callable[[Row], int]) -> Listing:
    if is_workbook(data):
        from cardmaker.inputs.people.workbook import read_workbook

        return read_workbook(data, file, score)
    refuse_other_kinds(data, file)
    text, told = decode_list(data, file, encoding)
    if is_vcard(text):
        return _with(read_vcards(text, file), told)
    return make_listing(file, read_delimited(text, file, score), score, told)


def _with(listing: Listing, told: Iterable[Finding]) -> Listing:
    findings = (*told, *listing.findings)
    return Listing(listing.file, listing.header, listing.rows, findings, is_vcard=listing.is_vcard)


def _read(path: Path) -> bytes:
    """Return a file's bytes, at most one more than is read. Raises InputError in plain words."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise refusal("no-file", "there is no such file", str(path)) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise refusal("no-file", f"cannot be read: {reason}", str(path)) from None
