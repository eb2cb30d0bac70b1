"""The outlines of drawn items as straight pieces, so that marks can tell what they are near to; in points."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.drawing import Fill, Group, Item, Use
from cardmaker.geometry import IDENTITY, Path, Point, Transform

Array = NDArray[np.float64]

CURVE_STEPS: Final = 2
"""Straight pieces for each curve: enough to keep marks off it, not meant to be seen."""


CELL: Final = 1.6  # pt


def outlines_of(items: Iterable[Item], by: Transform = IDENTITY) -> Iterator[list[Point]]:
    """Yield the closed outline of every filled area of the items, whatever groups hold it."""
    for item in items:
        match item:
            case Fill(path=path):
                yield from flattened(path, by)
            case Group(frame=frame, transform=transform):
                yield from outlines_of(frame.items, transform.then(by))
            case Use(shared=shared, transform=transform):
                yield from outlines_of(shared.frame.items, transform.then(by))
            case _:
                pass


def flattened(path: Path, by: Transform = IDENTITY, steps: int = CURVE_STEPS) -> Iterator[list[Point]]:
    """Yield each outline of a path as points, curves in `steps` straight pieces."""
    numbers = iter(path.transformed(by).numbers)
    points: list[Point] = []
    for step in path.steps:
        if step == "M":
            points = [Point(next(numbers), next(numbers))]
        elif step == "L":
            points.append(Point(next(numbers), next(numbers)))
        elif step == "C":
            arms = [Point(next(numbers), next(numbers)) for _ in range(3)]
            points += [_cubic_at([points[-1], *arms], index / steps) for index in range(1, steps + 1)]
        elif len(points) > 2:
            yield points


class Silhouette:
    """The union of closed outlines, asked for many places at once."""

    def __init__(self, outlines: Iterable[Sequence[Point]]) -> None:
        parts = [_pieces(np.array(outline, dtype=np.float64)) for outline in outlines]
        self._from, self._to = (
            np.concatenate([part[side] for part in parts]) if parts else np.zeros((0, 2)) for side in (0, 1)
        )
        self._cloud = _thinned(_strung(self._from, self._to), CELL)

    def __bool__(self) -> bool:
        return len(self._from) > 0

    def comes_within(self, gap: float, places: Array) -> NDArray[np.bool_]:
        """Return which places are nearer than the gap (pt) to an outline, within or without; right to 1 pt."""
        reach = max(1, round(gap / CELL))
        corner = self._cloud.min(axis=0) - (reach + 1) * CELL
        cells = np.floor((self._cloud - corner) / CELL).astype(np.int64)
        taken = np.zeros(cells.max(axis=0) + reach + 2, dtype=np.bool_)
        steps = [(i, j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)]
        for i, j in (step for step in steps if math.hypot(*step) <= gap / CELL + 0.5):
            taken[cells[:, 0] + i, cells[:, 1] + j] = True
        wanted = np.floor((places - corner) / CELL).astype(np.int64)
        known = ((wanted >= 0) & (wanted < taken.shape)).all(axis=1)
        wanted[~known] = 0
        return np.asarray(known & taken[wanted[:, 0], wanted[:, 1]])

    def headings(self, places: Array) -> Array:
        """Return the direction (radians) that leads each place away from the outlines, the near ones counting most."""
        cloud = _thinned(self._cloud, 3 * CELL)
        dx, dy = places[:, 0, None] - cloud[:, 0], places[:, 1, None] - cloud[:, 1]
        # A push that falls off with the third power: local enough to follow a shape, smooth enough to bridge its notches.
        pushes = 1.0 / ((dx * dx + dy * dy) ** 2 + 1e-9)
        return np.asarray(np.arctan2((dy * pushes).sum(axis=1), (dx * pushes).sum(axis=1)), dtype=np.float64)

    def holds(self, places: Array) -> NDArray[np.bool_]:
        """Return which places the outlines, all turned the same way, wind around."""
        x, y = places[:, 0, None], places[:, 1, None]
        (ax, ay), (bx, by) = self._from.T, self._to.T
        rises = (ay <= y) & (by > y)
        falls = (ay > y) & (by <= y)
        side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
        return np.asarray((rises & (side > 0)).sum(axis=1) - (falls & (side < 0)).sum(axis=1) != 0)


def _pieces(points: Array) -> tuple[Array, Array]:
    """Return the starts and the ends of an outline's straight pieces, in the sense that makes its area positive."""
    after = np.roll(points, -1, axis=0)
    area = (points[:, 0] * after[:, 1] - after[:, 0] * points[:, 1]).sum()
    return (points, after) if area > 0 else (after[::-1], points[::-1])


def _strung(starts: Array, ends: Array) -> Array:
    """Return places along all the pieces, no two of a piece farther apart than `CELL`."""
    counts = np.maximum(1, np.ceil(np.hypot(*(ends - starts).T) / CELL)).astype(np.int64)
    index = np.repeat(np.arange(len(starts)), counts)
    step = np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = ((step + 0.5) / counts[index])[:, None]
    return np.asarray(starts[index] + (ends[index] - starts[index]) * share, dtype=np.float64)


def _thinned(places: Array, cell: float) -> Array:
    """Return one place of each square cell, so that finely drawn parts weigh no more than plain ones."""
    _, first = np.unique(np.floor(places / cell), axis=0, return_index=True)
    return places[np.sort(first)]


def _cubic_at(four: Sequence[Point], t: float) -> Point:
    s = 1 - t
    shares = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
    return Point(
        sum(share * point.x for share, point in zip(shares, four, strict=True)),
        sum(share * point.y for share, point in zip(shares, four, strict=True)),
    )
