"""An envelope's side as a page of the printer: of its own size, or on a sheet, where the printer's guides hold it.

Envelopes are fed at the sheet's upper edge, which goes in first. Where the sheet ends beside the envelope nothing is printed.
"""

from typing import Final

from cardmaker.compose.loading import turned
from cardmaker.drawing import Frame, Group, Page
from cardmaker.geometry import Rect, Size, Transform
from cardmaker.model import Edge, Feed, Turn
from cardmaker.units import INCH

WIDEST: Final = Size(8.5 * INCH, 14.0 * INCH)
"""What home printers take at most: a legal sheet, its short edge first."""

NEAR: Final = 0.5


def fits_feed(envelope: Size, feed: Feed) -> bool:
    """Return whether the printer takes the envelope: at most a legal sheet, or as large as the sheet that is named."""
    if feed.paper is None:
        short, long = sorted(envelope)
        return short <= WIDEST.width + NEAR and long <= WIDEST.height + NEAR
    lying = _lying(envelope, feed.turn)
    return lying.width <= feed.paper.size.width + NEAR and lying.height <= feed.paper.size.height + NEAR


def envelope_place(envelope: Size, feed: Feed) -> Rect:
    """Return where the envelope lies on its page."""
    lying = _lying(envelope, feed.turn)
    if feed.paper is None:
        return Rect.of(lying)
    spare = feed.paper.size.width - lying.width
    share = {Edge.LEFT: 0.0, Edge.CENTER: 0.5, Edge.RIGHT: 1.0}[feed.edge]
    return Rect(spare * share, 0.0, *lying)


def page_size(envelope: Size, feed: Feed) -> Size:
    """Return the size of an envelope's page: the sheet's, or its own as it lies."""
    return feed.paper.size if feed.paper else _lying(envelope, feed.turn)


def page_of(side: Frame, feed: Feed) -> Page:
    """Return a side of an envelope as a page."""
    place = envelope_place(side.size, feed)
    if feed.paper is None and feed.turn is Turn.NONE:
        return Page(side)
    transform = turned(side.size, feed.turn).then(Transform.move(place.x, place.y))
    return Page(Frame(page_size(side.size, feed), (Group(side, transform),)))


def _lying(size: Size, turn: Turn) -> Size:
    return size if turn is Turn.NONE else size.turned()
