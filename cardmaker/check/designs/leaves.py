"""What a drawn panel is made of: each mark with its place on the panel, what cuts it, and the layer that drew it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.panel import Drawn
from cardmaker.design import Layer
from cardmaker.drawing import Fill, Frame, Group, Item, Line, Picture, Shared, Stroke, Use
from cardmaker.geometry import IDENTITY, Rect, Transform

Mark = Fill | Stroke | Line | Picture | Use


@dataclass(frozen=True, slots=True)
class Leaf:
    """One mark: `place` maps it to the panel, `seen` is what clips leave of its ink (pt), `layer` drew it."""

    mark: Mark
    place: Transform
    seen: Rect
    layer: Layer | None

    @property
    def scale(self) -> float:
        """How much larger than it was drawn the mark is; the lesser of both directions."""
        a, b, c, d, *_ = self.place
        return min(math.hypot(a, b), math.hypot(c, d))


@dataclass(frozen=True, slots=True)
class _Place:
    by: Transform
    clip: Rect | None
    layer: Layer | None


def leaves_of(drawn: Drawn) -> Iterator[Leaf]:
    """Yield every mark that is seen on a panel, in painting order.

    A shared motif is one mark wherever it is placed; what it is made of follows at its first place only.
    """
    yield from _Walk(drawn.makers).leaves(drawn.frame.items, _Place(IDENTITY, None, None))


def without_words(frame: Frame) -> Frame:
    """Return the frame with all words left out."""
    return replace(frame, items=tuple(_bare(item) for item in frame.items if not isinstance(item, Line)))


def _bare(item: Item) -> Item:
    if isinstance(item, Group):
        return replace(item, frame=without_words(item.frame))
    return item


class _Walk:
    """One way through a panel: it knows who made what, and which motifs it has been in."""

    def __init__(self, makers: Mapping[int, Layer]) -> None:
        self._makers = makers
        self._known: set[Shared] = set()

    def leaves(self, items: tuple[Item, ...], place: _Place) -> Iterator[Leaf]:
        for item in items:
            yield from self._leaf(item, replace(place, layer=self._makers.get(id(item), place.layer)))

    def _leaf(self, item: Item, place: _Place) -> Iterator[Leaf]:
        match item:
            case Group(frame=frame, transform=transform):
                yield from self.leaves(frame.items, _cut(item, replace(place, by=transform.then(place.by))))
            case Use():
                yield from _seen(item, place)
                yield from self._first(item, place)
            case Fill() | Stroke() | Line() | Picture():
                yield from _seen(item, place)

    def _first(self, use: Use, place: _Place) -> Iterator[Leaf]:
        if use.shared not in self._known:
            self._known.add(use.shared)
            yield from self.leaves(use.shared.frame.items, replace(place, by=use.transform.then(place.by)))


def _seen(mark: Mark, place: _Place) -> Iterator[Leaf]:
    """Yield the mark if clips leave anything of it."""
    box = ink_box([mark], place.by)
    seen = box.overlap(place.clip) if box and place.clip else box
    if seen is not None:
        yield Leaf(mark, place.by, seen, place.layer)


def _cut(group: Group, place: _Place) -> _Place:
    """Return the place of what is in a group, with the group's own clip."""
    if group.clip is None:
        return place
    own = group.clip.transformed(place.by).bounds()
    return replace(place, clip=own if place.clip is None else own.overlap(place.clip) or Rect(0, 0, 0, 0))
