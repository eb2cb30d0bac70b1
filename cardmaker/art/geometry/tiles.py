"""`tiles`: a mosaic of square tiles, each a plain shape on a ground, dealt so that neighbors differ.

Forms are a deck: one named twice turns up twice as often. The two colors of a tile are never nearly equal, no tile
repeats its neighbor, and every color gets about the same share.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal, NamedTuple

from cardmaker.art.geometry.forms import FORMS, Form
from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.color import Color, difference
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Insets, Rect, Transform, rectangle

NEAR: Final = 0.2
"""How far apart in OKLab the two colors of a tile must be: navy on black is nearer, red on yellow is not."""

OVERLAP: Final = 0.3  # pt by which tiles overlap, so that no paper shows between them
TINY: Final = 1.0  # pt; an area narrower than that holds no mosaic
DEALS: Final = 24
"""How often a tile is dealt again if it would repeat a neighbor."""

Mirror = Literal["none", "across", "both"]


@dataclass(frozen=True, slots=True)
class Tiles:
    """A mosaic of plain shapes that fills an area."""

    forms: Annotated[tuple[Form, ...], "the shapes, as a deck: one named twice turns up twice as often"]
    fill: Annotated[tuple[Role, ...], "the colors, for shapes and grounds alike"]
    area: Annotated[Area, "what it fills"] = WHOLE
    columns: Annotated[int | None, Bounds(1, 40), "tiles from side to side"] = None
    tile: Annotated[
        Length | None, Bounds(1, 100), "about how wide a tile is, instead of `columns`: as many as fit"
    ] = None
    rows: Annotated[
        int | None, Bounds(1, 50), "tiles from top to bottom; else as many as make them nearly square"
    ] = None
    large: Annotated[int, Bounds(0, 200), "tiles that are twice as wide and high, if there is room"] = 0
    mirror: Annotated[Mirror, "the right half as in a mirror, `both`: the lower half too"] = "none"

    def __post_init__(self) -> None:
        need_entries(self, "forms", "fill")
        if (self.columns is None) == (self.tile is None):
            raise ValueError("a mosaic needs either `columns` or the size of a `tile`")


class _Tile(NamedTuple):
    """A shape, how often it is turned by a quarter, and its colors."""

    form: Form
    turn: int
    ground: Role
    figure: Role

    def repeats(self, other: "_Tile | None") -> bool:
        """Return whether both look alike: the same shape the same way round, or the same two colors."""
        if other is None:
            return False
        same_shape = (self.form, self.turn) == (other.form, other.turn)
        return same_shape or {self.ground, self.figure} == {other.ground, other.figure}


Cell = tuple[int, int]
"""A tile's column and row."""


class _Grid(NamedTuple):
    """Where the tiles lie."""

    rect: Rect
    columns: int
    rows: int
    mirror: Mirror


Board = Mapping[Cell, _Tile]


def draw_tiles(tiles: Tiles, stage: Stage) -> Iterator[Item]:
    rect = area_rect(tiles.area, stage)
    if min(rect.size) < TINY:
        return
    columns, rows = _count(tiles, rect, stage)
    random = stage.random()
    half = _half(tiles.mirror, columns, rows)
    large = _large(tiles.large, half, random)
    board = _deal(tiles, half, large, stage, random)
    grid = _Grid(rect, columns, rows, tiles.mirror)
    items = [
        item
        for place, tile in board.items()
        for box, flips in _boxes(grid, place, 2 if place in large else 1)
        for item in _draw_tile(tile, box, flips, stage)
    ]
    yield clipped(items, tiles.area, stage)


def _count(tiles: Tiles, rect: Rect, stage: Stage) -> tuple[int, int]:
    """Return how many columns and rows there are; rows that are not told make the tiles nearly square."""
    wanted = rect.width / stage.length(tiles.tile) if tiles.tile else tiles.columns or 1
    columns = max(1, min(40, round(wanted)))
    return columns, tiles.rows or max(1, min(50, round(rect.height * columns / rect.width)))


def _half(mirror: Mirror, columns: int, rows: int) -> tuple[int, int]:
    """Return how many columns and rows are dealt; the others are their mirror images."""
    return (
        columns if mirror == "none" else math.ceil(columns / 2),
        rows if mirror != "both" else math.ceil(rows / 2),
    )


