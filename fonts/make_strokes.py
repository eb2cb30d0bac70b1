"""Make the stroke data of the hands from their faces: `python fonts/make_strokes.py [family ...]`.

Needs the `prepare` extra. Every glyph that a character maps to is painted from its outline, thinned to center lines
(`centerlines`), and written as pen strokes into `fonts/<family>/strokes.bin`: smooth, cut at sharp reversals, in
writing direction, thinned out where they run straight. The same face gives the same bytes. `--check` compares.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from centerlines import Line, center_lines, length_of
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter1d

FONTS = Path(__file__).resolve().parent
sys.path.insert(0, str(FONTS.parent))

from accents import composed  # noqa: E402

from cardmaker.hand.strokes import End, PenGlyph, PenLine, pack  # noqa: E402

PX_PER_EM = 760
"""Fine enough for the thinnest hand: a line is about 20 px wide."""

SHARP_DEG = 80.0
"""A turn of more than this within two nibs is a reversal: the line is cut there."""

STEP_MAX_EM = 0.085
STEP_MIN_EM = 0.010
TURN_MAX = 0.40
"""Points stand at most so far apart, and turn at most so much (radians) from one to the next."""

JOIN_ZONE_EM = 0.13
"""A joined hand's strokes meet their neighbors within this distance of the origin and of the advance."""


class Face(NamedTuple):
    """A face open for stroking: its em, its x-height and its usual radius of line, in units."""

    font: TTFont
    units: int
    x_height: int
    radius: float
    joined: bool

    @property
    def px(self) -> float:
        """Pixels per unit."""
        return PX_PER_EM / self.units


class Stroke(NamedTuple):
    """A line in units, y up, with radius, before it is thinned out; `on_line` tells which ends lie on another."""

    line: Line
    on_line: tuple[bool, bool]


class _Rings(BasePen):
    """Collects an outline as closed polygons."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.rings: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.rings.append([pt])

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.rings[-1].append(pt)

    def _curveToOne(self, *controls: tuple[float, float]) -> None:  # noqa: N802
        a, b, c, d = (np.array(point) for point in (self._getCurrentPoint(), *controls))
        for t in np.linspace(0, 1, 13)[1:]:
            s = 1 - t
            self.rings[-1].append(tuple(s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d))


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
    pieces = [piece for line in _raw_lines(face, name) for piece in _pieces(line, face)]
    pieces = [_in_writing_direction(piece, face) for piece in pieces]
    thin = [Stroke(_thin_out(piece.line, face), piece.on_line) for piece in pieces]
    thin, groups = _seat(thin, face)
    order = sorted(range(len(thin)), key=lambda number: _writing_order(thin[number], face))
    return PenGlyph(glyph_id, advance, tuple(_pen_line(thin[n], groups[n], advance, face) for n in order))


def paint(face: Face, name: str) -> tuple[NDArray[np.bool_], float, float]:
    """Return the glyph's picture and the pixel (x, y) of its origin; overlapping contours are filled as one."""
    pen = _Rings(face.font.getGlyphSet())
    face.font.getGlyphSet()[name].draw(pen)
    rings = [np.array(ring) * face.px for ring in pen.rings if len(ring) > 2]
    if not rings:
        return np.zeros((1, 1), dtype=bool), 0.0, 0.0
    points = np.vstack(rings)
    left, top = np.floor(points[:, 0].min()) - 12, np.ceil(points[:, 1].max()) + 12
    size = (int(points[:, 0].max() - left) + 14, int(top - points[:, 1].min()) + 14)
    winding = np.zeros(size[::-1], dtype=int)
    for ring in rings:
        picture = Image.new("1", size)
        ImageDraw.Draw(picture).polygon([(x - left, top - y) for x, y in ring], fill=1)
        winding += np.asarray(picture) * (1 if _area(ring) > 0 else -1)
    return winding != 0, -left, top


def _area(ring: Line) -> float:
    x, y = ring.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1))


def _raw_lines(face: Face, name: str) -> list[Line]:
    """Return the center lines of a glyph in units, y up, one point a pixel."""
    picture, x0, y0 = paint(face, name)
    scale = 1 / face.px
    return [
        np.stack([(line[:, 0] - x0) * scale, (y0 - line[:, 1]) * scale, line[:, 2] * scale], axis=1)
        for line in center_lines(picture)
    ]


def _pieces(line: Line, face: Face) -> list[Stroke]:
    """Return a line smoothed, and cut where it reverses sharply."""
    if len(line) < 2 or length_of(line) < 0.7 * line[:, 2].max():
        dot = line.mean(axis=0)
        dot[2] = line[:, 2].max() + length_of(line) / 4
        return [Stroke(dot[None], (False, False))]
    is_ring = len(line) > 8 and bool(np.allclose(line[0, :2], line[-1, :2]))
    even = _evenly(line, 1 / face.px)
    even = _closed(even, face) if is_ring else even
    cuts = [0, *_reversals(_smooth(even, 0.35 * face.radius * face.px), face), len(even) - 1]
    parts = [even[a : b + 1] for a, b in pairwise(cuts)]
    smooth = [_smooth(part, 0.7 * face.radius * face.px) for part in parts]
    last = len(parts) - 1
    return [Stroke(part, (number > 0, number < last)) for number, part in enumerate(smooth)]


def _evenly(line: Line, step: float) -> Line:
    at = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line[:, :2], axis=0).T))])
    new = np.linspace(0, at[-1], max(3, round(at[-1] / step) + 1))
    return np.stack([np.interp(new, at, column) for column in line.T], axis=1)


