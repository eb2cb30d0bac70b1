"""`flourish`: a penman's line above or below words: two mirrored halves, thick where the pen runs straight, fine in its curls.

A half is told by its bends alone. Each swells and fades as a cosine does, so the line has no corner and no sudden turn
(fair curves by their curvature: R. Levien, "From Spiral to Spline", 2009).
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Final, Literal, NamedTuple

from cardmaker.art.kit.ribbon import ribbon
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, Point, Transform

Form = Literal["swell", "knot", "plume", "scroll"]


class Bend(NamedTuple):
    """A turn by `degrees` (up is positive), its middle and its width in shares of a half's length."""

    at: float
    width: float
    degrees: float


HALVES: Final[dict[Form, tuple[Bend, ...]]] = {
    "swell": (),
    "knot": (
        Bend(0.04, 0.08, 16), Bend(0.15, 0.15, -206), Bend(0.38, 0.15, 206), Bend(0.68, 0.4, -28), Bend(0.9, 0.3, 34),
    ),
    "plume": (
        Bend(0.04, 0.08, -18), Bend(0.15, 0.15, 210), Bend(0.37, 0.14, -213), Bend(0.62, 0.34, 42),
        Bend(0.84, 0.3, -60), Bend(0.955, 0.14, -290),
    ),
    "scroll": (
        Bend(0.05, 0.2, -22), Bend(0.4, 0.5, 62), Bend(0.72, 0.4, 190), Bend(0.88, 0.2, 260), Bend(0.96, 0.1, 250),
    ),
}  # fmt: skip
"""From the middle, heading right, to the end; drawn by eye."""

STEPS: Final = 600
POINTS: Final = 75
"""Curves on each side of a half: its tightest curl takes about ten."""

HAIR: Final = 0.3
"""The width in the curls, of that in the straight."""

FINEST: Final = 0.28
"""The thinnest the line may be before its very end, pt: 0.25 pt is the thinnest that prints."""

EASY: Final = 700.0
"""Degrees per length at which the pen has lifted halfway."""

OVERLAP: Final = 0.3
"""How far each half reaches beyond the middle, pt, so that no seam shows."""

TAIL: Final = 0.12
"""The share of a half in which it runs out."""


@dataclass(frozen=True, slots=True)
class Flourish:
    """A mirrored pen line; its ink is centered on `at`."""

    form: Annotated[
        Form,
        "`swell` is a rule with pointed ends, `knot` has loops in the middle, `plume` curls at its ends too, `scroll` only there",
    ]
    length: Annotated[Length, Bounds(2, 200), "from end to end"]
    width: Annotated[Length, Bounds(0.08, 5), "its thickness where it is thickest"]
    stroke: Annotated[Role, "its color"]
    at: Annotated[Spot, "the middle of its ink"] = CENTER
    flip: Annotated[bool, "upside down"] = False


def draw_flourish(flourish: Flourish, stage: Stage) -> Iterator[Item]:
    half = _half(flourish.form, stage.length(flourish.length) / 2, stage.length(flourish.width))
    box = half.bounds()
    x, y = stage.point(flourish.at)
    down = -1.0 if flourish.flip else 1.0
    fill = Fill(half, stage.color(flourish.stroke))
    for across in (1.0, -1.0):
        place = Transform(across, 0.0, 0.0, down, x, y - down * box.center.y)
        yield Group(Frame(stage.size, (fill,)), place)


def _half(form: Form, length: float, width: float) -> Path:
    """Return the right half, its middle at x = 0 and its ink `length` wide."""
    spine = trace(HALVES[form])
    scale = length / max(point.x for point in spine)
    points = [Point(point.x * scale, point.y * scale) for point in spine[:: STEPS // POINTS]]
    points[0] = Point(-OVERLAP, points[0].y)
    return ribbon(points, *[lambda share: _half_width(form, share, width)] * 2)


def _half_width(form: Form, share: float, width: float) -> float:
    if form == "swell":
        return width / 2 * math.pow(1 - share, 1.4)
    ease = 1 / (1 + (turn_at(HALVES[form], share) / EASY) ** 2)
    tail = min(1.0, (1 - share) / TAIL)
    wanted = width * (HAIR + (1 - HAIR) * ease) * tail * (2 - tail)
    floor = FINEST * min(1.0, (1 - share) * POINTS)
    return max(wanted, floor) / 2


@lru_cache(maxsize=8)
def trace(bends: tuple[Bend, ...]) -> tuple[Point, ...]:
    """Return points along a half of length 1, y down, from the origin heading right."""
    x = y = heading = 0.0
    points = [Point(x, y)]
    for step in range(STEPS):
        turn = math.radians(turn_at(bends, (step + 0.5) / STEPS)) / STEPS
        heading += turn / 2
        x, y = x + math.cos(heading) / STEPS, y - math.sin(heading) / STEPS
        heading += turn / 2
        points.append(Point(x, y))
    return tuple(points)


def turn_at(bends: tuple[Bend, ...], share: float) -> float:
    """Return how fast a half turns at a share of its length, in degrees per length."""
    return sum(
        bend.degrees / bend.width * (1 + math.cos(2 * math.pi * (share - bend.at) / bend.width))
        for bend in bends
        if abs(share - bend.at) < bend.width / 2
    )
