"""`contours`: the lines of a map. Words that it keeps clear of lie in a lake: the lines run round them, uncut."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
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

POINTS_A_HILL: Final = 11

MOST_CELLS: Final = 40_000
MOST_HILLS: Final = 6
"""From side to side, so that no file can ask for a million points."""


@dataclass(frozen=True, slots=True)
class Contours:
    """Lines of equal height over land of hills and hollows."""

    levels: Annotated[int, Bounds(2, 80), "how many heights have a line"]
    scale: Annotated[Length, Bounds(1, 200), "from one hill to the next; at least a sixth of what they fill"]
    ramp: Annotated[tuple[Role, ...], "the colors of the lines, from low to high"]
    area: Annotated[Area, "what it fills"] = WHOLE
    detail: Annotated[float, Bounds(0, 0.5), "how much smaller hills lie upon the large ones"] = 0.14
    width: Annotated[Length, Bounds(0.08, 3), "of a line"] = Length(0.5, "pt")
    index_every: Annotated[int, Bounds(1, 40), "each how-manieth line is a heavier one"] = 5
    index_width: Annotated[Length, Bounds(0.08, 3), "of a heavier line"] = Length(1.0, "pt")
    shore: Annotated[Length, Bounds(0.5, 80), "how far the land bends round what it keeps clear of"] = Length(
        16
    )
    depth: Annotated[
        float, Bounds(-1, 1), "how deep such a lake lies, of all heights; below 0 it is a hilltop"
    ] = 0.08


@dataclass(frozen=True, slots=True)
class _Land:
    """Heights over a grid, and the levels that have lines: each `step` above the one before, the lowest over `low`."""

    heights: Array
    grid: Grid
    scale: float
    low: float
    step: float

    def surface(self, height: float) -> float:
        """Return the height halfway between two lines that is nearest to a wanted one."""
        return self.low + self.step * (math.floor((height - self.low) / self.step) + 0.5)


def draw_contours(contours: Contours, stage: Stage) -> Iterator[Item]:
    land = _make_land(contours, area_rect(contours.area, stage), stage)
    for box in stage.clear:
        land = _with_lake(land, box, stage.length(contours.shore), contours.depth * contours.levels)
    yield clipped(_lines(contours, land, stage), contours.area, stage)


def _make_land(contours: Contours, rect: Rect, stage: Stage) -> _Land:
    noise = Noise(stage.random())
    side = math.sqrt(rect.width * rect.height)
    scale = max(stage.length(contours.scale), side / MOST_HILLS, 1.0)
    grid = Grid.over(rect, max(scale / CELLS_A_HILL, side / math.sqrt(MOST_CELLS)))
    x, y = grid.xs[np.newaxis, :] / scale, grid.ys[:, np.newaxis] / scale
    heights = noise.at(x, y) + contours.detail * noise.at(x * 2.7 + 31.7, y * 2.7 - 11.3)
    low, high = float(heights.min()), float(heights.max())
    return _Land(heights, grid, scale, low, max((high - low) / (contours.levels + 1), 1e-9))


def _with_lake(land: _Land, box: Rect, shore: float, depth: float) -> _Land:
    """Return the land sunk about a box, as many lines deep, to a level between two lines, so that none crosses it."""
    away = np.clip(_distance(land.grid, box) / shore, 0.0, 1.0)
    share = away * away * (3 - 2 * away)
    near = float(land.heights[away < 1].mean()) if bool((away < 1).any()) else land.low
    surface = land.surface(near - depth * land.step)
    return replace(land, heights=surface + (land.heights - surface) * share)


def _distance(grid: Grid, box: Rect) -> Array:
    """Return how far each place of a grid is from a box with round corners, pt; 0 or less inside."""
    center, half_width, half_height = box.center, box.width / 2, box.height / 2
    corner = min(half_width, half_height) * 0.9
    dx = np.maximum(np.abs(grid.xs - center.x) - half_width + corner, 0.0)[np.newaxis, :]
    dy = np.maximum(np.abs(grid.ys - center.y) - half_height + corner, 0.0)[:, np.newaxis]
    return np.asarray(np.hypot(dx, dy) - corner, dtype=np.float64)


def _lines(contours: Contours, land: _Land, stage: Stage) -> Iterator[Item]:
    for number, color in enumerate(stage.ramp(contours.ramp, contours.levels), start=1):
        level = land.low + land.step * number
        curves = list(level_curves(land.heights, level, land.grid, land.scale / POINTS_A_HILL))
        width = contours.index_width if number % contours.index_every == 0 else contours.width
        if curves:
            yield Stroke(join(curves), Ink(color, stage.length(width)))
