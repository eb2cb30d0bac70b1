"""Landscapes in flat layers, for the place of a photo that is not there yet: hills, a bay, a wood under the moon."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

import numpy as np

from cardmaker.art.kit.curve import curve_through
from cardmaker.art.kit.noise import Noise
from cardmaker.color import Color
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, PathBuilder, Point, Rect, ellipse, polygon, rectangle

Scene = Literal["hills", "bay", "wood"]

RANKS: Final = 6
POINTS: Final = 22
TIERS: Final = 6


@dataclass(frozen=True, slots=True)
class Colors:
    """What a scene is painted with; `land` goes from far to near."""

    sky: Color
    sun: Color
    land: Sequence[Color]


def draw_scene(scene: Scene, rect: Rect, colors: Colors, random: Random) -> Iterator[Item]:
    """Yield the scene, far things first; it fills the rectangle and may reach over its edges."""
    yield Fill(rectangle(rect), colors.sky)
    yield from SCENES[scene](rect, colors, random)


def _hills(rect: Rect, colors: Colors, random: Random) -> Iterator[Item]:
    yield _disc(rect, 0.64, 0.3, 0.13, colors.sun)
    noise = Noise(random)
    for rank, color in enumerate(colors.land):
        near = rank / (len(colors.land) - 1)
        base, relief = 0.44 + 0.42 * near**0.9, 0.085 + 0.05 * near
        steep = 2.1 - 0.7 * near
        roughness = (1.0, 0.45, 0.2) if near < 0.5 else (1.0, 0.35)
        yield Fill(_ridge(rect, noise, rank, base, relief, steep, roughness), color)


def _bay(rect: Rect, colors: Colors, random: Random) -> Iterator[Item]:
    sun_x, horizon = 0.6, 0.47
    yield _disc(rect, sun_x, horizon - 0.07, 0.15, colors.sun)
    noise = Noise(random)
    last = len(colors.land) - 1
    yield Fill(_headland(rect, noise, horizon), colors.land[min(2, last)])
    for rank, color in enumerate(colors.land[:last]):
        top = horizon + 0.48 * (rank / last) ** 1.35
        yield Fill(_water(rect, noise, rank, top), color)
        if rank < last - 1:
            yield from _glitter(rect, sun_x, top, rank, colors.sun, random)
    yield Fill(_ridge(rect, noise, last, 0.93, 0.05, 1.2, (1.0, 0.3)), colors.land[last])
    yield from _boat(rect, 0.3, horizon + 0.105, colors)


def _wood(rect: Rect, colors: Colors, random: Random) -> Iterator[Item]:
    yield _disc(rect, 0.66, 0.24, 0.1, colors.sun)
    noise = Noise(random)
    last = len(colors.land) - 1
    yield Fill(_ridge(rect, noise, 0, 0.5, 0.12, 1.7, (1.0, 0.4)), colors.land[0])
    for rank in range(1, last + 1):
        near = rank / last
        base = 0.5 + 0.4 * near
        yield Fill(_ridge(rect, noise, rank, base + 0.02, 0.03, 1.2, (1.0,)), colors.land[rank])
        yield Fill(_firs(rect, base, near, random), colors.land[rank])


SCENES: Final[Mapping[Scene, Callable[[Rect, Colors, Random], Iterator[Item]]]] = {
    "hills": _hills,
    "bay": _bay,
    "wood": _wood,
}


def _disc(rect: Rect, x: float, y: float, radius: float, color: Color) -> Fill:
    """Return the sun or the moon; its radius is a share of the shorter side."""
    return Fill(ellipse(*_at(rect, x, y), radius * min(rect.size)), color)


def _at(rect: Rect, x: float, y: float) -> Point:
    return Point(rect.x + x * rect.width, rect.y + y * rect.height)


def _ridge(
    rect: Rect,
    noise: Noise,
    rank: int,
    base: float,
    relief: float,
    steep: float,
    roughness: Sequence[float],
) -> Path:
    """Return the land below a ridge; places and relief are shares of the height, `steep` is hills a width."""
    x = np.linspace(-0.02, 1.02, POINTS)
    wide = rect.width / max(1.0, min(rect.size))
    heights = noise.octaves(x * steep * wide + 7.7 * rank, np.full(POINTS, 5.13 * rank + 0.4), roughness)
    tops = [_at(rect, float(a), base + 1.5 * relief * float(b)) for a, b in zip(x, heights, strict=True)]
    return _down_to_the_bottom(rect, tops)


def _down_to_the_bottom(rect: Rect, tops: Sequence[Point]) -> Path:
    builder = PathBuilder().move(tops[0].x, rect.bottom + 1).line(*tops[0])
    curve_through(builder, tops)
    return builder.line(tops[-1].x, rect.bottom + 1).close().path()


def _headland(rect: Rect, noise: Noise, horizon: float) -> Path:
    """Return a far cape that falls from the left to the water."""
    x = np.linspace(-0.02, 0.46, 12)
    rough = noise.octaves(x * 6, np.full(12, 3.3), (1.0, 0.5))
    fall = np.clip(1 - (x + 0.02) / 0.48, 0.0, 1.0)
    rise = 0.17 * fall**1.5 * (1 + 0.35 * rough)
    tops = [_at(rect, float(a), horizon + 0.004 - float(b)) for a, b in zip(x, rise, strict=True)]
    builder = PathBuilder().move(tops[0].x, rect.y + (horizon + 0.01) * rect.height).line(*tops[0])
    curve_through(builder, tops)
    return builder.line(tops[-1].x, rect.y + (horizon + 0.01) * rect.height).close().path()


def _water(rect: Rect, noise: Noise, rank: int, top: float) -> Path:
    """Return the water below a line of waves; the farthest is a straight horizon."""
    if rank == 0:
        left, right = rect.x - 1, rect.right + 1
        y = rect.y + top * rect.height
        return polygon([(left, y), (right, y), (right, rect.bottom + 1), (left, rect.bottom + 1)])
    return _ridge(rect, noise, 20 + rank, top, 0.008 + 0.006 * rank, 2.6, (1.0, 0.3))


def _glitter(rect: Rect, x: float, top: float, rank: int, color: Color, random: Random) -> Iterator[Fill]:
    """Yield the sun's light on a band of water: short lenses that grow toward the shore."""
    for step in range(2):
        y = top + 0.028 + 0.036 * step + 0.008 * rank
        half = (0.05 + 0.022 * rank) * random.uniform(0.6, 1.25) * rect.width
        center = _at(rect, x + random.uniform(-0.035, 0.035), y)
        thick = (0.0045 + 0.0016 * rank) * min(rect.size)
        yield Fill(_lens(center, half, thick), color)


