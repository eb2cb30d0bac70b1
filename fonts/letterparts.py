"""Where a letter has its top, its middle and its foot, and a smooth line through points. Units, y up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.strokes import PenGlyph, PenLine

Points = NDArray[np.float64]

Lines = list[PenLine]

LEAN = 0.6
"""How much of the hand's slant its accents take."""

OFF_LETTER = 1000
"""Groups from here on are those of marks that stand apart and may move by themselves."""


class Maker(NamedTuple):
    """A hand's letters and measures (units): what `composed` works from."""

    glyphs: Mapping[str, PenGlyph]
    x_height: float
    slant: float
    narrow: float
    """How wide marks are drawn: less than 1 in a hand of narrow letters."""


def without_dot(char: str, lines: Sequence[PenLine]) -> Lines:
    """Return the lines of a letter, an i or j without its dot."""
    if char not in "ij" or len(lines) < 2:
        return list(lines)
    top = max(low_of_line(line) for line in lines)
    return [line for line in lines if low_of_line(line) < top]


def curve(points: Points, pieces: int = 4) -> Points:
    """Return a smooth line through the points (Catmull-Rom)."""
    if len(points) < 3:
        return points.copy()
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, pieces, endpoint=False)[:, None]
    spans = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        bend = (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
        spans.append((2 * b + (c - a) * t + bend) / 2)
    return np.vstack([*spans, points[-1:]])


def dense(line: PenLine, step: float = 8.0) -> Points:
    if len(line.points) < 2:
        return np.asarray(line.points, dtype=float)
    at = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line.points, axis=0).T))])
    new = np.linspace(0, at[-1], max(2, int(at[-1] / step)))
    return np.stack([np.interp(new, at, column) for column in line.points.T], axis=1)


def middle(body: Lines, *, upper: bool) -> float:
    """Return the middle of a letter's upper or lower third."""
    points = np.vstack([dense(line) for line in body])
    up = points[:, 1] if upper else -points[:, 1]
    third = points[up >= up.max() - np.ptp(up) / 3, 0]
    return float(third.min() + third.max()) / 2


def top_between(lines: Lines, left: float, right: float) -> float:
    points = np.vstack([dense(line) for line in lines])
    near = points[(points[:, 0] >= left) & (points[:, 0] <= right)]
    return float((near if len(near) else points)[:, 1].max())


def bottom_between(lines: Lines, left: float, right: float) -> float:
    flipped = [line._replace(points=line.points * (1, -1)) for line in lines]
    return -top_between(flipped, left, right)


def top_of(lines: Lines) -> float:
    return max(float(line.points[:, 1].max()) for line in lines)


def low_of_line(line: PenLine) -> float:
    return float(line.points[:, 1].min())


def low_of(lines: Lines) -> float:
    return min(map(low_of_line, lines))


def crossings(lines: Iterable[PenLine], y: float) -> Iterator[float]:
    """Yield where lines cross a height."""
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise(line.points.tolist()):
            if (y1 - y) * (y2 - y) < 0:
                yield x1 + (x2 - x1) * (y - y1) / (y2 - y1)


def aside_by(lines: Iterable[PenLine], way: float) -> Lines:
    return [line._replace(points=line.points + np.array([way, 0.0])) for line in lines]
