"""`stack`: layers one after another at even gaps, centered as one group by their ink.

A layer that draws nothing, such as an empty slot, takes no room, so the rest stays balanced.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Layer, Length, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Rect, Transform


@dataclass(frozen=True, slots=True)
class Stack:
    """Layers one below another (or side by side), the whole placed by its ink; what draws nothing takes no room."""

    layers: Annotated[
        tuple[Layer, ...], "what to stack, in order; their own `at` counts only across the stack"
    ]
    gap: Annotated[Length, Bounds(-40, 60), "between the ink of two layers"]
    at: Annotated[Spot, "where the stack stands; only the coordinate along it counts"] = CENTER
    align: Annotated[Literal["start", "center", "end"], "which part of the stack is at `at`"] = "center"
    direction: Annotated[Literal["down", "across"], "one below another, or side by side"] = "down"


def draw_stack(stack: Stack, stage: Stage) -> Iterator[Item]:
    drawn = [(items, box) for layer in stack.layers if (box := ink_box(items := stage.draw_one(layer)))]
    is_down = stack.direction == "down"
    gap = stage.length(stack.gap)
    extents = [_extent(box, is_down) for _, box in drawn]
    total = sum(length for _, length in extents) + gap * (len(drawn) - 1)
    x, y = stage.point(stack.at)
    position = (y if is_down else x) - {"start": 0.0, "center": 0.5, "end": 1.0}[stack.align] * total
    for (items, _), (start, length) in zip(drawn, extents, strict=True):
        shift = position - start
        move = Transform.move(0.0, shift) if is_down else Transform.move(shift, 0.0)
        yield Group(Frame(stage.size, tuple(items)), move)
        position += length + gap


def _extent(box: Rect, is_down: bool) -> tuple[float, float]:
    """Return where a box starts along the stack, and how long it is."""
    return (box.y, box.height) if is_down else (box.x, box.width)
