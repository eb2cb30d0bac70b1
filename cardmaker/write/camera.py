"""A camera before a table: points in space to points in a picture, and the map between two quadrilaterals.

Space has x to the right, y up from the table and z toward the viewer; the picture has y down. The camera looks level,
with its plate shifted down as product photographers do it: what stands upright stays upright in the picture.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from cardmaker.geometry import Insets, Point, Rect, Size


class Vector(NamedTuple):
    """A place or a direction in space."""

    x: float
    y: float
    z: float

    def plus(self, other: "Vector", times: float = 1.0) -> "Vector":
        return Vector(self.x + times * other.x, self.y + times * other.y, self.z + times * other.z)

    def dot(self, other: "Vector") -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Vector") -> "Vector":
        return Vector(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )

    def unit(self) -> "Vector":
        length = math.sqrt(self.dot(self))
        return Vector(self.x / length, self.y / length, self.z / length)


Quad = tuple[Vector, Vector, Vector, Vector]
"""The corners of a flat thing in space, clockwise from the top left as its picture is read."""

Coefficients = tuple[float, float, float, float, float, float, float, float]
"""a to h of x' = (ax + by + c) / (gx + hy + 1), y' = (dx + ey + f) / (gx + hy + 1)."""


ORIGIN: Final = Point(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """An eye, how far it stands round to the right, and how its view is scaled and moved onto the picture (px)."""

    eye: Vector
    yaw_deg: float
    scale: float = 1.0
    center: Point = ORIGIN

    def project(self, place: Vector) -> Point:
        """Return where a place before the eye is seen."""
        sin, cos = math.sin(math.radians(self.yaw_deg)), math.cos(math.radians(self.yaw_deg))
        ray = place.plus(self.eye, -1.0)
        depth = -sin * ray.x - cos * ray.z
        across = cos * ray.x - sin * ray.z
        return Point(
            self.center.x + self.scale * across / depth,
            self.center.y - self.scale * ray.y / depth,
        )

    def framed(self, places: Iterable[Vector], canvas: Size, margins: Insets) -> "Camera":
        """Return the camera zoomed and shifted so that the places fill the canvas within the margins (px), centered."""
        plain = replace(self, scale=1.0, center=ORIGIN)
        seen = Rect.around(plain.project(place) for place in places)
        room = Rect.of(canvas).inset(margins)
        scale = min(room.width / seen.width, room.height / seen.height)
        center = Point(room.center.x - scale * seen.center.x, room.center.y - scale * seen.center.y)
        return replace(self, scale=scale, center=center)


def picture_map(corners: tuple[Point, Point, Point, Point], source: Rect) -> Coefficients:
    """Return the map from places in the quadrilateral back to the source rectangle, both clockwise from the top left.

    Paul Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, 2.2.3: the unit square to the
    quadrilateral, turned round by its adjugate.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    dx1, dx2, sx = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, sy = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    area = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area
    a, b, c = x1 - x0 + g * x1, x3 - x0 + h * x3, x0
    d, e, f = y1 - y0 + g * y1, y3 - y0 + h * y3, y0
    u = Vector(e - f * h, c * h - b, b * f - c * e)
    v = Vector(f * g - d, a - c * g, c * d - a * f)
    w = Vector(d * h - e * g, b * g - a * h, a * e - b * d)
    across = _scaled(u, source.width, w, source.x)
    down = _scaled(v, source.height, w, source.y)
    return (
        across.x / w.z,
        across.y / w.z,
        across.z / w.z,
        down.x / w.z,
        down.y / w.z,
        down.z / w.z,
        w.x / w.z,
        w.y / w.z,
    )


def _scaled(row: Vector, by: float, weights: Vector, start: float) -> Vector:
    return Vector(*(by * value + start * weight for value, weight in zip(row, weights, strict=True)))
