"""Signing a note: a person's own signature below the closing, or room for real ink.

The signature is drawn once a document and placed on every card, a little differently as people do. A name that it stands
for stays in the file unseen, where it would have been written, so that the note can still be searched and copied.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.spoken import NOTE_RANK
from cardmaker.drawing import Fill, Frame, Ink, Item, Line, Role, Shared, Stroke, Tag, Use
from cardmaker.geometry import Insets, Point, Rect, Size, Transform
from cardmaker.hand.habits import habits_of
from cardmaker.hand.layout import DESCENT
from cardmaker.hand.noise import Stream
from cardmaker.hand.page import WrittenPage
from cardmaker.hand.pens import nib_width
from cardmaker.hand.variants import Forms
from cardmaker.model import Note, Order, Person, Signature, Signing
from cardmaker.units import MM

RISE: Final = 3.0  # x-heights of the note that a signature rises above its baseline
TALLEST: Final = 4.5  # x-heights with all that hangs below
WIDEST: Final = 60 * MM
EDGE: Final = Insets.even(1.0)
"""Kept free inside the note's box, for the width that a heavy pen adds."""

CLEAR: Final = 1.7  # x-heights below the closing's baseline, where its descenders are
INDENT: Final = 1.6  # x-heights in from where the closing starts
ANGLE: Final = 2.5  # degrees that a signature rises
ANGLE_SD: Final = 0.6  # with numbers up to 2.5 it stays between 1 and 4
LIFE_SD: Final = 0.008  # of the size, for scale and place: 2 percent at most
INK_ROOM: Final = 12 * MM
"""What is left free below the closing for a real pen, beyond the room of its own descenders."""

MOST_GAIN: Final = 0.9
"""Of the width of a signature's lines, made smaller than it was signed: more would fill its loops."""

NAME_WORDS: Final = 4
CLOSING_WORDS: Final = 5

SIGNED: Final = Tag(Role.FIGURE, "Signature", NOTE_RANK)
"""How a signature is read aloud that no name in the note stands for."""


def note_to_write(order: Order, note: Note, chain: Sequence[Forms]) -> Note:
    """Return the note as the hand writes it: without the name if real ink will write it, or no hand here can."""
    if order.own_pen or order.signature is Signing.WRITTEN:
        return note
    name = signing_name(note, order.sender)
    is_kept = order.signature is not Signing.LEAVE_ROOM and all(
        any(forms.covers(word) for forms in chain) for word in name
    )
    return note if is_kept else _without_last_line(note, name)


def signing_name(note: Note, sender: str) -> tuple[str, ...]:
    """Return the words of the note's last line if it is the signer's name, else none.

    It is if it is the sender's name or a part of it, or if it is short and comes after a short closing with a comma.
    """
    lines = [line for paragraph in note.paragraphs for line in paragraph]
    if len(lines) < 2 or len(lines[-1]) > NAME_WORDS:
        return ()
    closing, name = lines[-2], lines[-1]
    if _folded(name) and set(_folded(name)) <= set(_folded(sender.split())):
        return name
    return name if closing[-1].endswith(",") and len(closing) <= CLOSING_WORDS else ()


def room_below(order: Order, note: Note, box: Rect, x_height: float) -> float:
    """Return what the signature needs below the note's last line, for letters up to this x-height."""
    if order.own_pen or order.signature is Signing.WRITTEN:
        return 0.0
    if not isinstance(order.signature, Signature):
        return INK_ROOM
    x_height *= habits_of(order.hands[0].hand, order.neatness).size
    size = _size(order.signature, x_height, box)
    hanging = max(0.0, order.signature.box.bottom * size - DESCENT * x_height)
    return _drop(order, note, x_height, order.signature.rise * size) + hanging


def sign(order: Order, person: Person, page: WrittenPage, box: Rect) -> tuple[Item, ...]:
    """Return the page's items with the order's signature among them. The person's note is the one that was written."""
    if not isinstance(order.signature, Signature):
        return page.items
    lines = [item for item in page.items if isinstance(item, Line)]
    count = _lines_of(lines, len(signing_name(person.note, order.sender)))
    seen, names = lines[: len(lines) - count] or lines, lines[len(lines) - count :]
    size = _size(order.signature, page.x_height, box)
    drop = _drop(order, person.note, page.x_height, order.signature.rise * size)
    indent = INDENT * page.x_height
    start = Point(_start(seen[-1]).x + indent, _start(lines[-1]).y + drop)
    place = _lively(size, start, Stream(f"{order.seed}/{person.key}"))
    drawn = Use(
        _drawn(order.signature, order.pen.color, _gain(order, box)),
        _held(order.signature, place, box.inset(EDGE)),
        None if names else SIGNED,
    )
    hidden = [_hidden(line, Transform.move(indent, drop)) for line in names]
    return (*page.items[: len(page.items) - count], *hidden, drawn)


