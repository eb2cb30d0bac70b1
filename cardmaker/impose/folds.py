"""The unfolded card: where each panel sits on it, which ones stand on their heads, and where it is creased.

The unfolded card is a grid of equal panels. Both sides are told as a reader sees them, the inside after the sheet was
turned about `axis`. Proved by printing, cutting and folding pictures of every format (tests/roundtrip/test_folding.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from cardmaker.geometry import Size
from cardmaker.model import Fold, Format, Panel


class Axis(Enum):
    """A line in the plane of the sheet, as the reader holds it."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


@dataclass(frozen=True, slots=True)
class Seat:
    """One panel's place on the unfolded card, by column and row from the top left; `turned` by 180° or not."""

    panel: Panel
    column: int
    row: int
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The grid of panels and its two sides; an empty inside is not printed.

    `axis` is the line to turn the card about so that the inside stands upright: parallel to the fold line.
    """

    columns: int
    rows: int
    outside: tuple[Seat, ...]
    inside: tuple[Seat, ...]
    axis: Axis

    @property
    def sides(self) -> tuple[tuple[Seat, ...], ...]:
        return (self.outside, self.inside) if self.inside else (self.outside,)

    def size(self, panel: Size) -> Size:
        return Size(self.columns * panel.width, self.rows * panel.height)


UNFOLDED: Final[Mapping[Fold, Unfolded]] = {
    # A flat card is turned like the page of a book; its back is then upright.
    Fold.NONE: Unfolded(1, 1, (Seat(Panel.FRONT, 0, 0),), (Seat(Panel.BACK, 0, 0),), Axis.VERTICAL),
    Fold.SIDE: Unfolded(
        2,
        1,
        (Seat(Panel.BACK, 0, 0), Seat(Panel.FRONT, 1, 0)),
        (Seat(Panel.INSIDE_LEFT, 0, 0), Seat(Panel.INSIDE_RIGHT, 1, 0)),
        Axis.VERTICAL,
    ),
    # A tent stands on its open edges, so both outer panels have their heads at the fold.
    Fold.TOP: Unfolded(
        1,
        2,
        (Seat(Panel.BACK, 0, 0, turned=True), Seat(Panel.FRONT, 0, 1)),
        (Seat(Panel.INSIDE_TOP, 0, 0), Seat(Panel.INSIDE_BOTTOM, 0, 1)),
        Axis.HORIZONTAL,
    ),
    # Folded behind along the middle, then again: the upper half ends up inside, upside-down on the sheet.
    Fold.QUARTER: Unfolded(
        2,
        2,
        (
            Seat(Panel.INSIDE_RIGHT, 0, 0, turned=True),
            Seat(Panel.INSIDE_LEFT, 1, 0, turned=True),
            Seat(Panel.BACK, 0, 1),
            Seat(Panel.FRONT, 1, 1),
        ),
        (),
        Axis.VERTICAL,
    ),
}


def unfolded_size(card_format: Format) -> Size:
    """Return the size of the card after cutting, before folding."""
    return UNFOLDED[card_format.fold].size(card_format.panel)
