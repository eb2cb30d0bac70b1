"""Another list in place of the order's: what the order says of lists stays where it applies, and what is lacking is found."""

from cardmaker.errors import InputError
from cardmaker.inputs.people.encoding import decode_list, find_encoding
from cardmaker.inputs.people.headers import score_header
from cardmaker.inputs.people.listing import Listing
from cardmaker.inputs.people.roster import NO_MAPPING, parse_listing, parse_people
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import with_entries, with_value
from cardmaker.studio.listing.list_drafts import Told
from cardmaker.studio.listing.list_edits import open_sheet, with_header
from cardmaker.studio.listing.list_meanings import difference
from cardmaker.studio.listing.pasting import titles_for


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
        text = with_entries(text, "map", difference(request.map, mapping))
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
