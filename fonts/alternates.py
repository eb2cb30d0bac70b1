"""Second forms of letters: other structures of a hand's own letters, told in `fonts/<family>/alternates.yaml`.

An entry names what it is (`final`, `other` or `pair`) and its text, and how it comes from the prepared strokes:

* `drop`: a point for each line to leave out, near it; or `all`.
* `extend`: points; the line that passes the first ends there and goes on smoothly through the others. With `at: start` it
  begins with the last of them, and comes to the first.
* `draw`: new lines, each through its points.
* `close`: how much nearer than usual the letters of a pair stand. `advance`: the new advance.

Places are font units, y up. Points name lines by where they are, not by number, so that a better thinning of the outline
moves an alternate a little and never to another line.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import yaml
from outlines import Face
from penlines import Stroke, thin_out
from scipy.interpolate import CubicSpline
from skeleton import Line

from cardmaker.hand.strokes import End, PenGlyph, PenLine, Role

NEAR_EM: Final = 0.06
"""A point names a line that comes at least this near to it."""

RUN_UP_EM: Final = 0.12
"""How much of a line's end sets the course of its extension."""

BEARING_EM: Final = 0.03

Finish = Callable[[list[Stroke], int, Face], tuple[PenLine, ...]]
"""Seats strokes on each other and puts them into writing order, for an advance."""


class Alternate(NamedTuple):
    """One entry of `alternates.yaml`."""

    role: Role
    text: str
    drop: tuple[tuple[float, float], ...] | str = ()
    extend: tuple[tuple[float, float], ...] = ()
    draw: tuple[tuple[tuple[float, float], ...], ...] = ()
    at: str = "end"
    close: int = 0
    advance: int = 0


def read_alternates(folder: Path) -> list[Alternate]:
    """Return a family's alternates; none if it has no such file."""
    path = folder / "alternates.yaml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [_entry(entry) for entry in entries]


def _entry(entry: dict[str, Any]) -> Alternate:
    role = next(role for role in Role if role.value in entry)
    return Alternate(role, str(entry.pop(role.value)), **entry)


def make_alternates(
    alternates: Sequence[Alternate], drawn: Mapping[str, PenGlyph], first_id: int, face: Face, finish: Finish
) -> list[tuple[Alternate, PenGlyph]]:
    """Return each alternate with its glyph, with ids from `first_id` on. `drawn` has the hand's own letters."""
    return [
        (alternate, _make(alternate, first_id + number, drawn, face, finish))
        for number, alternate in enumerate(alternates)
    ]


def _make(
    alternate: Alternate, glyph_id: int, drawn: Mapping[str, PenGlyph], face: Face, finish: Finish
) -> PenGlyph:
    lines, advance = _parts(alternate, drawn, face)
    lines = [] if alternate.drop == "all" else _without(lines, alternate, face)
    if alternate.extend:
        lines = _extended(lines, alternate, face)
    lines += [_inked(_curve(points, face), face) for points in alternate.draw]
    right = max(float(line[:, 0].max()) for line in lines) + BEARING_EM * face.units
    if alternate.role is Role.FINAL:
        advance = max(advance, round(right))
    advance = alternate.advance or advance
    own = face._replace(joined=face.joined and alternate.text.isalpha())
    pens = finish([Stroke(line, (False, False)) for line in lines], advance, own)
    if alternate.role is Role.FINAL:
        pens = tuple(_lifted(pen, advance) for pen in pens)
    return PenGlyph(glyph_id, advance, pens)


def _lifted(pen: PenLine, advance: int) -> PenLine:
    """Return a line that joins nothing on its right: after a word's last letter the pen is lifted."""
    free = [
        End.FREE if end is End.JOIN and x > advance / 2 else end
        for end, x in ((pen.start, pen.points[0][0]), (pen.end, pen.points[-1][0]))
    ]
    return pen._replace(start=free[0], end=free[1])


def _parts(alternate: Alternate, drawn: Mapping[str, PenGlyph], face: Face) -> tuple[list[Line], int]:
    """Return the lines of the letters side by side, with their radius, and the advance of all."""
    lines: list[Line] = []
    advance = 0
    for char in alternate.text:
        advance -= alternate.close if advance else 0
        lines += [_line(pen, advance, face) for pen in drawn[char].lines]
        advance += drawn[char].advance
    return lines, advance


def _line(pen: PenLine, shift: int, face: Face) -> Line:
    return np.column_stack([pen.points + np.array([shift, 0]), np.asarray(pen.pressures) * face.radius])


def _without(lines: list[Line], alternate: Alternate, face: Face) -> list[Line]:
    gone = {_passing(lines, place, alternate, face)[0] for place in alternate.drop}
    return [line for number, line in enumerate(lines) if number not in gone]


def _passing(lines: list[Line], place: Any, alternate: Alternate, face: Face) -> tuple[int, int]:
    """Return the line that passes a place, and which of its points is nearest. ValueError if none is near."""
    ways = [np.hypot(*(_dense(line, face)[:, :2] - place).T).min() for line in lines]
    number = int(np.argmin(ways))
    if ways[number] > NEAR_EM * face.units:
        raise ValueError(f"{alternate.role.value} {alternate.text}: no line passes {place}")
    return number, int(np.hypot(*(lines[number][:, :2] - place).T).argmin())


def _dense(line: Line, face: Face) -> Line:
    if len(line) < 2:
        return line
    at = np.linspace(0, len(line) - 1, 8 * len(line))
    return np.stack([np.interp(at, np.arange(len(line)), column) for column in line.T], axis=1)


def _extended(lines: list[Line], alternate: Alternate, face: Face) -> list[Line]:
    number, point = _passing(lines, alternate.extend[0], alternate, face)
    line = lines[number]
    backward = alternate.at == "start"
    kept = line[point:][::-1] if backward else line[: point + 1]
    course = np.vstack([_run_up(kept, face), alternate.extend[1:]])
    start = len(course) - len(alternate.extend) + 1
    tail = _inked(_curve(course, face, start - 1), face)
    whole = np.vstack([kept, tail[1:]])
    return [*lines[:number], whole[::-1] if backward else whole, *lines[number + 1 :]]


def _run_up(line: Line, face: Face) -> Line:
    """Return the last points of a line, one every half run-up: they set the course of what follows."""
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line[::-1, :2], axis=0).T))])
    at = np.linspace(0, min(RUN_UP_EM * face.units, float(way[-1])), 3)[::-1]
    return np.stack([np.interp(at, way, column) for column in line[::-1, :2].T], axis=1)


def _curve(points: Any, face: Face, start: int = 0) -> Line:
    """Return a smooth line through the points, from one of them on, a point a pixel."""
    places = np.asarray(points, dtype=float)
    knots = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(places, axis=0).T) ** 0.6)])
    length = np.hypot(*np.diff(places[start:], axis=0).T).sum()
    at = np.linspace(knots[start], knots[-1], max(8, int(length * face.px)))
    kind = "natural" if len(places) > 2 else "not-a-knot"
    curve: Line = CubicSpline(knots, places, bc_type=kind)(at)
    return curve


def _inked(curve: Line, face: Face) -> Line:
    return thin_out(np.column_stack([curve, np.full(len(curve), face.radius)]), face)
