"""What the columns and the letters of a list mean, as the order says it."""

from collections.abc import Collection, Mapping
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.people.encoding import decode_list
from cardmaker.inputs.people.fields import known_fields, slug
from cardmaker.inputs.people.headers import map_columns
from cardmaker.inputs.sources import read_bytes
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import with_entries, with_value
from cardmaker.studio.listing.list_drafts import Told
from cardmaker.studio.listing.lists import Opened, asked_fields, list_path, open_list

OWN: Final = ""
"""Stands for the field of its own that a column is read as."""


def read_column_as(desk: Desk, base: str, column: int, name: str) -> Told:
    """Say in the order what a column is: a field, or with OWN a field of its own. Raises InputError, StaleError."""
    found = open_list(desk)
    entries = mapping_with(found, column, name, asked_fields(desk))
    text = with_entries(desk.order_text(), "map", difference(found.mapping, entries))
    desk.put(base, {desk.folder / ORDER_FILE: text.encode()})
    return []


def read_columns_by_titles(desk: Desk, base: str) -> Told:
    """Forget what the order says of columns. Raises InputError, StaleError."""
    desk.put(base, {desk.folder / ORDER_FILE: with_value(desk.order_text(), "map", "").encode()})
    return []


def read_letters_as(desk: Desk, base: str, encoding: str) -> Told:
    """Say in the order how the list's letters are to be read. Raises InputError if they cannot be, StaleError."""
    path = list_path(desk)
    if path is None:
        raise InputError([error("encoding", "there is no list whose letters could be read otherwise")])
    decode_list(read_bytes(path), path.name, encoding)
    desk.put(base, {desk.folder / ORDER_FILE: with_value(desk.order_text(), "encoding", encoding).encode()})
    return []


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


def difference(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str | None]:
    """Return what has to change in a table of the order; None is an entry that goes."""
    gone: dict[str, str | None] = {name: None for name in old if name not in new}
    return gone | {name: value for name, value in new.items() if old.get(name) != value}
