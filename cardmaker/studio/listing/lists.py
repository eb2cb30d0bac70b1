"""The order's list as the page shows it: its rows as they stand, what its columns mean, and what is wrong at each row.

Rows that the reader refuses are shown, too, so that they can be mended. Changing them is left to `list_changes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cardmaker.errors import Finding, InputError
from cardmaker.inputs.addresses import LINES
from cardmaker.inputs.filling import ALWAYS
from cardmaker.inputs.note import decode_note, read_template
from cardmaker.inputs.order import ORDER_FILE, Request
from cardmaker.inputs.people.encoding import SPELLED, find_encoding, readings, telling_line
from cardmaker.inputs.people.fields import known_fields
from cardmaker.inputs.people.headers import Columns, Mapped, map_columns
from cardmaker.inputs.people.judging import judge_rows
from cardmaker.inputs.people.kinds import is_workbook
from cardmaker.inputs.people.listing import MAX_BYTES, Listing, Row
from cardmaker.inputs.people.roster import parse_listing
from cardmaker.inputs.sources import NOTE_FILE, inside, read_bytes
from cardmaker.inputs.wanted import PersonRequest, rows_of
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.listing.list_edits import open_sheet
from cardmaker.studio.telling.telling import told

MOST_TEXT: Final = 200_000
"""Bytes of a list that cannot be read and is shown as text."""

MOST_LINE: Final = 160
"""Characters of a line that shows an encoding."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A list that was read: its bytes, its rows, and where its fields stand, if it has any."""

    path: Path
    data: bytes
    encoding: str
    mapping: Mapping[str, str]
    listing: Listing
    mapped: Mapped | None
    findings: tuple[Finding, ...]

    @property
    def is_text(self) -> bool:
        """Whether the file is text in columns, whose cells can be changed where they stand."""
        return not self.listing.is_vcard and not is_workbook(self.data)

    @property
    def fields(self) -> dict[int, str]:
        """The field that each column is read as; one of a column that has none, or that is never printed, is missing."""
        layouts = self.mapped.layouts if self.mapped else ()
        return {at: name for columns in reversed(layouts) for name, at in columns.at.items()}


def list_path(desk: Desk) -> Path | None:
    """Return the order's list, None if its people stand in the order itself. Raises InputError for one that lies elsewhere."""
    people = desk.request().people
    return inside(people, desk.folder, "list") if isinstance(people, str) and people else None


def open_list(desk: Desk) -> Opened:
    """Return the order's list. Raises InputError if it cannot be read, or if there is none."""
    path, request = list_path(desk), desk.request()
    if path is None:
        return _entries(desk, request)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return opened(path, data, request.encoding, request.map)


@lru_cache(2)
def _opened(path: Path, data: bytes, encoding: str, mapping: tuple[tuple[str, str], ...]) -> Opened:
    listing = parse_listing(data, path.name, encoding=encoding, mapping=dict(mapping))
    try:
        mapped = map_columns(listing, dict(mapping))
    except InputError as problem:
        found = (*listing.findings, *problem.findings)
        return Opened(path, data, encoding, dict(mapping), listing, None, found)
    _, problems = judge_rows(listing, mapped.layouts, is_each=True)
    unsaid = (each for each in mapped.findings if each.rule != "columns")
    found = (*listing.findings, *unsaid, *problems)
    return Opened(path, data, encoding, dict(mapping), listing, mapped, found)


def opened(path: Path, data: bytes, encoding: str, mapping: Mapping[str, str]) -> Opened:
    """Return bytes as the order's list. Raises InputError if they cannot be read as one."""
    return _opened(path, data, encoding, tuple(mapping.items()))


