"""`burst`: rays about a point: sunbursts, atomic stars, sparkles with hollow sides."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from cardmaker.art.kit.curve import polar
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.kit.outlines import add_arc
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Point, ellipse, polygon

Ray = Literal["line", "needle", "wedge", "star"]


@dataclass(frozen=True, slots=True)
class Bead:
    """Dots at the tips of rays."""

    radius: Annotated[
        Length, Bounds(0.05, 10), "of a dot at a ray of full length; others are smaller with it"
    ]
    fill: Annotated[Role, "their color"]
    every: Annotated[int, Bounds(1, 12), "1: at each ray, 2: at every second one"] = 1


@dataclass(frozen=True, slots=True)
class Burst:
    """Rays about a point, the first one upward."""

    radius: Annotated[Length, Bounds(0.3, 200), "from the center to the longest tips"]
    rays: Annotated[int, Bounds(2, 360), "how many"]
    fill: Annotated[tuple[Role, ...], "the rays' colors, in turn"]
    at: Annotated[Spot, "its center"] = CENTER
    form: Annotated[
        Ray, "`needle` tapers to its tip, `wedge` widens, `star` is one star with hollow sides"
    ] = "line"
    hole: Annotated[Length, Bounds(0, 150), "from the center to the feet of the rays"] = ZERO
    lengths: Annotated[
        tuple[float, ...], Bounds(0.02, 1), "the rays' lengths in turn, 1 reaches the radius"
    ] = (1.0,)
    width: Annotated[Length, Bounds(0.08, 20), "the thickness of a line, or of a needle's foot"] = Length(
        0.6, "pt"
    )
    share: Annotated[float, Bounds(0.02, 1), "how much of its angle a wedge takes"] = 0.5
    waist: Annotated[float, Bounds(0, 0.9), "how full a star is between its tips: 0 is thin"] = 0.12
    spread: Annotated[float, Bounds(5, 360), "the angle of all rays together, in degrees"] = 360.0
    turn: Annotated[float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees"] = 0.0
    beads: Annotated[Bead | None, "dots at the tips"] = None

    def __post_init__(self) -> None:
        need_entries(self, "fill", "lengths")


def draw_burst(burst: Burst, stage: Stage) -> Iterator[Item]:
    center = stage.point(burst.at)
    if burst.form == "star":
        yield Fill(_star(burst, center, stage), stage.color(burst.fill[0]))
    else:
        for index in range(burst.rays):
            yield _ray(burst, index, center, stage)
    yield from _beads(burst, center, stage)


def _angle(burst: Burst, index: float) -> float:
    """Return a ray's angle, in degrees clockwise from +x; a full turn starts at the top, a part is centered on it."""
    step = burst.spread / burst.rays
    first = 0.0 if burst.spread >= 360 else (step - burst.spread) / 2
    return -90 + burst.turn + first + index * step


def _tip(burst: Burst, index: int, stage: Stage) -> float:
    """Return how far from the center a ray ends, pt; never nearer than its foot."""
    length = stage.length(burst.radius) * burst.lengths[index % len(burst.lengths)]
    return max(length, stage.length(burst.hole) + 0.01)


def _ray(burst: Burst, index: int, center: Point, stage: Stage) -> Item:
    color = stage.color(burst.fill[index % len(burst.fill)])
    angle, tip, hole = _angle(burst, index), _tip(burst, index, stage), stage.length(burst.hole)
    width = stage.length(burst.width)
    if burst.form == "line":
        ends = (polar(center, hole, angle), polar(center, tip, angle))
        return Stroke(polygon(ends, closed=False), Ink(color, width, Cap.ROUND))
    if burst.form == "needle":
        return Fill(_needle(center, angle, hole, tip, width), color)
    half = math.radians(burst.spread / burst.rays * burst.share / 2)
    return Fill(_wedge(center, math.radians(angle), half, hole, tip), color)


def _needle(center: Point, angle: float, hole: float, tip: float, width: float) -> Path:
    across = polar((0.0, 0.0), width / 2, angle + 90)
    x, y = polar(center, hole, angle)
    return polygon([(x - across.x, y - across.y), polar(center, tip, angle), (x + across.x, y + across.y)])


def _wedge(center: Point, angle: float, half: float, hole: float, tip: float) -> Path:
    first, last = angle - half, angle + half
    builder = PathBuilder().move(center.x + tip * math.cos(first), center.y + tip * math.sin(first))
    add_arc(builder, center, (tip, tip), first, last)
    if hole:
        add_arc(builder, center, (hole, hole), last, first)
    else:
        builder.line(*center)
    return builder.close().path()


def _star(burst: Burst, center: Point, stage: Stage) -> Path:
    """Return a star whose sides bow in: from tip to tip, with both arms on the rays themselves."""
    tips = [(_tip(burst, index, stage), _angle(burst, index)) for index in range(burst.rays)]
    builder = PathBuilder().move(*polar(center, *tips[0]))
    for (here, angle), (there, next_angle) in zip(tips, [*tips[1:], tips[0]], strict=True):
        first = polar(center, here * burst.waist, angle)
        second = polar(center, there * burst.waist, next_angle)
        builder.curve(*first, *second, *polar(center, there, next_angle))
    return builder.close().path()


def _beads(burst: Burst, center: Point, stage: Stage) -> Iterator[Item]:
    if burst.beads is None:
        return
    full = stage.length(burst.beads.radius)
    for index in range(0, burst.rays, burst.beads.every):
        share = burst.lengths[index % len(burst.lengths)]
        x, y = polar(center, _tip(burst, index, stage), _angle(burst, index))
        yield Fill(ellipse(x, y, full * (0.5 + share / 2)), stage.color(burst.beads.fill))
