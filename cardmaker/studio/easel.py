"""Pictures for the page: one face of one person's card at a time, drawn by pdfium from the PDF's own bytes."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Final

from cardmaker.addressing import envelope_sides
from cardmaker.compose.card import Composed, compose_card
from cardmaker.compose.stationery import Cabinet, Stationery, draw_stationery
from cardmaker.drawing import Document, Frame, Page
from cardmaker.impose.plan import impose
from cardmaker.make import plan_order
from cardmaker.model import Order, Panel, Person
from cardmaker.units import INCH
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import iter_pages, write_jpeg

PANELS: Final = {panel.value: panel for panel in Panel}
FACES: Final = frozenset({*PANELS, "envelope", "sheet-1", "sheet-2"})
QUALITY: Final = 90
MOST_PX: Final = 1800
KEPT: Final = 200
"""Pictures that are kept, by what they show."""


@dataclass(slots=True)
class Easel:
    """Draws, and remembers the art of the last order and the latest pictures. For one thread: pdfium is not safe for more."""

    _of: Order | None = None
    _cabinet: Cabinet | None = None
    _kept: OrderedDict[tuple[object, ...], bytes] = field(default_factory=OrderedDict)

    def composed(self, order: Order, index: int) -> Composed:
        """Return a person's card; the order's art is drawn again only if something of the order changed."""
        return compose_card(*self.dressed(order, order.people[index]))

    def dressed(self, order: Order, person: Person) -> tuple[Order, Person, Stationery]:
        """Return the order as it is for a person, and their stationery."""
        bare = replace(order, people=(), title="")
        if self._cabinet is None or bare != self._of:
            self._of, self._cabinet = bare, Cabinet(order, draw_stationery(order), draw_stationery)
        own, stationery = self._cabinet.of(person)
        return own, person, stationery

    def picture(self, order: Order, index: int, face: str, width: int, key: str = "") -> bytes:
        """Return JPEG of a face, `width` pixels wide; empty if the card has no such face. `key` names the order's state."""
        width = max(80, min(width, MOST_PX))
        name = (key, index, face, width)
        if key and name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        frame = self._frame(order, index, face)
        picture = _jpeg(frame, width) if frame else b""
        if key:
            self._kept[name] = picture
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return picture

    def _frame(self, order: Order, index: int, face: str) -> Frame | None:
        if face == "envelope":
            frames = envelope_sides(order, order.people[index]).frames
            return frames[0] if frames else None
        card = self.composed(order, index).card
        if face in PANELS:
            return card.panels.get(PANELS[face])
        pages = [page.frame for page in impose([card], plan_order(order))]
        number = int(face[-1]) - 1
        return pages[number] if number < len(pages) else None


def _jpeg(frame: Frame, width: int) -> bytes:
    pdf = write_pdf(Document("card", "en", [Page(frame)]))
    return write_jpeg(next(iter_pages(pdf, width / frame.size.width * INCH)), QUALITY)
