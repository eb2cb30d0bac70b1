"""An area of a panel: where a plate lies, what a window shows, what a field fills."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.outlines import Outline, outline
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Spot
from cardmaker.drawing import Frame, Group, Item
from cardmaker.geometry import Insets, Path, Rect


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the panel: all of it less an `inset`, a box by two corners, or a size about a place."""

    outline: Annotated[
        Outline, "`arch` has a round head, `scoop` hollow corners, `scallop` half circles along its edges"
    ] = "rectangle"
    inset: Annotated[Length, Bounds(-9, 45), "from all four edges of the panel"] = ZERO
    from_: Annotated[Spot | None, "its top left corner, instead of the inset"] = None
    to: Annotated[Spot | None, "its bottom right corner"] = None
    width: Annotated[Length | None, Bounds(0.5, 250), "its width, instead of inset and corners"] = None
    height: Annotated[Length | None, Bounds(0.5, 250), "its height; without it as wide as high"] = None
    at: Annotated[Spot, "its middle, if it has a width"] = CENTER
    radius: Annotated[Length, Bounds(0, 60), "of a round or scooped corner, or of one scallop"] = ZERO

    def __post_init__(self) -> None:
        if (self.from_ is None) != (self.to is None):
            raise ValueError("an area by its corners needs both `from` and `to`")
        if self.height is not None and self.width is None:
            raise ValueError("an area with a `height` needs a `width`")


WHOLE = Area()
"""The whole panel, up to its edges."""


def area_rect(area: Area, stage: Stage) -> Rect:
    """Return the box of an area, pt."""
    if area.width is not None:
        x, y = stage.point(area.at)
        width = stage.length(area.width)
        height = width if area.height is None else stage.length(area.height)
        return Rect(x - width / 2, y - height / 2, width, height)
    if area.from_ is not None and area.to is not None:
        return Rect.around([stage.point(area.from_), stage.point(area.to)])
    return Rect.of(stage.size).inset(Insets.even(stage.length(area.inset)))


def area_path(area: Area, stage: Stage) -> Path:
    """Return the outline of an area."""
    return outline(area_rect(area, stage), area.outline, stage.length(area.radius))


def clipped(items: Iterable[Item], area: Area, stage: Stage) -> Group:
    """Return the items, cut along the area's outline."""
    return Group(Frame(stage.size, tuple(items)), clip=area_path(area, stage))
