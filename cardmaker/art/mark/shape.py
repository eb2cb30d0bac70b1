"""`shape`: filled areas through given points, smooth or straight, as if cut from paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.mark.points import Points, check_points, closed_outline, placed
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Ink, Item, Stroke


@dataclass(frozen=True, slots=True)
class CutShape:
    """Filled areas through points, smooth but where a point stands twice: there the outline has a corner."""

    areas: Annotated[tuple[Points, ...], "each area's points, [right, down] in u from `at`"]
    fill: Annotated[Role, "its color"]
    at: Annotated[Spot, "where the points count from"] = CENTER
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    smooth: Annotated[bool, "whether the outline is curved"] = True
    stroke: Annotated[Role | None, "the color of a line about it"] = None
    width: Annotated[Length, Bounds(0.08, 10), "the line's thickness, half of it outside"] = Length(0.5, "pt")

    def __post_init__(self) -> None:
        check_points(self.areas, 3)


def draw_shape(shape: CutShape, stage: Stage) -> Iterator[Item]:
    color, origin = stage.color(shape.fill, shape.tint), stage.point(shape.at)
    for points in shape.areas:
        path = closed_outline(placed(points, origin, stage.u), is_smooth=shape.smooth)
        yield Fill(path, color)
        if shape.stroke is not None:
            yield Stroke(path, Ink(stage.color(shape.stroke), stage.length(shape.width)))
