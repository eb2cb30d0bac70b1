"""`rule`: a straight line with square ends."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Rect, Transform, rectangle


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line with square ends."""

    length: Annotated[Length, Bounds(0.2, 250), "from end to end"]
    width: Annotated[Length, Bounds(0.08, 20), "its thickness; 0.25pt is the thinnest that prints"]
    stroke: Annotated[Role, "its color"]
    at: Annotated[Spot, "where it is anchored"] = CENTER
    anchor: Annotated[Literal["left", "center", "right"], "which of its ends stands at `at`"] = "center"
    angle: Annotated[float, Bounds(-360, 360), "0 lies flat, 90 stands, in degrees"] = 0.0


def draw_rule(rule: Rule, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(rule.at)
    length, width = stage.length(rule.length), stage.length(rule.width)
    start = {"left": 0.0, "center": -length / 2, "right": -length}[rule.anchor]
    turn = Transform.rotate(-rule.angle) if math.fmod(rule.angle, 360) else Transform()
    bar = rectangle(Rect(start, -width / 2, length, width))
    yield Fill(bar.transformed(turn.then(Transform.move(x, y))), stage.color(rule.stroke))