def _lens(center: Point, half: float, thick: float) -> Path:
    x, y = center
    return (
        PathBuilder()
        .move(x - half, y)
        .curve(x - half / 2, y - thick, x + half / 2, y - thick, x + half, y)
        .curve(x + half / 2, y + thick, x - half / 2, y + thick, x - half, y)
        .close()
        .path()
    )


def _boat(rect: Rect, x: float, y: float, colors: Colors) -> Iterator[Fill]:
    """Yield a small sailing boat: two sails and a hull."""
    size = 0.1 * min(rect.size)
    left, top = _at(rect, x, y)

    def place(points: Sequence[tuple[float, float]]) -> Path:
        return polygon([(left + a * size, top + b * size) for a, b in points])

    yield Fill(place([(-0.05, -1.3), (-0.05, -0.16), (-0.52, -0.16)]), colors.sky)
    yield Fill(place([(0.03, -1.5), (0.03, -0.16), (0.6, -0.16)]), colors.sky)
    yield Fill(place([(-0.62, -0.06), (0.68, -0.06), (0.46, 0.16), (-0.42, 0.16)]), colors.land[-1])


def _firs(rect: Rect, base: float, near: float, random: Random) -> Path:
    """Return a rank of firs along a line as one outline."""
    steps, x = [], -0.02
    side = min(rect.size)
    height = (0.1 + 0.2 * near**1.3) * side
    while x < 1.04:
        tall = height * random.uniform(0.62, 1.15)
        steps.append(_fir(_at(rect, x, base + 0.03 + 0.02 * random.random()), tall, random))
        x += tall / rect.width * random.uniform(0.26, 0.62)
    path = steps[0]
    for step in steps[1:]:
        path += step
    return path


def _fir(foot: Point, height: float, random: Random) -> Path:
    """Return one fir: boughs in tiers that hang a little, each wider than the one above."""
    spread = height * random.uniform(0.17, 0.22)
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for tier in range(1, TIERS + 1):
        share = tier / TIERS
        y = foot.y - height * (1 - share**0.92)
        reach = spread * share
        for side, points in ((-1, left), (1, right)):
            out = reach * random.uniform(0.85, 1.15)
            points += [
                (foot.x + side * out, y + 0.02 * height),
                (foot.x + side * out * 0.5, y - 0.005 * height),
            ]
    tip = (foot.x, foot.y - height)
    return polygon(
        [tip, *right, (foot.x + 0.02 * height, foot.y), (foot.x - 0.02 * height, foot.y), *left[::-1]]
    )
