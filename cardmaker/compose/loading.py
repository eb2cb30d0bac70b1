"""How an order's envelopes go through the printer, as plain values, in short steps, and as a drawing for the run sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cardmaker.color import WHITE
from cardmaker.compose.diagrams import ARROW, BESIDE, CREASE, OUTLINE, PRINTER, SLOT, WASH, fitted, way_in
from cardmaker.compose.lettering import INK, Look
from cardmaker.compose.printing import FULL_SIZE, NBSP, plural
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, Rect, Size, Transform, polygon, rectangle
from cardmaker.mail.fit import size_text
from cardmaker.model import Edge, Envelope, Facing, Feed, Flap, Turn
from cardmaker.units import MM

SPARE_SHARE: Final = 0.08
"""Of the envelopes: they jam more often than sheets."""

TALL: Final = 34.0 * MM
"""The longer side of the page that is drawn going in."""

LINES: Final = ((0.40, 0.50, 0.34), (0.40, 0.61, 0.28), (0.40, 0.72, 0.31))
"""An address in the drawing: start, height and width of its lines, shares of the envelope."""

SENDER: Final = ((0.05, 0.10, 0.20), (0.05, 0.18, 0.16))
STAMP: Final = (0.84, 0.08, 0.11, 0.22)

WRITING: Final = Ink(INK, 0.9, Cap.BUTT)

FLAPS: Final[Mapping[Flap, tuple[tuple[float, float], ...]]] = {
    Flap.SQUARE: ((0.0, 0.0), (0.12, 0.34), (0.88, 0.34), (1.0, 0.0)),
    Flap.WALLET: ((0.0, 0.0), (0.08, 0.28), (0.92, 0.28), (1.0, 0.0)),
    Flap.POINTED: ((0.0, 0.0), (0.5, 0.5), (1.0, 0.0)),
    Flap.END: ((1.0, 0.0), (0.86, 0.12), (0.86, 0.88), (1.0, 1.0)),
}
"""The flap's edge, on the side that is not seen, as shares of the envelope."""


@dataclass(frozen=True, slots=True)
class Loading:
    """The envelopes of an order as they are printed: how many, on which page, and where on it they lie (pt).

    `numbers` has the page of each person's envelope, by their key. With `backs` the flaps are printed too, from a file of
    their own unless each person has a file (`separate`).
    """

    envelope: Envelope
    count: int
    feed: Feed
    page: Size
    place: Rect
    backs: bool = False
    separate: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)


def envelope_settings(loading: Loading) -> list[tuple[str, str]]:
    """Return what to choose in the print dialog, by the name of the choice."""
    paper, size = loading.feed.paper, size_text(loading.envelope.size)
    own = size if loading.envelope.name == size else f"{loading.envelope.name}, {size}"
    return [
        ("Paper", paper.name if paper else own.replace(" mm", f"{NBSP}mm")),
        ("Scale", f"{FULL_SIZE}, “actual size”"),
        ("Sides", "one-sided"),
    ]


def envelope_opening(loading: Loading) -> str:
    what = "each person’s envelope in turn" if loading.separate else "envelopes.pdf"
    return f"Open {what} and choose in the print dialog:"


def envelope_stock(loading: Loading) -> list[tuple[str, str]]:
    """Return how many envelopes to have at hand."""
    spare = 1 + round(loading.count * SPARE_SHARE)
    return [("To load", _envelopes(loading.count)), ("Spare", _envelopes(spare))]


def envelope_steps(loading: Loading) -> list[str]:
    """Return the steps of loading, in words."""
    steps = [f"Load them flaps closed, {_lying(loading)}, {_facing(loading)}. Guides touch, without bending."]
    steps.append("Print page 1 alone and look at it. Upside down? Turn the envelopes end to end.")
    if loading.separate:
        steps.append("Page 2 of each is the back with the flap." if loading.backs else "")
    elif loading.backs:
        steps.append("Then load them flap side to the print, and print envelope-flaps.pdf, in any order.")
    return [step for step in steps if step]


