"""`note`: where the handwriting goes on the inside panel. It draws nothing itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.stage import Stage
from cardmaker.design import Spot
from cardmaker.drawing import Item


@dataclass(frozen=True, slots=True)
class NoteBox:
    """Where the handwriting goes: a box by two corners. Nothing else may enter it."""

    from_: Annotated[Spot, "its top left corner"]
    to: Annotated[Spot, "its bottom right corner"]


WHOLE_NOTE: Final = NoteBox(Spot.percent(10, 10), Spot.percent(90, 90))
"""The box of a design that draws nothing inside."""


def draw_note(_note: NoteBox, _stage: Stage) -> Iterator[Item]:
    return iter(())
