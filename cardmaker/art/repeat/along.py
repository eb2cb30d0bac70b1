"""`along`: motifs at even steps along a track: the edge of an area, a line, a circle or a part of it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Final, Literal

from cardmaker.art.kit.area import Area, area_path
from cardmaker.art.kit.curve import evenly, polar
from cardmaker.art.kit.motif import draw_motifs
from cardmaker.art.kit.trace import flattened
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Layer, Length, Spot
from cardmaker.drawing import Item, Use
from cardmaker.geometry import Path, Point, Transform

FINE: Final = 720
"""Straight steps in a full circle."""


@dataclass(frozen=True, slots=True)
class Along:
    """Motifs in turn along one track; give it an `edge`, a line by `from` and `to`, or an arc by `radius`."""

    motifs: Annotated[tuple[Layer, ...], "what stands along it, in turn"]
    count: Annotated[int, Bounds(1, 1000), "how many"]
    edge: Annotated[Area | None, "the area whose outline is the track, clockwise from its top middle"] = None
    from_: Annotated[Spot | None, "where a line starts"] = None
    to: Annotated[Spot | None, "where a line ends"] = None
    radius: Annotated[Length | None, Bounds(0.5, 150), "of a circle"] = None
    at: Annotated[Spot, "the middle of a circle"] = CENTER
    start: Annotated[float, Bounds(-360, 360), "where an arc starts, clockwise from its top, in degrees"] = (
        0.0
    )
    sweep: Annotated[float, Bounds(-360, 360), "how far it goes round"] = 360.0
    turn: Annotated[Literal["follow", "none"], "`follow` turns motifs with the track: their top outward"] = (
        "follow"
    )

    def __post_init__(self) -> None:
        tracks = [
            self.edge is not None,
            self.from_ is not None and self.to is not None,
            self.radius is not None,
        ]
        if sum(tracks) != 1:
            raise ValueError("motifs need one track: an `edge`, `from` and `to`, or a `radius`")


def draw_along(along: Along, stage: Stage) -> Iterator[Item]:
    motifs = list(draw_motifs(along.motifs, stage, 1))
    if not motifs:
        return
    for index, (point, heading) in enumerate(_stations(along, stage)):
        motif = motifs[index % len(motifs)]
        middle = motif.box.center
        turn = Transform.rotate(heading if along.turn == "follow" else 0.0)
        yield Use(motif.shared, Transform.move(-middle.x, -middle.y).then(turn).then(Transform.move(*point)))


def _stations(along: Along, stage: Stage) -> Iterator[tuple[Point, float]]:
    """Yield each motif's place and its turn in degrees; on a closed track the last one is a step before the first."""
    track = _track(along, stage)
    is_closed = math.dist(track[0], track[-1]) < 1e-6
    steps = along.count if is_closed else max(1, along.count - 1)
    points = evenly(track, steps)
    for index in range(along.count):
        before = points[index - 1 if index else (-2 if is_closed else 0)]
        after = points[min(index + 1, steps)]
        heading = math.degrees(math.atan2(after.y - before.y, after.x - before.x))
        yield points[index], heading


def _track(along: Along, stage: Stage) -> Sequence[Point]:
    if along.edge is not None:
        return _from_top(area_path(along.edge, stage))
    if along.from_ is not None and along.to is not None:
        return [stage.point(along.from_), stage.point(along.to)]
    radius = stage.length(along.radius) if along.radius is not None else 0.0
    center, steps = stage.point(along.at), max(8, round(abs(along.sweep) / 360 * FINE))
    return [
        polar(center, radius, along.start - 90 + along.sweep * index / steps) for index in range(steps + 1)
    ]


def _from_top(path: Path) -> list[Point]:
    """Return the closed outline, clockwise, starting where it passes its top middle."""
    outline = next(iter(flattened(path, steps=16)))
    closed = [*outline, outline[0]]
    if sum(a.x * b.y - b.x * a.y for a, b in pairwise(closed)) < 0:
        closed.reverse()
    box = path.bounds()
    crossings = [(index, a, b) for index, (a, b) in enumerate(pairwise(closed)) if a.x <= box.center.x < b.x]
    index, a, b = min(crossings, key=lambda found: found[1].y)
    share = (box.center.x - a.x) / (b.x - a.x)
    top = Point(box.center.x, a.y + (b.y - a.y) * share)
    return [top, *closed[index + 1 : -1], *closed[: index + 1], top]
