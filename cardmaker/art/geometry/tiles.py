"""`tiles`: a mosaic of square tiles, each a plain shape on a ground, dealt so that neighbors differ.

Forms are a deck: one named twice turns up twice as often. The two colors of a tile are never nearly equal, no tile
repeats its neighbor, and every color gets about the same share.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal, NamedTuple

from cardmaker.art.geometry.forms import FORMS, Form
from cardmaker.art.kit.area import WHOLE, Area, area_rect, clipped
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.color import Color, difference
from cardmaker.design import Bounds, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Insets, Rect, Size, Transform, rectangle

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

    columns: Annotated[int, Bounds(1, 40), "tiles from side to side"]
    forms: Annotated[tuple[Form, ...], "the shapes, as a deck: one named twice turns up twice as often"]
    fill: Annotated[tuple[Role, ...], "the colors, for shapes and grounds alike"]
    area: Annotated[Area, "what it fills"] = WHOLE
    rows: Annotated[
        int | None, Bounds(1, 50), "tiles from top to bottom; else as many as make them nearly square"
    ] = None
    large: Annotated[int, Bounds(0, 200), "tiles that are twice as wide and high, if there is room"] = 0
    mirror: Annotated[Mirror, "the right half as in a mirror, `both`: the lower half too"] = "none"

    def __post_init__(self) -> None:
        need_entries(self, "forms", "fill")


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

Board = Mapping[Cell, _Tile]


def draw_tiles(tiles: Tiles, stage: Stage) -> Iterator[Item]:
    rect = area_rect(tiles.area, stage)
    if min(rect.size) < TINY:
        return
    side = rect.width / tiles.columns
    rows = tiles.rows or max(1, min(50, round(rect.height / side)))
    random = stage.random()
    half = (tiles.columns, rows) if tiles.mirror == "none" else _half(tiles, rows)
    large = _large(tiles.large, half, random)
    board = _deal(tiles, half, large, stage, random)
    cell = Size(side, rect.height / rows)
    items = [
        item
        for place in board
        for item in _draw_all(tiles, rows, place, board[place], large, rect, cell, stage)
    ]
    yield clipped(items, tiles.area, stage)


def _half(tiles: Tiles, rows: int) -> tuple[int, int]:
    """Return how many columns and rows are dealt; the others are their mirror images."""
    return -(-tiles.columns // 2), -(-rows // 2) if tiles.mirror == "both" else rows


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


def _draw_all(
    tiles: Tiles, rows: int, place: Cell, tile: _Tile, large: set[Cell], rect: Rect, cell: Size, stage: Stage
) -> Iterator[Item]:
    """Yield a tile and its mirror images."""
    span = 2 if place in large else 1
    flips_x = (False, True) if tiles.mirror != "none" else (False,)
    flips_y = (False, True) if tiles.mirror == "both" else (False,)
    for flip_y in flips_y:
        for flip_x in flips_x:
            column = tiles.columns - span - place[0] if flip_x else place[0]
            row = rows - span - place[1] if flip_y else place[1]
            box = Rect(
                rect.x + column * cell.width, rect.y + row * cell.height, *(side * span for side in cell)
            )
            yield from _draw_tile(tile, box.inset(Insets.even(-OVERLAP / 2)), (flip_x, flip_y), stage)


def _draw_tile(tile: _Tile, box: Rect, flips: tuple[bool, bool], stage: Stage) -> Iterator[Item]:
    yield Fill(rectangle(box), stage.color(tile.ground))
    if tile.form != "plain":
        across, down = (-1 if flip else 1 for flip in flips)
        placed = (
            Transform.rotate(90 * tile.turn)
            .then(Transform.scale(across * box.width, down * box.height))
            .then(Transform.move(*box.center))
        )
        yield Fill(FORMS[tile.form].transformed(placed), stage.color(tile.figure))
