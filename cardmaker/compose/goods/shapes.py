"""Outlines with straight sides: rounded, set in or out by a distance, and cut by each other. All in points, y down."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cardmaker.geometry import QUARTER_ARC, Path, PathBuilder, Point

Points = Sequence[tuple[float, float]]


class Corner(NamedTuple):
    """A corner of an outline; `radius` (pt) rounds it as far as its sides are long enough."""

    x: float
    y: float
    radius: float = 0.0


def rounded(corners: Sequence[Corner]) -> Path:
    """Return the closed outline with its corners rounded; each takes at most half of a side."""
    builder = PathBuilder()
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        _round(builder, before, corner, after, is_first=number == 0)
    return builder.close().path()


def _round(builder: PathBuilder, before: Corner, corner: Corner, after: Corner, *, is_first: bool) -> None:
    start = builder.move if is_first else builder.line
    reach = _reach(before, corner, after)
    if reach <= 0:
        start(corner.x, corner.y)
        return
    enter, leave = _toward(corner, before, reach), _toward(corner, after, reach)
    start(*enter)
    builder.curve(*_mixed(enter, corner), *_mixed(leave, corner), *leave)


def _reach(before: Corner, corner: Corner, after: Corner) -> float:
    """Return how far from its corner a rounding begins: the tangent of a circle of that radius."""
    if corner.radius <= 0:
        return 0.0
    to, fro = (before.x - corner.x, before.y - corner.y), (after.x - corner.x, after.y - corner.y)
    longest = min(math.hypot(*to), math.hypot(*fro)) / 2
    cosine = (to[0] * fro[0] + to[1] * fro[1]) / (math.hypot(*to) * math.hypot(*fro))
    half = math.acos(max(-1.0, min(1.0, cosine))) / 2
    return min(longest, corner.radius / math.tan(half))


def _toward(corner: Corner, other: Corner, distance: float) -> Point:
    share = distance / math.dist((corner.x, corner.y), (other.x, other.y))
    return Point(corner.x + (other.x - corner.x) * share, corner.y + (other.y - corner.y) * share)


def _mixed(end: Point, corner: Corner) -> Point:
    """Return the control point of a rounding: as for a quarter circle, which is close enough at any angle."""
    return Point(end.x + (corner.x - end.x) * QUARTER_ARC, end.y + (corner.y - end.y) * QUARTER_ARC)


def grown(points: Points, by: float) -> list[Point]:
    """Return the outline with each side moved outward by `by` (inward if negative), its corners kept sharp.

    For outlines whose sides are all longer than what the move takes off them.
    """
    outward = by if signed_area(points) > 0 else -by
    sides = [_moved(a, b, outward) for a, b in pairwise([*points, points[0]])]
    return [_crossing(sides[number - 1], side) for number, side in enumerate(sides)]


def signed_area(points: Points) -> float:
    """Return the area (pt²) within, positive if the corners run clockwise on the page."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]])) / 2


_Side = tuple[Point, Point]


def _moved(a: tuple[float, float], b: tuple[float, float], by: float) -> _Side:
    """Return a side moved to its left as it is walked, which is outward for corners that run clockwise."""
    length = math.dist(a, b)
    dx, dy = (b[1] - a[1]) / length * by, (a[0] - b[0]) / length * by
    return Point(a[0] + dx, a[1] + dy), Point(b[0] + dx, b[1] + dy)


def _crossing(one: _Side, other: _Side) -> Point:
    """Return where two sides meet, when both are made long enough; of parallel ones, the end of the first."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    det = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if abs(det) < 1e-9:
        return one[1]
    t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / det
    return Point(ax + t * (bx - ax), ay + t * (by - ay))


def shared_area(one: Points, other: Points) -> list[Point]:
    """Return what two convex outlines have in common, empty if nothing (I. Sutherland, G. Hodgman, 1974)."""
    sign = math.copysign(1.0, signed_area(other))
    found = [Point(*point) for point in one]
    for a, b in pairwise([*other, other[0]]):
        found = _cut(found, a, b, sign)
    return found


def _cut(points: list[Point], a: tuple[float, float], b: tuple[float, float], sign: float) -> list[Point]:
    """Return the part of an outline on the inner side of a line."""
    if not points:
        return []
    kept: list[Point] = []
    for p, q in pairwise([*points, points[0]]):
        side_p, side_q = (sign * _turn(a, b, each) for each in (p, q))
        if side_p >= 0:
            kept.append(p)
        if side_p * side_q < 0:
            share = side_p / (side_p - side_q)
            kept.append(Point(p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share))
    return kept


def _turn(a: tuple[float, float], b: tuple[float, float], c: Point) -> float:
    return (b[0] - a[0]) * (c.y - a[1]) - (b[1] - a[1]) * (c.x - a[0])


def sharp(corners: Iterable[Corner]) -> list[Point]:
    """Return the corners' places."""
    return [Point(corner.x, corner.y) for corner in corners]
