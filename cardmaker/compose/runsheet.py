"""The run sheet: what a person reads before loading card stock. A ruler, how to print, cut and fold, and who is where.

It goes on plain paper, portrait. The steps in words are those of `printing`, the drawings those of `diagrams`, the table
that of `roster`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final

from cardmaker.compose.diagrams import draw_cutting, draw_feeding, draw_ruler, draw_turning
from cardmaker.compose.lettering import Align, Look, Typefaces, set_line, set_lines, wrap
from cardmaker.compose.loading import (
    Loading,
    draw_loading,
    envelope_caption,
    envelope_opening,
    envelope_settings,
    envelope_steps,
    envelope_stock,
)
from cardmaker.compose.printing import (
    FEEDING,
    FULL_SIZE,
    NBSP,
    Printing,
    by_hand,
    cutting,
    dialog_settings,
    edge,
    folding,
    loading,
    opening,
    plural,
    stock,
    trial,
)
from cardmaker.compose.roster import Roster, Table, draw_front
from cardmaker.drawing import Frame, Item, Page
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.units import INCH, MM

MARGINS: Final = Insets(19.0 * MM, 17.0 * MM, 19.0 * MM, 21.0 * MM)
FOOT: Final = 16.0 * MM
"""From the lower edge to the baseline of the page number."""

COLUMN: Final = 4 * INCH
"""The column of words is as wide as the ruler over it is long."""

GUTTER: Final = 13.0 * MM
SECTION: Final = 7.0 * MM
"""Between a section and the next."""

FRONT: Final = Size(22.0 * MM, 19.0 * MM)
"""The room for a picture of the front, in the upper right corner."""

DRAWING_HEIGHT: Final = 48.0 * MM
STEP_INDENT: Final = 6.0 * MM
STEP_GAP: Final = 1.2 * MM
SETTING: Final = 23.0 * MM
"""The width of a setting's name."""

SMALLEST: Final = Size(200.0 * MM, 270.0 * MM)
"""The smallest page that holds the first page of any order."""

CHECK: Final = (
    f"Print this page first at {FULL_SIZE} (actual size). "
    f"If this line is not {100}{NBSP}mm long, switch off “fit to page”."
)


def run_sheet(roster: Roster, style: str, paper: Size, faces: Typefaces) -> Iterator[Page]:
    """Yield the pages on that paper, at least `SMALLEST`. `style` says what the cards look like."""
    look, area = Look.of(faces), Rect.of(paper).inset(MARGINS)
    items, y = _guide(roster.printing, style, area, look)
    if roster.front:
        corner = Rect(area.right - FRONT.width, area.y, *FRONT)
        items += draw_front(roster.front, corner)
    firsts = [items]
    for add in _after(roster, look):
        y = _add(firsts, add, area, y)
    table = Table(roster, area, y, look)
    bodies = chain([()] * (len(firsts) - 1), table.pages())
    count = table.count + len(firsts) - 1
    for number, (first, body) in enumerate(zip(chain(firsts, repeat([])), bodies, strict=False), 1):
        yield Page(Frame(paper, (*first, *body, *_foot(number, count, roster, paper, look))))


def _after(roster: Roster, look: Look) -> Iterator["_Section"]:
    """Yield what follows the cards' own guide: the envelopes, and what else is to be printed."""
    if loading := roster.loading:
        yield lambda area: _envelopes(loading, area, look)
    if roster.beside:
        yield lambda area: _beside_cards(roster.beside, area, look)


def _add(firsts: list[list[Item]], section: "_Section", area: Rect, y: float) -> float:
    """Add a section to the last of the pages, or to one more, and return where it ends."""
    found, end = section(area._replace(y=y))
    if end > area.bottom:
        firsts.append([])
        found, end = section(area)
    firsts[-1] += found
    return end + SECTION


def title(printing: Printing) -> str:
    """Return what is printed, in a line."""
    cards = f"{printing.cards} {plural(printing.cards, 'card')}"
    return f"{cards} · {printing.format.name} · {printing.paper}"


