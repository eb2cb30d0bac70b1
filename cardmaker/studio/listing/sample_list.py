"""A list to begin with: the columns that this order's note asks for, and three people who are made up."""

from collections.abc import Mapping
from typing import Final

from cardmaker.errors import InputError
from cardmaker.inputs.filling import ALWAYS
from cardmaker.inputs.note import decode_note, read_template
from cardmaker.inputs.sources import NOTE_FILE, inside, read_bytes
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.listing.list_drafts import title_of_field
from cardmaker.studio.listing.list_edits import sheet_of

ADDRESS: Final = ("street", "city", "region", "postal_code", "country")
PEOPLE: Final[tuple[Mapping[str, str], ...]] = (
    {
        "name": "Dana Whitfield", "company": "Harbor Lane Clinic", "street": "12 Harbor Lane", "city": "Portland",
        "region": "ME", "postal_code": "04101", "country": "USA",
    },
    {
        "name": "Åsa Ångström", "company": "Nordlys AB", "street": "Storgatan 5", "city": "Uppsala", "postal_code": "753 31",
        "country": "Sweden",
    },
    {
        "name": "Karl Weiß", "company": "Weiß & Söhne", "street": "Lindenweg 3", "city": "Köln", "postal_code": "50667",
        "country": "Germany",
    },
)  # fmt: skip


def sample_list(desk: Desk) -> bytes:
    """Return the list as a spreadsheet opens it: commas, and UTF-8 with its mark."""
    asked = [name for name in _asked(desk) if name not in ALWAYS]
    columns = list(dict.fromkeys(["name", "company", *asked, *ADDRESS]))
    rows = [
        [texts.get(name, _words(name, texts["name"]) if name in asked else "") for name in columns]
        for texts in PEOPLE
    ]
    return sheet_of([[title_of_field(name) for name in columns], *rows])


def _asked(desk: Desk) -> list[str]:
    """Return the fields that the order's note asks for, in its order; none if it cannot be read."""
    try:
        path = inside(desk.request().note or NOTE_FILE, desk.folder, "note")
        template, _ = read_template(decode_note(read_bytes(path), NOTE_FILE), NOTE_FILE)
    except InputError:
        return []
    return list(dict.fromkeys(hole.name for hole in template.holes())) if template else []


def _words(name: str, person: str) -> str:
    """Return what shows where words belong: a row with a gap would get no card."""
    return f"({name.replace('_', ' ')} for {person.split(maxsplit=1)[0]})"
