"""`clip`: layers cut along the outline of an area, as behind a window."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.area import Area, clipped
from cardmaker.art.stage import Stage
from cardmaker.design import Layer
from cardmaker.drawing import Item


@dataclass(frozen=True, slots=True)
class Clip:
    """Layers of which only the part within an area is seen."""

    area: Annotated[Area, "what is seen"]
    layers: Annotated[tuple[Layer, ...], "what is cut, in painting order"]


def draw_clip(clip: Clip, stage: Stage) -> Iterator[Item]:
    yield clipped(stage.draw(clip.layers), clip.area, stage)
