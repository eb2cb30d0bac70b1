"""A list of people as it stands in a file: a header and rows of text, numbered as a spreadsheet numbers them.

What the columns mean is left to `headers`; how bytes become rows, to the readers of each kind of file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardmaker.errors import Finding, Place

MAX_BYTES: Final = 20_000_000
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 32_000
"""Characters. The limits of a list are told in SECURITY.md."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, from 1, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's rows under their header, and what reading it guessed."""

    file: str
    header: Row
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()

    def place(self, row: Row, column: int | None = None) -> Place:
        """Return where a cell stands: the row as the file numbers it, the column from 1."""
        return Place(self.file, row.number, None if column is None else column + 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person's row by field: the text of each, and the column that it came from."""

    row: Row
    texts: Mapping[str, str]
    columns: Mapping[str, int]
