"""`blossom`: one flower head, as a motif or by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.plant.bloom import Petals, tones_of
from cardmaker.art.plant.heads import Kind, draw_kind
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Point, Transform


@dataclass(frozen=True, slots=True)
class Blossom:
    """A flower head; its ink is centered on `at`."""

    kind: Annotated[Kind, "which flower"]
    radius: Annotated[Length, Bounds(0.5, 40), "of the head; one seen from the side is two radii high"]
    fill: Annotated[Petals, "its colors"]
    at: Annotated[Spot, "the center of its ink"] = CENTER
    tilt: Annotated[float, Bounds(0.2, 1), "how round it is seen: 1 from above, 0.5 aslant"] = 1.0
    angle: Annotated[float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees"] = 0.0


def draw_blossom(blossom: Blossom, stage: Stage) -> Iterator[Item]:
    tones = tones_of(blossom.fill, stage)
    items = tuple(draw_kind(blossom.kind, stage.length(blossom.radius), tones, stage.random()))
    seen = Transform.scale(1.0, blossom.tilt).then(Transform.rotate(blossom.angle))
    center, box = stage.point(blossom.at), ink_box([Group(Frame(stage.size, items), seen)])
    middle = box.center if box else Point(0.0, 0.0)
    yield Group(Frame(stage.size, items), seen.then(Transform.move(center.x - middle.x, center.y - middle.y)))
