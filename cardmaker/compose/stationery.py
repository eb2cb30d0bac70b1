"""Stationery: what all cards of an order share. Its art is drawn once and placed on every card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cardmaker.art.panel import Drawn, draw_panel, note_box
from cardmaker.compose.spoken import panel_tags
from cardmaker.drawing import Cap, Frame, Ink, Shared, Stroke, Tag, Use
from cardmaker.errors import Finding
from cardmaker.geometry import Insets, Rect, Size, polygon
from cardmaker.hand.habits import habits_of
from cardmaker.hand.variants import Forms, forms_of
from cardmaker.model import NOTE_PANEL, NOTHING_OWN, Order, Panel, Person
from cardmaker.units import MM

POSTCARD_NOTE_SHARE: Final = 0.54
"""Of a postcard's width for the note; the right part belongs to the address and the stamp."""

POSTCARD_MARGIN: Final = 9 * MM
DIVIDER_WIDTH: Final = 0.4


@dataclass(frozen=True, slots=True)
class Stationery:
    """The art of each panel that has some, the hands, and where on the note's panel the handwriting goes (pt).

    `tags` say what the art is, for those who have the card read aloud.
    """

    art: Mapping[Panel, Shared]
    hands: tuple[Forms, ...]
    note_box: Rect
    findings: tuple[Finding, ...]
    tags: Mapping[Panel, Tag] = field(default_factory=dict)

    def panel(self, panel: Panel, size: Size) -> Frame:
        """Return a panel with its art and no words yet."""
        shared = self.art.get(panel)
        return Frame(size, (Use(shared, tag=self.tags.get(panel)),) if shared else ())


@dataclass(slots=True)
class Cabinet:
    """The stationery of an order: its own, and for people with wishes theirs. The art of a design is drawn once."""

    order: Order
    usual: Stationery
    draw: Callable[[Order], Stationery]
    _drawn: dict[tuple[int, str], tuple[Order, Stationery]] = field(default_factory=dict)

    def of(self, person: Person) -> tuple[Order, Stationery]:
        """Return the order as it is for a person, and their stationery."""
        if person.own == NOTHING_OWN:
            return self.order, self.usual
        order = self.order.for_person(person)
        if order.design is self.order.design and order.palette == self.order.palette:
            return order, replace(self.usual, hands=order_hands(order))
        key = (id(order.design), order.palette)
        if key not in self._drawn:
            self._drawn[key] = (order, self.draw(order))  # the order too, so that no other design gets its id
        return order, replace(self._drawn[key][1], hands=order_hands(order))


def draw_stationery(order: Order) -> Stationery:
    """Return the order's art, drawn for its format and palette, with what drawing found."""
    size, fold = order.format.panel, order.format.fold
    drawn = {Panel.BACK: _draw(order, "back"), Panel.FRONT: _draw(order, "front")}
    box = note_box(order.design, size)
    if order.format.postcard:
        drawn[Panel.BACK] = Drawn(_divided(size, order), ())
        box = _postcard_box(size)
    else:
        drawn[NOTE_PANEL[fold]] = _draw(order, "inside")
    art = {panel: Shared(part.frame) for panel, part in drawn.items() if part.frame.items}
    return Stationery(
        art=art,
        hands=order_hands(order),
        note_box=box,
        findings=tuple(finding for part in drawn.values() for finding in part.findings),
        tags=panel_tags(order, art),
    )


def order_hands(order: Order) -> tuple[Forms, ...]:
    """Return the order's hand, and those that write what it cannot, as they are in this order."""
    freedom = habits_of(order.hands[0].hand, order.neatness).freedom
    return tuple(forms_of(script, order.seed, freedom) for script in order.hands)


def _draw(order: Order, part: str) -> Drawn:
    texts = {"sender": order.sender} if "sender" in order.design.slots else {}
    words = {**texts, **order.texts}
    return draw_panel(order.design, part, order.format.panel, order.palette, words, order.artworks)


def _divided(size: Size, order: Order) -> Frame:
    """Return a postcard's back: one hairline between the note and the address."""
    x, margin = size.width * POSTCARD_NOTE_SHARE, POSTCARD_MARGIN
    line = polygon([(x, margin), (x, size.height - margin)], closed=False)
    color = order.design.palettes[order.palette]["ink"]
    return Frame(size, (Stroke(line, Ink(color, DIVIDER_WIDTH, Cap.BUTT)),))


def _postcard_box(size: Size) -> Rect:
    left = Rect(0, 0, size.width * POSTCARD_NOTE_SHARE, size.height)
    return left.inset(
        Insets(POSTCARD_MARGIN, POSTCARD_MARGIN * 0.7, POSTCARD_MARGIN * 0.5, POSTCARD_MARGIN * 0.7)
    )
