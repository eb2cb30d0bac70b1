"""`waves`: a calm sea as an engraver cuts it: short swelling lines, close at the horizon and wide apart at the shore."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.ribbon import ribbon
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, Point, Rect

MOST_STROKES: Final = 900
SPINE: Final = 8  # points of one stroke


@dataclass(frozen=True, slots=True)
class Glitter:
    """A path of light on the water: strokes are shorter and thinner there, or only there."""

    x: Annotated[float, Bounds(-20, 120), "its middle, in % of the area's width"] = 50.0
    width: Annotated[Length, Bounds(0.5, 100), "half its width at the horizon"] = Length(8)
    spread: Annotated[Length, Bounds(0, 100), "how much more at the near end"] = Length(6)
    only: Annotated[bool, "strokes lie in the light, not beside it"] = False


@dataclass(frozen=True, slots=True)
class Waves:
    """Rows of short strokes, tapered at both ends, from the horizon at the top of the area to its bottom."""

    rows: Annotated[int, Bounds(1, 80), "how many rows"]
    ramp: Annotated[tuple[Role, ...], "their colors, from the farthest to the nearest"]
    stroke: Annotated[Length, Bounds(0.5, 120), "the longest stroke of the nearest row"]
    area: Annotated[Area, "what they fill"] = WHOLE
    width: Annotated[Length, Bounds(0.1, 4), "the thickest part of the nearest strokes"] = Length(1.1, "pt")
    far: Annotated[
        float, Bounds(0.1, 1.5), "length and thickness of the farthest strokes, of the nearest ones'"
    ] = 0.5
    ease: Annotated[float, Bounds(0.5, 4), "above 1 the rows part toward the front"] = 1.7
    swell: Annotated[Length, Bounds(0, 6), "how high a stroke rises in its middle, at the front"] = Length(
        0.5
    )
    cover: Annotated[float, Bounds(0.05, 1), "how much of each row is drawn"] = 0.62
    thin: Annotated[float, Bounds(0, 1), "how much less is drawn at the front"] = 0.4
    taper: Annotated[float, Bounds(0, 1), "how much narrower the sea is at the front, for a vignette"] = 0.0
    glitter: Annotated[Glitter | None, "a path of light"] = None


def draw_waves(waves: Waves, stage: Stage) -> Iterator[Item]:
    rect = area_rect(waves.area, stage)
    yield clipped(_strokes(waves, rect, stage), waves.area, stage)


def _strokes(waves: Waves, rect: Rect, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    left = MOST_STROKES
    for row, color in enumerate(stage.ramp(waves.ramp, waves.rows)):
        near = row / (waves.rows - 1) if waves.rows > 1 else 0.0
        y = rect.y + rect.height * near**waves.ease
        for start, end in _row(waves, near, y, rect, random, stage):
            if left := left - 1:
                yield Fill(_stroke(waves, near, start, end, y, random, stage), color)
            else:
                return


def _row(
    waves: Waves, near: float, y: float, rect: Rect, random: Random, stage: Stage
) -> Iterator[tuple[float, float]]:
    """Yield where the strokes of a row start and end."""
    size = waves.far + (1 - waves.far) * near
    cover = waves.cover * (1 - waves.thin * near)
    longest = stage.length(waves.stroke) * size
    half = rect.width / 2 * (1 - waves.taper * near)
    x = rect.center.x - half + longest * 0.8 * (random.random() - 0.2)
    while x < rect.center.x + half:
        length = longest * random.uniform(0.3, 1.0)
        share = _light(waves.glitter, x + length / 2, near, rect, stage)
        start, end = max(x, rect.center.x - half), min(x + length * share, rect.center.x + half)
        if (
            share > 0.12
            and end - start > max(2.0, 0.22 * longest)
            and stage.is_clear((start + end) / 2, y, (end - start) / 2)
        ):
            yield start, end
        x += length + longest * (1 - cover) / cover * random.uniform(0.3, 1.2)


def _light(glitter: Glitter | None, x: float, near: float, rect: Rect, stage: Stage) -> float:
    """Return how much of a stroke is drawn: all of it, or less in the light."""
    if glitter is None:
        return 1.0
    half = stage.length(glitter.width) + stage.length(glitter.spread) * near
    off = min(1.0, abs(x - rect.x - rect.width * glitter.x / 100) / half)
    return 1 - off**2 if glitter.only else off**2


def _stroke(
    waves: Waves, near: float, start: float, end: float, y: float, random: Random, stage: Stage
) -> Path:
    size = waves.far + (1 - waves.far) * near
    swell = stage.length(waves.swell) * near * random.uniform(-0.4, 1.0)
    lean = random.uniform(0.35, 0.65)
    half = max(0.14, stage.length(waves.width) * size / 2 * random.uniform(0.75, 1.0))
    spine = [
        Point(start + (end - start) * share, y - swell * 4 * _bump(share, lean))
        for share in (index / SPINE for index in range(SPINE + 1))
    ]
    return ribbon(spine, lambda t: half * _belly(t), lambda t: half * _belly(t))


def _bump(share: float, lean: float) -> float:
    """Return a hump, 0 at both ends and a quarter where it is highest."""
    at = share / lean if share < lean else (1 - share) / (1 - lean)
    return 0.25 * at * at * (3 - 2 * at)


def _belly(share: float) -> float:
    return float((4 * share * (1 - share)) ** 0.6)
