"""`chips`: terrazzo: broken stone in several sizes, the large pieces laid first and the small ones in the room left."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.area import WHOLE, Area, area_path, area_rect
from cardmaker.art.kit.room import Field
from cardmaker.art.kit.spacing import blue_noise
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Insets, Path, Point, Rect, polygon

CUT: Final = 0.2
"""How much of a side is broken off at a corner, at most."""

TIERS: Final = ((1.0, 1.0), (0.5, 0.5), (0.24, 0.23), (0.15, 0.11))
"""Sizes of stone and their distance, to the largest: slabs, stones, chips, grit."""

MAX_CHIPS: Final = 2000


@dataclass(frozen=True, slots=True)
class Chips:
    """Broken stone of several colors and sizes; no two pieces touch."""

    fill: Annotated[tuple[Role, ...], "the stones' colors"]
    spacing: Annotated[Length, Bounds(4, 60), "between the middles of the largest stones"]
    area: Annotated[Area, "what they cover; they are cut at its edge"] = WHOLE
    size: Annotated[float, Bounds(0.2, 0.9), "the largest stones, to their spacing"] = 0.55
    gap: Annotated[Length, Bounds(0, 10), "between two stones"] = Length(0.7)
    grit: Annotated[bool, "the finest pieces too"] = True


def draw_chips(chips: Chips, stage: Stage) -> Iterator[Item]:
    stones = tuple(_stones(chips, stage, stage.random()))
    yield Group(Frame(stage.size, stones), clip=area_path(chips.area, stage))


def _stones(chips: Chips, stage: Stage, random: Random) -> Iterator[Item]:
    """Yield stones tier by tier, each keeping its gap to all that lie; a stone's color is seldom its neighbor's."""
    spacing, gap = stage.length(chips.spacing), stage.length(chips.gap)
    largest = spacing * chips.size / 2 * 1.3
    field = Field(largest, gap)
    rect = area_rect(chips.area, stage).inset(Insets.even(-largest))
    turn, laid = int(random.random() * len(chips.fill)), 0
    for distance, share in TIERS if chips.grit else TIERS[:-1]:
        for point in _places(rect, spacing * distance, distance < 0.4, random):
            radius = spacing * chips.size / 2 * share * random.uniform(0.75, 1.3)
            if laid < MAX_CHIPS and _is_free(point, radius, field, stage):
                field.lay(*point, radius)
                turn += 1 + int(random.random() * 2)
                laid += 1
                yield Fill(_stone(point, radius, random), stage.color(chips.fill[turn % len(chips.fill)]))


def _places(rect: Rect, distance: float, is_fine: bool, random: Random) -> list[Point]:
    """Return where stones of a tier may lie: the large ones evenly, the fine ones anywhere, since they fill what is left."""
    if not is_fine:
        return blue_noise(rect, distance, random)
    count = min(MAX_CHIPS, round(rect.width * rect.height / distance**2))
    return [
        Point(rect.x + rect.width * random.random(), rect.y + rect.height * random.random())
        for _ in range(count)
    ]


def _is_free(point: Point, radius: float, field: Field, stage: Stage) -> bool:
    return field.is_clear(*point, radius) and stage.is_clear(*point, radius)


def _stone(middle: Point, radius: float, random: Random) -> Path:
    """Return a convex piece within the radius: corners at uneven angles on a squeezed circle, some broken off."""
    corners = 4 + int(random.random() * 3)
    squeeze, lean = random.uniform(0.58, 0.95), random.uniform(0.0, math.tau)
    first = random.uniform(0.0, math.tau)
    points = []
    for index in range(corners):
        angle = first + math.tau * (index + random.uniform(-0.3, 0.3)) / corners
        x, y = math.cos(angle) * radius, math.sin(angle) * radius * squeeze
        cos, sin = math.cos(lean), math.sin(lean)
        points.append(Point(middle.x + x * cos - y * sin, middle.y + x * sin + y * cos))
    return polygon(_broken(points, random))


def _broken(points: list[Point], random: Random) -> list[Point]:
    """Return the outline with each corner cut, by a sliver or by a fifth of its sides."""
    found = []
    for before, here, after in zip([points[-1], *points], points, [*points[1:], points[0]], strict=False):
        cut = CUT * (0.25 + 0.75 * random.random())
        found += [_between(here, before, cut), _between(here, after, cut * random.uniform(0.6, 1.4))]
    return found


def _between(here: Point, there: Point, share: float) -> Point:
    return Point(here.x + (there.x - here.x) * share, here.y + (there.y - here.y) * share)
