"""A QR code as one filled path: dark modules on bare paper, with the quiet zone that readers need. The door to segno."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno

from cardmaker.color import Color
from cardmaker.drawing import Fill
from cardmaker.geometry import Path, Rect, Transform, join, rectangle
from cardmaker.units import MM

QUIET: Final = 4
"""Modules of bare paper on each side (ISO/IEC 18004, 6.3.8)."""

LEAST_MODULE: Final = 0.4 * MM
"""Home printers spread ink by a tenth of a millimeter or so; phones read this from a hand's width away."""

LARGEST_MODULE: Final = 0.58 * MM

EASY_MODULE: Final = 0.46 * MM
"""On a clean card large modules help more than the correction of errors: finer ones than this give that up."""

USUAL_LEVEL, COARSE_LEVEL = "m", "l"
"""15 % of a code may be lost, or 7 %."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its dark modules as squares of side 1 from its top left, and how many modules it is wide."""

    modules: Path
    count: int

    @property
    def side(self) -> int:
        """Its side in modules, with the quiet zone."""
        return self.count + 2 * QUIET


def encode(text: str, level: str = USUAL_LEVEL) -> Code:
    """Return the code of a text. Raises ValueError if it is too long for any.

    Letters beyond ASCII are bytes of UTF-8 and say so (ECI 26): readers take short ones for Japanese or Latin-1 without,
    and segno, left to itself, may write them in its mode for Kanji.
    """
    foreign = not text.isascii()
    mode = "byte" if foreign else None
    try:
        symbol = segno.make(
            text, error=level, mode=mode, encoding="utf-8", eci=foreign, micro=False, boost_error=False
        )
    except segno.DataOverflowError:
        raise ValueError("more words than a QR code holds") from None
    rows = [tuple(map(bool, row)) for row in symbol.matrix]
    return Code(join(rectangle(rect) for rect in _runs(rows)), len(rows))


def fit_code(text: str, room: float) -> tuple[Code, float] | None:
    """Return the code that fits a square of that side (pt), and its module; None if its modules would be too small."""
    code = encode(text, USUAL_LEVEL)
    if room / code.side < EASY_MODULE:
        code = encode(text, COARSE_LEVEL)
    module = min(LARGEST_MODULE, room / code.side)
    return (code, module) if module >= LEAST_MODULE else None


def draw_code(code: Code, module: float, x: float, y: float, color: Color) -> Fill:
    """Return the code with the top left of its quiet zone at (x, y)."""
    at = Transform.scale(module).then(Transform.move(x + QUIET * module, y + QUIET * module))
    return Fill(code.modules.transformed(at), color)


def _runs(rows: list[tuple[bool, ...]]) -> list[Rect]:
    """Return the dark modules, neighbors in a row as one, so that no hairline of paper shows between them."""
    found = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append(Rect(x, y, length, 1))
            x += length
    return found
