"""`grid`: motifs in rows, over the whole panel and a little beyond its edges."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.kit.motif import Motif, draw_motifs
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Layer, Length
from cardmaker.drawing import Item, Use
from cardmaker.geometry import Point, Transform


@dataclass(frozen=True, slots=True)
class Grid:
    """Motifs in rows; each row takes the next motif."""

    cell: Annotated[tuple[Length, Length], Bounds(4, 100), "from one motif to the next: across and down"]
    motifs: Annotated[tuple[Layer, ...], "what to repeat"]
    offset: Annotated[
        Literal["none", "half", "drop"],
        "`half` moves every second row by half a cell, as bricks lie; `drop` every second column, as wallpaper hangs",
    ] = "none"


def draw_grid(grid: Grid, stage: Stage) -> Iterator[Item]:
    motifs = list(draw_motifs(grid.motifs, stage, 1))
    across, down = (stage.length(side) for side in grid.cell)
    rows = math.ceil(stage.size.height / down / 2) + 1
    for row in range(-rows, rows + 1) if motifs else ():
        shift = across / 2 if grid.offset == "half" and row % 2 else 0.0
        drop = down / 2 if grid.offset == "drop" else 0.0
        yield from _row(motifs[row % len(motifs)], Point(shift, row * down), across, drop, stage)


def _row(motif: Motif, start: Point, across: float, drop: float, stage: Stage) -> Iterator[Item]:
    """Yield a row about the panel's middle, the motif's ink centered on its line or, in turn, `drop` below it."""
    columns = math.ceil(stage.size.width / across / 2) + 1
    middle = motif.box.center
    for column in range(-columns, columns + 1):
        x = stage.size.width / 2 + start.x + column * across
        y = stage.size.height / 2 + start.y + (drop if column % 2 else 0.0)
        yield Use(motif.shared, Transform.move(x - middle.x, y - middle.y))
