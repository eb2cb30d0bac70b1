"""A hand opened: its habits and its prepared strokes as bytes. Light to import; the numbers are read by `strokes`."""

import struct
from dataclasses import dataclass
from typing import Final

from cardmaker.model import Hand

MAGIC: Final = b"CMST"
VERSION: Final = 1
HEADER: Final = struct.Struct("<4sHHHHHHII")
"""Magic, version, units per em, x-height, nib (all in units), characters, glyphs; then lines and points."""


@dataclass(frozen=True, slots=True)
class Script:
    """A hand and its stroke data, pure and complete: nothing is read from disk after this."""

    hand: Hand
    strokes: bytes

    def __post_init__(self) -> None:
        if len(self.strokes) < HEADER.size or self.strokes[:4] != MAGIC:
            raise ValueError(f"{self.hand.id}: not stroke data")
        version = HEADER.unpack_from(self.strokes)[1]
        if version != VERSION:
            raise ValueError(f"{self.hand.id}: stroke data has version {version}, not {VERSION}; remake it")

    @property
    def units_per_em(self) -> int:
        return int(HEADER.unpack_from(self.strokes)[2])

    @property
    def x_height_em(self) -> float:
        """The height of an x over the em: size in points = x_height_mm * MM / x_height_em."""
        return float(HEADER.unpack_from(self.strokes)[3] / self.units_per_em)
