"""Delimited text to rows: CSV, tabs, semicolons and bars, as Excel, Google and people write them.

Rows are counted as a spreadsheet counts them: blank lines count, a line break inside a cell does not, and neither does a
`sep=` line, which Excel takes away. The delimiter is found by the headers that it uncovers; csv.Sniffer fails on
three of twelve sound lists (docs/people.md). Bytes are left to `encoding`.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import Final

from cardmaker.errors import InputError
from cardmaker.inputs.people.listing import (
    HEADER_WITHIN,
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    refusal,
)

DELIMITERS: Final = (",", ";", "\t", "|")
MAX_NUMBER: Final = 1_048_576
"""Rows, the empty ones counted; a spreadsheet has no more."""

_DECLARED: Final = re.compile(r'"?sep=([^\r\n])"?[,;\t|]*(\r\n|\r|\n|$)', re.IGNORECASE)


def read_delimited(text: str, file: str, score: Callable[[Row], int]) -> list[Row]:
    """Return the rows that hold anything. `score` says how well a row would do as a header. Raises InputError."""
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared and declared[1] not in '"\\ ' else find_delimiter(text, score)
    return list(_filled(split_rows(text, delimiter, file, 1 if declared else 0), file))


def find_delimiter(text: str, score: Callable[[Row], int]) -> str:
    """Return the delimiter under which the best header is seen, then the one that cuts most rows alike."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter, score))


def split_rows(text: str, delimiter: str, file: str, lines_above: int = 0) -> Iterator[Row]:
    """Return every row, the blank ones too, with its number. Raises InputError at a quotation mark that is astray."""
    if csv.field_size_limit() < MAX_BYTES:
        csv.field_size_limit(MAX_BYTES)  # the module's own limit of 131 kB is an error of the whole file
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = 0
    try:
        for number, cells in enumerate(reader, 1):
            begun = reader.line_num
            yield Row(number, tuple(cells))
    except csv.Error as problem:
        raise _astray(file, begun + 1 + lines_above, reader.line_num + lines_above, str(problem)) from None


def _filled(rows: Iterator[Row], file: str) -> Iterator[Row]:
    """Yield the rows that hold more than spaces. Raises InputError past the limits."""
    count = 0
    for row in rows:
        if not "".join(row.cells).strip():
            _check_end(file, row.number)
            continue
        count += 1
        check_size(file, row.number, count, len(row.cells))
        yield row


def check_size(file: str, number: int, count: int, width: int) -> None:
    """Raise InputError for a list of too many rows, the header among them, or too many columns."""
    if count > MAX_ROWS + 1:
        hint = "split the list into parts"
        raise refusal("too-long", f"has more than {MAX_ROWS:,} people", file, number, hint=hint)
    if width > MAX_COLUMNS:
        raise refusal("too-wide", f"has {width:,} columns; at most {MAX_COLUMNS} are read", file, number)


def _check_end(file: str, number: int) -> None:
    if number > MAX_NUMBER:
        raise refusal("too-long", f"has more than {MAX_NUMBER:,} rows, most of them empty", file, number)


def _fit(text: str, delimiter: str, score: Callable[[Row], int]) -> tuple[int, int, int]:
    """Return how well a delimiter fits the first rows: by their headers, by rows of the usual width, by that width."""
    rows: list[Row] = []
    with suppress(InputError):  # the rows before a stray quotation mark are kept
        rows.extend(
            row for row in islice(split_rows(text, delimiter, ""), 2 * HEADER_WITHIN) if any(row.cells)
        )
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    best = max((score(row) for row in rows[:HEADER_WITHIN]), default=0)
    return (best, alike, width)


def _astray(file: str, begun: int, noticed: int, problem: str) -> InputError:
    """Return the refusal of a file whose quotation marks do not pair, with the line where the row begins."""
    if "end of data" in problem:
        message = "a quotation mark that opens in this line is never closed"
    elif "expected after" in problem:
        message = "text follows a closing quotation mark"
    else:
        message = f"cannot be read as a table: {problem}"
    more = f" (noticed in line {noticed})" if noticed > begun else ""
    hint = 'a quotation mark inside a cell is written twice: "the ""best"" talk"'
    return refusal("quote", f"{message}{more}", file, begun, hint=hint)
