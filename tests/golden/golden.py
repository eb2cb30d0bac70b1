"""The golden pictures: what is drawn, how two pictures are compared, and where they lie.

A page-wide mean misses a changed letter, so the worst tile decides (docs/architecture.md).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from orders import order_of
from PIL import Image
from pypdfium2.version import PDFIUM_INFO

from cardmaker.compose.card import compose_card
from cardmaker.compose.stationery import draw_stationery
from cardmaker.drawing import Document, Frame, Page
from cardmaker.impose.plan import impose
from cardmaker.make import plan_order
from cardmaker.model import Card, Order, Panel
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages

FOLDER: Final = Path(__file__).parent
MADE_WITH: Final = FOLDER / "made-with.txt"
DPI: Final = 96
TILE_PX: Final = 24
STEP_PX: Final = 12  # tiles overlap by half, so that no letter is cut in four by them
LIMIT: Final = 0.005
"""Of full scale, for the mean difference of a tile: over it a letter is another one, below it only edges are."""

NOTE: Final = """Dear Dana,

Thank you for the hour you gave me on Tuesday. I had read about the move of your billing system; hearing how the team did it was something else.

Warm regards,
Jamie Okafor"""


class Difference(NamedTuple):
    """The mean difference of the worst tile, a share of full scale, and its place in the picture (px)."""

    worst: float
    x: int
    y: int


def rasterizer() -> str:
    return f"pdfium {PDFIUM_INFO.build}"


def order(design: str = "olive-wreath", **fields: object) -> Order:
    return order_of(NOTE, "Dana", **{"design": design, "format": "a7", "from_": "Jamie", **fields})


def card(wanted: Order) -> Card:
    return compose_card(wanted, wanted.people[0], draw_stationery(wanted)).card


def names() -> list[str]:
    """Return the names of all golden pictures: one inside, one sheet. Fronts are held by the designs' thumbnails."""
    return ["inside", "sheet"]


def frame(name: str) -> Frame:
    """Return what the picture of this name shows."""
    if name == "inside":
        return inside()
    wanted = order(format="a2-tent", paper="letter")
    return next(impose([card(wanted)], plan_order(wanted))).frame


def inside() -> Frame:
    return card(order(hand="reenie-beanie")).panels[Panel.INSIDE_RIGHT]


def draw(drawn: Frame) -> Image.Image:
    """Return a frame as its PDF shows it, at 96 dpi."""
    return render_pages(write_pdf(Document("golden", "en", [Page(drawn)])), DPI)[0]


def file(name: str) -> Path:
    return FOLDER / f"{name}.png"


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Return how the worst tile differs. Raises ValueError if the sizes do, since nothing is resized."""
    if one.size != other.size:
        raise ValueError(f"{one.size} and {other.size} cannot be compared")
    gaps = np.abs(_levels(one) - _levels(other)).mean(axis=2)
    return max(
        (Difference(float(tile.mean()), x, y) for x, y, tile in _tiles(gaps)), key=lambda each: each.worst
    )


def _levels(image: Image.Image) -> NDArray[np.float64]:
    return np.asarray(image.convert("RGB"), dtype=np.float64) / 255


def _tiles(gaps: NDArray[np.float64]) -> Iterator[tuple[int, int, NDArray[np.float64]]]:
    """Yield every tile with its place; those at the right and the bottom reach back to be whole."""
    height, width = gaps.shape
    for top in range(0, height, STEP_PX):
        for left in range(0, width, STEP_PX):
            y, x = max(0, min(top, height - TILE_PX)), max(0, min(left, width - TILE_PX))
            yield x, y, gaps[y : y + TILE_PX, x : x + TILE_PX]
