"""`firs`: ranks of fir trees one behind another, paling to the back as in mist."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

import numpy as np

from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.curve import curve_through
from cardmaker.art.kit.noise import Noise
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Item, Shared, Use
from cardmaker.geometry import Path, PathBuilder, Point, Rect, Size, Transform

FORMS: Final = 6
"""Trees that are drawn for each rank; more cannot be told apart."""

UNIT: Final = 100.0
"""The height at which a tree is drawn."""

MOST_TREES: Final = 400
BEYOND: Final = 4.0


@dataclass(frozen=True, slots=True)
class Firs:
    """Ranks of firs on rising ground; the nearest rank reaches down to the bottom of the area."""

    ranks: Annotated[int, Bounds(1, 12), "how many ranks"]
    ramp: Annotated[tuple[Role, ...], "their colors, from the farthest to the nearest"]
    height: Annotated[Length, Bounds(2, 120), "of the tallest tree of the nearest rank"]
    area: Annotated[Area, "what they fill"] = WHOLE
    top: Annotated[float, Bounds(-50, 150), "where the farthest rank stands, in % of the area's height"] = (
        45.0
    )
    bottom: Annotated[float, Bounds(-50, 150), "where the nearest one stands"] = 92.0
    far: Annotated[float, Bounds(0.1, 2), "height of the farthest trees, of the nearest ones'"] = 0.45
    slender: Annotated[float, Bounds(0.1, 1), "a tree's width to its height"] = 0.34
    tiers: Annotated[int, Bounds(3, 24), "layers of boughs on a tree"] = 11
    crowd: Annotated[float, Bounds(0.2, 4), "how close they stand: 1 lets boughs just touch"] = 1.25
    uneven: Annotated[float, Bounds(0, 0.9), "how much shorter the shortest tree is"] = 0.5
    relief: Annotated[Length, Bounds(0, 60), "how the ground rises and falls"] = Length(3)
    valley: Annotated[
        Length, Bounds(-60, 60), "how much higher the ground lies at the sides than in the middle"
    ] = Length(0)
    ground: Annotated[
        tuple[Role, ...] | None, "the ground's colors, far to near; without them that of the trees"
    ] = None
    whole: Annotated[bool, "only trees that the area's sides do not cut"] = False
    clearing: Annotated[float, Bounds(0, 1), "how much of the nearest rank's middle is left open"] = 0.0


def draw_firs(firs: Firs, stage: Stage) -> Iterator[Item]:
    rect = area_rect(firs.area, stage)
    yield clipped(_ranks(firs, rect, stage), firs.area, stage)


def _ranks(firs: Firs, rect: Rect, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    noise = Noise(random)
    colors = stage.ramp(firs.ramp, firs.ranks)
    grounds = stage.ramp(firs.ground, firs.ranks) if firs.ground else colors
    for rank, (color, ground) in enumerate(zip(colors, grounds, strict=True)):
        near = rank / (firs.ranks - 1) if firs.ranks > 1 else 1.0
        land = _Land(firs, near, rank, rect, noise, stage)
        yield from _trees(firs, near, land, rect, color, random, stage)
        yield Fill(land.path(), ground)


class _Land:
    """The ground a rank stands on, pt."""

    def __init__(self, firs: Firs, near: float, rank: int, rect: Rect, noise: Noise, stage: Stage) -> None:
        self._rect = rect
        self._xs = np.linspace(rect.x - BEYOND, rect.right + BEYOND, 25)
        off = (self._xs - rect.center.x) / max(rect.width / 2, 1.0)
        rolls = noise.at(
            self._xs / max(rect.width * 0.55, 1.0) + 9.1 * rank, np.full_like(self._xs, 3.7 * rank)
        )
        base = rect.y + rect.height / 100 * (firs.top + (firs.bottom - firs.top) * near)
        self._ys = base - stage.length(firs.relief) * rolls * 1.6 - stage.length(firs.valley) * off**2

    def at(self, x: float) -> float:
        return float(np.interp(x, self._xs, self._ys))

    def path(self) -> Path:
        points = [Point(x, y) for x, y in zip(self._xs.tolist(), self._ys.tolist(), strict=True)]
        bottom = self._rect.bottom + BEYOND
        builder = PathBuilder().move(*points[0])
        curve_through(builder, points)
        return builder.line(points[-1].x, bottom).line(points[0].x, bottom).close().path()


def _trees(
    firs: Firs, near: float, land: _Land, rect: Rect, color: Color, random: Random, stage: Stage
) -> Iterator[Item]:
    """Yield a rank's trees, the taller behind, each sunk a little into the ground."""
    forms = [_form(firs, random, color) for _ in range(FORMS)]
    tallest = stage.length(firs.height) * (firs.far + (1 - firs.far) * near)
    found: list[tuple[float, float, float]] = []
    x = rect.x - tallest * firs.slender * random.random()
    while x < rect.right + tallest * firs.slender and len(found) < MOST_TREES // firs.ranks:
        height = tallest * (1 - firs.uneven * random.random() ** 1.4)
        if _may_stand(firs, x, height, near, rect) and stage.is_clear(x, land.at(x) - height / 2, height / 2):
            found.append((height, x, land.at(x) + 0.04 * height))
        x += height * firs.slender * random.uniform(0.55, 1.45) / firs.crowd
    for index, (height, x, y) in enumerate(sorted(found, reverse=True)):
        scale = height / UNIT
        side = 1.0 if random.random() < 0.5 else -1.0
        yield Use(forms[index % FORMS], Transform(side * scale, 0.0, 0.0, scale, x, y))


