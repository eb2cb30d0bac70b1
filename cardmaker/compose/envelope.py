"""An envelope's front and back: the recipient where the post reads, the sender upper left or on the flap, nothing else.

It is written as the person wrote the card: the same hand, pen and care, a bit larger, each envelope anew. Or it is set, as
a machine reads it best. Stamp and bar code have their zones for themselves. Lengths are points, y down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import Final, NamedTuple

from cardmaker.color import Color
from cardmaker.compose.lettering import Type, Typefaces, has_letters, set_line, suited, width
from cardmaker.compose.spoken import as_paragraph
from cardmaker.drawing import Frame, Item, Line
from cardmaker.errors import Finding, Place, error, warning
from cardmaker.geometry import Point, Rect, Size
from cardmaker.hand.block import Manner, capital_height, figure_height, write_block
from cardmaker.hand.noise import Stream
from cardmaker.hand.pens import clear_x_height
from cardmaker.hand.variants import Forms
from cardmaker.mail.fit import described
from cardmaker.mail.zones import LEAST, Post, address_zone, stamp_zone
from cardmaker.model import AddressStyle, Envelope, Neatness, Pen
from cardmaker.text.shape import shape
from cardmaker.units import MM

LARGER: Final = 1.2
"""An address is written larger than a note, on an envelope of the usual size."""

USUAL: Final = Size(146.0 * MM, 101.0 * MM)
"""That size: on a larger envelope people write larger, by the root of how much larger it is along its tighter side."""

LARGEST: Final = 1.28

OVER_FLOOR: Final = 1.06
"""How much larger than the post's least the writing is where there is room, so that no letter is below it."""

SMALLER: Final = 0.86
"""Of the note's size: the sender's own address."""

RETURN_LEADING: Final = 0.84
LEADING: Final = 0.96

ACROSS: Final = 0.56
"""Where the middle of a wide address is across an envelope: people start right of the middle and move left for long lines."""

START: Final = 0.42
"""Where a short one starts."""

DOWN: Final = 0.60
"""How far down an address has its middle."""

UNSURE: Final = Size(2.2 * MM, 1.4 * MM)
"""How far from there a person puts it (standard deviation)."""

EDGE: Final = 7.0 * MM
"""From the envelope's edge to the sender's address: no printer prints nearer than a quarter of an inch."""

APART: Final = 4.0 * MM
"""Between the sender's address and the stamp's zone."""

RETURN_SHARE: Final = 0.42
"""Of the envelope's height, for the sender's address."""

FLAP_DOWN: Final = 0.20
"""How far down the back the sender's address has its middle: on the flap, above its edge."""

SET_INK: Final = Color(0.08, 0.08, 0.09, (0.0, 0.0, 0.0, 1.0))
SET_LEADING: Final = 1.32
ACCENT: Final = 0.24
"""Of the size: accents over capitals."""

SET_STEP: Final = 0.5
SET_RETURN: Final = 0.8
SET_LEAST: Final = 8.0
"""Points; no post reads type smaller than this (DMM 202)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an order's envelopes are written on and with. `hands` is the chain, `faces` are for set addresses."""

    envelope: Envelope
    style: AddressStyle
    hands: tuple[Forms, ...]
    pen: Pen
    neatness: Neatness
    faces: Typefaces


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter: the lines of recipient and sender, the posts that see it, and where to complain.

    `key` names its random streams. `sender` is empty if it does not stand on this side.
    """

    recipient: Sequence[str]
    sender: Sequence[str]
    home: Post
    to: Post
    key: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Addressed:
    """A side of an envelope, with what writing it found; with an error it must not be printed.

    `recipient` and `sender` are the areas that hold all ink of theirs.
    """

    frame: Frame
    findings: tuple[Finding, ...]
    recipient: Rect | None = None
    sender: Rect | None = None


class _Placed(NamedTuple):
    items: tuple[Item, ...]
    area: Rect
    fits: bool


_Putting = Callable[[Size, Stream], Point]


def write_front(desk: Desk, mail: Mail) -> Addressed:
    """Return the address side. Its lines are one size; a line too long makes all of them smaller."""
    size = desk.envelope.size
    if lacking := _lacking(desk, mail):
        return Addressed(Frame(size), lacking)
    sender, findings = _return_address(desk, mail)
    zone = _room_beside(address_zone(mail.home, mail.to, size), sender.area if sender else None)
    recipient = _recipient(desk, mail, zone)
    if not recipient.fits:
        return Addressed(Frame(size), (*findings, _too_long(desk, mail)))
    items = (*as_paragraph(sender.items if sender else (), 1), *as_paragraph(recipient.items, 2))
    return Addressed(Frame(size, items), findings, recipient.area, sender.area if sender else None)


def write_back(desk: Desk, mail: Mail) -> Addressed:
    """Return the side with the flap, with the sender's address in the middle of its upper part; bare if there is none."""
    size = desk.envelope.size
    if not mail.sender:
        return Addressed(Frame(size), ())
    if lacking := _lacking(desk, mail):
        return Addressed(Frame(size), lacking)
    room = Size(size.width - 4 * EDGE, size.height * RETURN_SHARE)

    def put(block: Size, _stream: Stream) -> Point:
        y = max(EDGE, min(size.height * FLAP_DOWN - block.height / 2, size.height - EDGE - block.height))
        return Point((size.width - block.width) / 2, y)

    sender = _small(desk, mail, room, put)
    if not sender.fits:
        return Addressed(Frame(size), (_no_room(desk),))
    return Addressed(Frame(size, sender.items), (), sender=sender.area)


