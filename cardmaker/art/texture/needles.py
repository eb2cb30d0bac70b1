"""`needles`: a twig of pine in flat areas: long needles in pairs along a bowed stem, for blocks and stencils."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.ribbon import Profile, along, cubic, ribbon, tapered
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Point, Transform

SPINE_POINTS: Final = 24
THINNEST: Final = 0.4  # pt


@dataclass(frozen=True, slots=True)
class Needles:
    """A twig of pine that starts at `at`."""

    length: Annotated[Length, Bounds(2, 120), "of the stem"]
    needle: Annotated[Length, Bounds(1, 60), "the longest needle"]
    count: Annotated[int, Bounds(2, 200), "needles"]
    fill: Annotated[Role, "the color of the needles and the stem"]
    at: Annotated[Spot, "the foot of the stem"] = CENTER
    width: Annotated[Length, Bounds(0.05, 3), "of a needle"] = Length(0.5)
    stem: Annotated[Length, Bounds(0.05, 4), "the stem's width at its foot"] = Length(0.9)
    bow: Annotated[Length, Bounds(-30, 30), "how far the stem bends, to its left"] = ZERO
    spread: Annotated[
        tuple[float, float], Bounds(0, 120), "angle between needle and stem: at its foot, at its tip"
    ] = (62.0, 12.0)
    angle: Annotated[float, Bounds(-360, 360), "where it points, in degrees: 0 right, 90 up"] = 0.0
    mirror: Annotated[bool, "a second one, mirrored left for right"] = False


def draw_needles(needles: Needles, stage: Stage) -> Iterator[Item]:
    items = list(_twig(needles, stage))
    place = Transform.move(*stage.point(needles.at))
    yield Group(Frame(stage.size, tuple(items)), place)
    if needles.mirror:
        yield Group(Frame(stage.size, tuple(items)), Transform.scale(-1, 1).then(place))


def _twig(needles: Needles, stage: Stage) -> Iterator[Item]:
    random, color = stage.random(), stage.color(needles.fill)
    spine = _spine(needles, stage)
    half = stage.length(needles.stem) / 2
    yield Fill(ribbon(spine[::3], tapered(half, half * 0.4), tapered(half, half * 0.4)), color)
    wide = max(THINNEST, stage.length(needles.width)) / 2
    first, last = needles.spread
    for index in range(needles.count):
        share = 0.06 + 0.94 * index / (needles.count - 1)
        foot, heading = along(spine, share + random.uniform(-0.01, 0.01))
        side = 1 if index % 2 else -1
        turn = math.radians(first + (last - first) * share**1.4 + random.uniform(-7, 7)) * side
        length = stage.length(needles.needle) * (0.72 + 0.28 * math.sin(math.pi * min(1.0, share + 0.2)))
        length *= 1 + random.uniform(-0.12, 0.08)
        yield Fill(
            ribbon(_needle(foot, heading + turn, length, -side * 0.09), _sliver(wide), _sliver(wide)), color
        )


def _spine(needles: Needles, stage: Stage) -> list[Point]:
    length, bow = stage.length(needles.length), stage.length(needles.bow)
    angle = math.radians(-needles.angle)
    cos, sin = math.cos(angle), math.sin(angle)
    flat = cubic(
        Point(0, 0), Point(length * 0.33, -bow), Point(length * 0.66, -bow), Point(length, 0), SPINE_POINTS
    )
    return [Point(x * cos - y * sin, x * sin + y * cos) for x, y in flat]


def _needle(foot: Point, angle: float, length: float, bend: float) -> list[Point]:
    cos, sin = math.cos(angle), math.sin(angle)
    flat = [Point(length * share, length * bend * share * share) for share in (0.0, 0.35, 0.7, 1.0)]
    return [Point(foot.x + x * cos - y * sin, foot.y + x * sin + y * cos) for x, y in flat]


def _sliver(half: float) -> Profile:
    """Return a needle's half width: full to its middle, then drawn to a point."""
    return lambda share: half * min(1.0, 2.1 * (1.02 - share))
