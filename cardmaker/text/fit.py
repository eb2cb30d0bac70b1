"""Fitting: the largest size at which a text fits its box. The only loop of composing, and a bounded one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def size_ladder(largest: float, smallest: float, step: float) -> list[float]:
    """Return sizes from largest down to smallest, each `step` (a share, such as 0.04) below the one before.

    Sizes lie on a ladder so that a batch needs a few embedded fonts, not one for each card.
    """
    sizes = [largest]
    while sizes[-1] * (1 - step) > smallest:
        sizes.append(sizes[-1] * (1 - step))
    return sizes if sizes[-1] <= smallest else [*sizes, smallest]


def largest_fit(sizes: Sequence[float], lay_out: Callable[[float], T], fits: Callable[[T], bool]) -> T:
    """Return the layout at the first size that fits, or at the smallest size if none does.

    The first size is tried first, since most notes fit; then the ladder is halved.
    """
    layout = lay_out(sizes[0])
    if fits(layout):
        return layout
    low, high = 1, len(sizes) - 1
    found = lay_out(sizes[-1])
    while low < high:
        middle = (low + high) // 2
        layout = lay_out(sizes[middle])
        if fits(layout):
            found, high = layout, middle
        else:
            low = middle + 1
    return found
