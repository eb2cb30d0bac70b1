"""Who is on which sheet: a table that begins on a page of its own or of others, and goes on as far as it must."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import Look, has_letters, set_line, set_lines, shorten, suited, wrap
from cardmaker.compose.printing import Printing, plural
from cardmaker.drawing import Cap, Ink, Item, Stroke
from cardmaker.geometry import Rect, polygon
from cardmaker.model import Note, Person
from cardmaker.units import MM

SHEET, PAGES, PLACE = 12.0 * MM, 20.0 * MM, 30.0 * MM
"""The widths of the first columns."""

NAME_SHARE: Final = 0.36
"""The names' share of what is left of the width; the rest is for the notes."""

GUTTER: Final = 5.0 * MM
PADDING: Final = 1.7 * MM
"""Between a row's words and the next row's."""

LEAST_ROWS: Final = 2
"""Fewer rows than this are not begun at the foot of a page."""

MOST_WORDS: Final = 16
"""Of a note's beginning; what is then too wide is left out."""

NOBODY: Final = "no name"
RULE: Final = Ink(Color(0.78, 0.77, 0.75), 0.4, Cap.BUTT)


@dataclass(frozen=True, slots=True)
class Roster:
    """The people in printing order, how their sheets are printed, and how many cards could not be made."""

    people: Sequence[Person]
    printing: Printing
    failed: int = 0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column starts; `notes` is followed by the page's margin."""

    sheets: float
    pages: float
    places: float
    names: float
    notes: float
    right: float

    @classmethod
    def on(cls, area: Rect, roster: Roster) -> "_Columns":
        pages = area.x + SHEET
        places = pages + PAGES
        names = places + (PLACE if roster.printing.per_sheet > 1 else 0.0)
        notes = names + (area.right - names) * NAME_SHARE + GUTTER
        return cls(area.x, pages, places, names, notes, area.right)


def draw_roster(roster: Roster, area: Rect, top: float, look: Look) -> Iterator[list[Item]]:
    """Yield the table page by page; each page's `area` is for it alone but for the first, where it starts at `top`."""
    columns = _Columns.on(area, roster)
    items, y = _opening(roster, columns, top, look)
    least = min(LEAST_ROWS, len(roster.people)) * (look.body.leading + PADDING)
    if y + least > area.bottom:
        yield []
        items, y = _opening(roster, columns, area.y, look)
    for index, person in enumerate(roster.people):
        name = _one_line(person.name) or NOBODY
        kind = suited(look.strong, name)
        lines = wrap(name, kind, columns.notes - GUTTER - columns.names)
        height = len(lines) * look.body.leading + PADDING
        if y + height > area.bottom:
            yield items
            items, y = _heads(roster, columns, area.y, look)
        items += _row(roster, index, columns, y, look)
        items += set_lines(lines, kind, columns.names, y + _drop(look))
        y += height
    yield items


def _opening(roster: Roster, columns: _Columns, y: float, look: Look) -> tuple[list[Item], float]:
    """Return the heading with its remarks and the heads of the columns, and where the first row starts."""
    items: list[Item] = [
        set_line("Who is on which sheet", look.heading, columns.sheets, y + look.heading.size)
    ]
    y += look.heading.leading
    remarks = wrap(_remarks(roster, look), look.quiet, columns.right - columns.sheets)
    items += set_lines(remarks, look.quiet, columns.sheets, y + look.quiet.size)
    y += len(remarks) * look.quiet.leading
    heads, y = _heads(roster, columns, y + PADDING, look)
    return items + heads, y


def _remarks(roster: Roster, look: Look) -> str:
    """Return what to know about the table: cards that were not made, letters that it cannot show."""
    said = []
    if roster.failed:
        cards = f"{roster.failed} {plural(roster.failed, 'card')}"
        said.append(f"{cards} could not be made and {'is' if roster.failed == 1 else 'are'} left out.")
    shown = ((person.name, look.strong) for person in roster.people)
    if not all(has_letters(text, kind.faces) for text, kind in shown):
        said.append("A ? in a name stands for a letter that this page has no type for.")
    return " ".join(said)


def _heads(roster: Roster, columns: _Columns, y: float, look: Look) -> tuple[list[Item], float]:
    """Return the heads of the columns, and where the first row starts."""
    heads = [("Sheet", columns.sheets), ("Pages", columns.pages), ("Name", columns.names)]
    if roster.printing.per_sheet > 1:
        heads.append(("Place, front up", columns.places))
    heads.append(("The note begins", columns.notes))
    baseline = y + look.small.size
    return [set_line(head, look.small, x, baseline) for head, x in heads], baseline + PADDING


def _row(roster: Roster, index: int, columns: _Columns, y: float, look: Look) -> Iterator[Item]:
    """Yield one person's row but for the name; a hairline stands above the first of each sheet."""
    printing, person = roster.printing, roster.people[index]
    number, first_place = divmod(index, printing.per_sheet)
    baseline = y + _drop(look)
    if first_place == 0:
        yield Stroke(polygon([(columns.sheets, y), (columns.right, y)], closed=False), RULE)
    yield set_line(str(number + 1), look.body, columns.sheets, baseline)
    yield set_line(printing.pages(number + 1), look.quiet, columns.pages, baseline)
    if printing.per_sheet > 1:
        yield set_line(printing.place(index), look.body, columns.places, baseline)
    begins = _beginning(person.note)
    kind = suited(look.quiet, begins)
    yield set_line(shorten(begins, kind, columns.right - columns.notes), kind, columns.notes, baseline)


def _drop(look: Look) -> float:
    """Return how far below its upper edge a row's baseline is."""
    return look.body.size + PADDING / 2


def _beginning(note: Note) -> str:
    """Return the first words of a note."""
    words = (word for paragraph in note.paragraphs for line in paragraph for word in line)
    return " ".join(islice(words, MOST_WORDS))


def _one_line(name: str) -> str:
    return " ".join(name.split())
