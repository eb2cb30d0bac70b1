"""Text that somebody pasted, to the bytes of a list: rows of a spreadsheet, lines of names, or the people of an e-mail.

What has a header is kept as it was pasted. What has none gets one, since the reader needs to know what the columns are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.people.delimited import find_delimiter, split_rows
from cardmaker.inputs.people.headers import score_header
from cardmaker.inputs.people.listing import HEADER_WITHIN, Row
from cardmaker.inputs.people.roster import NO_MAPPING
from cardmaker.inputs.people.vcard import is_vcard
from cardmaker.studio.listing.list_edits import sheet_of

NAME, MAIL, COLUMN = "Name", "E-mail", "Column {}"

_SCORE: Final = partial(score_header, mapping=NO_MAPPING)
_UNSEEN: Final = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_MAILBOX: Final = re.compile(
    r'\s*(?:"((?:[^"\\]|\\.)*)"|([^"<>,;\n]*?(?:,[^"<>,;@\n]*?)?))\s*<\s*([^<>\s@]+@[^<>\s@]+)\s*>[ \t]*'
)
_BARE: Final = re.compile(r"\s*([^<>\s@,;\"]+@[^<>\s@,;\"]+)[ \t]*")
_APART: Final = re.compile(r"(?:\s*[,;]\s*|\s*\n\s*|\Z)+")
_NUMBERED: Final = re.compile(r"^[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+", re.MULTILINE)


def pasted_list(text: str) -> bytes:
    """Return pasted text as a list that the reader can read. Raises InputError if there is nothing in it."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\u00a0", " ").strip("\n ")
    if not text:
        raise InputError([error("empty", "nothing was pasted")])
    if is_vcard(text):
        return text.encode()
    if people := list(_mailboxes(text)):
        return sheet_of([(NAME, MAIL), *people])
    delimiter = find_delimiter(text, _SCORE)
    rows = [row for row in _rows(text, delimiter) if any(cell.strip() for cell in row.cells)]
    if rows and max(map(_SCORE, rows[:HEADER_WITHIN])) > 0:
        return text.encode()
    return sheet_of(_with_titles(rows or [Row(1, (line,)) for line in text.split("\n")]))


def titles_for(rows: Sequence[Row]) -> list[str]:
    """Return names for the columns of rows that have none: the first is the name, one of addresses with @ the e-mail."""
    width = max(len(row.cells) for row in rows)
    titles = [COLUMN.format(at + 1) for at in range(width)]
    titles[0] = NAME
    for at in range(1, width):
        filled = [row.cells[at] for row in rows if at < len(row.cells) and row.cells[at].strip()]
        if filled and all("@" in cell for cell in filled) and MAIL not in titles:
            titles[at] = MAIL
    return titles


def _rows(text: str, delimiter: str) -> list[Row]:
    """Return the rows of a table; none if its quotation marks are those of prose."""
    try:
        return list(split_rows(text, delimiter, ""))
    except InputError:
        return []


def _with_titles(rows: Sequence[Row]) -> list[Sequence[str]]:
    """Return rows under titles; lines of names without the signs of a list before them."""
    titles = titles_for(rows)
    return [
        titles,
        *((_NUMBERED.sub("", row.cells[0]).strip(), *_padded(row, len(titles))[1:]) for row in rows),
    ]


def _padded(row: Row, width: int) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.cells) + ("",) * (width - len(row.cells))


def _mailboxes(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of each person of an e-mail's To line; nothing if the text is anything else."""
    found, at = [], 0
    text = re.sub(r"^(?:to|cc|bcc|an|à|para)\s*:\s*", "", text, flags=re.IGNORECASE)
    while at < len(text):
        match = _MAILBOX.match(text, at) or _BARE.match(text, at)
        apart = _APART.match(text, match.end()) if match else None
        if match is None or apart is None:
            return
        found.append(_named(match))
        at = apart.end()
    yield from found if any(name for name, _ in found) else ()


def _named(match: re.Match[str]) -> tuple[str, str]:
    """Return a mailbox's name and address; `Reyes, Dana` is Dana Reyes, and an address alone is called by its first part."""
    if match.re is _BARE:
        local = re.split(r"[._+-]", match[1].split("@")[0])
        return " ".join(part.capitalize() for part in local if not part.isdigit()), match[1]
    name = " ".join(re.sub(r"\\(.)", r"\1", match[1] or match[2] or "").split())
    last, comma, first = name.partition(", ")
    return (f"{first} {last}" if comma and "," not in first else name), match[3]
