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
        Bend(0.84, 0.3, -74), Bend(0.955, 0.13, -215), Bend(1.0, 0.08, -330),
    ),
    "scroll": (
        Bend(0.05, 0.2, -22), Bend(0.4, 0.5, 62), Bend(0.72, 0.4, 190), Bend(0.9, 0.22, 220), Bend(1.0, 0.13, 560),
    ),
}  # fmt: skip
"""From the middle, heading right, to the end; drawn by eye."""

STEPS: Final = 600
MOST_STEPS: Final = 20
MOST_TURN: Final = 16.0
"""How far one curve of the outline may reach, and turn, in degrees."""

HAIR: Final = 0.3
"""The width in the curls, of that in the straight."""

FINEST: Final = 0.28
"""The thinnest the line may be before its very end, pt: 0.25 pt is the thinnest that prints."""

EASY: Final = 700.0
"""Degrees per length at which the pen has lifted halfway."""

OVERLAP: Final = 0.3
"""How far each half reaches beyond the middle, pt, so that no seam shows."""

TIP: Final = 0.013
TAIL: Final = 0.12
"""The share of a half in which it runs out, and in which it becomes a point."""


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
    line = trace(HALVES[form])
    scale = length / max(point.x for point in line)
    shares = _stations(HALVES[form])
    spine = [Point(line[step].x * scale, line[step].y * scale) for step in shares]
    spine[0] = Point(-OVERLAP, spine[0].y)
    last = len(shares) - 1

    def half_width(share: float) -> float:
        return _half_width(form, shares[round(share * last)] / STEPS, width)

    return ribbon(spine, half_width, half_width)


@lru_cache(maxsize=8)
def _stations(bends: tuple[Bend, ...]) -> tuple[int, ...]:
    """Return the steps of the trace to draw through: close together where it turns, far apart where it is straight."""
    found, turned = [0], 0.0
    for step in range(1, STEPS):
        turned += abs(turn_at(bends, step / STEPS)) / STEPS
        if turned > MOST_TURN or step - found[-1] >= MOST_STEPS:
            found.append(step)
            turned = 0.0
    return (*found, STEPS)


def _half_width(form: Form, share: float, width: float) -> float:
    if form == "swell":
        return width / 2 * math.pow(1 - share, 1.4)
    ease = 1 / (1 + (turn_at(HALVES[form], share) / EASY) ** 2)
    tail = min(1.0, (1 - share) / TAIL)
    wanted = width * (HAIR + (1 - HAIR) * ease) * tail * (2 - tail)
    floor = FINEST * min(1.0, (1 - share) / TIP)
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
