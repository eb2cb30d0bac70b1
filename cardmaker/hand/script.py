"""Opening a hand: its stroke data checked at the door. Light to import; the strokes themselves are read by `strokes`."""

import struct
from typing import Final

from cardmaker.model import Hand, Script

MAGIC: Final = b"CMST"
VERSION: Final = 1
HEADER: Final = struct.Struct("<4sHHHHHHII")
"""Magic, version, units per em, x-height and nib (in units), characters, glyphs; then lines and points."""

BYTES: Final = {"character": 6, "glyph": 8, "line": 6, "point": 5, "ends": 8}
"""What each takes in the arrays that follow; the two running counts have one number more than there are glyphs and lines."""


def open_script(hand: Hand, strokes: bytes) -> Script:
    """Return a hand with its stroke data. Raises ValueError if the bytes are no strokes, cut short, or of another version."""
    if len(strokes) < HEADER.size or strokes[:4] != MAGIC:
        raise ValueError(f"{hand.id}: not stroke data")
    _, version, units, x_height, _, *counts = HEADER.unpack_from(strokes)
    if version != VERSION:
        raise ValueError(f"{hand.id}: stroke data has version {version}, not {VERSION}; remake it")
    if len(strokes) < HEADER.size + sum(
        n * size for n, size in zip([*counts, 1], BYTES.values(), strict=True)
    ):
        raise ValueError(f"{hand.id}: stroke data is cut short; remake it")
    return Script(hand, strokes, units, x_height / units)
