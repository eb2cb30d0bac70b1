"""Folds an envelope's blank virtually: its cut outline is parted at the sides of the face, and each part is mirrored onto the back.

It knows the outline as it is cut and the four folds, and nothing of how the blank was made.
"""

from dataclasses import dataclass

import numpy as np

from cardmaker.compose.goods.dieline import Dieline
from cardmaker.geometry import Path, Size
from cardmaker.units import MM

STEP = 0.6 * MM


def flattened(path: Path, steps: int = 12) -> np.ndarray:
    """Return the outline as points, curves in short straight steps."""
    points, numbers, at = [], list(path.numbers), 0
    for step in path.steps:
        if step in "ML":
            points.append(numbers[at : at + 2])
            at += 2
        elif step == "C":
            p0, (p1, p2, p3) = np.array(points[-1]), np.array(numbers[at : at + 6]).reshape(3, 2)
            t = np.linspace(0, 1, steps + 1)[1:, None]
            points += list(
                (1 - t) ** 3 * p0 + 3 * t * (1 - t) ** 2 * p1 + 3 * t**2 * (1 - t) * p2 + t**3 * p3
            )
            at += 6
    return np.array(points)


def holds(outline: np.ndarray, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Return which points lie within an outline: those from which a ray crosses it an odd number of times."""
    inside = np.zeros(xs.shape, bool)
    for (ax, ay), (bx, by) in zip(outline, np.roll(outline, -1, axis=0), strict=True):
        crosses = (ay > ys) != (by > ys)
        if ay != by:
            inside ^= crosses & (xs < (bx - ax) * (ys - ay) / (by - ay) + ax)
    return inside


@dataclass(frozen=True)
class Folded:
    """Which places of a grid each folded flap covers, over and around the face; x, y are the places."""

    face: Size
    x: np.ndarray
    y: np.ndarray
    top: np.ndarray
    right: np.ndarray
    bottom: np.ndarray
    left: np.ndarray

    @property
    def on_face(self) -> np.ndarray:
        return self.within(0.0)

    def within(self, inset: float) -> np.ndarray:
        """Return the places of the face that are at least so far from its edge."""
        width, height = self.face
        return (self.x > inset) & (self.x < width - inset) & (self.y > inset) & (self.y < height - inset)

    def area(self, places: np.ndarray) -> float:
        return float(places.sum()) * STEP * STEP


def fold(dieline: Dieline) -> Folded:
    """Return the envelope after all four flaps are folded onto the back."""
    width, height = dieline.face
    outline = flattened(dieline.outline)
    over = 15 * STEP  # what sticks out does so by the face's sides first
    axis_x = np.arange(-over, width + over, STEP) + STEP / 3
    axis_y = np.arange(-over, height + over, STEP) + STEP / 3
    x, y = np.meshgrid(axis_x, axis_y)
    return Folded(
        dieline.face,
        x,
        y,
        top=holds(outline, x, -y) & (-y < 0),
        bottom=holds(outline, x, 2 * height - y) & (2 * height - y > height),
        left=holds(outline, -x, y) & (-x < 0),
        right=holds(outline, 2 * width - x, y) & (2 * width - x > width),
    )


def has_square(places: np.ndarray, side: float) -> bool:
    """Return whether a square of that side (pt) fits into the places."""
    count = max(1, int(side / STEP))
    sums = np.pad(places.astype(int), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    full = sums[count:, count:] - sums[:-count, count:] - sums[count:, :-count] + sums[:-count, :-count]
    return bool((full == count * count).any())
