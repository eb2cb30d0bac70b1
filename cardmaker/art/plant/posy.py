"""What garlands, boughs and meadows are made of: heads and sprigs, each drawn in a few forms and placed often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.ribbon import cubic
from cardmaker.art.plant.bloom import Petals, tones_of
from cardmaker.art.plant.branch import Berries, Growth, Leaves, grow
from cardmaker.art.plant.heads import Kind, draw_kind, is_profile
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, SpeciesName
from cardmaker.drawing import Frame, Item, Shared
from cardmaker.geometry import Point, Size

FORMS: Final = 3
"""How many forms of one kind are drawn; more make larger files, and nobody sees them."""

MANY: Final = 12
"""More sprigs than this come in three forms, others in two."""

SPINE_POINTS: Final = 12

LEAF_POINTS: Final = 4
"""Curves on each side of a leaf: these are small, and there are many."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Flowers of one kind."""

    kind: Annotated[Kind, "which flower"]
    radius: Annotated[Length, Bounds(0.3, 40), "of a head; one seen from the side is two radii high"]
    count: Annotated[int, Bounds(1, 200), "how many"]
    fill: Annotated[Petals, "their colors"]


@dataclass(frozen=True, slots=True)
class Greens:
    """Sprigs of one plant."""

    species: Annotated[SpeciesName, "which plant"]
    count: Annotated[int, Bounds(1, 200), "how many sprigs"]
    length: Annotated[Length, Bounds(1, 80), "of a sprig's stem"]
    leaves: Annotated[int, Bounds(1, 80), "leaves, or pairs of leaves, on each"]
    leaf: Annotated[Length, Bounds(0.3, 30), "the longest leaf"]
    fill: Annotated[Leaves, "the colors of the leaves"]
    stem: Annotated[Length, Bounds(0.05, 5), "a stem's width at its foot"] = Length(0.3)
    berries: Annotated[Berries | None, "fruit between the leaves"] = None
    taper: Annotated[float, Bounds(0, 0.9), "how much smaller leaves grow toward the tip"] = 0.45


@dataclass(frozen=True, slots=True)
class Form:
    """One drawn form, about the origin, and its size: a head's radius or a sprig's length, pt."""

    shared: Shared
    size: float


def forms_of_heads(heads: Heads, stage: Stage, random: Random) -> list[Form]:
    radius, tones = stage.length(heads.radius), tones_of(heads.fill, stage)
    return [
        Form(_shared(draw_kind(heads.kind, radius, tones, random), 2.6 * radius), radius)
        for _ in range(min(FORMS if is_profile(heads.kind) else 2, heads.count))
    ]


def forms_of_greens(greens: Greens, stage: Stage, random: Random) -> list[Form]:
    """Return sprigs that grow from the origin along +x, each with a bow of its own."""
    length, leaf = stage.length(greens.length), stage.length(greens.leaf)
    growth = Growth(
        species=stage.species[greens.species],
        count=greens.leaves,
        leaf=leaf,
        stem=stage.length(greens.stem),
        start=0.14,
        jitter=0.8,
        leaves=greens.fill,
        berries=greens.berries,
        taper=greens.taper,
        points=LEAF_POINTS,
    )
    found = []
    for _ in range(FORMS if greens.count > MANY else min(2, greens.count)):
        bow = length * random.uniform(0.06, 0.2)
        spine = cubic(
            Point(0, 0),
            Point(length * 0.3, -bow * 0.3),
            Point(length * 0.7, -bow),
            Point(length, -bow * 0.6),
            SPINE_POINTS,
        )
        found.append(Form(_shared(grow(spine, growth, stage, random), length + 2 * leaf), length))
    return found


def pick(forms: Sequence[Form], random: Random) -> Form:
    return forms[int(random.random() * len(forms))]


def _shared(items: Iterable[Item], reach: float) -> Shared:
    return Shared(Frame(Size(0.0, 0.0), tuple(items)), reach)
