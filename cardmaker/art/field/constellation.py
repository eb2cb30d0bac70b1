"""`constellation`: a figure of the sky: its stars, and lines that stop short of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cardmaker.art.field.stars import four_rays
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Point, Rect, Transform, ellipse, polygon

Figure = Literal["plough", "cassiopeia", "cygnus", "lyra", "orion"]

# Places are proportions as drawn on star charts, x right and y down; the third number is the brightness, 0 to 1.
_STARS: Final[dict[str, tuple[tuple[float, float, float], ...]]] = {
    "plough": (
        (0.0, 0.10, 0.85), (0.21, 0.0, 0.8), (0.36, 0.10, 1.0), (0.52, 0.22, 0.45),
        (0.58, 0.44, 0.7), (0.90, 0.50, 0.75), (1.0, 0.20, 1.0),
    ),
    "cassiopeia": ((0.0, 0.12, 0.7), (0.22, 0.46, 0.75), (0.49, 0.22, 1.0), (0.70, 0.55, 0.95), (1.0, 0.16, 0.9)),
    "cygnus": ((0.14, 0.0, 1.0), (0.38, 0.30, 0.85), (0.98, 1.0, 0.65), (0.70, 0.02, 0.6), (0.0, 0.62, 0.75), (0.70, 0.66, 0.4)),
    "lyra": ((0.30, 0.0, 1.0), (0.42, 0.22, 0.4), (0.66, 0.26, 0.5), (0.88, 0.90, 0.7), (0.62, 1.0, 0.7)),
    "orion": (
        (0.10, 0.02, 1.0), (0.74, 0.08, 0.8), (0.62, 0.44, 0.75), (0.50, 0.49, 0.8), (0.38, 0.54, 0.7),
        (0.26, 1.0, 0.7), (0.86, 0.92, 1.0),
    ),
}  # fmt: skip

_LINES: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "plough": ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 3)),
    "cassiopeia": ((0, 1), (1, 2), (2, 3), (3, 4)),
    "cygnus": ((0, 1), (1, 5), (5, 2), (3, 1), (1, 4)),
    "lyra": ((0, 1), (1, 2), (2, 3), (3, 4), (4, 1)),
    "orion": ((0, 4), (1, 2), (2, 3), (3, 4), (4, 5), (2, 6), (0, 1), (5, 6)),
}


@dataclass(frozen=True, slots=True)
class Constellation:
    """A figure of the sky."""

    figure: Annotated[Figure, "which one"]
    size: Annotated[Length, Bounds(2, 150), "from its leftmost star to its rightmost, before it is turned"]
    fill: Annotated[Role, "the color of its stars"]
    stroke: Annotated[Role, "the color of its lines"]
    at: Annotated[Spot, "its middle"] = CENTER
    rotate: Annotated[float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees"] = 0.0
    star: Annotated[Length, Bounds(0.1, 10), "from the middle to the tip of its brightest star"] = Length(2.2)
    kind: Annotated[Literal["rays", "dots"], "four rays, or round"] = "rays"
    width: Annotated[Length, Bounds(0.08, 3), "of its lines"] = Length(0.6, "pt")
    gap: Annotated[Length, Bounds(0, 10), "between a star and its lines"] = Length(1.2)


def draw_constellation(drawn: Constellation, stage: Stage) -> Iterator[Item]:
    stars = _placed(drawn, stage)
    ink = Ink(stage.color(drawn.stroke), stage.length(drawn.width), Cap.ROUND)
    gap = stage.length(drawn.gap)
    for first, last in _LINES[drawn.figure]:
        (a, a_size), (b, b_size) = stars[first], stars[last]
        length = math.dist(a, b)
        if length > a_size + b_size + 2 * gap:
            ends = _toward(a, b, (a_size + gap) / length), _toward(b, a, (b_size + gap) / length)
            yield Stroke(polygon(ends, closed=False), ink)
    for (x, y), size in stars:
        path = (
            four_rays(size).transformed(Transform.move(x, y)) if drawn.kind == "rays" else ellipse(x, y, size)
        )
        yield Fill(path, stage.color(drawn.fill))


def _placed(drawn: Constellation, stage: Stage) -> list[tuple[Point, float]]:
    """Return where each star stands and how large it is, pt; the figure's box is centered on `at`."""
    turn = Transform.rotate(drawn.rotate)
    size = stage.length(drawn.size)
    found = [turn.apply(x * size, y * size) for x, y, _ in _STARS[drawn.figure]]
    center, middle = Rect.around(found).center, stage.point(drawn.at)
    share = 1.0 if drawn.kind == "rays" else 0.4
    return [
        (
            Point(x - center.x + middle.x, y - center.y + middle.y),
            stage.length(drawn.star) * share * (0.45 + 0.55 * bright),
        )
        for (x, y), (_, _, bright) in zip(found, _STARS[drawn.figure], strict=True)
    ]


def _toward(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)
