"""Plain shapes in a square of side 1 about the origin, for mosaics and for single figures: discs, their parts, triangles."""

import math
from collections.abc import Mapping
from typing import Final, Literal

from cardmaker.art.kit.outlines import add_arc
from cardmaker.geometry import Path, PathBuilder, Rect, Transform, ellipse, join, polygon, rectangle

Form = Literal[
    "disc", "half", "quarter", "ring", "arcs", "bow", "lens", "drop", "dot", "hoop", "triangle", "diamond",
    "square", "stripes", "plain",
]  # fmt: skip

HALF: Final = 0.5
QUARTER_TURN: Final = math.pi / 2


def _sector(x: float, y: float, radius: float, first: float, last: float, hole: float = 0.0) -> Path:
    """Return part of a disc or a ring about (x, y), between two angles clockwise from +x."""
    builder = PathBuilder().move(x + radius * math.cos(first), y + radius * math.sin(first))
    add_arc(builder, (x, y), (radius, radius), first, last)
    if hole:
        add_arc(builder, (x, y), (hole, hole), last, first)
    else:
        builder.line(x, y)
    return builder.close().path()


def _corner(radius: float, hole: float = 0.0) -> Path:
    """Return a quarter disc, or a quarter ring, about the square's lower left corner."""
    return _sector(-HALF, HALF, radius, -QUARTER_TURN, 0.0, hole)


def _lens() -> Path:
    """Return a leaf from the lower left to the upper right corner: where two quarter discs meet."""
    builder = PathBuilder().move(-HALF, HALF)
    add_arc(builder, (HALF, HALF), (1.0, 1.0), math.pi, 1.5 * math.pi)
    add_arc(builder, (-HALF, -HALF), (1.0, 1.0), 0.0, QUARTER_TURN)
    return builder.close().path()


def _drop() -> Path:
    """Return a drop, round below and pointed above: a disc with one square corner, turned."""
    builder = PathBuilder().move(0.0, -HALF)
    builder.curve(0.11, -0.27, 0.31, -0.05, 0.31, 0.19)
    add_arc(builder, (0.0, 0.19), (0.31, 0.31), 0.0, math.pi)
    builder.curve(-0.31, -0.05, -0.11, -0.27, 0.0, -HALF)
    return builder.close().path()


def _hoop(radius: float, hole: float) -> Path:
    """Return a ring; its inner circle runs the other way, so that it stays open under any winding rule."""
    return ellipse(0.0, 0.0, radius) + ellipse(0.0, 0.0, hole).transformed(Transform.scale(-1.0, 1.0))


_BOW = (
    _sector(-HALF, 0.0, HALF, -QUARTER_TURN, QUARTER_TURN),
    _sector(HALF, 0.0, HALF, QUARTER_TURN, 3 * QUARTER_TURN),
)

FORMS: Final[Mapping[Form, Path]] = {
    "disc": ellipse(0.0, 0.0, HALF),
    "half": _sector(0.0, HALF, HALF, math.pi, 2 * math.pi),
    "quarter": _corner(1.0),
    "ring": _corner(1.0, HALF),
    "arcs": join([_corner(1.0, 0.8), _corner(0.6, 0.4), _corner(0.2)]),
    "bow": join(_BOW),
    "lens": _lens(),
    "drop": _drop(),
    "dot": ellipse(0.0, 0.0, 0.32),
    "hoop": _hoop(0.36, 0.18),
    "triangle": polygon([(-HALF, HALF), (-HALF, -HALF), (HALF, HALF)]),
    "diamond": polygon([(0.0, -HALF), (HALF, 0.0), (0.0, HALF), (-HALF, 0.0)]),
    "square": rectangle(Rect(-HALF, -HALF, 1.0, 1.0)),
    "stripes": join(rectangle(Rect(-HALF, -HALF + 0.2 * bar, 1.0, 0.2)) for bar in (0, 2, 4)),
    "plain": Path("", rectangle(Rect(0, 0, 0, 0)).numbers[:0]),
}
"""Each form about the origin; `plain` is an empty tile."""
