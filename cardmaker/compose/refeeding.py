"""The test sheets of a printer whose sheets people turn: two sheets, their first sides and then their second ones.

They tell what no program can ask: behind which sheet the first of the second sides comes out, and which way up.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cardmaker.compose.calibration import (
    COLUMN,
    HYPHENS_APART,
    LEFT,
    Sheet,
    draw_arrow,
    draw_steps,
    draw_title,
)
from cardmaker.compose.lettering import Align, Look, set_line, set_lines, sized, wrap
from cardmaker.drawing import Frame, Item, Page
from cardmaker.geometry import Rect
from cardmaker.units import MM

SHEETS: Final = (1, 2)

ONE_SIDED: Final = "at 100 %, one side at a time"

STEPS: Final = (
    "Print pages 1 and 2 of this file, one-sided, at 100 %.",
    (
        "Take both sheets out together, as they lie, and put them into the tray again: do it the way that seems right, "
        "and remember whether the printed sides look up or down."
    ),
    "Print pages 3 and 4. If they land on the printed sides, begin again with new paper and put the sheets in the other way up.",
    "Take sheet 1, turn it over like the page of a book, and do what is said there.",
)


def refeed_sheets(sheet: Sheet, look: Look) -> Iterator[Page]:
    """Yield the first sides of both sheets, then their second sides, as they are printed."""
    for number in SHEETS:
        yield Page(Frame(sheet.size, tuple(_first(sheet, number, look))))
    for number in SHEETS:
        yield Page(Frame(sheet.size, tuple(_second(sheet, number, look))))


def _first(sheet: Sheet, number: int, look: Look) -> Iterator[Item]:
    yield from draw_title(sheet, f"SHEET {number} · FIRST SIDE", ONE_SIDED, look)
    if number == 1:
        items, _ = draw_steps(STEPS, 1, LEFT, 62.0 * MM, look)
        yield from items
    yield from _sign(sheet, f"sheet {number}", look)


def _second(sheet: Sheet, number: int, look: Look) -> Iterator[Item]:
    order = "same" if number == 1 else "reversed"
    yield from draw_title(sheet, f"SECOND SIDE {number}", ONE_SIDED, look)
    words = f"This is the back of sheet 1? Then the order is {order}. Else look at the back of sheet 1."
    lines = wrap(words, look.body, COLUMN)
    yield from set_lines(lines, look.body, LEFT, 62.0 * MM)
    words = (
        "The arrow points up after turning the sheet like the page of a book? Then the flip is long-edge. "
        "It points down? Then the flip is short-edge."
    )
    yield from set_lines(wrap(words, look.body, COLUMN), look.body, LEFT, 82.0 * MM)
    name = f"'{sheet.printer}'" if " " in sheet.printer else sheet.printer
    typed = [
        f"cardmaker printer set {name}" + (f" --tray '{sheet.tray}'" if sheet.tray else ""),
        f"--duplex manual --refeed-order {order}",
        "--refeed-flip long-edge",
        "--refeed-facing face-down",
    ]
    yield set_line("Type, with what you saw:", look.quiet, LEFT, 112.0 * MM)
    for row, line in enumerate(typed, 1):
        kind = sized(replace(look.strong, track=HYPHENS_APART), line, COLUMN)
        yield set_line(
            line, kind, LEFT + (4.0 * MM if row > 1 else 0.0), 112.0 * MM + row * look.body.leading
        )
    yield from _sign(sheet, f"back {number}", look)


def _sign(sheet: Sheet, name: str, look: Look) -> Iterator[Item]:
    """Return an arrow and a large name, to the right."""
    x = sheet.size.width * 0.72
    yield set_line(name, replace(look.title, size=34.0), x, 60.0 * MM, Align.CENTER)
    yield from draw_arrow(Rect(x - 14.0 * MM, 70.0 * MM, 28.0 * MM, 46.0 * MM), "", look)
