"""Who is on which sheet: a table that begins on a page of its own or of others, and goes on as far as it must."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import Look, Type, has_letters, set_line, set_lines, shorten, suited, wrap
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

MOST_LINES: Final = 3
"""Of a name."""

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


@dataclass(frozen=True, slots=True)
class _Row:
    """One person's name, set, and how high that makes their row."""

    kind: Type
    name: Sequence[str]
    height: float


def draw_roster(roster: Roster, area: Rect, top: float, look: Look) -> Iterator[list[Item]]:
    """Yield the table page by page; each page's `area` is for it alone but for the first, where it starts at `top`.

    The rows of a sheet stay together.
    """
    columns = _Columns.on(area, roster)
    rows = [_row(person, columns, look) for person in roster.people]
    items, y = _opening(roster, columns, top, look)
    if y + _needed(rows, 0, roster.printing.per_sheet) > area.bottom:
        yield []
        items, y = _opening(roster, columns, area.y, look)
    for index, row in enumerate(rows):
        if index and y + _needed(rows, index, roster.printing.per_sheet) > area.bottom:
            yield items
            items, y = _heads(roster, columns, area.y, look)
        items += _set_row(roster, index, row, columns, y, look)
        y += row.height
    yield items


def _row(person: Person, columns: _Columns, look: Look) -> _Row:
    """Return the row of a person; a name too long for three lines is cut short in the last."""
    name = _one_line(person.name) or NOBODY
    kind, measure = suited(look.strong, name), columns.notes - GUTTER - columns.names
    lines = wrap(name, kind, measure)
    if len(lines) > MOST_LINES:
        rest = " ".join(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], shorten(rest, kind, measure)]
    return _Row(kind, lines, len(lines) * look.body.leading + PADDING)


def _needed(rows: Sequence[_Row], index: int, per_sheet: int) -> float:
    """Return the height that the row at `index` asks for: that of its whole sheet, if it begins one."""
    count = per_sheet if index % per_sheet == 0 else 1
    return sum(row.height for row in rows[index : index + count])


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
    start = baseline + PADDING
    return [*(set_line(head, look.small, x, baseline) for head, x in heads), _rule(columns, start)], start


def _set_row(
    roster: Roster, index: int, row: _Row, columns: _Columns, y: float, look: Look
) -> Iterator[Item]:
    """Yield one person's row; a hairline closes each sheet."""
    printing, sheet = roster.printing, index // roster.printing.per_sheet + 1
    baseline = y + look.body.size + PADDING / 2
    yield set_line(str(sheet), look.body, columns.sheets, baseline)
    yield set_line(printing.pages(sheet), look.quiet, columns.pages, baseline)
    if printing.per_sheet > 1:
        yield set_line(printing.place(index), look.body, columns.places, baseline)
    yield from set_lines(row.name, row.kind, columns.names, baseline)
    begins = _beginning(roster.people[index].note)
    kind = suited(look.quiet, begins)
    yield set_line(shorten(begins, kind, columns.right - columns.notes), kind, columns.notes, baseline)
    if (index + 1) % printing.per_sheet == 0 or index + 1 == len(roster.people):
        yield _rule(columns, y + row.height)


def _rule(columns: _Columns, y: float) -> Stroke:
    return Stroke(polygon([(columns.sheets, y), (columns.right, y)], closed=False), RULE)


def _beginning(note: Note) -> str:
    """Return the first words of a note."""
    words = (word for paragraph in note.paragraphs for line in paragraph for word in line)
    return " ".join(islice(words, MOST_WORDS))


def _one_line(name: str) -> str:
    return " ".join(name.split())
