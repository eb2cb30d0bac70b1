"""`cone`: overlapping scales about an axis, as on a pine cone, an artichoke or a hop, cut as a block printer cuts them.

Scales stand in whorls, each half a step on from the last. The lower ones hide the feet of the upper ones; each has a dark
edge and is shaded by cuts that rise from its foot.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.ribbon import Profile, ribbon
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, PathBuilder, Point, Rect, Transform

THINNEST: Final = 0.3  # pt, of a cut
LEAN: Final = 0.62
"""How far scales at the side lean outward, of their angle about the axis."""


@dataclass(frozen=True, slots=True)
class Cone:
    """Overlapping scales; upright, its tip on top, unless turned."""

    height: Annotated[Length, Bounds(2, 120), "from foot to tip"]
    width: Annotated[Length, Bounds(2, 100), "at its widest, without the scales' tips"]
    rows: Annotated[int, Bounds(3, 24), "whorls of scales"]
    across: Annotated[int, Bounds(2, 14), "scales that face the viewer in one whorl"]
    fill: Annotated[Role, "the color of the scales"]
    line: Annotated[Role, "the color of their edges and cuts"]
    at: Annotated[Spot, "the middle of its axis"] = CENTER
    scale: Annotated[float, Bounds(0.5, 4), "a scale's length, to the distance between whorls"] = 2.0
    broad: Annotated[float, Bounds(0.4, 2.5), "a scale's width, to the distance within its whorl"] = 1.15
    point: Annotated[float, Bounds(0, 1), "0 for round scales, 1 for pointed ones"] = 0.6
    belly: Annotated[float, Bounds(0.15, 0.7), "where the cone is widest, from its foot"] = 0.36
    edge: Annotated[Length, Bounds(0.05, 3), "the dark edge of a scale"] = Length(0.5)
    cuts: Annotated[int, Bounds(0, 15), "cuts that shade a scale"] = 5
    boss: Annotated[bool, "a pine cone's boss on each scale"] = False
    angle: Annotated[float, Bounds(-360, 360), "turned clockwise, in degrees"] = 0.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """A scale by its foot, pt; `around` is its angle about the axis: 0 faces the viewer, ±pi/2 are the sides."""

    foot: Point
    length: float
    half: float
    around: float

    @property
    def turn(self) -> float:
        return math.degrees(self.around) * LEAN


def draw_cone(cone: Cone, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    items = tuple(item for scale in _scales(cone, stage) for item in _draw_scale(scale, cone, stage, random))
    place = Transform.rotate(cone.angle).then(Transform.move(*stage.point(cone.at)))
    yield Group(Frame(stage.size, items), place)


def _scales(cone: Cone, stage: Stage) -> Iterator[_Scale]:
    """Yield scales from the tip to the foot, in each whorl from its sides to its middle: the order of painting."""
    height = stage.length(cone.height)
    step = height / (cone.rows + cone.scale * 0.6)
    for row in reversed(range(cone.rows)):
        place = row / max(1, cone.rows - 1)
        radius = stage.length(cone.width) / 2 * _girth(place, cone.belly)
        # The topmost whorl is a full one: an odd number has one scale in its middle, and that is the tip.
        is_between = (cone.rows - 1 - row) % 2
        count = _facing(cone.across - is_between, _girth(place, cone.belly))
        length = step * cone.scale * (0.72 + 0.28 * _girth(place, cone.belly))
        for index in sorted(range(count), key=lambda index: -abs(index - (count - 1) / 2)):
            around = (index - (count - 1) / 2) * math.pi / (count + is_between - 0.4)
            half = cone.broad * radius * math.pi / (count + is_between) / 2 * (0.5 + 0.5 * math.cos(around))
            # Feet at the sides lie farther back, and so a little higher.
            foot = Point(
                radius * math.sin(around) * 0.82,
                height / 2 - step * (row + 0.1 + 0.5 * (1 - math.cos(around))),
            )
            yield _Scale(foot, length, max(half, step * 0.4), around)


def _facing(count: int, girth: float) -> int:
    """Return how many scales face the viewer: fewer by twos where the cone is thin, so that whorls stay staggered."""
    return max(2 - count % 2, count - 2 * round((1 - math.sqrt(girth)) * count / 2))


def _girth(place: float, belly: float) -> float:
    """Return the cone's girth, to its greatest, by the place of a whorl: round at its foot, slim at its tip."""
    if place < belly:
        return math.sqrt(max(0.0, 1 - (0.86 * (belly - place) / belly) ** 2))
    return max(0.12, math.pow(math.cos((place - belly) / (1 - belly) * math.pi / 2), 0.8))


