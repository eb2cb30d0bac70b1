"""What the page may do to the order's list: mend a cell, add and leave out people, say what its columns and letters mean.

Each is one step that can be taken back. A list that is no text (a workbook, an address book, people in `card.yaml`) is
kept as text from the first mended cell on; the file that it was stays beside it. What a change did beside what was asked
for comes back as *told*: names of texts of the page.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.people.encoding import decode_list, find_encoding
from cardmaker.inputs.people.fields import NAMES, known_fields, slug
from cardmaker.inputs.people.headers import map_columns, score_header
from cardmaker.inputs.people.listing import Listing, Row, tidy
from cardmaker.inputs.people.roster import NO_MAPPING, parse_listing, parse_people
from cardmaker.inputs.sources import read_bytes
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import with_entries, with_value
from cardmaker.studio.listing.list_edits import (
    Edited,
    Sheet,
    open_sheet,
    sheet_of,
    with_cell,
    with_column,
    with_header,
    with_row,
    without_row,
)
from cardmaker.studio.listing.lists import (
    Opened,
    asked_fields,
    entries_table,
    left_out_path,
    list_path,
    open_list,
)
from cardmaker.studio.listing.pasting import titles_for

Told = list[dict[str, str]]
"""What a change did beside what was asked: the name of a text of the page, and the values in it."""

OWN: Final = ""
"""Stands for the field of its own that a column is read as."""

MOST_MEANINGS: Final = 4
"""Known fields that one title may mean, one after the other."""

SPELLED: Final = {"particle": "Name particle", "title": "Name prefix"}
"""Titles of columns whose field's own name would be read as another."""


@dataclass(slots=True)
class Draft:
    """A list on its way to being changed: the text that it is or becomes, and the order's file that names it.

    `moved` says where the rows of a list that was no text stand now.
    """

    path: Path
    sheet: Sheet
    header: int
    order: str
    told: Told = field(default_factory=list)
    moved: Mapping[int, int] = field(default_factory=dict)

    def take(self, edited: Edited) -> None:
        """Go on with the list as an edit made it; one that had to become UTF-8 needs no encoding any more."""
        encoding = self.sheet.encoding
        if edited.is_recoded:
            self.order, encoding = with_value(self.order, "encoding", ""), ""
            self.told.append({"key": "recoded", "file": self.path.name})
        self.sheet = open_sheet(edited.data, encoding, self.sheet.mapping)

    def row(self, number: int) -> int:
        """Return where a row stands that the page knows by a number."""
        return self.moved.get(number, number)

    @property
    def titles(self) -> tuple[str, ...]:
        return self.sheet.record(self.header).texts


def mend(desk: Desk, base: str, number: int, column: int, text: str) -> Told:
    """Write a cell. Raises InputError, StaleError."""
    draft = draft_of(desk)
    at = _row_of_somebody(draft, number)
    draft.take(with_cell(draft.sheet, at, column, text))
    return _put(desk, base, draft)


def add_person(desk: Desk, base: str, texts: Mapping[str, str]) -> Told:
    """Write a row with these texts by field; fields without a column get one. Raises InputError, StaleError."""
    if not any(texts.get(name, "").strip() for name in NAMES):
        raise InputError([error("no-name", "a person needs a name")])
    draft = draft_of(desk)
    at = _columns_for(draft, [name for name, text in texts.items() if text.strip()])
    cells = [""] * len(draft.titles)
    for name, text in texts.items():
        if text.strip():
            cells[at[name]] = text.strip()
    draft.take(with_row(draft.sheet, cells))
    return _put(desk, base, draft)


def add_column(desk: Desk, base: str, name: str) -> Told:
    """Write a column for a field that the note asks for. Raises InputError, StaleError."""
    draft = draft_of(desk)
    _columns_for(draft, [name])
    return _put(desk, base, draft)


