"""Workbooks (.xlsx) to rows: the zip judged before anything is unpacked, the sheet chosen, what is not seen told.

An own reader on expat, like that of SVG files, since calamine ends the whole process on a kilobyte that names a far cell,
and gives neither formats nor errors, hidden rows nor formulas without a result, so the XML had to be read anyway
(docs/people.md). Cells are left to `sheet`, formats to `number_format`.
"""

import posixpath
import re
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from typing import Final, NamedTuple

from cardmaker.errors import Finding, Place, warning
from cardmaker.inputs.people.delimited import check_size
from cardmaker.inputs.people.listing import Listing, Row, make_listing, numbers, quoted, refusal
from cardmaker.inputs.people.number_format import BUILT_IN, GENERAL
from cardmaker.inputs.people.sheet import (
    CHUNK,
    Book,
    Sheet,
    SheetError,
    go_in,
    parse_xml,
    read_sheet,
    read_strings,
)

MAX_PART: Final = 64_000_000
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1_000_000
"""Bytes from which a part's ratio counts; small parts of repeated words pack better than that honestly."""
MAX_ENTRIES: Final = 2_000
MAX_FORMATS: Final = 65_000
MAX_CODE: Final = 255
"""Characters of a number format, as Excel has it; a longer one is not applied."""

WORKBOOK: Final = "xl/workbook.xml"
OTHERS: Final = (
    ("xl/workbook.bin", "is a binary workbook (.xlsb); save it as .xlsx"),
    ("word/", "is a Word document; put the list into a workbook or a CSV file"),
    ("ppt/", "is a PowerPoint file, not a list of people"),
    ("Index/", "is an Apple Numbers or Pages file; export it as Excel or CSV"),
    ("content.xml", "is an OpenDocument file; save it as .xlsx or as CSV (UTF-8)"),
)


_VALUE: Final = re.compile(rb"<(?:\w{1,8}:)?(?:v|t)[ >]")


class _Tab(NamedTuple):
    name: str
    part: str


def read_workbook(data: bytes, file: str, score: Callable[[Row], int]) -> Listing:
    """Return the listing on the first sheet that is seen and holds anything. Raises InputError."""
    with _refusing(file), zipfile.ZipFile(BytesIO(data)) as archive:
        _check_archive(archive, file)
        tabs, is_1904 = _tabs(archive)
        book = Book(_strings(archive), _formats(archive), is_1904)
        read = _first_filled(archive, tabs, book, file)
    if read is None:
        raise refusal("empty", "has no sheet with anything on it", file)
    sheet, tab, others = read
    listing = make_listing(file, sheet.rows, score, _other_tabs(file, tab, others))
    findings = (*listing.findings, *_unseen(file, sheet, listing))
    return Listing(listing.file, listing.header, listing.rows, findings)


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    """Turn all that a damaged zip may raise into a refusal in plain words."""
    try:
        yield
    except SheetError as problem:
        raise refusal("workbook", str(problem), file) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError) as problem:
        hint = "copy or export it again"
        raise refusal("workbook", f"is damaged or cut off ({problem})"[:120], file, hint=hint) from None
    except (NotImplementedError, RuntimeError) as problem:
        hint = "open it in Excel and save it without a password"
        raise refusal("workbook", f"cannot be unpacked ({problem})"[:120], file, hint=hint) from None


def _check_archive(archive: zipfile.ZipFile, file: str) -> None:
    """Raise InputError for what is no workbook, is locked, or would not fit into memory."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        what = next((words for start, words in OTHERS if any(name.startswith(start) for name in names)), "")
        raise refusal("not-a-list", what or "is a zipped file, not a list of people; unpack it first", file)
    if len(parts) > MAX_ENTRIES:
        raise refusal("bomb", f"holds {len(parts):,} parts; at most {MAX_ENTRIES:,} are read", file)
    for part in parts:
        _check_part(part, file)


def _check_part(part: zipfile.ZipInfo, file: str) -> None:
    if part.flag_bits & 1:
        hint = "open it in Excel and save it without a password"
        raise refusal("locked", "is locked with a password", file, hint=hint)
    if not part.filename.endswith((".xml", ".rels")):
        return  # pictures and the like are never unpacked
    ratio = part.file_size / max(1, part.compress_size)
    if part.file_size > MAX_PART or (part.file_size > RATIO_FROM and ratio > MAX_RATIO):
        hint = "copy the list into a new workbook, or save it as CSV (UTF-8)"
        what = f"unpacks to {part.file_size / 1e6:,.0f} MB in one part, {ratio:,.0f} times its size"
        raise refusal("bomb", what, file, hint=hint)


def _tabs(archive: zipfile.ZipFile) -> tuple[list[_Tab], bool]:
    """Return the sheets that are not hidden, and whether days are counted from 1904."""
    targets = _targets(archive)
    tabs: list[_Tab] = []
    counting: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            counting.append(attributes.get("date1904", "0"))
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            tabs.append(_Tab(attributes.get("name", ""), targets.get(link, "")))

    with archive.open(WORKBOOK) as part:
        parse_xml(part, start)
    names = set(archive.namelist())
    return [tab for tab in tabs if tab.part in names], counting[-1:] in (["1"], ["true"])


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part that each link of the workbook means."""
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = path.lstrip("/")

    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        with archive.open("xl/_rels/workbook.xml.rels") as part:
            parse_xml(part, start)
    return targets


