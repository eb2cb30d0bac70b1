"""Orders for tests, without files: a note, names and the fields of `card.yaml` to a checked order."""

from pathlib import Path

from cardmaker.inputs.order import NoteSource, PersonRequest, Request, resolve
from cardmaker.model import Order

NOTE = """Dear {to},

Thank you for your time on Tuesday — it’s been “lovely”, naïve and fun. At 3:45, 12 of 60?

I'd say (again): Łódź & Åse; e.g. £5!

Warm regards,
Jamie Okafor"""


def order_of(note: str = NOTE, *names: str, **fields: object) -> Order:
    """Return the order of one note for these people; Dana if none is named. Raises InputError."""
    people = tuple(PersonRequest(name) for name in names or ("Dana",))
    request = Request(people=people, **fields)  # type: ignore[arg-type]
    return resolve(request, Path(), {}, NoteSource(note, "note")).order
