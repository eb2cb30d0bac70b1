"""Make the stroke data of the hands from their faces: `python fonts/make_strokes.py [family ...]`.

Needs the `prepare` extra. Every glyph that a character maps to is painted from its outline, thinned to center lines
(`centerlines`), and written as pen strokes into `fonts/<family>/strokes.bin`: smooth, cut at sharp reversals, in
writing direction, thinned out where they run straight. The same face gives the same bytes. `--check` compares, and
`--proof DIR` draws what is shipped, to be looked at.
"""

import argparse
import struct
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

import numpy as np
import yaml
from centerlines import center_lines
from fontTools.ttLib import TTFont, TTLibError
from numpy.typing import NDArray
from outlines import Face, paint
from penlines import Stroke, in_writing_direction, pieces, seat, thin_out, writing_order
from skeleton import Line

FONTS = Path(__file__).resolve().parent
sys.path.insert(0, str(FONTS.parent))

from accents import accented, composed  # noqa: E402
from alternates import Alternate, make_alternates, read_alternates  # noqa: E402
from mending import UNMENDED, Mending, mended, read_mending, redrawn_paths  # noqa: E402

from cardmaker.hand.strokes import End, PenGlyph, PenLine, Role, Second, pack  # noqa: E402

JOIN_ZONE_EM = 0.13
"""A joined hand's strokes meet their neighbors within this distance of the origin and of the advance."""


JOIN_REACH = 1.4
"""A joining end is led on by so many radii, bent to its neighbor: the skeleton of a face ends short of its ink, and a nib may be finer."""


class FaceError(ValueError):
    """A file that no strokes can be made from; the message says why."""


def open_face(path: Path, joined: bool) -> Face:
    """Return a face with its measures. Raises FaceError if it is no font, or one without characters or outlines."""
    font = _open_font(path)
    try:
        return _measured(Face(font, font["head"].unitsPerEm, 0, 1.0, joined))
    except (TTLibError, struct.error, KeyError) as problem:
        raise FaceError(f"{path.name} is damaged: {problem}") from None


def _measured(face: Face) -> Face:
    chars = face.font.getBestCmap()
    rough = [line for char in "nouxdl" for line in _raw_lines(face, chars[ord(char)])]
    x_line = np.vstack(_raw_lines(face, chars[ord("x")]))
    radius = float(np.median(np.concatenate([line[:, 2] for line in rough])))
    return face._replace(x_height=round(float(x_line[:, 1].max() + radius)), radius=radius)


def _open_font(path: Path) -> TTFont:
    try:
        font = TTFont(path)
    except (TTLibError, OSError) as problem:
        raise FaceError(f"{path.name} is not a font: {problem}") from None
    cmap = font.getBestCmap() if "cmap" in font else None
    if not cmap:
        raise FaceError(f"{path.name} has no character map")
    if not {"glyf", "CFF ", "CFF2"} & set(font.keys()):
        raise FaceError(f"{path.name} has no outlines")
    lacking = [char for char in "nouxdl" if ord(char) not in cmap]
    if lacking:
        raise FaceError(f"{path.name} has no letter {lacking[0]!r} to measure")
    return font


def make_strokes(
    face: Face,
    characters: Iterable[int] = (),
    alternates: Sequence[Alternate] = (),
    mending: Mending = UNMENDED,
) -> bytes:
    """Return the stroke data of a face: all its characters and those its parts can make, or just those given."""
    only = tuple(characters) or mending.only
    chosen = _glyph_ids(face, only)
    glyphs = _make_glyphs(face, chosen, mending)
    drawn = {chr(code): glyphs[glyph] for code, glyph in chosen.items() if glyphs[glyph].lines}
    ids = count(face.font["maxp"].numGlyphs)
    more = {} if only else composed(drawn, face.x_height, ids, mending.poor)
    chosen |= {ord(char): glyph.id for char, glyph in more.items()}
    made = [*(glyphs[glyph] for glyph in sorted(glyphs.keys() & chosen.values())), *more.values()]
    first = 1 + max(glyph.id for glyph in made)
    second = [
        (each.role, each.text, glyph)
        for each, glyph in make_alternates(alternates, drawn, first, face, _finished)
    ]
    second += [] if only else _accented_seconds(second, drawn, face)
    roles = [Second(glyph.id, role, text) for role, text, glyph in second]
    made += [glyph for *_, glyph in second]
    return pack(face.units, face.x_height, round(2 * face.radius), chosen, made, roles)


def _accented_seconds(
    second: Sequence[tuple[Role, str, PenGlyph]], drawn: Mapping[str, PenGlyph], face: Face
) -> list[tuple[Role, str, PenGlyph]]:
    """Return the second forms of letters with marks, from those of the letters without."""
    ids = count(1 + max((glyph.id for *_, glyph in second), default=0))
    return [
        (role, char, made)
        for role, text, glyph in second
        if len(text) == 1
        for char, made in accented(text, glyph, drawn, face.x_height, ids).items()
    ]


def _glyph_ids(face: Face, only: Collection[int]) -> dict[int, int]:
    """Return the glyph of each character, or of each of those given that the face has."""
    cmap = face.font.getBestCmap()
    codes = [code for code in cmap if code >= ord(" ") and (not only or code in only)]
    return {code: face.font.getGlyphID(cmap[code]) for code in codes}


