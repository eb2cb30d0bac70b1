"""A small TrueType font from arrays of points: just what a PDF needs to show glyphs by number.

All points of all glyphs are encoded at once. No names, character map or hinting: a PDF brings its own. References are to
the OpenType 1.9 specification's chapters of the tables.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.strokes import Ints

ON_CURVE, X_SHORT, Y_SHORT, X_SAME, Y_SAME = 1, 2, 4, 16, 32
"""glyf, simple glyph flags. With a short step SAME means positive; with a long one it means no step at all."""

EPOCH: Final = 0
"""head: created and modified. The same font is the same bytes."""

_MAGIC: Final = 0x5F0F3CF5
_CHECKSUM: Final = 0xB1B0AFBA


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Glyphs as closed rings of integer points, y up; the first point of a ring is on the curve, the others off.

    `rings` has each ring's first point and then the count of points; `glyphs` each glyph's first ring and the count.
    """

    points: Ints
    rings: Ints
    glyphs: Ints
    advances: Ints


@dataclass(frozen=True, slots=True)
class Box:
    x_min: int
    y_min: int
    x_max: int
    y_max: int


def make_font(outlines: Outlines, units_per_em: int) -> tuple[bytes, Box]:
    """Return a font file of the outlines, glyph 0 an empty .notdef and theirs from 1 on, and its bounding box."""
    boxes = _boxes(outlines)
    glyf, loca = _glyf(outlines, boxes)
    inked = boxes[np.diff(outlines.glyphs) > 0]
    box = (
        Box(*inked[:, :2].min(axis=0).tolist(), *inked[:, 2:].max(axis=0).tolist())
        if len(inked)
        else Box(0, 0, 0, 0)
    )
    tables = {
        b"glyf": glyf,
        b"head": _head(units_per_em, box),
        b"hhea": _hhea(outlines, boxes, box),
        b"hmtx": _hmtx(outlines, boxes),
        b"loca": loca,
        b"maxp": _maxp(outlines),
    }
    return _file(tables), box


def _boxes(outlines: Outlines) -> Ints:
    """Return every glyph's box: left, bottom, right, top; zeros for one without ink."""
    boxes = np.zeros((len(outlines.advances), 4), dtype=np.int64)
    inked = np.flatnonzero(np.diff(outlines.glyphs))
    if len(inked):
        firsts = outlines.rings[outlines.glyphs[inked]]
        boxes[inked, :2] = np.minimum.reduceat(outlines.points, firsts)
        boxes[inked, 2:] = np.maximum.reduceat(outlines.points, firsts)
    return boxes


def _glyf(outlines: Outlines, boxes: Ints) -> tuple[bytes, bytes]:
    """Return the tables of glyphs and of their places."""
    flags, x, y = _steps(outlines)
    ring_ends = (outlines.rings[1:] - 1).tolist()
    glyphs, rings, extents = outlines.glyphs.tolist(), outlines.rings.tolist(), boxes.tolist()
    parts, places = [], [0, 0]
    for number, box in enumerate(extents):
        first, last = glyphs[number], glyphs[number + 1]
        a, b = rings[first], rings[last]
        if first < last:
            ends = [end - a for end in ring_ends[first:last]]
            head = struct.pack(f">5h{len(ends)}HH", len(ends), *box, *ends, 0)
            body = b"".join((head, flags[a:b], x.part(a, b), y.part(a, b)))
            parts.append(body + bytes(-len(body) % 4))
        places.append(places[-1] + (len(parts[-1]) if first < last else 0))
    return b"".join(parts), struct.pack(f">{len(places)}I", *places)


@dataclass(frozen=True, slots=True, eq=False)
class _Stream:
    """Steps as bytes, none, one or two for a point; `places` says where each point's bytes begin."""

    stored: bytes
    places: list[int]

    def part(self, a: int, b: int) -> bytes:
        return self.stored[self.places[a] : self.places[b]]


