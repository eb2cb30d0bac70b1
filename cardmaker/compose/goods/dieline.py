"""Envelopes to cut and fold from one sheet: the shape of the blank, made for a card and for the room on a sheet.

Two layouts, the first that fits wins. A *wallet* has a flap on each side of its face: tabs left and right, the back below,
the closing flap above. A *diamond* stands on its corner, as old letter paper was folded: four flaps whose seams run along
the back's diagonals; it wraps cards close to square on a smaller sheet.

All in points in the face's own coordinates: the origin is the face's top left as the address is read, y down. Drawing the
page is left to `template`.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from cardmaker.compose.goods.shapes import Corner, grown, rounded, shared_area, sharp
from cardmaker.geometry import Path, Point, Rect, Size, Transform
from cardmaker.units import MM

CLEARANCE: Final = 6.35 * MM
"""What an envelope is wider and higher than its card: 1/4 in altogether, as bought ones are (clearance in envelopes.yaml)."""

LEAST_ACROSS, LEAST_DOWN = 4.0 * MM, 3.0 * MM
"""The least of it: the rule by which a card fits an envelope at all (fit_rule in envelopes.yaml)."""

GLUE: Final = 10.0 * MM
"""The least width of a seam: a common glue stick is 8 to 10 mm wide."""

TAB: Final = 16.0 * MM
"""A wallet's side tabs, where there is room for more than the seam."""

CLOSING: Final = 0.30
"""Of the face's height: how far a wallet's closing flap lies over its back, where there is room."""

FLAP: Final = 0.45
"""Of the face's height: the depth of a wallet's closing flap."""

TAPER: Final = 0.2
"""Of the face's width: the most that each end of a wallet's closing flap is cut away."""

HOLD: Final = 2.0 * MM
"""By so much the tabs still lie under the edge of the closing flap, where the back does not reach."""

RELIEF: Final = 1.0 * MM
"""What the back is narrower than the face at each end, so that no paper shows beside it."""

TAB_RELIEF: Final = 4.0 * MM
"""What a tab is shorter at each end, so that it does not bind in the folds above and below."""

SEAM: Final = 13.0 * MM
"""The least that a diamond's blank is larger than the square about its face, measured along the diagonals: less leaves no seam."""

WIDEST_SEAM: Final = 18.0 * MM
TIP: Final = 8.0 * MM
"""Half of a diamond flap's tip; the corners of the tip are rounded with the same radius."""

DEEP: Final = 0.64
"""Of the face's height: how deep a diamond's upper and lower flaps are, where there is room."""

SQUARISH: Final = 1.5
"""Faces longer than this are never folded as diamonds: their side flaps would be slivers."""

GLUE_INSET: Final = 2.0 * MM
"""From the edge of a seam to its glue, so that none squeezes out."""


class Edge(Enum):
    """The sides of a face, clockwise."""

    TOP = "top"
    RIGHT = "right"
    BOTTOM = "bottom"
    LEFT = "left"


class Layout(Enum):
    """How an envelope's blank is laid out."""

    WALLET = "wallet"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Dieline:
    """The blank of one envelope. `flaps` holds each flap's free corners, clockwise; `face` is the size of the envelope.

    `turn` is how far the blank is turned on its sheet, in degrees clockwise.
    """

    layout: Layout
    card: Size
    face: Size
    flaps: Mapping[Edge, tuple[Corner, ...]]
    turn: float = 0.0
    outline: Path = field(init=False)

    def __post_init__(self) -> None:
        corners = [corner for edge in Edge for corner in (_base(self.face, edge)[0], *self.flaps[edge])]
        object.__setattr__(self, "outline", rounded(corners))

    def flap(self, edge: Edge) -> list[Point]:
        """Return a flap's corners, its fold among them, as it lies flat."""
        start, end = _base(self.face, edge)
        return sharp((start, *self.flaps[edge], end))

    def folded(self, edge: Edge) -> list[Point]:
        """Return a flap's corners as it lies on the back, seen through the face."""
        over = fold_over(self.face, edge)
        return [over.apply(x, y) for x, y in self.flap(edge)]

    def folds(self) -> Iterator[tuple[Point, Point]]:
        """Yield the ends of the four folds."""
        for edge in Edge:
            start, end = sharp(_base(self.face, edge))
            yield start, end

    def glue(self) -> Iterator[list[Point]]:
        """Yield where glue goes on the outside of the side flaps: what the back covers, a little within."""
        back = self.folded(Edge.BOTTOM)
        for edge in (Edge.LEFT, Edge.RIGHT):
            seam = grown(shared_area(self.folded(edge), back), -GLUE_INSET)
            over = fold_over(self.face, edge)
            yield [over.apply(x, y) for x, y in seam]

    def box(self) -> Rect:
        """Return the box around the blank, turned as it is on its sheet."""
        return self.outline.transformed(Transform.rotate(self.turn)).bounds()

    def on(self, sheet: Size) -> Transform:
        """Return the map of the face's coordinates onto a sheet, with the blank in its middle."""
        box = self.box()
        (x, y), middle = box.center, Rect.of(sheet).center
        return Transform.rotate(self.turn).then(Transform.move(middle.x - x, middle.y - y))


