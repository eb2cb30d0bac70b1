"""A contact card in the clothes of the greeting card: its palette, its type and the mark from its back.

Three sizes of type and no more: the name, the role in spaced capitals, and quiet lines below. Designs whose mark stands in
the middle have centered cards; with a QR code, or with a mark at the left, all lines are flush left. Sheets of cards are
left to `sheets`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.color import BLACK, WHITE, Color, contrast, mix
from cardmaker.compose.goods.mark import Mark, mark_of
from cardmaker.compose.goods.qr import QUIET, Code, draw_code, fit_code
from cardmaker.compose.goods.vcard import vcard, web_address
from cardmaker.compose.lettering import Align, Type, has_letters, set_line, sized, suited, width
from cardmaker.drawing import Frame, Item, Line
from cardmaker.errors import Finding, warning
from cardmaker.geometry import Size
from cardmaker.model import Contact, Scan
from cardmaker.text.faces import Face
from cardmaker.text.shape import shape
from cardmaker.units import MM

MARGIN: Final = 7.0 * MM
NAME_SIZE, NAME_LEAST = 14.0, 8.5
ROLE_SIZE, ROLE_LEAST = 5.6, 5.0
LINE_SIZE, LINE_LEAST = 7.2, 5.5
LINE_LEADING: Final = 1.42
LOOKS: Final = 0.46
MOST_LARGER: Final = 1.2
"""Small words are set as large as they look: faces with a lower x than this (em) are larger, up to so much."""

NAME_TRACK: Final = 60.0
"""The most that a name's letters are spaced; a headline of few words takes more."""

ROLE_TRACK: Final = 170.0
LINE_TRACK: Final = 14.0
PLAIN_TAIL: Final = 0.16
AFTER_MARK, AFTER_NAME, AFTER_ROLE = 3.4 * MM, 1.9 * MM, 3.4 * MM
CENTERED: Final = 0.1
"""How far from the middle, of the panel's width, the mark of a centered design may stand."""

CODE_ROOM: Final = 27.0 * MM
CODE_GAP: Final = 2.0 * MM
READABLE: Final = 4.5
"""The least contrast of small words with paper (WCAG 2.2, 1.4.3)."""

SCANNED: Final = 7.0
"""That of a code: readers ask for less, but pale ink and pale light add up."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a contact card takes from the design: faces, how its headline is set, its colors and its mark.

    `gain` (pt) thickens the name, as it does the headline where its face is thin. `mark` are the items of the design's back without words; `panel` is the size that they were drawn for.
    """

    name_faces: tuple[Face, ...]
    line_faces: tuple[Face, ...]
    is_upper: bool
    track: float
    gain: float
    ink: Color
    accent: Color
    mark: tuple[Item, ...]
    panel: Size


@dataclass(frozen=True, slots=True)
class Drawn:
    """A contact card, and what drawing it found."""

    frame: Frame
    findings: tuple[Finding, ...] = ()


def readable(color: Color, least: float = READABLE) -> Color:
    """Return the color, or a darker one that stands out from paper as much as it must."""
    steps = (mix(color, BLACK, share / 10) for share in range(11))
    return next(step for step in steps if contrast(step, WHITE) >= least)


def draw_contact(contact: Contact, dress: Dress, size: Size) -> Drawn:
    """Return the card. A code that does not fit is left out and told."""
    code, findings = _code(contact, size)
    rows = _rows(contact, dress)
    mark = mark_of(dress.mark, dress.panel)
    if code is None and _is_centered(dress, mark):
        return Drawn(Frame(size, tuple(_centered(rows, mark, size))), findings)
    return Drawn(Frame(size, tuple(_flush(rows, mark, code, dress, size))), findings)


def scanned(contact: Contact) -> str:
    """Return what the code says; nothing if none is wanted."""
    match contact.scan:
        case Scan.NONE:
            return ""
        case Scan.URL:
            return web_address(contact.url)
        case Scan.VCARD:
            return vcard(contact)