def _strings(archive: zipfile.ZipFile) -> list[str]:
    name = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), "")
    if not name:
        return []
    with archive.open(name) as part:
        return read_strings(part)


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """Return the number format of each cell style."""
    codes: dict[str, str] = {str(number): code for number, code in BUILT_IN.items()}
    formats: list[str] = []
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        go_in(inside, name)
        if name == "numFmt" and len(attributes.get("formatCode", "")) <= MAX_CODE:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", GENERAL)
        elif name == "xf" and inside[-2:-1] == ["cellXfs"] and len(formats) < MAX_FORMATS:
            formats.append(codes.get(attributes.get("numFmtId", "0"), GENERAL))

    def end(_: str) -> None:
        inside.pop()

    if "xl/styles.xml" in archive.namelist():
        with archive.open("xl/styles.xml") as part:
            parse_xml(part, start, end)
    return formats


def _first_filled(
    archive: zipfile.ZipFile, tabs: Sequence[_Tab], book: Book, file: str
) -> tuple[Sheet, _Tab, list[str]] | None:
    """Return the first sheet with anything on it, and the names of those after it."""
    for index, tab in enumerate(tabs):
        with archive.open(tab.part) as part:
            sheet = read_sheet(part, book, partial(check_size, file))
        if sheet.rows:
            return sheet, tab, [other.name for other in tabs[index + 1 :] if _is_filled(archive, other)]
    return None


def _is_filled(archive: zipfile.ZipFile, tab: _Tab) -> bool:
    """Return whether a sheet holds any value; it is read only as far as the first."""
    before = b""
    with archive.open(tab.part) as part:
        while chunk := part.read(CHUNK):
            if _VALUE.search(before + chunk):
                return True
            before = chunk[-16:]
    return False


def _other_tabs(file: str, tab: _Tab, others: Sequence[str]) -> list[Finding]:
    if not others:
        return []
    names = ", ".join(map(quoted, others[:5])) + (" and more" if len(others) > 5 else "")
    message = f"the sheet {quoted(tab.name)} is read; not read: {names}"
    return [warning("sheets", message, Place(file), "move the sheet with the people to the front")]


def _unseen(file: str, sheet: Sheet, listing: Listing) -> list[Finding]:
    """Return what the person may not know: hidden rows are read, and all but the first of merged cells are empty."""
    people = sorted(row.number for row in listing.rows)
    hidden = sorted(set(sheet.hidden).intersection(people))
    findings = []
    if hidden:
        message = f"rows that are hidden in Excel are read too: {numbers(hidden)}"
        hint = "copy the rows that you see into a new sheet if the others are not meant"
        findings.append(warning("hidden-rows", message, Place(file, hidden[0]), hint))
    merged = [(ref, row) for ref in sheet.merged if (row := _row_below(ref, people))]
    if merged:
        refs = ", ".join(ref for ref, _ in merged[:5]) + (" and more" if len(merged) > 5 else "")
        message = f"merged cells ({refs}) hold their value in the first row only; below it they are empty"
        findings.append(
            warning("merged", message, Place(file, merged[0][1]), "split them, and fill in each row")
        )
    return findings


def _row_below(ref: str, people: Sequence[int]) -> int:
    """Return the first row of people that a merged range covers below its top, or 0."""
    first, _, last = ref.partition(":")
    top, bottom = ("".join(char for char in corner if char in "0123456789")[:7] for corner in (first, last))
    if not (top and bottom):
        return 0
    at = bisect_right(people, int(top))
    return people[at] if at < len(people) and people[at] <= int(bottom) else 0
