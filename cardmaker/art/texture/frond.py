"""`frond`: a fern's frond in flat areas, for blocks and stencils: lobed leaflets on both sides of a bowed stem."""

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.ribbon import along, cubic, ribbon, tapered
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, PathBuilder, Point, Transform

SPINE_POINTS: Final = 48
LEAFLET_POINTS: Final = 14
BARE: Final = 0.15
"""How much of the stem is bare at its foot."""

SMALLEST: Final = 0.05
"""The last leaflets, to the longest."""

CLOSENESS: Final = 0.22
"""How far leaflets part even where they are smallest."""

VEINED: Final = 0.22
"""Shorter leaflets than this, to the longest, have no vein."""

THINNEST: Final = 0.35  # pt, of a carved vein


@dataclass(frozen=True, slots=True)
class Frond:
    """A fern's frond; its ink is centered on `at`."""

    length: Annotated[Length, Bounds(3, 150), "of the stem, from end to end"]
    width: Annotated[Length, Bounds(1, 100), "from tip to tip of the longest pair of leaflets"]
    pairs: Annotated[int, Bounds(3, 60), "pairs of leaflets"]
    fill: Annotated[Role, "the color of leaflets and stem"]
    at: Annotated[Spot, "the center of its ink"] = CENTER
    lobes: Annotated[int, Bounds(0, 30), "lobes on each side of the longest leaflet; 0 leaves it whole"] = 9
    full: Annotated[float, Bounds(0.2, 1.2), "a leaflet's half width, to its distance to the next one"] = 0.5
    vein: Annotated[Role | None, "the color of a line cut along each leaflet"] = None
    stem: Annotated[Length, Bounds(0.1, 5), "the stem's width at its foot"] = Length(1.0)
    bow: Annotated[Length, Bounds(-40, 40), "how far the stem swings, as an S"] = ZERO
    angle: Annotated[float, Bounds(-360, 360), "where it points, in degrees: 0 right, 90 up"] = 90.0


@dataclass(frozen=True, slots=True)
class _Leaflet:
    """One leaflet of length `length` pt from its foot, growing along +x and bent toward the frond's tip."""

    foot: Point
    angle: float
    length: float
    half: float
    lobes: int
    bend: float


