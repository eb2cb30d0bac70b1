"""How one printer makes these cards, on a page of its own: paper in, what to set, turning, the ruler, score and fold.

In words and pictures, for what is known of the printer. The steps for any printer are on the run sheet's first page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cardmaker.compose.diagrams import (
    ARROW,
    BESIDE,
    CREASE,
    HINGE,
    OUTLINE,
    PRINTER,
    WASH,
    draw_ruler,
    draw_turning,
    fitted,
    way_in,
)
from cardmaker.compose.fitting import edge_words, refeed_words, scale_words, shift_words
from cardmaker.compose.lettering import INK, Align, Look, set_line, set_lines, sized, wrap
from cardmaker.compose.printing import NBSP, Printing, dialog_settings, folding, stock
from cardmaker.compose.runsheet import COLUMN, GUTTER, MARGINS, SECTION, SETTING
from cardmaker.drawing import Cap, Fill, Frame, Ink, Item, Page, Stroke
from cardmaker.geometry import Rect, Size, polygon, rectangle
from cardmaker.model import NO_SHIFT, TRUE_SCALE, Facing, Fold, Printer
from cardmaker.units import MM

ROOM: Final = 28.0 * MM
"""At most for a drawing beside its words."""

TALL: Final = 20.0 * MM
PEN: Final = Ink(INK, 1.4)
SPINE: Final = Ink(INK, 0.8, Cap.BUTT)

CROSS: Final = (
    "Nobody said yet how paper goes in: draw a cross on a blank sheet, on the side that looks up, at the edge that goes in "
    "first; print page 1 on it. The cross shows which side and which end your printer takes."
)
RULER: Final = f"Print this page first, with these settings. The line is 100{NBSP}mm long, or something scales: look for it before you use card stock."
OWN_WAY: Final = "The printer turns each sheet on its {} by itself, as drawn. Print one sheet on plain paper first and fold it."
ONE_SIDE: Final = "All is printed on one side of the sheet; nothing is turned."
GROOVE: Final = "Fold away from the groove, so that it lies outside; press the fold with the back of a spoon."


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    words: tuple[str, ...]
    settings: tuple[tuple[str, str], ...] = ()


def instruction_page(printing: Printing, printer: Printer | None, paper: Size, look: Look) -> Page:
    """Return the page on that paper, upright."""
    area = Rect.of(paper).inset(MARGINS)
    items, y = _head(printer, area, look)
    pictures = (_feeding, _nothing, _turning, _scoring)
    for section, draw in zip(_sections(printing, printer), pictures, strict=True):
        found, end = _written(section, area.x, y, look)
        beside = Rect(area.x + COLUMN + GUTTER, y, area.right - area.x - COLUMN - GUTTER, ROOM)
        drawn, height = draw(printing, printer, beside, look)
        items += [*found, *drawn]
        y = max(end, y + height) + SECTION
    ruler, height = draw_ruler(area.x, y + look.heading.leading, look)
    side = Rect(area.x + COLUMN + GUTTER, y, area.right - area.x - COLUMN - GUTTER, height)
    items += [set_line("The ruler", look.heading, area.x, y + look.heading.size), *ruler]
    items += set_lines(wrap(RULER, look.body, side.width), look.body, side.x, y + look.heading.leading)
    return Page(Frame(paper, tuple(items)))


def _head(printer: Printer | None, area: Rect, look: Look) -> tuple[list[Item], float]:
    items: list[Item] = [set_line("PRINTER", look.over, area.x, area.y + look.over.size)]
    name = f"How {printer.id} prints them" if printer and printer.name else "How they are printed"
    y = area.y + look.over.leading + look.title.leading
    items.append(set_line(name, sized(look.title, name, area.width), area.x, y))
    known = _undone(printer) if printer else ""
    for line in wrap(known, look.quiet, area.width):
        y += look.quiet.leading
        items.append(set_line(line, look.quiet, area.x, y))
    return items, y + SECTION


def _undone(printer: Printer) -> str:
    """Return what is known to be off, and undone in the file."""
    told = [
        f"its back {shift_words(printer.back)}" if printer.back != NO_SHIFT else "",
        f"its front {shift_words(printer.front)}" if printer.front != NO_SHIFT else "",
        f"its print is {scale_words(printer.scale)}" if printer.scale != TRUE_SCALE else "",
    ]
    said = "; ".join(each for each in told if each)
    return f"Known of it: {said}. Use this file with this printer only." if said else ""


def _sections(printing: Printing, printer: Printer | None) -> tuple[_Section, ...]:
    settings = (*dialog_settings(printing), *(_papers(printer) if printer else ()))
    return (
        _Section("Paper in", (_paper_in(printing, printer),), tuple(stock(printing))),
        _Section("In the print dialog", ("cardmaker print sets all this for you.",), settings),
        _Section("The second side", (_second(printing),)),
        _Section("Score and fold", tuple(_finish(printing))),
    )


def _papers(printer: Printer) -> Iterator[tuple[str, str]]:
    if printer.tray:
        yield "Tray", printer.tray
    if printer.stock:
        yield "Type", printer.stock


def _paper_in(printing: Printing, printer: Printer | None) -> str:
    if printer is None or printer.load is None:
        return CROSS
    facing = "up" if printer.load.facing is Facing.UP else "down"
    end = "upper" if printer.load.head_first else "lower"
    side = "the scored side as its maker says" if printing.is_product else "the side that becomes the front"
    return f"Lay the sheets in with {side} looking {facing}. The {end} edge of the page goes in first."


def _second(printing: Printing) -> str:
    if printing.flip is None:
        return ONE_SIDE
    if printing.by_hand:
        words = refeed_words(printing.by_hand)
        return f"You turn the sheets: {words}. Try it with one sheet of plain paper and fold it."
    return OWN_WAY.format(edge_words(printing.flip))


def _finish(printing: Printing) -> Iterator[str]:
    if printing.format.fold is Fold.NONE:
        yield "A flat card: nothing is folded."
        return
    yield from folding(printing)
    yield GROOVE


def _written(section: _Section, x: float, y: float, look: Look) -> tuple[list[Item], float]:
    items: list[Item] = [set_line(section.heading, look.heading, x, y + look.heading.size)]
    y += look.heading.leading + look.body.size
    for words in section.words:
        lines = wrap(words, look.body, COLUMN)
        items += set_lines(lines, look.body, x, y)
        y += len(lines) * look.body.leading
    for name, choice in section.settings:
        items += [set_line(name, look.quiet, x, y), set_line(choice, look.strong, x + SETTING, y)]
        y += look.body.leading
    return items, y - look.body.size


def _nothing(
    _printing: Printing, _printer: Printer | None, _area: Rect, _look: Look
) -> tuple[list[Item], float]:
    return [], 0.0


def _turning(
    printing: Printing, _printer: Printer | None, area: Rect, look: Look
) -> tuple[list[Item], float]:
    if printing.flip is None or printing.by_hand:
        return [], 0.0
    items, height = draw_turning(printing, area, look)
    caption = area.y + height + look.body.leading
    said = f"Flip on the {edge_words(printing.flip)}"
    return [*items, set_line(said, look.measure, area.x, caption)], height + look.body.leading


def _feeding(printing: Printing, printer: Printer | None, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return an upright sheet below the printer that takes it: which end goes in, and what is seen of it from above."""
    load = printer.load if printer else None
    size = fitted(Size(*sorted(printing.sheet)), Size(TALL, TALL))
    slot = Rect(area.x, area.y, *PRINTER)
    sheet = Rect(area.x + (PRINTER.width - size.width) / 2, slot.bottom - 2.0 * MM, *size)
    seen = {Facing.UP: "front", Facing.DOWN: "back"}[load.facing] if load else ""
    items: list[Item] = [Fill(rectangle(sheet), WASH)] if seen == "back" else []
    items.append(Stroke(rectangle(sheet), OUTLINE))
    if load:
        turn, drop = (0.0, 0.25) if load.head_first else (180.0, -0.25)
        y = sheet.center.y + 1.0 * MM + look.small.size * drop
        items.append(set_line(seen, look.small, sheet.center.x, y, Align.CENTER, turn))
        head = slot.bottom + look.measure.size if load.head_first else sheet.bottom
        items.append(set_line("head", look.measure, sheet.x - 1.2 * MM, head, Align.RIGHT))
    items += [Fill(rectangle(slot), WASH), Stroke(rectangle(slot), OUTLINE)]
    items.append(Stroke(way_in(sheet.right + BESIDE, sheet.bottom, slot.bottom + 1.0 * MM), ARROW))
    caption = sheet.bottom + look.body.leading
    said = f"{'Head' if load.head_first else 'Foot'} first, {seen} side up" if load else "Short edge first"
    items.append(set_line(said, look.measure, area.x, caption))
    return items, caption - area.y


