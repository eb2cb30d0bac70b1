"""The nib: from center lines to the ink's edge.

All lines of all letters are inked at once, end to end in flat arrays. A line becomes one closed ring that starts on the
curve and goes on in off-curve points of a quadratic B-spline, out along the left, round the end, back along the right
and round the start; y runs up, so rings run clockwise, as TrueType fills them. A dot is the same ring of a line without
length. How much heavier a pen is down than up, how it pools in turns, where it lands and lifts, are the pen's own values
(`pens`); here they become widths.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.hand.strokes import End, Floats, Ints
from cardmaker.model import BLUE_BALLPOINT, Pen, Taper

WAVES: Final = ((12 / 11, 11.0), (10 / 11, 27.0))
"""Share of the pen's pressure, and length in nibs, of the waves along a line."""
HELD: Final = np.radians(8.0)
"""How a broad nib's edge lies, from level: strokes across it are the widest. Flat, so that leaning hands keep their weight."""
GRAIN: Final = 2
"""How often a rough pen's lines are halved, so that its edge strays within a nib's width and not over a letter."""
CAP: Final = 1.08
"""Control points of a B-spline circle, 45° apart, lie this much outside it."""
_MASK: Final = (1 << 64) - 1
_CAP_ANGLES: Final = np.radians([45.0, 0.0, -45.0])


@dataclass(frozen=True, slots=True, eq=False)
class CenterLines:
    """Lines end to end, in em, y up.

    `pressures` are widths as shares of the nib's, `kinds` the stored ends; `keys` tell lines apart for their chance values.
    """

    points: Floats
    pressures: Floats
    firsts: Ints
    kinds: Ints
    keys: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Closed rings end to end: the first point of each lies on the curve, the others are off it."""

    points: Floats
    firsts: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """What every point knows of its line: neighbors, way gone, way to go, direction, turn and step."""

    line: Ints
    gone: Floats
    left: Floats
    along: Floats
    turn: Floats
    step: Floats


def ink(lines: CenterLines, nib: float, seed: int, pen: Pen = BLUE_BALLPOINT) -> Rings:
    """Return the inked edge of every line, for a nib of this width (em)."""
    for _ in range(GRAIN if pen.rough else 0):
        lines = _finer(lines)
    run = _run(lines, seed)
    half = nib / 2 * _weight(lines, run, nib, seed, pen)
    across = np.stack([-run.along[:, 1], run.along[:, 0]], axis=1)
    # On the inner side of a bend tighter than the nib the edge would run backward and cut a hole.
    inner = np.clip(0.9 * run.step / np.maximum(np.abs(run.turn), 1e-9), 0.25 * half, half)
    left_half, right_half = np.where(run.turn > 0, inner, half), np.where(run.turn < 0, inner, half)
    if pen.rough:
        left_half, right_half = (
            _frayed(side, lines, pen.rough, seed + at) for at, side in enumerate((left_half, right_half))
        )
    left = lines.points + across * left_half[:, None]
    right = lines.points - across * right_half[:, None]
    return _rings(lines, run, half, left, right, seed, pen.dent)


def _finer(lines: CenterLines) -> CenterLines:
    """Return the same B-splines with twice the points (Chaikin's corner cutting), ends and dots where they were."""
    counts = np.diff(lines.firsts)
    first, last = np.repeat(lines.firsts[:-1], counts), np.repeat(lines.firsts[1:] - 1, counts)
    here = np.arange(len(lines.points))
    near = np.stack([np.maximum(here - 1, first), np.minimum(here + 1, last)], axis=1).ravel()
    twice = np.repeat(here, 2)
    # A dot stays one point.
    kept = np.repeat(np.repeat(counts > 1, counts), 2) | (np.arange(2 * len(here)) % 2 == 0)
    return CenterLines(
        points=(0.75 * lines.points[twice] + 0.25 * lines.points[near])[kept],
        pressures=(0.75 * lines.pressures[twice] + 0.25 * lines.pressures[near])[kept],
        firsts=np.concatenate([[0], np.cumsum(np.where(counts > 1, 2 * counts, counts))]),
        kinds=lines.kinds,
        keys=lines.keys,
    )


def _frayed(half: Floats, lines: CenterLines, rough: float, seed: int) -> Floats:
    """Return the half width of one side, straying by chance from point to point."""
    counts = np.diff(lines.firsts)
    place = np.arange(len(half)) - np.repeat(lines.firsts[:-1], counts)
    luck = chance(np.repeat(lines.keys, counts) * 1024 + place, seed, 20)
    frayed: Floats = half * (1 + rough * (2 * luck - 1))
    return frayed


def _run(lines: CenterLines, seed: int) -> _Run:
    counts = np.diff(lines.firsts)
    line = np.repeat(np.arange(len(counts)), counts)
    first, last = lines.firsts[:-1], lines.firsts[1:] - 1
    steps = np.zeros((len(line) + 1, 2))
    steps[1:-1] = np.diff(lines.points, axis=0)
    steps[lines.firsts] = 0
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    gone = np.cumsum(lengths)[:-1]
    gone -= gone[first][line]
    units = steps / np.maximum(lengths, 1e-12)[:, None]
    before, after = units[:-1].copy(), units[1:].copy()
    before[first], after[last] = after[first], before[last]
    along = before + after
    dots = np.flatnonzero(counts == 1)
    angle = 2 * np.pi * chance(lines.keys[dots], seed, 9)
    along[first[dots]] = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    turn = np.arctan2(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0], (before * after).sum(axis=1))
    step = (lengths[:-1] + lengths[1:]) / 2
    return _Run(line, gone, gone[last][line] - gone, along, turn, step)