def leave_out(desk: Desk, base: str, number: int) -> Told:
    """Take a row out of the list, and keep it in a file beside it. Raises InputError, StaleError."""
    draft = draft_of(desk)
    at = _row_of_somebody(draft, number)
    record = draft.sheet.record(at)
    kept = [*_kept(desk), dict(zip(_named(draft.titles), record.texts, strict=False))]
    draft.take(without_row(draft.sheet, at))
    if not any("".join(each.texts).strip() for each in draft.sheet.records[draft.header :]):
        raise InputError([error("last-row", "somebody must stay in the list", hint="change the row instead")])
    return _put(desk, base, draft, {left_out_path(desk): _file_of(kept)})


def put_back(desk: Desk, base: str, index: int) -> Told:
    """Put somebody who was left out at the end of the list. Raises InputError, StaleError."""
    kept = _kept(desk)
    if index >= len(kept):
        raise InputError([error("list", "nobody of that place was left out")])
    draft, texts = draft_of(desk), kept.pop(index)
    draft.take(with_row(draft.sheet, [texts.get(name, "") for name in _named(draft.titles)]))
    return _put(desk, base, draft, {left_out_path(desk): _file_of(kept) if kept else None})


def read_column_as(desk: Desk, base: str, column: int, name: str) -> Told:
    """Say in the order what a column is: a field, or with OWN a field of its own. Raises InputError, StaleError."""
    found = open_list(desk)
    entries = mapping_with(found, column, name, asked_fields(desk))
    text = with_entries(_order_text(desk), "map", _difference(found.mapping, entries))
    desk.put(base, {desk.folder / ORDER_FILE: text.encode()})
    return []


def read_columns_by_titles(desk: Desk, base: str) -> Told:
    """Forget what the order says of columns. Raises InputError, StaleError."""
    desk.put(base, {desk.folder / ORDER_FILE: with_value(_order_text(desk), "map", "").encode()})
    return []


def read_letters_as(desk: Desk, base: str, encoding: str) -> Told:
    """Say in the order how the list's letters are to be read. Raises InputError if they cannot be, StaleError."""
    path = list_path(desk)
    if path is None:
        raise InputError([error("encoding", "there is no list whose letters could be read otherwise")])
    decode_list(read_bytes(path), path.name, encoding)
    desk.put(base, {desk.folder / ORDER_FILE: with_value(_order_text(desk), "encoding", encoding).encode()})
    return []


def take_list(desk: Desk, base: str, data: bytes) -> Told:
    """Make bytes the order's list, if people can be read from them; what the order says of lists stays where it applies.

    Raises InputError if nobody can be read, StaleError.
    """
    request = desk.request()
    told: Told = []
    encoding, mapping = _still_right(data, request.encoding), dict(request.map)
    try:
        parse_people(data, "people", encoding=encoding, mapping=mapping)
    except InputError:
        data, mapping, told = _understood(data, encoding)
        if request.map:
            told.append({"key": "forgotten"})

    def edit(text: str) -> str:
        text = with_entries(text, "map", _difference(request.map, mapping))
        return with_value(text, "encoding", encoding)

    desk.set_people(base, data, edit)
    return told


def _still_right(data: bytes, encoding: str) -> str:
    """Return the encoding that the order names, if the list can be read with it and is not plainly Unicode, else nothing."""
    if encoding and not find_encoding(data)[1]:
        return ""
    try:
        decode_list(data, "people", encoding)
    except InputError:
        return ""
    return encoding


def _understood(data: bytes, encoding: str) -> tuple[bytes, dict[str, str], Told]:
    """Return a list with what is needed to find a name in it: a row of titles, or the column that is the name.

    Raises InputError if that does not help.
    """
    try:
        parse_people(data, "people", encoding=encoding)
    except InputError as problem:
        if all(each.rule != "no-name-column" for each in problem.findings):
            raise
    else:
        return data, {}, []
    listing = parse_listing(data, "people", encoding=encoding)
    if score_header(listing.header, NO_MAPPING) > 0:
        title = _likely_name(listing)
        parse_people(data, "people", encoding=encoding, mapping={"name": title})
        return data, {"name": title}, [{"key": "nameGuessed", "title": title}]
    sheet = open_sheet(data, encoding)
    edited = with_header(sheet, titles_for([listing.header, *listing.rows]))
    parse_people(edited.data, "people", encoding=encoding)
    return edited.data, {}, [{"key": "headed"}]


