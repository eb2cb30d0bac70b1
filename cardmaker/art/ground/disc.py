"""`disc`: a filled circle, or an outlined one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import ellipse


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle: filled, or a ring if it has a `width`."""

    radius: Annotated[Length, Bounds(0.05, 100), "from its center"]
    fill: Annotated[Role, "its color"]
    at: Annotated[Spot, "its center"] = CENTER
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    width: Annotated[
        Length | None, Bounds(0.1, 20), "the line of a ring; without it the circle is filled"
    ] = None


def draw_disc(disc: Disc, stage: Stage) -> Iterator[Item]:
    path = ellipse(*stage.point(disc.at), stage.length(disc.radius))
    color = stage.color(disc.fill, disc.tint)
    yield Fill(path, color) if disc.width is None else Stroke(path, Ink(color, stage.length(disc.width)))
