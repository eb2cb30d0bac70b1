"""`garland`: sprigs and flowers along a curve or around a ring, from a corner posy to a full border, back to front."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.curve import dense, evenly, polar
from cardmaker.art.kit.ribbon import along
from cardmaker.art.plant.heads import is_profile
from cardmaker.art.plant.posy import Form, Greens, Heads, forms_of_greens, forms_of_heads, pick
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Spot
from cardmaker.drawing import Frame, Group, Item, Use
from cardmaker.geometry import Point, Transform

STEPS: Final = 120
"""Straight steps along the curve."""

TRIES: Final = 60
"""How often a place is sought for each head before it is left out."""

OVERLAP: Final = 0.05
"""How far sprigs start on the other side of where they part, so that no gap opens there."""

LOWEST: Final = 0.35
"""How far the depth of an open garland sinks at its ends."""


@dataclass(frozen=True, slots=True)
class Garland:
    """Sprigs and flowers along a curve; what is named first lies behind, but of the flowers it lies in front."""

    greens: Annotated[tuple[Greens, ...], "sprigs, the hindmost first"]
    heads: Annotated[tuple[Heads, ...], "flowers, the foremost first; they never touch each other"] = ()
    through: Annotated[tuple[Spot, ...], "places the curve goes through"] = ()
    radius: Annotated[Length | None, Bounds(2, 120), "of a ring, instead of a curve"] = None
    at: Annotated[Spot, "the ring's center"] = CENTER
    stretch: Annotated[float, Bounds(0.4, 2.5), "width of the ring to its height"] = 1.0
    depth: Annotated[Length, Bounds(0, 40), "how far flowers stray from the curve"] = ZERO
    flow: Annotated[
        float, Bounds(0, 1), "where sprigs part: 0 all point on, 0.5 from the middle to both ends"
    ] = 0.5
    fan: Annotated[float, Bounds(0, 120), "how far sprigs turn from the curve, in degrees"] = 42.0
    gap: Annotated[Length, Bounds(-10, 20), "between two flowers; less than 0 lets them overlap"] = Length(
        0.6
    )
    gather: Annotated[
        float,
        Bounds(0.02, 1),
        "how much of the curve, about `flow`, the foremost flowers take; the last take all",
    ] = 1.0
    mirror: Annotated[bool, "drawn a second time, mirrored left for right about the panel's middle"] = False
    centered: Annotated[bool, "moved sideways, so that its ink is in the panel's middle"] = False

    def __post_init__(self) -> None:
        if self.radius is None and len(self.through) < 2:
            raise ValueError("a garland needs a `radius`, or at least two places in `through`")


@dataclass(slots=True)
class _Bed:
    """The garland as it grows: its curve, and the heads that lie already as x, y and radius."""

    spine: list[Point]
    is_ring: bool
    stage: Stage
    random: Random
    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def envelope(self, share: float) -> float:
        return 1.0 if self.is_ring else LOWEST + (1 - LOWEST) * math.sqrt(max(0.0, math.sin(math.pi * share)))


def draw_garland(garland: Garland, stage: Stage) -> Iterator[Item]:
    bed = _Bed(_spine(garland, stage), garland.radius is not None, stage, stage.random())
    greens = [item for one in garland.greens for item in _lay_greens(one, garland, bed)]
    last = max(1, len(garland.heads) - 1)
    heads = [
        list(_lay_heads(one, garland.gather + (1 - garland.gather) * index / last, garland, bed))
        for index, one in enumerate(garland.heads)
    ]
    items = [*greens, *(item for found in reversed(heads) for item in found)]
    if garland.mirror:
        items.append(Group(Frame(stage.size, tuple(items)), Transform(-1, 0, 0, 1, stage.size.width, 0)))
    box = ink_box(items) if garland.centered else None
    shift = stage.size.width / 2 - box.center.x if box else 0.0
    yield Group(Frame(stage.size, tuple(items)), Transform.move(shift, 0.0))


def _spine(garland: Garland, stage: Stage) -> list[Point]:
    if garland.radius is None:
        return evenly(dense([stage.point(spot) for spot in garland.through]), STEPS)
    center, radius = stage.point(garland.at), stage.length(garland.radius)
    ring = [polar((0, 0), radius, 90 + 360 * index / STEPS) for index in range(STEPS + 1)]
    return [Point(center.x + x * garland.stretch, center.y + y) for x, y in ring]


def _lay_greens(greens: Greens, garland: Garland, bed: _Bed) -> Iterator[Item]:
    """Yield the sprigs of one plant, evenly along the curve, in turn to its left and its right."""
    forms = forms_of_greens(greens, bed.stage, bed.random)
    first = 1 if bed.random.random() < 0.5 else -1
    for index in range(greens.count):
        share = (index + 0.5 + bed.random.uniform(-0.3, 0.3)) / greens.count
        form, side = pick(forms, bed.random), first * (1 if index % 2 else -1)
        turn = garland.fan * bed.random.uniform(0.35, 1.0)
        size = bed.random.uniform(0.84, 1.08) * (0.6 + 0.4 * bed.envelope(share))
        for way in (side, -side):
            placed = _sprig_at(share, way, turn, size, garland, bed)
            if _is_sprig_clear(form, placed, bed.stage):
                yield Use(form.shared, placed)
                break


def _sprig_at(share: float, side: int, turn: float, size: float, garland: Garland, bed: _Bed) -> Transform:
    is_back = not bed.is_ring and share < garland.flow
    back = 0.0 if bed.is_ring else OVERLAP if is_back else -OVERLAP
    foot, heading = along(bed.spine, share + back)
    degrees = math.degrees(heading) + (180 if is_back else 0) + side * turn
    return Transform.scale(size, size * side).then(Transform.rotate(degrees)).then(Transform.move(*foot))


def _is_sprig_clear(form: Form, placed: Transform, stage: Stage) -> bool:
    spots = [placed.apply(form.size * share, 0.0) for share in (0.4, 0.75, 1.1)]
    return all(stage.is_clear(x, y, form.size * 0.12) for x, y in spots)


def _lay_heads(heads: Heads, extent: float, garland: Garland, bed: _Bed) -> Iterator[Item]:
    """Yield the flowers of one kind, evenly over the part of the curve that they take."""
    forms = forms_of_heads(heads, bed.stage, bed.random)
    depth, gap = bed.stage.length(garland.depth), bed.stage.length(garland.gap)
    for index in range(heads.count):
        for _ in range(TRIES):
            share = garland.flow * (1 - extent) + extent * (index + bed.random.random()) / heads.count
            share = min(0.98, max(0.02, share))
            form, size = pick(forms, bed.random), bed.random.uniform(0.86, 1.06)
            radius = form.size * size * (0.75 + 0.25 * bed.envelope(share))
            spot = _head_spot(share, depth, bed)
            if _is_free(spot, radius, gap, bed) and _is_off_mirror(spot, radius, gap, garland, bed.stage):
                bed.taken.append((*spot, radius))
                yield Use(form.shared, _head_at(spot, radius / form.size, share, heads, bed))
                break


def _head_spot(share: float, depth: float, bed: _Bed) -> Point:
    foot, heading = along(bed.spine, share)
    off = bed.random.uniform(-1, 1) * depth * bed.envelope(share)
    return Point(foot.x - off * math.sin(heading), foot.y + off * math.cos(heading))


def _is_free(spot: Point, radius: float, gap: float, bed: _Bed) -> bool:
    is_apart = all(math.dist(spot, (x, y)) >= radius + other + gap for x, y, other in bed.taken)
    return is_apart and bed.stage.is_clear(*spot, radius)


def _is_off_mirror(spot: Point, radius: float, gap: float, garland: Garland, stage: Stage) -> bool:
    """Return whether a head keeps off its own image."""
    return not garland.mirror or abs(spot.x - stage.size.width / 2) >= radius + gap / 2


def _head_at(spot: Point, scale: float, share: float, heads: Heads, bed: _Bed) -> Transform:
    """Return how a head lies: one seen from above turned at will, one from the side pointing away from the curve."""
    if not is_profile(heads.kind):
        tilt = bed.random.uniform(0.84, 1.0)
        turned = Transform.rotate(bed.random.uniform(0, 360)).then(Transform.scale(scale, scale * tilt))
        return turned.then(Transform.rotate(bed.random.uniform(-40, 40))).then(Transform.move(*spot))
    foot, heading = along(bed.spine, share)
    across = -(spot.x - foot.x) * math.sin(heading) + (spot.y - foot.y) * math.cos(heading)
    degrees = math.degrees(heading) + (180 if across >= 0 else 0) + bed.random.uniform(-28, 28)
    centered = Transform.move(0.0, heads.radius.points(bed.stage.u))
    return centered.then(Transform.scale(scale)).then(Transform.rotate(degrees)).then(Transform.move(*spot))
