"""Notes as the page reads and writes them, for tests of what becomes of the files."""

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.writing.ownnotes import kept, note_of


def write_note(desk: Desk, base: str, person: int, text: str) -> None:
    """Write a person's note, made on the state `base`."""
    desk.put(base, kept(desk, person, text).files)


def read_note(desk: Desk, person: int) -> str:
    """Return a person's note."""
    return note_of(desk, person).text
