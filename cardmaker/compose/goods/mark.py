"""The mark of a design: what its back has beside words, made as large as it looks well on a small card."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.drawing import Frame, Group, Item, Line
from cardmaker.geometry import Rect, Size, Transform
from cardmaker.units import MM

ROOM: Final = Size(26.0 * MM, 8.5 * MM)
LARGEST: Final = 0.4
"""Of a panel: ink that fills more of it is a picture and no mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The design's mark and the box of its ink on the panel; `scale` makes it as large as it is on the card."""

    items: tuple[Item, ...]
    box: Rect
    scale: float

    @property
    def size(self) -> Size:
        return Size(self.box.width * self.scale, self.box.height * self.scale)

    def at(self, x: float, y: float) -> Group:
        """Return the mark with the top left of its ink at (x, y)."""
        moved = Transform.move(-self.box.x, -self.box.y).then(Transform.scale(self.scale))
        return Group(Frame(self.box.size, self.items), moved.then(Transform.move(x, y)))


def mark_of(items: Sequence[Item], panel: Size) -> Mark | None:
    """Return the mark that these items of a panel are; None if there is none."""
    box = ink_box(items)
    if box is None or not (box.width and box.height):
        return None
    if box.width * box.height > LARGEST * panel.width * panel.height:
        return None
    return Mark(tuple(items), box, min(1.0, ROOM.width / box.width, ROOM.height / box.height))


def without_words(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return drawn items without lines of words: what is left of a design's back is its mark."""
    return tuple(_wordless(item) for item in items if not isinstance(item, Line))


def _wordless(item: Item) -> Item:
    if isinstance(item, Group):
        return replace(item, frame=replace(item.frame, items=without_words(item.frame.items)))
    return item
