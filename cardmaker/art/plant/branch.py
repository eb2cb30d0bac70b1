"""A branch: leaves and fruit grown along a spine, drawn back to front.

Irregularity is designed: angles vary by 9 degrees, lengths by 14 %, leaves grow small toward the tip, two tints
part the leaves behind from those in front, and light falls on one half of each.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.ribbon import along, cubic, ribbon, tapered
from cardmaker.art.plant.leaf import LEAF_POINTS, leaf, midrib
from cardmaker.art.stage import Stage
from cardmaker.color import WHITE, Color, mix
from cardmaker.design import Bounds, Length, Role, Species
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import Point, Transform, ellipse

ANGLE_JITTER_DEG: Final = 9.0
LENGTH_JITTER: Final = 0.14
BEHIND_SHARE: Final = 0.4
BENDS: Final = (0.6, 0.8, 1.0, 1.2)
"""How much of its species' bend a leaf takes. A few steps look free, and let outlines be reused."""

SPACING_POWER: Final = 0.8
"""How far the distance between leaves follows their size: 0 not at all, 1 in proportion."""

VEIN: Final = 0.014
"""A vein's width, of the leaf's length."""

THINNEST: Final = 0.4  # pt; veins are pale, and thinner pale lines break up in print

VEINED: Final = 14.0  # pt; a smaller leaf is drawn without a vein

