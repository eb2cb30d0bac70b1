"""Where a layer is drawn: one panel of a design, in one palette, with its words. Generators get it and return items.

Which generators exist is told by `catalog`; opening a stage for a panel is left to `panel`.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

from cardmaker.color import WHITE, Color, mix, ramp
from cardmaker.design import PAPER, Design, Layer, Layout, Length, Role, Species, Spot
from cardmaker.drawing import Item
from cardmaker.errors import Finding, InputError, error
from cardmaker.geometry import Point, Rect, Size
from cardmaker.model import Artwork

MAX_PIECES: Final = 40_000
"""Of one panel; the richest meadow has a tenth of it. More would not print as more, and takes minutes to draw."""


@dataclass(frozen=True, slots=True)
class Generator:
    """A kind of layer: the class of its parameters, and the function that draws them on a stage."""

    params: type
    draw: "Callable[[Any, Stage], Iterable[Item]]"


class Meter:
    """Counts what a panel draws, so that patterns of patterns of patterns come to an end."""

    def __init__(self) -> None:
        self._pieces = 0

    def add(self, count: int, layer: Layer) -> None:
        """Count pieces of a layer. Raises InputError at the limit."""
        self._pieces += count
        if self._pieces > MAX_PIECES:
            message = f"{layer.generator} {layer.id!r} draws on after {MAX_PIECES:,} pieces of its panel"
            hint = "repeat fewer motifs, or simpler ones"
            raise InputError([error("too-many-pieces", message, layer.place, hint)])


@dataclass(frozen=True, slots=True)
class Stage:
    """A panel being drawn. `u` is in points; `words` holds each slot's final text; `findings` collects problems.

    `panel` holds all layers of the panel; `clear` holds boxes (pt) that scattered pieces keep off; `artworks` the person's
    own pictures, by the id of the layer that shows each; `makers` notes which layer drew an item, by the item's identity,
    for those who ask afterwards.
    """

    design: Design
    layout: Layout
    palette: Mapping[str, Color]
    words: Mapping[str, str]
    species: Mapping[str, Species]
    generators: Mapping[str, Generator]
    size: Size
    u: float
    panel: tuple[Layer, ...] = ()
    clear: tuple[Rect, ...] = ()
    layer: str = ""
    artworks: Mapping[str, Artwork] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    makers: dict[int, Layer] = field(default_factory=dict)
    meter: Meter = field(default_factory=Meter)

    def length(self, length: Length) -> float:
        return length.points(self.u)

    def point(self, spot: Spot) -> Point:
        return Point(*spot.on(self.size, self.u))

    def color(self, role: Role, strength: float = 1.0) -> Color:
        """Return a role's color, thinned toward the paper if `strength` is below 1."""
        color = WHITE if role == PAPER else self.palette[role]
        return mix(WHITE, color, strength)

    def ramp(self, roles: Sequence[Role], count: int) -> list[Color]:
        """Return `count` colors that go evenly through those of the roles, by eye."""
        return ramp([self.color(role) for role in roles], count)

    def is_clear(self, x: float, y: float, radius: float) -> bool:
        """Return whether a piece of that radius, pt, keeps off the boxes to be kept clear."""
        return not any(
            math.hypot(max(box.x - x, 0.0, x - box.right), max(box.y - y, 0.0, y - box.bottom)) < radius
            for box in self.clear
        )

    def random(self) -> Random:
        """Return this layer's own random stream, so that editing one layer never changes another."""
        return Random(f"{self.design.seed}/{self.layer}")

    def draw(self, layers: Iterable[Layer]) -> list[Item]:
        return [item for layer in layers for item in self.draw_one(layer)]

    def draw_one(self, layer: Layer) -> list[Item]:
        if not layer.is_wanted(self.words):
            return []
        generator = self.generators[layer.generator]
        drawn = generator.draw(layer.params, replace(self, layer=layer.id))
        items = [self._counted(item, layer) for item in drawn]
        self.meter.add(1, layer)
        return items

    def _counted(self, item: Item, layer: Layer) -> Item:
        self.meter.add(1, layer)
        self.makers.setdefault(id(item), layer)
        return item

    def at_origin(self) -> "Stage":
        """Return a stage of no size, where each place in % is the origin: for motifs that are placed later."""
        return replace(self, size=Size(0.0, 0.0))
