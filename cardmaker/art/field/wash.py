"""`wash`: watercolor in opaque steps, as if each tone were cut from paper: no transparency, so any printer keeps it sharp.

Pigment gathers where a tone ends: each step has a denser rim, broad where the tones change slowly and thin where they
change fast, as water leaves it. Denser pigment lets through the power of a color (Beer's law), so rims stay clear.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import numpy as np

from cardmaker.art.field.edges import edge_points, inward
from cardmaker.art.field.levels import Grid, level_curves
from cardmaker.art.kit.area import WHOLE, Area, area_path, area_rect
from cardmaker.art.kit.curve import smooth
from cardmaker.art.kit.noise import Array, Noise
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, Point, Rect, join, rectangle

MOST_CELLS: Final = 16_000
CELLS_A_BLOOM: Final = 14
MOST_BLOOMS: Final = 10
"""From side to side, so that no file can ask for a million points."""
EDGE_STEP: Final = 3.2  # pt between the points of an edge


@dataclass(frozen=True, slots=True)
class Wash:
    """A field of watercolor that passes from color to color in flat steps, with ragged edges."""

    ramp: Annotated[tuple[Role, ...], "its colors, from its top to its bottom"]
    steps: Annotated[int, Bounds(1, 30), "how many tones"]
    area: Annotated[Area, "where it lies, and its outline"] = WHOLE
    scale: Annotated[
        Length, Bounds(2, 200), "how high the blooms are in which tones meet; at least a tenth of the area"
    ] = Length(14)
    stretch: Annotated[float, Bounds(0.2, 12), "their width to their height"] = 2.5
    bloom: Annotated[float, Bounds(0, 2), "how far the tones wander; 0 leaves straight bands"] = 0.6
    rim: Annotated[float, Bounds(0, 1), "how much of each tone its denser rim takes"] = 0.14
    dense: Annotated[float, Bounds(1, 3), "how much denser the pigment is there"] = 1.3
    ragged: Annotated[Length, Bounds(0, 20), "how far the outer edge wanders"] = Length(0.8)
    edge: Annotated[Length, Bounds(0, 6), "the width of the outer edge's rim"] = Length(0.5)


def draw_wash(wash: Wash, stage: Stage) -> Iterator[Item]:
    noise = Noise(stage.random())
    rect = area_rect(wash.area, stage)
    outer, inner = _edges(wash, noise, stage)
    grid = Grid.over(rect.union(outer.bounds()), _cell(wash, rect, stage))
    tones = _tones(wash, rect, grid, noise, stage)
    colors = stage.ramp(wash.ramp, wash.steps)
    if wash.edge.amount:
        dark = [denser(color, wash.dense) for color in colors]
        yield _cut(_steps(tones, grid, dark, 0.0, 1.0), outer, stage)
    yield _cut(_steps(tones, grid, colors, wash.rim, wash.dense), inner, stage)


def denser(color: Color, power: float) -> Color:
    """Return the color of a layer so many times as thick."""
    red, green, blue = (value**power for value in color.rgb)
    return Color(red, green, blue)


def _cell(wash: Wash, rect: Rect, stage: Stage) -> float:
    finest = _high(wash, rect, stage) * min(1.0, wash.stretch) / CELLS_A_BLOOM
    return max(finest, math.sqrt(rect.width * rect.height / MOST_CELLS), 0.05)


def _high(wash: Wash, rect: Rect, stage: Stage) -> float:
    """Return how high a bloom is, pt."""
    return max(stage.length(wash.scale), math.sqrt(rect.width * rect.height) / MOST_BLOOMS)


def _tones(wash: Wash, rect: Rect, grid: Grid, noise: Noise, stage: Stage) -> Array:
    """Return which tone lies where: 0 for the first, `steps` past the last; below all of them around the rectangle."""
    high = _high(wash, rect, stage)
    x, y = grid.xs[np.newaxis, :] / (high * wash.stretch), grid.ys[:, np.newaxis] / high
    warp = noise.at(x * 0.8 + 3.1, y * 0.8 + 8.7)
    wander = noise.octaves(x + 0.5 * warp, y + 0.5 * warp, (1.0, 0.35, 0.12))
    down = (grid.ys[:, np.newaxis] - rect.y) / (rect.height or 1.0) * wash.steps
    tones = down + wander * wash.bloom * wash.steps / 2
    tones[[0, -1], :] = tones[:, [0, -1]] = -99.0
    return np.asarray(tones, dtype=np.float64)


def _steps(tones: Array, grid: Grid, colors: Sequence[Color], rim: float, dense: float) -> Iterator[Item]:
    """Yield each tone over the ones before it, its rim first."""
    step = max(1.5, float(grid.xs[1] - grid.xs[0]) * 1.6)
    yield Fill(_around(grid), colors[0])
    for index, color in enumerate(colors[1:], start=1):
        if rim:
            yield from _above(tones, index - rim, grid, step, denser(color, dense))
        yield from _above(tones, index, grid, step, color)


def _above(tones: Array, level: float, grid: Grid, step: float, color: Color) -> Iterator[Item]:
    curves = list(level_curves(tones, level, grid, step))
    if curves:
        yield Fill(join(curves), color, even_odd=True)


def _around(grid: Grid) -> Path:
    left, right, top, bottom = (float(value) for value in (grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]))
    return rectangle(Rect(left, top, right - left, bottom - top))


def _edges(wash: Wash, noise: Noise, stage: Stage) -> tuple[Path, Path]:
    """Return the ragged outer edge, and the inner edge of its rim."""
    places = edge_points(area_path(wash.area, stage), EDGE_STEP)
    normal = inward(places)
    ragged, rim = stage.length(wash.ragged), stage.length(wash.edge)
    span = max(12.0, 7 * ragged)
    wander = noise.octaves(places[:, 0] / span, places[:, 1] / span, (1.0, 0.4, 0.15))
    spread = noise.octaves(places[:, 0] / 13 + 40, places[:, 1] / 13, (1.0, 0.6))
    outer = places + normal * (ragged * (0.9 + 0.8 * wander))[:, np.newaxis]
    inner = outer + normal * np.maximum(0.25, rim * (0.75 + 0.9 * spread))[:, np.newaxis]
    return _closed(outer), _closed(inner)


def _closed(points: Array) -> Path:
    return smooth([Point(x, y) for x, y in points.tolist()], closed=True)


def _cut(items: Iterable[Item], edge: Path, stage: Stage) -> Group:
    return Group(Frame(stage.size, tuple(items)), clip=edge)
