"""Flower heads seen from the side. Each stands on the origin, rises along -y, and is about 2 radii high."""

import math
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from cardmaker.art.kit.curve import polar, smooth
from cardmaker.art.kit.ribbon import Profile, cubic, ribbon, tapered
from cardmaker.art.plant.bloom import Tones
from cardmaker.color import WHITE, mix
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, PathBuilder, Point, Transform, ellipse

Draw = Callable[[float, Tones, Random], Iterator[Item]]

GOLDEN_DEG: Final = 137.508


def draw_tulip(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    back, side = mix(tones.petal, tones.deep, 0.75), mix(tones.petal, tones.deep, 0.34)
    for turn in (-7, 8):
        yield Fill(_petal(radius, 1.98, 0.42, turn + random.uniform(-2, 2)), back)
    for turn in (-10, 10):
        yield Fill(_petal(radius, 1.84, 0.5, turn + random.uniform(-1, 1)), side)
    front = random.uniform(-3, 3)
    yield Fill(_petal(radius, 1.66, 0.51, front), tones.petal)
    yield Fill(_flush(radius, 1.0, 0.22, front), mix(tones.petal, tones.deep, 0.3))


def draw_magnolia(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield an opening goblet: tall petals, flushed at their feet, two of them falling outward."""
    layers = ((3, 2.0, 0.36, 0.6), (-17, 1.96, 0.38, 0.42), (19, 1.92, 0.38, 0.42), (44, 1.6, 0.34, 0.16), (-33, 1.78, 0.37, 0.12), (-8, 1.74, 0.4, 0.0), (13, 1.66, 0.4, 0.07))  # fmt: skip
    for turn, length, width, depth in layers:
        place = turn + random.uniform(-4, 4)
        reach = length * random.uniform(0.95, 1.03)
        color = mix(tones.petal, tones.deep, depth * 0.6)
        edge = mix(color, tones.deep, 0.3)
        yield Fill(_petal(radius, reach * 1.012, width * 1.06, place + 1.4), edge)
        yield Fill(_petal(radius, reach, width, place), color)
        yield Fill(_flush(radius, reach * 0.62, width * 0.5, place), mix(color, tones.deep, 0.45))
    yield from _calyx(radius, 0.2, tones)


def draw_bud(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    yield Fill(_petal(radius, 1.7, 0.46, random.uniform(-5, 5)), mix(tones.petal, tones.deep, 0.55))
    yield Fill(_petal(radius, 1.62, 0.34, 7), mix(tones.petal, tones.deep, 0.12))
    yield Fill(_flush(radius, 0.95, 0.2, 5), mix(tones.petal, tones.deep, 0.55))
    yield from _calyx(radius, 0.3, tones)


def draw_poppy(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a bowl of four crumpled petals that nods a little."""
    back = mix(tones.petal, tones.deep, 0.6)
    yield Fill(_bowl(radius, 0.98, 1.72, 0.0, random), back)
    for index in range(9):
        end = Point(radius * (index - 4) * 0.1, radius * random.uniform(-1.42, -1.2))
        foot = Point(end.x * 0.4, -0.6 * radius)
        yield Fill(ribbon([foot, end], *_even(0.02 * radius, 0.02 * radius)), tones.heart)
        yield Fill(ellipse(*end, radius * 0.055), tones.heart)
    yield Fill(_bowl(radius, 0.66, 1.2, -0.42, random), mix(tones.petal, tones.deep, 0.22))
    yield Fill(_bowl(radius, 0.72, 1.12, 0.36, random), tones.petal)
    for lean in (-0.12, 0.28, 0.62):
        yield Fill(_streak(radius, 0.12, random.uniform(0.6, 0.82), lean), mix(tones.petal, tones.deep, 0.4))


def draw_cornflower(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    for ring, (count, length, depth) in enumerate(((9, 1.5, 0.55), (8, 1.32, 0.0))):
        for index in range(count):
            turn = (index / (count - 1) - 0.5) * (150 - 30 * ring) + random.uniform(-5, 5)
            color = mix(tones.petal, tones.deep, min(1.0, depth + random.uniform(0.0, 0.2)))
            yield Fill(_fringe(radius, length * random.uniform(0.88, 1.04), turn), color)
    for index in range(6):
        end = polar((0, -0.5 * radius), 0.5 * radius * random.uniform(0.7, 1.1), -90 + (index - 2.5) * 17)
        yield Fill(ribbon([Point(0, -0.5 * radius), end], *_even(0.04 * radius, 0.03 * radius)), tones.heart)
    yield Fill(ellipse(0.0, -0.3 * radius, 0.27 * radius, 0.38 * radius), tones.green)
    for row in range(3):
        for side in (-1, 0, 1):
            spot = (side * 0.14 * radius, (-0.5 + row * 0.17) * radius)
            yield Fill(ellipse(*spot, 0.045 * radius), mix(tones.green, WHITE, 0.35))


def draw_lavender(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield tiers of small florets on a thin spike, loose at the foot and close at the tip."""
    yield Fill(ribbon([Point(0, 0), Point(0, -1.9 * radius)], *_even(0.035 * radius, 0.02 * radius)), tones.green)  # fmt: skip
    tiers = 9
    for tier in range(tiers):
        share = tier / (tiers - 1)
        y = -radius * 2 * (0.06 + 0.86 * share**0.9)
        size = radius * (0.27 - 0.13 * share)
        for turn in (-62, 62, -30, 30, 0):
            color = mix(tones.petal, tones.deep, min(1.0, abs(turn) / 80 + random.uniform(0.0, 0.25)))
            yield Fill(_floret(size * random.uniform(0.85, 1.1), turn + random.uniform(-8, 8), y), color)
    yield Fill(_floret(radius * 0.17, 0.0, -1.86 * radius), mix(tones.petal, WHITE, 0.2))


def draw_delphinium(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a spire of small round flowers that grow to buds at its tip."""
    yield Fill(ribbon([Point(0, 0), Point(0, -1.95 * radius)], *_even(0.03 * radius, 0.02 * radius)), tones.green)  # fmt: skip
    count = 15
    for index in range(count):
        share = index / (count - 1)
        size = radius * (0.25 - 0.18 * share)
        x = (1, -1, 0.2)[index % 3] * radius * (0.26 - 0.24 * share) * random.uniform(0.8, 1.1)
        center = Point(x, -radius * 2 * (0.05 + 0.92 * share))
        yield from _round_floret(center, size, share, tones, random)


def draw_umbel(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a parasol of fine rays, each with a cluster of tiny flowers."""
    rays = 13
    clusters = []
    for index in range(rays):
        across = (index - (rays - 1) / 2) / ((rays - 1) / 2)
        lift = 1.32 - 0.5 * across**2 + random.uniform(-0.1, 0.1) + (0.12 if index % 2 else 0.0)
        end = Point(radius * across * 0.98, -radius * lift)
        bend = Point(end.x * 0.35, end.y * 0.72)
        thin = max(0.022 * radius, 0.16)
        yield Fill(ribbon(cubic(Point(0, 0), bend, end, end, 4), *_even(thin, thin * 0.8)), tones.green)
        clusters.append(end)
    for end in clusters:
        yield from _cluster(end, radius * 0.17, tones, random)


def draw_allium(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a globe of small stars on threads."""
    center = Point(0, -radius)
    for index in range(44):
        spot = polar(center, radius * 0.9 * math.sqrt((index + 0.5) / 44), index * GOLDEN_DEG)
        if index % 2:
            yield Fill(ribbon([center, spot], *_even(0.012 * radius, 0.012 * radius)), tones.green)
        color = mix(tones.petal, tones.deep, 0.75 * (1 - (index / 44)) + random.uniform(0, 0.2))
        yield Fill(_star(spot, radius * 0.13, random), color)


def draw_snowdrop(radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a nodding bell of three petals on a crook."""
    crook = cubic(
        Point(0, 0),
        Point(-0.05 * radius, -1.9 * radius),
        Point(0.5 * radius, -2.2 * radius),
        Point(0.62 * radius, -1.62 * radius),
        8,
    )
    yield Fill(ribbon(crook, *_even(0.05 * radius, 0.03 * radius)), tones.green)
    hang = Transform.rotate(180).then(Transform.move(0.62 * radius, -1.62 * radius))
    for turn, depth in ((0.0, 0.35), (-26, 0.1), (25, 0.0)):
        yield Fill(
            _petal(radius, 1.12, 0.26, turn + random.uniform(-3, 3)).transformed(hang),
            mix(tones.petal, tones.deep, depth),
        )
    yield Fill(ellipse(0.62 * radius, -1.58 * radius, 0.12 * radius, 0.15 * radius), tones.green)


PROFILES: Final[dict[str, Draw]] = {
    "tulip": draw_tulip,
    "magnolia": draw_magnolia,
    "bud": draw_bud,
    "poppy-bowl": draw_poppy,
    "cornflower": draw_cornflower,
    "lavender": draw_lavender,
    "delphinium": draw_delphinium,
    "umbel": draw_umbel,
    "allium": draw_allium,
    "snowdrop": draw_snowdrop,
}
"""Heads seen from the side."""


def _petal(radius: float, length: float, width: float, turn: float, lean: float = 0.0) -> Path:
    """Return an upright petal from the origin; lengths in radii, `turn` in degrees clockwise."""
    half = [(0.05, -0.02), (0.72, -0.28), (1.0, -0.56), (0.72, -0.84), (0.22, -0.975)]
    there = [(x * width + lean * -y, y * length) for x, y in half]
    back = [(-x * width + lean * -y, y * length) for x, y in half[::-1]]
    return _up([*there, (lean, -length), *back], radius, turn)


def _even(foot: float, tip: float) -> tuple[Profile, Profile]:
    return tapered(foot, tip), tapered(foot, tip)


def _flush(radius: float, length: float, width: float, turn: float) -> Path:
    """Return the flush of color that rises from a petal's foot to a point."""
    half = [(0.1, 0.0), (0.9, -0.36), (0.55, -0.68)]
    there = [(x * width, y * length) for x, y in half]
    return _up([*there, (0.0, -length), *[(-x, y) for x, y in there[::-1]]], radius, turn)


def _up(points: Sequence[tuple[float, float]], radius: float, turn: float) -> Path:
    return smooth(points, closed=True).transformed(Transform.scale(radius).then(Transform.rotate(turn)))


def _streak(radius: float, start: float, end: float, lean: float) -> Path:
    foot, tip = Point(lean * 0.3 * radius, -start * radius), Point(lean * radius, -end * radius)
    middle = Point(lean * 0.8 * radius, -(start + end) / 2 * radius)
    return ribbon(cubic(foot, middle, tip, tip, 4), *_even(0.035 * radius, 0.0))


def _bowl(radius: float, width: float, height: float, shift: float, random: Random) -> Path:
    """Return a crumpled petal, seen from outside: narrow at its foot, its rim uneven."""
    half = [(0.12, -0.02), (0.72, -0.2), (1.0, -0.55), (0.93, -0.84), (0.62, -0.97), (0.3, -0.92)]
    points = [(x, y) for x, y in half] + [(0.0, -0.99)] + [(-x, y) for x, y in half[::-1]]
    bent = [
        (x * width * random.uniform(0.95, 1.04) - shift * y * 0.8, y * height * random.uniform(0.95, 1.03))
        for x, y in points
    ]
    return _up(bent, radius, 0.0)


def _calyx(radius: float, size: float, tones: Tones) -> Iterator[Item]:
    for turn in (-24, 0, 24):
        yield Fill(_petal(radius, size * 1.9, size * 0.55, turn), tones.green)


def _fringe(radius: float, length: float, turn: float) -> Path:
    """Return a ray that widens to three teeth."""
    points = [(0.03, -0.2), (0.08, -0.6), (0.2, -0.97), (0.1, -0.87), (0.0, -1.02), (-0.1, -0.87), (-0.2, -0.97), (-0.08, -0.6), (-0.03, -0.2)]  # fmt: skip
    builder = PathBuilder().move(points[0][0] * 1.2, points[0][1] * length)
    for x, y in points[1:]:
        builder.line(x * 1.2, y * length)
    return (
        builder.close()
        .path()
        .transformed(Transform.scale(radius).then(Transform.rotate(turn, (0.0, -0.3 * radius))))
    )


def _floret(size: float, turn: float, y: float) -> Path:
    drop = smooth(
        [(0.0, 0.0), (0.42, -0.55), (0.3, -1.05), (0.0, -1.25), (-0.3, -1.05), (-0.42, -0.55)], closed=True
    )
    return drop.transformed(Transform.scale(size).then(Transform.rotate(turn)).then(Transform.move(0.0, y)))


def _round_floret(center: Point, size: float, share: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a floret of five round petals, or a bud near the tip of its spike."""
    if share > 0.72:
        yield Fill(ellipse(center.x, center.y, size * 0.9, size * 1.2), mix(tones.petal, tones.deep, 0.6))
        return
    start, depth = random.uniform(0, 72), random.random() * 0.7
    for index in range(5):
        spot = polar(center, size * 0.62, start + 72 * index)
        yield Fill(
            ellipse(spot.x, spot.y, size * 0.52), mix(tones.petal, tones.deep, depth + 0.1 * (index % 2))
        )
    yield Fill(ellipse(center.x, center.y, size * 0.24), tones.dust)


def _cluster(center: Point, size: float, tones: Tones, random: Random) -> Iterator[Item]:
    for index in range(7):
        spot = polar(center, size * math.sqrt(index / 7), index * GOLDEN_DEG)
        color = mix(tones.petal, tones.deep, random.uniform(0.0, 0.55))
        yield Fill(ellipse(spot.x, spot.y * 1.0 + size * 0.1, size * random.uniform(0.3, 0.42)), color)


def _star(center: Point, size: float, random: Random) -> Path:
    start = random.uniform(0, 60)
    spots = [
        polar(center, size * (1.0 if index % 2 == 0 else 0.36), start + 30 * index) for index in range(12)
    ]
    builder = PathBuilder().move(*spots[0])
    for spot in spots[1:]:
        builder.line(*spot)
    return builder.close().path()
