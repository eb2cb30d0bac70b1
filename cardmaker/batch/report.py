"""`problems.csv`: all findings about people, a line each, for a spreadsheet. It cannot make a spreadsheet do anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from cardmaker.errors import Finding, Level
from cardmaker.model import Person

PROBLEMS_FILE: Final = "problems.csv"
HEADS: Final = ("row", "name", "level", "rule", "message", "hint")
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these may be taken for a formula."""


def safe_cell(text: str) -> str:
    """Return a text that spreadsheets show as it is: in front of a dangerous beginning stands an apostrophe."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def cell_text(cell: str) -> str:
    """Return the text that `safe_cell` made a cell of."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_DANGEROUS) else cell


def problems_csv(findings: Iterable[Finding], people: Sequence[Person]) -> bytes:
    """Return the table of the findings about people and rows, worst first; nothing if there are none.

    It starts with a byte order mark, without which Excel takes the names for another encoding.
    """
    known = {person.key: person for person in people}
    lists = {person.place.file for person in people if person.place.line}
    rows = [_row(each, known) for each in dict.fromkeys(findings) if _is_about_people(each, lists)]
    if not rows:
        return b""
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *(map(safe_cell, row) for row in sorted(rows, key=_rank))])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _is_about_people(finding: Finding, lists: set[str]) -> bool:
    """Return whether a row of the table is due; advice at a list's head is about its columns."""
    place = finding.place
    is_in_list = bool(place and place.line and place.file in lists) and finding.level is not Level.ADVICE
    return bool(finding.person) or is_in_list


def _row(finding: Finding, known: dict[str, Person]) -> tuple[str, ...]:
    person = known.get(finding.person)
    row = person.row if person else (finding.place and finding.place.line) or ""
    name = person.name if person else ""
    return (str(row), name, finding.level.value, finding.rule, finding.message, finding.hint)


def _rank(row: tuple[str, ...]) -> tuple[int, int]:
    levels = [level.value for level in Level]
    return levels.index(row[2]), int(row[0] or 0)
