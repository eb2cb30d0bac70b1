"""Giving one person of an order a field: a cell of their list, or a line of their entry in `card.yaml`.

Everything else of the file stays as it was, byte for byte; what was edited is read once more by the reader that `make` uses
before it counts. Workbooks and address books are not edited: they are other programs' files.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Items, Scalar, Table, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.people.delimited import DELIMITERS
from cardmaker.inputs.people.kinds import is_workbook
from cardmaker.inputs.people.listing import tidy
from cardmaker.inputs.people.roster import Entry, parse_people
from cardmaker.studio.changing import Files
from cardmaker.studio.desk import Desk
from cardmaker.studio.edits import FILE, written

MARK: Final = "\ufeff"

_RECORD_END: Final = re.compile(r'"(?:[^"]|"")*"|\r\n|\r|\n')
_LINE: Final = re.compile(r"^(?P<head>[ \t]*(?:-[ \t]+)?[^\s:#][^:]*:)(?P<value>.*)$")


class Record(NamedTuple):
    """One row of a list as it stands there: its text, and the end of its line."""

    text: str
    end: str


def with_texts(desk: Desk, index: int, texts: Mapping[str, str]) -> Files:
    """Return the files in which a person has these texts by field. Raises InputError if only another program can do it."""
    person, people = desk.person(index), desk.request().people
    if person is None or not texts:
        return {}
    if isinstance(people, str):
        path = desk.folder / Path(people).name
        return {path: with_cells(path.read_bytes(), path.name, person.row, texts, desk.request().map)}
    text = decode_note((desk.folder / FILE).read_bytes(), FILE)
    return {desk.folder / FILE: with_lines(text, person.row - 1, texts).encode()}


def with_cells(
    data: bytes, file: str, number: int, texts: Mapping[str, str], mapping: Mapping[str, str] = {}
) -> bytes:
    """Return a list in which the row of that number has these texts, in new columns where it had none. Raises InputError."""
    text = _text(data, file)
    before = {entry.number: entry for entry in parse_people(data, file, mapping=mapping).entries}
    entry = before.get(number)
    if entry is None:
        raise _refusal(f"row {number} of {file} is no person", file)
    sheet = _Sheet.of(text, entry)
    for field, words in texts.items():
        at = entry.columns.at.get(field)
        sheet = sheet.with_column(field, number, words) if at is None else sheet.with_cell(number, at, words)
    edited = sheet.text().encode("utf-8")
    after = {each.number: each for each in parse_people(edited, file, mapping=mapping).entries}
    if not _says(before, after, number, texts):
        raise _refusal(f"{file} is written in a way the studio cannot change", file)
    return edited


def with_lines(text: str, number: int, texts: Mapping[str, str]) -> str:
    """Return the text of a `card.yaml` whose entry of that number, from 0, has these texts. Raises InputError."""
    before = _entries(text)
    for field, words in texts.items():
        text = _with_line(text, number, field, words)
    wanted = [{**each, **(texts if at == number else {})} for at, each in enumerate(before)]
    if _entries(text) != wanted:
        raise _refusal("the people are written in a way the studio cannot change", FILE)
    return text


class _Sheet(NamedTuple):
    """The records of a list, which of them is the header, from 0, and how cells are parted."""

    records: list[Record]
    header: int
    delimiter: str
    mark: str

    @classmethod
    def of(cls, text: str, entry: Entry) -> "_Sheet":
        """Return the sheet of a list in which an entry was read. Raises InputError if its header is not found."""
        mark = MARK if text.startswith(MARK) else ""
        records = list(_records(text.removeprefix(MARK)))
        titles = tuple(entry.columns.titles)
        for at, record in enumerate(records):
            for delimiter in DELIMITERS:
                if tuple(map(tidy, _texts(record.text, delimiter))) == titles:
                    return cls(records, at, delimiter, mark)
        raise _refusal(f"the header of {entry.file} is written in a way the studio cannot change", entry.file)

    def with_cell(self, number: int, at: int, words: str) -> "_Sheet":
        """Return the sheet with other words in one cell; `number` counts records from 1, `at` columns from 0."""
        record = self.records[number - 1]
        cells = _cells(record.text, self.delimiter)
        cells += [""] * (at + 1 - len(cells))
        cells[at] = self._quoted(words)
        return self._with(number - 1, record._replace(text=self.delimiter.join(cells)))

    def with_column(self, field: str, number: int, words: str) -> "_Sheet":
        """Return the sheet with one more column, in which only one row says something."""
        width = len(_cells(self.records[self.header].text, self.delimiter))
        title = field.replace("_", " ").capitalize()
        sheet = self.with_cell(self.header + 1, width, title)
        return sheet.with_cell(number, width, words)

    def text(self) -> str:
        return self.mark + "".join(f"{text}{end}" for text, end in self.records)

    def _with(self, at: int, record: Record) -> "_Sheet":
        return self._replace(records=[*self.records[:at], record, *self.records[at + 1 :]])

    def _quoted(self, words: str) -> str:
        if not any(sign in words for sign in (self.delimiter, '"', "\n", "\r")) and words == words.strip():
            return words
        return '"' + words.replace('"', '""') + '"'


def _records(text: str) -> Iterator[Record]:
    """Yield the records of a list; a line end inside quotes is part of one."""
    start = 0
    for match in _RECORD_END.finditer(text):
        if match[0][0] != '"':
            yield Record(text[start : match.start()], match[0])
            start = match.end()
    if start < len(text):
        yield Record(text[start:], "")


def _cells(record: str, delimiter: str) -> list[str]:
    """Return the cells of a record as they stand there, quotes and all."""
    parting = re.escape(delimiter)
    pattern = re.compile(rf'((?:"(?:[^"]|"")*"|[^{parting}"])*)({parting}|$)')
    cells: list[str] = []
    at = 0
    while match := pattern.match(record, at):
        cells.append(match[1])
        at = match.end()
        if not match[2]:
            break
    return cells


def _texts(record: str, delimiter: str) -> list[str]:
    """Return what the cells of a record say."""
    return [cell[1:-1].replace('""', '"') if cell[:1] == '"' else cell for cell in _cells(record, delimiter)]


def _text(data: bytes, file: str) -> str:
    """Return the text of a list in UTF-8, with its mark. Raises InputError for other kinds of files."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text or is_workbook(data) or text.lstrip(MARK).lstrip().upper().startswith("BEGIN:VCARD"):
        raise _refusal(f"{file} belongs to another program, and the studio does not change it", file)
    if text.lstrip(MARK + '"').lower().startswith("sep="):
        raise _refusal(f"{file} begins with a line of Excel's own", file)
    return text


def _says(
    before: Mapping[int, Entry], after: Mapping[int, Entry], number: int, texts: Mapping[str, str]
) -> bool:
    """Return whether one row says what was wanted, and every other what it said."""
    new = dict.fromkeys(texts, "")
    return before.keys() == after.keys() and all(
        {**new, **before[each].texts, **(texts if each == number else {})} == after[each].texts
        for each in before
    )


def _with_line(text: str, number: int, field: str, words: str) -> str:
    table = _tables(text)[number]
    lines = text.splitlines()
    place = next((place for key, place in table.keys.items() if key.replace("-", "_") == field), None)
    if place:
        match = _LINE.match(lines[(place.line or 1) - 1])
        if match is None or match["value"].strip()[:1] in {"|", ">", "{"}:
            raise _refusal(f"{field} is written in a way the studio cannot change", FILE, place)
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


def _refusal(message: str, file: str, place: Place | None = None) -> InputError:
    hint = "change it in the program that made it, and load it again under People"
    return InputError([error("edit", message, place or Place(file), hint)])
