"""Room for things strewn: what each one takes, as a chain of circles, and which places are still free."""

from dataclasses import dataclass
from typing import Final

from cardmaker.geometry import Point, Rect, Transform

LONGEST: Final = 5
"""Circles in a chain at most; an odd number, so that one stands in the middle."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A thing's room about its middle: circles of one radius along the longer side of its box, pt."""

    centers: tuple[Point, ...]
    radius: float
    reach: float

    def takes(self, gap: float) -> float:
        """Return the area it keeps others away from, roughly, pt²."""
        return len(self.centers) * (2 * self.radius + gap) ** 2


def chain_of(box: Rect) -> Chain:
    """Return the room of a thing with that ink box, moved so that the box's middle is the origin."""
    radius, reach = min(box.size) / 2, max(box.size) / 2
    pairs = min(LONGEST // 2, round((reach / (radius or 1.0) - 1) / 2 + 0.25))
    step_x, step_y = (side / 2 - radius for side in box.size)
    shares = [index / pairs if pairs else 0.0 for index in range(-pairs, pairs + 1)]
    return Chain(tuple(Point(step_x * share, step_y * share) for share in shares), radius, reach)


class Field:
    """The circles that lie already, in square cells as wide as two circles can be apart and still meet."""

    def __init__(self, largest: float, gap: float) -> None:
        self._gap = gap
        self._cell = 2 * largest + gap
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def is_clear(self, x: float, y: float, radius: float) -> bool:
        """Return whether a circle keeps the gap to all that lies."""
        column, row = self._key(x, y)
        for i in (column, column - 1, column + 1):
            for j in (row, row - 1, row + 1):
                for other_x, other_y, other_radius in self._cells.get((i, j), ()):
                    reach = radius + other_radius + self._gap
                    if (x - other_x) ** 2 + (y - other_y) ** 2 < reach * reach:
                        return False
        return True

    def takes(self, chain: Chain, placed: Transform) -> bool:
        """Return whether a chain keeps the gap to all that lies, and lay it down if so."""
        centers = [placed.apply(x, y) for x, y in chain.centers]
        if not all(self.is_clear(x, y, chain.radius) for x, y in centers):
            return False
        for x, y in centers:
            self.lay(x, y, chain.radius)
        return True

    def lay(self, x: float, y: float, radius: float) -> None:
        """Lay a circle down; whether it is clear is asked before."""
        self._cells.setdefault(self._key(x, y), []).append((x, y, radius))

    def _key(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._cell), int(y // self._cell)
