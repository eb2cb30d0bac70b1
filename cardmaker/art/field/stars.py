"""`stars`: a night sky of many faint stars and few bright ones, even by eye, denser along a band."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

import numpy as np

from cardmaker.art.field.edges import edge_points, lies_within
from cardmaker.art.kit.area import WHOLE, Area, area_path, area_rect
from cardmaker.art.kit.spacing import blue_noise
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Item, Shared, Use
from cardmaker.geometry import Path, PathBuilder, Point, Rect, Size, Transform, ellipse

CLASSES: Final = 9
"""Sizes of stars that are drawn; each star takes the nearest."""

RARE: Final = 5.0
"""Bright stars are as rare as the fifth power of chance: the eye counts magnitudes in ratios."""

MOST_STARS: Final = 2000

EDGE_STEP: Final = 5.0  # pt between the points that stand for an edge
FREE: Final = 1.5  # pt from a star to the edge


@dataclass(frozen=True, slots=True)
class Band:
    """A milky way through the middle of the sky."""

    angle: Annotated[float, Bounds(-180, 180), "its direction, in degrees: 0 lies flat, 90 stands"] = 35.0
    width: Annotated[Length, Bounds(1, 200), "from its middle to where it fades"] = Length(16)
    shift: Annotated[Length, Bounds(-100, 100), "from the middle of the sky, across the band"] = Length(0)


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars over an area: none is cut by its edge, none lies on what they keep clear of."""

    spacing: Annotated[Length, Bounds(0.3, 40), "the least distance between two stars"]
    fill: Annotated[tuple[Role, ...], "their colors; the first is that of the brightest"]
    largest: Annotated[Length, Bounds(0.05, 6), "the radius of the brightest"]
    smallest: Annotated[Length, Bounds(0.02, 6), "the radius of the faintest"]
    area: Annotated[Area, "where they stand"] = WHOLE
    fade: Annotated[float, Bounds(0, 1), "the share that is left out at the bottom of the area"] = 0.0
    band: Annotated[Band | None, "where they are denser; elsewhere some are left out"] = None
    holes: Annotated[tuple[Area, ...], "round holes in the sky, as for a moon"] = ()
    rays: Annotated[int, Bounds(0, 60), "how many of the brightest have four rays"] = 0


def draw_stars(stars: Stars, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    rect = area_rect(stars.area, stage)
    places = _places(stars, rect, random, stage)
    sizes = sorted((_magnitude(stars, random, stage) for _ in places), reverse=True)
    order = _mixed(places, random)
    inside = _inside(stars, order, sizes, stage)
    shapes = _Shapes(stars, stage)
    rays = [spot for spot in inside if spot[1] >= sizes[0] * 0.3][: stars.rays] if inside else []
    for place, size in inside:
        has_rays = (place, size) in rays
        yield Use(shapes(size, has_rays, random), Transform.move(*place))


def _places(stars: Stars, rect: Rect, random: Random, stage: Stage) -> list[Point]:
    def keep(point: Point) -> bool:
        down = (point.y - rect.y) / (rect.height or 1.0)
        chance = (1 - stars.fade * down) * _density(stars.band, point, rect.center, stage)
        return random.random() < chance

    spacing = max(stage.length(stars.spacing), math.sqrt(rect.width * rect.height / MOST_STARS) * 0.8)
    return blue_noise(rect, spacing, random, keep)[:MOST_STARS]


def _density(band: Band | None, point: Point, middle: Point, stage: Stage) -> float:
    if band is None:
        return 1.0
    angle = math.radians(band.angle)
    off = (point.x - middle.x) * math.sin(angle) + (point.y - middle.y) * math.cos(angle)
    return 0.16 + 0.84 * math.exp(-(((off - stage.length(band.shift)) / stage.length(band.width)) ** 2))


def _magnitude(stars: Stars, random: Random, stage: Stage) -> float:
    small, large = stage.length(stars.smallest), stage.length(stars.largest)
    return small + (large - small) * math.pow(random.random(), RARE)


def _mixed(places: Sequence[Point], random: Random) -> list[Point]:
    return sorted(places, key=lambda _: random.random())


def _inside(
    stars: Stars, places: Sequence[Point], sizes: Sequence[float], stage: Stage
) -> list[tuple[Point, float]]:
    """Return the stars that nothing cuts, with their sizes."""
    if not places:
        return []
    edge = edge_points(area_path(stars.area, stage), EDGE_STEP)
    x, y = np.array(places).T
    within = lies_within(x, y, edge, np.hypot(np.array(sizes) + FREE, EDGE_STEP / 2)).tolist()
    holes = [area_rect(hole, stage) for hole in stars.holes]
    return [
        (place, size)
        for place, size, is_in in zip(places, sizes, within, strict=True)
        if is_in and stage.is_clear(*place, size) and not any(_is_in(hole, place, size) for hole in holes)
    ]


def _is_in(hole: Rect, place: Point, size: float) -> bool:
    off_x, off_y = place.x - hole.center.x, place.y - hole.center.y
    return math.hypot(off_x / (hole.width / 2 + size), off_y / (hole.height / 2 + size)) < 1


class _Shapes:
    """Stars drawn once for each size, color and kind."""

    def __init__(self, stars: Stars, stage: Stage) -> None:
        self._stars, self._stage = stars, stage
        self._small, self._large = stage.length(stars.smallest), stage.length(stars.largest)
        self._made: dict[tuple[int, Role, bool], Shared] = {}

    def __call__(self, size: float, has_rays: bool, random: Random) -> Shared:
        share = (size - self._small) / ((self._large - self._small) or 1.0)
        step = round(math.sqrt(max(0.0, share)) * (CLASSES - 1))
        role = self._stars.fill[0 if has_rays else int(random.random() * len(self._stars.fill))]
        key = (step, role, has_rays)
        if key not in self._made:
            self._made[key] = self._draw(*key)
        return self._made[key]

    def _draw(self, step: int, role: Role, has_rays: bool) -> Shared:
        radius = self._small + (self._large - self._small) * (step / (CLASSES - 1)) ** 2
        path = four_rays(radius * 2.6) if has_rays else ellipse(0.0, 0.0, radius)
        frame = Frame(Size(0.0, 0.0), (Fill(path, self._stage.color(role)),))
        return Shared(frame, radius * 3 + 1)


def four_rays(radius: float, waist: float = 0.12) -> Path:
    """Return a star about the origin with four hollow-sided rays, the upright ones longer."""
    tips = [(0.0, -radius), (radius * 0.74, 0.0), (0.0, radius), (-radius * 0.74, 0.0)]
    builder = PathBuilder().move(*tips[0])
    for (xa, ya), (xb, yb) in zip(tips, [*tips[1:], tips[0]], strict=True):
        builder.curve(xa * waist, ya * waist, xb * waist, yb * waist, xb, yb)
    return builder.close().path()
