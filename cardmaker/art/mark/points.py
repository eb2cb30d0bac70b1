"""Points of drawings, in u about a place: lines parted at their corners, and outlines through them.

A point given twice is a corner; between corners a line is smooth.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

from cardmaker.art.kit.curve import curve_through, smooth
from cardmaker.geometry import Path, PathBuilder, Point, polygon

Points = tuple[tuple[float, float], ...]
"""Places in u, right and down from where the drawing stands."""

MAX_POINTS = 3000
FARTHEST = 250.0


def check_points(lines: Sequence[Points], least: int) -> None:
    """Raise ValueError if a line has too few points, or all have too many, or one is far away."""
    if any(len(line) < least for line in lines):
        raise ValueError(f"a line needs {least} points or more")
    if sum(len(line) for line in lines) > MAX_POINTS:
        raise ValueError(f"there are more than {MAX_POINTS} points")
    far = [value for line in lines for point in line for value in point if not abs(value) <= FARTHEST]
    if far:
        raise ValueError(f"a point lies {far[0]:g} u away, and may {FARTHEST:g}")


def placed(points: Points, origin: tuple[float, float], u: float) -> list[Point]:
    """Return the points on the panel, pt."""
    return [Point(origin[0] + x * u, origin[1] + y * u) for x, y in points]


def pieces(points: Sequence[Point]) -> list[list[Point]]:
    """Return a line's smooth pieces, from corner to corner, each of two points or more."""
    found: list[list[Point]] = [[points[0]]]
    for point in points[1:]:
        if point == found[-1][-1]:
            found.append([point])
        else:
            found[-1].append(point)
    kept = [piece for piece in found if len(piece) > 1]
    return kept or [[points[0], Point(points[0].x + 0.01, points[0].y)]]


def closed_outline(points: Sequence[Point], *, is_smooth: bool) -> Path:
    """Return the closed outline through the points, sharp at corners."""
    ring = [*points[:-1]] if points[0] == points[-1] and len(points) > 3 else [*points]
    if not is_smooth:
        return polygon(ring)
    corner = next((index for index, point in enumerate(ring) if point == ring[index - 1]), None)
    if corner is None:
        return smooth(ring, closed=True)
    turned = [*ring[corner:], *ring[:corner]]
    builder = PathBuilder().move(*turned[0])
    for piece in pieces(turned):
        curve_through(builder, piece)
    return builder.close().path()


def length_of(points: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))
