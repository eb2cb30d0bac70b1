"""`quilt-star`: the Lone Star of American quilts: diamonds of small diamonds, colored ring by ring from the middle."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, Point, join, polygon


@dataclass(frozen=True, slots=True)
class QuiltStar:
    """A star of diamonds, each pieced from small ones whose colors run in rings about the center."""

    radius: Annotated[Length, Bounds(0.5, 80), "from the center to the tips"]
    rows: Annotated[int, Bounds(1, 12), "small diamonds along one side of a large one"]
    fill: Annotated[tuple[Role, ...], "the rings' colors, from the center outward, in turn"]
    at: Annotated[Spot, "its center"] = CENTER
    points: Annotated[int, Bounds(4, 16), "large diamonds"] = 8
    gap: Annotated[Length, Bounds(0, 5), "the seam between small diamonds"] = ZERO
    turn: Annotated[
        float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees; at 0 a tip points up"
    ] = 0.0

    def __post_init__(self) -> None:
        need_entries(self, "fill")


def draw_quilt_star(star: QuiltStar, stage: Stage) -> Iterator[Item]:
    center = stage.point(star.at)
    side = stage.length(star.radius) / (2 * math.cos(math.pi / star.points)) / star.rows
    inset = _inset(star, stage.length(star.gap) / 2, side)
    rings: dict[Role, list[Path]] = {}
    for ring, path in _diamonds(star, center, side, inset):
        rings.setdefault(star.fill[ring % len(star.fill)], []).append(path)
    for role, paths in rings.items():
        yield Fill(join(paths), stage.color(role))


def _inset(star: QuiltStar, distance: float, side: float) -> float:
    """Return by which share of a side a diamond's corners move along both sides, to be `distance` inside all round.

    At least a part of a seam is closed by an overlap, so that no paper shows between diamonds without a gap.
    """
    distance = distance if distance > 0 else -0.08
    return min(0.45, distance / (side * math.sin(2 * math.pi / star.points)))


def _diamonds(star: QuiltStar, center: Point, side: float, inset: float) -> Iterator[tuple[int, Path]]:
    """Yield the small diamonds with the number of their ring, in painting order."""
    step = 2 * math.pi / star.points
    for point in range(star.points):
        middle = -math.pi / 2 + math.radians(star.turn) + point * step
        left = (side * math.cos(middle - step / 2), side * math.sin(middle - step / 2))
        right = (side * math.cos(middle + step / 2), side * math.sin(middle + step / 2))
        for i in range(star.rows):
            for j in range(star.rows):
                near, far = inset, 1 - inset
                corners = [(i + near, j + near), (i + far, j + near), (i + far, j + far), (i + near, j + far)]
                yield i + j, polygon([_place(center, left, right, a, b) for a, b in corners])


def _place(
    center: Point, left: tuple[float, float], right: tuple[float, float], a: float, b: float
) -> tuple[float, float]:
    return center.x + a * left[0] + b * right[0], center.y + a * left[1] + b * right[1]
