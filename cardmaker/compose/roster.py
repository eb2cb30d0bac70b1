"""Who is on which sheet: a table that begins on a page of its own or of others, and goes on as far as it must."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import (
    Look,
    Type,
    has_letters,
    set_line,
    set_lines,
    shorten,
    suited,
    width,
    wrap,
)
from cardmaker.compose.loading import Loading
from cardmaker.compose.openings import Openings
from cardmaker.compose.printing import Printing, plural
from cardmaker.drawing import Cap, Frame, Group, Ink, Item, Shared, Stroke, Use
from cardmaker.geometry import Rect, Size, Transform, polygon, rectangle
from cardmaker.model import Person
from cardmaker.units import MM

BOX: Final = 3.2 * MM
"""The side of the box to tick, and of the room that a picture of a front has beside it."""

AFTER_BOX: Final = 6.4 * MM
GAP: Final = 4.0 * MM
"""Between a column of figures and the next column."""

PLACE: Final = 27.0 * MM
PICTURE: Final = Size(10.0 * MM, 9.0 * MM)
"""The room for a front, if people have fronts of their own."""

NAME_SHARE: Final = 0.36
"""The names' share of what is left of the width; the rest is for the notes."""

GUTTER: Final = 5.0 * MM
PADDING: Final = 1.7 * MM
"""Between a row's words and the next row's."""

MOST_LINES: Final = 3
"""Of a name."""

NO_ENVELOPE: Final = "–"
NOBODY: Final = "no name"
RULE: Final = Ink(Color(0.78, 0.77, 0.75), 0.4, Cap.BUTT)
TICK: Final = Ink(Color(0.42, 0.42, 0.43), 0.6, Cap.BUTT)
TUCK: Final = 0.5 * MM
"""How far the box to tick reaches below the baseline, to stand in the middle of the figures."""


@dataclass(frozen=True, slots=True)
class Front:
    """A front and how large it is, to be drawn small."""

    art: Shared
    size: Size


@dataclass(frozen=True, slots=True)
class Roster:
    """The people in printing order, how their sheets are printed, and how many cards could not be made.

    `front` is what their cards look like from outside; if not all look alike, `fronts` has each person's by their key.
    `loading` is how their envelopes are printed, None if none are; `beside` tells how each other file is.
    """

    people: Sequence[Person]
    printing: Printing
    failed: int = 0
    front: Front | None = None
    fronts: Mapping[str, Front] = field(default_factory=dict)
    loading: Loading | None = None
    beside: Sequence[str] = ()

    def envelope(self, index: int) -> str:
        """Return the number of a person's envelope: its page, or what to write on one that is not printed; – if there is none."""
        if self.loading is None:
            return str(index + 1)
        return str(self.loading.numbers.get(self.people[index].key, NO_ENVELOPE))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column starts; `notes` is followed by the page's margin."""

    boxes: float
    rows: float
    sheets: float
    pages: float
    places: float
    pictures: float
    names: float
    envelopes: float
    notes: float
    right: float

    @classmethod
    def on(cls, area: Rect, roster: Roster, look: Look) -> "_Columns":
        printing, people = roster.printing, roster.people
        last_row = max((person.row for person in people), default=0)
        rows = area.x + AFTER_BOX
        sheets = rows + _figures("Row", str(last_row), look)
        pages = sheets + _figures("Sheet", str(printing.sheets), look)
        places = pages + _figures("Pages", printing.pages(printing.sheets), look)
        pictures = places + (PLACE if printing.per_sheet > 1 else 0.0)
        names = pictures + (PICTURE.width + GAP if roster.fronts else 0.0)
        envelope = _figures("Envelope", str(len(people)), look)
        envelopes = names + (area.right - names - envelope) * NAME_SHARE + GUTTER
        return cls(
            area.x, rows, sheets, pages, places, pictures, names, envelopes, envelopes + envelope, area.right
        )


def _figures(head: str, longest: str, look: Look) -> float:
    """Return the width of a column of figures under its head."""
    return max(width(head, look.small), width(longest, look.body)) + GAP


