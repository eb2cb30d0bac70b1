"""`plate`: a flat area of a color, a line about it, or both: a label, a window's ground, a colored panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.area import Area, area_path
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Ink, Item, Stroke


@dataclass(frozen=True, slots=True)
class Plate:
    """A flat area: filled, outlined, or both. Without `fill` only its line is drawn."""

    area: Annotated[Area, "where it lies, and its outline"]
    fill: Annotated[Role | None, "its color"] = None
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    stroke: Annotated[Role | None, "the color of a line about it"] = None
    width: Annotated[Length, Bounds(0.08, 10), "the line's thickness, half of it outside"] = Length(0.5, "pt")

    def __post_init__(self) -> None:
        if self.fill is None and self.stroke is None:
            raise ValueError("a plate needs a `fill` or a `stroke`")


def draw_plate(plate: Plate, stage: Stage) -> Iterator[Item]:
    path = area_path(plate.area, stage)
    if plate.fill is not None:
        yield Fill(path, stage.color(plate.fill, plate.tint))
    if plate.stroke is not None:
        yield Stroke(path, Ink(stage.color(plate.stroke), stage.length(plate.width)))
