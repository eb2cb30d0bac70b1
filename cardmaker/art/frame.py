"""`frame`: a line around the panel at an even distance, its corners square, round or scooped.

It is filled between two outlines rather than stroked, since a pen's round joins would soften the corners.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cardmaker.art.stage import Stage
from cardmaker.design import ZERO, Bounds, Length, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import QUARTER_ARC, Insets, Path, PathBuilder, Rect, rectangle

Corner = Literal["square", "round", "scoop"]

_SHRINK: Final = {"square": 0.0, "round": 1.0, "scoop": math.sqrt(2) - 1}
"""How much smaller the inner radius is, in line widths, so that the line is as thick at the middle of a corner."""


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
    inner = outer.inset(Insets.even(width))
    inner_radius = max(0.0, radius - width * _SHRINK[frame.corner])
    path = _outline(outer, radius, frame.corner) + _outline(inner, inner_radius, frame.corner)
    yield Fill(path, stage.color(frame.stroke), even_odd=True)


def _outline(rect: Rect, radius: float, corner: Corner) -> Path:
    if corner == "square" or radius <= 0:
        return rectangle(rect)
    return _rounded(rect, radius) if corner == "round" else _scooped(rect, radius)


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


def _scooped(rect: Rect, radius: float) -> Path:
    arm = radius * QUARTER_ARC
    left, top, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        PathBuilder()
        .move(left + radius, top)
        .line(right - radius, top)
        .curve(right - radius, top + arm, right - arm, top + radius, right, top + radius)
        .line(right, bottom - radius)
        .curve(right - arm, bottom - radius, right - radius, bottom - arm, right - radius, bottom)
        .line(left + radius, bottom)
        .curve(left + radius, bottom - arm, left + arm, bottom - radius, left, bottom - radius)
        .line(left, top + radius)
        .curve(left + arm, top + radius, left + radius, top + arm, left + radius, top)
        .close()
        .path()
    )
