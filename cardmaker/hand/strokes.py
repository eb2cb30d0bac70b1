"""The stroke data of a hand: for every glyph, the center lines a pen follows. Written by `fonts/make_strokes.py`.

Layout, little-endian: the header (`script.HEADER`), then plain arrays, each as long as the header says:
code points u32 (rising) and their glyph ids u16; glyph ids u16 (rising), advances i16, first line u32 (one more than
glyphs); first point u32 (one more than lines), line kinds u8, line groups u8; x i16, y i16, pressure u8. What follows is
UTF-8: a line for each second form of a letter, of its glyph id, role and text.
Reading is a view on the bytes; nothing is copied until a glyph is used.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.script import HEADER, MAGIC, VERSION
from cardmaker.model import Script

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRESSURE_ONE: Final = 128
"""The stored pressure of a line as thick as the hand's pen."""


class End(IntEnum):
    """How a line ends: in the air, on another line of the glyph, or where the neighboring letter joins."""

    FREE = 0
    ON_LINE = 1
    JOIN = 2


class PenLine(NamedTuple):
    """One line as stored: points (x, y up, in units), pressures (1 = the hand's pen), its ends, and its group.

    Lines of one group hang together and move together. A dot has one point.
    """

    points: NDArray[Any]
    pressures: NDArray[Any]
    start: End
    end: End
    group: int


class Role(Enum):
    """What a second form is for: the end of a word, any place a letter may have, or two letters written as one."""

    FINAL = "final"
    OTHER = "other"
    PAIR = "pair"


class Second(NamedTuple):
    """A glyph that no code point maps to: another structure of a letter, or a pair of letters with a shared stroke."""

    glyph: int
    role: Role
    text: str


class PenGlyph(NamedTuple):
    id: int
    advance: int
    lines: tuple[PenLine, ...]


@dataclass(frozen=True, slots=True)
class GlyphLines:
    """All lines of a glyph end to end, in em, y up. `firsts` has the index of each line's first point, and the count."""

    advance: float
    points: Floats
    pressures: Floats
    firsts: Ints
    kinds: Ints
    groups: Ints


class StrokeBook:
    """The glyphs of one hand. `glyph_ids` maps code points; asking for a glyph reads only that glyph."""

    def __init__(self, data: bytes) -> None:
        _, _, self.units_per_em, self.x_height, self.nib, chars, glyphs, lines, points = HEADER.unpack_from(
            data
        )
        take = _Reader(data, HEADER.size)
        codes, ids = take("<u4", chars), take("<u2", chars)
        self.glyph_ids: Mapping[int, int] = dict(zip(codes.tolist(), ids.tolist(), strict=True))
        self._index = {glyph: number for number, glyph in enumerate(take("<u2", glyphs).tolist())}
        self._advances, self._first_line = take("<i2", glyphs), take("<u4", glyphs + 1)
        self._lines_of: list[int] = np.diff(self._first_line.astype(np.int64)).tolist()
        self._first_point, self._kinds, self._groups = (
            take("<u4", lines + 1),
            take("u1", lines),
            take("u1", lines),
        )
        self._x, self._y, self._pressure = take("<i2", points), take("<i2", points), take("u1", points)
        self.seconds: Mapping[tuple[Role, str], int] = {
            (second.role, second.text): second.glyph for second in _read_seconds(take.rest)
        }

    def glyph(self, glyph_id: int) -> GlyphLines:
        """Return a glyph's lines; KeyError if the hand has none of this id."""
        number = self._index[glyph_id]
        lines = slice(int(self._first_line[number]), int(self._first_line[number + 1]))
        firsts = self._first_point[lines.start : lines.stop + 1].astype(np.int64)
        points = slice(int(firsts[0]), int(firsts[-1]))
        places = np.stack([self._x[points], self._y[points]], axis=1) / self.units_per_em
        return GlyphLines(
            int(self._advances[number]) / self.units_per_em,
            places,
            self._pressure[points] / PRESSURE_ONE,
            firsts - firsts[0],
            self._kinds[lines].astype(np.int64),
            self._groups[lines].astype(np.int64),
        )

    @cached_property
    def characters(self) -> Mapping[int, str]:
        """Return what each glyph stands for: the lowest code point that maps to it, or a second form's text."""
        first = {glyph: chr(code) for code, glyph in sorted(self.glyph_ids.items(), reverse=True)}
        return first | {glyph: text for (_, text), glyph in self.seconds.items()}

    @cached_property
    def covered(self) -> frozenset[str]:
        """The characters the hand can write: those with lines, and spaces."""
        drawn = {glyph for glyph, number in self._index.items() if self._lines_of[number]}
        characters = ((chr(code), glyph) for code, glyph in self.glyph_ids.items())
        return frozenset(char for char, glyph in characters if glyph in drawn or char.isspace())


class _Reader:
    def __init__(self, data: bytes, offset: int) -> None:
        self._data = data
        self._offset = offset

    def __call__(self, kind: str, count: int) -> NDArray[Any]:
        values: NDArray[Any] = np.frombuffer(self._data, kind, count, self._offset)
        self._offset += values.nbytes
        return values

    @property
    def rest(self) -> bytes:
        return self._data[self._offset :]


def _read_seconds(data: bytes) -> list[Second]:
    rows = (line.split(" ", 2) for line in data.decode().splitlines())
    return [Second(int(glyph), Role(role), text) for glyph, role, text in rows]


@lru_cache(maxsize=16)
def book_of(script: Script) -> StrokeBook:
    return StrokeBook(script.strokes)


def pack(
    units_per_em: int,
    x_height: int,
    nib: int,
    glyph_ids: Mapping[int, int],
    glyphs: Sequence[PenGlyph],
    seconds: Sequence[Second] = (),
) -> bytes:
    """Return stroke data: the inverse of reading a `StrokeBook`. Code points and glyphs are stored in rising order."""
    chars = sorted(glyph_ids.items())
    if len({glyph.id for glyph in glyphs}) < len(glyphs):
        raise ValueError("two glyphs have one id")
    glyphs = sorted(glyphs, key=lambda glyph: glyph.id)
    lines = [line for glyph in glyphs for line in glyph.lines]
    points = np.vstack([np.empty((0, 2)), *(line.points for line in lines)])
    pressures = np.concatenate([np.empty(0), *(line.pressures for line in lines)])
    header = HEADER.pack(
        MAGIC, VERSION, units_per_em, x_height, nib, len(chars), len(glyphs), len(lines), len(points)
    )
    arrays = (
        np.array([code for code, _ in chars], "<u4"),
        np.array([glyph for _, glyph in chars], "<u2"),
        np.array([glyph.id for glyph in glyphs], "<u2"),
        np.array([glyph.advance for glyph in glyphs], "<i2"),
        _running("<u4", [len(glyph.lines) for glyph in glyphs]),
        _running("<u4", [len(line.points) for line in lines]),
        np.array([line.start | line.end << 2 for line in lines], "u1"),
        np.array([line.group for line in lines], "u1"),
        points[:, 0].round().astype("<i2"),
        points[:, 1].round().astype("<i2"),
        (pressures * PRESSURE_ONE).round().clip(1, 255).astype("u1"),
    )
    rows = "".join(f"{second.glyph} {second.role.value} {second.text}\n" for second in seconds)
    return header + b"".join(array.tobytes() for array in arrays) + rows.encode()


def _running(kind: str, counts: Sequence[int]) -> NDArray[Any]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(kind)
