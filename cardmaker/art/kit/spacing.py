"""Blue noise: points as dense as a distance allows, in no order (R. Bridson, "Fast Poisson disk sampling", 2007)."""

import math
from collections.abc import Callable
from random import Random
from typing import Final

from cardmaker.geometry import Point, Rect

TRIES: Final = 24
MAX_POINTS: Final = 8000


def blue_noise(
    rect: Rect, distance: float, random: Random, keep: Callable[[Point], bool] = lambda _: True
) -> list[Point]:
    """Return points of the rectangle that `keep` lets stand, no two nearer than `distance` (pt); at most 8,000.

    Points that `keep` refuses still take their room and lead on to others, so that one side of a gap reaches the other.
    """
    cell = distance / math.sqrt(2)
    first = Point(rect.x + rect.width * random.random(), rect.y + rect.height * random.random())
    cells = {_key(first, cell): first}
    active = [first]
    while active and len(cells) < MAX_POINTS:
        index = int(random.random() * len(active))
        for _ in range(TRIES):
            found = _near(active[index], distance, random)
            if _holds(rect, found) and _is_free(found, cells, cell, distance):
                cells[_key(found, cell)] = found
                active.append(found)
                break
        else:
            active[index] = active[-1]
            active.pop()
    return [point for point in cells.values() if keep(point)]


def _near(point: Point, distance: float, random: Random) -> Point:
    angle, reach = 2 * math.pi * random.random(), distance * (1 + random.random())
    return Point(point.x + reach * math.cos(angle), point.y + reach * math.sin(angle))


def _holds(rect: Rect, point: Point) -> bool:
    return rect.x <= point.x <= rect.right and rect.y <= point.y <= rect.bottom


def _key(point: Point, cell: float) -> tuple[int, int]:
    return math.floor(point.x / cell), math.floor(point.y / cell)


def _is_free(point: Point, cells: dict[tuple[int, int], Point], cell: float, distance: float) -> bool:
    (column, row), (x, y), square = _key(point, cell), point, distance * distance
    for i in range(column - 2, column + 3):
        for j in range(row - 2, row + 3):
            if (other := cells.get((i, j))) and (x - other[0]) ** 2 + (y - other[1]) ** 2 < square:
                return False
    return True