def _large(count: int, half: tuple[int, int], random: Random) -> set[Cell]:
    """Return the upper left places of large tiles: none touches another but at its corners, if that can be."""
    columns, rows = half
    places = [(column, row) for column in range(columns - 1) for row in range(rows - 1)]
    order = sorted(places, key=lambda _: random.random())
    found: list[Cell] = []
    for place in order:
        if len(found) == count:
            break
        if all(
            max(abs(place[0] - x), abs(place[1] - y)) > 1 and abs(place[0] - x) + abs(place[1] - y) > 3
            for x, y in found
        ):
            found.append(place)
    return set(found)


def _deal(tiles: Tiles, half: tuple[int, int], large: set[Cell], stage: Stage, random: Random) -> Board:
    """Return the tiles row by row; those under a large one are left out."""
    pairs = _pairs({role: stage.color(role) for role in tiles.fill})
    used = dict.fromkeys(tiles.fill, 0)
    hidden = {(x + i, y + j) for x, y in large for i in (0, 1) for j in (0, 1)} - large
    board: dict[Cell, _Tile] = {}
    for row in range(half[1]):
        for column in range(half[0]):
            if (column, row) in hidden:
                continue
            neighbors = (board.get((column - 1, row)), board.get((column, row - 1)))
            tile = _deal_one(tiles.forms, pairs, used, neighbors, random)
            share = 4 if (column, row) in large else 1
            used[tile.ground] += share
            used[tile.figure] += share
            board[column, row] = tile
    return board


def _deal_one(
    forms: Sequence[Form],
    pairs: Sequence[tuple[Role, Role]],
    used: Mapping[Role, int],
    neighbors: Sequence[_Tile | None],
    random: Random,
) -> _Tile:
    for _ in range(DEALS):
        some = [pairs[int(random.random() * len(pairs))] for _ in range(3)]
        ground, figure = min(some, key=lambda pair: used[pair[0]] + used[pair[1]])
        tile = _Tile(forms[int(random.random() * len(forms))], int(random.random() * 4), ground, figure)
        if not any(tile.repeats(other) for other in neighbors):
            break
    return tile


def _pairs(colors: Mapping[Role, Color]) -> list[tuple[Role, Role]]:
    """Return the pairs of roles whose colors are told apart at a glance; any pair if there is none."""
    pairs = [(one, other) for one in colors for other in colors if one != other]
    clear = [(one, other) for one, other in pairs if difference(colors[one], colors[other]) >= NEAR]
    return clear or pairs or [(role, role) for role in colors]


def _boxes(grid: _Grid, place: Cell, span: int) -> Iterator[tuple[Rect, tuple[bool, bool]]]:
    """Yield where a tile lies, and its mirror images, each with whether it is flipped sideways and upside down."""
    width, height = grid.rect.width / grid.columns, grid.rect.height / grid.rows
    for flip_y in (False, True) if grid.mirror == "both" else (False,):
        for flip_x in (False, True) if grid.mirror != "none" else (False,):
            column = grid.columns - span - place[0] if flip_x else place[0]
            row = grid.rows - span - place[1] if flip_y else place[1]
            box = Rect(grid.rect.x + column * width, grid.rect.y + row * height, width * span, height * span)
            yield box, (flip_x, flip_y)


def _draw_tile(tile: _Tile, box: Rect, flips: tuple[bool, bool], stage: Stage) -> Iterator[Item]:
    """Yield a ground and a figure, each a little over the one below, so that no line of it shows at their edges."""
    yield Fill(rectangle(box.inset(Insets.even(-OVERLAP / 2))), stage.color(tile.ground))
    if tile.form != "plain":
        across, down = (-1 if flip else 1 for flip in flips)
        placed = (
            Transform.rotate(90 * tile.turn)
            .then(Transform.scale(across * (box.width + 2 * OVERLAP), down * (box.height + 2 * OVERLAP)))
            .then(Transform.move(*box.center))
        )
        yield Fill(FORMS[tile.form].transformed(placed), stage.color(tile.figure))
