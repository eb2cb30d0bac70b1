"""Shaping: a run of text to glyphs with kerning and ligatures, measured by advance and by ink."""

from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from cardmaker.geometry import Rect
from cardmaker.text.faces import Face


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shaped run. `advance` and `ink` are in em, y down, the baseline at 0; `kerns` as in `drawing.Word`."""

    text: str
    glyphs: bytes
    kerns: tuple[float, ...] | None
    advance: float
    ink: Rect


@lru_cache(maxsize=4096)
def shape(face: Face, text: str, track: float = 0.0) -> Shaped:
    """Return the run, letters `track` thousandths of an em further apart; the last letter adds none.

    Tracked text takes no ligatures: their letters would stay together while the others part.
    """
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, {"kern": True, "liga": track == 0, "clig": track == 0})
    infos, positions = buffer.glyph_infos or [], buffer.glyph_positions or []
    _learn_texts(face, text, infos)
    pens, total = _pens(positions, track * face.units_per_em / 1000)
    return Shaped(
        text=text,
        glyphs=b"".join(info.codepoint.to_bytes(2, "big") for info in infos),
        kerns=_kerns(face, infos, positions, track),
        advance=total / face.units_per_em,
        ink=_ink(face, infos, positions, pens),
    )


def _learn_texts(face: Face, text: str, infos: list["hb.GlyphInfo"]) -> None:
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for info in infos:
        face.learn(info.codepoint, text[info.cluster : ends[info.cluster]])


def _pens(positions: list["hb.GlyphPosition"], track: float) -> tuple[list[float], float]:
    """Return where each glyph starts, and the width of all, in font units."""
    pens: list[float] = []
    x = 0.0
    for position in positions:
        pens.append(x)
        x += position.x_advance + track
    return pens, x - (track if positions else 0.0)


def _kerns(
    face: Face, infos: list["hb.GlyphInfo"], positions: list["hb.GlyphPosition"], track: float
) -> tuple[float, ...] | None:
    scale = 1000 / face.units_per_em
    kerns = tuple(
        round((position.x_advance - face.font.get_glyph_h_advance(info.codepoint)) * scale + track, 2)
        for info, position in zip(infos, positions, strict=True)
    )
    return kerns if any(kerns) else None


def _ink(
    face: Face, infos: list["hb.GlyphInfo"], positions: list["hb.GlyphPosition"], pens: list[float]
) -> Rect:
    corners: list[tuple[float, float]] = []
    for info, position, pen in zip(infos, positions, pens, strict=True):
        box = face.font.get_glyph_extents(info.codepoint)
        if box is None or not box.width:
            continue
        x, y = pen + position.x_offset + box.x_bearing, -(position.y_offset + box.y_bearing)
        corners += [(x, y), (x + box.width, y - box.height)]
    unit = 1 / face.units_per_em
    return Rect.around((x * unit, y * unit) for x, y in corners)