def _guide(printing: Printing, style: str, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return all that stands before the table, and where it ends."""
    items, y = _head(printing, style, area, look)
    for section in (_check, _print, _finish):
        found, end = section(printing, Rect(area.x, y, area.width, area.bottom - y), look)
        items += found
        y = end + SECTION if found else end
    return items, y


def _head(printing: Printing, style: str, area: Rect, look: Look) -> tuple[list[Item], float]:
    items: list[Item] = [set_line("RUN SHEET", look.over, area.x, area.y + look.over.size)]
    lines = wrap(title(printing), look.title, area.width - FRONT.width - GUTTER)
    y = area.y + look.over.leading + look.title.leading
    items += set_lines(lines, look.title, area.x, y)
    y += (len(lines) - 1) * look.title.leading + look.quiet.leading * 1.35
    items.append(set_line(style, look.quiet, area.x, y))
    return items, y + SECTION


def _check(_printing: Printing, area: Rect, look: Look) -> tuple[list[Item], float]:
    ruler, height = draw_ruler(area.x, area.y, look)
    side = _beside(area)
    words = wrap(CHECK, look.body, side.width)
    return [*ruler, *set_lines(words, look.body, side.x, area.y + look.body.size)], area.y + height


def _print(printing: Printing, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return how to print: four steps or so beside the sheet being turned over."""
    steps: list[_Step] = [
        (opening(printing), dialog_settings(printing)),
        (trial(printing), ()),
        (loading(printing), stock(printing)),
        (FEEDING, ()),
        (by_hand(printing), ()),
    ]
    items, y = _steps("How to print", steps, area, look)
    turning: list[tuple[_Drawing, str]] = [(draw_turning, f"Flip on the {edge(printing)}")]
    drawings = [
        *(turning if printing.flip and not printing.by_hand else []),
        (draw_feeding, "Feed the short edge first"),
    ]
    side, below = _beside(area), area.y - SECTION
    for draw, caption in drawings:
        drawing, height = draw(printing, side._replace(y=below + SECTION), look)
        below += SECTION + height + look.body.leading
        items += [*drawing, set_line(caption, look.measure, side.x, below)]
    return items, max(y, below)


def _finish(printing: Printing, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return how to cut and fold, beside the sheet with its cuts and folds; nothing if there is nothing to do."""
    cuts, folds = cutting(printing), folding(printing)
    if not (cuts or folds):
        return [], area.y
    name = " and ".join(part for part, steps in (("cut", cuts), ("fold", folds)) if steps)
    items, y = _steps(f"How to {name}", [(step, ()) for step in (*cuts, *folds)], area, look)
    side = _beside(area)
    drawing, height = draw_cutting(printing, side, look)
    return [*items, *drawing], max(y, side.y + height)


def _envelopes(loading: Loading, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return how to print the envelopes, beside one going in."""
    steps: list[_Step] = [
        (envelope_opening(loading), [*envelope_settings(loading), *envelope_stock(loading)]),
        *((step, ()) for step in envelope_steps(loading)),
    ]
    items, y = _steps("How to print the envelopes", steps, area, look)
    side = _beside(area)
    drawing, height = draw_loading(loading, side, look)
    below = side.y + height + look.body.leading
    caption = set_line(envelope_caption(loading), look.measure, side.x, below)
    return [*items, *drawing, caption], max(y, below)


def _beside_cards(beside: Sequence[str], area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return the other files that were made, each with how it is printed."""
    return _steps("Also to print", [(f"{how.rstrip('.')}.", ()) for how in beside], area, look)


_Section = Callable[[Rect], tuple[list[Item], float]]
"""A part of the guide, from the area's top: what is drawn, and where it ends."""

_Drawing = Callable[[Printing, Rect, Look], tuple[list[Item], float]]

_Step = tuple[str, Sequence[tuple[str, str]]]
"""A sentence, and what to choose."""


def _steps(heading: str, steps: Sequence[_Step], area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return a heading and numbered steps in the column of words."""
    items: list[Item] = [set_line(heading, look.heading, area.x, area.y + look.heading.size)]
    y = area.y + look.heading.leading + STEP_GAP
    for number, (words, settings) in enumerate((step for step in steps if step[0]), 1):
        items.append(set_line(str(number), look.measure, area.x, y + look.body.size))
        lines = wrap(words, look.body, COLUMN - STEP_INDENT)
        items += set_lines(lines, look.body, area.x + STEP_INDENT, y + look.body.size)
        y += len(lines) * look.body.leading
        for name, choice in settings:
            items += _setting(name, choice, area.x + STEP_INDENT, y + look.body.size, look)
            y += look.body.leading
        y += STEP_GAP
    return items, y - STEP_GAP


def _setting(name: str, choice: str, x: float, y: float, look: Look) -> list[Item]:
    return [set_line(name, look.quiet, x, y), set_line(choice, look.strong, x + SETTING, y)]


def _beside(area: Rect) -> Rect:
    """Return the room to the right of the words."""
    x = area.x + COLUMN + GUTTER
    return Rect(x, area.y, area.right - x, DRAWING_HEIGHT)


def _foot(number: int, count: int, roster: Roster, paper: Size, look: Look) -> list[Item]:
    """Return the page number and, from the second page on, what this belongs to; nothing on a single page."""
    if count == 1:
        return []
    y, right = paper.height - FOOT, paper.width - MARGINS.right
    items: list[Item] = [set_line(f"{number} of {count}", look.small, right, y, Align.RIGHT)]
    if number > 1:
        items.append(set_line(title(roster.printing), look.small, MARGINS.left, y))
    return items
