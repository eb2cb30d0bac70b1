"""Art that was drawn already: a design that is picked again, and a note that changes, cost no new drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from secrets import randbelow
from typing import Final

from cardmaker.compose.stationery import Stationery, order_hands
from cardmaker.impose.plan import Plan
from cardmaker.make import draw_fitted
from cardmaker.model import Artwork, Edges, Order

FIRST: Final = 2**40
"""Numbers begin somewhere below it, since a page that outlives a server must not take its old art for new one."""

KEPT: Final = 8
"""Orders whose art is kept; the art of a rich design takes some megabytes."""

OF_ART: Final = ("design", "palette", "format", "sender", "texts", "profile")
"""Fields of an order that its art shows; what else an order says is handwriting, or how it is printed."""

OF_EDGES: Final = ("paper", "flip", "sheet")
"""Those that it shows too if it is made smaller inside the edges that a printer leaves white."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Art, the order that it was drawn for, and its number, which no other art ever has."""

    number: int
    order: Order
    stationery: Stationery


@dataclass(slots=True)
class Portfolio:
    """The latest art. For one thread."""

    _kept: list[Drawn] = field(default_factory=list)
    _last: int = field(default_factory=lambda: randbelow(FIRST))

    def draw(self, plan: Plan, order: Order) -> Stationery:
        """Return the order's art, drawn anew only if no order with the same art was drawn lately."""
        return replace(self.of(plan, order).stationery, hands=order_hands(order))

    def of(self, plan: Plan, order: Order) -> Drawn:
        """Return the order's art with its number."""
        found = next((each for each in self._kept if _is_alike(each.order, order)), None)
        if found is None:
            self._last += 1
            found = Drawn(self._last, replace(order, people=()), draw_fitted(plan, order))
        else:
            self._kept.remove(found)
        self._kept = [found, *self._kept][:KEPT]
        return found


def _is_alike(one: Order, other: Order) -> bool:
    fields = (
        (*OF_ART, *OF_EDGES)
        if other.sheet.edges is Edges.SHRINK or one.sheet.edges is Edges.SHRINK
        else OF_ART
    )
    return _are_same(one.artworks, other.artworks) and all(
        getattr(one, name) == getattr(other, name) for name in fields
    )


def _are_same(ones: Sequence[Artwork], others: Sequence[Artwork]) -> bool:
    """Return whether pictures are the same: they are known by identity, since comparing their pixels would take too long."""
    return len(ones) == len(others) and all(
        one.content is other.content and (one.name, one.focus) == (other.name, other.focus)
        for one, other in zip(ones, others, strict=True)
    )
