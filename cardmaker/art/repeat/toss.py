"""`toss`: motifs strewn over the panel, as a fabric designer tosses sprigs: no two touch, no holes, no rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal

from cardmaker.art.kit.motif import Motif, draw_motifs
from cardmaker.art.kit.room import Chain, Field, chain_of
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Layer, Length
from cardmaker.drawing import Item, Use
from cardmaker.geometry import IDENTITY, Point, Size, Transform

THROWS: Final = 8
"""How often each place is tried, on average, for each kind of motif."""

MAX_PLACES: Final = 4000

PLASTIC: Final = 1.32471795724474602596
"""Its powers step evenly over a plane (M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018)."""


@dataclass(frozen=True, slots=True)
class Toss:
    """Motifs strewn evenly, each kind in several drawn variants."""

    motifs: Annotated[
        tuple[Layer, ...], "what to strew: the first kind fills the panel, each further one the holes left"
    ]
    gap: Annotated[Length, Bounds(0.5, 100), "the least distance between two motifs"]
    rotate: Annotated[Literal["any", "none"], "whether motifs point anywhere"] = "any"
    sway: Annotated[
        float | None,
        Bounds(0, 180),
        "instead of pointing anywhere, motifs turn this far to either side, in degrees",
    ] = None
    variants: Annotated[int, Bounds(1, 12), "how many forms of each motif are drawn"] = 7
    together: Annotated[
        int, Bounds(1, 20), "how many of the first kinds fill the panel side by side, well mixed"
    ] = 1


def draw_toss(toss: Toss, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    gap = stage.length(toss.gap)
    first, rest = toss.motifs[: toss.together], toss.motifs[toss.together :]
    kinds = [list(draw_motifs(layers, stage, toss.variants)) for layers in (first, *((one,) for one in rest))]
    field = Field(max((min(motif.box.size) / 2 for kind in kinds for motif in kind), default=1.0), gap)
    for motifs in filter(None, kinds):
        yield from _strew(motifs, field, toss, stage, random)


def _strew(motifs: Sequence[Motif], field: Field, toss: Toss, stage: Stage, random: Random) -> Iterator[Item]:
    """Yield one kind of motif wherever the field has room for it."""
    chains = [chain_of(motif.box) for motif in motifs]
    thinnest = min(chain.radius for chain in chains)
    for x, y in _throws(chains, stage.length(toss.gap), stage.size, random):
        if not field.is_clear(x, y, thinnest):
            continue
        index = int(random.random() * len(motifs))
        placed = _turn(toss, random).then(Transform.move(x, y))
        if stage.is_clear(x, y, chains[index].reach) and field.takes(chains[index], placed):
            middle = motifs[index].box.center
            yield Use(motifs[index].shared, Transform.move(-middle.x, -middle.y).then(placed))


def _turn(toss: Toss, random: Random) -> Transform:
    if toss.sway is not None:
        return Transform.rotate(random.uniform(-toss.sway, toss.sway))
    return Transform.rotate(random.uniform(0.0, 360.0)) if toss.rotate == "any" else IDENTITY


def _throws(chains: Sequence[Chain], gap: float, size: Size, random: Random) -> Iterator[Point]:
    """Yield places that cover the panel and a margin more and more finely, without clumps or rows."""
    margin = max(chain.reach for chain in chains)
    width, height = size.width + 2 * margin, size.height + 2 * margin
    room = min(chain.takes(gap) for chain in chains)
    x, y = random.random(), random.random()
    for _ in range(min(MAX_PLACES, math.ceil(THROWS * width * height / room))):
        x, y = (x + 1 / PLASTIC) % 1.0, (y + 1 / PLASTIC**2) % 1.0
        yield Point(x * width - margin, y * height - margin)
