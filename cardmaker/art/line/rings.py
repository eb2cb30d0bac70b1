"""`rings`: concentric circles, or arches of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.lists import need_entries
from cardmaker.art.kit.outlines import add_arc
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Cap, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Point, ellipse


@dataclass(frozen=True, slots=True)
class Rings:
    """Concentric circles, counted from the outside; or arches, if they do not go all the way round."""

    radius: Annotated[Length, Bounds(0.2, 150), "from the center to the outermost line's middle"]
    stroke: Annotated[tuple[Role, ...], "the lines' colors, in turn from the outside"]
    width: Annotated[tuple[Length, ...], Bounds(0.08, 20), "their thicknesses, in turn"] = (
        Length(0.5, "pt"),
    )
    count: Annotated[int, Bounds(1, 200), "how many; those that would cross the center are left out"] = 1
    gap: Annotated[Length, Bounds(0.1, 60), "from one line's middle to the next"] = Length(1.0)
    growth: Annotated[
        float, Bounds(0.5, 1.5), "each gap to the one outside it: below 1 they close up inward"
    ] = 1.0
    at: Annotated[Spot, "their center"] = CENTER
    spread: Annotated[float, Bounds(5, 360), "how far round they go, about the top, in degrees"] = 360.0
    flat: Annotated[
        float, Bounds(0.05, 1), "height to width: below 1 they are seen aslant, as rings on water"
    ] = 1.0
    turn: Annotated[float, Bounds(-360, 360), "how far an arch is turned, clockwise, in degrees"] = 0.0

    def __post_init__(self) -> None:
        need_entries(self, "stroke", "width")


def draw_rings(rings: Rings, stage: Stage) -> Iterator[Item]:
    center = stage.point(rings.at)
    for index, radius in enumerate(_radii(rings, stage)):
        color = stage.color(rings.stroke[index % len(rings.stroke)])
        width = stage.length(rings.width[index % len(rings.width)])
        yield Stroke(_line(center, radius, rings), Ink(color, width, Cap.BUTT))


def _radii(rings: Rings, stage: Stage) -> Iterator[float]:
    radius, gap = stage.length(rings.radius), stage.length(rings.gap)
    for _ in range(rings.count):
        if radius <= 0:
            return
        yield radius
        radius -= gap
        gap *= rings.growth


def _line(center: Point, radius: float, rings: Rings) -> Path:
    if rings.spread >= 360:
        return ellipse(*center, radius, radius * rings.flat)
    first = math.radians(-90 + rings.turn - rings.spread / 2)
    last = first + math.radians(rings.spread)
    builder = PathBuilder().move(
        center.x + radius * math.cos(first), center.y + radius * rings.flat * math.sin(first)
    )
    add_arc(builder, center, (radius, radius * rings.flat), first, last)
    return builder.path()
