"""Blue noise: points as dense as a distance allows, in no order (R. Bridson, "Fast Poisson disk sampling", 2007)."""

import math
from collections.abc import Callable
from random import Random
from typing import Final

from cardmaker.geometry import Point, Rect

TRIES: Final = 24
MAX_POINTS: Final = 8000

NEAR: Final = sorted(
    ((i, j) for i in range(-2, 3) for j in range(-2, 3) if abs(i) + abs(j) < 4),
    key=lambda cell: cell[0] ** 2 + cell[1] ** 2,
)
"""Cells whose points may be too near, those first that most often are."""


def blue_noise(
    rect: Rect, distance: float, random: Random, keep: Callable[[Point], bool] = lambda _: True
) -> list[Point]:
    """Return points of the rectangle that `keep` lets stand, no two nearer than `distance` (pt); at most 8,000.

    Points that `keep` refuses still take their room and lead on to others, so that one side of a gap reaches the other.
    """
    cells = _Cells(rect, distance)
    first = Point(rect.x + rect.width * random.random(), rect.y + rect.height * random.random())
    cells.take(first)
    active = [first]
    while active and len(cells.points) < MAX_POINTS:
        index = int(random.random() * len(active))
        found = _beside(active[index], distance, cells, random)
        if found is not None:
            active.append(found)
        else:
            active[index] = active[-1]
            active.pop()
    return [point for point in cells.points if keep(point)]


def _beside(point: Point, distance: float, cells: "_Cells", random: Random) -> Point | None:
    """Return a new point between one and two distances from another, laid down, or None if there is no room for any."""
    x, y = point
    for _ in range(TRIES):
        angle, reach = 2 * math.pi * random.random(), distance * (1 + random.random())
        found = Point(x + reach * math.cos(angle), y + reach * math.sin(angle))
        if cells.take(found):
            return found
    return None


class _Cells:
    """Points in square cells so small that each holds one at most; those that may be too near lie within two cells."""

    def __init__(self, rect: Rect, distance: float) -> None:
        self.points: list[Point] = []
        self._rect = rect
        self._size = distance / math.sqrt(2)
        self._square = distance * distance
        self._columns = int(rect.width / self._size) + 5
        self._held: list[Point | None] = [None] * (self._columns * (int(rect.height / self._size) + 5))
        self._near = [row * self._columns + column for column, row in NEAR]

    def take(self, point: Point) -> bool:
        """Return whether a point lies in the rectangle and keeps its distance, and lay it down if so."""
        x, y = point
        left, top, width, height = self._rect
        if not (left <= x <= left + width and top <= y <= top + height):
            return False
        at = (int((y - top) / self._size) + 2) * self._columns + int((x - left) / self._size) + 2
        held, square = self._held, self._square
        for step in self._near:
            other = held[at + step]
            if other is not None and (x - other[0]) ** 2 + (y - other[1]) ** 2 < square:
                return False
        held[at] = point
        self.points.append(point)
        return True
