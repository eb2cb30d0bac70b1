"""What the page may do to the people of the order's list: mend a cell, add somebody, leave somebody out and put them back.

Each is one step that can be taken back.
"""

from collections.abc import Mapping

from cardmaker.errors import InputError, error
from cardmaker.inputs.people.fields import NAMES
from cardmaker.inputs.sources import read_bytes
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.listing.list_drafts import Draft, Told, columns_for, draft_of, numbered, put_draft
from cardmaker.studio.listing.list_edits import open_sheet, sheet_of, with_cell, with_row, without_row
from cardmaker.studio.listing.lists import left_out_path


def mend(desk: Desk, base: str, number: int, column: int, text: str) -> Told:
    """Write a cell. Raises InputError, StaleError."""
    draft = draft_of(desk)
    at = _row_of_somebody(draft, number)
    draft.take(with_cell(draft.sheet, at, column, text))
    return put_draft(desk, base, draft)


def add_person(desk: Desk, base: str, texts: Mapping[str, str]) -> Told:
    """Write a row with these texts by field; fields without a column get one. Raises InputError, StaleError."""
    if not any(texts.get(name, "").strip() for name in NAMES):
        raise InputError([error("no-name", "a person needs a name")])
    draft = draft_of(desk)
    at = columns_for(draft, [name for name, text in texts.items() if text.strip()])
    cells = [""] * len(draft.titles)
    for name, text in texts.items():
        if text.strip():
            cells[at[name]] = text.strip()
    draft.take(with_row(draft.sheet, cells))
    return put_draft(desk, base, draft)


def add_column(desk: Desk, base: str, name: str) -> Told:
    """Write a column for a field that the note asks for. Raises InputError, StaleError."""
    draft = draft_of(desk)
    columns_for(draft, [name])
    return put_draft(desk, base, draft)


def leave_out(desk: Desk, base: str, number: int) -> Told:
    """Take a row out of the list, and keep it in a file beside it. Raises InputError, StaleError."""
    draft = draft_of(desk)
    at = _row_of_somebody(draft, number)
    record = draft.sheet.record(at)
    kept = [*_kept(desk), dict(zip(numbered(draft.titles), record.texts, strict=False))]
    draft.take(without_row(draft.sheet, at))
    if not any("".join(each.texts).strip() for each in draft.sheet.records[draft.header :]):
        raise InputError([error("last-row", "somebody must stay in the list", hint="change the row instead")])
    return put_draft(desk, base, draft, {left_out_path(desk): _file_of(kept)})


def put_back(desk: Desk, base: str, index: int) -> Told:
    """Put somebody who was left out at the end of the list. Raises InputError, StaleError."""
    kept = _kept(desk)
    if index >= len(kept):
        raise InputError([error("list", "nobody of that place was left out")])
    draft, texts = draft_of(desk), kept.pop(index)
    draft.take(with_row(draft.sheet, [texts.get(name, "") for name in numbered(draft.titles)]))
    return put_draft(desk, base, draft, {left_out_path(desk): _file_of(kept) if kept else None})


def _row_of_somebody(draft: Draft, number: int) -> int:
    """Return where a person's row stands. Raises InputError for the titles, and for what stands above them."""
    at = draft.row(number)
    if at <= draft.header:
        raise InputError([error("list", "that row is nobody's: it names the columns, or stands above")])
    return at


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
