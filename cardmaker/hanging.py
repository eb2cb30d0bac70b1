"""Exhibits hung in rows on a warm gray ground, with captions under them: one vector page.

What hangs there is chosen by `showcase`. Captions are set in Jost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from cardmaker.color import WHITE, Color, mix
from cardmaker.drawing import Fill, Frame, Group, Item, Line, Page, Word
from cardmaker.geometry import Insets, Rect, Size, Transform, rectangle
from cardmaker.inputs.shelf import face_bytes
from cardmaker.text.faces import Face, open_face
from cardmaker.text.shape import shape

GROUND: Final = Color(0.886, 0.871, 0.847)
SHADE: Final = Color(0.74, 0.715, 0.68)
INK: Final = Color(0.20, 0.19, 0.18)
QUIET: Final = Color(0.43, 0.41, 0.38)
REGULAR: Final = "jost/400Regular"
MEDIUM: Final = "jost/500Medium"

MARGIN: Final = 60.0
GAP: Final = 36.0
HEAD: Final = 66.0
CAPTION: Final = 66.0
"""Room under a card for two lines of caption and the space to the next row."""

FOOT: Final = 30.0
"""Room for the captions of the last row."""

SHADOW_STEPS: Final = 12
SHADOW_REACH: Final = 8.0


class Exhibit(NamedTuple):
    """A drawn panel and the caption under it: a name and a quieter line."""

    frame: Frame
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How a caption is set: face, size (pt), color, letter spacing in 1/1000 em."""

    face: str
    size: float
    color: Color
    track: float = 0.0


NAME: Final = Style(MEDIUM, 10.5, INK, 15)
DETAIL: Final = Style(REGULAR, 8.5, QUIET, 30)
TITLE: Final = Style(REGULAR, 26.0, INK)


def hang_page(rows: Sequence[Sequence[Exhibit]], head: tuple[str, str] | None = None) -> Page:
    """Return the rows under one another in the middle of the ground, with a title over them if there is one."""
    width = max(_row_width(row) for row in rows) + 2 * MARGIN
    items: list[Item] = list(_head(*head)) if head else []
    y = MARGIN + (HEAD if head else 0.0)
    for row in rows:
        line = y + max(each.frame.size.height for each in row)
        x = (width - _row_width(row)) / 2
        for each in row:
            items += _hang(each, x, line)
            x += each.frame.size.width + GAP
        y = line + CAPTION
    size = Size(width, y - CAPTION + FOOT + MARGIN)
    return Page(Frame(size, (Fill(rectangle(Rect.of(size)), GROUND), *items)))


def _row_width(row: Sequence[Exhibit]) -> float:
    return sum(each.frame.size.width for each in row) + (len(row) - 1) * GAP


def _head(title: str, detail: str) -> tuple[Line, Line]:
    return (_caption(title, MARGIN, MARGIN + 20, TITLE), _caption(detail, MARGIN, MARGIN + 38, DETAIL))


def _hang(exhibit: Exhibit, x: float, line: float) -> list[Item]:
    """Return the exhibit on white paper with a soft shadow, its lower edge on the line, and its caption below."""
    paper = Rect(x, line - exhibit.frame.size.height, *exhibit.frame.size)
    items = [
        *_shadow(paper),
        Fill(rectangle(paper), WHITE),
        Group(exhibit.frame, Transform.move(paper.x, paper.y)),
    ]
    captions = [(exhibit.name, line + 22, NAME), (exhibit.detail, line + 35, DETAIL)]
    return [
        *items,
        *(_caption(text, paper.center.x, y, style, centered=True) for text, y, style in captions if text),
    ]


def _shadow(paper: Rect) -> list[Item]:
    """Return flat steps from the ground to the shade, each smaller than the last; they print without transparency."""
    steps: list[Item] = []
    for step in range(SHADOW_STEPS, 0, -1):
        reach = SHADOW_REACH * step / SHADOW_STEPS
        share = (1 - step / (SHADOW_STEPS + 1)) ** 2
        area = paper.inset(Insets(-reach * 0.5, -reach * 0.1, -reach * 0.5, -reach * 1.3))
        steps.append(Fill(rectangle(area), mix(GROUND, SHADE, share)))
    return steps


def _caption(text: str, x: float, y: float, style: Style, *, centered: bool = False) -> Line:
    """Return a line of type with its baseline at y, starting or centered at x."""
    face: Face = open_face(style.face, face_bytes(style.face))
    shaped = shape(face, text, style.track)
    left = x - shaped.advance * style.size / 2 if centered else x
    placed = Transform(style.size, 0.0, 0.0, style.size, left, y)
    return Line(face, style.color, (Word(text, shaped.glyphs, placed, shaped.kerns),))