def fold_over(face: Size, edge: Edge) -> Transform:
    """Return the reflection about one side of the face: where a flap goes when it is folded, and back."""
    match edge:
        case Edge.TOP:
            return Transform.scale(1.0, -1.0)
        case Edge.BOTTOM:
            return Transform(1.0, 0.0, 0.0, -1.0, 0.0, 2 * face.height)
        case Edge.LEFT:
            return Transform.scale(-1.0, 1.0)
        case Edge.RIGHT:
            return Transform(-1.0, 0.0, 0.0, 1.0, 2 * face.width, 0.0)


def fit_dieline(card: Size, room: Size) -> Dieline | None:
    """Return the blank of an envelope for a card of that size, within the room; None if none fits.

    The card lies in it with its long side across, as addresses are written.
    """
    card = Size(max(card), min(card))
    return _wallet(card, room) or _diamond(card, room)


def needed_room(card: Size) -> Size:
    """Return the least room for a wallet around the card; a diamond may do with less."""
    across, down = max(card) + LEAST_ACROSS, min(card) + LEAST_DOWN
    return Size(across + 2 * GLUE, 2 * down + GLUE)


def _wallet(card: Size, room: Size) -> Dieline | None:
    """Return the blank with straight seams: clearance first, then the tabs and the closing grow into what is left."""
    across = min(CLEARANCE, room.width - card.width - 2 * GLUE)
    down = min(CLEARANCE, (room.height - GLUE) / 2 - card.height)
    if across < LEAST_ACROSS or down < LEAST_DOWN:
        return None
    face = Size(card.width + across, card.height + down)
    tab = min(TAB, (room.width - face.width) / 2)
    closing = min(CLOSING * face.height, room.height - 2 * face.height)
    depth = FLAP * face.height
    back = face.height + closing - depth
    cut = min(TAPER * face.width, (tab - HOLD) * depth / (face.height - back))
    flaps = {
        Edge.TOP: _trapezoid(face.width, depth, cut, 7.0 * MM),
        Edge.RIGHT: _trapezoid(face.height, tab, TAB_RELIEF, 3.0 * MM),
        Edge.BOTTOM: _trapezoid(face.width, back, RELIEF, 4.0 * MM),
        Edge.LEFT: _trapezoid(face.height, tab, TAB_RELIEF, 3.0 * MM),
    }
    return _placed(Layout.WALLET, card, face, flaps)


def _diamond(card: Size, room: Size) -> Dieline | None:
    """Return the blank that stands on its corner in a square: each flap's tip lies on the square's sides.

    A point is inside if |x| + |y| from the middle of the face is at most half of the square's diagonal.
    """
    half = min(room) / math.sqrt(2)
    spare = half - (card.width + card.height) / 2 - SEAM
    clearance = min(CLEARANCE, spare)
    if clearance < LEAST_ACROSS:
        return None
    face = Size(card.width + clearance, card.height + clearance)
    if face.width > SQUARISH * face.height:
        return None
    reach = (face.width + face.height) / 2 + min(WIDEST_SEAM, half - (face.width + face.height) / 2)
    deep = min(DEEP * face.height, reach - face.height / 2 - TIP)
    side = min(face.width / 2 - RELIEF, reach - face.width / 2 - TIP)
    flaps = {
        Edge.TOP: _tipped(face.width, deep, reach - face.height / 2 - deep),
        Edge.RIGHT: _tipped(face.height, side, reach - face.width / 2 - side),
        Edge.BOTTOM: _tipped(face.width, deep, reach - face.height / 2 - deep),
        Edge.LEFT: _tipped(face.height, side, reach - face.width / 2 - side),
    }
    return _placed(Layout.DIAMOND, card, face, flaps, 45.0)


_Free = tuple[tuple[float, float, float], ...]
"""A flap's free corners: how far along its fold, clockwise, how far from it, and the radius."""


def _trapezoid(base: float, depth: float, cut: float, radius: float) -> _Free:
    return (cut, depth, radius), (base - cut, depth, radius)


def _tipped(base: float, depth: float, half: float) -> _Free:
    return (base / 2 - half, depth, TIP), (base / 2 + half, depth, TIP)


def _placed(
    layout: Layout, card: Size, face: Size, flaps: Mapping[Edge, _Free], turn: float = 0.0
) -> Dieline:
    placed = {
        edge: tuple(_corner(face, edge, along, away, radius) for along, away, radius in free)
        for edge, free in flaps.items()
    }
    return Dieline(layout, card, face, placed, turn)


def _corner(face: Size, edge: Edge, along: float, away: float, radius: float = 0.0) -> Corner:
    match edge:
        case Edge.TOP:
            return Corner(along, -away, radius)
        case Edge.RIGHT:
            return Corner(face.width + away, along, radius)
        case Edge.BOTTOM:
            return Corner(face.width - along, face.height + away, radius)
        case Edge.LEFT:
            return Corner(-away, face.height - along, radius)


def _base(face: Size, edge: Edge) -> tuple[Corner, Corner]:
    """Return the ends of a fold, clockwise."""
    length = face.width if edge in {Edge.TOP, Edge.BOTTOM} else face.height
    return _corner(face, edge, 0.0, 0.0), _corner(face, edge, length, 0.0)
