"""What can be measured on a written page: the words' own matrices, and where their ink lies."""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from fontTools.ttLib import TTFont

from cardmaker.drawing import Face, Line, Word
from cardmaker.geometry import Rect, Transform
from cardmaker.hand.face import HandFace
from cardmaker.hand.page import WrittenPage
from cardmaker.hand.variants import FORM_LIMIT


class Glyph(NamedTuple):
    """One letter where it stands: its code, its text (two characters for a pair), and the map from em to the page."""

    code: int
    char: str
    place: Transform


def lines_of(page: WrittenPage) -> list[Line]:
    return [item for item in page.items if isinstance(item, Line)]


def words_of(page: WrittenPage) -> list[Word]:
    return [word for line in lines_of(page) for word in line.words]


def codes_of(word: Word) -> list[int]:
    return [int.from_bytes(word.glyphs[i : i + 2], "big") for i in range(0, len(word.glyphs), 2)]


def hand_of(word: Word) -> HandFace:
    assert isinstance(word.face, HandFace)
    return word.face


def glyphs_of(word: Word) -> Iterator[Glyph]:
    """Yield the letters of a word, without the space at its end."""
    forms, pen = hand_of(word).forms, 0.0
    for code in codes_of(word)[:-1]:
        yield Glyph(code, forms.character(code), Transform.move(pen, 0.0).then(word.transform))
        pen += float(forms.shape(code // FORM_LIMIT).advances[code % FORM_LIMIT])


def ink_of(words: Sequence[Word]) -> Iterator[Rect]:
    """Yield the box of each letter's ink on the page, from the outlines that are embedded."""
    codes: dict[Face, set[int]] = {}
    for word in words:
        codes.setdefault(hand_of(word), set()).update(codes_of(word))
    boxes = {face: outline_boxes(face, frozenset(used)) for face, used in codes.items()}
    for word in words:
        for glyph in glyphs_of(word):
            yield glyph.place.apply_rect(boxes[hand_of(word)][glyph.code])


@cache
def outline_boxes(face: HandFace, codes: frozenset[int]) -> dict[int, Rect]:
    """Return the box of each code's outline, em, y down."""
    program = face.program(codes)
    font = TTFont(io.BytesIO(program.data))
    names, units = font.getGlyphOrder(), font["head"].unitsPerEm
    return {code: _box(font["glyf"][names[number]], units) for code, number in program.glyphs.items()}


def _box(glyph: object, units: int) -> Rect:
    if not glyph.numberOfContours:  # type: ignore[attr-defined]
        return Rect(0.0, 0.0, 0.0, 0.0)
    corners = [(glyph.xMin, -glyph.yMax), (glyph.xMax, -glyph.yMin)]  # type: ignore[attr-defined]
    return Rect.around((x / units, y / units) for x, y in corners)