def _draw_scale(scale: _Scale, cone: Cone, stage: Stage, random: Random) -> Iterator[Item]:
    edge = stage.length(cone.edge)
    place = Transform.rotate(scale.turn).then(Transform.move(*scale.foot))
    line, fill = stage.color(cone.line), stage.color(cone.fill)
    rim = _outline(scale.length + edge, scale.half + edge, cone.point)
    yield Fill(rim.transformed(place), line)
    yield Fill(_outline(scale.length, scale.half, cone.point).transformed(place), fill)
    for cut in _cuts(scale, cone, random):
        yield Fill(cut.transformed(place), line)
    if cone.boss:
        yield Fill(_boss(scale).transformed(place), line)


def _outline(length: float, half: float, point: float) -> Path:
    """Return a scale from its foot at the origin upward; `point` draws its shoulders in toward the tip."""
    shoulder = length * (0.98 - 0.2 * point)
    crown = half * (0.62 - 0.5 * point)
    tip = -length
    return (
        PathBuilder()
        .move(-half * 0.55, 0.0)
        .curve(-half * 1.1, -length * 0.3, -half * 1.12, -shoulder * 0.62, -half * 0.82, -shoulder * 0.76)
        .curve(-half * 0.6, -shoulder * 0.93, -crown, tip + length * 0.03 * (1 - point), 0.0, tip)
        .curve(
            crown,
            tip + length * 0.03 * (1 - point),
            half * 0.6,
            -shoulder * 0.93,
            half * 0.82,
            -shoulder * 0.76,
        )
        .curve(half * 1.12, -shoulder * 0.62, half * 1.1, -length * 0.3, half * 0.55, 0.0)
        .curve(half * 0.3, length * 0.12, -half * 0.3, length * 0.12, -half * 0.55, 0.0)
        .close()
        .path()
    )


def _cuts(scale: _Scale, cone: Cone, random: Random) -> Iterator[Path]:
    """Yield cuts that fan from the foot of a scale, the longest beside its middle; more shade on the right."""
    count = cone.cuts
    for index in range(count):
        across = (index + 0.5) / count * 2 - 1
        rise = (
            (0.76 if cone.boss else 0.9)
            * (1 - 0.34 * abs(across) ** 1.5 + 0.05 * across)
            * (1 + random.uniform(-0.06, 0.06))
        )
        foot = Point(across * scale.half * 0.5, 0.0)
        tip = Point(across * scale.half * 0.74, -scale.length * rise)
        middle = Point(across * scale.half * 0.8, -scale.length * rise * 0.55)
        half = max(THINNEST, scale.half * 0.95 / count) / 2
        yield ribbon([foot, middle, tip], _narrowing(half), _narrowing(half))


def _narrowing(half: float) -> Profile:
    return lambda share: half * (1 - 0.85 * share)


def _boss(scale: _Scale) -> Path:
    size = scale.half * 0.3
    rect = Rect(-size, -scale.length * 0.88, 2 * size, size * 1.1)
    return (
        PathBuilder()
        .move(rect.x, rect.center.y)
        .line(0.0, rect.y)
        .line(rect.right, rect.center.y)
        .line(0.0, rect.bottom)
        .close()
        .path()
    )
