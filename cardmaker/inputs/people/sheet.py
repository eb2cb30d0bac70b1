"""A worksheet's XML to rows, in one pass and only what is filled: a far cell costs nothing, a million empty rows pass fast.

Values come as Excel shows them (`number_format`); a cell that shows none, an error or a formula never calculated, keeps the
reason. Hidden rows and merged cells are noted. Document types are refused, so there are no entities to grow or to fetch.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final
from xml.parsers import expat

from cardmaker.inputs.people.listing import MAX_COLUMNS, Row
from cardmaker.inputs.people.number_format import GENERAL, show_number

CHUNK: Final = 65_536
MAX_STRINGS: Final = 2_000_000
MAX_DEPTH: Final = 50
"""Elements inside one another; a workbook has ten."""
MAX_TEXT: Final = 40_000_000
"""Characters of all cells, since a text that is stored once may be shown by millions."""
MAX_NOTED: Final = 10_000
"""Hidden rows and merged ranges that are remembered."""

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ISO_TIME: Final = re.compile(r"T(\d\d:\d\d)(?::[\d.]+)?Z?$")


class SheetError(Exception):
    """The XML is not what a workbook holds; says why in words that go on after the file's name."""


@dataclass(frozen=True, slots=True)
class Book:
    """What cells refer to: shared texts, the number format of each style, how days are counted."""

    strings: Sequence[str] = ()
    formats: Sequence[str] = ()
    is_1904: bool = False


@dataclass(slots=True)
class Sheet:
    """The rows that are filled, all as wide as the widest, and what the person does not see."""

    rows: list[Row] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


Check = Callable[[int, int, int], None]
"""Takes a row's number, how many rows are filled, and how wide it is; raises InputError past the limits."""


