"""A list as it stands in a file: rows of text under a header, numbered as the person's own program numbers them.

Finding the header and squaring the rows are done here for every kind of file. How bytes become rows is left to the readers
(`delimited`, `workbook`, `vcard`), what the columns mean to `headers`, what a row is worth to `roster`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

from cardmaker.errors import Finding, InputError, Place, advice, error, warning

MAX_BYTES: Final = 20_000_000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 32_000
"""Characters of one cell; Excel's own limit is 32,767."""

MAX_HEADER: Final = 1_000
"""Characters of a column's name; the question of a form may be long."""

HEADER_WITHIN: Final = 20
"""Rows in which the header is looked for; LinkedIn writes three above it, people a title or two."""

SHOWN: Final = 40
"""Characters of a value that a message quotes."""


class Row(NamedTuple):
    """One row: its number in the file, from 1, its cells, and the columns whose value could not be read, with why."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's rows under their header, all as wide as it, and what was guessed or is wrong."""

    file: str
    header: Row
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()
    is_vcard: bool = False

    def place(self, row: Row, column: int | None = None) -> Place:
        """Return where a cell stands; its column counts from 0 here and from 1 in a place. A vCard has none."""
        return Place(self.file, row.number, None if column is None or self.is_vcard else column + 1)


def make_listing(
    file: str, rows: Sequence[Row], score: Callable[[Row], int], findings: Iterable[Finding]
) -> Listing:
    """Return the listing; its header is the first of the best rows by `score`. Raises InputError."""
    if not rows:
        raise refusal("empty", "is empty: there is no row in it", file, hint="export the list again")
    at = max(range(min(HEADER_WITHIN, len(rows))), key=lambda index: score(rows[index]))
    header = rows[at]._replace(cells=tuple(map(tidy, rows[at].cells)))
    told = [*findings, *_above(file, rows[:at])]
    _refuse_long(file, header)
    _refuse_doubles(file, header)
    if at + 1 == len(rows):
        message = f"has a header and nobody below it: {quoted(_line(header))}"
        hint = "the first row names the columns (name, company, ...), each row below it is a person"
        raise refusal("no-rows", message, file, header.number, hint=hint)
    squared, problems = _squared(file, header, rows[at + 1 :])
    return Listing(file, header, tuple(squared), (*told, *problems))


def refusal(
    rule: str, message: str, file: str, line: int | None = None, column: int | None = None, hint: str = ""
) -> InputError:
    """Return the error that refuses a whole file for one reason."""
    return InputError([error(rule, message, Place(file, line, column), hint)])


def tidy(text: str) -> str:
    """Return a text on one line with single spaces; a no-break space is a space."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """Return a value as messages show it: in quotes, cut, its control and direction signs made visible."""
    return f'"{shown(text)}"'


def shown(text: str, most: int = SHOWN) -> str:
    """Return a value as `quoted` does, without the quotes."""
    return "".join(map(_visible, text if len(text) <= most else f"{text[: most - 1]}…"))


def numbers(rows: Sequence[int]) -> str:
    """Return row numbers as people write them: `3, 7-9`, and how many more."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}-{last}" for first, last in spans[:6]]
    more = sum(last - first + 1 for first, last in spans[6:])
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _visible(char: str) -> str:
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\ufffd" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} else char


def _line(row: Row) -> str:
    return ", ".join(tidy(cell) for cell in row.cells if cell.strip())


def _above(file: str, rows: Sequence[Row]) -> list[Finding]:
    """Return what is told of rows above the header: little if they are titles, a warning if they look like a table."""
    if not rows:
        return []
    tell = warning if any(sum(map(bool, row.cells)) > 1 for row in rows) else advice
    which = numbers([row.number for row in rows])
    message = f"what stands above the header is left out: {quoted(_line(rows[0]))}"
    return [
        tell(
            "above-header",
            f"{message} ({'rows' if len(rows) > 1 else 'row'} {which})",
            Place(file, rows[0].number),
        )
    ]


def _refuse_long(file: str, header: Row) -> None:
    """Raise InputError for a column's name that is none, before anything compares it with others."""
    for index, cell in enumerate(header.cells):
        if len(cell) > MAX_HEADER:
            message = f"the header of column {index + 1} has {len(cell):,} characters: {quoted(cell)}"
            hint = "let the first row name the columns: name, company, ..."
            raise refusal("long-header", message, file, header.number, index + 1, hint)


def _refuse_doubles(file: str, header: Row) -> None:
    """Raise InputError for columns of one name, also if they differ by case or by the kind of space."""
    place = Place(file, header.number)
    named = [(index + 1, cell) for index, cell in enumerate(header.cells[:MAX_COLUMNS]) if cell]
    twins = [(a, b) for a, b in combinations(named, 2) if a[1] == b[1] or a[1].casefold() == b[1].casefold()]
    if twins:
        hint = "give each column a name of its own"
        message = "columns {} and {} are both called {}"
        raise InputError(
            [
                error("double-header", message.format(a, b, quoted(title)), place, hint)
                for (a, title), (b, _) in twins
            ]
        )


def _squared(file: str, header: Row, rows: Sequence[Row]) -> tuple[list[Row], list[Finding]]:
    """Return the rows as wide as the header. One that is longer is left out with an error, a short one is told."""
    width = len(header.cells)
    kept: list[Row] = []
    findings: list[Finding] = []
    short: list[int] = []
    for row in rows:
        if len(row.cells) == width:
            kept.append(row)
        elif any(cell.strip() for cell in row.cells[width:]):
            findings.append(_too_long(file, row, width))
        else:
            short += [row.number] if len(row.cells) < width else []
            kept.append(row._replace(cells=(*row.cells[:width], *[""] * (width - len(row.cells)))))
    return kept, findings + _too_short(file, short)


def _too_long(file: str, row: Row, width: int) -> Finding:
    extra = next(index for index in range(width, len(row.cells)) if row.cells[index].strip())
    message = (
        f"the row has {len(row.cells)} cells under {width} columns; too much is {quoted(row.cells[extra])}"
    )
    hint = "a cell that holds the delimiter needs quotation marks around it"
    return error("long-row", message, Place(file, row.number, extra + 1), hint)


def _too_short(file: str, short: list[int]) -> list[Finding]:
    if not short:
        return []
    what = f"rows {numbers(short)} end" if len(short) > 1 else "the row ends"
    return [
        warning(
            "short-row", f"{what} before the last column; what is missing is empty", Place(file, short[0])
        )
    ]


_LINE_END: Final = re.compile(rb"\r\n|\r|\n")


def line_of(data: bytes, position: int) -> int:
    """Return the number of the line, from 1, in which a byte stands."""
    return len(_LINE_END.findall(data, 0, position)) + 1
