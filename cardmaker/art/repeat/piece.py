"""The small pieces that `scatter` lets fall: each about the origin, as wide as its size (pt)."""

import math
from typing import Literal, assert_never

from cardmaker.art.kit.curve import polar, smooth
from cardmaker.color import Color
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Point, Rect, ellipse, join, polygon, rectangle

Shape = Literal["dot", "ring", "strip", "bead", "curl", "spark", "star", "diamond", "triangle", "flake", "crystal"]


def piece(shape: Shape, size: float, width: float, color: Color) -> tuple[Item, ...]:
    """Return a piece of that size; `width` is the line of a ring, a curl or a flake, pt."""
    width = max(0.25, min(width, size / 4))
    radius = size / 2
    match shape:
        case "dot":
            return (Fill(ellipse(0.0, 0.0, radius), color),)
        case "ring":
            return (Stroke(ellipse(0.0, 0.0, radius - width / 2), Ink(color, width)),)
        case "strip":
            return (Fill(rectangle(Rect(-radius, -size * 0.15, size, size * 0.3)), color),)
        case "bead":
            return (Stroke(_line(-radius + size * 0.16, radius - size * 0.16), Ink(color, size * 0.32)),)
        case "curl":
            return (Stroke(_curl(radius - width / 2), Ink(color, width)),)
        case "spark":
            return (Fill(_spark(radius, 4), color),)
        case "star":
            return (Fill(_star(radius), color),)
        case "diamond":
            return (Fill(polygon([(0, -radius), (size * 0.3, 0), (0, radius), (-size * 0.3, 0)]), color),)
        case "triangle":
            return (Fill(polygon([polar((0, 0), radius, 120 * index - 90) for index in range(3)]), color),)
        case "flake":
            return (Stroke(_flake(radius - width / 2), Ink(color, width)),)
        case "crystal":
            return tuple(_crystal(radius, width, color))
        case _:
            assert_never(shape)


def _line(left: float, right: float) -> Path:
    return PathBuilder().move(left, 0.0).line(right, 0.0).path()


def _curl(radius: float) -> Path:
    """Return a ribbon seen from the side: one wave and a half."""
    return smooth([Point((index / 6 * 2 - 1) * radius, math.sin(index * math.pi / 2) * radius * 0.36) for index in range(7)])


def _spark(radius: float, rays: int) -> Path:
    """Return a star of light: rays drawn in by hollow curves."""
    hub = radius * 0.12
    tips = [polar((0, 0), radius, 360 / rays * index - 90) for index in range(rays)]
    builder = PathBuilder().move(*tips[0])
    for index in range(rays):
        there = tips[(index + 1) % rays]
        near, far = (polar((0, 0), hub, 360 / rays * (index + step) - 90) for step in (0, 1))
        builder.curve(*near, *far, *there)
    return builder.close().path()


def _star(radius: float) -> Path:
    corners = [polar((0, 0), radius * (0.46 if index % 2 else 1.0), 36 * index - 90) for index in range(10)]
    return polygon(corners)


def _flake(radius: float) -> Path:
    """Return a snow crystal of six arms, each with two pairs of barbs."""
    builder = PathBuilder()
    for arm in range(6):
        angle = 60 * arm - 90
        builder.move(0.0, 0.0).line(*polar((0, 0), radius, angle))
        for share, barb in ((0.42, 0.3), (0.7, 0.22)):
            foot = polar((0, 0), radius * share, angle)
            builder.move(*polar(foot, radius * barb, angle - 58)).line(*foot)
            builder.line(*polar(foot, radius * barb, angle + 58))
    return builder.path()


def _crystal(radius: float, width: float, color: Color) -> list[Item]:
    """Return a snow crystal whose arms end in lozenges, about a small hexagon."""
    lines, lozenges = PathBuilder(), []
    for arm in range(6):
        angle = 60 * arm - 90
        lines.move(*polar((0, 0), radius * 0.2, angle)).line(*polar((0, 0), radius * 0.7, angle))
        foot = polar((0, 0), radius * 0.52, angle)
        lines.move(*polar(foot, radius * 0.26, angle - 55)).line(*foot).line(*polar(foot, radius * 0.26, angle + 55))
        middle = polar((0, 0), radius * 0.84, angle)
        side = [polar(middle, radius * 0.09, angle + turn) for turn in (90, -90)]
        lozenges.append(polygon([polar((0, 0), radius * 0.68, angle), side[0], polar((0, 0), radius, angle), side[1]]))
    hub = polygon([polar((0, 0), radius * 0.2, 60 * index - 90) for index in range(6)])
    return [Stroke(lines.path() + hub, Ink(color, width)), Fill(join(lozenges), color)]
