"""`fan`: blades about a point, as in an opened fan or a rising sun, with beads at their tips and a hub at their foot.

The gaps between blades are parallel, as a metalworker would cut them, so that blades narrow evenly to the hub.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, PathBuilder, Point, ellipse

Tip = Literal["arc", "round", "point"]


@dataclass(frozen=True, slots=True)
class Beads:
    """Dots beyond the tips of the blades."""

    fill: Annotated[Role, "their color"]
    radius: Annotated[
        Length, Bounds(0.05, 10), "of a bead over a long blade; over a short one it is two thirds"
    ]
    offset: Annotated[Length, Bounds(0, 20), "from the blade's tip to the bead's center"]


@dataclass(frozen=True, slots=True)
class Ring:
    """An arch about the center."""

    radius: Annotated[Length, Bounds(0.1, 60), "from the center to its outer edge"]
    width: Annotated[Length, Bounds(0.05, 60), "its thickness; as much as the radius makes a half disc"]
    fill: Annotated[Role, "its color"]


@dataclass(frozen=True, slots=True)
class Fan:
    """Blades about a point; `at` is the middle of the fan's straight lower edge."""

    radius: Annotated[Length, Bounds(0.5, 60), "from the center to the tips of the long blades"]
    hole: Annotated[Length, Bounds(0, 50), "from the center to the feet of the blades"]
    blades: Annotated[int, Bounds(2, 200), "how many; an odd number has one in the middle"]
    gap: Annotated[Length, Bounds(0, 10), "between two blades"]
    fill: Annotated[tuple[Role, ...], "the blades' colors, in turn"]
    at: Annotated[Spot, "the middle of the lower edge"] = CENTER
    short: Annotated[Length, Bounds(0, 40), "how much shorter every second blade is"] = ZERO
    tip: Annotated[Tip, "the blades' ends: part of the circle, half round, or pointed"] = "arc"
    spread: Annotated[float, Bounds(20, 360), "the whole fan's angle, in degrees"] = 180.0
    beads: Annotated[Beads | None, "dots beyond the tips"] = None
    rings: Annotated[tuple[Ring, ...], "arches at the hub"] = ()


@dataclass(frozen=True, slots=True)
class _Blade:
    """A blade between two angles, with lengths in points. Angles are clockwise from the left end, in radians."""

    start: float
    end: float
    foot: float
    radius: float
    left_gap: float
    right_gap: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def draw_fan(fan: Fan, stage: Stage) -> Iterator[Item]:
    center = stage.point(fan.at)
    blades = _blades(fan, stage)
    for index, blade in enumerate(blades):
        yield Fill(_blade_path(center, blade, fan.tip), stage.color(fan.fill[index % len(fan.fill)]))
    if fan.beads:
        yield from _draw_beads(center, blades, fan.beads, stage)
    turn = math.radians((180 - fan.spread) / 2)
    for ring in fan.rings:
        radius = stage.length(ring.radius)
        hole = max(0.0, radius - stage.length(ring.width))
        yield Fill(_arch(center, hole, radius, turn, math.pi - turn), stage.color(ring.fill))


def _blades(fan: Fan, stage: Stage) -> list[_Blade]:
    step = math.radians(fan.spread) / fan.blades
    first = math.radians((180 - fan.spread) / 2)
    half_gap = stage.length(fan.gap) / 2
    radius, short, hole = stage.length(fan.radius), stage.length(fan.short), stage.length(fan.hole)
    return [
        _Blade(
            start=first + step * index,
            end=first + step * (index + 1),
            foot=hole,
            radius=max(hole, radius - short * (index % 2)),
            left_gap=half_gap if index else 0.0,
            right_gap=half_gap if index < fan.blades - 1 else 0.0,
        )
        for index in range(fan.blades)
    ]


def _blade_path(center: Point, blade: _Blade, tip: Tip) -> Path:
    """Return a blade whose sides run parallel to its neighbors', half a gap inside its angles."""
    foot = max(blade.foot, _meeting(blade))
    start, end = _inside(blade, foot)
    builder = PathBuilder().move(*_polar(center, foot, start))
    body = blade.radius if tip == "arc" else blade.radius - _tip_height(blade)
    top_start, top_end = _inside(blade, body)
    builder.line(*_polar(center, body, top_start))
    if tip == "point":
        builder.line(*_polar(center, blade.radius, blade.middle)).line(*_polar(center, body, top_end))
    elif tip == "round":
        _half_round(builder, _polar(center, body, top_start), _polar(center, body, top_end))
    else:
        _arc(builder, center, body, top_start, top_end)
    builder.line(*_polar(center, foot, end))
    _arc(builder, center, foot, end, start)
    return builder.close().path()


def _inside(blade: _Blade, radius: float) -> tuple[float, float]:
    """Return the angles where the blade's sides stand at a radius, its half gaps taken off."""
    left = math.asin(min(1.0, blade.left_gap / radius)) if radius else 0.0
    right = math.asin(min(1.0, blade.right_gap / radius)) if radius else 0.0
    return blade.start + left, blade.end - right


def _meeting(blade: _Blade) -> float:
    """Return the radius at which the two sides would meet, a little beyond it."""
    width = blade.end - blade.start
    return 1.02 * (blade.left_gap + blade.right_gap) / 2 / math.sin(min(width, math.pi) / 2)


def _tip_height(blade: _Blade) -> float:
    return blade.radius * math.tan(min(blade.end - blade.start, 2.0) / 2) * 0.9


def _arch(center: Point, hole: float, radius: float, start: float, end: float) -> Path:
    builder = PathBuilder().move(*_polar(center, radius, start))
    _arc(builder, center, radius, start, end)
    builder.line(*_polar(center, hole, end))
    if hole:
        _arc(builder, center, hole, end, start)
    return builder.close().path()


def _draw_beads(center: Point, blades: Sequence[_Blade], beads: Beads, stage: Stage) -> Iterator[Item]:
    longest = max(blade.radius for blade in blades)
    for blade in blades:
        x, y = _polar(center, blade.radius + stage.length(beads.offset), blade.middle)
        share = 1.0 if blade.radius == longest else 0.66
        yield Fill(ellipse(x, y, stage.length(beads.radius) * share), stage.color(beads.fill))


def _polar(center: Point, radius: float, angle: float) -> Point:
    return Point(center.x - radius * math.cos(angle), center.y - radius * math.sin(angle))


def _arc(builder: PathBuilder, center: Point, radius: float, start: float, end: float) -> None:
    """Add an arc in steps of at most 45 degrees, each a cubic with arms of 4/3·tan(step/4)."""
    count = max(1, math.ceil(abs(end - start) / (math.pi / 4)))
    step = (end - start) / count
    arm = 4 / 3 * math.tan(step / 4) * radius
    for index in range(count):
        here, there = start + step * index, start + step * (index + 1)
        first, last = _polar(center, radius, here), _polar(center, radius, there)
        builder.curve(
            first.x + arm * math.sin(here),
            first.y - arm * math.cos(here),
            last.x - arm * math.sin(there),
            last.y + arm * math.cos(there),
            *last,
        )


def _half_round(builder: PathBuilder, start: Point, end: Point) -> None:
    """Add a half circle, clockwise from start to end."""
    dx, dy = end.x - start.x, end.y - start.y
    arm = 2 / 3
    builder.curve(start.x + dy * arm, start.y - dx * arm, end.x + dy * arm, end.y - dx * arm, *end)
