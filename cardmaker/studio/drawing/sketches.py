"""The run sheet's drawings of what is done to paper, as pictures of their own: turning a sheet over, and feeding it."""

from collections.abc import Callable, Sequence
from typing import Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.compose.diagrams import draw_cutting, draw_feeding, draw_turning
from cardmaker.compose.lettering import Look
from cardmaker.compose.loading import Loading, draw_loading
from cardmaker.compose.printing import Printing
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Insets, Rect, Transform
from cardmaker.goods.wares import envelope_of
from cardmaker.impose.feeding import envelope_place, page_size
from cardmaker.impose.plan import Plan
from cardmaker.model import Order
from cardmaker.paperwork import Done, printing_of, typefaces
from cardmaker.units import MM

ROOM: Final = Rect(0.0, 0.0, 70.0 * MM, 90.0 * MM)
MARGIN: Final = 1.5 * MM

Draw = Callable[[Printing, Rect, Look], tuple[list[Item], float]]

OF_SHEETS: Final[dict[str, Draw]] = {
    "turning": draw_turning,
    "feeding": draw_feeding,
    "cutting": draw_cutting,
}
SKETCHES: Final = frozenset({*OF_SHEETS, "loading"})


def draw_sketch(name: str, order: Order, plan: Plan) -> Frame | None:
    """Return a drawing as large as its ink; None if the order has nothing that it would show."""
    look = Look.of(typefaces())
    if name == "loading":
        loading = _loading(order)
        return _framed(draw_loading(loading, ROOM, look)[0]) if loading else None
    if name == "turning" and plan.flip is None:
        return None
    printing = printing_of(Done(plan, order.people, 0))
    return _framed(OF_SHEETS[name](printing, ROOM, look)[0])


def _loading(order: Order) -> Loading | None:
    envelope, feed = envelope_of(order), order.envelopes.feed
    if envelope is None:
        return None
    page, place = page_size(envelope.size, feed), envelope_place(envelope.size, feed)
    return Loading(envelope, len(order.people), feed, page, place)


def _framed(items: Sequence[Item]) -> Frame | None:
    box = ink_box(items)
    if box is None:
        return None
    area = box.inset(Insets.even(-MARGIN))
    return Frame(area.size, (Group(Frame(area.size, tuple(items)), Transform.move(-area.x, -area.y)),))
