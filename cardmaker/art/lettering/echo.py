"""`echo`: words with copies of themselves behind, one step further each, as on a record sleeve of the seventies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.lettering.glyphs import outline_of
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import PAPER, ZERO, Bounds, Layer, Length, Role
from cardmaker.drawing import Cap, Fill, Frame, Group, Ink, Item, Stroke
from cardmaker.geometry import Path, Transform


@dataclass(frozen=True, slots=True)
class Echo:
    """Layers of words and copies of those words behind them; the whole stands where the words alone would.

    Give the words a `fit` that leaves room for the copies.
    """

    layers: Annotated[tuple[Layer, ...], "the words: text, lockup or on-arc"]
    copies: Annotated[int, Bounds(1, 24), "how many copies stand behind them"]
    offset: Annotated[tuple[Length, Length], Bounds(-10, 10), "from one copy to the next: right and down"]
    ramp: Annotated[tuple[Role, ...], "the colors the copies run through, the nearest first"]
    keyline: Annotated[Length, Bounds(0, 3), "the paper left between two copies"] = ZERO

    def __post_init__(self) -> None:
        if not self.ramp:
            raise ValueError("an echo needs at least one color in its `ramp`")


def draw_echo(echo: Echo, stage: Stage) -> Iterator[Item]:
    words = stage.draw(echo.layers)
    outline = outline_of(words)
    if not outline.steps:
        return
    dx, dy = (stage.length(step) for step in echo.offset)
    keyline = stage.length(echo.keyline)
    copies = [
        Group(Frame(stage.size, tuple(_copy(outline, color, keyline, stage))), Transform.move(dx * n, dy * n))
        for n, color in enumerate(stage.ramp(echo.ramp, echo.copies), 1)
    ]
    items = (*reversed(copies), *_keyline(outline, keyline, stage), *words)
    middle = Transform.move(-dx * echo.copies / 2, -dy * echo.copies / 2)
    yield Group(Frame(stage.size, items), middle)


def _copy(outline: Path, color: Color, keyline: float, stage: Stage) -> Iterator[Item]:
    yield from _keyline(outline, keyline, stage)
    yield Fill(outline, color)


def _keyline(outline: Path, width: float, stage: Stage) -> Iterator[Item]:
    """Yield the paper about an outline; half of the pen lies under the letter."""
    if width:
        yield Stroke(outline, Ink(stage.color(PAPER), 2 * width, Cap.ROUND))