def _likely_name(listing: Listing) -> str:
    """Return the title of the first column that no field claims and that is filled in most rows."""
    titles = listing.header.cells
    free = [
        at
        for at, title in enumerate(titles)
        if title and not score_header(listing.header._replace(cells=(title,)), NO_MAPPING)
    ]
    filled = [
        at for at in free if sum(bool(row.cells[at].strip()) for row in listing.rows) * 2 > len(listing.rows)
    ]
    return titles[(filled or free or [0])[0]]


def mapping_with(found: Opened, column: int, name: str, asked: Collection[str] = ()) -> dict[str, str]:
    """Return the order's mapping with a column read as a field, as little of it as says so; `asked` are fields of the note.

    Raises InputError.
    """
    titles = found.listing.header.cells
    if column >= len(titles) or not titles[column]:
        raise InputError([error("map", "this column has no title; give it one in the list first")])
    if name and name not in known_fields() and name not in asked:
        raise InputError([error("map", f"there is no field {name!r}")])
    title = titles[column]
    entries = {key: value for key, value in found.mapping.items() if _is_other(value, title)}
    if name:
        return entries | {name: title}
    if (
        found.mapped and column not in found.fields
    ):  # a remark, which is never printed unless somebody says so
        return entries | {slug(title): title}
    return entries | dict.fromkeys(_read_as(found, entries, column), "")


def _read_as(found: Opened, mapping: Mapping[str, str], column: int) -> list[str]:
    """Return the known fields that a column is read as if nobody says what it is."""
    try:
        layouts = map_columns(found.listing, mapping).layouts
    except InputError:
        return []
    return sorted(
        {name for each in layouts for name, at in each.at.items() if at == column and name not in each.own}
    )


def _is_other(title: str, than: str) -> bool:
    return " ".join(title.split()).casefold() != than.casefold()


def _difference(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str | None]:
    """Return what has to change in a table of the order; None is an entry that goes."""
    gone: dict[str, str | None] = {name: None for name in old if name not in new}
    return gone | {name: value for name, value in new.items() if old.get(name) != value}


def draft_of(desk: Desk) -> Draft:
    """Return the order's list as text to be changed. Raises InputError if it cannot be read."""
    path, order = list_path(desk), _order_text(desk)
    if path is None:
        return _from_entries(desk, order)
    found = open_list(desk)
    if found.is_text:
        sheet = open_sheet(found.data, found.encoding, found.mapping)
        return Draft(path, sheet, found.listing.header.number, order)
    return _from_rows(desk, found, order)


def _from_entries(desk: Desk, order: str) -> Draft:
    """Return the people of `card.yaml` as a list of their own."""
    header, rows = entries_table(desk.request())
    path = _free_path(desk.folder, "people")
    sheet = open_sheet(sheet_of([[title_of_field(name) for name in header], *rows]))
    text = with_value(with_value(order, "to", ""), "people", path.name)
    told = [{"key": "nowList", "file": path.name}] if rows else []
    return Draft(path, sheet, 1, text, told, {at: at + 1 for at in range(1, len(rows) + 1)})


def _from_rows(desk: Desk, found: Opened, order: str) -> Draft:
    """Return a workbook or an address book as text: its rows as they were read, under its titles."""
    path = _free_path(desk.folder, found.path.stem)
    listing = found.listing
    titles = [title or f"Column {at + 1}" for at, title in enumerate(listing.header.cells)]
    sheet = open_sheet(sheet_of([titles, *(row.cells for row in listing.rows)]), "", found.mapping)
    text = with_value(with_value(order, "people", path.name), "encoding", "")
    told = [{"key": "nowText", "file": path.name, "old": found.path.name}]
    moved = {row.number: at for at, row in enumerate(listing.rows, 2)}
    draft = Draft(path, sheet, 1, text, told, moved)
    _keep_unread(draft, found)
    return draft


