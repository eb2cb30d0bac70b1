"""`group`: layers moved, turned and scaled as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Layer, Length, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Transform


@dataclass(frozen=True, slots=True)
class GroupOf:
    """Layers as one: first scaled and turned about `at`, then moved by `shift`."""

    layers: Annotated[tuple[Layer, ...], "what it holds, in painting order"]
    at: Annotated[Spot, "the place that scaling and turning leave where it is"] = CENTER
    scale: Annotated[float, Bounds(0.05, 20), "how much larger it is drawn"] = 1.0
    rotate: Annotated[float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees"] = 0.0
    shift: Annotated[tuple[Length, Length], Bounds(-200, 200), "how far it is moved: right and down"] = (
        ZERO,
        ZERO,
    )
    mirror: Annotated[bool, "seen as in a mirror, left for right"] = False


def draw_group(group: GroupOf, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(group.at)
    across = -group.scale if group.mirror else group.scale
    placed = (
        Transform.move(-x, -y)
        .then(Transform.scale(across, group.scale))
        .then(Transform.rotate(group.rotate))
        .then(Transform.move(x + stage.length(group.shift[0]), y + stage.length(group.shift[1])))
    )
    yield Group(Frame(stage.size, tuple(stage.draw(group.layers))), placed)
