"""Reads a finished PDF back: which letters of a hand stand where. The one door to pikepdf.

Only text in Type 0 fonts of one name is read, since that is how hands are embedded; art and typeset words are passed over.
What the letters tell is left to `realism`.
"""

import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from struct import iter_unpack
from typing import Any, Final, NamedTuple

import pikepdf

from cardmaker.geometry import IDENTITY, Transform
from cardmaker.hand.variants import FORM_LIMIT
from cardmaker.text.outlines import Outlines, Rings

HAND_FONT: Final = "CardHand"
"""The font name of our hands, after the subset's tag."""

DEPTH_LIMIT: Final = 8
"""Frames in frames that are followed; a file that uses a frame in itself must not hang us."""

_CHARACTERS: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGES: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


class HandFont:
    """An embedded Type 0 font. Codes are two bytes; advances are em."""

    def __init__(self, font: Any) -> None:
        self.is_ours = str(font.BaseFont).endswith(HAND_FONT)
        descendant = font.DescendantFonts[0]
        self._file = descendant.FontDescriptor.FontFile2.read_bytes()
        to_glyph = descendant.get("/CIDToGIDMap")
        self._to_glyph = to_glyph.read_bytes() if isinstance(to_glyph, pikepdf.Stream) else None
        self._usual = float(descendant.get("/DW", 1000)) / 1000
        self._advances = _advances(descendant.get("/W", []))
        self.texts: Mapping[int, str] = _texts(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        self._rings: dict[int, Rings] = {}

    def advance(self, code: int) -> float:
        return self._advances.get(code, self._usual)

    def rings(self, code: int) -> Rings:
        """Return the outline of a code, em, y down."""
        if code not in self._rings:
            self._rings[code] = self._outlines.rings(self._glyph(code))
        return self._rings[code]

    @cached_property
    def _outlines(self) -> Outlines:
        return Outlines(self._file)

    def _glyph(self, code: int) -> int:
        if self._to_glyph is None:
            return code
        return int.from_bytes(self._to_glyph[2 * code : 2 * code + 2], "big")


class Penned(NamedTuple):
    """One letter on paper. `place` maps em (y down) to points of the page as its reader holds it, y down.

    Letters of equal text and `shape` are drawn alike but for the hand's irregularity: a final d with a long exit stroke
    is another shape of d.
    """

    font: HandFont
    code: int
    text: str
    place: Transform

    @property
    def shape(self) -> int:
        return self.code // FORM_LIMIT if self.font.is_ours else 0


@dataclass(frozen=True, slots=True)
class PennedPage:
    """The letters written on one panel, in drawing order; `number` is the page of the file, from 1.

    Two cards on one sheet are two such pages: each is placed by a matrix of its own.
    """

    number: int
    letters: tuple[Penned, ...]


def read_pages(data: bytes, font_name: str = HAND_FONT) -> tuple[PennedPage, ...]:
    """Return all handwriting in the fonts whose names end so. Raises ValueError if the bytes are no PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            fonts = _Fonts(font_name)
            return tuple(
                PennedPage(number, tuple(letter for _, letter in run))
                for number, page in enumerate(pdf.pages, 1)
                for _, run in groupby(_letters(page, page.obj, IDENTITY, fonts), key=lambda found: found[0])
            )
    except pikepdf.PdfError as problem:
        raise ValueError(f"not a PDF that can be read: {problem}") from None


class _Fonts:
    """The hands of one file, each read once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[tuple[int, int], HandFont | None] = {}

    def find(self, holder: Any, name: str) -> HandFont | None:
        """Return the hand behind a resource name; None if it is another kind of font."""
        font = holder.get("/Resources", {}).get("/Font", {}).get(name)
        if font is None:
            return None
        if font.objgen not in self._known:
            self._known[font.objgen] = HandFont(font) if self._is_hand(font) else None
        return self._known[font.objgen]

    def _is_hand(self, font: Any) -> bool:
        return font.get("/Subtype") == "/Type0" and str(font.get("/BaseFont", "")).endswith(self._name)


@dataclass(slots=True)
class _State:
    """What drawing operators have set up so far."""

    matrix: Transform
    font: HandFont | None = None
    size: float = 1.0
    pen: Transform = IDENTITY
    line: Transform = IDENTITY
    saved: list[tuple[Transform, HandFont | None, float]] = field(default_factory=list)


def _letters(
    stream: Any, holder: Any, matrix: Transform, fonts: _Fonts, depth: int = 0
) -> Iterator[tuple[Transform, Penned]]:
    """Yield the letters of a content stream, each with the matrix under which it was drawn."""
    state = _State(matrix)
    for step in pikepdf.parse_content_stream(stream):
        operator, operands = str(step.operator), step.operands
        if operator == "Do" and depth < DEPTH_LIMIT:
            yield from _frame(holder, str(operands[0]), state.matrix, fonts, depth)
        elif operator in ("Tj", "TJ") and state.font is not None:
            for letter in _shown(state, state.font, operands[0]):
                yield state.matrix, letter
        elif operator == "Tf":
            state.font, state.size = fonts.find(holder, str(operands[0])), float(operands[1])
        else:
            _follow(state, operator, operands)


def _follow(state: _State, operator: str, operands: Any) -> None:
    """Do what an operator says about where things are drawn."""
    match operator:
        case "q":
            state.saved.append((state.matrix, state.font, state.size))
        case "Q" if state.saved:
            state.matrix, state.font, state.size = state.saved.pop()
        case "cm":
            state.matrix = _transform(operands).then(state.matrix)
        case "BT":
            state.pen = state.line = IDENTITY
        case "Tm":
            state.pen = state.line = _transform(operands)
        case "Td":
            state.pen = state.line = Transform.move(*map(float, operands)).then(state.line)


def _frame(
    holder: Any, name: str, matrix: Transform, fonts: _Fonts, depth: int
) -> Iterator[tuple[Transform, Penned]]:
    form = holder.get("/Resources", {}).get("/XObject", {}).get(name)
    if form is not None and form.get("/Subtype") == "/Form" and "/Font" in form.get("/Resources", {}):
        placed = _transform(form.get("/Matrix", IDENTITY)).then(matrix)
        yield from _letters(form, form, placed, fonts, depth + 1)


def _shown(state: _State, font: HandFont, shown: Any) -> Iterator[Penned]:
    """Yield the letters of one text operator, and move the pen along."""
    size = state.size
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if not isinstance(part, pikepdf.String):
            state.pen = Transform.move(-float(part) / 1000 * size, 0).then(state.pen)
            continue
        for (code,) in iter_unpack(">H", bytes(part)):
            place = Transform.scale(size, -size).then(state.pen).then(state.matrix)
            yield Penned(font, code, font.texts.get(code, ""), _upright(place))
            state.pen = Transform.move(font.advance(code) * size, 0).then(state.pen)


def _upright(place: Transform) -> Transform:
    """Return a place on a page with y up as its reader sees it: y down, turned by quarters until the line runs right."""
    down = place.then(Transform.scale(1, -1))
    quarters = round(math.degrees(math.atan2(down.b, down.a)) / 90)
    return down.then(Transform.rotate(-90 * quarters)) if quarters else down


def _transform(numbers: Any) -> Transform:
    return Transform(*(float(number) for number in numbers))


def _advances(widths: Any) -> dict[int, float]:
    """Return the advances (em) of a /W array: `first [w w w]` or `first last w`."""
    found: dict[int, float] = {}
    parts = list(widths)
    while parts:
        first = int(parts.pop(0))
        if isinstance(parts[0], pikepdf.Array):
            found.update({first + i: float(width) / 1000 for i, width in enumerate(parts.pop(0))})
        else:
            last, width = int(parts.pop(0)), float(parts.pop(0)) / 1000
            found.update(dict.fromkeys(range(first, last + 1), width))
    return found


def _texts(to_unicode: bytes) -> dict[int, str]:
    """Return the text of each code in a ToUnicode map."""
    texts: dict[int, str] = {}
    for kind, block in re.findall(rb"beginbf(char|range)(.*?)endbf", to_unicode, re.DOTALL):
        if kind == b"char":
            texts.update({int(code, 16): _text(text) for code, text in _CHARACTERS.findall(block)})
            continue
        for first, last, text in _RANGES.findall(block):
            start = _text(text)
            texts.update(
                {
                    code: start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
                    for code in range(int(first, 16), int(last, 16) + 1)
                }
            )
    return texts


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")
