"""Sizes, rectangles, transforms and paths, in points: x right, y down, origin at the top left.

Values only. What is drawn with them, and in which color, is left to `drawing`.
"""

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

QUARTER_ARC = 0.5522847498  # control-arm length of a cubic quarter circle of radius 1, error below 0.03 %


class Point(NamedTuple):
    x: float
    y: float


class Size(NamedTuple):
    width: float
    height: float

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def turned(self) -> "Size":
        return Size(self.height, self.width)


class Insets(NamedTuple):
    """Distances inward from the four edges of a rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def even(cls, distance: float) -> "Insets":
        return cls(distance, distance, distance, distance)


class Rect(NamedTuple):
    """A rectangle by its top-left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, size: Size) -> "Rect":
        return cls(0.0, 0.0, size.width, size.height)

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "Rect":
        """Return the smallest upright rectangle that holds the points; of no points, the empty one at the origin."""
        found = list(points)
        if not found:
            return cls(0.0, 0.0, 0.0, 0.0)
        xs, ys = [x for x, _ in found], [y for _, y in found]
        return cls(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def center(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def inset(self, by: Insets) -> "Rect":
        return Rect(
            self.x + by.left,
            self.y + by.top,
            self.width - by.left - by.right,
            self.height - by.top - by.bottom,
        )

    def holds(self, other: "Rect", tolerance: float = 0.0) -> bool:
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def meets(self, other: "Rect") -> bool:
        """Return whether the two share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def overlap(self, other: "Rect") -> "Rect | None":
        """Return the area the two share, or None if there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        width, height = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Rect(x, y, width, height) if width > 0 and height > 0 else None

    def union(self, other: "Rect") -> "Rect":
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Return the corners, clockwise from the top left."""
        return (
            Point(self.x, self.y),
            Point(self.right, self.y),
            Point(self.right, self.bottom),
            Point(self.x, self.bottom),
        )


class Transform(NamedTuple):
    """An affine map x' = a·x + c·y + e, y' = b·x + d·y + f (the order of PDF and SVG)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @classmethod
    def move(cls, dx: float, dy: float) -> "Transform":
        return cls(1.0, 0.0, 0.0, 1.0, dx, dy)

    @classmethod
    def scale(cls, sx: float, sy: float | None = None) -> "Transform":
        return cls(sx, 0.0, 0.0, sx if sy is None else sy, 0.0, 0.0)

    @classmethod
    def rotate(cls, degrees: float, about: tuple[float, float] = (0.0, 0.0)) -> "Transform":
        """Turn clockwise on the page (y is down). Multiples of 90° are exact."""
        exact = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}
        radians = math.radians(degrees)
        cos, sin = exact.get(degrees % 360, (math.cos(radians), math.sin(radians)))  # type: ignore[call-overload]
        x, y = about
        return cls(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)

    def then(self, after: "Transform") -> "Transform":
        """Return the map that does this one first and `after` second."""
        return Transform(
            self.a * after.a + self.b * after.c,
            self.a * after.b + self.b * after.d,
            self.c * after.a + self.d * after.c,
            self.c * after.b + self.d * after.d,
            self.e * after.a + self.f * after.c + after.e,
            self.e * after.b + self.f * after.d + after.f,
        )

    def apply(self, x: float, y: float) -> Point:
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def apply_rect(self, rect: Rect) -> Rect:
        """Return the upright box around the mapped rectangle."""
        return Rect.around(self.apply(x, y) for x, y in rect.corners())

    def inverse(self) -> "Transform":
        """Return the map back; raises ZeroDivisionError if this one flattens the plane."""
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Transform(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))


IDENTITY = Transform()

_NUMBERS_OF = {"M": 2, "L": 2, "C": 6, "Z": 0}


@dataclass(frozen=True, slots=True)
class Path:
    """Steps M L C Z and their coordinates, flat. A step takes 2, 2, 6 and 0 numbers.

    Built by the functions below or by a `PathBuilder`; never changed afterwards.
    """

    steps: str
    numbers: "array[float]"

    def __post_init__(self) -> None:
        if len(self.numbers) != sum(_NUMBERS_OF[step] for step in self.steps):
            raise ValueError("a path's numbers do not match its steps")

    def __add__(self, other: "Path") -> "Path":
        return Path(self.steps + other.steps, self.numbers + other.numbers)

    def transformed(self, by: Transform) -> "Path":
        a, b, c, d, e, f = by
        xs, ys = self.numbers[0::2], self.numbers[1::2]
        out = array("d", bytes(8 * len(self.numbers)))
        out[0::2] = array("d", [a * x + c * y + e for x, y in zip(xs, ys, strict=True)])
        out[1::2] = array("d", [b * x + d * y + f for x, y in zip(xs, ys, strict=True)])
        return Path(self.steps, out)

    def bounds(self) -> Rect:
        """Return the box around all points, control points too: never too small, at most a little too large."""
        return Rect.around(zip(self.numbers[0::2], self.numbers[1::2], strict=True))


class PathBuilder:
    """Collects steps; `path()` gives the finished value."""

    __slots__ = ("_numbers", "_steps")

    def __init__(self) -> None:
        self._steps: list[str] = []
        self._numbers: array[float] = array("d")

    def move(self, x: float, y: float) -> Self:
        self._steps.append("M")
        self._numbers.extend((x, y))
        return self

    def line(self, x: float, y: float) -> Self:
        self._steps.append("L")
        self._numbers.extend((x, y))
        return self

    def curve(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> Self:
        self._steps.append("C")
        self._numbers.extend((x1, y1, x2, y2, x, y))
        return self

    def close(self) -> Self:
        self._steps.append("Z")
        return self

    def path(self) -> Path:
        return Path("".join(self._steps), self._numbers[:])


EMPTY_PATH = Path("", array("d"))


def join(paths: Iterable[Path]) -> Path:
    """Return one path that holds all of them, in order."""
    steps: list[str] = []
    numbers: array[float] = array("d")
    for path in paths:
        steps.append(path.steps)
        numbers.extend(path.numbers)
    return Path("".join(steps), numbers)


def polygon(points: Sequence[tuple[float, float]], *, closed: bool = True) -> Path:
    steps = "M" + "L" * (len(points) - 1) + ("Z" if closed else "")
    return Path(steps, array("d", [value for point in points for value in point]))


def rectangle(rect: Rect) -> Path:
    return polygon(rect.corners())


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    """Return an ellipse about (x, y); a circle if only one radius is given."""
    ry = rx if ry is None else ry
    kx, ky = QUARTER_ARC * rx, QUARTER_ARC * ry
    return (
        PathBuilder()
        .move(x + rx, y)
        .curve(x + rx, y + ky, x + kx, y + ry, x, y + ry)
        .curve(x - kx, y + ry, x - rx, y + ky, x - rx, y)
        .curve(x - rx, y - ky, x - kx, y - ry, x, y - ry)
        .curve(x + kx, y - ry, x + rx, y - ky, x + rx, y)
        .close()
        .path()
    )