def _code(contact: Contact, size: Size) -> tuple[tuple[Code, float] | None, tuple[Finding, ...]]:
    words = scanned(contact)
    if not words:
        return None, ()
    try:
        code = fit_code(words, min(CODE_ROOM, size.height - MARGIN))
    except ValueError:
        code = None
    if code is not None:
        return code, ()
    message = "the contact's QR code would be too fine to scan, so the card has none"
    return None, (warning("contact-code", message, contact.place, "qr: url holds less than qr: vcard"),)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the card, the room above it, and how tall its letters are."""

    text: str
    kind: Type
    least: float
    gap: float
    gain: float = 0.0

    def fitted(self, measure: float) -> Type:
        """Return its type, smaller if it is too wide; never below what can be read."""
        kind = suited(self.kind, self.text)
        fitting = sized(kind, self.text, measure)
        return fitting if fitting.size >= self.least else replace(kind, size=self.least)


def _rows(contact: Contact, dress: Dress) -> list[_Row]:
    """Return the lines of words: the name, the role, and how to reach the person."""
    name = contact.name.upper() if dress.is_upper else contact.name
    kind = Type(dress.name_faces, NAME_SIZE, 0.0, dress.ink, dress.track)
    rows = [_Row(name, kind, NAME_LEAST, 0.0, dress.gain)]
    above = [part for part in (contact.role, contact.company) if part]
    kind = Type(dress.line_faces, ROLE_SIZE, 0.0, dress.accent, ROLE_TRACK)
    below = _tail(name, dress.name_faces[0]) * NAME_SIZE
    for index, part in enumerate(above):
        gap = AFTER_NAME + below if index == 0 else AFTER_NAME * 0.6
        rows.append(_Row(part.upper(), kind, ROLE_LEAST, gap))
    size = LINE_SIZE * max(1.0, min(MOST_LARGER, LOOKS / dress.line_faces[0].x_height))
    kind = Type(dress.line_faces, size, 0.0, dress.ink, LINE_TRACK)
    for index, part in enumerate(part for part in (contact.telephone, contact.email, contact.url) if part):
        gap = size * (LINE_LEADING - 0.7) if index else AFTER_ROLE + (0.0 if above else below)
        rows.append(_Row(part, kind, LINE_LEAST, gap))
    return rows


def _tail(text: str, face: Face) -> float:
    """Return how far a name in a flowing face hangs below its line, beyond what plain descenders do, em."""
    return max(0.0, shape(face, text).ink.bottom - PLAIN_TAIL) if face.covers(text) else 0.0


def _is_centered(dress: Dress, mark: Mark | None) -> bool:
    return mark is None or abs(mark.box.center.x / dress.panel.width - 0.5) < CENTERED


def _centered(rows: Sequence[_Row], mark: Mark | None, size: Size) -> Iterator[Item]:
    """Yield mark and words below each other in the middle of the card."""
    measure = size.width - 2 * MARGIN
    above = mark.size.height + AFTER_MARK if mark else 0.0
    y = (size.height - above - _height(rows, measure)) / 2
    if mark:
        yield mark.at((size.width - mark.size.width) / 2, y)
    yield from _set(rows, measure, size.width / 2, y + above, Align.CENTER)


def _flush(
    rows: Sequence[_Row], mark: Mark | None, code: tuple[Code, float] | None, dress: Dress, size: Size
) -> Iterator[Item]:
    """Yield the mark at the top, the words at the foot, flush left, and the code in the other corner of the foot."""
    measure = _measure(size, code)
    if code is not None:
        symbol, module = code
        dark = symbol.count * module
        x, y = size.width - MARGIN - dark - QUIET * module, size.height - MARGIN - dark - QUIET * module
        yield draw_code(symbol, module, x, y, readable(dress.ink, SCANNED))
    if mark:
        yield mark.at(MARGIN, MARGIN)
    yield from _set(rows, measure, MARGIN, size.height - MARGIN - _height(rows, measure), Align.LEFT)


def _measure(size: Size, code: tuple[Code, float] | None) -> float:
    """Return how wide lines may be: to the other margin, or to the bare paper about the code."""
    room = size.width - 2 * MARGIN
    return room if code is None else room - (code[0].count + QUIET) * code[1] - CODE_GAP


def _height(rows: Sequence[_Row], measure: float) -> float:
    """Return the height of all lines, from the top of the first one's capitals to the last baseline."""
    return sum(row.gap + _capital(row.fitted(measure)) for row in rows)


def _capital(kind: Type) -> float:
    return kind.size * kind.faces[0].cap_height


def _set(rows: Sequence[_Row], measure: float, x: float, y: float, align: Align) -> Iterator[Line]:
    for row in rows:
        kind = row.fitted(measure)
        y += row.gap + _capital(kind)
        yield replace(set_line(row.text, kind, x, y, align), gain=row.gain)


def too_wide(contact: Contact, dress: Dress, size: Size) -> list[str]:
    """Return the lines that are too wide for the card at the smallest size that can be read."""
    measure = _measure(size, _code(contact, size)[0])
    return [
        row.text for row in _rows(contact, dress) if width(row.text, row.fitted(measure)) > measure * 1.001
    ]


def strange_words(contact: Contact, dress: Dress) -> list[str]:
    """Return the words of the card that its faces lack letters for."""
    words = ((word, row.kind.faces) for row in _rows(contact, dress) for word in row.text.split())
    return [word for word, faces in words if not has_letters(word, faces)]