def draw_frond(frond: Frond, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    spine = _spine(frond, stage)
    leaflets = list(_leaflets(frond, spine, stage, random))
    color, longest = stage.color(frond.fill), stage.length(frond.width) / 2
    items: list[Item] = [Fill(_leaflet_path(leaflet), color) for leaflet in leaflets]
    if frond.vein is not None:
        items += [
            Fill(_vein(leaflet), stage.color(frond.vein))
            for leaflet in leaflets
            if leaflet.length > VEINED * longest
        ]
    half = stage.length(frond.stem) / 2
    items.append(Fill(ribbon(spine[::3], tapered(half, half * 0.25), tapered(half, half * 0.25)), color))
    center, box = stage.point(frond.at), ink_box(items)
    middle = box.center if box else Point(0, 0)
    yield Group(Frame(stage.size, tuple(items)), Transform.move(center.x - middle.x, center.y - middle.y))


def _spine(frond: Frond, stage: Stage) -> list[Point]:
    length, bow = stage.length(frond.length), stage.length(frond.bow)
    angle = math.radians(-frond.angle)
    cos, sin = math.cos(angle), math.sin(angle)
    flat = cubic(
        Point(0, 0), Point(length * 0.3, -bow), Point(length * 0.68, bow), Point(length, 0), SPINE_POINTS
    )
    return [Point(x * cos - y * sin, x * sin + y * cos) for x, y in flat]


def _leaflets(frond: Frond, spine: list[Point], stage: Stage, random: Random) -> Iterator[_Leaflet]:
    """Yield leaflets from the foot to the tip; they stand closer, and more forward, the smaller they grow."""
    longest = stage.length(frond.width) / 2
    run = stage.length(frond.length) * (1 - BARE)
    steps = _steps(frond.pairs)
    for place, size in steps:
        room = run * (CLOSENESS + size) / sum(CLOSENESS + size for _, size in steps)
        for side in (1, -1):
            share = BARE + (1 - BARE) * min(0.995, place + (0.35 / frond.pairs if side > 0 else 0.0) * size)
            foot, heading = along(spine, share)
            turn = math.radians(78 - 34 * share + random.uniform(-2.5, 2.5))
            length = longest * size * (1 + random.uniform(-0.05, 0.05)) / math.sin(turn) ** 0.5
            lobes = round(frond.lobes * (0.35 + 0.65 * size)) if size > 0.16 else 0
            half = min(room * frond.full * math.sin(turn) ** 0.6, length * 0.3)
            yield _Leaflet(foot, heading + side * turn, length, half, lobes, -side * 0.12)
    tip, heading = along(spine, 1.0)
    yield _Leaflet(tip, heading, longest * SMALLEST * 1.6, run * 0.006, 0, 0.0)


@lru_cache(maxsize=64)
def _steps(pairs: int) -> tuple[tuple[float, float], ...]:
    """Return each pair's place on the leafy part of the stem, 0 to 1, and its size: the smaller, the closer together."""
    fine = 240
    densities = list(accumulate(1 / (CLOSENESS + _size_at((index + 0.5) / fine)) for index in range(fine)))
    wanted = (densities[-1] * (index + 0.5) / pairs for index in range(pairs))
    places = [bisect_left(densities, value) / fine for value in wanted]
    return tuple((place, _size_at(place)) for place in places)


def _size_at(place: float) -> float:
    """Return a leaflet's length, to the longest, by its place on the stem: most in the lower third, a slim tip."""
    rise = min(1.0, 0.72 + 1.5 * place)
    return max(SMALLEST, rise * math.pow(1 - place, 0.85))


def _spine_of(leaflet: _Leaflet, count: int) -> list[Point]:
    length, bend = leaflet.length, leaflet.bend * leaflet.length
    cos, sin = math.cos(leaflet.angle), math.sin(leaflet.angle)
    flat = cubic(
        Point(0, 0),
        Point(length * 0.35, -bend * 0.2),
        Point(length * 0.75, bend * 0.2),
        Point(length, bend),
        count,
    )
    return [Point(leaflet.foot.x + x * cos - y * sin, leaflet.foot.y + x * sin + y * cos) for x, y in flat]


def _leaflet_path(leaflet: _Leaflet) -> Path:
    if leaflet.lobes < 2:
        spine = _spine_of(leaflet, 4)
        return ribbon(spine, lambda t: _half_at(leaflet, t), lambda t: _half_at(leaflet, t))
    spine = _spine_of(leaflet, 2 * leaflet.lobes + 2)
    builder = PathBuilder().move(*leaflet.foot)
    for index in range(leaflet.lobes):
        _lobe(builder, spine, leaflet, index, 1.0)
    _tip(builder, spine, leaflet)
    for index in reversed(range(leaflet.lobes)):
        _lobe(builder, spine, leaflet, index, -1.0)
    return builder.close().path()


def _half_at(leaflet: _Leaflet, share: float) -> float:
    """Return a leaflet's half width: full at a sixth of its length, then narrowing to a point."""
    return leaflet.half * min(1.0, 0.55 + 3.2 * share) * math.pow(max(0.0, 1 - share), 0.72)


def _lobe(builder: PathBuilder, spine: list[Point], leaflet: _Leaflet, index: int, side: float) -> None:
    """Add one rounded lobe, leaning to the leaflet's tip; outward along the near side, back along the far one."""
    near, far = 2 * index, 2 * index + 2
    share = (index + 0.5) / leaflet.lobes * (len(spine) - 3) / (len(spine) - 1)
    half = _half_at(leaflet, share)
    notch = 0.24
    low, high = _off(spine, near, side * half * notch), _off(spine, far, side * half * notch)
    out_low, out_high = _off(spine, near, side * half * 1.24, 0.42), _off(spine, far, side * half * 1.18, 0.5)
    if side > 0:
        builder.line(*low).curve(*out_low, *out_high, *high)
    else:
        builder.line(*high).curve(*out_high, *out_low, *low)


def _tip(builder: PathBuilder, spine: list[Point], leaflet: _Leaflet) -> None:
    """Add the last lobe, pointed, from the near side round to the far one."""
    last, foot = len(spine) - 1, 2 * leaflet.lobes
    half = _half_at(leaflet, foot / last * 0.97)
    left, right = (_off(spine, foot, side * half * 0.9, 0.2) for side in (1.0, -1.0))
    builder.curve(*left, *_off(spine, last - 1, half * 0.3), *spine[last])
    builder.curve(*_off(spine, last - 1, -half * 0.3), *right, *_off(spine, foot, -half * 0.24))


def _off(spine: list[Point], index: int, distance: float, lean: float = 0.0) -> Point:
    """Return the place beside a point of the spine; `lean` moves it on by that share of two steps."""
    here, after = spine[index], spine[min(index + 1, len(spine) - 1)]
    before = spine[max(0, index - 1)]
    dx, dy = after.x - before.x, after.y - before.y
    length = math.hypot(dx, dy) or 1.0
    return Point(here.x - dy / length * distance + dx * lean, here.y + dx / length * distance + dy * lean)


def _vein(leaflet: _Leaflet) -> Path:
    """Return the line cut along a leaflet, from near its foot to three quarters of its length."""
    spine = _spine_of(leaflet, LEAFLET_POINTS)[1 : int(LEAFLET_POINTS * 0.82)]
    half = max(THINNEST, leaflet.half * 0.16) / 2
    return ribbon(spine[::2], tapered(half, THINNEST * 0.4), tapered(half, THINNEST * 0.4))
