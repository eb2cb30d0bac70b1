"""`toss`: motifs strewn over the panel, as a fabric designer tosses sprigs: no two touch, no holes, no rows."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal

from cardmaker.art.motif import draw_motifs
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Layer, Length
from cardmaker.drawing import Item, Use
from cardmaker.geometry import IDENTITY, Point, Rect, Size, Transform

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
    variants: Annotated[int, Bounds(1, 12), "how many forms of each motif are drawn"] = 7


def draw_toss(toss: Toss, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    gap = stage.length(toss.gap)
    kinds = [list(draw_motifs([layer], stage, toss.variants)) for layer in toss.motifs]
    field = _Field(max((_chain(motif.box).radius for kind in kinds for motif in kind), default=1.0), gap)
    for motifs in filter(None, kinds):
        chains = [_chain(motif.box) for motif in motifs]
        for x, y in _throws(chains, gap, stage.size, random):
            index = int(random.random() * len(motifs))
            turn = Transform.rotate(random.uniform(0.0, 360.0)) if toss.rotate == "any" else IDENTITY
            placed = turn.then(Transform.move(x, y))
            if field.takes(chains[index], placed):
                yield Use(motifs[index].shared, placed)


def _throws(chains: Sequence["_Chain"], gap: float, size: Size, random: Random) -> Iterator[Point]:
    """Yield places that cover the panel and a margin more and more finely, without clumps or rows."""
    margin = max(chain.reach for chain in chains)
    width, height = size.width + 2 * margin, size.height + 2 * margin
    room = min(len(chain.centers) * (2 * chain.radius + gap) ** 2 for chain in chains)
    x, y = random.random(), random.random()
    for _ in range(min(MAX_PLACES, math.ceil(THROWS * width * height / room))):
        x, y = (x + 1 / PLASTIC) % 1.0, (y + 1 / PLASTIC**2) % 1.0
        yield Point(x * width - margin, y * height - margin)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A motif's room: circles of one radius along the longer side of its box."""

    centers: tuple[Point, ...]
    radius: float
    reach: float


def _chain(box: Rect) -> _Chain:
    radius = min(box.width, box.height) / 2
    count = max(1, min(5, round(max(box.width, box.height) / (2 * radius or 1.0))))
    step_x, step_y = box.width - 2 * radius, box.height - 2 * radius
    shares = [index / (count - 1) if count > 1 else 0.5 for index in range(count)]
    centers = tuple(
        Point(box.x + radius + step_x * share, box.y + radius + step_y * share) for share in shares
    )
    return _Chain(centers, radius, max(box.width, box.height) / 2)


class _Field:
    """The circles that lie already, in square cells as wide as the farthest two circles can meet."""

    def __init__(self, largest: float, gap: float) -> None:
        self._gap = gap
        self._cell = 2 * largest + gap
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def takes(self, chain: _Chain, placed: Transform) -> bool:
        """Return whether the chain is clear of all others, and keep it if so."""
        centers = [placed.apply(x, y) for x, y in chain.centers]
        if not all(self._is_clear(x, y, chain.radius) for x, y in centers):
            return False
        for x, y in centers:
            self._cells.setdefault(self._key(x, y), []).append((x, y, chain.radius))
        return True

    def _key(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._cell), int(y // self._cell)

    def _is_clear(self, x: float, y: float, radius: float) -> bool:
        column, row = self._key(x, y)
        for i in (column, column - 1, column + 1):
            for j in (row, row - 1, row + 1):
                for other_x, other_y, other_radius in self._cells.get((i, j), ()):
                    reach = radius + other_radius + self._gap
                    if (x - other_x) ** 2 + (y - other_y) ** 2 < reach * reach:
                        return False
        return True