def _steps(outlines: Outlines) -> tuple[bytes, _Stream, _Stream]:
    """Return flags, and the steps across and up from point to point; a glyph starts at its origin."""
    steps = np.diff(outlines.points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    starts = outlines.rings[outlines.glyphs[:-1]]
    starts = starts[starts < len(steps)]
    steps[starts] = outlines.points[starts]
    flags = np.zeros(len(steps), dtype=np.uint8)
    flags[outlines.rings[:-1]] = ON_CURVE
    flags |= _flags(steps[:, 0], X_SHORT, X_SAME) | _flags(steps[:, 1], Y_SHORT, Y_SAME)
    return flags.tobytes(), _stream(steps[:, 0]), _stream(steps[:, 1])


def _flags(step: Ints, short: int, same: int) -> NDArray[np.uint8]:
    is_short = (np.abs(step) < 256) & (step != 0)
    is_same = (step == 0) | (is_short & (step > 0))
    flags: NDArray[np.uint8] = (is_short * short + is_same * same).astype(np.uint8)
    return flags


def _stream(step: Ints) -> _Stream:
    size = np.where(step == 0, 0, np.where(np.abs(step) < 256, 1, 2))
    places = np.concatenate([[0], np.cumsum(size)])
    stored: NDArray[Any] = np.zeros(int(places[-1]), dtype=np.uint8)
    short, wide = np.flatnonzero(size == 1), np.flatnonzero(size == 2)
    stored[places[short]] = np.abs(step[short])
    stored[places[wide]] = step[wide] >> 8 & 255
    stored[places[wide] + 1] = step[wide] & 255
    return _Stream(stored.tobytes(), places.tolist())


def _head(units_per_em: int, box: Box) -> bytes:
    # Flags: baseline at 0 and left side bearing at x 0. Long offsets; direction hint 2 by the standard.
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        0x00010000, 0x00010000, 0, _MAGIC, 0b11, units_per_em, EPOCH, EPOCH,
        box.x_min, box.y_min, box.x_max, box.y_max, 0, 7, 2, 1, 0,
    )  # fmt: skip


def _hhea(outlines: Outlines, boxes: Ints, box: Box) -> bytes:
    widest = int(outlines.advances.max(initial=0))
    inked = np.diff(outlines.glyphs) > 0
    after = (outlines.advances - boxes[:, 2])[inked].min(initial=0)
    return struct.pack(
        ">IhhhHhhhhhhhhhhhH",
        0x00010000, box.y_max, box.y_min, 0, widest, box.x_min, int(after), box.x_max,
        1, 0, 0, 0, 0, 0, 0, 0, len(outlines.advances) + 1,
    )  # fmt: skip


def _hmtx(outlines: Outlines, boxes: Ints) -> bytes:
    rows = np.zeros((len(outlines.advances) + 1, 2), dtype=">i2")
    rows[1:, 0] = outlines.advances
    rows[1:, 1] = boxes[:, 0]
    return rows.tobytes()


def _maxp(outlines: Outlines) -> bytes:
    points = np.diff(outlines.rings[outlines.glyphs]).max(initial=0)
    rings = np.diff(outlines.glyphs).max(initial=0)
    return struct.pack(
        ">IHHHHHHHHHHHHHH",
        0x00010000, len(outlines.advances) + 1, int(points), int(rings), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """Return the font file: directory, then tables by name, each padded to four bytes."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [
        struct.pack(">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    ]
    offset = 12 + 16 * count
    for tag, table in sorted(tables.items()):
        directory.append(struct.pack(">4sIII", tag, _checksum(table), offset, len(table)))
        offset += len(table) + -len(table) % 4
    font = b"".join([*directory, *(table + bytes(-len(table) % 4) for _, table in sorted(tables.items()))])
    at = font.index(tables[b"head"], 12 + 16 * count) + 8
    return font[:at] + struct.pack(">I", (_CHECKSUM - _checksum(font)) & 0xFFFFFFFF) + font[at + 4 :]


def _checksum(table: bytes) -> int:
    return int(np.frombuffer(table + bytes(-len(table) % 4), ">u4").sum(dtype=np.uint64)) & 0xFFFFFFFF
