"""Contact cards on a sheet: as many as it has places, with short lines in its margins that show where to cut."""

from collections.abc import Iterator
from typing import Final

from cardmaker.color import Color
from cardmaker.drawing import Cap, Frame, Ink, Item, Page, Shared, Stroke, Use
from cardmaker.geometry import Path, Rect, Size, Transform, join, polygon
from cardmaker.model import LabelSheet
from cardmaker.units import MM

MARK: Final = Ink(Color(0.55, 0.55, 0.55), 0.35, Cap.BUTT)
FREE: Final = 6.35 * MM
"""Printers print nothing nearer to the sheet's edge."""

GAP: Final = 1.2 * MM
"""From a card to its cutting lines, so that none stays on it."""


def contact_page(card: Frame, sheet: LabelSheet, paper: Size) -> Page:
    """Return the sheet with the card at every place. Stock that parts by itself is printed alike: its margins go away."""
    shared = Shared(card, reach=0.0)
    areas = [sheet.area(index) for index in range(sheet.count)]
    cards = [Use(shared, Transform.move(area.x, area.y)) for area in areas]
    items: list[Item] = [Stroke(join(_marks(areas, paper)), MARK), *cards]
    return Page(Frame(paper, tuple(items)))


def _marks(areas: list[Rect], paper: Size) -> Iterator[Path]:
    """Yield lines in the margins at each cut, for cards that touch each other."""
    around = Rect.around(corner for area in areas for corner in area.corners())
    xs = sorted({round(x, 3) for area in areas for x in (area.x, area.right)})
    ys = sorted({round(y, 3) for area in areas for y in (area.y, area.bottom)})
    for x in xs:
        for near, far in ((around.y - GAP, FREE), (around.bottom + GAP, paper.height - FREE)):
            yield polygon([(x, near), (x, far)], closed=False)
    for y in ys:
        for near, far in ((around.x - GAP, FREE), (around.right + GAP, paper.width - FREE)):
            yield polygon([(near, y), (far, y)], closed=False)
