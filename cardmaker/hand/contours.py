"""Outlines of a field at a level, between the pixels: marching squares (Lorensen and Cline, SIGGRAPH 1987, in the plane).

Outlines are closed rings of points (x, y down), ink on their left as seen on the page: areas and their holes run in
opposite ways, so they fill right by either rule.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
Ints = NDArray[np.int64]

TOP, RIGHT, BOTTOM, LEFT = range(4)
STEPS: Final = (
    (), ((LEFT, TOP),), ((TOP, RIGHT),), ((LEFT, RIGHT),),
    ((RIGHT, BOTTOM),), ((LEFT, TOP), (RIGHT, BOTTOM)), ((TOP, BOTTOM),), ((LEFT, BOTTOM),),
    ((BOTTOM, LEFT),), ((BOTTOM, TOP),), ((TOP, RIGHT), (BOTTOM, LEFT)), ((BOTTOM, RIGHT),),
    ((RIGHT, LEFT),), ((RIGHT, TOP),), ((TOP, LEFT),), (),
)  # fmt: skip
"""Sides that an outline enters and leaves, by which corners of a cell are ink: 1 top left, then clockwise."""

JOINED: Final = {5: ((RIGHT, TOP), (LEFT, BOTTOM)), 10: ((TOP, LEFT), (BOTTOM, RIGHT))}
"""The same where two opposite corners hang together through the middle."""


def outlines(field: NDArray[np.float32], level: float) -> list[Ring]:
    """Return the rings along which the field, bare at its edges, crosses the level."""
    first, last = _steps(field, level)
    order = np.argsort(first)
    following = order[np.searchsorted(first, last, sorter=order)]
    points = _crossings(first, field, level)
    return [points[ring] for ring in _rings(following.tolist())]


def _steps(field: NDArray[np.float32], level: float) -> tuple[Ints, Ints]:
    """Return the sides at which each step through a cell begins and ends."""
    ink = (field >= level).astype(np.int8)
    kind = ink[:-1, :-1] + 2 * ink[:-1, 1:] + 4 * ink[1:, 1:] + 8 * ink[1:, :-1]
    middle = (field[:-1, :-1] + field[:-1, 1:] + field[1:, 1:] + field[1:, :-1]) / 4 >= level
    firsts, lasts = [], []
    for number, steps in enumerate(STEPS):
        for joined, pairs in ((False, steps), (True, JOINED.get(number, steps))):
            rows, columns = np.nonzero((kind == number) & (middle == joined)) if pairs else ((), ())
            for begin, end in pairs:
                firsts.append(_side(np.asarray(rows), np.asarray(columns), begin, field.shape))
                lasts.append(_side(np.asarray(rows), np.asarray(columns), end, field.shape))
    return np.concatenate(firsts), np.concatenate(lasts)


def _side(rows: Ints, columns: Ints, side: int, shape: tuple[int, ...]) -> Ints:
    """Return the number of a cell's side: level ones first, upright ones after them."""
    height, width = shape
    upright = height * width * (side in (LEFT, RIGHT))
    found: Ints = upright + (rows + (side == BOTTOM)) * width + columns + (side == RIGHT)
    return found


def _crossings(sides: Ints, field: NDArray[np.float32], level: float) -> Ring:
    """Return the points on the sides where the field has the level."""
    values = field.ravel().astype(np.float64)
    upright, at = np.divmod(sides, field.size)
    here, there = values[at], values[at + np.where(upright, field.shape[1], 1)]
    share = (level - here) / (there - here)
    rows, columns = np.divmod(at, field.shape[1])
    return np.stack([columns + np.where(upright, 0, share), rows + np.where(upright, share, 0)], axis=1)


def _rings(following: list[int]) -> list[list[int]]:
    """Return the closed rounds of a list that tells for each step the next."""
    seen = [False] * len(following)
    rings = []
    for start in range(len(following)):
        ring = []
        at = start
        while not seen[at]:
            seen[at] = True
            ring.append(at)
            at = following[at]
        if ring:
            rings.append(ring)
    return rings
