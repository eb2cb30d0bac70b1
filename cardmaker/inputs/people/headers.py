"""Headers to fields: which column holds the name, the company, the postal code, in many languages and exports.

The words are data (`facts/headers.yaml`); what a person maps by hand wins. What no field claims is kept under a name of its
own, for notes. The mapping is told in one line. What stands in the cells is left to `roster`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from cardmaker.errors import Finding, InputError, Place, advice, error, warning
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.people.fields import NAMES, PRIVATE, known_fields, slug, table_of_headers
from cardmaker.inputs.people.listing import Listing, Row, quoted, shown, tidy
from cardmaker.inputs.people.names import is_title

ADDRESS: Final = (
    *("address", "street", "street2", "po_box", "flat", "district", "attention", "care_of"),
    *("city", "region", "postal_code", "country"),
)
SHOWN_COLUMNS: Final = 8
SAMPLED: Final = 500
"""Rows that settle what a doubtful header means."""

PLACES: Final = MappingProxyType(
    {
        "work": "business work office company geschaftlich firma dienstlich bureau professionnel trabajo ufficio lavoro werk "
        "zakelijk sluzbowy sluzbowa praca comercial trabalho emprego arbete foretag arbejde arbeid jobb",
        "home": "home private personal privat domicile personnel particular casa abitazione thuis prive domowy domowa dom "
        "residencial hem bostad hjem",
        "other": "other andere weitere weiterer autre otro otra altro overig inny inna outro annan ovrigt anden annen",
    }
)
"""Words that say which of several addresses a column belongs to, as Outlook has them in its languages."""

BOOKS: Final = MappingProxyType(
    {
        "Google Contacts": ("name prefix", "name suffix", "labels|group membership"),
        "Outlook": (
            "business street|straße geschäftlich|rue (bureau)|calle del trabajo|via (uff.)",
            "first name|vorname|prénom|nombre|nome",
        ),
        "LinkedIn": ("first name", "last name", "connected on"),
        "Thunderbird": ("display name", "primary email"),
    }
)
"""Address books by columns that only their exports have together."""
PHONES: Final = ("phone", "telefon", "telephone", "mobile", "mobil", "fax", "telefono", "telefoon")

_PLACE_OF: Final = MappingProxyType({word: name for name, words in PLACES.items() for word in words.split()})
_NUMBERED: Final = re.compile(r"(?:address|adresse|e mail|email) (\d) (.+)")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field of a list stands: its column from 0, own ones under the slug of their header."""

    at: Mapping[str, int]
    own: frozenset[str]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A list's columns; one for each address that its rows may have, the first preferred. `book` names a known export."""

    layouts: tuple[Columns, ...]
    findings: tuple[Finding, ...]
    book: str = ""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A column that means a field: how early the header stands in the table, and the address it is of."""

    field: str
    rank: int
    column: int
    place: str = ""


@cache
def known_headers() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return the fields that each known header may mean, with its rank among the headers of that field."""
    found: dict[str, list[tuple[str, int]]] = {}
    for field, languages in table_of_headers().items():
        for rank, header in enumerate(", ".join(languages.values()).split(", ")):
            if all(field != other for other, _ in found.setdefault(_joined(header), [])):
                found[_joined(header)].append((field, rank))
    return MappingProxyType({key: tuple(value) for key, value in found.items()})


def score_header(row: Row, mapping: Mapping[str, str]) -> int:
    """Return how well a row does as a header: a name counts most, then every other known or mapped column."""
    wanted = {_joined(title) for title in mapping.values() if title}  # without one, a field is not to be read
    score = 0
    named = False
    for cell in row.cells:
        fields = [field for field, *_ in _meanings(cell)] if len(cell) <= 80 else []
        is_mapped = bool(wanted) and _joined(cell) in wanted
        score += 10 if is_mapped else bool(fields)
        named = named or any(field in NAMES for field in fields)
    return score + 3 * named


def map_columns(listing: Listing, mapping: Mapping[str, str]) -> Mapped:
    """Return where each field stands, as mapped by the person first, then by what headers mean. Raises InputError."""
    chosen = _chosen(listing, mapping)
    book = "vCard" if listing.is_vcard else _book(listing.header.cells)
    claims = [claim for claim in _claims(listing, book) if _is_free(claim, chosen)]
    layouts = _layouts(listing, claims, chosen)
    _refuse_nameless(listing, layouts[0])
    told = (*_told(listing, layouts, claims, book), *_odd_fields(listing, chosen))
    return Mapped(layouts, told, book)