def _folded(words: Sequence[str]) -> list[str]:
    bare = (word.strip(".,;:–—-").casefold() for word in words)
    return [word for word in bare if word]


def _without_last_line(note: Note, name: Sequence[str]) -> Note:
    if not name:
        return note
    *before, last = note.paragraphs
    return replace(note, paragraphs=(*before, last[:-1]) if len(last) > 1 else tuple(before))


def _size(signature: Signature, x_height: float, box: Rect) -> float:
    """Return the points of one unit: tall beside the writing, never too wide."""
    ink = signature.box
    tall = min(RISE * x_height / max(signature.rise, 0.3 * ink.height), TALLEST * x_height / ink.height)
    widest = min(WIDEST, box.width - 2 * INDENT * x_height)
    return min(tall, widest / max(ink.width, 1.0))


def _drop(order: Order, note: Note, x_height: float, rise: float) -> float:
    """Return how far below the page's last baseline the signature's own lies."""
    hand = order.hands[0].hand
    leading = hand.leading_mm * x_height / hand.x_height_mm
    below_closing = max(leading, rise + CLEAR * x_height)
    return below_closing - leading if signing_name(note, order.sender) else below_closing


def _lines_of(lines: Sequence[Line], words: int) -> int:
    """Return how many lines at the end hold this many words."""
    count = 0
    while words > 0 and count < len(lines):
        count += 1
        words -= len(lines[-count].words)
    return count


def _start(line: Line) -> Point:
    transform = line.words[0].transform
    return Point(transform.e, transform.f)


def _lively(size: float, start: Point, stream: Stream) -> Transform:
    """Return where the signature goes this time: its outline is always the same, its size, angle and place nearly."""
    grow, turn, right, down = stream.normals("signature", 4)
    extent = 1000 * size  # a third of a signature's width
    return (
        Transform.scale(size * (1 + LIFE_SD * grow))
        .then(Transform.rotate(-(ANGLE + ANGLE_SD * turn)))
        .then(Transform.move(start.x + LIFE_SD * right * extent, start.y + LIFE_SD * down * extent))
    )


def _held(signature: Signature, place: Transform, box: Rect) -> Transform:
    """Return the place moved into the box, and made smaller if it is too large for it."""
    ink = place.apply_rect(signature.box)
    fit = min(1.0, box.width / ink.width, box.height / ink.height)
    place = place.then(Transform.scale(fit))
    ink = place.apply_rect(signature.box)
    dx = min(box.right - ink.right, max(box.x - ink.x, place.e / fit - place.e))
    dy = min(box.bottom - ink.bottom, max(box.y - ink.y, place.f / fit - place.f))
    return place.then(Transform.move(dx, dy))


def _hidden(line: Line, move: Transform) -> Line:
    words = tuple(word._replace(transform=word.transform.then(move)) for word in line.words)
    return replace(line, words=words, is_unseen=True)


def _gain(order: Order, box: Rect) -> float:
    """Return by how many units the lines of a signature are too thin for the pen that wrote the note."""
    signature, hand = order.signature, order.hands[0].hand
    if not isinstance(signature, Signature) or not signature.pen:
        return 0.0
    x_height = hand.x_height_mm * MM
    nib = nib_width(order.pen, hand, x_height) / _size(signature, x_height, box)
    return float(round(min(max(0.0, nib - signature.pen), MOST_GAIN * signature.pen)))


@lru_cache(maxsize=16)
def _drawn(signature: Signature, color: Color, gain: float) -> Shared:
    """Return the signature in a pen's ink, the same value for every card, so that the file holds it once.

    `gain` is how much wider its lines get, by an outline in the same ink.
    """
    areas: list[Item] = []
    for area in signature.areas:
        areas += [Fill(area, color), Stroke(area, Ink(color, gain))] if gain else [Fill(area, color)]
    lines = [Stroke(path, Ink(color, width + gain)) for path, width in signature.lines]
    ink = signature.box
    reach = max(0.0, -ink.x, -ink.y) + 0.02 * max(ink.width, ink.height)
    return Shared(Frame(Size(ink.right, ink.bottom), (*areas, *lines)), reach)
