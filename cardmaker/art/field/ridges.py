"""`ridges`: hills one behind another, as flat layers or as lines; the nearer hide the farther, as on a clear morning.

Lines are cut where a nearer ridge hides them, a little before they meet it, as an engraver stops his burin; nothing is
painted over, so that the stock shows through whatever its color.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import numpy as np

from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.curve import curve_through, smooth
from cardmaker.art.kit.noise import Array, Noise
from cardmaker.art.stage import Stage
from cardmaker.color import Color, mix
from cardmaker.design import ZERO, Bounds, Length, Role
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Point, Rect

OCTAVES: Final = 4
POINTS_A_HILL: Final = 9
MOST_POINTS: Final = 220
SHORTEST: Final = 7.0  # pt of a line that shows between two others; a shorter one looks like a slip
BEYOND: Final = 4.0  # pt, so that a ridge's ends are never seen


@dataclass(frozen=True, slots=True)
class Ridges:
    """Hills one behind another. Filled ones reach down to the bottom of the area."""

    count: Annotated[int, Bounds(1, 60), "how many ridges"]
    ramp: Annotated[tuple[Role, ...], "their colors, from the farthest to the nearest"]
    relief: Annotated[Length, Bounds(0, 80), "how high the nearest ridge rises and falls"]
    scale: Annotated[Length, Bounds(1, 300), "from hill to hill on the nearest ridge"]
    area: Annotated[Area, "what they fill"] = WHOLE
    top: Annotated[float, Bounds(-50, 150), "where the farthest ridge lies, in % of the area's height"] = 35.0
    bottom: Annotated[float, Bounds(-50, 150), "where the nearest one lies"] = 90.0
    ease: Annotated[float, Bounds(0.3, 4), "above 1 the steps grow to the front"] = 1.2
    far: Annotated[float, Bounds(0, 40), "relief of the farthest ridge, of the nearest one's"] = 0.5
    roughness: Annotated[float, Bounds(0, 0.8), "how much smaller hills lie upon the large ones"] = 0.35
    form: Annotated[Literal["rolling", "alpine"], "round hills, or sharp peaks"] = "rolling"
    drift: Annotated[
        float, Bounds(0.01, 5), "how unlike its neighbor each ridge is; small numbers make one slope"
    ] = 2.7
    focus: Annotated[
        Length | None, Bounds(1, 200), "the relief dies away so far to either side of the middle"
    ] = None
    style: Annotated[Literal["fill", "line"], "flat layers or lines"] = "fill"
    width: Annotated[Length, Bounds(0.08, 5), "of a line"] = Length(0.6, "pt")
    gap: Annotated[Length, Bounds(0, 20), "the least distance to the ridge in front"] = ZERO
    under: Annotated[
        Role | None, "the color of the land under lines; `paper` hides what stands behind it"
    ] = None
    mist: Annotated[int, Bounds(0, 6), "steps that pale toward the foot of each layer"] = 0
    haze: Annotated[Role | None, "the color they pale to; without it that of the ridge behind"] = None


@dataclass(frozen=True, slots=True)
class _Crest:
    """A ridge's upper edge: heights (pt, y down) at places all ridges share."""

    xs: Array
    ys: Array

    def points(self) -> list[Point]:
        return [Point(x, y) for x, y in zip(self.xs.tolist(), self.ys.tolist(), strict=True)]


def draw_ridges(ridges: Ridges, stage: Stage) -> Iterator[Item]:
    rect = area_rect(ridges.area, stage)
    crests = _crests(ridges, rect, stage)
    draw = _lines if ridges.style == "line" else _layers
    yield clipped(draw(ridges, crests, rect, stage), ridges.area, stage)


def _crests(ridges: Ridges, rect: Rect, stage: Stage) -> list[_Crest]:
    noise = Noise(stage.random())
    scale = stage.length(ridges.scale)
    finest = scale / 2 ** (_octaves(ridges) - 1)
    count = min(MOST_POINTS, max(12, round(rect.width / finest * POINTS_A_HILL)))
    xs = np.linspace(rect.x - BEYOND, rect.right + BEYOND, count)
    crests: list[_Crest] = []
    for index in range(ridges.count):
        ys = _heights(ridges, index, xs, rect, noise, stage)
        if crests and ridges.style == "fill" and ridges.gap != ZERO:
            ys = _kept_below(ys, crests[-1].ys + stage.length(ridges.gap), stage.length(ridges.gap))
        crests.append(_Crest(xs, ys))
    return crests


def _octaves(ridges: Ridges) -> int:
    return OCTAVES if ridges.roughness > 0.2 else 3 if ridges.roughness > 0 else 1


def _heights(ridges: Ridges, index: int, xs: Array, rect: Rect, noise: Noise, stage: Stage) -> Array:
    near = index / (ridges.count - 1) if ridges.count > 1 else 1.0
    base = rect.y + rect.height / 100 * (ridges.top + (ridges.bottom - ridges.top) * near**ridges.ease)
    relief = stage.length(ridges.relief) * (ridges.far + (1 - ridges.far) * near)
    scale = stage.length(ridges.scale)
    strengths = [ridges.roughness**octave for octave in range(_octaves(ridges))]
    along, across = xs / scale + 13.7 * ridges.drift * index, np.full_like(xs, 5.3 + ridges.drift * index)
    if ridges.drift < 1:
        along = xs / scale
    rise = _rise(ridges, noise, along, across, strengths)
    return np.asarray(base - relief * rise * _window(ridges, xs - rect.center.x, stage), dtype=np.float64)


