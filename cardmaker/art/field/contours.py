"""`contours`: the lines of a map. Words that it keeps clear of lie in a lake: the lines run round them, uncut."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np

from cardmaker.art.field.levels import Grid, level_curves
from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.noise import Array, Noise
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Ink, Item, Stroke
from cardmaker.geometry import Rect, join

CELLS_A_HILL: Final = 22
"""Grid cells from hill to hill: fewer show facets, more add nothing."""

MOST_CELLS: Final = 40_000


@dataclass(frozen=True, slots=True)
class Contours:
    """Lines of equal height over land of hills and hollows."""

    levels: Annotated[int, Bounds(2, 80), "how many heights have a line"]
    scale: Annotated[Length, Bounds(1, 200), "from one hill to the next"]
    ramp: Annotated[tuple[Role, ...], "the colors of the lines, from low to high"]
    area: Annotated[Area, "what it fills"] = WHOLE
    detail: Annotated[float, Bounds(0, 0.5), "how much smaller hills lie upon the large ones"] = 0.14
    width: Annotated[Length, Bounds(0.08, 3), "of a line"] = Length(0.5, "pt")
    index_every: Annotated[int, Bounds(1, 40), "each how-manieth line is a heavier one"] = 5
    index_width: Annotated[Length, Bounds(0.08, 3), "of a heavier line"] = Length(1.0, "pt")
    shore: Annotated[Length, Bounds(0.5, 80), "how far the land bends round what it keeps clear of"] = Length(16)
    depth: Annotated[float, Bounds(-1, 1), "how deep such a lake lies, of all heights; below 0 it is a hilltop"] = 0.08


def draw_contours(contours: Contours, stage: Stage) -> Iterator[Item]:
    rect = area_rect(contours.area, stage)
    grid = Grid.over(rect, _cell(rect, stage.length(contours.scale)))
    land = _land(contours, grid, stage)
    low, high = float(land.min()), float(land.max())
    step = (high - low) / (contours.levels + 1)
    for box in stage.clear:
        land = _with_lake(land, box, grid, stage.length(contours.shore), contours.depth * (high - low), low, step)
    yield clipped(_lines(contours, land, low, step, grid, stage), contours.area, stage)


def _cell(rect: Rect, scale: float) -> float:
    return max(scale / CELLS_A_HILL, math.sqrt(rect.width * rect.height / MOST_CELLS))


def _land(contours: Contours, grid: Grid, stage: Stage) -> Array:
    noise = Noise(stage.random())
    scale = stage.length(contours.scale)
    x, y = grid.xs[np.newaxis, :] / scale, grid.ys[:, np.newaxis] / scale
    return noise.at(x, y) + contours.detail * noise.at(x * 2.7 + 31.7, y * 2.7 - 11.3)


def _with_lake(
    land: Array, box: Rect, grid: Grid, shore: float, depth: float, low: float, step: float
) -> Array:
    """Return the land sunk about a box to a level between two lines, so that none crosses it."""
    center, half = box.center, (box.width / 2, box.height / 2)
    round_ = min(half) * 0.9
    dx = np.maximum(np.abs(grid.xs - center.x) - half[0] + round_, 0.0)[np.newaxis, :]
    dy = np.maximum(np.abs(grid.ys - center.y) - half[1] + round_, 0.0)[:, np.newaxis]
    away = np.clip((np.hypot(dx, dy) - round_) / shore, 0.0, 1.0)
    share = away * away * (3 - 2 * away)
    near = float(land[away < 1].mean()) if bool((away < 1).any()) else 0.0
    surface = low + step * (round((near - depth - low) / step) + 0.5)
    return surface + (land - surface) * share


def _lines(
    contours: Contours, land: Array, low: float, step: float, grid: Grid, stage: Stage
) -> Iterator[Item]:
    apart = stage.length(contours.scale) / 11
    for index, color in enumerate(stage.ramp(contours.ramp, contours.levels)):
        curves = list(level_curves(land, low + step * (index + 1), grid, apart))
        width = contours.index_width if (index + 1) % contours.index_every == 0 else contours.width
        if curves:
            yield Stroke(join(curves), Ink(color, stage.length(width)))