def _make_glyphs(face: Face, chosen: Mapping[int, int], mending: Mending) -> dict[int, PenGlyph]:
    letters = {glyph for code, glyph in chosen.items() if chr(code).isalpha()}
    char_of = {glyph: chr(code) for code, glyph in chosen.items()}
    made = {}
    for glyph in sorted(set(chosen.values())):
        char, own = char_of[glyph], face._replace(joined=face.joined and glyph in letters)
        found = _redrawn(own, glyph, char, mending) if char in mending.redrawn else make_glyph(own, glyph)
        made[glyph] = mended(found, char, mending, face.units)
    return made


def _redrawn(face: Face, glyph_id: int, char: str, mending: Mending) -> PenGlyph:
    """Return a letter drawn anew, as data."""
    letter = mending.redrawn[char]
    own = face.font["hmtx"][face.font.getGlyphName(glyph_id)][0]
    advance = round(letter.advance * face.x_height) or own
    strokes = [
        Stroke(np.column_stack([points, np.full(len(points), face.radius)]), (False, False))
        for points in redrawn_paths(letter, mending.slant, face.x_height)
    ]
    return PenGlyph(glyph_id, advance, _finished(strokes, advance, face))


def make_glyph(face: Face, glyph_id: int) -> PenGlyph:
    name = face.font.getGlyphName(glyph_id)
    advance = face.font["hmtx"][name][0]
    strokes = [
        in_writing_direction(piece, face) for line in _raw_lines(face, name) for piece in pieces(line, face)
    ]
    thin = [Stroke(thin_out(stroke.line, face), stroke.on_line) for stroke in strokes]
    return PenGlyph(glyph_id, advance, _finished(thin, advance, face))


def _finished(strokes: list[Stroke], advance: int, face: Face) -> tuple[PenLine, ...]:
    """Return thin strokes seated on each other, in writing order."""
    thin, groups = seat(strokes, face)
    order = sorted(range(len(thin)), key=lambda number: writing_order(thin[number], face))
    return tuple(_pen_line(thin[n], groups[n], advance, face) for n in order)


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
    points = stroke.line[:, :2]
    length = JOIN_REACH * face.radius
    if start is End.JOIN:
        points = np.vstack(
            [points[0] + _reach(points[0] - points[1], advance / 2, points[0], length), points]
        )
        pressures = np.concatenate([pressures[:1], pressures])
    if end is End.JOIN:
        points = np.vstack(
            [points, points[-1] + _reach(points[-1] - points[-2], advance / 2, points[-1], length)]
        )
        pressures = np.concatenate([pressures, pressures[-1:]])
    return PenLine(points, pressures, start, end, group)


def _reach(
    way: NDArray[np.float64], middle: float, tip: NDArray[np.float64], length: float
) -> NDArray[np.float64]:
    """Return how a joining end is led on: along its way, bent toward the neighbor on its side."""
    side = 1.0 if tip[0] > middle else -1.0
    bent = way / max(float(np.hypot(*way)), 1e-9) + np.array([side, 0.0])
    ahead: NDArray[np.float64] = bent * length / max(float(np.hypot(*bent)), 1e-9)
    return ahead


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
    face = family_face(family)
    return make_strokes(face, alternates=read_alternates(folder), mending=read_mending(folder))


def family_face(family: str) -> Face:
    hand = yaml.safe_load((FONTS / family / "hand.yaml").read_text(encoding="utf-8"))
    return open_face(FONTS / family / hand["face"], bool(hand["joined"]))


def families() -> list[str]:
    return sorted(path.parent.name for path in FONTS.glob("*/hand.yaml"))


def main(arguments: Sequence[str]) -> int:
    """Make, check or draw the stroke data; return 1 if a check finds a difference, 2 if a face is no good."""
    parser = argparse.ArgumentParser(description="Make the stroke data of the hands from their faces.")
    parser.add_argument("family", nargs="*", help="folders of fonts/ (default: every hand)")
    parser.add_argument("--check", action="store_true", help="compare with what is shipped; write nothing")
    parser.add_argument(
        "--proof", type=Path, metavar="DIR", help="draw what is shipped as proof sheets into DIR"
    )
    options = parser.parse_args(arguments)
    chosen = options.family or families()
    try:
        if options.proof:
            return _proof(chosen, options.proof)
        return int(sum([_remade(family, options.check) for family in chosen]) > 0)
    except FaceError as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2


def _remade(family: str, is_check: bool) -> bool:
    """Make a family's strokes and tell; return whether a check found a difference."""
    data, path = make_family(family), FONTS / family / "strokes.bin"
    same = path.is_file() and path.read_bytes() == data
    if not is_check:
        path.write_bytes(data)
    print(f"{family}: {len(data)} bytes, {'same' if same else 'changed'}")
    return is_check and not same


def _proof(chosen: Iterable[str], folder: Path) -> int:
    from proof import write_proofs

    from cardmaker.inputs.hand import read_hand

    for family in chosen:
        for path in write_proofs(read_hand(family), family_face(family), folder):
            print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
