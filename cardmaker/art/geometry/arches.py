"""`arches`: nested doorways that stand on one line: round, pointed, or stepped as over a cinema's door."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.kit.area import WHOLE, Area, area_rect
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.kit.outlines import add_arc
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Rect

Head = Literal["round", "pointed", "stepped"]


@dataclass(frozen=True, slots=True)
class Arches:
    """Nested doorways: the outermost fills the area, each further one stands a gap inside."""

    stroke: Annotated[tuple[Role, ...], "the lines' colors, in turn from the outside"]
    area: Annotated[Area, "what the outermost fills"] = WHOLE
    head: Annotated[Head, "how they close at the top"] = "round"
    count: Annotated[int, Bounds(1, 60), "how many"] = 3
    gap: Annotated[tuple[Length, ...], Bounds(0.1, 40), "from one line's middle to the next, in turn"] = (
        Length(1.5),
    )
    width: Annotated[tuple[Length, ...], Bounds(0.08, 10), "the lines' thicknesses, in turn"] = (
        Length(0.5, "pt"),
    )
    fill: Annotated[Role | None, "the color within the innermost"] = None
    tint: Annotated[float, Bounds(0, 1), "the strength of that color; 0 is paper"] = 1.0
    steps: Annotated[int, Bounds(1, 9), "steps on either side of a stepped head"] = 3
    step: Annotated[tuple[Length, Length], Bounds(0.2, 40), "width and height of one step"] = (
        Length(4.0),
        Length(4.0),
    )
    threshold: Annotated[bool, "whether the outermost is closed below"] = False

    def __post_init__(self) -> None:
        need_entries(self, "stroke", "gap", "width")


def draw_arches(arches: Arches, stage: Stage) -> Iterator[Item]:
    rects = list(_rects(arches, area_rect(arches.area, stage), stage))
    for index, rect in enumerate(rects):
        path = _path(arches, rect, stage)
        if arches.fill is not None and index == len(rects) - 1:
            yield Fill(path, stage.color(arches.fill, arches.tint))
        if arches.threshold and index == 0:
            path = Path(path.steps + "Z", path.numbers)
        color = stage.color(arches.stroke[index % len(arches.stroke)])
        yield Stroke(path, Ink(color, stage.length(arches.width[index % len(arches.width)]), Cap.BUTT))


def _rects(arches: Arches, rect: Rect, stage: Stage) -> Iterator[Rect]:
    """Yield the doorways' boxes as long as they have room."""
    for index in range(arches.count):
        if rect.width < 1 or rect.height < 1:
            return
        yield rect
        gap = stage.length(arches.gap[index % len(arches.gap)])
        rect = Rect(rect.x + gap, rect.y + gap, rect.width - 2 * gap, rect.height - gap)


def _path(arches: Arches, rect: Rect, stage: Stage) -> Path:
    match arches.head:
        case "round":
            return _round(rect)
        case "pointed":
            return _pointed(rect)
        case "stepped":
            across, up = (stage.length(side) for side in arches.step)
            return _stepped(rect, arches.steps, across, up)


def _round(rect: Rect) -> Path:
    half = rect.width / 2
    rise = min(half, rect.height)
    builder = PathBuilder().move(rect.x, rect.bottom)
    add_arc(builder, (rect.center.x, rect.y + rise), (half, rise), math.pi, 2 * math.pi)
    return builder.line(rect.right, rect.bottom).path()


def _pointed(rect: Rect) -> Path:
    """Return a Gothic head: each side an arc that starts upright and meets the other in a point."""
    half = rect.width / 2
    rise = min(1.55 * half, rect.height)
    middle, spring = rect.center.x, rect.y + rise
    builder = PathBuilder().move(rect.x, rect.bottom).line(rect.x, spring)
    builder.curve(rect.x, spring - rise * 0.46, rect.x + half * 0.48, rect.y + rise * 0.2, middle, rect.y)
    builder.curve(
        rect.right - half * 0.48, rect.y + rise * 0.2, rect.right, spring - rise * 0.46, rect.right, spring
    )
    return builder.line(rect.right, rect.bottom).path()


def _stepped(rect: Rect, steps: int, across: float, up: float) -> Path:
    """Return a head that climbs in steps; as wide and high as there is room for."""
    across = min(across, rect.width / 2 / (steps + 0.5))
    up = min(up, rect.height / (steps + 1))
    left = [(rect.x, rect.bottom)]
    for index in range(steps):
        y = rect.y + (steps - index) * up
        left += [(rect.x + index * across, y), (rect.x + (index + 1) * across, y)]
    left.append((rect.x + steps * across, rect.y))
    builder = PathBuilder().move(*left[0])
    for x, y in [*left[1:], *((rect.x + rect.right - x, y) for x, y in reversed(left))]:
        builder.line(x, y)
    return builder.path()