LIGHT: Final = Point(-0.42, -0.91)
"""Where light comes from: above, a little from the left."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """The colors of leaves."""

    front: Annotated[Role, "leaves in front, and the stem"]
    back: Annotated[Role | None, "leaves behind; without it all are in front"] = None
    half: Annotated[Role | None, "the lit half of the leaves in front"] = None
    back_half: Annotated[Role | None, "the lit half of the leaves behind"] = None
    vein: Annotated[Role | None, "a line down the middle of the larger leaves"] = None
    stem: Annotated[Role | None, "stem and stalks; without it as the leaves in front"] = None


@dataclass(frozen=True, slots=True)
class Berries:
    """Fruit on short stalks."""

    count: Annotated[int, Bounds(1, 60), "how many on each branch"]
    fill: Annotated[Role, "their color"]
    radius: Annotated[Length, Bounds(0.1, 10), "of one berry"]
    stalk: Annotated[Length, Bounds(0, 30), "from the stem to the berry"]
    start: Annotated[float, Bounds(0, 1), "where on the branch the first one hangs"] = 0.1


@dataclass(frozen=True, slots=True)
class Growth:
    """How a branch grows; lengths in points. `count` is nodes: pairs if the species is opposite, else leaves.

    `points` is how many curves each side of a leaf has.
    """

    species: Species
    count: int
    leaf: float
    stem: float
    start: float
    jitter: float
    leaves: Leaves
    berries: Berries | None = None
    taper: float = 0.45
    points: int = LEAF_POINTS

    @property
    def stem_role(self) -> Role:
        return self.leaves.stem or self.leaves.front


@dataclass(frozen=True, slots=True)
class _Leaf:
    foot: Point
    angle: float
    length: float
    side: int
    bend: float
    is_behind: bool


def grow(spine: Sequence[Point], growth: Growth, stage: Stage, random: Random) -> list[Item]:
    """Return a branch on an evenly spaced spine from its foot to its tip: leaves behind, stem, leaves in front, fruit."""
    leaves = list(_place_leaves(spine, growth, random))
    behind = [item for found in leaves if found.is_behind for item in _draw_leaf(found, growth, stage)]
    front = [item for found in leaves if not found.is_behind for item in _draw_leaf(found, growth, stage)]
    return [*behind, *_stem(spine, growth, stage), *front, *_fruit(spine, growth, stage, random)]


def _stem(spine: Sequence[Point], growth: Growth, stage: Stage) -> list[Item]:
    half = growth.stem / 2
    path = ribbon(spine[:: max(1, len(spine) // 24)], tapered(half, half * 0.4), tapered(half, half * 0.4))
    return [Fill(path, stage.color(growth.stem_role))]


def _place_leaves(spine: Sequence[Point], growth: Growth, random: Random) -> Iterator[_Leaf]:
    """Yield leaves from the foot to the tip, the last one at the very end of the stem."""
    for node, share in enumerate(_nodes(growth.count, growth.start, growth.taper)):
        for side in (1, -1) if growth.species.opposite else ((1,) if node % 2 else (-1,)):
            yield _leaf_at(spine, growth, share, side, random)
    tip, heading = along(spine, 1.0)
    yield _Leaf(tip, heading, growth.leaf * _size_at(1.0, growth.taper) * 1.15, 1, 0.3, is_behind=False)


@lru_cache(maxsize=128)
def _nodes(count: int, start: float, taper: float) -> tuple[float, ...]:
    """Return where on the stem its leaves stand, 0 to 1: the closer together, the smaller they grow there."""
    steps = 96
    shares = [start + (1 - start) * (index + 0.5) / steps for index in range(steps)]
    densities = list(accumulate(_size_at(share, taper) ** -SPACING_POWER for share in shares))
    wanted = (densities[-1] * node / count for node in range(count))
    return tuple(start + (1 - start) * bisect_left(densities, value) / steps for value in wanted)


def _leaf_at(spine: Sequence[Point], growth: Growth, share: float, side: int, random: Random) -> _Leaf:
    share = min(0.985, share + random.uniform(-0.006, 0.006) * growth.jitter)
    foot, heading = along(spine, share)
    species = growth.species
    turn = species.foot + (species.tip - species.foot) * share
    turn += random.uniform(-ANGLE_JITTER_DEG, ANGLE_JITTER_DEG) * growth.jitter
    angle = heading + side * math.radians(turn)
    length = (
        growth.leaf
        * _size_at(share, growth.taper)
        * (1 + random.uniform(-LENGTH_JITTER, LENGTH_JITTER) * growth.jitter)
    )
    bend = BENDS[int(random.random() * len(BENDS))]
    is_behind = growth.leaves.back is not None and random.random() < BEHIND_SHARE
    return _Leaf(foot, angle, length, side, bend, is_behind)


def _size_at(share: float, taper: float) -> float:
    """Return the size of a leaf by its place: a little small at the foot, full in the lower third, small at the tip."""
    swell = math.sin(math.pi * min(1.0, share * 1.15 + 0.12))
    return (0.62 + 0.38 * swell) * (1 - taper * math.pow(share, 2.2))


def _draw_leaf(found: _Leaf, growth: Growth, stage: Stage) -> list[Item]:
    species, colors = growth.species, growth.leaves
    fill = colors.back if found.is_behind and colors.back else colors.front
    lit = colors.back_half if found.is_behind else colors.half
    cos, sin = math.cos(found.angle), math.sin(found.angle)
    petiole = species.petiole * found.length
    base = Point(found.foot.x + petiole * cos, found.foot.y + petiole * sin)
    place = Transform(found.length * cos, found.length * sin, -found.length * sin, found.length * cos, *base)
    bend = -found.side * species.bend * found.bend
    items: list[Item] = []
    if petiole:
        half = growth.stem / 2
        stalk = ribbon([found.foot, base], tapered(half * 0.55, half * 0.4), tapered(half * 0.55, half * 0.4))
        items.append(Fill(stalk, stage.color(growth.stem_role)))
    items.append(Fill(leaf(species, bend, 0, growth.points).transformed(place), stage.color(fill)))
    if lit is not None:
        half_side = 1 if -sin * LIGHT.x + cos * LIGHT.y > 0 else -1
        items.append(Fill(leaf(species, bend, half_side, growth.points).transformed(place), stage.color(lit)))
    if colors.vein is not None and found.length >= VEINED:
        ink = Ink(stage.color(colors.vein), max(THINNEST, VEIN * found.length))
        items.append(Stroke(midrib(bend).transformed(place), ink))
    return items


def _fruit(spine: Sequence[Point], growth: Growth, stage: Stage, random: Random) -> Iterator[Item]:
    berries = growth.berries
    if berries is None:
        return
    for index in range(berries.count):
        share = berries.start + (0.97 - berries.start) * (index + 0.5) / berries.count
        side = 1 if index % 2 else -1
        yield from _berry(spine, share, side, growth, berries, stage, random)


def _berry(
    spine: Sequence[Point],
    share: float,
    side: int,
    growth: Growth,
    berries: Berries,
    stage: Stage,
    random: Random,
) -> Iterator[Item]:
    foot, heading = along(spine, share)
    angle = heading + side * math.radians(56 + random.uniform(-8, 8))
    stalk = stage.length(berries.stalk) * random.uniform(0.85, 1.15)
    end = Point(foot.x + stalk * math.cos(angle), foot.y + stalk * math.sin(angle))
    arm = Point(foot.x + 0.5 * stalk * math.cos(heading), foot.y + 0.5 * stalk * math.sin(heading))
    thin = max(growth.stem * 0.22, 0.2)
    yield Fill(
        ribbon(cubic(foot, arm, end, end, 5), tapered(thin, thin * 0.8), tapered(thin, thin * 0.8)),
        stage.color(growth.stem_role),
    )
    yield from _drupe(
        end, stage.length(berries.radius) * random.uniform(0.88, 1.1), stage.color(berries.fill)
    )


def _drupe(center: Point, radius: float, color: Color) -> Iterator[Item]:
    """Yield one berry and the glint on its lit side."""
    yield Fill(ellipse(center.x, center.y, radius), color)
    glint = Point(center.x + LIGHT.x * radius * 0.42, center.y + LIGHT.y * radius * 0.42)
    yield Fill(ellipse(glint.x, glint.y, radius * 0.2), mix(color, WHITE, 0.6))
