"""Outlines of plates, windows and frames: rectangles with shaped corners or edges, arches, ellipses. All in points."""

import math
from typing import Literal, assert_never

from cardmaker.geometry import QUARTER_ARC, Insets, Path, PathBuilder, Point, Rect, ellipse, rectangle

Outline = Literal["rectangle", "round", "scoop", "arch", "scallop", "ellipse"]


def outline(rect: Rect, kind: Outline, radius: float = 0.0) -> Path:
    """Return the closed outline that fills the rectangle; `radius` (pt) is that of a corner, or of one scallop."""
    match kind:
        case "rectangle":
            return rectangle(rect)
        case "round":
            return rounded(rect, radius)
        case "scoop":
            return scooped(rect, 0.0, radius)
        case "arch":
            return arched(rect)
        case "scallop":
            return scalloped(rect, radius)
        case "ellipse":
            return ellipse(*rect.center, rect.width / 2, rect.height / 2)
        case _:
            assert_never(kind)


def rounded(rect: Rect, radius: float) -> Path:
    radius = min(radius, min(rect.size) / 2)
    if radius <= 0:
        return rectangle(rect)
    near = radius * (1 - QUARTER_ARC)
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        PathBuilder()
        .move(left + radius, top)
        .line(right - radius, top)
        .curve(right - near, top, right, top + near, right, top + radius)
        .line(right, bottom - radius)
        .curve(right, bottom - near, right - near, bottom, right - radius, bottom)
        .line(left + radius, bottom)
        .curve(left + near, bottom, left, bottom - near, left, bottom - radius)
        .line(left, top + radius)
        .curve(left, top + near, left + near, top, left + radius, top)
        .close()
        .path()
    )


def scooped(outer: Rect, depth: float, radius: float) -> Path:
    """Return a ticket outline: lines `depth` inside the outer rectangle, arcs of the radius about its corners."""
    if radius <= 0:
        return rectangle(outer.inset(Insets.even(depth)))
    lean = math.asin(min(1.0, depth / radius))
    builder = PathBuilder().move(outer.x + depth, outer.y + radius * math.cos(lean))
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    for index, (corner, (right, down)) in enumerate(zip(outer.corners(), signs, strict=True)):
        first, last = (math.pi / 2 - lean, lean) if index % 2 == 0 else (lean, math.pi / 2 - lean)
        add_arc(builder, corner, (radius * right, radius * down), first, last)
    return builder.close().path()


def arched(rect: Rect) -> Path:
    """Return a window with a round head: a half circle on straight sides, or half an ellipse if it is too low for one."""
    rise = min(rect.width / 2, rect.height)
    half, middle, spring = rect.width / 2, rect.center.x, rect.y + rise
    kx, ky = QUARTER_ARC * half, QUARTER_ARC * rise
    return (
        PathBuilder()
        .move(rect.x, rect.bottom)
        .line(rect.x, spring)
        .curve(rect.x, spring - ky, middle - kx, rect.y, middle, rect.y)
        .curve(middle + kx, rect.y, rect.right, spring - ky, rect.right, spring)
        .line(rect.right, rect.bottom)
        .close()
        .path()
    )


def scalloped(rect: Rect, radius: float) -> Path:
    """Return a label with half circles along its edges: whole ones, as near the radius as the sides allow."""
    radius = max(radius, 0.5)
    across = max(2, round(rect.width / (2 * radius)) - 1)
    down = max(2, round(rect.height / (2 * radius)) - 1)
    rx, ry = rect.width / (2 * across + 2), rect.height / (2 * down + 2)
    inner = rect.inset(Insets(rx, ry, rx, ry))
    builder = PathBuilder().move(inner.x, inner.y)
    for index in range(across):
        add_arc(builder, Point(inner.x + (2 * index + 1) * rx, inner.y), (rx, ry), math.pi, 2 * math.pi)
    for index in range(down):
        add_arc(
            builder, Point(inner.right, inner.y + (2 * index + 1) * ry), (rx, ry), -math.pi / 2, math.pi / 2
        )
    for index in range(across):
        add_arc(builder, Point(inner.right - (2 * index + 1) * rx, inner.bottom), (rx, ry), 0.0, math.pi)
    for index in range(down):
        add_arc(
            builder, Point(inner.x, inner.bottom - (2 * index + 1) * ry), (rx, ry), math.pi / 2, 1.5 * math.pi
        )
    return builder.close().path()


def add_arc(
    builder: PathBuilder, center: tuple[float, float], radii: tuple[float, float], first: float, last: float
) -> None:
    """Add an arc between two angles (radians, clockwise from +x), led up to by a line; negative radii mirror it.

    Each step of at most a quarter turn is a cubic with arms of 4/3·tan(step/4).
    """
    (x, y), (rx, ry) = center, radii
    count = max(1, math.ceil(abs(last - first) / (math.pi / 2) - 1e-9))
    step = (last - first) / count
    arm = 4 / 3 * math.tan(step / 4)
    builder.line(x + rx * math.cos(first), y + ry * math.sin(first))
    for index in range(count):
        here, there = first + step * index, first + step * (index + 1)
        cos_a, sin_a, cos_b, sin_b = math.cos(here), math.sin(here), math.cos(there), math.sin(there)
        builder.curve(
            x + rx * (cos_a - arm * sin_a),
            y + ry * (sin_a + arm * cos_a),
            x + rx * (cos_b + arm * sin_b),
            y + ry * (sin_b - arm * cos_b),
            x + rx * cos_b,
            y + ry * sin_b,
        )
