"""`ground`: the whole panel in one color. It may run over the edge; nothing else may come near it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Insets, Rect, rectangle

BLEED: Final = 9.0  # pt, the 1/8 in that printers ask for


@dataclass(frozen=True, slots=True)
class Ground:
    """The whole panel and its bleed in one color."""

    fill: Annotated[Role, "its color"]
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0


def draw_ground(ground: Ground, stage: Stage) -> Iterator[Item]:
    panel = Rect.of(stage.size).inset(Insets.even(-BLEED))
    yield Fill(rectangle(panel), stage.color(ground.fill, ground.tint))
