"""The shapes of what lies on the page's table, in points: the card, its sheet and its envelope, from the plans that print them."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from cardmaker.addressing import can_be_made, has_backs, is_wanted
from cardmaker.compose.goods.liner import art_size, cut_liner, flap_of, open_size
from cardmaker.compose.goods.shapes import sharp
from cardmaker.compose.loading import FLAPS
from cardmaker.drawing import Frame, Group, Profile
from cardmaker.geometry import Rect, Transform, polygon
from cardmaker.goods.dress import has_liner, liner_art
from cardmaker.goods.wares import envelope_of
from cardmaker.impose.folds import UNFOLDED
from cardmaker.impose.panels import Side
from cardmaker.impose.plan import Plan, safe_area
from cardmaker.make import plan_order
from cardmaker.model import PANELS, Envelope, Flap, Fold, Order
from cardmaker.write.poses import THICKNESS

LAYERS: Final = {Fold.NONE: 1, Fold.SIDE: 1, Fold.TOP: 1, Fold.QUARTER: 2}
"""Of paper in one leaf: a card that is folded twice has two."""


def things_of(order: Order) -> dict[str, Any]:
    """Return what the page draws its things from. Raises InputError if the paper cannot hold the format."""
    plan = plan_order(order)
    return {
        "thickness": round(THICKNESS * LAYERS[order.format.fold], 2),
        "safe": _safe(order, plan),
        "sheet": _sheet(order, plan),
        "envelope": _envelope(order),
    }


def liner_frame(order: Order) -> Frame | None:
    """Return the pattern of the order's design, cut as the liner of its envelope, flat; None if there is no such liner."""
    envelope = envelope_of(order)
    if envelope is None or not has_liner(order.design):
        return None
    liner = cut_liner(envelope)
    art = liner_art(order, art_size(liner))
    inner = (art.size.width - liner.size.width) / 2
    outline = polygon(sharp(liner.corners)).transformed(Transform.move(inner, inner))
    return Frame(liner.size, (Group(art, Transform.move(-inner, -inner), outline),))


def _safe(order: Order, plan: Plan) -> dict[str, list[float]] | None:
    """Return how far ink must stay from the edges of each panel: left, top, right, bottom. A press prints to the edge."""
    if order.profile is Profile.PRESS:
        return None
    margins = order.sheet.printer.margins if order.sheet.printer else None
    found = {panel: safe_area(plan, panel, margins) for panel in PANELS[order.format.fold]}
    return {panel.value: [round(side, 2) for side in insets] for panel, insets in found.items()}


def _sheet(order: Order, plan: Plan) -> dict[str, Any]:
    sides = [(side, plan.correction(number)) for number, side in enumerate(plan.faces)]
    return {
        "size": _rounded(plan.page),
        "paper": order.paper.name,
        "flip": plan.flip.value if plan.flip else "",
        "by_hand": plan.by_hand is not None,
        "cards": plan.per_sheet,
        "folds": [[_moved(line, move) for line in _creases(order.format.fold, side)] for side, move in sides],
        "cuts": [[_moved(trim, move) for trim in side.trims] if plan.trim else [] for side, move in sides],
    }


def _creases(fold: Fold, side: Side) -> Iterator[Rect]:
    """Yield the folds of the cards on a side, from edge to edge of each card, as areas without a width."""
    unfolded = UNFOLDED[fold]
    for trim in side.trims:
        for at in range(1, unfolded.columns):
            yield Rect(trim.x + trim.width * at / unfolded.columns, trim.y, 0.0, trim.height)
        for at in range(1, unfolded.rows):
            yield Rect(trim.x, trim.y + trim.height * at / unfolded.rows, trim.width, 0.0)


def _moved(area: Rect, by: Transform) -> list[float]:
    return _rounded(by.apply_rect(area))


def _envelope(order: Order) -> dict[str, Any] | None:
    """Return the envelope as it lies face up and, by shares of its size, its flap on the other side; None if none holds the card."""
    envelope = envelope_of(order)
    if envelope is None:
        return None
    return {
        "name": envelope.name,
        "size": _rounded(envelope.size),
        "flap": [[round(1 - x, 4), round(y, 4)] for x, y in FLAPS[envelope.flap]],
        "end": envelope.flap is Flap.END,
        "made": is_wanted(order) and can_be_made(order),
        "back": has_backs(order),
        "lined": bool(order.goods.liner) or (order.goods.folded_envelope and order.goods.liner is not False),
        "liner": _liner(order, envelope),
    }


def _liner(order: Order, envelope: Envelope) -> dict[str, Any] | None:
    """Return the liner's shape beside the open side of its envelope; None if the design draws none."""
    if not has_liner(order.design):
        return None
    liner, (depth, slant) = cut_liner(envelope), flap_of(envelope)
    return {
        "size": _rounded(liner.size),
        "fold": round(liner.fold, 2),
        "open": _rounded(open_size(envelope)),
        "flap": [round(depth, 2), round(slant, 2)],
        "points": [_rounded(point) for point in sharp(liner.corners)],
    }


def _rounded(lengths: Iterable[float]) -> list[float]:
    return [round(length, 2) for length in lengths]