def _lacking(desk: Desk, mail: Mail) -> tuple[Finding, ...]:
    """Return an error if the address has letters that neither hands nor faces have."""
    words = list(dict.fromkeys(word for line in (*mail.recipient, *mail.sender) for word in line.split()))
    if desk.style is AddressStyle.MACHINE:
        faces = (desk.faces.medium, *desk.faces.others)
        strange = [word for word in words if not has_letters(word, faces)]
    elif desk.hands[0].covers("".join(words)):
        return ()
    else:
        strange = [word for word in words if not any(forms.covers(word) for forms in desk.hands)]
    if not strange:
        return ()
    what = "type" if desk.style is AddressStyle.MACHINE else "hand"
    message = f"no {what} here has the letters of {_listed(strange)}, so the envelope is left out"
    hint = "write the address in Latin letters, with the country in the sender's language; posts read those everywhere"
    return (error("envelope-letters", message, mail.place, hint),)


def _listed(words: Sequence[str], most: int = 4) -> str:
    shown = ", ".join(repr(word) for word in words[:most])
    return f"{shown} and {len(words) - most} more words" if len(words) > most else shown


def _recipient(desk: Desk, mail: Mail, zone: Rect) -> _Placed:
    """Return the recipient's address within the zone, about where people write it."""
    envelope = desk.envelope.size

    def put(block: Size, stream: Stream) -> Point:
        across, down = stream.normals("spot", 2).tolist()
        is_set = desk.style is AddressStyle.MACHINE
        x = min(START * envelope.width, ACROSS * envelope.width - block.width / 2)
        y = DOWN * envelope.height - block.height / 2
        if not is_set:
            x, y = x + across * UNSURE.width, y + down * UNSURE.height
        return Point(
            _within(x, zone.x, zone.right - block.width), _within(y, zone.y, zone.bottom - block.height)
        )

    if desk.style is AddressStyle.MACHINE:
        return _set(mail.recipient, _type_sizes(desk, mail), desk, mail.key, zone.size, put)
    return _written(mail.recipient, _writing(desk, mail), zone.size, f"{mail.key}/envelope", put)


def _return_address(desk: Desk, mail: Mail) -> tuple[_Placed | None, tuple[Finding, ...]]:
    """Return the sender's address in the upper left corner, beside the stamp's zone."""
    if not mail.sender:
        return None, ()
    size = desk.envelope.size
    right = stamp_zone(mail.home, size).x - APART
    room = Size(right - EDGE, size.height * RETURN_SHARE)

    def put(_block: Size, stream: Stream) -> Point:
        across, down = stream.normals("spot", 2).tolist()
        return (
            Point(EDGE, EDGE)
            if not (across or down)
            else Point(EDGE + abs(across) * MM, EDGE + abs(down) * MM / 2)
        )

    sender = _small(desk, mail, Size(room.width - 2.5 * MM, room.height), put)
    return (sender, ()) if sender.fits else (None, (_no_room(desk),))


def _small(desk: Desk, mail: Mail, room: Size, put: _Putting) -> _Placed:
    """Return the sender's address, smaller than the recipient's."""
    if desk.style is AddressStyle.MACHINE:
        largest = max(SET_LEAST, _type_sizes(desk, mail)[0] * SET_RETURN)
        return _set(mail.sender, _down(largest, SET_LEAST), desk, mail.key, room, put)
    hand = desk.hands[0].hand
    floor = hand.floor_mm * MM
    manner = replace(
        _writing(desk, mail),
        largest=max(floor, SMALLER * hand.x_height_mm * MM),
        smallest=floor,
        leading=RETURN_LEADING,
    )
    return _written(mail.sender, manner, room, f"{mail.key}/return", put)


def _writing(desk: Desk, mail: Mail) -> Manner:
    """Return how the recipient's address is written: no letter lower than either post reads."""
    forms = desk.hands[0]
    hand = forms.hand
    least = max(mail.home.letter[0], mail.to.letter[0]) / figure_height(forms)
    floor = max(hand.floor_mm * MM, least)
    natural = LARGER * _growth(desk.envelope.size) * hand.x_height_mm * MM
    most = min(post.letter[1] or inf for post in (mail.home, mail.to)) / capital_height(forms)
    largest = max(min(natural, most), OVER_FLOOR * floor, clear_x_height(desk.pen, hand))
    return Manner(desk.hands, desk.pen, desk.neatness, largest, floor, LEADING)