@dataclass(frozen=True, slots=True)
class _Row:
    """One person's name, set, and how high that makes their row."""

    kind: Type
    name: Sequence[str]
    height: float


class Table:
    """The roster's rows with their heights, and on which page each comes; drawn page by page.

    Each page's `area` is for the table alone but for the first, where it starts at `top`. The rows of a sheet stay together.
    """

    def __init__(self, roster: Roster, area: Rect, top: float, look: Look) -> None:
        self._roster, self._area, self._look = roster, area, look
        self._columns = _Columns.on(area, roster, look)
        self._openings = Openings(roster.people)
        self._rows = [_row(person, self._columns, roster, look) for person in roster.people]
        self._opening, first = _opening(roster, self._columns, top, look)
        if first + self._needed(0) > area.bottom:
            first = _opening(roster, self._columns, area.y, look)[1]
            self._starts_later = True
        else:
            self._starts_later = False
        self._pages = self._cut(first)

    @property
    def count(self) -> int:
        """How many pages there are, the first one too if nothing of the table fits on it."""
        return len(self._pages) + self._starts_later

    def pages(self) -> Iterator[list[Item]]:
        if self._starts_later:
            yield []
            self._opening, _ = _opening(self._roster, self._columns, self._area.y, self._look)
        for number, rows in enumerate(self._pages):
            yield list(self._page(number, rows))

    def _cut(self, first: float) -> list[tuple[range, float]]:
        """Return the rows of each page, and where the first of them stands."""
        later = _heads(self._roster, self._columns, self._area.y, self._look)[1]
        pages, start, top, y = list[tuple[range, float]](), 0, first, first
        for index, row in enumerate(self._rows):
            if index > start and y + self._needed(index) > self._area.bottom:
                pages.append((range(start, index), top))
                start, top, y = index, later, later
            y += row.height
        return [*pages, (range(start, len(self._rows)), top)]

    def _needed(self, index: int) -> float:
        """Return the height that the row at `index` asks for: that of its whole sheet, if it begins one."""
        printing = self._roster.printing
        per_sheet = max(1, printing.per_sheet // printing.copies)
        count = per_sheet if index % per_sheet == 0 else 1
        return sum(row.height for row in self._rows[index : index + count])

    def _page(self, number: int, page: tuple[range, float]) -> Iterator[Item]:
        rows, y = page
        heads = _heads(self._roster, self._columns, self._area.y, self._look)[0]
        yield from heads if number else self._opening
        for index in rows:
            row = self._rows[index]
            yield from _set_row(self._roster, self._openings, index, row, self._columns, y, self._look)
            y += row.height


def _row(person: Person, columns: _Columns, roster: Roster, look: Look) -> _Row:
    """Return the row of a person; a name too long for three lines is cut short in the last."""
    name = _one_line(person.name) or NOBODY
    kind, measure = suited(look.strong, name), columns.envelopes - GUTTER - columns.names
    lines = wrap(name, kind, measure)
    if len(lines) > MOST_LINES:
        rest = " ".join(lines[MOST_LINES - 1 :])
        lines = [*lines[: MOST_LINES - 1], shorten(rest, kind, measure)]
    height = len(lines) * look.body.leading
    return _Row(kind, lines, max(height, PICTURE.height if person.key in roster.fronts else 0.0) + PADDING)


def _opening(roster: Roster, columns: _Columns, y: float, look: Look) -> tuple[list[Item], float]:
    """Return the heading with its remarks and the heads of the columns, and where the first row starts."""
    items: list[Item] = [
        set_line("Who is on which sheet", look.heading, columns.boxes, y + look.heading.size)
    ]
    y += look.heading.leading
    measure = columns.right - columns.boxes
    remarks = [line for said in _remarks(roster, look) for line in wrap(said, look.quiet, measure)]
    items += set_lines(remarks, look.quiet, columns.boxes, y + look.quiet.size)
    y += len(remarks) * look.quiet.leading
    heads, y = _heads(roster, columns, y + PADDING, look)
    return items + heads, y


def _remarks(roster: Roster, look: Look) -> list[str]:
    """Return what to know about the table: cards that were not made, what to do, letters that it cannot show."""
    said = []
    if roster.failed:
        cards = f"{roster.failed} {plural(roster.failed, 'card')}"
        said.append(f"{cards} could not be made and {'is' if roster.failed == 1 else 'are'} left out.")
    said.append(_ticking(roster))
    if not all(has_letters(person.name, look.strong.faces) for person in roster.people):
        said.append("A ? in a name stands for a letter that this page has no type for.")
    return said


def _ticking(roster: Roster) -> str:
    """Return what to do with the table: envelopes that are printed have numbers, others get them."""
    if roster.loading is None:
        return "Tick each card off, and number its envelope in pencil."
    if roster.loading.separate:
        return "Tick each card off as it goes into its envelope, whose file has the same number as the row."
    return "Tick each card off as it goes into its envelope, whose number is its page in envelopes.pdf."


def _heads(roster: Roster, columns: _Columns, y: float, look: Look) -> tuple[list[Item], float]:
    """Return the heads of the columns, and where the first row starts."""
    pages = "File" if roster.printing.separate else "Pages"
    heads = [
        ("Row", columns.rows),
        ("Sheet", columns.sheets),
        (pages, columns.pages),
        ("Name", columns.names),
    ]
    if roster.printing.per_sheet > 1:
        heads.append(("Place, front up", columns.places))
    heads.append(("Envelope", columns.envelopes))
    heads.append(("From the note", columns.notes))
    baseline = y + look.small.size
    start = baseline + PADDING
    return [*(set_line(head, look.small, x, baseline) for head, x in heads), _rule(columns, start)], start


def _set_row(
    roster: Roster, openings: Openings, index: int, row: _Row, columns: _Columns, y: float, look: Look
) -> Iterator[Item]:
    """Yield one person's row; a hairline closes each sheet."""
    printing, person = roster.printing, roster.people[index]
    sheet, baseline = printing.sheet_of(index), y + look.body.size + PADDING / 2
    box = Rect(columns.boxes, baseline - BOX + TUCK, BOX, BOX)
    yield Stroke(rectangle(box), TICK)
    yield set_line(str(person.row or index + 1), look.quiet, columns.rows, baseline)
    yield set_line(str(sheet), look.body, columns.sheets, baseline)
    pages = f"{person.row:04}" if printing.separate else printing.pages(sheet)
    yield set_line(pages, look.quiet, columns.pages, baseline)
    if printing.per_sheet > 1:
        yield set_line(printing.place(index), look.body, columns.places, baseline)
    if front := roster.fronts.get(person.key):
        yield from draw_front(front, Rect(columns.pictures, y + PADDING / 2, *PICTURE))
    yield from set_lines(row.name, row.kind, columns.names, baseline)
    yield set_line(roster.envelope(index), look.body, columns.envelopes, baseline)
    begins = openings.of(index)
    kind = suited(look.quiet, begins)
    yield set_line(shorten(begins, kind, columns.right - columns.notes), kind, columns.notes, baseline)
    if printing.sheet_of(index + 1) > sheet or index + 1 == len(roster.people):
        yield _rule(columns, y + row.height)


def draw_front(front: Front, room: Rect) -> Iterator[Item]:
    """Yield a front, as large as the room allows, at the room's top right, with a hairline for its edge."""
    share = min(room.width / front.size.width, room.height / front.size.height)
    place = Transform.scale(share).then(Transform.move(room.right - front.size.width * share, room.y))
    whole = Rect.of(front.size)
    yield Group(Frame(front.size, (Use(front.art),)), place, rectangle(whole))
    yield Stroke(rectangle(place.apply_rect(whole)), RULE)


def _rule(columns: _Columns, y: float) -> Stroke:
    return Stroke(polygon([(columns.boxes, y), (columns.right, y)], closed=False), RULE)


def _one_line(name: str) -> str:
    return " ".join(name.split())
