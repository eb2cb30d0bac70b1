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
from cardmaker.art.stage import Stage
from cardmaker.color import Color, difference
from cardmaker.design import Bounds, Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Rect, Transform, rectangle

NEAR: Final = 0.2
"""How far apart in OKLab the two colors of a tile must be: navy on black is nearer, red on yellow is not."""

OVERLAP: Final = 0.3  # pt by which tiles overlap, so that no paper shows between them
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
    mirror: Annotated[Mirror, "the right half as in a mirror, `both`: the lower half too"] = "none"


class _Tile(NamedTuple):
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


Board = Mapping[tuple[int, int], _Tile]


def draw_tiles(tiles: Tiles, stage: Stage) -> Iterator[Item]:
    rect = area_rect(tiles.area, stage)
    side = rect.width / tiles.columns
    rows = tiles.rows or max(1, min(50, round(rect.height / side)))
    cell = (side, rect.height / rows)
    board = _deal(tiles, rows, stage)
    items = [
        item
        for row in range(rows)
        for column in range(tiles.columns)
        for item in _draw_tile(_seen(board, column, row, rows, tiles), _box(rect, column, row, cell), stage)
    ]
    yield clipped(items, tiles.area, stage)


def _deal(tiles: Tiles, rows: int, stage: Stage) -> Board:
    """Return the tiles that are not a mirror's, row by row."""
    random = stage.random()
    pairs = _pairs({role: stage.color(role) for role in tiles.fill})
    used = dict.fromkeys(tiles.fill, 0)
    columns = tiles.columns if tiles.mirror == "none" else -(-tiles.columns // 2)
    board: dict[tuple[int, int], _Tile] = {}
    for row in range(rows if tiles.mirror != "both" else -(-rows // 2)):
        for column in range(columns):
            neighbors = (board.get((column - 1, row)), board.get((column, row - 1)))
            tile = _deal_one(tiles.forms, pairs, used, neighbors, random)
            used[tile.ground] += 1
            used[tile.figure] += 1
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


def _seen(board: Board, column: int, row: int, rows: int, tiles: Tiles) -> tuple[_Tile, bool, bool]:
    """Return the tile at a place, and whether it is seen in a mirror sideways and upside down."""
    flip_x = tiles.mirror != "none" and column >= -(-tiles.columns // 2)
    flip_y = tiles.mirror == "both" and row >= -(-rows // 2)
    place = (tiles.columns - 1 - column if flip_x else column, rows - 1 - row if flip_y else row)
    return board[place], flip_x, flip_y


def _box(rect: Rect, column: int, row: int, cell: tuple[float, float]) -> Rect:
    width, height = cell
    return Rect(
        rect.x + column * width - OVERLAP / 2,
        rect.y + row * height - OVERLAP / 2,
        width + OVERLAP,
        height + OVERLAP,
    )


def _draw_tile(seen: tuple[_Tile, bool, bool], box: Rect, stage: Stage) -> Iterator[Item]:
    tile, flip_x, flip_y = seen
    yield Fill(rectangle(box), stage.color(tile.ground))
    if tile.form != "plain":
        placed = (
            Transform.rotate(90 * tile.turn)
            .then(Transform.scale(-box.width if flip_x else box.width, -box.height if flip_y else box.height))
            .then(Transform.move(*box.center))
        )
        yield Fill(FORMS[tile.form].transformed(placed), stage.color(tile.figure))
