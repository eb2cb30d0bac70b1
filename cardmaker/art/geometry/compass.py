"""`compass`: a mariner's rose: tiers of two-sided points, one half lit, the other solid or engraved with fine lines."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from cardmaker.art.kit.curve import polar
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, PAPER, Bounds, Length, Role, Spot
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, Point, join, polygon


@dataclass(frozen=True, slots=True)
class Compass:
    """A compass rose; its first point looks up."""

    radius: Annotated[Length, Bounds(0.5, 60), "from the center to the longest points"]
    shade: Annotated[Role, "the color of each point's dark half"]
    at: Annotated[Spot, "its center"] = CENTER
    lit: Annotated[Role, "that of its light half"] = PAPER
    points: Annotated[Literal["4", "8", "16", "32"], "how many"] = "16"
    lengths: Annotated[tuple[float, ...], Bounds(0.05, 1), "the tiers' lengths, the longest first"] = (
        1.0,
        0.72,
        0.5,
        0.4,
    )
    waist: Annotated[float, Bounds(0.02, 0.6), "how wide the points are: where they part, of the radius"] = (
        0.17
    )
    hatch: Annotated[Length | None, Bounds(0.1, 5), "engraved: between the lines of a dark half"] = None
    stroke: Annotated[Role | None, "the color of a line about each half"] = None
    width: Annotated[Length, Bounds(0.08, 3), "the thickness of outlines and hatching"] = Length(0.35, "pt")

    def __post_init__(self) -> None:
        need_entries(self, "lengths")


class _Half(NamedTuple):
    """Half a point: a triangle of the center, its shoulder and its tip."""

    center: Point
    shoulder: Point
    tip: Point


def draw_compass(compass: Compass, stage: Stage) -> Iterator[Item]:
    tiers = int(math.log2(int(compass.points))) - 1
    for tier in reversed(range(tiers)):
        for light, dark in _tier(compass, tier, stage):
            yield Fill(polygon(light), stage.color(compass.lit))
            yield from _dark(compass, dark, stage)
            if compass.stroke:
                pen = Ink(stage.color(compass.stroke), stage.length(compass.width), Cap.BUTT)
                kite = polygon([light.center, light.shoulder, light.tip, dark.shoulder])
                yield Stroke(join([kite, polygon([light.center, light.tip], closed=False)]), pen)


def _tier(compass: Compass, tier: int, stage: Stage) -> Iterator[tuple[_Half, _Half]]:
    """Yield the light and the dark half of each point of a tier: the first has four, the second four between them."""
    center, radius = stage.point(compass.at), stage.length(compass.radius)
    count = 4 if tier < 2 else 4 * 2 ** (tier - 1)
    length = radius * compass.lengths[min(tier, len(compass.lengths) - 1)]
    waist = min(radius * compass.waist * 0.94**tier, length * 0.9)
    first = 0.0 if tier == 0 else 180 / count
    for index in range(count):
        angle = -90 + first + 360 / count * index
        tip = polar(center, length, angle)
        before, after = (polar(center, waist, angle + side * 180 / max(count, 4)) for side in (-1, 1))
        yield _Half(center, before, tip), _Half(center, after, tip)


def _dark(compass: Compass, half: _Half, stage: Stage) -> Iterator[Item]:
    color = stage.color(compass.shade)
    if compass.hatch is None:
        yield Fill(polygon(half), color)
        return
    yield Fill(polygon(half), stage.color(compass.lit))
    lines = list(_hatching(half, stage.length(compass.hatch)))
    if lines:
        yield Stroke(join(lines), Ink(color, stage.length(compass.width), Cap.BUTT))


def _hatching(half: _Half, gap: float) -> Iterator[Path]:
    """Yield lines along the point's axis, each from the edge before the shoulder to the one behind it."""
    length = math.dist(half.center, half.tip)
    ux, uy = (half.tip.x - half.center.x) / length, (half.tip.y - half.center.y) / length
    dx, dy = half.shoulder.x - half.center.x, half.shoulder.y - half.center.y
    rise, reach = dx * ux + dy * uy, abs(dx * uy - dy * ux)
    side = 1.0 if dx * -uy + dy * ux > 0 else -1.0
    for index in range(1, min(200, math.ceil(reach / gap))):
        away = index * gap
        start, end = rise * away / reach, length - (length - rise) * away / reach
        foot = (half.center.x - side * uy * away, half.center.y + side * ux * away)
        yield polygon([(foot[0] + ux * y, foot[1] + uy * y) for y in (start, end)], closed=False)