def envelope_caption(loading: Loading) -> str:
    return "Short edge first" if _is_upright(loading) else "Long edge first"


def draw_loading(loading: Loading, area: Rect, _look: Look) -> tuple[list[Item], float]:
    """Return the page going into the printer, upper edge first, with the envelope on it, and how high the drawing is."""
    page, place, turn = _drawn(loading)
    share = fitted(page, Size(TALL, TALL)).width / page.width
    width = page.width * share
    printer = Rect(area.x, area.y, max(PRINTER.width, width + 4.0 * MM), PRINTER.height)
    left = area.x + (printer.width - width) / 2
    top = printer.bottom - SLOT
    onto = Transform.scale(share).then(Transform.move(left, top))
    items: list[Item] = []
    if loading.feed.paper:
        items.append(Stroke(rectangle(onto.apply_rect(Rect.of(page))), CREASE))
    size = loading.envelope.size
    lies = turned(size, turn).then(Transform.move(place.x, place.y)).then(onto)
    items += [
        Fill(rectangle(onto.apply_rect(place)), WHITE),
        Stroke(rectangle(onto.apply_rect(place)), OUTLINE),
        Stroke(_flap(loading.envelope).transformed(lies), CREASE),
        *(Stroke(path.transformed(lies), WRITING) for path in _address(size)),
        Stroke(_stamp(size).transformed(lies), OUTLINE),
        Fill(rectangle(printer), WASH),
        Stroke(rectangle(printer), OUTLINE),
    ]
    bottom = top + page.height * share
    items.append(Stroke(way_in(printer.right + BESIDE, bottom, top + SLOT), ARROW))
    return items, max(bottom, printer.bottom) - area.y


def _drawn(loading: Loading) -> tuple[Size, Rect, Turn]:
    """Return the page as it goes in: print programs turn a level page of an envelope's own size, short edge first."""
    turn = loading.feed.turn
    if loading.feed.paper or turn is not Turn.NONE:
        return loading.page, loading.place, turn
    page = loading.envelope.size.turned()
    return page, Rect.of(page), Turn.LEFT


def _is_upright(loading: Loading) -> bool:
    return _drawn(loading)[2] is not Turn.NONE


def _lying(loading: Loading) -> str:
    """Return how an envelope lies against the guides."""
    way = "short edge first" if _is_upright(loading) else "long edge first"
    if loading.feed.paper is None:
        return f"{way} as drawn"
    guide = {Edge.CENTER: "in the middle", Edge.LEFT: "at the left guide", Edge.RIGHT: "at the right guide"}
    return f"{way} as drawn, {guide[loading.feed.edge]}"


def _facing(loading: Loading) -> str:
    match loading.feed.facing:
        case Facing.UP:
            return "the side without the flap up"
        case Facing.DOWN:
            return "the side without the flap down"
        case None:
            return "the side without the flap where your printer prints (a pencil cross on one tells)"


def _envelopes(count: int) -> str:
    return f"{count:,} {plural(count, 'envelope')}"


def _flap(envelope: Envelope) -> Path:
    width, height = envelope.size
    points = [(x * width, y * height) for x, y in FLAPS[envelope.flap]]
    return polygon(points, closed=False)


def _address(size: Size) -> list[Path]:
    """Return lines that stand for the recipient's address and the sender's."""
    return [
        polygon([(x * size.width, y * size.height), ((x + wide) * size.width, y * size.height)], closed=False)
        for x, y, wide in (*LINES, *SENDER)
    ]


def _stamp(size: Size) -> Path:
    x, y, wide, high = STAMP
    return rectangle(Rect(x * size.width, y * size.height, wide * size.width, high * size.height))


def turned(size: Size, turn: Turn) -> Transform:
    """Return what turns an envelope of that size, back at the origin."""
    match turn:
        case Turn.NONE:
            return Transform()
        case Turn.LEFT:
            return Transform.rotate(-90).then(Transform.move(0.0, size.width))
        case Turn.RIGHT:
            return Transform.rotate(90).then(Transform.move(size.height, 0.0))