def shown_list(desk: Desk, state: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of the list; `state` is what it shows of the order."""
    try:
        path = list_path(desk)
        found = open_list(desk)
    except InputError as problem:
        return _unreadable(desk, problem)
    except OSError as problem:
        name = path.name if path else ""
        return _nothing(name) | {"lost": problem.strerror or str(problem)}
    columns = list(_columns(found))
    return {
        "file": path.name if path else "",
        "kind": _kind(found, path),
        "count": len(desk.people()) if found.mapped else 0,
        "columns": [each for each in columns if each["field"]],
        "unread": [each for each in columns if not each["field"]],
        "rows": [[row.number, *row.cells] for row in _rows(found)],
        "people": {person.row: at for at, person in enumerate(desk.people())},
        "findings": list(_findings(found, state)),
        "known": list(dict.fromkeys([*known_fields(), *asked_fields(desk)])),
        "missing": missing_fields(desk, found),
        "isMapped": bool(found.mapping),
        "encoding": shown_encoding(found),
        "left": left_out(desk),
        "text": "",
    }


def _nothing(name: str) -> dict[str, Any]:
    lists: dict[str, Any] = {
        key: [] for key in ("columns", "unread", "rows", "findings", "known", "missing", "left")
    }
    return {**lists, "file": name, "kind": "none", "count": 0, "people": {}, "encoding": None, "text": ""}


def _unreadable(desk: Desk, problem: InputError) -> dict[str, Any]:
    """Return a list that cannot be read: what is wrong, and if it is a short text, its text."""
    try:
        path = list_path(desk)
        data = path.read_bytes() if path else b""
    except (InputError, OSError):
        path, data = None, b""
    is_text = len(data) <= MOST_TEXT and b"\0" not in data and not is_workbook(data)
    found = {"findings": [told(each) for each in problem.findings], "kind": "unreadable"}
    text = _as_text(desk, data) if is_text else ""
    return _nothing(path.name if path else "") | found | {"text": text, "left": left_out(desk)}


def _as_text(desk: Desk, data: bytes) -> str:
    """Return the text of a list that cannot be read, with the letters that it most likely has."""
    try:
        return data.decode(find_encoding(data, desk.request().encoding)[0])
    except (InputError, LookupError, UnicodeError):
        return data.decode("utf-8", "replace")


def _kind(found: Opened, path: Path | None) -> str:
    if path is None:
        return "entries"
    return "text" if found.is_text else "vcard" if found.listing.is_vcard else "workbook"


def _columns(found: Opened) -> Iterator[dict[str, Any]]:
    fields = found.fields
    own = found.mapped.layouts[0].own if found.mapped else frozenset()
    for at, title in enumerate(found.listing.header.cells):
        name = fields.get(at, "")
        yield {"at": at, "title": title, "field": name, "isOwn": name in own, "isEmpty": _is_empty(found, at)}


def _is_empty(found: Opened, at: int) -> bool:
    return not any(row.cells[at].strip() for row in found.listing.rows)


def _rows(found: Opened) -> Iterable[Row]:
    """Return the rows as they stand, also those that are longer than the header, which the reader leaves out."""
    if not found.is_text or all(each.rule != "long-row" for each in found.listing.findings):
        return found.listing.rows
    sheet = open_sheet(found.data, found.encoding, found.mapping)
    width = len(found.listing.header.cells)
    return [
        Row(number, record.texts + ("",) * (width - len(record.cells)))
        for number, record in enumerate(sheet.records, 1)
        if number > found.listing.header.number and "".join(record.texts).strip()
    ]


def _findings(found: Opened, state: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what is wrong with the list, and what else the order says of its rows; what is said of notes is for another step."""
    seen = set()
    for each in found.findings:
        spoken = told(each)
        seen.add((spoken["rule"], spoken["line"], spoken["column"]))
        yield spoken
    start = f"{found.path.name}:"
    for each in state["findings"]:
        is_ours = (
            each["place"].startswith(start)
            and each["line"]
            and not each["reason"]
            and each["rule"] != "columns"
        )
        if is_ours and (each["rule"], each["line"], each["column"]) not in seen:
            yield each


def missing_fields(desk: Desk, found: Opened) -> list[str]:
    """Return the fields that the order's note asks for and the list has no column of."""
    has = found.fields.values()
    return [name for name in asked_fields(desk) if name not in has]


def asked_fields(desk: Desk) -> list[str]:
    """Return the fields that the order's note asks for, beside those that everybody has."""
    try:
        path = inside(desk.request().note or NOTE_FILE, desk.folder, "note")
        text = decode_note(read_bytes(path), NOTE_FILE)
    except InputError:
        return []
    template, _ = read_template(text, NOTE_FILE)
    asked = (hole.name for hole in template.holes()) if template else ()
    return [name for name in dict.fromkeys(asked) if name not in ALWAYS]


def shown_encoding(found: Opened) -> dict[str, Any] | None:
    """Return how the list's letters are read, if that is not certain: a line of it, and what others read there."""
    if not found.is_text or found.data.isascii():
        return None
    codec, is_guess = find_encoding(found.data, found.encoding)
    if not is_guess and not found.encoding:
        return None
    line = telling_line(found.data)[: 4 * MOST_LINE]
    others = {name: text.strip()[:MOST_LINE] for name, text in readings(line).items()}
    try:
        others |= {codec: line.decode(codec, "replace").strip()[:MOST_LINE]}
    except LookupError:
        return None
    return {
        "codec": codec,
        "isGuess": is_guess,
        "name": SPELLED.get(codec, codec),
        "others": [
            {"codec": name, "name": SPELLED.get(name, name), "line": text} for name, text in others.items()
        ],
    }


def left_out_path(desk: Desk) -> Path:
    """Return the file beside the list that keeps the rows that were left out."""
    path = list_path(desk)
    return desk.folder / f"{path.stem if path else 'people'}-left-out.csv"


def left_out(desk: Desk) -> list[str]:
    """Return who was left out, by the first words of their rows."""
    try:
        sheet = open_sheet(left_out_path(desk).read_bytes())
    except (InputError, OSError, UnicodeError):
        return []
    return [" ".join(filter(None, record.texts))[:60] for record in sheet.records[1:]]


def entries_table(request: Request) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the people that stand in the order itself as a header of fields and a row for each of them."""
    people = request.people if isinstance(request.people, tuple) else ()
    rows = rows_of(people or ((PersonRequest(request.to),) if request.to else ()), None).rows
    texts = [{"address" if name == LINES else name: text for name, text in row.texts.items()} for row in rows]
    header = tuple(dict.fromkeys(["name", *(name for each in texts for name in each)]))
    return header, [tuple(each.get(name, "") for name in header) for each in texts]


def _entries(desk: Desk, request: Request) -> Opened:
    """Return the people that stand in the order itself as if they were a list."""
    header, rows = entries_table(request)
    listing = Listing(ORDER_FILE, Row(0, header), tuple(Row(at, row) for at, row in enumerate(rows, 1)))
    own = frozenset(header) - {*known_fields()}
    columns = Columns({name: at for at, name in enumerate(header)}, own, header)
    return Opened(desk.folder / ORDER_FILE, b"", "", {}, listing, Mapped((columns,), ()), ())
