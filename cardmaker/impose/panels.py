"""Panels in place: from the unfolded card's seats to transforms and clips on one side of a sheet."""

from dataclasses import dataclass

from cardmaker.drawing import Item
from cardmaker.geometry import IDENTITY, Insets, Path, Rect, Size, Transform, rectangle
from cardmaker.impose.folds import Seat, Unfolded
from cardmaker.impose.nup import TOLERANCE
from cardmaker.model import Panel


@dataclass(frozen=True, slots=True)
class Placed:
    """One panel on one side of the sheet. `clip` is in the panel's own coordinates; None if the panel is the page."""

    panel: Panel
    transform: Transform
    clip: Path | None


@dataclass(frozen=True, slots=True)
class Side:
    """One printed side: every card's panels and cut rectangle, cards in the same order on both sides."""

    cards: tuple[tuple[Placed, ...], ...]
    trims: tuple[Rect, ...]
    marks: tuple[Item, ...] = ()


def make_side(
    unfolded: Unfolded,
    seats: tuple[Seat, ...],
    trims: tuple[Rect, ...],
    sheet: Size,
    panel: Size,
    bleed: float,
    turn: Transform = IDENTITY,
    marks: tuple[Item, ...] = (),
) -> Side:
    """Return the side of cards cut at `trims`, the whole page gone through `turn`."""
    clips = [_clip(unfolded, seat, sheet, panel, bleed) for seat in seats]
    cards = tuple(
        tuple(
            Placed(seat.panel, _place(seat, trim, panel).then(turn), clip)
            for seat, clip in zip(seats, clips, strict=True)
        )
        for trim in trims
    )
    return Side(cards, tuple(turn.apply_rect(trim) for trim in trims), marks)


def _place(seat: Seat, trim: Rect, panel: Size) -> Transform:
    """Return the map from the panel as read to its seat on the card cut at `trim`."""
    turn = Transform.rotate(180, Rect.of(panel).center) if seat.turned else IDENTITY
    return turn.then(Transform.move(trim.x + seat.column * panel.width, trim.y + seat.row * panel.height))


def _clip(unfolded: Unfolded, seat: Seat, sheet: Size, panel: Size, bleed: float) -> Path | None:
    """Return the panel's rectangle, `bleed` wider where it is cut and never over a fold; None if it fills the page."""
    area = Rect.of(panel)
    if area.holds(Rect.of(sheet), TOLERANCE):
        return None
    left, right = seat.column == 0, seat.column == unfolded.columns - 1
    top, bottom = seat.row == 0, seat.row == unfolded.rows - 1
    if seat.turned:
        left, top, right, bottom = right, bottom, left, top
    return rectangle(area.inset(Insets(-bleed * left, -bleed * top, -bleed * right, -bleed * bottom)))
