"""The order's list on its way to being changed, whatever it was: as text, with what became of it besides.

A list that is no text (a workbook, an address book, people in `card.yaml`) is kept as text from the first change on; the
file that it was stays beside it. What a change did beside what was asked for comes back as *told*: names of texts of the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.people.fields import known_fields
from cardmaker.inputs.people.headers import map_columns
from cardmaker.inputs.people.listing import Listing, Row, tidy
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import with_entries, with_value
from cardmaker.studio.listing.list_edits import Edited, Sheet, open_sheet, sheet_of, with_cell, with_column
from cardmaker.studio.listing.lists import Opened, entries_table, list_path, open_list

Told = list[dict[str, str]]
"""What a change did beside what was asked: the name of a text of the page, and the values in it."""

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


def draft_of(desk: Desk) -> Draft:
    """Return the order's list as text to be changed. Raises InputError if it cannot be read."""
    path, order = list_path(desk), desk.order_text()
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


def columns_for(draft: Draft, names: list[str]) -> dict[str, int]:
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


def numbered(titles: tuple[str, ...]) -> list[str]:
    """Return the titles of columns, with a number for those that have none."""
    return [title or f"Column {at + 1}" for at, title in enumerate(titles)]


def files_with(desk: Desk, number: int, texts: Mapping[str, str]) -> tuple[Mapping[Path, bytes | None], Told]:
    """Return the files with a row that says these texts by field, for a change that is more than that; and what is told of it.

    Fields without a column get one. Raises InputError.
    """
    draft = draft_of(desk)
    at = columns_for(draft, list(texts))
    for name, text in texts.items():
        draft.take(with_cell(draft.sheet, draft.row(number), at[name], text))
    return _files(desk, draft), draft.told


def put_draft(desk: Desk, base: str, draft: Draft, more: Mapping[Path, bytes | None] | None = None) -> Told:
    """Write the list, the order if it says something else now, and more files, all or none."""
    desk.put(base, {**_files(desk, draft), **(more or {})})
    return draft.told


def _files(desk: Desk, draft: Draft) -> dict[Path, bytes | None]:
    files: dict[Path, bytes | None] = {draft.path: draft.sheet.data}
    if draft.order != desk.order_text():
        files[desk.folder / ORDER_FILE] = draft.order.encode()
    return files
