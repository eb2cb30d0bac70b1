"""Outlines as points: to fray an edge, and to tell what lies within one."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.art.kit.curve import evenly
from cardmaker.art.kit.noise import Array
from cardmaker.art.kit.ribbon import cubic
from cardmaker.geometry import Path, Point

FLAT: Final = 30
"""Straight pieces that stand for a curve."""


def edge_points(path: Path, step: float) -> Array:
    """Return points about every `step` pt along a closed outline, as pairs; its first is not repeated."""
    corners = list(_corners(path))
    corners.append(corners[0])
    length = sum(math.dist(a, b) for a, b in pairwise(corners))
    return np.array(evenly(corners, max(16, round(length / step)))[:-1], dtype=np.float64)


def inward(points: Array) -> Array:
    """Return the unit normals of a closed outline, pointing to its inside if it runs clockwise on the page."""
    along = np.roll(points, -2, axis=0) - np.roll(points, 2, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    sign = 1.0 if _area(points) > 0 else -1.0
    return np.asarray(sign * normal / np.maximum(np.hypot(*normal.T), 1e-9)[:, np.newaxis], dtype=np.float64)


def lies_within(x: Array, y: Array, edge: Array, margin: float | Array) -> NDArray[np.bool_]:
    """Return which places lie inside an outline, and at least `margin` pt from its points."""
    a, b = edge, np.roll(edge, -1, axis=0)
    px, py = x[:, np.newaxis], y[:, np.newaxis]
    spans = (a[:, 1] > py) != (b[:, 1] > py)
    rise = np.where(b[:, 1] == a[:, 1], 1.0, b[:, 1] - a[:, 1])
    crosses = spans & (px < (b[:, 0] - a[:, 0]) * (py - a[:, 1]) / rise + a[:, 0])
    inside = crosses.sum(axis=1) % 2 == 1
    nearest = np.hypot(a[:, 0] - px, a[:, 1] - py).min(axis=1)
    return np.asarray(inside & (nearest >= margin), dtype=np.bool_)


def _corners(path: Path) -> Iterator[Point]:
    """Yield an outline's points, its curves in short straight pieces."""
    numbers = iter(path.numbers)
    here = Point(0.0, 0.0)
    for kind in path.steps:
        if kind == "C":
            first, second, end = (Point(next(numbers), next(numbers)) for _ in range(3))
            yield from cubic(here, first, second, end, FLAT)[1:]
            here = end
        elif kind in "ML":
            here = Point(next(numbers), next(numbers))
            yield here


def _area(points: Array) -> float:
    x, y = points.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