def _chosen(listing: Listing, mapping: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field that the person mapped; an empty one (-1) is not to be read."""
    titles = {_joined(title): index for index, title in enumerate(listing.header.cells) if title}
    problems: list[Finding] = []
    chosen: dict[str, int] = {}
    for field, title in mapping.items():
        key = slug(field)
        if title and _joined(title) not in titles:
            hint = nearest_hint(title, [each for each in listing.header.cells if each])
            place = Place(listing.file, listing.header.number)
            problems.append(error("map", f"has no column {quoted(title)} to map {key} to", place, hint))
        chosen[key] = titles.get(_joined(title), -1) if title else -1
    if problems:
        raise InputError(problems)
    return chosen


def _odd_fields(listing: Listing, chosen: Mapping[str, int]) -> Iterator[Finding]:
    """Yield a warning for each mapped field that is not known and nearly is."""
    for name in chosen:
        close = get_close_matches(name, known_fields(), n=1, cutoff=0.8)
        if close and close[0] != name:
            message = f"{quoted(name)} is mapped as a field of your own"
            place = Place(listing.file, listing.header.number)
            yield warning("map", message, place, f"did you mean {close[0]!r}?")


def _is_free(claim: _Claim, chosen: Mapping[str, int]) -> bool:
    return claim.field not in chosen and claim.column not in chosen.values()


def _claims(listing: Listing, book: str) -> list[_Claim]:
    """Return what each column may mean, once for a field and a place, the earliest in the table first."""
    found = [
        _Claim(_settled(field, index, listing, book), rank, index, place)
        for index, title in enumerate(listing.header.cells)
        for field, rank, place in _meanings(title)
    ]
    best: dict[tuple[str, str], _Claim] = {}
    taken: set[int] = set()
    for claim in sorted(found, key=lambda claim: (claim.rank, claim.column)):
        key = (claim.field, str(claim.column) if claim.field == PRIVATE else claim.place)
        if claim.column not in taken and key not in best:
            best[key] = claim
            taken.add(claim.column)
    return _settled_names(list(best.values()), listing)


def _settled_names(claims: list[_Claim], listing: Listing) -> list[_Claim]:
    """Return the claims with a lone name taken for the whole one, and a `Name` beside a `Vorname` for the last."""
    at = {claim.field: claim.column for claim in claims if claim.field in NAMES}
    named = {field for field in at if field != "nickname"}
    if len(named) == 1:
        return [replace(claim, field="name") if claim.field in named else claim for claim in claims]
    if named == {"name", "first_name"} and not _is_within(listing, at["first_name"], at["name"]):
        return [replace(claim, field="last_name") if claim.field == "name" else claim for claim in claims]
    return claims


def _is_within(listing: Listing, part: int, whole: int) -> bool:
    """Return whether one column's cells mostly stand inside another's."""
    both = [
        row.cells for row in listing.rows[:SAMPLED] if row.cells[part].strip() and row.cells[whole].strip()
    ]
    return sum(cells[part].strip() in cells[whole] for cells in both) > len(both) / 2


def _meanings(title: str) -> Iterator[tuple[str, int, str]]:
    """Yield field, rank and address for a header; `Business Street` is a street at work, `Address 1 - City` a first city."""
    known = known_headers()
    whole = known.get(_joined(title), ())
    yield from ((field, rank, "") for field, rank in whole)
    if whole or " " not in (plain := _plain(title)):
        return
    if numbered := _NUMBERED.fullmatch(plain):
        rest, place = numbered[2], numbered[1]
    else:
        words = plain.split()
        place = next((_PLACE_OF[word] for word in words if word in _PLACE_OF), "")
        rest = " ".join(word for word in words if word not in _PLACE_OF)
    if place:
        meant = known.get(rest.replace(" ", ""), ())
        yield from ((field, rank, place) for field, rank in meant if field in (*ADDRESS, "email"))


def _settled(field: str, column: int, listing: Listing, book: str) -> str:
    """Return the field that a doubtful header means, by its cells: `Title` may be Dr. or a job, `Salutation` Mrs. or Dear."""
    if field in ("note", "nickname") and book:
        return PRIVATE  # an address book's own remarks are not for its people
    if field not in ("title", "salutation"):
        return field
    cells = [cell for row in listing.rows[:SAMPLED] if (cell := row.cells[column].strip())]
    titles = sum(map(is_title, cells))
    if field == "salutation":
        return "title" if cells and titles == len(cells) else field
    return "role" if cells and titles < len(cells) / 2 else field


def _layouts(listing: Listing, claims: Sequence[_Claim], chosen: Mapping[str, int]) -> tuple[Columns, ...]:
    """Return the columns with each address in turn: one place is never completed from another."""
    common = {claim.field: claim.column for claim in claims if not claim.place and claim.field != PRIVATE}
    common = {**{c.field: c.column for c in reversed(claims) if c.field == "email"}, **common}
    common |= {field: column for field, column in chosen.items() if column >= 0}
    claimed = {claim.column for claim in claims} | set(common.values())
    own = dict(_own(listing, claimed, common))
    base = Columns(common | own, frozenset(own), listing.header.cells)
    places = [
        place for place in ("1", "work", "home", "2", "3", "other") if any(c.place == place for c in claims)
    ]
    split = [
        {claim.field: claim.column for claim in claims if claim.place == place and claim.field in ADDRESS}
        for place in places
    ]
    with_places = [replace(base, at=_lined({**_without_address(base.at), **each})) for each in split if each]
    has_plain = any(field in common for field in ADDRESS)
    plain = replace(base, at=_lined(base.at))
    return (plain, *with_places) if has_plain or not with_places else tuple(with_places)


def _lined(at: Mapping[str, int]) -> Mapping[str, int]:
    """Return the fields with an `Address` beside a `City` taken for the street."""
    if "address" in at and "street" not in at and ("city" in at or "postal_code" in at):
        return {"street" if field == "address" else field: column for field, column in at.items()}
    return at


def _without_address(at: Mapping[str, int]) -> dict[str, int]:
    return {field: column for field, column in at.items() if field not in ADDRESS}


def _own(listing: Listing, claimed: set[int], common: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the columns that mean no field, under their slugs."""
    seen = {*common, *known_fields()}
    for index, title in enumerate(listing.header.cells):
        if title and index not in claimed:
            key = plain = slug(title)
            number = 1
            while key in seen:
                number += 1
                key = f"{plain}_{number}"
            seen.add(key)
            yield key, index


def _refuse_nameless(listing: Listing, columns: Columns) -> None:
    if any(field in columns.at for field in NAMES):
        return
    titles = [title for title in listing.header.cells if title]
    place = Place(listing.file, listing.header.number)
    message = f"no column is a name; the header was taken to be {quoted(', '.join(titles))}"
    hint = "let the first row say what the columns are (name, company, ...), or use --map name=COLUMN"
    raise InputError([error("no-name-column", message, place, hint)])


def _told(
    listing: Listing, layouts: Sequence[Columns], claims: Sequence[_Claim], book: str
) -> Iterator[Finding]:
    """Yield the one line that says what was read as what."""
    at = {field: column for columns in reversed(layouts) for field, column in columns.at.items()}
    own = layouts[0].own
    titles = listing.header.cells
    named = [field for field in (*known_fields(), *at) if field in at and field not in own]
    order = [field for field in named if not book or _is_filled(listing, at[field])]
    read = ", ".join(f"{field} is {shown(titles[at[field]])}" for field in dict.fromkeys(order))
    private = [
        titles[column] for column in sorted(claim.column for claim in claims if claim.field == PRIVATE)
    ]
    unread = sorted((field for field in own if _is_filled(listing, at[field])), key=lambda field: at[field])
    parts = [
        f"{f'read as {book}: ' if book else ''}{read}",
        f"never printed: {_some(private)}" if private else "",
        f"fields of its own: {_some(unread)}" if unread else "",
    ]
    message = "; ".join(filter(None, parts))
    yield advice(
        "columns", message, Place(listing.file, listing.header.number), "--map FIELD=COLUMN changes it"
    )


def _some(titles: Sequence[str]) -> str:
    more = len(titles) - SHOWN_COLUMNS
    return ", ".join(map(shown, titles[:SHOWN_COLUMNS])) + (f" and {more} more" if more > 0 else "")


def _is_filled(listing: Listing, column: int) -> bool:
    return any(row.cells[column] for row in listing.rows)


def _book(titles: Sequence[str]) -> str:
    """Return the address book that wrote the file, by its columns; nothing for a list of the person's own."""
    present = {_joined(title) for title in titles}
    for book, needed in BOOKS.items():
        if all(any(_joined(each) in present for each in either.split("|")) for either in needed):
            return book
    plain = [_plain(title) for title in titles]
    has_phone = any(word in PHONES for title in plain for word in title.split())
    return "an address book" if has_phone and any("mail" in title for title in plain) else ""


@lru_cache(4096)
def _plain(title: str) -> str:
    """Return a header without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", tidy(title)).casefold()
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", letters.replace("ł", "l").replace("ø", "o")).split())


def _joined(title: str) -> str:
    """Return a header as it is looked up; `Zip Code`, `ZipCode` and `zip_code` are one."""
    return _plain(title).replace(" ", "") or tidy(title).casefold()
