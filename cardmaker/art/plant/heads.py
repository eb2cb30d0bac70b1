"""Every kind of flower head by its name, drawn about the origin."""

from collections.abc import Iterator
from random import Random
from typing import Final, Literal

from cardmaker.art.plant.bloom import FLOWERS, Tones, draw_flower
from cardmaker.art.plant.profile import PROFILES
from cardmaker.drawing import Item

Kind = Literal[
    "blossom", "daisy", "anemone", "poppy", "cosmos", "rose", "ranunculus", "peony", "dahlia", "hellebore",
    "clematis", "magnolia-star", "tulip", "magnolia", "bud", "poppy-bowl", "cornflower", "lavender", "delphinium",
    "umbel", "allium", "snowdrop",
]  # fmt: skip

TALL: Final = frozenset({"lavender", "delphinium", "snowdrop"})
"""Spikes, narrower than high."""


def draw_kind(kind: str, radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a head of that radius, pt: about the origin if seen from above, else standing on it."""
    if kind in FLOWERS:
        yield from draw_flower(FLOWERS[kind], radius, tones, random)
    else:
        yield from PROFILES[kind](radius, tones, random)


def is_profile(kind: str) -> bool:
    """Return whether a kind is seen from the side."""
    return kind in PROFILES
