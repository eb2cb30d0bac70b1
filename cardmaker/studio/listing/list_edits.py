"""Changing a list of people in its own bytes: one cell, one row or one column, and nothing else.

Delimiter, quotation marks, line ends, byte order mark and encoding stay, and so do all other cells, byte for byte; each
edit is proved by reading the list again. Which list, and who may change it, is left to `lists`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Final, NamedTuple

from cardmaker.errors import InputError, error
from cardmaker.inputs.people.delimited import find_delimiter
from cardmaker.inputs.people.encoding import find_encoding
from cardmaker.inputs.people.headers import score_header
from cardmaker.inputs.people.listing import MAX_CELL, MAX_COLUMNS
from cardmaker.inputs.people.roster import NO_MAPPING

SAFE: Final = "utf-8"
"""Encoding of a list from the moment on when its own has no sign for a letter."""

STYLED: Final = 400
"""Cells that show whether a list quotes all of them."""

_DECLARED: Final = re.compile(r'\ufeff?(?:"?sep=([^\r\n])"?[,;\t|]*(\r\n|\r|\n|\Z))?', re.IGNORECASE)
_END: Final = re.compile(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """Where a cell stands in the text, its quotation marks included."""

    start: int
    end: int
    text: str
    is_quoted: bool


class Record(NamedTuple):
    """A row: its cells, none in an empty line, and where it ends, before and after the end of its line."""

    start: int
    cells: tuple[Cell, ...]
    end: int
    next: int

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A delimited list, cut into records that are counted from 1, as the reader counts them.

    `encoding` and `mapping` are what the order says of it; the reader finds codec and delimiter with their help.
    """

    data: bytes
    text: str
    codec: str
    delimiter: str
    records: tuple[Record, ...]
    encoding: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)

    def record(self, number: int) -> Record:
        """Return a row. Raises InputError if there is none of that number."""
        if not 1 <= number <= len(self.records):
            raise _refused("there is no such row in the list any more")
        return self.records[number - 1]

    @property
    def line_end(self) -> str:
        """How the list ends its lines."""
        ends = (self.text[each.end : each.next] for each in self.records if each.next > each.end)
        return next(ends, "\r\n")


@dataclass(frozen=True, slots=True)
class Edited:
    """A list after an edit; `is_recoded` says that it is UTF-8 now, since its own encoding could not say a letter."""

    data: bytes
    is_recoded: bool = False


class _Change(NamedTuple):
    """A piece of the text, and what stands there instead."""

    start: int
    end: int
    text: str


def open_sheet(data: bytes, encoding: str = "", mapping: Mapping[str, str] = NO_MAPPING) -> Sheet:
    """Return a list that the reader can read, cut into its records. Raises InputError at quotation marks that do not pair."""
    codec, _ = find_encoding(data, encoding)
    text = data.decode(codec)
    start, delimiter = _beginning(text, mapping)
    return Sheet(data, text, codec, delimiter, tuple(_records(text, delimiter, start)), encoding, mapping)


def with_cell(sheet: Sheet, number: int, column: int, text: str) -> Edited:
    """Return the list with another text in one cell, columns from 0; a short row grows. Raises InputError."""
    _check(text, column)
    record = sheet.record(number)
    is_alone = len(record.cells) == 1
    if column < len(record.cells):
        cell = record.cells[column]
        change = _Change(cell.start, cell.end, _written(text, sheet, cell, is_alone=is_alone))
    else:
        gap = sheet.delimiter * (column - max(len(record.cells) - 1, 0))
        change = _Change(record.end, record.end, gap + _written(text, sheet, is_alone=column == 0))
    wanted = [each.texts for each in sheet.records]
    wanted[number - 1] = _replaced(record.texts, column, text)
    return _edited(sheet, [change], wanted)


