"""The page of an envelope to fold: its blank in the middle, with lines to cut, marks to fold and places to glue.

Page 1 is the outside; an address can be drawn right on it. Page 2, if wanted, is the inside with the design's liner on the
closing flap and the face, mirrored so that both sides meet when the sheet is turned over. The shape is left to `dieline`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardmaker.compose.goods.dieline import Dieline, Edge, Layout, fit_dieline
from cardmaker.compose.goods.margin import Strip, flow, hatch_sample, legend, line_sample, plain, strong
from cardmaker.compose.goods.shapes import grown, shared_area, sharp
from cardmaker.compose.lettering import INK, QUIET, Look
from cardmaker.drawing import Cap, Frame, Group, Ink, Item, Page, Shared, Stroke, Use
from cardmaker.geometry import Insets, Path, Point, Rect, Size, Transform, join, polygon, rectangle
from cardmaker.model import Paper
from cardmaker.units import MM, format_mm

EDGES: Final = (6.35 * MM, 4.0 * MM)
"""What is left free along the sheet: where most printers print nothing, else where the best do not (PRINT.md, margins)."""

BLEED: Final = 2.0 * MM
"""How far the liner's art goes over the cut, and over the folds beside the face; as much as sides of a sheet may miss each other."""

CUT: Final = Ink(INK, 0.4, Cap.BUTT)
FOLD: Final = Ink(QUIET, 0.5, Cap.BUTT, (3.0, 2.2))
GLUE: Final = Ink(QUIET, 0.35, Cap.BUTT)

DASHES: Final = 11.0 * MM
"""A fold is marked at its ends only: a dashed line all along would stay on the finished envelope."""

HATCH: Final = 2.4 * MM
GAP: Final = 2.0 * MM
STRIP: Final = 26.0 * MM
"""Words stand in strips no wider than this."""

SIGNS: Final = ((line_sample(CUT), "cut"), (line_sample(FOLD), "fold"), (hatch_sample(GLUE), "glue"))

