"""A person's own signature as outlines: traced from a photo of ink on paper, or taken as drawn; level, and small.

What the file was is left to `inputs`, where it goes on the card to `compose`. The outline is the same on every card.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.geometry import Path, Rect, Transform
from cardmaker.hand.contours import outlines
from cardmaker.hand.curves import fit_rings
from cardmaker.hand.paper import NoInkError, find_ink
from cardmaker.model import Raster, Signature

Points = NDArray[np.float64]

EDGE: Final = 0.48  # of the ink's tone: where the edge of a line is seen
UNITS: Final = 3000  # the longer side of a signature; whole units are finer than 1200 dots an inch on a card
FINEST: Final = 0.0004  # of the longer side: how far curves may stray
MOST_CURVES: Final = 340  # about 5 kB in the file
SMALLEST_RING: Final = 0.3  # of the square of the pen's width: a hole or a dot smaller than this is grain
MOST_TILT: Final = 15.0  # degrees; steeper writing is meant
TILT_STEP: Final = 0.5
SMEARED: Final = 2  # rows of 60 by which averaging carries the end of the letters down
LEAST_PX: Final = 12


def trace(raster: Raster) -> Signature:
    """Return the signature on a photo or scan, its baseline level. Raises NoInkError."""
    ink = find_ink(raster)
    if max(ink.field.shape) < LEAST_PX:
        raise NoInkError("is too small to trace", "use a picture at least 400 pixels wide")
    rings = [
        ring for ring in outlines(ink.field, EDGE) if abs(_area(ring)) > SMALLEST_RING * ink.pen * ink.pen
    ]
    if not rings:
        raise NoInkError("shows no line thick enough to trace", "take the photo from nearer")
    path = _fitted(rings, ink.pen)
    rows, columns = np.nonzero(ink.field > EDGE)
    points = np.stack([columns, rows], axis=1).astype(np.float64)
    turn = Transform.rotate(-_tilt(points))
    return _leveled((path.transformed(turn),), (), _turned(points, turn), ink.pen)


def drawn(areas: Sequence[Path], lines: Sequence[tuple[Path, float]]) -> Signature:
    """Return a signature that was drawn as paths. Raises NoInkError if they hold nothing."""
    points = [point for path in (*areas, *(line for line, _ in lines)) for point in _along(path)]
    if len(points) < 2 or max(np.ptp(np.array(points), axis=0)) <= 0:
        raise NoInkError(
            "holds nothing to draw", "keep the signature's paths visible, and convert text to paths"
        )
    pen = lines[len(lines) // 2][1] if lines and not areas else 0.0
    return _leveled(tuple(areas), tuple(lines), np.array(points), pen)


def _area(ring: Points) -> float:
    x, y = ring.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def _fitted(rings: list[Points], pen: float) -> Path:
    """Return the rings as curves, as fine as the file can afford."""
    size = max(np.ptp(np.vstack(rings), axis=0))
    tolerance = max(0.25, FINEST * float(size))
    path, count = fit_rings(rings, tolerance, pen)
    while count > MOST_CURVES and tolerance < size / 40:
        tolerance *= 1.35
        path, count = fit_rings(rings, tolerance, pen)
    return path


def _tilt(points: Points) -> float:
    """Return the clockwise turn of the baseline, in degrees: that at which the rows of ink stand out most."""
    points = points[:: max(1, len(points) // 20_000)]
    angles = np.arange(-MOST_TILT, MOST_TILT + TILT_STEP / 2, TILT_STEP)
    radians = np.radians(angles)
    depths = np.outer(np.cos(radians), points[:, 1]) - np.outer(np.sin(radians), points[:, 0])
    bin_size = max(1.0, float(np.ptp(points[:, 1])) / 50)
    energies = [
        float((np.bincount(((row - row.min()) / bin_size).astype(int)) ** 2.0).sum()) for row in depths
    ]
    smooth = np.convolve(np.pad(energies, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    # Of angles that are as good as each other the smaller is right.
    return float(angles[int(np.argmax(smooth * (1 - 0.0006 * angles**2)))])


def _turned(points: Points, turn: Transform) -> Points:
    a, b, c, d, e, f = turn
    turned: Points = points @ np.array([[a, b], [c, d]]) + (e, f)
    return turned


def _baseline(points: Points) -> float:
    """Return how far down the baseline lies: where the densest rows, the middle of the letters, end."""
    y = points[:, 1]
    counts, edges = np.histogram(y, 60)
    dense = np.convolve(np.pad(counts, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    peak = int(dense.argmax())
    below = np.flatnonzero(dense[peak:] < 0.45 * dense[peak])
    last = peak + int(below[0]) - SMEARED if len(below) else len(dense)
    return float(edges[last])


def _leveled(
    areas: tuple[Path, ...], lines: tuple[tuple[Path, float], ...], points: Points, pen: float
) -> Signature:
    """Return the signature in whole units, its left edge and its baseline at 0."""
    box = Rect.around(map(tuple, points.tolist()))
    scale = UNITS / max(box.width, box.height)
    place = Transform.move(-box.x, -_baseline(points)).then(Transform.scale(scale))
    areas = tuple(_rounded(area.transformed(place)) for area in areas)
    lines = tuple((_rounded(line.transformed(place)), float(round(width * scale))) for line, width in lines)
    return Signature(areas, lines, _ink_box(areas, lines), pen * scale)


def _rounded(path: Path) -> Path:
    numbers = path.numbers[:]
    for index, number in enumerate(numbers):
        numbers[index] = float(round(number))
    return Path(path.steps, numbers)


def _ink_box(areas: Sequence[Path], lines: Sequence[tuple[Path, float]]) -> Rect:
    """Return the box around all ink; control points, which may lie beyond it, do not count."""
    corners: list[tuple[float, float]] = []
    for area in areas:
        corners += _along(area)
    for line, width in lines:
        corners += [(x + side, y + side) for x, y in _along(line) for side in (-width / 2, width / 2)]
    return Rect.around(corners)


def _along(path: Path) -> list[tuple[float, float]]:
    """Return points along a path, close enough to bound it."""
    found: list[tuple[float, float]] = []
    numbers = iter(path.numbers)
    here = (0.0, 0.0)
    for step in path.steps:
        if step == "C":
            found += _along_curve(here, [next(numbers) for _ in range(6)])
            here = found[-1]
        elif step != "Z":
            here = (next(numbers), next(numbers))
            found.append(here)
    return found


def _along_curve(start: tuple[float, float], curve: list[float]) -> list[tuple[float, float]]:
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = curve
    points = []
    for t in (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0):
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points
