"""Plants as data, and the outline of a leaf. A design file may add species of its own under `species`."""

import math
from functools import lru_cache
from typing import Final

from cardmaker.art.kit.ribbon import Profile, cubic, none, ribbon
from cardmaker.design import Species
from cardmaker.geometry import Path, Point

SPECIES: Final = {
    "olive": Species(ratio=0.235, foot=58, tip=22, bend=0.10, belly=0.46, sharp=1.1, narrow=1.1, opposite=True, petiole=0.0),
    "laurel": Species(ratio=0.36, foot=52, tip=24, bend=0.09, belly=0.45, sharp=1.25, petiole=0.06),
    "eucalyptus": Species(ratio=0.86, foot=66, tip=40, bend=0.04, belly=0.47, sharp=0.62, narrow=0.62, opposite=True, petiole=0.14),
    "willow": Species(ratio=0.15, foot=46, tip=14, bend=0.16, belly=0.36, sharp=1.15),
    "fern": Species(ratio=0.20, foot=72, tip=40, bend=0.12, belly=0.30, sharp=1.1, narrow=0.7, opposite=True, petiole=0.0),
    "ruscus": Species(ratio=0.40, foot=50, tip=25, bend=0.12, belly=0.38, sharp=1.5, petiole=0.04),
}  # fmt: skip
"""The species every design may name; the numbers were chosen by eye."""

LEAF_POINTS: Final = 8
"""Curves on each side of a leaf: enough for a smooth edge, few enough for a small file."""


@lru_cache(maxsize=512)
def leaf(species: Species, bend: float, half: int = 0) -> Path:
    """Return a leaf of length 1 from the origin along +x, bowed by `bend` of its length toward +y.

    `half` +1 or -1 keeps only the side toward +y or -y of the midrib, for a second tint.
    """
    spine = cubic(Point(0, 0), Point(0.33, bend * 0.9), Point(0.7, bend * 0.8), Point(1, 0), LEAF_POINTS)
    edge = _edge(species)
    return ribbon(spine, none if half > 0 else edge, none if half < 0 else edge)


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