STEPS: Final = (
    "1  Print at 100 %, cut along the line.",
    "2  Score between the dashes. Fold all flaps back.",
    "3  Fold the sides in, glue the hatched parts, press the lower flap on them.",
    "4  Put the card in and close the flap with glue or a sticker.",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A blank on its sheet. `sheet` is the page as it is read, upright or landscape; `place` maps the face onto page 1."""

    dieline: Dieline
    paper: Paper
    sheet: Size
    place: Transform

    @property
    def inner_place(self) -> Transform:
        """The map of the face as it is seen from inside, the closing flap up, onto page 2."""
        return _mirrored(self.dieline.face.width).then(self.place).then(_mirrored(self.sheet.width))


def fit_template(card: Size, papers: Iterable[Paper]) -> Template | None:
    """Return the blank for a card on the first paper that holds it, upright if it can be; None if none does."""
    for paper in papers:
        for sheet in (paper.size, paper.size.turned()):
            for edge in EDGES:
                dieline = fit_dieline(card, Rect.of(sheet).inset(Insets.even(edge)).size)
                if dieline is not None:
                    return Template(dieline, paper, sheet, dieline.on(sheet))
    return None


def draw_blank(template: Template, name: str, look: Look) -> Shared:
    """Return all of page 1 but an address: the same for everybody. `name` says what card it is for."""
    place, dieline = template.place, template.dieline
    items: list[Item] = [
        *(_hatched([place.apply(x, y) for x, y in area]) for area in dieline.glue()),
        *(Stroke(path.transformed(place), FOLD) for path in _fold_marks(dieline)),
        Stroke(dieline.outline.transformed(place), CUT),
        *_words(template, name, look),
    ]
    return Shared(Frame(template.sheet, tuple(items)), reach=0.0)


def outside_page(template: Template, blank: Shared, address: Sequence[Item] = ()) -> Page:
    """Return page 1; `address` are items in the face's coordinates."""
    written = [Group(Frame(template.dieline.face, tuple(address)), template.place)] if address else []
    return Page(Frame(template.sheet, (Use(blank), *written)))


def inside_size(dieline: Dieline) -> Size:
    """Return the size of the liner's art: that of the closing flap and the face, with what goes over their edges."""
    return _inside_area(dieline).size


def inside_page(template: Template, art: Frame) -> Page:
    """Return page 2 with the art, of `inside_size`, on the closing flap and the face."""
    dieline = template.dieline
    area = _inside_area(dieline)
    face = rectangle(Rect.of(dieline.face).inset(Insets.even(-BLEED)))
    mirrored = _mirrored(dieline.face.width)
    flap = [mirrored.apply(x, y) for x, y in dieline.flap(Edge.TOP)]
    over_flap = polygon(shared_area(grown(flap[::-1], BLEED), area.corners()))
    clip = join((over_flap, face)).transformed(Transform.move(-area.x, -area.y))
    at = Transform.move(area.x, area.y).then(template.inner_place)
    drawn = Shared(Frame(template.sheet, (Group(art, at, clip),)), reach=0.0)
    return Page(Frame(template.sheet, (Use(drawn),)))


def _inside_area(dieline: Dieline) -> Rect:
    """Return the area of the art as seen from inside, in the face's coordinates."""
    top = min(y for _, y in sharp(dieline.flaps[Edge.TOP]))
    face = Rect.of(dieline.face)
    return Rect(0.0, top, face.width, face.height - top).inset(Insets.even(-BLEED))


def _mirrored(length: float) -> Transform:
    return Transform(-1.0, 0.0, 0.0, 1.0, length, 0.0)


def _fold_marks(dieline: Dieline) -> Iterator[Path]:
    """Yield two marks for each fold, from its ends inward."""
    for start, end in dieline.folds():
        length = abs(end.x - start.x) + abs(end.y - start.y)
        share = min(0.5, DASHES / length)
        for a, b in ((start, end), (end, start)):
            inner = (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            yield polygon([a, inner], closed=False)


def _hatched(area: Sequence[Point]) -> Group:
    """Return slanted lines in an area of the page."""
    box = Rect.around(area)
    count = int((box.width + box.height) / HATCH) + 1
    lines = (
        polygon(
            [(box.x + step * HATCH, box.y), (box.x + step * HATCH - box.height, box.bottom)], closed=False
        )
        for step in range(1, count)
    )
    strokes = tuple(Stroke(line, GLUE) for line in lines)
    return Group(Frame(Size(box.right, box.bottom), strokes), clip=polygon(area))


def _words(template: Template, name: str, look: Look) -> Iterator[Item]:
    """Yield what the page is, the signs it uses and the steps, on the paper that is cut off."""
    face = template.dieline.face
    sizes = f"{format_mm(face.width).removesuffix(' mm')} × {format_mm(face.height)}"
    paragraphs = (
        strong(f"Envelope for the {name}, {sizes}", look),
        legend(SIGNS, look),
        *(plain(step, look) for step in STEPS),
    )
    yield from flow(paragraphs, sorted(_strips(template), key=lambda strip: -strip.room))


def _strips(template: Template) -> Iterator[Strip]:
    """Yield the free paper beside a wallet's upper and lower flaps, or over and under a diamond."""
    box = template.dieline.box()
    if template.dieline.layout is Layout.DIAMOND:
        yield from _around(box.size, template.sheet)
        return
    face = template.place.apply_rect(Rect.of(template.dieline.face))
    top = face.y + min(corner.y for corner in template.dieline.flaps[Edge.TOP])
    bottom = top + box.height
    edge = EDGES[-1]
    breadth = min(STRIP, face.x - edge - GAP)
    for y, height in ((top, face.y - top - GAP), (face.bottom + GAP, bottom - face.bottom - GAP)):
        for x in (face.x - GAP - breadth, face.right + GAP):
            yield Strip.rising(Rect(x, y, breadth, height))


def _around(blank: Size, sheet: Size) -> Iterator[Strip]:
    """Yield the two strips that a square leaves of a sheet, over and under it or beside it."""
    edge = EDGES[-1]
    high, wide = (sheet.height - blank.height) / 2, (sheet.width - blank.width) / 2
    if high > wide:
        area = Rect(edge * 2, edge * 2, sheet.width - 4 * edge, high - 2 * edge - GAP)
        yield Strip.level(area)
        yield Strip.level(Rect(area.x, area.y + sheet.height - high, *area.size))
    else:
        area = Rect(edge * 2, edge * 2, wide - 2 * edge - GAP, sheet.height - 4 * edge)
        yield Strip.rising(area)
        yield Strip.rising(Rect(area.x + sheet.width - wide, area.y, *area.size))
