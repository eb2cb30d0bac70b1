"""Motifs for patterns: drawn once as shared frames about the origin, then placed many times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.stage import Stage
from cardmaker.design import Layer
from cardmaker.drawing import Frame, Shared
from cardmaker.geometry import Rect, Size


@dataclass(frozen=True, slots=True)
class Motif:
    """A shared drawing and the box of its ink, about the origin."""

    shared: Shared
    box: Rect


def draw_motifs(layers: Iterable[Layer], stage: Stage, variants: int) -> Iterator[Motif]:
    """Yield each layer drawn `variants` times, each time with random choices of its own."""
    still = stage.at_origin()
    for layer in layers:
        for variant in range(variants):
            items = still.draw_one(replace(layer, id=f"{layer.id}/{variant}"))
            if box := ink_box(items):
                yield Motif(Shared(Frame(Size(0.0, 0.0), tuple(items)), _reach(box)), box)


def _reach(box: Rect) -> float:
    return max(abs(value) for value in (box.x, box.y, box.right, box.bottom)) + 1.0
