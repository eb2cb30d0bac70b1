"""`awning`: a shop's awning seen from the front: a sloping striped roof and a hanging edge that ends in half circles."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.outlines import add_arc
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, PathBuilder, Rect, polygon, rectangle

OVERLAP: Final = 0.3  # pt by which the roof reaches under the hanging edge: no paper shows between them


@dataclass(frozen=True, slots=True)
class Awning:
    """A striped awning; `at` is the middle of its upper edge."""

    width: Annotated[Length, Bounds(4, 200), "of its hanging edge"]
    drop: Annotated[Length, Bounds(1, 120), "the height of its roof"]
    edge: Annotated[Length, Bounds(0.5, 60), "the height of its hanging edge, without the half circles"]
    stripes: Annotated[int, Bounds(3, 41), "how many; an odd number begins and ends alike"]
    fill: Annotated[tuple[Role, Role], "the roof's colors, in turn"]
    shade: Annotated[tuple[Role, Role], "the same on the hanging edge"]
    at: Annotated[Spot, "the middle of its upper edge"] = CENTER
    slope: Annotated[float, Bounds(0.5, 1), "the width of its upper edge, to the lower one"] = 0.9
    rail: Annotated[Role | None, "the color of the rail it hangs from"] = None


def draw_awning(awning: Awning, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(awning.at)
    width, drop, edge = (stage.length(size) for size in (awning.width, awning.drop, awning.edge))
    step = width / awning.stripes
    foot = y + drop + min(OVERLAP, edge)
    for index in range(awning.stripes):
        left = x - width / 2 + step * index
        right = left + step
        top = [(x + (side - x) * awning.slope, y) for side in (left, right)]
        roof = polygon([*top, (right, y + drop), (right, foot), (left, foot), (left, y + drop)])
        yield Fill(roof, stage.color(awning.fill[index % 2]))
        yield Fill(_flap(Rect(left, y + drop, step, edge)), stage.color(awning.shade[index % 2]))
    if awning.rail is not None:
        across, high = width * awning.slope + step * 0.3, step * 0.16
        yield Fill(rectangle(Rect(x - across / 2, y - high, across, high)), stage.color(awning.rail))


def _flap(rect: Rect) -> Path:
    """Return one stripe of the hanging edge: a box that ends in a half circle."""
    radius = rect.width / 2
    builder = PathBuilder().move(rect.x, rect.y).line(rect.right, rect.y).line(rect.right, rect.bottom)
    add_arc(builder, (rect.center.x, rect.bottom), (radius, radius), 0.0, math.pi)
    return builder.close().path()
