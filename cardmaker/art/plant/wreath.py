"""`wreath`: branches that rise from the bottom of a ring and leave its top open."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.plant.branch import Berries, Growth, Leaves, grow
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, SpeciesName, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Point, Transform

SPINE_POINTS: Final = 72
CROSSING_DEG: Final = 10.0
FLARE: Final = 0.10
"""How far out the feet of the stems stand, of the radius, so that they cross below the ring."""


@dataclass(frozen=True, slots=True)
class Wreath:
    """Two branches that cross at the bottom of a ring and part at its top; its ink is centered on `at` sideways."""

    species: Annotated[SpeciesName, "which plant"]
    radius: Annotated[Length, Bounds(2, 60), "from the center to the stem"]
    leaves: Annotated[int, Bounds(1, 200), "leaves, or pairs of leaves, on each branch"]
    leaf: Annotated[Length, Bounds(0.5, 40), "the longest leaf"]
    stem: Annotated[Length, Bounds(0.05, 5), "the stem's width at its foot"]
    fill: Annotated[Leaves, "the colors of the leaves"]
    at: Annotated[Spot, "the center of the ring"] = CENTER
    stretch: Annotated[float, Bounds(0.5, 2), "width of the ring to its height"] = 1.0
    overlap: Annotated[
        float, Bounds(0, 40), "how far each branch starts on the other side of the bottom, in degrees"
    ] = 10
    sweep: Annotated[float, Bounds(20, 190), "how far each branch goes round, in degrees"] = 167
    wobble: Annotated[Length, Bounds(0, 10), "how far the stem strays from the ring"] = ZERO
    berries: Annotated[Berries | None, "fruit between the leaves"] = None


def draw_wreath(wreath: Wreath, stage: Stage) -> Iterator[Item]:
    center = stage.point(wreath.at)
    random = stage.random()
    growth = Growth(
        species=stage.species[wreath.species],
        count=wreath.leaves,
        leaf=stage.length(wreath.leaf),
        stem=stage.length(wreath.stem),
        start=0.115,
        jitter=1.0,
        leaves=wreath.fill,
        berries=wreath.berries,
    )
    items = [
        item for side in (1, -1) for item in grow(_arm(wreath, stage, center, side), growth, stage, random)
    ]
    box = ink_box(items)
    shift = center.x - box.center.x if box else 0.0
    yield Group(Frame(stage.size, tuple(items)), Transform.move(shift, 0.0))


def _arm(wreath: Wreath, stage: Stage, center: Point, side: int) -> list[Point]:
    """Return the stem of one branch; `side` +1 is the right one."""
    radius, wobble = stage.length(wreath.radius), stage.length(wreath.wobble)
    points = []
    for index in range(SPINE_POINTS + 1):
        degrees = -wreath.overlap + wreath.sweep * index / SPINE_POINTS
        angle = math.radians(degrees)
        flare = max(0.0, (CROSSING_DEG - degrees) / (CROSSING_DEG + wreath.overlap)) ** 2 * FLARE * radius
        reach = radius + wobble * math.sin(5 * angle) + flare
        points.append(
            Point(
                center.x + side * reach * wreath.stretch * math.sin(angle), center.y + reach * math.cos(angle)
            )
        )
    return points
