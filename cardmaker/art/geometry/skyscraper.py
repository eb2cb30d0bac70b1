"""`skyscraper`: a tower of the 1930s: setbacks with upright piers, a crown of arches with pointed windows, a spire."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.lists import need_entries
from cardmaker.art.kit.outlines import add_arc
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Insets, Path, PathBuilder, Point, Rect, join, polygon, rectangle


@dataclass(frozen=True, slots=True)
class Tier:
    """One block of a tower."""

    width: Annotated[Length, Bounds(0.3, 150), "from side to side"]
    height: Annotated[Length, Bounds(0.2, 200), "from its foot to its top"]
    piers: Annotated[int, Bounds(0, 60), "upright lines on its face"] = 0


@dataclass(frozen=True, slots=True)
class Crown:
    """Arches that stand one behind the other, each narrower and taller."""

    width: Annotated[Length, Bounds(0.3, 100), "of the lowest arch"]
    height: Annotated[Length, Bounds(0.3, 150), "from its foot to the top of the tallest arch"]
    arches: Annotated[int, Bounds(1, 9), "how many"] = 5
    windows: Annotated[int, Bounds(0, 15), "pointed windows of an arch"] = 5


@dataclass(frozen=True, slots=True)
class Skyscraper:
    """A tower of setbacks; `at` is the middle of its foot."""

    tiers: Annotated[tuple[Tier, ...], "its blocks, from the ground up"]
    fill: Annotated[Role, "its color"]
    line: Annotated[Role, "the color of piers, windows and edges"]
    at: Annotated[Spot, "the middle of its foot"] = CENTER
    width: Annotated[Length, Bounds(0.08, 5), "the thickness of its lines"] = Length(0.5, "pt")
    crown: Annotated[Crown | None, "arches on its top"] = None
    spire: Annotated[Length, Bounds(0, 100), "the needle on its top"] = ZERO
    foot: Annotated[Length, Bounds(0, 10), "the needle's width at its foot"] = Length(1.0)

    def __post_init__(self) -> None:
        need_entries(self, "tiers")


def draw_skyscraper(tower: Skyscraper, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(tower.at)
    top = y - sum(stage.length(tier.height) for tier in tower.tiers)
    if tower.crown:
        yield from _draw_crown(tower, tower.crown, Point(x, top), stage)
    for tier in tower.tiers:
        height = stage.length(tier.height)
        block = Rect(x - stage.length(tier.width) / 2, y - height, stage.length(tier.width), height)
        yield from _draw_tier(tower, tier, block, stage)
        y -= height
    if tower.spire.amount and not tower.crown:
        yield Fill(_needle(Point(x, y), tower, stage), stage.color(tower.fill))


def _draw_tier(tower: Skyscraper, tier: Tier, block: Rect, stage: Stage) -> Iterator[Item]:
    """Yield a block with a line along its edges, so that it stands out from those behind, and its piers."""
    pen = stage.length(tower.width)
    yield Fill(rectangle(block), stage.color(tower.line))
    yield Fill(rectangle(block.inset(Insets(pen, pen, pen, 0.0))), stage.color(tower.fill))
    if tier.piers:
        step = block.width / (tier.piers + 1)
        lines = [
            rectangle(Rect(block.x + step * index - pen / 2, block.y + 3 * pen, pen, block.height - 3 * pen))
            for index in range(1, tier.piers + 1)
        ]
        yield Fill(join(lines), stage.color(tower.line))


def _needle(foot: Point, tower: Skyscraper, stage: Stage) -> Path:
    half = stage.length(tower.foot) / 2
    return polygon(
        [(foot.x - half, foot.y), (foot.x, foot.y - stage.length(tower.spire)), (foot.x + half, foot.y)]
    )


def _draw_crown(tower: Skyscraper, crown: Crown, foot: Point, stage: Stage) -> Iterator[Item]:
    """Yield the needle, then the arches from the tallest, at the back, to the widest."""
    width, height, pen = (stage.length(length) for length in (crown.width, crown.height, tower.width))
    if tower.spire.amount:
        yield Fill(_needle(Point(foot.x, foot.y - height * 0.93), tower, stage), stage.color(tower.fill))
    for index in reversed(range(crown.arches)):
        share = index / crown.arches
        half = width / 2 * (1 - share) ** 0.8
        rise = height * (0.3 + 0.7 * (index + 1) / crown.arches)
        yield Fill(_arch(foot, half, rise), stage.color(tower.line))
        yield Fill(_arch(foot, half - pen, rise - pen), stage.color(tower.fill))
        if crown.windows:
            yield Fill(join(_windows(foot, half, rise, crown.windows)), stage.color(tower.line))


def _arch(foot: Point, half: float, rise: float) -> Path:
    builder = PathBuilder().move(foot.x - max(half, 0.01), foot.y)
    add_arc(builder, foot, (max(half, 0.01), max(rise, 0.01)), math.pi, 2 * math.pi)
    return builder.close().path()


def _windows(foot: Point, half: float, rise: float, count: int) -> Iterator[Path]:
    """Yield triangles that stand along an arch and point outward."""
    for index in range(count):
        angle = math.pi * (1 + (index + 0.5) / count)
        spread = math.pi / count * 0.3
        corners = [(0.7, angle - spread), (0.9, angle), (0.7, angle + spread)]
        yield polygon(
            [(foot.x + half * r * math.cos(a), foot.y + rise * r * math.sin(a)) for r, a in corners]
        )
