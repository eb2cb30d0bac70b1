"""`path`: the path of an SVG drawing, filled or drawn with a pen, scaled into a box."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.svg_path import parse_path
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import Transform

LONGEST: Final = 20_000  # characters of a `d`


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """An SVG path in a view box, as `d` and `viewBox` of a drawing have them."""

    d: Annotated[str, "the path: M L H V C S Q T A Z, absolute or relative"]
    view: Annotated[
        tuple[float, float, float, float], Bounds(-100_000, 100_000), "the view box: left, top, width, height"
    ]
    width: Annotated[Length, Bounds(0.5, 250), "how wide the view box is drawn; its height follows"]
    at: Annotated[Spot, "where the view box has its middle"] = CENTER
    fill: Annotated[Role | None, "its color"] = None
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    even_odd: Annotated[bool, "whether areas within areas are holes"] = False
    stroke: Annotated[Role | None, "the color of a pen line along it"] = None
    line: Annotated[Length, Bounds(0.08, 10), "the line's thickness"] = Length(1, "pt")

    def __post_init__(self) -> None:
        if self.fill is None and self.stroke is None:
            raise ValueError("a path needs a `fill` or a `stroke`")
        if len(self.d) > LONGEST:
            raise ValueError(f"`d` is longer than {LONGEST} characters; simplify the path")
        if min(self.view[2:]) <= 0:
            raise ValueError("the view box needs a width and a height")
        path = parse_path(self.d)
        if not path.steps or not all(map(math.isfinite, path.numbers)):
            raise ValueError("`d` draws nothing, or has a number that is not finite")


def draw_path(drawn: DrawnPath, stage: Stage) -> Iterator[Item]:
    left, top, width, height = drawn.view
    x, y = stage.point(drawn.at)
    scale = stage.length(drawn.width) / width
    placing = (
        Transform.move(-left - width / 2, -top - height / 2)
        .then(Transform.scale(scale))
        .then(Transform.move(x, y))
    )
    path = parse_path(drawn.d).transformed(placing)
    if drawn.fill is not None:
        yield Fill(path, stage.color(drawn.fill, drawn.tint), drawn.even_odd)
    if drawn.stroke is not None:
        yield Stroke(path, Ink(stage.color(drawn.stroke), stage.length(drawn.line)))