def with_row(sheet: Sheet, texts: Sequence[str]) -> Edited:
    """Return the list with a row at its end. Raises InputError."""
    for column, text in enumerate(texts):
        _check(text, column)
    is_alone = len(texts) == 1
    written = sheet.delimiter.join(_written(text, sheet, is_alone=is_alone) for text in texts)
    last = sheet.records[-1] if sheet.records else Record(0, (), len(sheet.text), len(sheet.text))
    is_ended = last.next > last.end or not sheet.records
    row = written + sheet.line_end if is_ended else sheet.line_end + written
    at = len(sheet.text)
    return _edited(sheet, [_Change(at, at, row)], [*(each.texts for each in sheet.records), tuple(texts)])


def without_row(sheet: Sheet, number: int) -> Edited:
    """Return the list without a row. Raises InputError."""
    record = sheet.record(number)
    start, end = record.start, record.next
    if record.end == record.next and number > 1:  # the last line has no end: the one before it loses its own
        start = sheet.records[number - 2].end
    wanted = [each.texts for at, each in enumerate(sheet.records, 1) if at != number]
    return _edited(sheet, [_Change(start, end, "")], wanted)


def with_column(sheet: Sheet, header: int, title: str) -> Edited:
    """Return the list with an empty column at its right, under a title.

    Raises InputError, also if a row is longer than the header: its last cells would get a meaning.
    """
    width = len(sheet.record(header).cells)
    if any(len(each.cells) > width for each in sheet.records[header:]):
        raise _refused("a row has more cells than there are columns: mend it first")
    _check(title, width)
    wanted, changes = [], []
    for number, record in enumerate(sheet.records, 1):
        is_apart = number < header or not any(record.texts)
        if is_apart:
            wanted.append(record.texts)
            continue
        text = title if number == header else ""
        gap = sheet.delimiter * (width - len(record.cells) + 1)
        changes.append(_Change(record.end, record.end, gap + (_written(text, sheet) if text else "")))
        wanted.append(_replaced(record.texts, width, text))
    return _edited(sheet, changes, wanted)


def with_header(sheet: Sheet, titles: Sequence[str]) -> Edited:
    """Return the list with a row above all others. Raises InputError."""
    at = sheet.records[0].start if sheet.records else len(sheet.text)
    line = sheet.delimiter.join(_written(title, sheet) for title in titles) + sheet.line_end
    return _edited(sheet, [_Change(at, at, line)], [tuple(titles), *(each.texts for each in sheet.records)])


