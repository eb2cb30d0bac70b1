"""The one primitive under leaves, petals, stems and strokes: a spine with a width to its left and to its right."""

import math
from collections.abc import Callable, Sequence

from cardmaker.art.kit.curve import curve_through
from cardmaker.geometry import Path, PathBuilder, Point

Profile = Callable[[float], float]
"""A half-width in points along a spine: 0 at its foot, 1 at its tip."""


def ribbon(spine: Sequence[Point], left: Profile, right: Profile) -> Path:
    """Return the closed outline of a spine with a half-width on either side; sharp where both are 0."""
    last = len(spine) - 1
    normals = [_normal(spine, index) for index in range(last + 1)]
    sides = []
    for sign, profile in ((1.0, left), (-1.0, right)):
        widths = [sign * profile(index / last) for index in range(last + 1)]
        sides.append(
            [
                Point(x + nx * width, y + ny * width)
                for (x, y), (nx, ny), width in zip(spine, normals, widths, strict=True)
            ]
        )
    return _outline(sides[0], sides[1][::-1])


def cubic(start: Point, first: Point, second: Point, end: Point, count: int) -> list[Point]:
    """Return `count` + 1 points of a cubic Bézier, evenly spaced in its parameter."""
    return [_cubic_at(start, first, second, end, index / count) for index in range(count + 1)]


def along(spine: Sequence[Point], share: float) -> tuple[Point, float]:
    """Return the point a share (0 to 1) of the way along an evenly spaced spine, and the heading there in radians."""
    position = min(max(share, 0.0), 1.0) * (len(spine) - 1)
    index = min(int(position), len(spine) - 2)
    rest = position - index
    here, there = spine[index], spine[index + 1]
    point = Point(here.x + (there.x - here.x) * rest, here.y + (there.y - here.y) * rest)
    before, after = spine[max(0, index - 1)], spine[min(len(spine) - 1, index + 2)]
    return point, math.atan2(after.y - before.y, after.x - before.x)


def tapered(foot: float, tip: float) -> Profile:
    return lambda share: foot + (tip - foot) * share


def none(_share: float) -> float:
    return 0.0


def _outline(there: Sequence[Point], back: Sequence[Point]) -> Path:
    builder = PathBuilder().move(*there[0])
    curve_through(builder, there)
    if back[0] != there[-1]:
        builder.line(*back[0])
    curve_through(builder, back)
    return builder.close().path()


def _normal(spine: Sequence[Point], index: int) -> Point:
    before, after = spine[max(0, index - 1)], spine[min(len(spine) - 1, index + 1)]
    dx, dy = after.x - before.x, after.y - before.y
    length = math.hypot(dx, dy) or 1.0
    return Point(dy / length, -dx / length)


def _cubic_at(start: Point, first: Point, second: Point, end: Point, t: float) -> Point:
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return Point(
        a * start.x + b * first.x + c * second.x + d * end.x,
        a * start.y + b * first.y + c * second.y + d * end.y,
    )
