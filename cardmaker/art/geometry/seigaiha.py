"""`seigaiha`: the Japanese pattern of blue ocean waves: rows of ringed scales, each row over the one behind it.

The rows may thin out toward the top, and the top may swell like a sea, so that it ends in whole scales against the sky.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, NamedTuple

from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.design import PAPER, ZERO, Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Ink, Item, Shared, Stroke, Use
from cardmaker.geometry import Rect, Size, Transform, ellipse

SHADES: Final = 7
"""Flat steps of a sea of several colors; more would look like a gradient."""

CREST: Final = 0.68
"""Where the swell is highest, from the left of the area: beside the middle, as a wave is drawn."""

MAX_SCALES: Final = 4000
TINY: Final = 1.0  # pt; an area narrower than that holds no sea


@dataclass(frozen=True, slots=True)
class Accent:
    """How a scale looks that stands out."""

    fill: Annotated[Role, "its color"]
    stroke: Annotated[Role, "that of its inner lines"]


@dataclass(frozen=True, slots=True)
class Seigaiha:
    """Rows of ringed scales, as in the pattern of blue ocean waves."""

    across: Annotated[int, Bounds(1, 50), "whole scales from side to side"]
    stroke: Annotated[Role, "the lines' color"]
    area: Annotated[Area, "what it fills; the scales are cut along its outline"] = WHOLE
    fill: Annotated[tuple[Role, ...], "the scales' colors, from the back to the front by eye"] = (PAPER,)
    lines: Annotated[int, Bounds(1, 9), "lines of a scale"] = 4
    outer: Annotated[Length, Bounds(0.08, 5), "the thickness of its outermost line"] = Length(1.2, "pt")
    width: Annotated[Length, Bounds(0.08, 5), "that of the others"] = Length(0.6, "pt")
    rise: Annotated[float, Bounds(0.3, 1), "from row to row, in radii of a scale"] = 0.5
    fade: Annotated[
        float, Bounds(0, 1), "over which part of the height, from the top, scales gain their lines"
    ] = 0.0
    relief: Annotated[Length, Bounds(0, 100), "how high the sea swells; 0 is calm"] = ZERO
    swells: Annotated[float, Bounds(0.2, 8), "waves of that swell from side to side"] = 1.5
    accents: Annotated[tuple[Accent, ...], "scales that stand out, in turn"] = ()
    every: Annotated[int, Bounds(2, 400), "one scale in so many stands out"] = 13

    def __post_init__(self) -> None:
        need_entries(self, "fill")


class _Cell(NamedTuple):
    """A scale by its row from the top and its column in half scales, and the top of it, pt."""

    row: int
    column: int
    x: float
    y: float


class _Look(NamedTuple):
    """What tells the drawings of scales apart: their lines, which accent, or -1, and which shade."""

    lines: int
    accent: int
    shade: int


def draw_seigaiha(sea: Seigaiha, stage: Stage) -> Iterator[Item]:
    rect = area_rect(sea.area, stage)
    if min(rect.size) < TINY:
        return
    radius = rect.width / sea.across / 2
    cells = _cells(sea, rect, radius, stage)
    chosen = _chosen(sea, cells, rect, stage.random())
    drawn: dict[_Look, Shared] = {}
    uses = []
    for cell in cells:
        look = _look(sea, cell, chosen.get(cell, -1), rect)
        if look not in drawn:
            drawn[look] = _scale(sea, radius, look, stage)
        uses.append(Use(drawn[look], Transform.move(cell.x, cell.y + radius)))
    yield clipped(uses, sea.area, stage)


def _cells(sea: Seigaiha, rect: Rect, radius: float, stage: Stage) -> list[_Cell]:
    """Return the scales from the back to the front; below each one stand two more, so that none floats."""
    step = sea.rise * radius
    rows = min(MAX_SCALES // (sea.across + 2), math.ceil(rect.height / step) + 1)
    found: dict[tuple[int, int], _Cell] = {}
    for row in range(rows):
        y = rect.y + stage.length(sea.outer) / 2 + row * step
        for column in range(row % 2 - 2, 2 * sea.across + 2, 2):
            x = rect.x + (column + 1) * radius
            is_held = (row - 1, column - 1) in found or (row - 1, column + 1) in found
            if is_held or y >= _surface(sea, x, rect, stage) - 1e-6:
                found[row, column] = _Cell(row, column, x, y)
    return list(found.values())


def _surface(sea: Seigaiha, x: float, rect: Rect, stage: Stage) -> float:
    """Return how high the sea may stand at x, pt from the panel's top: a swell, highest at two thirds from the left."""
    relief = min(stage.length(sea.relief), rect.height)
    swell = math.cos(2 * math.pi * sea.swells * ((x - rect.x) / rect.width - CREST))
    return rect.y + relief * (1 - swell) / 2


def _look(sea: Seigaiha, cell: _Cell, accent: int, rect: Rect) -> _Look:
    depth = min(1.0, max(0.0, (cell.y - rect.y) / rect.height))
    lines = 1 + int(depth / sea.fade * (sea.lines - 1)) if depth < sea.fade else sea.lines
    shade = min(SHADES - 1, int(SHADES * depth)) if len(sea.fill) > 1 else 0
    return _Look(lines, accent, shade)


def _chosen(sea: Seigaiha, cells: list[_Cell], rect: Rect, random: Random) -> Mapping[_Cell, int]:
    """Return which scales stand out, and how: as many as wanted, in no order and never close together."""
    found: dict[_Cell, int] = {}
    for cell in sorted(_whole(sea, cells, rect) if sea.accents else (), key=lambda _: random.random()):
        if len(found) * sea.every >= len(cells):
            break
        if all(_apart(cell, other, sea) for other in found):
            found[cell] = len(found) % len(sea.accents)
    return found


def _whole(sea: Seigaiha, cells: list[_Cell], rect: Rect) -> list[_Cell]:
    """Return the scales that are neither cut at an edge nor stand on the crest."""
    radius = rect.width / sea.across / 2
    places = {(cell.row, cell.column) for cell in cells}
    return [
        cell
        for cell in cells
        if 0 <= cell.column <= 2 * sea.across - 2
        and cell.y + radius < rect.bottom
        and {(cell.row - 1, cell.column - 1), (cell.row - 1, cell.column + 1), (cell.row - 2, cell.column)}
        <= places
    ]


def _apart(one: _Cell, other: _Cell, sea: Seigaiha) -> bool:
    across, down = (one.column - other.column) / 2, (one.row - other.row) * sea.rise / 2
    return across * across + down * down >= 0.3 * sea.every * sea.rise


def _scale(sea: Seigaiha, radius: float, look: _Look, stage: Stage) -> Shared:
    """Return a scale about the origin; lines that it lacks are its inner ones."""
    accent = sea.accents[look.accent] if look.accent >= 0 else None
    fill = stage.color(accent.fill) if accent else stage.ramp(sea.fill, SHADES)[look.shade]
    pen = Ink(stage.color(accent.stroke if accent else sea.stroke), stage.length(sea.width))
    outer = Ink(stage.color(sea.stroke), stage.length(sea.outer))
    shares = [1 - line / (sea.lines + 0.35) for line in range(1, look.lines)]
    items: tuple[Item, ...] = (
        Fill(ellipse(0.0, 0.0, radius), fill),
        *(Stroke(ellipse(0.0, 0.0, radius * share), pen) for share in shares),
        Stroke(ellipse(0.0, 0.0, radius), outer),
    )
    return Shared(Frame(Size(0.0, 0.0), items), radius + outer.width)