def _may_stand(firs: Firs, x: float, height: float, near: float, rect: Rect) -> bool:
    off = abs(x - rect.center.x)
    is_cut = off + height * firs.slender / 2 > rect.width / 2
    return off >= firs.clearing * near * rect.width / 2 and not (firs.whole and is_cut)


def _form(firs: Firs, random: Random, color: Color) -> Shared:
    half = UNIT * firs.slender / 2
    left, right = (_boughs(firs.tiers, half, side, random) for side in (-1.0, 1.0))
    builder = PathBuilder().move(0.0, -UNIT)
    _add_side(builder, right)
    builder.line(0.9, 0.0).line(-0.9, 0.0)
    _add_side(builder, left[::-1])
    return Shared(Frame(Size(0.0, 0.0), (Fill(builder.close().path(), color),)), UNIT + 2)


_Bough = tuple[Point, Point, Point]
"""Where a bough leaves the stem, its drooping tip, and where it comes back under itself."""


def _boughs(tiers: int, half: float, side: float, random: Random) -> list[_Bough]:
    """Return a side's boughs from the top down: longer, and hanging lower, toward the foot."""
    found: list[_Bough] = []
    for tier in range(tiers):
        share = (tier + 1) / tiers
        top = -UNIT * (0.965 - 0.89 * (tier / tiers) ** 1.06)
        step = UNIT * 0.89 / tiers
        reach = half * share**0.82 * random.uniform(0.74, 1.06)
        drop = step * random.uniform(0.95, 1.35) * (0.75 + 0.45 * share)
        core = half * (0.05 + 0.22 * share)
        found.append(
            (
                Point(side * core * 0.55, top),
                Point(side * reach, top + drop),
                Point(side * core, top + drop * 0.82),
            )
        )
    return found


def _add_side(builder: PathBuilder, boughs: Sequence[_Bough]) -> None:
    """Add boughs as they come, out to each tip and back; those of the left side come from the foot up."""
    goes_down = boughs[0][0].y < boughs[-1][0].y or len(boughs) == 1
    for root, tip, under in boughs:
        first, last = (root, under) if goes_down else (under, root)
        builder.line(*first)
        _hang(builder, first, tip, sag=0.28)
        _hang(builder, tip, last, sag=0.28)


def _hang(builder: PathBuilder, start: Point, end: Point, sag: float) -> None:
    """Add a curve that sags between its ends, as a bough under its own weight."""
    dip = sag * math.hypot(end.x - start.x, end.y - start.y)
    middle_x = (start.x + end.x) / 2
    middle_y = (start.y + end.y) / 2 + dip * 0.6
    builder.curve(
        start.x + (middle_x - start.x) * 2 / 3,
        start.y + (middle_y - start.y) * 2 / 3,
        end.x + (middle_x - end.x) * 2 / 3,
        end.y + (middle_y - end.y) * 2 / 3,
        end.x,
        end.y,
    )
