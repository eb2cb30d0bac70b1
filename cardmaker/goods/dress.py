"""What a design lends to papers in its clothes: its type, its colors, and the mark on its back."""

from collections.abc import Iterable, Iterator
from typing import Final

from cardmaker.art.panel import draw_panel
from cardmaker.color import WHITE, Color, contrast
from cardmaker.compose.goods.contact import READABLE, Dress, readable
from cardmaker.compose.goods.mark import without_words
from cardmaker.design import Design, TypeStyle
from cardmaker.drawing import Frame
from cardmaker.geometry import Size
from cardmaker.inputs.shelf import face_bytes
from cardmaker.model import Order, Person
from cardmaker.text.faces import Face, open_face

LAST_NAME_FACE: Final = "eb-garamond/400Regular"
LAST_LINE_FACE: Final = "jost/400Regular"
CAPITALS_ONLY: Final = 0.78
"""A face whose x is taller than this share of its capitals has no small letters: addresses in it read badly."""

MOST_TRACK: Final = 60.0
MOST_GAIN: Final = 0.25
"""Points: a name is smaller than a headline, and takes less."""


def dress_of(order: Order) -> Dress:
    """Return what the order's design lends to a contact card."""
    design, size = order.design, order.format.panel
    display, small = _styles(design)
    palette = design.palettes[order.palette]
    ink = readable(palette["ink"])
    words = {**order.texts, **({"sender": ""} if "sender" in design.slots else {})}
    back = draw_panel(design, "back", size, order.palette, words)
    return Dress(
        name_faces=_faces(design, display, LAST_NAME_FACE),
        line_faces=_line_faces(design, small),
        is_upper=display.case == "upper",
        track=max(0.0, min(MOST_TRACK, display.track)),
        gain=min(MOST_GAIN, display.gain.points(min(size) / 100)),
        ink=ink,
        accent=_accent(palette.values(), palette["ink"], ink),
        mark=without_words(back.frame.items),
        panel=size,
    )


def _accent(colors: Iterable[Color], ink: Color, instead: Color) -> Color:
    """Return the design's first color beside its ink that small words can be read in."""
    others = (color for color in colors if color != ink and contrast(color, WHITE) >= READABLE)
    return next(others, instead)


def _styles(design: Design) -> tuple[TypeStyle, TypeStyle]:
    """Return the design's type for a name and for small words."""
    styles = design.type
    display = styles.get("display") or next(iter(styles.values()))
    return display, styles.get("small") or styles.get("tiny") or [*styles.values()][-1]


def _faces(design: Design, style: TypeStyle, last: str) -> tuple[Face, ...]:
    keys: list[str] = [key for key in (style.face, style.fallback, last) if key]
    return tuple(open_face(key, design.fonts.get(key) or face_bytes(key)) for key in dict.fromkeys(keys))


def _line_faces(design: Design, style: TypeStyle) -> tuple[Face, ...]:
    """Return faces with small letters: an e-mail address in capitals is not what people type."""
    faces = _faces(design, style, LAST_LINE_FACE)
    return tuple(face for face in faces if face.x_height < CAPITALS_ONLY * face.cap_height)


def dressed(order: Order, people: Iterable[Person]) -> Iterator[tuple[Order, int]]:
    """Yield the order as it is for each design and palette among the people, and for how many."""
    found: dict[tuple[int, str], list[Order]] = {}
    for person in people:
        own = order.for_person(person)
        found.setdefault((id(own.design), own.palette), []).append(own)
    for orders in found.values():
        yield orders[0], len(orders)


def has_liner(design: Design) -> bool:
    return bool(design.panels["liner"])


def liner_art(order: Order, size: Size) -> Frame:
    """Return the pattern of the order's design for a liner of that size."""
    return draw_panel(order.design, "liner", size, order.palette, {}).frame
