"""`frame`: a line around the panel at an even distance, its corners square, round, scooped or stepped.

It is filled between two outlines rather than stroked, since a pen's round joins would soften the corners.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.kit.outlines import rounded, scooped
from cardmaker.art.stage import Stage
from cardmaker.design import ZERO, Bounds, Length, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Insets, Path, Rect, polygon, rectangle

Corner = Literal["square", "round", "scoop", "step"]


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line around the panel."""

    inset: Annotated[Length, Bounds(0, 45), "from the panel's edge to the outer edge of the line"]
    width: Annotated[Length, Bounds(0.08, 10), "the line's thickness"]
    stroke: Annotated[Role, "its color"]
    corner: Annotated[Corner, "`scoop` cuts a quarter circle out of each corner, `step` two steps"] = "square"
    radius: Annotated[Length, Bounds(0, 40), "of a round or scooped corner; how far a stepped one is cut"] = (
        ZERO
    )


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
    if corner == "step":
        return _stepped(rect, radius)
    return (
        rounded(rect, max(0.0, radius - depth))
        if corner == "round"
        else scooped(outer, depth, radius + depth)
    )


def _stepped(rect: Rect, cut: float) -> Path:
    """Return a rectangle with two steps cut out of each corner; the same cut on a smaller one runs parallel to it."""
    cut = min(cut, min(rect.size) / 2)
    notch = [(0.0, cut), (cut / 2, cut), (cut / 2, cut / 2), (cut, cut / 2), (cut, 0.0)]
    left_top = [(rect.x + x, rect.y + y) for x, y in notch]
    right_top = [(rect.right - x, rect.y + y) for x, y in reversed(notch)]
    right_bottom = [(rect.right - x, rect.bottom - y) for x, y in notch]
    left_bottom = [(rect.x + x, rect.bottom - y) for x, y in reversed(notch)]
    return polygon([*left_top, *right_top, *right_bottom, *left_bottom])
