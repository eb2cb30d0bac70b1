"""Addresses on sheets of labels: written by the order's hand, or set for machines; all lines of a label in one size.

What stands on a label is told by `mail.block`; where labels lie, by the fact table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import Type, has_letters, set_line, suited, width
from cardmaker.drawing import Cap, Frame, Group, Ink, Item, Line, Page, Stroke
from cardmaker.errors import Finding, Place, error
from cardmaker.geometry import Insets, Point, Rect, Size, Transform, rectangle
from cardmaker.hand.block import Manner, write_block
from cardmaker.hand.noise import Stream
from cardmaker.model import LabelSheet
from cardmaker.text.faces import Face
from cardmaker.units import MM, format_mm

CLEAR: Final = Insets(3.4 * MM, 2.1 * MM, 3.0 * MM, 2.1 * MM)
"""What stays bare inside a label: printers feed labels by a millimeter or two askew."""

SMALL: Final = Insets(2.6 * MM, 2.1 * MM, 2.4 * MM, 2.1 * MM)
SMALL_HEIGHT: Final = 22.0 * MM
"""Labels lower than this have less to spare."""

SET_SIZE, SET_LEAST, SET_STEP = 12.0, 8.0, 0.5
"""Points: no post reads smaller type (USPS DMM 202: 8 pt)."""

RETURN_LEAST: Final = 5.5
"""That of a sender's address, which machines need not read."""

SET_LEADING: Final = 1.22
SET_INK: Final = Color(0.08, 0.08, 0.09, (0.0, 0.0, 0.0, 1.0))
OUTLINE: Final = Ink(Color(0.7, 0.7, 0.7), 0.4, Cap.BUTT)
LEFT: Final = 0.06
"""Where lines begin, of the room that a block leaves free: close to the left, as on envelopes."""

NBSP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Text:
    """What stands on one label; `key` names its random streams, `who` is how messages call it."""

    lines: tuple[str, ...]
    key: str
    who: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SetType:
    """Type for machines: the faces, and the least size."""

    faces: tuple[Face, ...]
    least: float = SET_LEAST


@dataclass(frozen=True, slots=True)
class Labeled:
    """A sheet's pages, and what writing them found: whose address does not fit has no label."""

    pages: tuple[Page, ...]
    findings: tuple[Finding, ...]
    made: int


def label_sheets(
    texts: Sequence[Text],
    sheet: LabelSheet,
    paper: Size,
    style: Manner | SetType,
    start: int = 1,
    *,
    outlines: bool = False,
) -> Labeled:
    """Return the labels along the rows of as many sheets as they need, the first at label `start`, counted from 1."""
    drawn = [(text, _label(text, sheet, style)) for text in texts]
    findings = tuple(_refused(text, sheet, style) for text, items in drawn if items is None)
    placed = [items for _, items in drawn if items is not None]
    pages = tuple(_pages(placed, sheet, paper, start - 1, outlines=outlines))
    return Labeled(pages, findings, len(placed))


def _pages(
    labels: Sequence[tuple[Item, ...]], sheet: LabelSheet, paper: Size, skipped: int, *, outlines: bool
) -> Iterator[Page]:
    """Yield the pages; each label's items are moved from its own top left to its place."""
    slots: list[tuple[Item, ...]] = [()] * skipped + list(labels)
    for first in range(0, len(slots), sheet.count):
        items: list[Item] = []
        for index, label in enumerate(slots[first : first + sheet.count]):
            area = sheet.area(index)
            items += [Group(Frame(sheet.size, label), Transform.move(area.x, area.y))] if label else []
        if outlines:
            items += [Stroke(rectangle(sheet.area(index)), OUTLINE) for index in range(sheet.count)]
        yield Page(Frame(paper, tuple(items)))


def _label(text: Text, sheet: LabelSheet, style: Manner | SetType) -> tuple[Item, ...] | None:
    """Return a label's items from its top left, or None if its lines do not fit or cannot be written."""
    clear = CLEAR if sheet.size.height >= SMALL_HEIGHT else SMALL
    room = Rect.of(sheet.size).inset(clear)
    if _strange(text, style):
        return None
    if isinstance(style, SetType):
        return _set(text, style, room)

    def place(block: Size, _stream: Stream) -> Point:
        return _spot(block, room)

    block = write_block(text.lines, style, room.size, f"{text.key}/label", place)
    return block.lines if block.fits else None


def _spot(block: Size, room: Rect) -> Point:
    """Return where a block stands: near the left, halfway down."""
    return Point(
        room.x + max(0.0, room.width - block.width) * LEFT, room.y + (room.height - block.height) / 2
    )


def _set(text: Text, style: SetType, room: Rect) -> tuple[Line, ...] | None:
    """Return the lines in type, at the first size at which all fit."""
    size = SET_SIZE
    while size >= style.least:
        kinds = [suited(Type(style.faces, size, size * SET_LEADING, SET_INK), line) for line in text.lines]
        block = _block(text.lines, kinds, style.faces[0])
        if block.width <= room.width and block.height <= room.height:
            return _placed(text.lines, kinds, _spot(block, room), style.faces[0])
        size -= SET_STEP
    return None


def _block(lines: Sequence[str], kinds: Sequence[Type], face: Face) -> Size:
    size, leading = max(kind.size for kind in kinds), kinds[0].leading
    widest = max(width(_kept(line), kind) for line, kind in zip(lines, kinds, strict=True))
    return Size(widest, (len(lines) - 1) * leading + size * (face.cap_height + face.descent))


def _placed(lines: Sequence[str], kinds: Sequence[Type], at: Point, face: Face) -> tuple[Line, ...]:
    first = at.y + kinds[0].size * face.cap_height
    return tuple(
        set_line(_kept(line), kind, at.x, first + number * kinds[0].leading)
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    )


def _kept(line: str) -> str:
    """Return a line in which the second of two spaces, as before a ZIP code, stays."""
    return line.replace("  ", f"{NBSP} ")


def _strange(text: Text, style: Manner | SetType) -> list[str]:
    """Return the words that neither the hands nor the faces have letters for."""
    words = [word for line in text.lines for word in line.split()]
    if isinstance(style, SetType):
        return [word for word in words if not has_letters(word, style.faces)]
    return [word for word in words if not any(forms.covers(word) for forms in style.hands)]


def _refused(text: Text, sheet: LabelSheet, style: Manner | SetType) -> Finding:
    if strange := _strange(text, style):
        message = f"the label for {text.who} cannot be written: no letters for {', '.join(strange[:4])}"
        return error("label-letters", message, text.place, "give the address in Latin letters")
    size = f"{format_mm(sheet.size.width).removesuffix(' mm')} × {format_mm(sheet.size.height)}"
    message = f"the address of {text.who} does not fit a label of {size} at a size that can be read"
    hint = (
        "take larger labels"
        if isinstance(style, SetType)
        else "take larger labels, or --address-style machine"
    )
    return error("label-room", message, text.place, hint)