def _scoring(
    printing: Printing, _printer: Printer | None, area: Rect, look: Look
) -> tuple[list[Item], float]:
    """Return a card with a ruler along its crease and a pen that follows it, and the card folded, its groove outside."""
    if printing.format.fold is Fold.NONE:
        return [], 0.0
    card = Rect(area.x, area.y, 26.0 * MM, 18.0 * MM)
    x = card.center.x
    ruler = Rect(x - 4.2 * MM, card.y - 2.0 * MM, 4.0 * MM, card.height + 4.0 * MM)
    tip = (x, card.y + 11.0 * MM)
    pen = polygon([tip, (tip[0] + 7.0 * MM, tip[1] - 9.0 * MM)], closed=False)
    items: list[Item] = [
        Stroke(rectangle(card), OUTLINE),
        Stroke(polygon([(x, card.y), (x, card.bottom)], closed=False), CREASE),
        Fill(rectangle(ruler), WASH),
        Stroke(rectangle(ruler), OUTLINE),
        Stroke(pen, PEN),
    ]
    items += _folded(card.right + 5.0 * MM, card)
    caption = ruler.bottom + look.body.leading
    items.append(set_line("Groove outside", look.measure, area.x, caption))
    return items, caption - area.y


def _folded(x: float, beside: Rect) -> list[Item]:
    """Return the card on its edge, seen from the end: two leaves that meet in a fold."""
    fold, open_x = (x, beside.center.y), x + 15.0 * MM
    leaves = polygon(
        [(open_x, beside.center.y - 4.0 * MM), fold, (open_x, beside.center.y + 4.0 * MM)], closed=False
    )
    groove = polygon([(x - 2.6 * MM, fold[1]), (x - 0.8 * MM, fold[1])], closed=False)
    return [Stroke(leaves, SPINE), Stroke(groove, HINGE)]
