"""`sprig`: one branch on a gently curved stem."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.ribbon import cubic
from cardmaker.art.plant.branch import Berries, Growth, Leaves, grow
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, SpeciesName, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Point, Transform

SPINE_POINTS: Final = 36


@dataclass(frozen=True, slots=True)
class Sprig:
    """One branch; its ink is centered on `at`."""

    species: Annotated[SpeciesName, "which plant"]
    length: Annotated[Length, Bounds(1, 120), "of the stem, from end to end"]
    leaves: Annotated[int, Bounds(1, 200), "leaves, or pairs of leaves"]
    leaf: Annotated[Length, Bounds(0.5, 40), "the longest leaf"]
    stem: Annotated[Length, Bounds(0.05, 5), "the stem's width at its foot"]
    fill: Annotated[Leaves, "the colors of the leaves"]
    at: Annotated[Spot, "the center of its ink"] = CENTER
    angle: Annotated[float, Bounds(-360, 360), "where it points, in degrees: 0 right, 90 up"] = 0.0
    bow: Annotated[Length, Bounds(-30, 30), "how far the stem swings, as an S"] = ZERO
    mirror: Annotated[bool, "a second one, mirrored, back to back with the first"] = False
    gap: Annotated[Length, Bounds(-20, 40), "between the feet of mirrored sprigs"] = ZERO
    berries: Annotated[Berries | None, "fruit between the leaves"] = None
    taper: Annotated[float, Bounds(0, 0.9), "how much smaller leaves grow toward the tip"] = 0.45


def draw_sprig(sprig: Sprig, stage: Stage) -> Iterator[Item]:
    growth = Growth(
        species=stage.species[sprig.species],
        count=sprig.leaves,
        leaf=stage.length(sprig.leaf),
        stem=stage.length(sprig.stem),
        start=0.17,
        jitter=0.5,
        leaves=sprig.fill,
        berries=sprig.berries,
        taper=sprig.taper,
    )
    items = grow(_stem(sprig, stage), growth, stage, stage.random())
    if sprig.mirror:
        items += [Group(Frame(stage.size, tuple(items)), Transform.scale(-1, 1))]
    center, box = stage.point(sprig.at), ink_box(items)
    middle = box.center if box else Point(0, 0)
    yield Group(Frame(stage.size, tuple(items)), Transform.move(center.x - middle.x, center.y - middle.y))


def _stem(sprig: Sprig, stage: Stage) -> list[Point]:
    """Return the stem, its foot half a gap right of the origin."""
    length, bow = stage.length(sprig.length), stage.length(sprig.bow)
    angle = math.radians(-sprig.angle)
    cos, sin = math.cos(angle), math.sin(angle)
    foot = stage.length(sprig.gap) / 2
    flat = cubic(
        Point(0, 0), Point(length * 0.3, -bow), Point(length * 0.7, bow), Point(length, 0), SPINE_POINTS
    )
    return [Point(foot + x * cos - y * sin, x * sin + y * cos) for x, y in flat]