def sheet_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a new list: commas, and UTF-8 with the mark by which spreadsheets know it."""
    sheet = Sheet(b"", "", SAFE, ",", ())
    lines = (",".join(_written(text, sheet) for text in row) for row in rows)
    return "".join(["\ufeff", *(f"{line}\r\n" for line in lines)]).encode()


def _beginning(text: str, mapping: Mapping[str, str]) -> tuple[int, str]:
    """Return where the first record starts, and the delimiter that the reader takes."""
    declared = _DECLARED.match(text)
    assert declared is not None  # it matches nothing, too
    named = declared[1] if declared[1] and declared[1] not in '"\\ ' else ""
    start = declared.end()
    return start, named or find_delimiter(text[start:], partial(score_header, mapping=mapping))


def _records(text: str, delimiter: str, start: int) -> Iterator[Record]:
    """Yield every record, the empty ones too, as `delimited.split_rows` counts them."""
    cell = _cell_pattern(delimiter)
    at = start
    while at < len(text):
        begun, cells = at, list[Cell]()
        while True:
            match = cell.match(text, at)
            if match is None:
                raise _refused("a quotation mark in the list is astray")
            is_quoted = match[1] is not None
            inner = match[1].replace('""', '"') if is_quoted else match[2]
            cells.append(Cell(match.start(), match.end(), inner, is_quoted))
            at = match.end()
            if text[at : at + 1] != delimiter:
                break
            at += 1
        ended = _END.match(text, at)
        after = ended.end() if ended else at
        is_blank = len(cells) == 1 and cells[0].start == cells[0].end
        yield Record(begun, () if is_blank else tuple(cells), at, after)
        at = after


@cache
def _cell_pattern(delimiter: str) -> re.Pattern[str]:
    apart = re.escape(delimiter)
    return re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|((?!")[^{apart}\r\n]*))(?=[{apart}\r\n]|\Z)')


def _written(text: str, sheet: Sheet, old: Cell | None = None, *, is_alone: bool = False) -> str:
    """Return a text as a cell: in quotation marks if it needs them, if all others have them, or if it had them in vain.

    An empty cell that is alone in its row needs them, too: without them there is no row.
    """
    had_some = old is not None and old.is_quoted and old.text != "" and not _needs(old.text, sheet.delimiter)
    needs = _needs(text, sheet.delimiter) or (is_alone and text == "")
    if needs or had_some or _quotes_all(sheet, old):
        return '"' + text.replace('"', '""') + '"'
    return text


def _needs(text: str, delimiter: str) -> bool:
    return any(sign in text for sign in (delimiter, '"', "\r", "\n"))


def _quotes_all(sheet: Sheet, old: Cell | None) -> bool:
    """Return whether a list puts all of its cells, but for the one that is changed, in quotation marks."""
    cells = [cell for record in sheet.records[:STYLED] for cell in record.cells if cell != old][:STYLED]
    return bool(cells) and all(cell.is_quoted for cell in cells)


def _replaced(texts: tuple[str, ...], column: int, text: str) -> tuple[str, ...]:
    padded = [*texts, *[""] * (column + 1 - len(texts))]
    padded[column] = text
    return tuple(padded)


def _check(text: str, column: int) -> None:
    """Raise InputError for what no list may hold."""
    if column >= MAX_COLUMNS:
        raise _refused(f"a list has at most {MAX_COLUMNS} columns")
    if len(text) > MAX_CELL:
        raise _refused(f"a cell holds {MAX_CELL:,} characters, and this has {len(text):,}")
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise _refused("this text holds a sign that no list can hold")


def _edited(sheet: Sheet, changes: Sequence[_Change], wanted: Sequence[tuple[str, ...]]) -> Edited:
    """Return the list with the changes made, in the text's order. Raises InputError unless it reads as meant."""
    text = _changed(sheet.text, changes)
    start, delimiter = _beginning(text, sheet.mapping)
    if delimiter != sheet.delimiter or [each.texts for each in _records(text, delimiter, start)] != list(
        wanted
    ):
        raise _refused("with this text the list would be read with other columns")
    return _encoded(sheet, text, changes)


def _changed(text: str, changes: Sequence[_Change]) -> str:
    pieces, at = list[str](), 0
    for change in changes:
        pieces += [text[at : change.start], change.text]
        at = change.end
    return "".join([*pieces, text[at:]])


def _encoded(sheet: Sheet, text: str, changes: Sequence[_Change]) -> Edited:
    """Return the bytes: those of the list with the changes put in, or all anew as UTF-8 if its encoding lacks a letter.

    So it is, too, if the reader would take the bytes for another encoding now.
    """
    try:
        data = _spliced(sheet, changes)
        if data.decode(find_encoding(data, sheet.encoding)[0]) == text:
            return Edited(data)
    except UnicodeError:
        pass
    return Edited(("\ufeff" + text.removeprefix("\ufeff")).encode(), is_recoded=True)


def _spliced(sheet: Sheet, changes: Sequence[_Change]) -> bytes:
    """Return the list's own bytes with the pieces that change replaced. Raises UnicodeError."""
    pieces, at, past = list[bytes](), 0, 0
    for change in changes:
        start = past + len(sheet.text[at : change.start].encode(sheet.codec))
        end = start + len(sheet.text[change.start : change.end].encode(sheet.codec))
        pieces += [sheet.data[past:start], change.text.encode(sheet.codec)]
        at, past = change.end, end
    return b"".join([*pieces, sheet.data[past:]])


def _refused(message: str) -> InputError:
    return InputError([error("list", message)])
