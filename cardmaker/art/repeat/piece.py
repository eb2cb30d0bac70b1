"""The small pieces that `scatter` lets fall: each about the origin, as wide as its size (pt)."""

import math
from collections.abc import Callable, Mapping
from typing import Final, Literal

from cardmaker.art.kit.curve import polar, smooth
from cardmaker.color import Color
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import PathBuilder, Point, Rect, ellipse, polygon, rectangle

Shape = Literal[
    "dot", "ring", "strip", "bead", "curl", "spark", "star", "diamond", "triangle", "flake", "crystal"
]


THINNEST: Final = 0.25  # pt


def piece(shape: Shape, size: float, width: float, color: Color) -> tuple[Item, ...]:
    """Return a piece of that size; `width` is the line of a ring, a curl or a flake, pt."""
    return _DRAWN[shape](size / 2, max(THINNEST, min(width, size / 4)), color)


def _dot(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    return (Fill(ellipse(0.0, 0.0, radius), color),)


def _ring(radius: float, width: float, color: Color) -> tuple[Item, ...]:
    return (Stroke(ellipse(0.0, 0.0, radius - width / 2), Ink(color, width)),)


def _strip(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    return (Fill(rectangle(Rect(-radius, -radius * 0.3, 2 * radius, radius * 0.6)), color),)


def _bead(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    thick = radius * 0.64
    path = PathBuilder().move(-radius + thick / 2, 0.0).line(radius - thick / 2, 0.0).path()
    return (Stroke(path, Ink(color, thick)),)


def _curl(radius: float, width: float, color: Color) -> tuple[Item, ...]:
    """Return a ribbon seen from the side: one wave and a half."""
    reach = radius - width / 2
    points = [
        Point((index / 6 * 2 - 1) * reach, math.sin(index * math.pi / 2) * reach * 0.36) for index in range(7)
    ]
    return (Stroke(smooth(points), Ink(color, width)),)


def _spark(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    """Return a star of light: four rays drawn in by hollow curves."""
    builder = PathBuilder().move(*polar((0, 0), radius, -90))
    for turn in (0, 90, 180, 270):
        near, far = (polar((0, 0), radius * 0.12, angle - 90) for angle in (turn, turn + 90))
        builder.curve(*near, *far, *polar((0, 0), radius, turn))
    return (Fill(builder.close().path(), color),)


def _star(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    corners = [polar((0, 0), radius * (0.46 if index % 2 else 1.0), 36 * index - 90) for index in range(10)]
    return (Fill(polygon(corners), color),)


def _diamond(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    half = radius * 0.6
    return (Fill(polygon([(0, -radius), (half, 0), (0, radius), (-half, 0)]), color),)


def _triangle(radius: float, _width: float, color: Color) -> tuple[Item, ...]:
    return (Fill(polygon([polar((0, 0), radius, 120 * index - 90) for index in range(3)]), color),)


def _flake(radius: float, width: float, color: Color) -> tuple[Item, ...]:
    """Return a snow crystal of six arms, each with two pairs of barbs."""
    builder, reach = PathBuilder(), radius - width / 2
    for angle in range(-90, 270, 60):
        builder.move(0.0, 0.0).line(*polar((0, 0), reach, angle))
        for share, barb in ((0.42, 0.3), (0.7, 0.22)):
            foot = polar((0, 0), reach * share, angle)
            builder.move(*polar(foot, reach * barb, angle - 58)).line(*foot)
            builder.line(*polar(foot, reach * barb, angle + 58))
    return (Stroke(builder.path(), Ink(color, width)),)


_DRAWN: Final[Mapping[Shape, Callable[[float, float, Color], tuple[Item, ...]]]] = {
    "dot": _dot,
    "ring": _ring,
    "strip": _strip,
    "bead": _bead,
    "curl": _curl,
    "spark": _spark,
    "star": _star,
    "diamond": _diamond,
    "triangle": _triangle,
    "flake": _flake,
}
"""Each takes half the piece's size, the width of its line (both pt) and its color."""
