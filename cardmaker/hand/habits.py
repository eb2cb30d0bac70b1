"""A hand's habits at a neatness: the one knob for people, on top of the numbers in the hand's own `hand.yaml`.

Careful writers are calmer, straighter and a little smaller; quick ones write larger, lean more, lift the pen late. The
factors keep every hand within the goals of docs/handwriting.md over twenty seeds, which tests hold.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from cardmaker.model import Habits, Hand, Neatness

FACTORS: Final[Mapping[Neatness, Mapping[str, float]]] = {
    Neatness.NATURAL: {},
    Neatness.CAREFUL: {
        "gap_spread": 0.85,
        "width_spread": 0.7,
        "size_spread": 0.85,
        "slant_spread": 0.95,
        "wander_mm": 0.74,
        "slope_spread": 0.65,
        "leading_mm": 0.6,
        "margin_mm": 0.8,
        "creep_mm": 0.0,
        "tiring": 0.5,
        "loosening": 0.3,
        "freedom": 0.833,
        "size": 0.95,
        "squeeze": 0.7,
        "pressure": 0.7,
        "finals": 0.4,
        "pairs": 0.3,
        "width": 0.98,
    },
    Neatness.QUICK: {
        "gap_spread": 1.2,
        "width_spread": 1.4,
        "size_spread": 1.2,
        "slant_spread": 1.03,
        "wander_mm": 1.25,
        "slope_spread": 1.05,
        "leading_mm": 1.6,
        "margin_mm": 1.1,
        "creep_mm": 4.5,
        "tiring": 1.5,
        "loosening": 1.6,
        "freedom": 1.022,
        "size": 1.06,
        "squeeze": 1.15,
        "pressure": 1.3,
        "finals": 1.5,
        "pairs": 1.35,
        "width": 1.06,
    },
}

LEAN_DEG: Final = {Neatness.CAREFUL: -1.0, Neatness.NATURAL: 0.0, Neatness.QUICK: 4.0}
"""A quick hand leans forward, whatever its face does."""


@lru_cache(maxsize=64)
def habits_of(hand: Hand, neatness: Neatness) -> Habits:
    own = hand.habits
    changed = {name: getattr(own, name) * factor for name, factor in FACTORS[neatness].items()}
    return replace(own, **changed, lean=own.lean + LEAN_DEG[neatness])
