"""Proof sheets of a hand, to be looked at: every glyph's strokes over its outline, and its forms as the pen writes them.

`<id>-strokes.png` has each stroke in a color of its own over the gray outline, a dot where the pen lands; what has no
outline was put together from parts. `<id>-forms.png` has all forms of each letter overlaid, and then some apart; second structures come
last.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from outlines import PX_PER_EM, Face, paint
from PIL import Image, ImageDraw

from cardmaker.hand.face import HandFace
from cardmaker.hand.strokes import Role, book_of
from cardmaker.hand.variants import Forms, Letter, forms_of
from cardmaker.model import Script

COLUMNS = 16
CELL = (118, 164)
"""Width and height of a cell, px."""
ORIGIN = (30, 104)
EM = 66
"""Pixels an em in a cell."""
STROKE_COLORS = ((208, 32, 32), (24, 90, 208), (16, 140, 60), (200, 110, 0), (140, 40, 180), (0, 140, 150))
FORMS_SHOWN = frozenset(map(chr, range(0x21, 0x7F))) | set("éñüçőřąłđưễộßøå’")
"""The characters whose forms are shown; all would take minutes."""
SHOWN = 3
"""How many forms of each are shown apart."""
FINE = 4
"""Strokes are drawn so many times as large, then reduced."""

Ink = NDArray[np.float64]


def write_proofs(script: Script, face: Face, folder: Path) -> list[Path]:
    """Write both sheets of a hand into the folder, and return their paths."""
    chars = sorted(book_of(script).covered - set(" \u00a0"))
    sheets = {"strokes": _strokes_sheet(script, face, chars), "forms": _forms_sheet(script, chars)}
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{script.hand.id}-{name}.png" for name in sheets]
    for path, sheet in zip(paths, sheets.values(), strict=True):
        sheet.save(path, optimize=True)
    return paths


def _strokes_sheet(script: Script, face: Face, chars: Sequence[str]) -> Image.Image:
    book, count = book_of(script), face.font["maxp"].numGlyphs
    cells = []
    for char in chars:
        glyph = book.glyph_ids[ord(char)]
        cell = Image.new("RGB", CELL, "white")
        if glyph < count:
            _lay(cell, *paint(face, face.font.getGlyphName(glyph)), (206, 206, 206))
        cells.append(_with_strokes(cell, script, glyph))
    return _sheet(cells, list(map(_label, chars)))


def _with_strokes(cell: Image.Image, script: Script, glyph: int) -> Image.Image:
    lines = book_of(script).glyph(glyph)
    large = cell.resize((CELL[0] * FINE, CELL[1] * FINE))
    draw = ImageDraw.Draw(large)
    at = (np.array(ORIGIN) + lines.points * (EM, -EM)) * FINE
    for number, (first, last) in enumerate(zip(lines.firsts[:-1], lines.firsts[1:], strict=True)):
        color = STROKE_COLORS[number % len(STROKE_COLORS)]
        path = [tuple(point) for point in at[first:last]]
        draw.line(path, fill=color, width=FINE)
        x, y = path[0]
        draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill=color)
    return large.resize(CELL, Image.Resampling.LANCZOS)


def _forms_sheet(script: Script, chars: Sequence[str]) -> Image.Image:
    forms = forms_of(script, 1)
    letters = [(_label(char), forms.letter(char)) for char in chars if char in FORMS_SHOWN]
    letters += [
        (f"{role.value} {text if text.isascii() else _label(text)}", letter)
        for (role, text), letter in _seconds(script, forms)
    ]
    hand = HandFace(forms, script.hand.pen_mm / (script.hand.x_height_mm / script.x_height_em), "proof")
    program = hand.program([code for _, letter in letters for code in letter.codes])
    font = TTFont(io.BytesIO(program.data))
    pen, names = Face(font, font["head"].unitsPerEm, 0, 1.0, False), font.getGlyphOrder()
    cells, labels = [], []
    for label, letter in letters:
        drawn = [paint(pen, names[program.glyphs[code]], crossing=True) for code in letter.codes]
        cells += [_inked(drawn, 70), *(_inked([form], 235) for form in drawn[:SHOWN])]
        labels += [label, *[""] * min(SHOWN, len(drawn))]
    return _sheet(cells, labels)


def _label(char: str) -> str:
    return f"U+{ord(char):04X}"


def _seconds(script: Script, forms: Forms) -> Iterator[tuple[tuple[Role, str], Letter]]:
    """Yield the second forms of letters, and of some with marks, each with its role and text."""
    take = {Role.FINAL: forms.finals, Role.OTHER: forms.other, Role.PAIR: forms.pair}
    for role, text in book_of(script).seconds:
        letter = take[role](text)
        if letter and FORMS_SHOWN.issuperset(text):
            yield (role, text), letter


def _inked(drawn: Iterable[tuple[NDArray[np.bool_], float, float]], strength: int) -> Image.Image:
    cell = Image.new("RGB", CELL, "white")
    for picture, left, top in drawn:
        _lay(cell, picture, left, top, (20, 30, 90), strength)
    return cell


def _lay(
    cell: Image.Image,
    picture: NDArray[np.bool_],
    left: float,
    top: float,
    color: tuple[int, int, int],
    strength: int = 255,
) -> None:
    """Lay a glyph's picture into a cell, its origin on the cell's."""
    scale = EM / PX_PER_EM
    mask = Image.fromarray((picture * strength).astype(np.uint8))
    size = (max(1, round(mask.width * scale)), max(1, round(mask.height * scale)))
    mask = mask.resize(size, Image.Resampling.BOX)
    cell.paste(color, (round(ORIGIN[0] - left * scale), round(ORIGIN[1] - top * scale)), mask)


def _sheet(cells: Sequence[Image.Image], labels: Sequence[str]) -> Image.Image:
    rows = -(-len(cells) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]), "white")
    draw = ImageDraw.Draw(sheet)
    for number, (cell, label) in enumerate(zip(cells, labels, strict=True)):
        x, y = number % COLUMNS * CELL[0], number // COLUMNS * CELL[1]
        sheet.paste(cell, (x, y))
        draw.line((x, y + ORIGIN[1], x + CELL[0], y + ORIGIN[1]), fill=(235, 225, 225))
        draw.text((x + 3, y + CELL[1] - 14), label, fill=(120, 120, 120))
    return sheet
