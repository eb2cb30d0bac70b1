"""Pictures of outlines for the tests of `hand`: filled by nonzero winding, sampled at pixel centers."""

from collections.abc import Sequence

import numpy as np
import uharfbuzz as hb
from numpy.typing import NDArray

Points = NDArray[np.float64]
Picture = NDArray[np.bool_]

PX = 300
"""Pixels per em."""


class _Rings:
    """Takes HarfBuzz's drawing of a glyph as closed polygons."""

    def __init__(self, face: hb.Face, glyph: int) -> None:
        self.rings: list[list[tuple[float, float]]] = []
        funcs = hb.DrawFuncs()
        funcs.set_move_to_func(lambda x, y, _: self.rings.append([(x, y)]))
        funcs.set_line_to_func(lambda x, y, _: self.rings[-1].append((x, y)))
        funcs.set_quadratic_to_func(self._curve)
        funcs.set_close_path_func(lambda _: None)
        hb.Font(face).draw_glyph(glyph, funcs, None)

    def _curve(self, cx: float, cy: float, x: float, y: float, _: object) -> None:
        x0, y0 = self.rings[-1][-1]
        for t in (0.25, 0.5, 0.75, 1.0):
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
            self.rings[-1].append((a * x0 + b * cx + c * x, a * y0 + b * cy + c * y))


def glyph_rings(font: bytes, glyph: int) -> list[Points]:
    """Return a glyph's outline as polygons, in em."""
    face = hb.Face(font)
    return [np.array(ring) / face.upem for ring in _Rings(face, glyph).rings if len(ring) > 2]


def area(ring: Points) -> float:
    """Return a ring's signed area: negative if it runs clockwise, y up."""
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def fill(rings: Sequence[Points], box: tuple[float, float, float, float]) -> Picture:
    """Return the picture of the polygons within a box (left, bottom, right, top; em), row 0 at the bottom."""
    left, bottom, right, top = box
    size = int((top - bottom) * PX), int((right - left) * PX)
    winding = np.zeros((size[0], size[1] + 1), dtype=np.int64)
    for ring in rings:
        x, y = ((ring - (left, bottom)) * PX - 0.5).T
        _add_crossings(winding, x, y)
    return np.cumsum(winding, axis=1)[:, :-1] != 0


def _add_crossings(winding: NDArray[np.int64], x: Points, y: Points) -> None:
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    low, high = np.ceil(np.minimum(y, y2)).astype(int), np.ceil(np.maximum(y, y2)).astype(int)
    edge = np.repeat(np.arange(len(x)), high - low)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[edge]
    at = x[edge] + (row - y[edge]) * (x2 - x)[edge] / (y2 - y)[edge]
    column = np.clip(np.ceil(at).astype(int), 0, winding.shape[1] - 1)
    np.add.at(winding, (row, column), np.where(y2 > y, 1, -1)[edge])


def discs(centers: Points, radii: Points, box: tuple[float, float, float, float]) -> Picture:
    """Return the picture of the union of discs."""
    left, bottom, right, top = box
    y, x = np.mgrid[0 : int((top - bottom) * PX), 0 : int((right - left) * PX)]
    picture = np.zeros(x.shape, dtype=bool)
    for (cx, cy), radius in zip((centers - (left, bottom)) * PX - 0.5, radii * PX, strict=True):
        reach = (
            slice(max(0, int(cy - radius)), int(cy + radius) + 2),
            slice(max(0, int(cx - radius)), int(cx + radius) + 2),
        )
        picture[reach] |= (x[reach] - cx) ** 2 + (y[reach] - cy) ** 2 <= radius**2
    return picture


def count_areas(picture: Picture, least: int = 9) -> int:
    """Return how many connected areas of at least so many pixels there are (4-neighbors)."""
    rest, count = picture.copy(), 0
    while rest.any():
        seed = tuple(np.argwhere(rest)[0])
        found = _flood(rest, seed)
        rest &= ~found
        count += int(found.sum()) >= least
    return count


def _flood(picture: Picture, seed: tuple[int, ...]) -> Picture:
    found = np.zeros_like(picture)
    stack = [seed]
    while stack:
        row, column = stack.pop()
        if found[row, column] or not picture[row, column]:
            continue
        line = picture[row]
        left = column - int(np.argmin(line[column::-1])) if not line[: column + 1].all() else -1
        right = column + int(np.argmin(line[column:])) if not line[column:].all() else len(line)
        left += 1
        found[row, left:right] = True
        for near in (row - 1, row + 1):
            if 0 <= near < len(picture):
                open_ = picture[near, left:right] & ~found[near, left:right]
                starts = np.flatnonzero(open_ & ~np.concatenate([[False], open_[:-1]]))
                stack += [(near, left + int(start)) for start in starts]
    return found
