"""`frame`: a line around the panel at an even distance, its corners square, round or scooped.

It is filled between two outlines rather than stroked, since a pen's round joins would soften the corners.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.stage import Stage
from cardmaker.design import ZERO, Bounds, Length, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import QUARTER_ARC, Insets, Path, PathBuilder, Point, Rect, rectangle

Corner = Literal["square", "round", "scoop"]


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line around the panel."""

    inset: Annotated[Length, Bounds(0, 45), "from the panel's edge to the outer edge of the line"]
    width: Annotated[Length, Bounds(0.08, 10), "the line's thickness"]
    stroke: Annotated[Role, "its color"]
    corner: Annotated[Corner, "`scoop` cuts a quarter circle out of each corner"] = "square"
    radius: Annotated[Length, Bounds(0, 40), "of a round or scooped corner"] = ZERO


def draw_frame(frame: FrameLine, stage: Stage) -> Iterator[Item]:
    width = stage.length(frame.width)
    radius = stage.length(frame.radius)
    outer = Rect.of(stage.size).inset(Insets.even(stage.length(frame.inset)))
    path = _outline(outer, 0.0, radius, frame.corner) + _outline(outer, width, radius, frame.corner)
    yield Fill(path, stage.color(frame.stroke), even_odd=True)


def _outline(outer: Rect, depth: float, radius: float, corner: Corner) -> Path:
    """Return the line's outline `depth` inside the outer one; its corners are concentric with the outer ones."""
    rect = outer.inset(Insets.even(depth))
    if corner == "square" or radius <= 0:
        return rectangle(rect)
    return (
        _rounded(rect, max(0.0, radius - depth))
        if corner == "round"
        else _scooped(outer, depth, radius + depth)
    )


def _rounded(rect: Rect, radius: float) -> Path:
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


def _scooped(outer: Rect, depth: float, radius: float) -> Path:
    """Return a ticket outline: lines `depth` inside the outer rectangle, arcs of the radius about its corners."""
    lean = math.asin(min(1.0, depth / radius))
    builder = PathBuilder().move(outer.x + depth, outer.y + radius * math.cos(lean))
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    for index, (corner, (right, down)) in enumerate(zip(outer.corners(), signs, strict=True)):
        first, last = (math.pi / 2 - lean, lean) if index % 2 == 0 else (lean, math.pi / 2 - lean)
        _add_arc(builder, corner, (radius * right, radius * down), first, last)
    return builder.close().path()


def _add_arc(
    builder: PathBuilder, center: Point, radii: tuple[float, float], first: float, last: float
) -> None:
    """Add an arc of at most a quarter turn, led up to by a line; negative radii mirror it."""
    (x, y), (rx, ry) = center, radii
    arm = 4 / 3 * math.tan((last - first) / 4)
    start = Point(x + rx * math.cos(first), y + ry * math.sin(first))
    end = Point(x + rx * math.cos(last), y + ry * math.sin(last))
    builder.line(*start).curve(
        start.x - arm * rx * math.sin(first),
        start.y + arm * ry * math.cos(first),
        end.x + arm * rx * math.sin(last),
        end.y - arm * ry * math.cos(last),
        *end,
    )
