"""A face open for stroking, and the picture of one glyph, painted from its outline."""

from typing import NamedTuple

import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw

Picture = NDArray[np.bool_]

PX_PER_EM = 760
"""Fine enough for the thinnest hand: a line is about 20 px wide."""


class Face(NamedTuple):
    """A face open for stroking: its em, its x-height and its usual radius of line, in units."""

    font: TTFont
    units: int
    x_height: int
    radius: float
    joined: bool

    @property
    def px(self) -> float:
        """Pixels per unit."""
        return PX_PER_EM / self.units


class _Rings(BasePen):
    """Collects an outline as closed polygons."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.rings: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.rings.append([pt])

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.rings[-1].append(pt)

    def _curveToOne(self, *controls: tuple[float, float]) -> None:  # noqa: N802
        a, b, c, d = (np.array(point) for point in (self._getCurrentPoint(), *controls))
        for t in np.linspace(0, 1, 13)[1:]:
            s = 1 - t
            self.rings[-1].append(tuple(s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d))


def paint(face: Face, name: str, *, crossing: bool = False) -> tuple[Picture, float, float]:
    """Return the glyph's picture and the pixel (x, y) of its origin; overlapping contours are filled as one.

    Contours that cross themselves, as a pen's do in a loop, are filled whole only if `crossing` says so.
    """
    pen = _Rings(face.font.getGlyphSet())
    face.font.getGlyphSet()[name].draw(pen)
    rings = [np.array(ring) * face.px for ring in pen.rings if len(ring) > 2]
    if not rings:
        return np.zeros((1, 1), dtype=bool), 0.0, 0.0
    points = np.vstack(rings)
    left, top = np.floor(points[:, 0].min()) - 12, np.ceil(points[:, 1].max()) + 12
    size = (int(points[:, 0].max() - left) + 14, int(top - points[:, 1].min()) + 14)
    placed = [ring * (1, -1) + (-left, top) for ring in rings]
    return (_winding(placed, size) if crossing else _overlaid(placed, size)) != 0, -left, top


def _overlaid(rings: list[NDArray[np.float64]], size: tuple[int, int]) -> NDArray[np.int64]:
    winding = np.zeros(size[::-1], dtype=np.int64)
    for ring in rings:
        picture = Image.new("1", size)
        ImageDraw.Draw(picture).polygon([(x, y) for x, y in ring], fill=1)
        winding += np.asarray(picture) * (1 if area_of(ring) < 0 else -1)
    return winding


def _winding(rings: list[NDArray[np.float64]], size: tuple[int, int]) -> NDArray[np.int64]:
    """Return how many times the rings run round each pixel: the sum of all edges left of it."""
    steps = np.zeros((size[1], size[0] + 1), dtype=np.int64)
    for ring in rings:
        (x1, y1), (x2, y2) = ring.T, np.roll(ring, -1, axis=0).T
        first, last = (np.ceil(side(y1, y2)).astype(np.int64) for side in (np.minimum, np.maximum))
        crossed = last - first
        edge = np.repeat(np.arange(len(ring)), crossed)
        rows = np.arange(len(edge)) + np.repeat(first - np.cumsum(crossed) + crossed, crossed)
        across = x1[edge] + (rows - y1[edge]) * (x2 - x1)[edge] / (y2 - y1)[edge]
        np.add.at(steps, (rows, np.ceil(across).astype(np.int64)), np.where(y2 > y1, 1, -1)[edge])
    return np.cumsum(steps, axis=1)[:, :-1]


def area_of(ring: NDArray[np.float64]) -> float:
    """Return twice a ring's signed area: positive if it runs counterclockwise, y up."""
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
