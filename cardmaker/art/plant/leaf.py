"""The outline of a leaf, of length 1 from the origin along +x: whole, toothed, or made of leaflets."""

import math
from functools import lru_cache
from itertools import pairwise
from typing import Final

from cardmaker.art.kit.ribbon import Profile, along, cubic, none, ribbon, tapered
from cardmaker.design import Species
from cardmaker.geometry import Path, PathBuilder, Point, Transform, join

LEAF_POINTS: Final = 8
"""Curves on each side of a leaf: enough for a smooth edge, few enough for a small file."""

BLUNT: Final = 0.8
"""Below this the edge meets the midrib at a right angle, which even steps would cut off as facets."""

RACHIS: Final = 0.012
"""Half the stalk that leaflets stand on, of the leaf's length."""


@lru_cache(maxsize=1024)
def leaf(species: Species, bend: float, half: int = 0, points: int = LEAF_POINTS) -> Path:
    """Return a leaf bowed by `bend` of its length toward +y.

    `half` +1 or -1 keeps only the side toward +y or -y of the midrib, for a second tint; `points` is how many curves
    each side has.
    """
    if species.leaflets:
        return _compound(species, bend, half, points)
    if species.teeth:
        return _toothed(species, bend, half)
    edge = _edge(species)
    if min(species.sharp, species.narrow) < BLUNT:
        spine, width = _crowded(bend, points), _at_crowded(edge)
    else:
        spine, width = _spine(bend, points), edge
    return ribbon(spine, none if half > 0 else width, none if half < 0 else width)


@lru_cache(maxsize=512)
def midrib(bend: float, end: float = 0.84) -> Path:
    """Return the line down the middle of a leaf, up to a share of its length."""
    first, second = Point(0.33 * end, bend * 0.9 * end), Point(0.7 * end, bend * 0.85 * end)
    tip, _ = along(_spine(bend, 48), end)
    return PathBuilder().move(0, 0).curve(*first, *second, *tip).path()


def _spine(bend: float, count: int) -> list[Point]:
    return cubic(Point(0, 0), Point(0.33, bend * 0.9), Point(0.7, bend * 0.8), Point(1, 0), count)


def _ease(share: float) -> float:
    """Return a share crowded toward both ends, as cosines crowd."""
    return (1 - math.cos(math.pi * share)) / 2


def _crowded(bend: float, points: int) -> list[Point]:
    spine = _spine(bend, 48)
    return [along(spine, _ease(index / points))[0] for index in range(points + 1)]


def _at_crowded(edge: Profile) -> Profile:
    return lambda share: edge(_ease(share))


def _edge(species: Species) -> Profile:
    """Return the half-width: a sine arch moved to the belly, its foot and tip narrowed by powers."""
    power = math.log(0.5) / math.log(species.belly)

    def width(share: float) -> float:
        if share <= 0.0 or share >= 1.0:
            return 0.0
        arch: float = math.sin(math.pi * math.pow(share, power))
        power_here = species.sharp if share > species.belly else species.narrow
        return species.ratio / 2 * math.pow(arch, power_here)

    return width


def _toothed(species: Species, bend: float, half: int) -> Path:
    """Return a leaf whose edges swing from tooth to tooth in hollow arcs."""
    spine, edge = _spine(bend, 48), _edge(species)
    builder = PathBuilder().move(0, 0)
    _add_teeth(builder, _tips(spine, edge, species, -1 if half <= 0 else 0), species.bite)
    back = _tips(spine, edge, species, 1 if half >= 0 else 0)
    _add_teeth(builder, back[::-1], species.bite)
    return builder.close().path()


def _tips(spine: list[Point], edge: Profile, species: Species, side: int) -> list[tuple[Point, Point]]:
    """Return the teeth of one edge, foot and tip of the leaf among them, each with the midrib beside it."""
    found = []
    for index in range(species.teeth + 2):
        share = index / (species.teeth + 1)
        here, heading = along(spine, share)
        out = side * edge(min(share, 0.999)) * (1.0 if 0 < share < 1 else 0.0)
        point = Point(here.x - out * math.sin(heading) + abs(out) * 0.22, here.y + out * math.cos(heading))
        found.append((point if 0 < share < 1 else here, here))
    return found


def _add_teeth(builder: PathBuilder, tips: list[tuple[Point, Point]], bite: float) -> None:
    for (here, rib), (there, other_rib) in pairwise(tips):
        middle, inner = _between(here, there, 0.5), _between(rib, other_rib, 0.5)
        hollow = _between(middle, inner, bite)
        first, second = _between(here, hollow, 0.85), _between(there, hollow, 0.85)
        builder.curve(*first, *second, *there)


def _between(first: Point, second: Point, share: float) -> Point:
    return Point(first.x + (second.x - first.x) * share, first.y + (second.y - first.y) * share)


def _compound(species: Species, bend: float, half: int, points: int) -> Path:
    """Return pairs of leaflets on a stalk, and one at its end; a half keeps the halves of all leaflets."""
    spine = _spine(bend, 48)
    one = leaf(_leaflet(species), species.bend * 0.5, half, max(4, points // 2))
    placed = [one.transformed(at) for at in _leaflets(spine, species)]
    stalk = ribbon(spine[:42:4], tapered(RACHIS, RACHIS * 0.6), tapered(RACHIS, RACHIS * 0.6))
    return join(placed if half else [stalk, *placed])


def _leaflet(species: Species) -> Species:
    return Species(
        ratio=species.ratio,
        foot=0,
        tip=0,
        belly=species.belly,
        sharp=species.sharp,
        narrow=species.narrow,
        bend=species.bend,
    )


def _leaflets(spine: list[Point], species: Species) -> list[Transform]:
    count = species.leaflets
    found = [_placed(spine, 0.78, 0.0, 0.3)]
    for index in range(count):
        share = 0.1 + 0.64 * index / max(1, count - 1)
        length = 0.34 * (0.8 + 0.35 * math.sin(math.pi * (0.25 + 0.6 * index / count)))
        found += [_placed(spine, share, side * math.radians(58 - 14 * share), length) for side in (1, -1)]
    return found


def _placed(spine: list[Point], share: float, turn: float, length: float) -> Transform:
    foot, heading = along(spine, share)
    cos, sin = length * math.cos(heading + turn), length * math.sin(heading + turn)
    return Transform(cos, sin, -sin, cos, *foot)