def _weight(lines: CenterLines, run: _Run, nib: float, seed: int, pen: Pen) -> Floats:
    """Return the nib's width along the lines, as a share of its own."""
    weight = lines.pressures * (1 - pen.contrast * run.along[:, 1])
    if pen.edge:
        weight *= 1 + pen.edge * _broadness(run.along)
    for number, (share, length) in enumerate(WAVES):
        phase = 2 * np.pi * chance(lines.keys, seed, number)[run.line]
        weight *= 1 + pen.pressure * share * np.sin(run.gone * (2 * np.pi / (length * nib)) + phase)
    weight *= 1 + pen.pool * np.minimum(1, np.abs(run.turn) * nib / np.maximum(run.step, 1e-9) / 2)
    weight *= _taper(run, run.gone, lines.kinds & 3, pen.landing, nib, chance(lines.keys, seed, 2))
    weight *= _taper(run, run.left, lines.kinds >> 2 & 3, pen.lifting, nib, chance(lines.keys, seed, 3))
    return np.where(np.diff(lines.firsts)[run.line] == 1, pen.dot * lines.pressures, weight)


def _broadness(along: Floats) -> Floats:
    """Return 1 where a line runs across a broad nib's edge, -1 where it runs along it."""
    across = along[:, 0] * np.sin(HELD) - along[:, 1] * np.cos(HELD)
    broadness: Floats = 2 * across * across - 1
    return broadness


def _taper(run: _Run, way: Floats, ends: Ints, taper: Taper, nib: float, luck: Floats) -> Floats:
    """Return the thinning (or pooling) toward the free ends of lines, over at most two fifths of a line."""
    share, shortest, longest = taper
    whole = run.gone + run.left
    reach = np.minimum((shortest + (longest - shortest) * luck[run.line]) * nib, 0.4 * whole)
    full = np.where((ends == End.FREE)[run.line], share, 1.0)
    t: Floats = np.clip(way / np.maximum(reach, 1e-9), 0, 1)
    # A line shorter than two nibs has no room to taper.
    full = np.where(whole < 2 * nib, 1.0, full)
    return full + (1 - full) * t * (2 - t)


def _rings(
    lines: CenterLines, run: _Run, half: Floats, left: Floats, right: Floats, seed: int, dent: float
) -> Rings:
    """Return the edges woven into rings: a point on the curve, left edge, end cap, right edge, start cap."""
    counts = np.diff(lines.firsts)
    first, last = lines.firsts[:-1], lines.firsts[1:] - 1
    starts = np.concatenate([[0], np.cumsum(2 * counts + 7)])
    begin = starts[:-1]
    points = np.empty((int(starts[-1]), 2))
    place = np.arange(len(run.line)) - first[run.line]
    points[begin[run.line] + 1 + place] = left
    points[begin[run.line] + 3 + 2 * counts[run.line] - place] = right
    for number, angle in enumerate(_CAP_ANGLES):
        points[begin + 1 + counts + number] = _cap(lines.points[last], run.along[last], half[last], angle)
        points[begin + 4 + 2 * counts + number] = _cap(
            lines.points[first], -run.along[first], half[first], angle
        )
    _dent(points, begin[counts == 1], lines.points[first[counts == 1]], lines.keys[counts == 1], seed, dent)
    points[begin] = (points[begin + 1] + points[starts[1:] - 1]) / 2
    return Rings(points, starts)


def _cap(center: Floats, ahead: Floats, half: Floats, angle: float) -> Floats:
    """Return one control point of the round cap, `angle` left of straight ahead."""
    side = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    points: Floats = center + (CAP * half)[:, None] * (np.cos(angle) * ahead + np.sin(angle) * side)
    return points


def _dent(points: Floats, begin: Ints, centers: Floats, keys: Ints, seed: int, dent: float) -> None:
    """Make the rings of dots uneven, each in its own way."""
    for number in range(1, 9):
        grow = 1 + dent * (2 * chance(keys, seed, 10 + number) - 1)
        points[begin + number] = centers + (points[begin + number] - centers) * grow[:, None]


def chance(keys: Ints, seed: int, stream: int) -> Floats:
    """Return a number in [0, 1) for every key: the same for the same key, seed and stream (splitmix64)."""
    start = (seed * 0x9E3779B97F4A7C15 + stream * 0xD1B54A32D192ED03 + 0x632BE59BD9B4E019) & _MASK
    mixed: NDArray[Any] = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(start)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    luck: Floats = (mixed ^ (mixed >> np.uint64(31))).astype(np.float64) / 2.0**64
    return luck
