"""Smooth curves through points, and points along curves; in points, y down."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from cardmaker.geometry import Path, PathBuilder, Point


def smooth(points: Sequence[tuple[float, float]], *, closed: bool = False) -> Path:
    """Return a path through the points (Catmull and Rom's spline, as Bézier arms of a sixth of the chord)."""
    builder = PathBuilder().move(*points[0])
    if closed:
        _add_curves(builder, [points[-1], *points, points[0], points[1 % len(points)]])
        return builder.close().path()
    _add_curves(builder, [points[0], *points, points[-1]])
    return builder.path()


def curve_through(builder: PathBuilder, points: Sequence[tuple[float, float]]) -> None:
    """Add curves through the points to a path that stands at the first of them."""
    _add_curves(builder, [points[0], *points, points[-1]])


def dense(points: Sequence[tuple[float, float]], steps: int = 12) -> list[Point]:
    """Return points on the smooth curve through the given ones, `steps` for each of its pieces."""
    padded = [points[0], *points, points[-1]]
    found = [
        _spline_at(padded[index : index + 4], step / steps)
        for index in range(len(points) - 1)
        for step in range(steps)
    ]
    return [*found, Point(*points[-1])]


def evenly(points: Sequence[tuple[float, float]], count: int) -> list[Point]:
    """Return `count` + 1 points at even distances along the straight steps between the given ones."""
    lengths = list(accumulate((math.dist(a, b) for a, b in pairwise(points)), initial=0.0))
    total = lengths[-1]
    if total == 0:
        return [Point(*points[0])] * (count + 1)
    found = []
    for index in range(count + 1):
        wanted = total * index / count
        step = min(bisect_right(lengths, wanted) - 1, len(points) - 2)
        share = (wanted - lengths[step]) / ((lengths[step + 1] - lengths[step]) or 1.0)
        (xa, ya), (xb, yb) = points[step], points[step + 1]
        found.append(Point(xa + (xb - xa) * share, ya + (yb - ya) * share))
    return found


def polar(center: tuple[float, float], radius: float, degrees: float) -> Point:
    """Return the place at a distance and an angle from a center: 0 is right, 90 is down."""
    angle = math.radians(degrees)
    return Point(center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle))


def _add_curves(builder: PathBuilder, padded: Sequence[tuple[float, float]]) -> None:
    """Add a curve for each step between the second point and the one before the last."""
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        builder.curve(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )


def _spline_at(four: Sequence[tuple[float, float]], t: float) -> Point:
    x, y = (
        0.5
        * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
        for a, b, c, d in zip(*four, strict=True)
    )
    return Point(x, y)