def _growth(size: Size) -> float:
    """Return how much larger than usual people write on an envelope."""
    share = min(size.width / USUAL.width, size.height / USUAL.height)
    return min(LARGEST, max(1.0, sqrt(share)))


def _written(lines: Sequence[str], manner: Manner, room: Size, key: str, put: _Putting) -> _Placed:
    block = write_block(lines, manner, room, key, put)
    return _Placed(block.lines, block.area, block.fits)


def _type_sizes(desk: Desk, mail: Mail) -> list[float]:
    """Return the sizes for set type that both posts take, largest first; the least has capitals as high as they read."""
    least = max(SET_LEAST, *(post.letter[0] / desk.faces.medium.cap_height for post in (mail.home, mail.to)))
    largest = min(mail.home.type_pt[1], mail.to.type_pt[1])
    return _down(largest, least)


def _down(largest: float, least: float) -> list[float]:
    count = int((largest - least) / SET_STEP)
    return [*(largest - number * SET_STEP for number in range(count + 1)), least]


def _set(
    lines: Sequence[str], sizes: Sequence[float], desk: Desk, key: str, room: Size, put: _Putting
) -> _Placed:
    """Return lines of type below each other, flush left, at the first of the sizes that fits."""
    placed = [_typed(lines, size, desk) for size in sizes]
    typed = next((each for each in placed if _fits(each, room)), placed[-1])
    kinds, block = typed
    typed_size = kinds[0].leading / SET_LEADING
    spot = put(block, Stream(f"{key}/set"))
    first = spot.y + typed_size * (desk.faces.medium.cap_height + ACCENT)
    items = [
        _ended(_set_line(line, kind, spot.x, first + number * kinds[0].leading), kind)
        for number, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    ]
    return _Placed(tuple(items), Rect(*spot, *block), _fits(typed, room))


def _typed(lines: Sequence[str], size: float, desk: Desk) -> tuple[list[Type], Size]:
    """Return each line's type at a size, and the room that all need."""
    kind = Type((desk.faces.medium, *desk.faces.others), size, size * SET_LEADING, SET_INK)
    kinds = [suited(kind, line) for line in lines]
    widest = max((width(line, each) for line, each in zip(lines, kinds, strict=True)), default=0.0)
    face = desk.faces.medium
    high = size * (face.cap_height + ACCENT + face.descent)
    return kinds, Size(widest, (len(lines) - 1) * kind.leading + high)


def _set_line(text: str, kind: Type, x: float, y: float) -> Line:
    """Return a line of type; two spaces, as before a ZIP code, stay as wide as two."""
    first, wide, rest = text.partition("  ")
    line = set_line(first, kind, x, y)
    if not wide:
        return line
    space = width("a a", kind) - width("aa", kind)
    others = _set_line(rest.lstrip(), kind, x + width(first, kind) + 2 * space, y)
    return replace(line, words=(*line.words, *others.words))


def _ended(line: Line, kind: Type) -> Line:
    """Return the line with a space after its last word, without which pdfium joins the lines of a turned page."""
    last = line.words[-1]
    face = next(each for each in kind.faces if each is (last.face or line.face))
    space = shape(face, " ").glyphs
    kerns = (*last.kerns, 0.0) if last.kerns else None
    ended = last._replace(text=f"{last.text} ", glyphs=last.glyphs + space, kerns=kerns)
    return replace(line, words=(*line.words[:-1], ended))


def _fits(typed: tuple[list[Type], Size], room: Size) -> bool:
    return typed[1].width <= room.width and typed[1].height <= room.height


def _room_beside(zone: Rect, sender: Rect | None) -> Rect:
    """Return the zone below the sender's address, if an address still fits there."""
    if sender is None or sender.bottom <= zone.y:
        return zone
    below = Rect(zone.x, sender.bottom, zone.width, zone.bottom - sender.bottom)
    return below if below.height >= LEAST.height else zone


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _too_long(desk: Desk, mail: Mail) -> Finding:
    lines, longest = len(mail.recipient), max(map(len, mail.recipient), default=0)
    message = (
        f"the address ({lines} lines, the longest of {longest} letters) does not fit where {mail.to.name} reads on "
        f"{described(desk.envelope)}, at the smallest size it reads"
    )
    hint = "shorten it, choose a larger envelope, or --address-style machine, which needs less room"
    return error("envelope-room", message, mail.place, hint)


def _no_room(desk: Desk) -> Finding:
    message = f"the return address does not fit {described(desk.envelope)}, and is left out"
    hint = "shorten it, or try --return-on flap"
    return warning("return-room", message, hint=hint)