def _closed(ring: Line, face: Face) -> Line:
    """Return a ring begun at its top, turning left as a pen does, and closed with a short overlap."""
    ring = ring[:-1]
    if _area(ring[:, :2]) < 0:
        ring = ring[::-1]
    ring = np.roll(ring, -int((ring[:, 1] + 0.25 * ring[:, 0]).argmax()), axis=0)
    overlap = max(2, int(0.9 * face.radius * face.px))
    padded = np.vstack([ring] * 3)
    for column in padded.T:
        column[:] = gaussian_filter1d(column, 0.7 * face.radius * face.px)
    return padded[len(ring) : 2 * len(ring) + overlap]


def _smooth(line: Line, sigma: float) -> Line:
    """Return a line with its noise gone and its ends kept; the ends are mirrored through themselves."""
    count = min(len(line) - 1, int(4 * sigma) + 1)
    head = 2 * line[0] - line[count:0:-1]
    tail = 2 * line[-1] - line[-2 : -count - 2 : -1]
    whole = np.vstack([head, line, tail])
    out = np.stack([gaussian_filter1d(whole[:, axis], sigma) for axis in range(2)], axis=1)[
        count : count + len(line)
    ]
    radius = gaussian_filter1d(line[:, 2], 2 * sigma, mode="nearest")
    return np.column_stack([out, radius])


def _reversals(line: Line, face: Face) -> list[int]:
    """Return where a line turns back sharply, at least four radii from its ends and from each other."""
    reach = max(3, int(1.5 * face.radius * face.px))
    if len(line) < 4 * reach:
        return []
    place = line[:, :2]
    back, ahead = place[reach:-reach] - place[: -2 * reach], place[2 * reach :] - place[reach:-reach]
    turn = np.degrees(np.abs(np.angle(np.exp(1j * (np.arctan2(*ahead.T) - np.arctan2(*back.T))))))
    cuts: list[int] = []
    while len(turn) and turn.max() > SHARP_DEG:
        peak = int(turn.argmax())
        turn[max(0, peak - 2 * reach) : peak + 2 * reach] = 0
        cuts.append(peak + reach)
    return sorted(cut for cut in cuts if reach < cut < len(line) - reach)


def _in_writing_direction(stroke: Stroke, face: Face) -> Stroke:
    """Return a stroke running as pens run: left to right, and down rather than up."""
    line = stroke.line
    if len(line) < 2 or bool(np.hypot(*(line[0, :2] - line[-1, :2])) < 3 * face.radius):
        return stroke
    right, down = line[-1, 0] - line[0, 0], line[0, 1] - line[-1, 1]
    if right + (0.25 if face.joined else 0.85) * down >= 0:
        return stroke
    return Stroke(line[::-1], stroke.on_line[::-1])


def _thin_out(line: Line, face: Face) -> Line:
    """Return the fewest points that keep the shape: many where the line turns, few where it runs straight."""
    if len(line) < 3:
        return line
    step = np.hypot(*np.diff(line[:, :2], axis=0).T)
    heading = np.unwrap(np.arctan2(*np.gradient(line[:, :2], axis=0).T[::-1]))
    heading = gaussian_filter1d(heading, 0.5 * face.radius * face.px, mode="nearest")
    turn = np.abs(np.diff(heading)) / np.maximum(step, 1e-9)
    per_unit = np.clip(turn / TURN_MAX, 1 / (STEP_MAX_EM * face.units), 1 / (STEP_MIN_EM * face.units))
    per_unit = gaussian_filter1d(per_unit, 0.6 * face.radius * face.px, mode="nearest")
    due = np.concatenate([[0], np.cumsum(per_unit * step)])
    wanted = np.linspace(0, due[-1], max(3, int(np.ceil(due[-1])) + 1))
    return np.stack([np.interp(wanted, due, column) for column in line.T], axis=1)


def _seat(strokes: list[Stroke], face: Face) -> tuple[list[Stroke], list[int]]:
    """Return the strokes with ends that touch another stroke set on its center line, and the groups they form."""
    groups = list(range(len(strokes)))
    seated = [Stroke(stroke.line.copy(), stroke.on_line) for stroke in strokes]
    for number, stroke in enumerate(seated):
        on_line = [False, False]
        for end in (0, -1) if len(stroke.line) > 1 else ():
            other, place, gap = _nearest(stroke.line[end, :2], number, end, seated)
            if gap < 0.75 * face.radius:
                stroke.line[end, :2] = place
                on_line[end] = True
                old, new = groups[number], groups[other]
                groups = [new if group == old else group for group in groups]
        seated[number] = Stroke(stroke.line, (on_line[0], on_line[1]))
    names = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    return seated, [names[group] for group in groups]


def _nearest(place: Line, own: int, end: int, strokes: list[Stroke]) -> tuple[int, Line, float]:
    """Return the stroke nearest to an end, the point on it, and the distance; far parts of its own line count."""
    best = (own, place, float("inf"))
    for number, (line, _) in enumerate(strokes):
        path = line[:, :2] if number != own else (line[4:, :2] if end == 0 else line[:-4, :2])
        for a, b in pairwise(path):
            along = b - a
            t = float(np.clip((place - a) @ along / max(float(along @ along), 1e-9), 0, 1))
            point = a + t * along
            gap = float(np.hypot(*(place - point)))
            if gap < best[2]:
                best = (number, point, gap)
    return best


def _writing_order(stroke: Stroke, face: Face) -> tuple[bool, float, float]:
    """Return a key: bodies from left to right, then dots and accents."""
    x, y = stroke.line[:, 0], stroke.line[:, 1]
    above = bool(y.min() > 1.08 * face.x_height and np.ptp(y) < 0.3 * face.units)
    return above, round(float(x.min()), 3), -float(y.max())


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