def read_sheet(part: IO[bytes], book: Book, check: Check) -> Sheet:
    """Return what a worksheet shows. Raises SheetError."""
    reader = _SheetReader(book, check)
    parse_xml(part, reader.start, reader.end, reader.text)
    width = max((len(row.cells) for row in reader.sheet.rows), default=0)
    sheet = reader.sheet
    sheet.rows = [row._replace(cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in sheet.rows]
    return sheet


def read_strings(part: IO[bytes]) -> list[str]:
    """Return the shared texts of a workbook; how words sound (rPh) is left out. Raises SheetError."""
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        go_in(inside, name)
        if name == "si":
            pieces.clear()

    def end(name: str) -> None:
        inside.pop()
        if name == "si":
            strings.append(unescaped("".join(pieces)))
            if len(strings) > MAX_STRINGS:
                raise SheetError(f"holds more than {MAX_STRINGS:,} texts")

    def text(words: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside[-3:]:
            pieces.append(words)

    parse_xml(part, start, end, text)
    return strings


def parse_xml(
    part: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed the elements of an XML part to the functions, without their prefixes. Raises SheetError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype

    def begin(root: str, attributes: dict[str, str]) -> None:
        is_bare = ":" not in root  # then all are, and nothing needs to be cut off
        parser.StartElementHandler = start if is_bare else lambda name, found: start(_bare(name), found)
        parser.EndElementHandler = end if is_bare or not end else lambda name: end(_bare(name))
        start(_bare(root), attributes)

    parser.StartElementHandler = begin
    parser.CharacterDataHandler = text
    try:
        while chunk := part.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise SheetError(f"is damaged inside: {expat.ErrorString(problem.code)}") from None
    except (LookupError, ValueError, RecursionError):
        raise SheetError("is damaged inside: its text cannot be decoded") from None


def _bare(name: str) -> str:
    return name.rpartition(":")[2]


def go_in(inside: list[str], name: str) -> None:
    """Add an element to those that are open. Raises SheetError if there are too many."""
    inside.append(name)
    if len(inside) > MAX_DEPTH:
        raise SheetError(f"is nested more than {MAX_DEPTH} deep inside")


def unescaped(text: str) -> str:
    """Return a text with Excel's `_x000D_` as the characters that they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def column_of(letters: str) -> int:
    """Return the number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _refuse_doctype(*_: Any) -> None:
    raise SheetError("holds a document type, which may hide a bomb; no workbook has one")


class _SheetReader:
    """Follows the elements of a worksheet, and keeps the cells that show anything."""

    def __init__(self, book: Book, check: Check) -> None:
        self.sheet = Sheet()
        self._book = book
        self._check = check
        self._number = 0
        self._cells: dict[int, str] = {}
        self._faults: list[tuple[int, str]] = []
        self._column = -1
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] = []
        self._has_formula = False
        self._is_taking = False
        self._phonetic = 0
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._is_taking = not self._phonetic
            case "row":
                self._begin_row(attributes)
            case "f":
                self._has_formula = True
            case "rPh":
                self._phonetic += 1
            case "mergeCell" if len(self.sheet.merged) < MAX_NOTED:
                self.sheet.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        match name:
            case "v" | "t":
                self._is_taking = False
            case "c":
                self._end_cell()
            case "row":
                self._end_row()
            case "rPh":
                self._phonetic -= 1

    def text(self, words: str) -> None:
        if self._is_taking:
            self._value.append(words)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r", "")
        self._number = (
            int(given) if given.isascii() and given.isdigit() and len(given) < 8 else self._number + 1
        )
        self._cells = {}
        self._faults = []
        self._column = -1
        if attributes.get("hidden") in ("1", "true") and len(self.sheet.hidden) < MAX_NOTED:
            self.sheet.hidden.append(self._number)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_of(reference[1]) if reference else self._column + 1
        self._attributes = attributes
        self._value = []
        self._has_formula = False

    def _end_cell(self) -> None:
        value = "".join(self._value)
        kind = self._attributes.get("t", "n")
        if kind == "e":
            self._fault(f"shows the error {value}" if value else "shows an error")
        elif value:
            self._cells[self._column] = self._shown(value, kind)
        elif self._has_formula and kind != "str":
            self._fault("is a formula whose result was never saved; open the workbook in Excel and save it")

    def _fault(self, reason: str) -> None:
        self._cells[self._column] = ""
        self._faults.append((self._column, reason))

    def _shown(self, value: str, kind: str) -> str:
        """Return a cell's value as it is seen."""
        match kind:
            case "s":
                return self._string(value)
            case "n":
                return self._number_shown(value)
            case "b":
                return "TRUE" if value.strip() in ("1", "true") else "FALSE"
            case "d":
                return _ISO_TIME.sub(r" \1", value).removesuffix(" 00:00")
            case _:
                return unescaped(value)

    def _string(self, value: str) -> str:
        index = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
        if not 0 <= index < len(self._book.strings):
            raise SheetError(f"is damaged inside: row {self._number} refers to a text that is not there")
        return self._book.strings[index]

    def _number_shown(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if not abs(number) < 1e300:
            return value
        style = self._attributes.get("s", "0")
        index = int(style) if style.isascii() and style.isdigit() and len(style) < 6 else 0
        code = self._book.formats[index] if index < len(self._book.formats) else GENERAL
        return show_number(number, code, is_1904=self._book.is_1904)

    def _end_row(self) -> None:
        filled = {column: text for column, text in self._cells.items() if text.strip()}
        filled |= {column: "" for column, _ in self._faults}
        if not filled:
            return
        self._size += sum(map(len, filled.values()))
        if self._size > MAX_TEXT:
            raise SheetError(f"holds more than {MAX_TEXT:,} characters in its cells")
        width = max(filled) + 1
        self._check(self._number, len(self.sheet.rows) + 1, width)
        cells = tuple(filled.get(column, "") for column in range(min(width, MAX_COLUMNS)))
        self.sheet.rows.append(Row(self._number, cells, tuple(self._faults)))
