"""A printer, a knife and two hands, in pictures: sheets are printed, cut, folded, opened and read.

It knows nothing of how the package places panels. A sheet is a pile of leaves, each a pair of pictures in the same
coordinates: its top as seen, its bottom as if seen through the paper. Folding mirrors a part, swaps its faces and
reverses its order. What is read is then compared with panels that were rendered on their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cardmaker.color import Color
from cardmaker.drawing import Document, Fill, Frame, Item, Page
from cardmaker.geometry import Rect, Size, ellipse, rectangle
from cardmaker.model import PANELS, Card, Flip, Fold, Format, Panel
from cardmaker.units import MM
from cardmaker.write.pdf import write_pdf
from cardmaker.write.png import render_pages

Pixels = NDArray[np.uint8]

DPI = 72.0
THUMB = 48

# Reference panels: no letter here looks like itself or another one when turned or mirrored.

LETTERS: Mapping[Panel, tuple[str, str]] = {
    Panel.FRONT: ("#f4dcd6", "##### #.... #.... ####. #.... #.... #...."),  # F
    Panel.BACK: ("#d9e6f2", "##### ...#. ...#. ...#. ...#. #..#. .##.."),  # J
    Panel.INSIDE_LEFT: ("#dff0dc", "#.... #.... #.... #.... #.... #.... #####"),  # L
    Panel.INSIDE_RIGHT: ("#f6efcf", "####. #...# #...# ####. #.#.. #..#. #...#"),  # R
    Panel.INSIDE_TOP: ("#dff0dc", "####. #...# #...# ####. #.... #.... #...."),  # P
    Panel.INSIDE_BOTTOM: ("#f6efcf", ".###. #...# #.... #.### #...# #...# .####"),  # G
}
INK = Color(0.1, 0.1, 0.1)
DOT_RADIUS = 2.0 * MM
DOT_INSET = 14.0 * MM


def reference_card(card_format: Format, number: int) -> Card:
    """Return a card whose panels can be told apart, from those of other numbers too."""
    panels = {panel: reference_panel(panel, number, card_format.panel) for panel in PANELS[card_format.fold]}
    return Card(f"card {number}", card_format, panels)


def blank_card(card_format: Format) -> Card:
    return Card("blank", card_format, dict.fromkeys(PANELS[card_format.fold], Frame(card_format.panel)))


def reference_panel(panel: Panel, number: int, size: Size) -> Frame:
    """Return a tinted panel with its letter, three dots to measure by, and a square for each card up to `number`."""
    tint, letter = LETTERS[panel]
    items: list[Item] = [Fill(rectangle(Rect.of(size)), _color(tint))]
    items += [Fill(ellipse(x, y, DOT_RADIUS), INK) for x, y in dots(size)]
    items += _letter(letter.split(), size)
    unit = min(size) / 100
    for index in range(number):
        items.append(_square(size.width - (12 + 9 * index) * unit, size.height - 12 * unit, 7 * unit))
    return Frame(size, tuple(items))


def dots(size: Size) -> tuple[tuple[float, float], ...]:
    """Return the centers of the dots; the corner at the bottom right has none."""
    near = DOT_INSET
    return ((near, near), (size.width - near, near), (near, size.height - near))


def _letter(rows: Sequence[str], size: Size) -> Iterator[Item]:
    cell = min(size) / 13
    left, top = size.width / 2 - 2.5 * cell, size.height / 2 - 3.5 * cell
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark == "#":
                yield _square(left + x * cell, top + y * cell, cell)


def _square(x: float, y: float, side: float) -> Fill:
    return Fill(rectangle(Rect(x, y, side, side)), INK)


def _color(text: str) -> Color:
    return Color(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))


# Paper.


class Leaf(NamedTuple):
    """One layer of paper: its top as seen, its bottom as if seen through."""

    top: Pixels
    bottom: Pixels


Pile = tuple[Leaf, ...]
"""Leaves from the top down."""


def render(pages: Iterable[Page], dpi: float = DPI) -> list[Pixels]:
    """Return the pages as the PDF shows them, in gray."""
    pdf = write_pdf(Document("test", "en", pages))
    return [np.asarray(image.convert("L")) for image in render_pages(pdf, dpi)]


def print_sheet(pages: Sequence[Pixels], flip: Flip | None) -> Leaf:
    """Return the printed sheet; a second page lands behind the first, turned about the edge that is flipped on."""
    front = pages[0]
    if len(pages) == 1:
        return Leaf(front, np.full_like(front, 255))
    height, width = front.shape
    upright_edges_are_long = height >= width
    turned_like_a_book = (flip is Flip.LONG_EDGE) == upright_edges_are_long
    return Leaf(front, np.fliplr(pages[1]) if turned_like_a_book else np.flipud(pages[1]))


class Fault(NamedTuple):
    """What a printer does wrong: shifts in mm, right and down, of each side of an upright sheet as read, and its scale.

    The back is read after turning the sheet like the page of a book, whichever edge the printer flips it on.
    """

    front: tuple[float, float] = (0.0, 0.0)
    back: tuple[float, float] = (0.0, 0.0)
    scale: tuple[float, float] = (1.0, 1.0)


def misprint(pages: Sequence[Pixels], flip: Flip | None, fault: Fault, page: Size) -> list[Pixels]:
    """Return the upright pages as they are seen on paper from a printer with a fault."""
    front = _displaced(pages[0], fault.front, fault.scale, page)
    if len(pages) == 1:
        return [front]
    # A sheet flipped on its short edge has its back upside down when it is turned like a page.
    upside_down = flip is Flip.SHORT_EDGE
    turned = np.rot90(pages[1], 2) if upside_down else pages[1]
    back = _displaced(turned, fault.back, fault.scale, page)
    return [front, np.rot90(back, 2) if upside_down else back]


def _displaced(
    picture: Pixels, shift_mm: tuple[float, float], scale: tuple[float, float], page: Size
) -> Pixels:
    """Return what lies on paper: stretched about the middle, then shifted."""
    height, width = picture.shape
    dx, dy = shift_mm[0] * MM * width / page.width, shift_mm[1] * MM * height / page.height
    a, e = 1 / scale[0], 1 / scale[1]
    # PIL asks where each point of the result comes from.
    back = (a, 0.0, width / 2 - a * (width / 2 + dx), 0.0, e, height / 2 - e * (height / 2 + dy))
    image = Image.fromarray(np.ascontiguousarray(picture))
    moved = image.transform(image.size, Image.Transform.AFFINE, back, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(moved)


def laid_down(sheet: Leaf, page: Size) -> Leaf:
    """Return an upright sheet as it is read: turned by a quarter if its page was landscape."""
    return Leaf(*(np.rot90(picture, -1) for picture in sheet)) if page.is_landscape else sheet


def cut(sheet: Leaf, page: Size, trim: Rect, pixels: tuple[int, int]) -> Leaf:
    """Return the card cut out at `trim`, resampled to whole pixels so that folds fall between two of them."""
    return Leaf(*(_cut(picture, page, trim, pixels) for picture in sheet))


def _cut(picture: Pixels, page: Size, trim: Rect, pixels: tuple[int, int]) -> Pixels:
    # The picture is a whole number of pixels wide, so its scale is not quite the one asked for.
    sx, sy = picture.shape[1] / page.width, picture.shape[0] / page.height
    box = (trim.x * sx, trim.y * sy, trim.right * sx, trim.bottom * sy)
    image = Image.fromarray(picture).transform(pixels, Image.Transform.EXTENT, box, Image.Resampling.BILINEAR)
    return np.asarray(image)


def fold_left_behind(pile: Pile) -> Pile:
    """Fold the left half behind the right one."""
    left, right = _split(pile, lambda pixels: np.hsplit(pixels, 2))
    return right + _behind(left, np.fliplr)


def fold_top_behind(pile: Pile) -> Pile:
    """Fold the upper half behind the lower one."""
    top, bottom = _split(pile, lambda pixels: np.vsplit(pixels, 2))
    return bottom + _behind(top, np.flipud)


def _split(pile: Pile, halve: Callable[[Pixels], Sequence[Pixels]]) -> tuple[Pile, Pile]:
    halves = [(halve(leaf.top), halve(leaf.bottom)) for leaf in pile]
    first, second = (tuple(Leaf(top[i], bottom[i]) for top, bottom in halves) for i in (0, 1))
    return first, second


def _behind(pile: Pile, mirror: Callable[[Pixels], Pixels]) -> Pile:
    return tuple(Leaf(mirror(leaf.bottom), mirror(leaf.top)) for leaf in reversed(pile))


def read_card(card: Leaf, fold: Fold) -> dict[Panel, Pixels]:
    """Fold a cut card, look at it, turn it over like a page, and open it; return what is seen of each panel."""
    match fold:
        case Fold.NONE:
            return _closed((card,))
        case Fold.SIDE:
            return _like_a_book(fold_left_behind((card,)))
        case Fold.QUARTER:
            return _like_a_book(fold_left_behind(fold_top_behind((card,))))
        case Fold.TOP:
            return _like_a_tent(fold_top_behind((card,)))


def _closed(pile: Pile) -> dict[Panel, Pixels]:
    return {Panel.FRONT: pile[0].top, Panel.BACK: np.fliplr(pile[-1].bottom)}


def _like_a_book(pile: Pile) -> dict[Panel, Pixels]:
    """The cover swings to the left: its inner face is seen mirrored back."""
    cover, rest = pile[len(pile) // 2 - 1], pile[len(pile) // 2]
    return _closed(pile) | {Panel.INSIDE_LEFT: np.fliplr(cover.bottom), Panel.INSIDE_RIGHT: rest.top}


def _like_a_tent(pile: Pile) -> dict[Panel, Pixels]:
    """The cover is lifted by its lower edge: its inner face is seen above the fold."""
    cover, rest = pile
    return _closed(pile) | {Panel.INSIDE_TOP: np.flipud(cover.bottom), Panel.INSIDE_BOTTOM: rest.top}


# Reading.


@dataclass(frozen=True, slots=True)
class Reading:
    """What a picture shows: a panel of a card, turned by quarters (clockwise) and mirrored or not.

    `score` is the correlation with the reference, `lead` how far behind the next best answer is, and `off_mm` how far
    the worst of the three dots is from its place: infinite if one is not there.
    """

    panel: Panel
    number: int
    quarters: int
    mirrored: bool
    score: float
    lead: float
    off_mm: float

    def shows(self, panel: Panel, number: int) -> bool:
        """Return whether this is beyond doubt that panel of that card, upright."""
        seen = (self.panel, self.number, self.quarters, self.mirrored)
        return seen == (panel, number, 0, False) and self.score > 0.95 and self.lead > 0.01


class References(NamedTuple):
    """All panels of a format in eight poses, as rows of unit length."""

    keys: tuple[tuple[Panel, int, int, bool], ...]
    rows: NDArray[np.float64]


@cache
def references(card_format: Format, count: int) -> References:
    """Return the panels of the cards 1 to `count`, each rendered as a page of its own."""
    names = [(panel, number) for number in range(1, count + 1) for panel in PANELS[card_format.fold]]
    pages = render(Page(reference_panel(*name, card_format.panel)) for name in names)
    keys, rows = [], []
    for name, picture in zip(names, pages, strict=True):
        for quarters in range(4):
            for mirrored in (False, True):
                posed = np.rot90(_thumb(picture), -quarters)
                keys.append((*name, quarters, mirrored))
                rows.append(_unit(np.fliplr(posed) if mirrored else posed))
    return References(tuple(keys), np.array(rows))


def recognize(picture: Pixels, card_format: Format, known: References) -> Reading:
    """Return which of the known panels the picture shows, and how."""
    scores = known.rows @ _unit(_thumb(picture))
    second, best = np.argsort(scores)[-2:]
    lead = float(scores[best] - scores[second])
    return Reading(*known.keys[best], float(scores[best]), lead, _off_mm(picture, card_format.panel))


def _thumb(picture: Pixels) -> NDArray[np.float64]:
    image = Image.fromarray(np.ascontiguousarray(picture)).resize((THUMB, THUMB), Image.Resampling.BOX)
    return np.asarray(image, dtype=np.float64)


def _unit(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    level = (picture - picture.mean()).ravel()
    length = float(np.linalg.norm(level))
    return level / length if length else level


def _off_mm(picture: Pixels, panel: Size) -> float:
    """Return how far, in mm, the worst dot of an upright panel is from where it was drawn."""
    sx, sy = picture.shape[1] / panel.width, picture.shape[0] / panel.height
    return max(_dot_off(picture, x, y, sx, sy) for x, y in dots(panel)) / MM


def _dot_off(picture: Pixels, x: float, y: float, sx: float, sy: float) -> float:
    reach = 2 * DOT_RADIUS
    left, right = round((x - reach) * sx), round((x + reach) * sx)
    top, bottom = round((y - reach) * sy), round((y + reach) * sy)
    window = picture[top:bottom, left:right].astype(np.float64)
    ink = np.clip(np.median(window[0]) - window, 0, None)
    if ink.sum() < 100:
        return float("inf")
    ys, xs = np.mgrid[top:bottom, left:right] + 0.5
    return float(np.hypot((ink * xs).sum() / ink.sum() / sx - x, (ink * ys).sum() / ink.sum() / sy - y))
