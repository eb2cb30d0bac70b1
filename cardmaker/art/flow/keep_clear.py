"""`keep-clear`: layers that keep off the ink of others, however long the words of those others are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Layer, LayerName, Length
from cardmaker.drawing import Item
from cardmaker.errors import InputError, error
from cardmaker.geometry import Insets, Rect


@dataclass(frozen=True, slots=True)
class KeepClear:
    """Layers whose scattered pieces stay away from the ink of other layers of the same panel."""

    of: Annotated[tuple[LayerName, ...], "the ids of the layers to keep clear of"]
    layers: Annotated[tuple[Layer, ...], "what keeps clear, in painting order"]
    gap: Annotated[Length, Bounds(0, 40), "how far it stays away"] = Length(3.0)


def draw_keep_clear(keep: KeepClear, stage: Stage) -> Iterator[Item]:
    gap = Insets.even(-stage.length(keep.gap))
    boxes = tuple(box.inset(gap) for name in keep.of if (box := _ink_of(name, stage)))
    yield from replace(stage, clear=(*stage.clear, *boxes)).draw(keep.layers)


def _ink_of(name: str, stage: Stage) -> Rect | None:
    """Return the ink of a layer of this panel; if another layer holds it, that of all that one holds."""
    quiet = replace(stage, findings=[])
    layer = next((layer for layer in stage.panel if layer.holds(name)), None)
    if layer and layer.holds(stage.layer):
        message = f"keep-clear {stage.layer!r} stands inside {layer.id!r}, which holds {name!r}: it cannot be measured"
        hint = f"put the keep-clear beside {layer.id!r}"
        raise InputError([error("keep-clear", message, layer.place, hint)])
    return ink_box(quiet.draw_one(layer)) if layer else None