def _rise(ridges: Ridges, noise: Noise, along: Array, across: Array, strengths: Sequence[float]) -> Array:
    """Return how far the land rises: about -1 to 1 where it rolls, 0 to 1 where it is sharp."""
    if ridges.form == "rolling":
        return noise.octaves(along, across, strengths) * 1.6
    total, weight = np.zeros_like(along), 0.0
    for octave, strength in enumerate(strengths):
        wave = noise.at(along * 2**octave + 17.3 * octave, across * 1.6**octave - 9.1 * octave)
        total += strength * (1 - 2.4 * np.abs(wave)) * (1 if octave == 0 else np.clip(total + 0.4, 0, 1))
        weight += strength
    return np.asarray(total / weight**0.5, dtype=np.float64)


def _window(ridges: Ridges, off: Array, stage: Stage) -> Array:
    if ridges.focus is None:
        return np.ones_like(off)
    return np.asarray(np.exp(-((off / stage.length(ridges.focus)) ** 4)), dtype=np.float64)


def _kept_below(ys: Array, least: Array, softness: float) -> Array:
    """Return heights pushed below others, without a kink."""
    over = (ys - least) / softness
    return np.asarray(least + softness * np.logaddexp(0.0, over * 2) / 2, dtype=np.float64)


def _layers(ridges: Ridges, crests: Sequence[_Crest], rect: Rect, stage: Stage) -> Iterator[Item]:
    colors = stage.ramp(ridges.ramp, ridges.count)
    for index, (crest, color) in enumerate(zip(crests, colors, strict=True)):
        yield Fill(_down_to(crest.points(), rect.bottom + BEYOND), color)
        behind = stage.color(ridges.haze) if ridges.haze else colors[max(0, index - 1)]
        if index < ridges.count - 1:
            yield from _mist(crest, crests[index + 1], color, behind, ridges.mist, rect)


def _mist(crest: _Crest, front: _Crest, color: Color, haze: Color, steps: int, rect: Rect) -> Iterator[Item]:
    """Yield bands between a ridge and the next one, each calmer and paler than the one above."""
    calm = _Crest(crest.xs[::3], _calmed(crest.ys)[::3])
    room = max(8.0, float(np.median(front.ys - crest.ys)))
    for step in range(1, steps + 1):
        share = step / (steps + 1)
        ys = calm.ys + room * (0.12 + 0.95 * share)
        shade = mix(color, haze, 0.62 * share)
        yield Fill(_down_to(_Crest(calm.xs, ys).points(), rect.bottom + BEYOND), shade)


def _calmed(ys: Array) -> Array:
    """Return heights averaged with their neighbors."""
    reach = max(2, len(ys) // 14)
    padded = np.pad(ys, reach, mode="edge")
    weights = np.hanning(2 * reach + 3)[1:-1]
    return np.convolve(padded, weights / weights.sum(), mode="valid")


def _down_to(points: Sequence[Point], bottom: float) -> Path:
    builder = PathBuilder().move(*points[0])
    curve_through(builder, points)
    return builder.line(points[-1].x, bottom).line(points[0].x, bottom).close().path()


def _lines(ridges: Ridges, crests: Sequence[_Crest], rect: Rect, stage: Stage) -> Iterator[Item]:
    """Yield each crest where no nearer one hides it (the floating horizon of early plotters)."""
    gap, width = stage.length(ridges.gap), stage.length(ridges.width)
    colors = stage.ramp(ridges.ramp, ridges.count)
    horizon = np.full_like(crests[0].ys, np.inf)
    drawn: list[Item] = []
    for crest, color in zip(reversed(crests), reversed(colors), strict=True):
        ink = Ink(color, width, Cap.ROUND)
        runs = [run for run in _visible(crest, horizon - gap) if run[-1].x - run[0].x >= SHORTEST]
        drawn += [Stroke(smooth(run), ink) for run in runs]
        horizon = np.minimum(horizon, crest.ys)
    if ridges.under is not None:
        skyline = _Crest(crests[0].xs, horizon)
        yield Fill(_down_to(skyline.points(), rect.bottom + BEYOND), stage.color(ridges.under))
    yield from reversed(drawn)


def _visible(crest: _Crest, limit: Array) -> Iterator[list[Point]]:
    """Yield the runs of a crest above a limit, ended where the two cross."""
    points, seen = crest.points(), (crest.ys < limit).tolist()
    free = (limit - crest.ys).tolist()
    run: list[Point] = []
    for index, point in enumerate(points):
        if index and seen[index] != seen[index - 1]:
            run.append(_between(points[index - 1], point, free[index - 1], free[index]))
        if seen[index]:
            run.append(point)
        elif run:
            yield run
            run = []
    if len(run) > 1:
        yield run


def _between(first: Point, second: Point, free: float, other: float) -> Point:
    share = free / (free - other) if np.isfinite(free - other) else 0.5
    return Point(first.x + (second.x - first.x) * share, first.y + (second.y - first.y) * share)