def _keep_unread(draft: Draft, found: Opened) -> None:
    """Say in the order that columns which an address book keeps to itself, such as nicknames, stay unread."""
    for _ in range(MOST_MEANINGS):
        read = [name for name, at in _at(draft).items() if name in known_fields() and at not in found.fields]
        if not read:
            return
        unread = dict.fromkeys(read, "")
        draft.order = with_entries(draft.order, "map", unread)
        draft.sheet = replace(draft.sheet, mapping={**draft.sheet.mapping, **unread})


def _free_path(folder: Path, stem: str) -> Path:
    """Return where a new list goes, beside those that are there."""
    names = [f"{stem}.csv", *(f"{stem}-{number}.csv" for number in range(2, 1000))]
    return next(path for path in map(partial(Path, folder), names) if not path.exists())


def _row_of_somebody(draft: Draft, number: int) -> int:
    """Return where a person's row stands. Raises InputError for the titles, and for what stands above them."""
    at = draft.row(number)
    if at <= draft.header:
        raise InputError([error("list", "that row is nobody's: it names the columns, or stands above")])
    return at


def _columns_for(draft: Draft, names: list[str]) -> dict[str, int]:
    """Return where these fields stand in the list, after those that have no column got one."""
    lacking = [name for name in names if name not in _at(draft)]
    for name in lacking:
        draft.take(with_column(draft.sheet, draft.header, title_of_field(name)))
    at = _at(draft)
    if any(name not in at for name in names):
        raise InputError(
            [
                error(
                    "list",
                    "the list has another column of that name",
                    hint="look at what its columns are read as",
                )
            ]
        )
    return {name: at[name] for name in names}


def _at(draft: Draft) -> Mapping[str, int]:
    """Return the column of each field, also in a list that has nobody in it."""
    listing = Listing(draft.path.name, Row(draft.header, tuple(map(tidy, draft.titles))), ())
    return map_columns(listing, draft.sheet.mapping).layouts[0].at


def title_of_field(name: str) -> str:
    """Return a title under which a column is read as the field."""
    return SPELLED.get(name, name.replace("_", " ").capitalize())


def _kept(desk: Desk) -> list[dict[str, str]]:
    """Return the rows that were left out, by the titles of their columns."""
    path = left_out_path(desk)
    if not path.exists():
        return []
    header, *rows = open_sheet(read_bytes(path)).records
    return [dict(zip(header.texts, row.texts, strict=False)) for row in rows]


def _file_of(kept: list[dict[str, str]]) -> bytes:
    titles = list(dict.fromkeys(title for texts in kept for title in texts))
    return sheet_of([titles, *([texts.get(title, "") for title in titles] for texts in kept)])


def _named(titles: tuple[str, ...]) -> list[str]:
    """Return the titles of columns, with a number for those that have none."""
    return [title or f"Column {at + 1}" for at, title in enumerate(titles)]


def _order_text(desk: Desk) -> str:
    return decode_note(read_bytes(desk.folder / ORDER_FILE), ORDER_FILE)


def files_with(desk: Desk, number: int, texts: Mapping[str, str]) -> tuple[Mapping[Path, bytes | None], Told]:
    """Return the files with a row that says these texts by field, for a change that is more than that; and what is told of it.

    Fields without a column get one. Raises InputError.
    """
    draft = draft_of(desk)
    at = _columns_for(draft, list(texts))
    for name, text in texts.items():
        draft.take(with_cell(draft.sheet, draft.row(number), at[name], text))
    return _files(desk, draft), draft.told


def _put(desk: Desk, base: str, draft: Draft, more: Mapping[Path, bytes | None] | None = None) -> Told:
    """Write the list, the order if it says something else now, and more files, all or none."""
    desk.put(base, {**_files(desk, draft), **(more or {})})
    return draft.told


def _files(desk: Desk, draft: Draft) -> dict[Path, bytes | None]:
    files: dict[Path, bytes | None] = {draft.path: draft.sheet.data}
    if draft.order != _order_text(desk):
        files[desk.folder / ORDER_FILE] = draft.order.encode()
    return files
