"""Rows judged: those that cannot be used are left out with an error, doubtful ones are kept with a warning.

A fault in a field that is known costs the row, since it may be printed; in a column of the person's own it costs the cell.
Warnings of one kind are told once a column, with the rows. What a single cell is worth is left to `cells`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardmaker.errors import Finding, advice, error, warning
from cardmaker.inputs.people import cells
from cardmaker.inputs.people.fields import NAMES
from cardmaker.inputs.people.headers import ADDRESS, Columns
from cardmaker.inputs.people.listing import MAX_CELL, Listing, Row, numbers, quoted, shown

LINES: Final = frozenset(("note", "address", "street", "point", "promise", "strength"))
"""Fields whose line breaks are kept, like those of own columns; in all others a line break is a space."""

STAND_INS: Final = frozenset("n/a na tbd tba unknown none null nan test xxx name".split())
"""Names that are rather a gap, in lower case; somebody may still be called Null."""

USA: Final = frozenset(("us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"))
ZERO_STATES: Final = frozenset(
    """ct ma me nh nj ri vt pr vi connecticut massachusetts maine new-hampshire new-jersey rhode-island vermont puerto-rico
    virgin-islands""".split()
)
"""States whose ZIP codes begin with 0."""

_SHORT_ZIP: Final = re.compile(r"(\d{3,4})(-\d{4})?")
_LOST: Final = re.compile(r"[^\W\d_]\?[^\W\d_]")
_BREAK: Final = re.compile(r"\s*[\t\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]\s*")
_PLAIN: Final = re.compile(r"[ -~]*")
_SUSPECT: Final = re.compile(r"#|E\+|Err:")


@dataclass(slots=True)
class _Judge:
    """What is gathered over the rows of one list; `is_each` words a doubt for each row, instead of once a column."""

    listing: Listing
    is_each: bool = False
    findings: list[Finding] = field(default_factory=list)
    doubts: dict[tuple[str, int, int], tuple[Finding, list[int]]] = field(default_factory=dict)
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def refuse(self, rule: str, row: Row, column: int, message: str, hint: str = "") -> None:
        what = f"{shown(self.listing.header.cells[column])}: {message}"
        self.findings.append(error(rule, what, self.listing.place(row, column), hint))

    def doubt(
        self, rule: str, row: Row, column: int, message: str, hint: str = "", *, is_minor: bool = False
    ) -> None:
        """Keep a warning; only the first of its rule and column is worded, the rows of the others are counted."""
        key = (rule, column, row.number if self.is_each else 0)
        if held := self.doubts.get(key):
            held[1].append(row.number)
            return
        title = shown(self.listing.header.cells[column])
        tell = advice if is_minor else warning
        self.doubts[key] = (
            tell(rule, f"{title}: {message}", self.listing.place(row, column), hint),
            [],
        )

    def told(self) -> Iterator[Finding]:
        """Yield all findings, the errors first, each in the order of the rows."""
        yield from self.findings
        for finding, more in self.doubts.values():
            also = (
                f" (rows {numbers(more)} too)" if len(more) > 1 else f" (row {more[0]} too)" if more else ""
            )
            yield Finding(finding.level, finding.rule, finding.message + also, finding.place, finding.hint)


def judge_rows(
    listing: Listing, layouts: Sequence[Columns], *, is_each: bool = False
) -> tuple[list[tuple[Row, Columns]], list[Finding]]:
    """Return the rows that can be used, clean, each with the columns of the address it has; and the findings.

    `is_each` tells what is doubtful at each row, for whoever shows the rows.
    """
    judge = _Judge(listing, is_each)
    known = {at for columns in layouts for name, at in columns.at.items() if name not in columns.own}
    read = known | set(layouts[0].at.values())
    lines = {at for name, at in layouts[0].at.items() if name in LINES or name in layouts[0].own}
    kept = []
    for row in listing.rows:
        before = len(judge.findings)
        row = _clean_row(judge, row, known, read, lines)  # noqa: PLW2901 - the row as it is printed
        columns = _layout_of(row, layouts)
        row = _with_zip(judge, row, columns)  # noqa: PLW2901
        _judge_name(judge, row, columns)
        if len(judge.findings) == before:
            _tell_double(judge, row, columns)
            kept.append((row, columns))
    _tell_nameless(judge)
    return kept, list(judge.told())


def _clean_row(judge: _Judge, row: Row, known: set[int], read: set[int], lines: set[int]) -> Row:
    """Return the row with its cells as they are printed; what is wrong in those that are read is told."""
    if not row.faults and _is_plain("".join(row.cells)):
        return Row(row.number, tuple(map(str.strip, row.cells)))
    faults = dict(row.faults)
    done = []
    for column, text in enumerate(row.cells):
        if column not in faults and _is_plain(text):
            done.append(text.strip())
            continue
        fault = (faults.get(column) or _fault(text)) if column in read else ""
        if fault:
            _tell_fault(judge, row, column, fault, is_known=column in known)
        elif column in read:
            _doubt_cell(judge, row, column, text)
        kept = "" if fault else cells.clean(text)
        done.append(kept if column in lines else _BREAK.sub(" ", kept))
    return Row(row.number, tuple(done))


def _is_plain(text: str) -> bool:
    """Return whether a text has nothing to look at: no letter beyond ASCII, no break, no sign of an eaten value."""
    return len(text) <= MAX_CELL and _PLAIN.fullmatch(text) is not None and not _SUSPECT.search(text)


def _tell_fault(judge: _Judge, row: Row, column: int, fault: str, *, is_known: bool) -> None:
    tell = judge.refuse if is_known else judge.doubt
    text = row.cells[column]
    value = f"{quoted(text)} " if text else "the cell "
    tell("bad-value", row, column, f"{value}{fault}", "correct this cell in the list")


def _fault(text: str) -> str:
    """Return why a value cannot be printed, or nothing."""
    if len(text) > MAX_CELL:
        return f"has {len(text):,} characters and does not fit; a cell may have {MAX_CELL:,}"
    if "\ufffd" in text:
        return "has lost letters: the sign \ufffd stands in their place"
    if cells.is_overmarked(text):
        return f"has more than {cells.MOST_MARKS} marks on one letter"
    return cells.eaten(text.strip())


def _doubt_cell(judge: _Judge, row: Row, column: int, text: str) -> None:
    if hidden := cells.hidden_in(text):
        message = f"{quoted(text)} holds a sign that is not seen, {hidden}; it is left out"
        judge.doubt("invisible", row, column, message, "delete it in the list")
    if meant := cells.mended(text):
        message = f"{quoted(text)} looks like {quoted(meant)}, encoded twice; it is printed as it stands"
        judge.doubt("mojibake", row, column, message, "export the list again, as UTF-8")


def _layout_of(row: Row, layouts: Sequence[Columns]) -> Columns:
    """Return the columns of the first address that the row has."""
    if len(layouts) == 1:
        return layouts[0]
    return next(
        (each for each in layouts if any(row.cells[each.at[name]] for name in ADDRESS if name in each.at)),
        layouts[0],
    )


def _with_zip(judge: _Judge, row: Row, columns: Columns) -> Row:
    """Return the row with the zero that a spreadsheet took from an American ZIP code; the change is told."""
    at = columns.at.get("postal_code")
    short = _SHORT_ZIP.fullmatch(row.cells[at]) if at is not None else None
    if at is None or not short:
        return row
    country, region = (_word(row, columns, name) for name in ("country", "region"))
    if country not in USA and (country or region.replace(" ", "-") not in ZERO_STATES):
        return row
    padded = f"{short[1]:0>5}{short[2] or ''}"
    message = f"{quoted(row.cells[at])} has lost its first zero and is printed as {padded}"
    judge.doubt("zip-code", row, at, message, "format the column as text, or as a ZIP code")
    return Row(row.number, (*row.cells[:at], padded, *row.cells[at + 1 :]))


def _word(row: Row, columns: Columns, name: str) -> str:
    at = columns.at.get(name)
    return "" if at is None else row.cells[at].casefold()


def _judge_name(judge: _Judge, row: Row, columns: Columns) -> None:
    """Refuse a row without a name that can be seen, and doubt one that looks like no name."""
    ats = [columns.at[name] for name in NAMES if name in columns.at]
    name = " ".join(row.cells[at] for at in ats)
    if not cells.is_visible(name):
        _refuse_nameless(judge, row, ats, name)
    elif name.strip().casefold() in STAND_INS:
        judge.doubt("stand-in", row, ats[0], f"{quoted(name.strip())} looks like a gap, not like a name")
    elif "?" in name and _LOST.search(name):
        judge.doubt(
            "lost-letter", row, ats[0], f"{quoted(name.strip())} may have lost a letter at the question mark"
        )
    elif name.isupper() and len(name.strip()) > 6 and " " in name.strip():
        message = f"{quoted(name.strip())} is in capitals, and is printed so"
        judge.doubt("capitals", row, ats[0], message, is_minor=True)


def _refuse_nameless(judge: _Judge, row: Row, ats: Sequence[int], name: str) -> None:
    original = " ".join(judge.listing.header.cells[at] for at in ats)
    if any(
        finding.place == judge.listing.place(row, at) for finding in judge.findings[-len(ats) :] for at in ats
    ):
        return  # the name's own fault was told
    what = f"{quoted(name.strip())} shows no letter" if name.strip() else "the row has no name"
    judge.refuse("no-name", row, ats[0], what, f"fill in {shown(original)}, or delete the row")


def _tell_double(judge: _Judge, row: Row, columns: Columns) -> None:
    """Warn of somebody who stands in the list before, unless another address says that it is another person."""
    ats = [columns.at[name] for name in NAMES if name in columns.at]
    key = " ".join(row.cells[at] for at in ats).casefold()
    email = _word(row, columns, "email")
    held = judge.seen.setdefault(key, (row.number, email))
    if held[0] == row.number or (email and held[1] and email != held[1]):
        return
    name = " ".join(filter(None, (row.cells[at] for at in ats)))
    message = f"{quoted(name)} stands in row {held[0]} already; each row is a card of its own"
    judge.doubt("double", row, ats[0], message, "delete one of the rows if it is the same person")


def _tell_nameless(judge: _Judge) -> None:
    """Warn of columns that hold something and have no header."""
    titles = judge.listing.header.cells
    for column in (at for at, title in enumerate(titles) if not title):
        row = next((row for row in judge.listing.rows if row.cells[column].strip()), None)
        if row:
            message = f"column {column + 1} has no header and is not used: {quoted(row.cells[column])}"
            judge.findings.append(warning("no-header", message, judge.listing.place(row, column)))
