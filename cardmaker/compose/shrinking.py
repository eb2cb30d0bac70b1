"""Art made smaller inside its panel, so that nothing of it falls into the edge that a printer leaves white."""

from collections.abc import Callable
from dataclasses import replace

from cardmaker.art.kit.bounds import ink_box
from cardmaker.compose.stationery import Stationery
from cardmaker.drawing import Frame, Group, Shared
from cardmaker.geometry import IDENTITY, Insets, Rect, Size, Transform, rectangle
from cardmaker.model import Panel

NEAR = 0.05


def shrunk(stationery: Stationery, insets_of: Callable[[Panel], Insets], note: Panel) -> Stationery:
    """Return the stationery with the art of each panel that reaches too far made smaller, in proportion and in the middle of
    what prints; the note's box goes with the art of its panel. What is drawn beyond the panel's edge is left out.
    """
    moves = {panel: _move(shared, insets_of(panel)) for panel, shared in stationery.art.items()}
    art = {panel: _moved(shared, moves[panel]) for panel, shared in stationery.art.items()}
    box = moves.get(note, IDENTITY).apply_rect(stationery.note_box)
    return replace(stationery, art=art, note_box=box)


def _move(shared: Shared, insets: Insets) -> Transform:
    """Return what a panel's art goes through: nothing if all of it prints."""
    size = shared.frame.size
    area, box = Rect.of(size).inset(insets), ink_box(shared.frame.items)
    inked = box.overlap(Rect.of(size)) if box else None
    if inked is None or area.holds(inked, NEAR):
        return IDENTITY
    return _into(size, area)


def _into(size: Size, area: Rect) -> Transform:
    share = min(area.width / size.width, area.height / size.height)
    middle = area.center
    return Transform.scale(share).then(
        Transform.move(middle.x - share * size.width / 2, middle.y - share * size.height / 2)
    )


def _moved(shared: Shared, move: Transform) -> Shared:
    if move == IDENTITY:
        return shared
    size = shared.frame.size
    return Shared(Frame(size, (Group(shared.frame, move, rectangle(Rect.of(size))),)), reach=0.0)
