"""`scatter`: small pieces let fall: confetti, snow, stars, dots. Dense on one side, sparser and sparser to the other."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal

from cardmaker.art.kit.area import WHOLE, Area, area_rect
from cardmaker.art.kit.room import Field
from cardmaker.art.repeat.piece import Shape, piece
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Frame, Item, Shared, Use
from cardmaker.geometry import Point, Rect, Size, Transform

Falloff = Literal["none", "down", "up", "in", "out"]

THROWS: Final = 14
"""How often each place is tried, on average: more would pack the pieces like shot."""

MAX_THROWS: Final = 24000
MAX_PIECES: Final = 4000
SIZES: Final = 3
"""Steps between the smallest and the largest of a kind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of piece."""

    shape: Annotated[Shape, "its form"]
    fill: Annotated[Role, "its color"]
    size: Annotated[tuple[Length, Length], Bounds(0.2, 20), "from the smallest to the largest, across"]
    weight: Annotated[float, Bounds(0.01, 100), "how often it comes, to the others"] = 1.0
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    width: Annotated[Length, Bounds(0.08, 4), "the line of a ring, a curl or a flake"] = Length(0.5)


@dataclass(frozen=True, slots=True)
class Scatter:
    """Small pieces strewn without touching."""

    pieces: Annotated[tuple[Piece, ...], "the kinds"]
    spacing: Annotated[Length, Bounds(0.8, 40), "between two middles where they are densest"]
    area: Annotated[Area, "where they fall; all of each piece lies within"] = WHOLE
    falloff: Annotated[
        Falloff, "where they grow sparse: `down` from the top, `in` from the edges, and so on"
    ] = "none"
    sparsest: Annotated[Length, Bounds(0.8, 100), "between two middles where they end"] = Length(20.0)
    reach: Annotated[float, Bounds(0.05, 1), "how far they reach from where they are densest"] = 1.0
    turn: Annotated[float, Bounds(0, 180), "how far pieces are turned to either side, in degrees"] = 180.0
    gap: Annotated[Length, Bounds(0, 10), "the least room between two pieces"] = Length(0.6)


@dataclass(frozen=True, slots=True)
class _Kind:
    shared: Shared
    radius: float
    weight: float


def draw_scatter(scatter: Scatter, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    kinds = [kind for one in scatter.pieces for kind in _kinds(one, stage)]
    field = Field(max(stage.length(scatter.sparsest), stage.length(scatter.spacing)) / 2 + 1.0, 0.0)
    rect = area_rect(scatter.area, stage)
    laid = 0
    for point in _throws(scatter, rect, stage, random):
        kind = _chosen(kinds, random)
        room = _room(point, rect, kind, scatter, stage)
        if laid >= MAX_PIECES or not _fits(point, kind, room, rect, field, stage):
            continue
        field.lay(*point, room)
        laid += 1
        turn = Transform.rotate(random.uniform(-scatter.turn, scatter.turn))
        yield Use(kind.shared, turn.then(Transform.move(*point)))


def _kinds(one: Piece, stage: Stage) -> Iterator[_Kind]:
    """Yield a kind in each of its sizes; small ones come as often as large ones."""
    least, most = (stage.length(size) for size in one.size)
    steps = SIZES if most > least else 1
    for index in range(steps):
        size = least + (most - least) * (index / (steps - 1) if steps > 1 else 0.0)
        items = piece(one.shape, size, stage.length(one.width), stage.color(one.fill, one.tint))
        yield _Kind(Shared(Frame(Size(0.0, 0.0), items), size), size / 2, one.weight / steps)


def _throws(scatter: Scatter, rect: Rect, stage: Stage, random: Random) -> Iterator[Point]:
    capacity = rect.width * rect.height / stage.length(scatter.spacing) ** 2
    for _ in range(min(MAX_THROWS, math.ceil(THROWS * capacity))):
        yield Point(rect.x + rect.width * random.random(), rect.y + rect.height * random.random())


def _chosen(kinds: Sequence[_Kind], random: Random) -> _Kind:
    left = random.random() * sum(kind.weight for kind in kinds)
    for kind in kinds:
        left -= kind.weight
        if left < 0:
            return kind
    return kinds[-1]


def _room(point: Point, rect: Rect, kind: _Kind, scatter: Scatter, stage: Stage) -> float:
    """Return the radius that a piece keeps to itself there; none at all beyond the reach."""
    depth = _depth(point, rect, scatter.falloff) / scatter.reach
    if depth > 1:
        return math.inf
    dense, sparse = stage.length(scatter.spacing), stage.length(scatter.sparsest)
    wanted = dense + (sparse - dense) * depth**1.6 if scatter.falloff != "none" else dense
    return max(wanted / 2, kind.radius + stage.length(scatter.gap) / 2)


def _depth(point: Point, rect: Rect, falloff: Falloff) -> float:
    """Return how far a place is from where the pieces are densest: 0 there, 1 at the other end."""
    down = (point.y - rect.y) / (rect.height or 1.0)
    from_edge = min(point.x - rect.x, rect.right - point.x, point.y - rect.y, rect.bottom - point.y)
    inward = from_edge / (min(rect.size) / 2 or 1.0)
    depths: dict[Falloff, float] = {
        "none": 0.0,
        "down": down,
        "up": 1 - down,
        "in": inward,
        "out": 1 - inward,
    }
    return depths[falloff]


def _fits(point: Point, kind: _Kind, room: float, rect: Rect, field: Field, stage: Stage) -> bool:
    x, y = point
    inside = min(x - rect.x, rect.right - x, y - rect.y, rect.bottom - y) >= kind.radius
    return inside and room < math.inf and stage.is_clear(x, y, kind.radius) and field.is_clear(x, y, room)
