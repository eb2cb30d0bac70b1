"""What the outline of a letter tells: where its ink lies, how its stems lean, how thick its strokes are, whether two touch.

Plain geometry on rings of straight steps; which letters are measured, and why, is left to `realism`.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Final, NamedTuple

from cardmaker.geometry import Rect, Transform
from cardmaker.text.outlines import Ring, Rings

SCAN_EM: Final = 0.045
"""From one scan line to the next, across and down: about nine cut a small letter each way."""

STEEP: Final = 0.6
"""Sine of the angle at which a stroke must cross a scan line to be measured on it: flatter ones meet the other set."""

PARALLEL: Final = 0.15
"""Sine of the angle that the two sides of a stroke may make; more, and it is an end, a turn or a crossing."""

UPRIGHT: Final = 35.0
"""How far from the hand's own slant, degrees, a side may run and still belong to a stem."""


class Upright(NamedTuple):
    """The near-upright sides of a letter: how they lean on the whole (degrees, to the right positive), and their length."""

    lean: float
    length: float


def upright(rings: Rings, about: float = 0.0) -> Upright:
    """Return the sides within UPRIGHT degrees of a lean: the usual estimate of slant (Bozinovic and Srihari 1989)."""
    low, high = (math.tan(math.radians(about + limit)) for limit in (-UPRIGHT, UPRIGHT))
    total = length = 0.0
    for (xa, ya), (xb, yb) in _edges(rings):
        down = yb - ya
        if down and low < (lean := (xa - xb) / down) < high:
            step = abs(down) * math.sqrt(1 + lean * lean)
            total += lean * step
            length += step
    return Upright(math.degrees(math.atan(total / length)) if length else 0.0, length)


@lru_cache(maxsize=4096)
def widths(rings: Rings) -> tuple[float, ...]:
    """Return the stroke's width (em) wherever a scan line cuts it and its two sides run alike."""
    turned = tuple(tuple((y, x) for x, y in ring) for ring in rings)
    return (*_widths_across(rings), *_widths_across(turned))


def _widths_across(rings: Rings) -> Iterable[float]:
    """Yield the widths met on level scan lines."""
    levels: dict[int, list[tuple[float, float, float]]] = {}
    for (xa, ya), (xb, yb) in _edges(rings):
        low, high = sorted((ya, yb))
        for level in range(math.ceil(low / SCAN_EM), math.ceil(high / SCAN_EM)):
            x = xa + (xb - xa) * (level * SCAN_EM - ya) / (yb - ya)
            levels.setdefault(level, []).append((x, xb - xa, yb - ya))
    for crossings in levels.values():
        for entry, leaving in _spans(sorted(crossings)):
            yield from _width(entry, leaving)


def _spans(
    crossings: Sequence[tuple[float, float, float]],
) -> Iterable[tuple[tuple[float, float, float], tuple[float, float, float]]]:
    """Yield where a scan line enters and leaves ink, by the nonzero rule."""
    winding, entry = 0, crossings[0]
    for crossing in crossings:
        if not winding:
            entry = crossing
        winding += 1 if crossing[2] > 0 else -1
        if not winding:
            yield entry, crossing


def _width(entry: tuple[float, float, float], leaving: tuple[float, float, float]) -> Iterable[float]:
    """Yield the width between two sides if they run alike and steeply across the scan line."""
    (x1, dx1, dy1), (x2, dx2, dy2) = entry, leaving
    long1, long2 = math.hypot(dx1, dy1), math.hypot(dx2, dy2)
    sine = (abs(dy1) / long1 + abs(dy2) / long2) / 2
    if sine > STEEP and abs(dx1 * dy2 - dx2 * dy1) < PARALLEL * long1 * long2:
        yield (x2 - x1) * sine


def placed(rings: Rings, by: Transform) -> Rings:
    a, b, c, d, e, f = by
    return tuple(tuple((a * x + c * y + e, b * x + d * y + f) for x, y in ring) for ring in rings)


def box(rings: Rings) -> Rect:
    return Rect.around(point for ring in rings for point in ring)


def touch(one: Rings, other: Rings) -> bool:
    """Return whether the ink of two letters meets."""
    return any(_rings_touch(a, b) for a, b in product(one, other))


def _rings_touch(one: Ring, other: Ring) -> bool:
    box_one, box_other = Rect.around(one), Rect.around(other)
    if not box_one.meets(box_other):
        return False
    near_one, near_other = _near(one, box_other), _near(other, box_one)
    crossing = any(_cross(*a, *b) for a, b in product(near_one, near_other))
    return crossing or _holds(one, other[0]) or _holds(other, one[0])


Edge = tuple[tuple[float, float], tuple[float, float]]


def _near(ring: Ring, area: Rect) -> list[Edge]:
    """Return the edges of a ring whose boxes meet an area."""
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    return [
        (a, b)
        for a, b in pairwise((*ring, ring[0]))
        if min(a[0], b[0]) <= right
        and max(a[0], b[0]) >= x
        and min(a[1], b[1]) <= bottom
        and max(a[1], b[1]) >= y
    ]


def _cross(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> bool:
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: tuple[float, float], b: tuple[float, float], point: tuple[float, float]) -> bool:
    return (b[0] - a[0]) * (point[1] - a[1]) > (b[1] - a[1]) * (point[0] - a[0])


def _holds(ring: Ring, point: tuple[float, float]) -> bool:
    """Return whether a point lies inside a ring, by counting the edges to its right."""
    x, y = point
    inside = False
    for (xa, ya), (xb, yb) in pairwise((*ring, ring[0])):
        if (ya > y) != (yb > y) and x < xa + (xb - xa) * (y - ya) / (yb - ya):
            inside = not inside
    return inside


def _edges(rings: Rings) -> Iterable[Edge]:
    return (edge for ring in rings for edge in pairwise((*ring, ring[0])))
