"""Make the stroke data of the hands from their faces: `python fonts/make_strokes.py [family ...]`.

Needs the `prepare` extra. Every glyph that a character maps to is painted from its outline, thinned to center lines
(`centerlines`), and written as pen strokes into `fonts/<family>/strokes.bin`: smooth, cut at sharp reversals, in
writing direction, thinned out where they run straight. The same face gives the same bytes. `--check` compares.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import yaml
from centerlines import Line, center_lines
from fontTools.ttLib import TTFont
from outlines import Face, paint
from penlines import Stroke, in_writing_direction, pieces, seat, thin_out, writing_order

FONTS = Path(__file__).resolve().parent
sys.path.insert(0, str(FONTS.parent))

from accents import composed  # noqa: E402

from cardmaker.hand.strokes import End, PenGlyph, PenLine, pack  # noqa: E402

JOIN_ZONE_EM = 0.13
"""A joined hand's strokes meet their neighbors within this distance of the origin and of the advance."""


def open_face(path: Path, joined: bool) -> Face:
    font = TTFont(path)
    units = font["head"].unitsPerEm
    face = Face(font, units, 0, 1.0, joined)
    rough = [line for char in "nouxdl" for line in _raw_lines(face, font.getBestCmap()[ord(char)])]
    x_line = np.vstack(_raw_lines(face, font.getBestCmap()[ord("x")]))
    radius = float(np.median(np.concatenate([line[:, 2] for line in rough])))
    return face._replace(x_height=round(float(x_line[:, 1].max() + radius)), radius=radius)


def make_strokes(face: Face, characters: Iterable[int] | None = None) -> bytes:
    """Return the stroke data of a face: all its characters and those its parts can make, or just those given."""
    cmap = face.font.getBestCmap()
    chosen = {code: face.font.getGlyphID(cmap[code]) for code in characters or cmap if code >= ord(" ")}
    letters = {glyph for code, glyph in chosen.items() if chr(code).isalpha()}
    glyphs = {
        glyph: make_glyph(face._replace(joined=face.joined and glyph in letters), glyph)
        for glyph in sorted(set(chosen.values()))
    }
    drawn = {chr(code): glyphs[glyph] for code, glyph in chosen.items() if glyphs[glyph].lines}
    more = {} if characters else composed(drawn, face.font["maxp"].numGlyphs)
    chosen |= {ord(char): glyph.id for char, glyph in more.items()}
    made = [*glyphs.values(), *more.values()]
    return pack(face.units, face.x_height, round(2 * face.radius), chosen, made)


def make_glyph(face: Face, glyph_id: int) -> PenGlyph:
    name = face.font.getGlyphName(glyph_id)
    advance = face.font["hmtx"][name][0]
    strokes = [
        in_writing_direction(piece, face) for line in _raw_lines(face, name) for piece in pieces(line, face)
    ]
    thin = [Stroke(thin_out(stroke.line, face), stroke.on_line) for stroke in strokes]
    thin, groups = seat(thin, face)
    order = sorted(range(len(thin)), key=lambda number: writing_order(thin[number], face))
    return PenGlyph(glyph_id, advance, tuple(_pen_line(thin[n], groups[n], advance, face) for n in order))


def _raw_lines(face: Face, name: str) -> list[Line]:
    """Return the center lines of a glyph in units, y up, one point a pixel."""
    picture, x0, y0 = paint(face, name)
    scale = 1 / face.px
    return [
        np.stack([(line[:, 0] - x0) * scale, (y0 - line[:, 1]) * scale, line[:, 2] * scale], axis=1)
        for line in center_lines(picture)
    ]


def _pen_line(stroke: Stroke, group: int, advance: int, face: Face) -> PenLine:
    start, end = (_end(stroke, number, advance, face) for number in (0, -1))
    pressures = np.clip(stroke.line[:, 2] / face.radius, 0.5, 1.9)
    return PenLine(stroke.line[:, :2], pressures, start, end, group)


def _end(stroke: Stroke, end: int, advance: int, face: Face) -> End:
    if stroke.on_line[end]:
        return End.ON_LINE
    x, y, _ = stroke.line[end]
    zone = JOIN_ZONE_EM * face.units
    beside = x < zone or x > advance - zone
    if face.joined and len(stroke.line) > 1 and beside and -0.1 * face.units < y < 1.15 * face.x_height:
        return End.JOIN
    return End.FREE


def make_family(family: str) -> bytes:
    folder = FONTS / family
    hand = yaml.safe_load((folder / "hand.yaml").read_text(encoding="utf-8"))
    return make_strokes(open_face(folder / hand["face"], bool(hand["joined"])))


def families() -> list[str]:
    return sorted(path.parent.name for path in FONTS.glob("*/hand.yaml"))


def main(arguments: Sequence[str]) -> int:
    """Make or check the stroke data; return 1 if a check finds a difference."""
    parser = argparse.ArgumentParser(description="Make the stroke data of the hands from their faces.")
    parser.add_argument("family", nargs="*", help="folders of fonts/ (default: every hand)")
    parser.add_argument("--check", action="store_true", help="compare with what is shipped; write nothing")
    options = parser.parse_args(arguments)
    stale = 0
    for family in options.family or families():
        data, path = make_family(family), FONTS / family / "strokes.bin"
        same = path.is_file() and path.read_bytes() == data
        stale += not same
        if not options.check:
            path.write_bytes(data)
        print(f"{family}: {len(data)} bytes, {'same' if same else 'changed'}")
    return int(options.check and stale > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
