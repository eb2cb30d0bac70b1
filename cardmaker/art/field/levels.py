"""Lines of equal height through a grid of numbers: marching squares, joined and thinned to smooth curves.

Every line has the higher ground on the same side, so that the lines of one level bound its high ground as one path.
(W. E. Lorensen and H. E. Cline, "Marching cubes", 1987, one dimension lower; saddles are settled by their mean.)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.art.kit.curve import smooth
from cardmaker.art.kit.noise import Array
from cardmaker.geometry import Path, Point, Rect

Ids = NDArray[np.int64]

_TURNS: Final = {
    1: "TL", 2: "RT", 3: "RL", 4: "BR", 6: "BT", 7: "BL", 8: "LB", 9: "TB", 11: "RB", 12: "LR", 13: "TR", 14: "LT",
}  # fmt: skip
"""From which side of a cell to which a line goes; the corners inside are 1 top left, 2 top right, 4 bottom right, 8 bottom left."""

_SADDLES: Final = {
    (5, True): ("TR", "BL"),
    (5, False): ("TL", "BR"),
    (10, True): ("RB", "LT"),
    (10, False): ("RT", "LB"),
}
"""The same for cells with two opposite corners inside, by whether their middle is inside too."""

FEWEST: Final = 6
"""Points of a closed line at least: a rounder one could not be told from a speck."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Places over a rectangle in even cells, in points."""

    xs: Array
    ys: Array

    @classmethod
    def over(cls, rect: Rect, cell: float) -> "Grid":
        """Return a grid over the rectangle and one cell around it."""
        columns, rows = (max(2, int(np.ceil(side / cell))) for side in rect.size)
        step_x, step_y = rect.width / columns, rect.height / rows
        return cls(
            rect.x + step_x * np.arange(-1, columns + 2, dtype=np.float64),
            rect.y + step_y * np.arange(-1, rows + 2, dtype=np.float64),
        )

    def points(self, columns: Array, rows: Array) -> Array:
        """Return places given by fractional columns and rows, as an array of pairs."""
        x = np.interp(columns, np.arange(len(self.xs)), self.xs)
        y = np.interp(rows, np.arange(len(self.ys)), self.ys)
        return np.stack([x, y], axis=1)


def level_curves(values: Array, level: float, grid: Grid, step: float) -> Iterator[Path]:
    """Yield the lines where the values pass a level, with a point about every `step` pt; specks are left out."""
    for line in level_lines(values, level):
        points = grid.points(line[:, 0], line[:, 1])
        closed = bool(np.all(line[0] == line[-1]))
        thin = _thinned(points, step)
        if closed and len(thin) <= FEWEST:
            continue
        pairs = [Point(x, y) for x, y in (thin[:-1] if closed else thin).tolist()]
        yield smooth(pairs, closed=closed)


def level_lines(values: Array, level: float) -> Iterator[Array]:
    """Yield lines as arrays of (column, row); a closed one ends where it began."""
    following = _segments(values, level)
    cross = _Crossings(values, level)
    for start in sorted(following.keys() - following.values()):
        yield cross.of(_follow(start, following))
    while following:
        yield cross.of(_follow(next(iter(following)), following))


def _follow(start: int, following: dict[int, int]) -> list[int]:
    chain = [start]
    while (end := following.pop(chain[-1], None)) is not None:
        chain.append(end)
    return chain


def _segments(values: Array, level: float) -> dict[int, int]:
    """Return which edge a line goes to from which edge; an edge is twice its cell's number, plus 1 if it stands."""
    high = (values > level).astype(np.int64)
    cases = high[:-1, :-1] + 2 * high[:-1, 1:] + 4 * high[1:, 1:] + 8 * high[1:, :-1]
    middle = (values[:-1, :-1] + values[:-1, 1:] + values[1:, 1:] + values[1:, :-1]) / 4 > level
    columns = values.shape[1]
    found: dict[int, int] = {}
    for case, turn in _TURNS.items():
        _add(found, cases == case, turn, columns)
    for (case, inside), turns in _SADDLES.items():
        for turn in turns:
            _add(found, (cases == case) & (middle == inside), turn, columns)
    return found


def _add(found: dict[int, int], where: NDArray[np.bool_], turn: str, columns: int) -> None:
    rows, cols = np.nonzero(where)
    start, end = (_edges(side, rows, cols, columns) for side in turn)
    found.update(zip(start.tolist(), end.tolist(), strict=True))


def _edges(side: str, rows: Ids, cols: Ids, columns: int) -> Ids:
    down, right, stands = {"T": (0, 0, 0), "B": (1, 0, 0), "L": (0, 0, 1), "R": (0, 1, 1)}[side]
    return np.asarray(2 * ((rows + down) * columns + cols + right) + stands, dtype=np.int64)


class _Crossings:
    """Where the lines of a level pass the edges of the grid."""

    def __init__(self, values: Array, level: float) -> None:
        self._flat, self._level, self._columns = values.ravel(), level, values.shape[1]

    def of(self, edges: list[int]) -> Array:
        ids = np.array(edges, dtype=np.int64)
        first, stands = ids // 2, ids % 2
        here, there = self._flat[first], self._flat[first + np.where(stands, self._columns, 1)]
        share = (self._level - here) / (there - here)
        columns = first % self._columns + np.where(stands, 0.0, share)
        rows = first // self._columns + np.where(stands, share, 0.0)
        return np.stack([columns, rows], axis=1)


def _thinned(points: Array, step: float) -> Array:
    """Return points at even distances near `step` along a line, its ends among them."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    count = max(1, round(float(lengths[-1]) / step))
    wanted = np.linspace(0.0, lengths[-1], count + 1)
    return np.stack([np.interp(wanted, lengths, points[:, axis]) for axis in (0, 1)], axis=1)
