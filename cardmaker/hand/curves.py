"""Rings of many points to few cubic curves, smooth but at true corners (after P. Schneider, Graphics Gems, 1990)."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.geometry import Path, PathBuilder

Points = NDArray[np.float64]

CORNER_COS: Final = 0.35  # of the turn: sharper than 70 degrees is meant
SPACING: Final = 1.0  # px between the points of an evened-out ring
ROUNDS: Final = 2  # of moving points along the curve to where it is nearest


def fit_rings(rings: list[Points], tolerance: float, pen: float) -> tuple[Path, int]:
    """Return rings as one path of cubics that stray no more than the tolerance, and how many curves that took."""
    builder = PathBuilder()
    count = 0
    for ring in rings:
        curves = _fit_ring(_evened(ring, pen), tolerance, pen)
        builder.move(*curves[0][0])
        for curve in curves:
            builder.curve(*curve[1], *curve[2], *curve[3])
        builder.close()
        count += len(curves)
    return builder.path(), count


def _evened(ring: Points, pen: float) -> Points:
    """Return the ring with points at even distances, its pixel steps smoothed away."""
    closed = np.vstack([ring, ring[:1]])
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(closed, axis=0).T))])
    count = max(12, int(way[-1] / SPACING))
    at = np.linspace(0.0, way[-1], count, endpoint=False)
    even = np.stack([np.interp(at, way, closed[:, axis]) for axis in (0, 1)], axis=1)
    return _smoothed(even, min(0.2 * pen / SPACING + 0.6, count / 12))


def _smoothed(ring: Points, sd: float) -> Points:
    """Return the ring through a Gaussian along its way; `sd` in points."""
    reach = min(int(3 * sd) + 1, len(ring) // 2)
    steps = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (steps / sd) ** 2)
    weights /= weights.sum()
    smooth: Points = np.sum(
        [w * np.roll(ring, -s, axis=0) for s, w in zip(steps, weights, strict=True)], axis=0
    )
    return smooth


def _fit_ring(ring: Points, tolerance: float, pen: float) -> list[Points]:
    corners = _corners(ring, pen)
    starts = corners or [0, len(ring) // 2]
    ring = np.roll(ring, -starts[0], axis=0)
    ring = np.vstack([ring, ring[:1]])
    stops = [start - starts[0] for start in starts] + [len(ring) - 1]
    curves: list[Points] = []
    for first, last in pairwise(stops):
        points = ring[first : last + 1]
        begin = _direction(points[: min(4, len(points))])
        end = _direction(points[::-1][: min(4, len(points))])
        if not corners:
            begin, end = _through(ring, first), -_through(ring, last)
        curves += _fit(points, begin, end, tolerance)
    return curves


def _corners(ring: Points, pen: float) -> list[int]:
    """Return where the ring turns sharply, each corner once."""
    reach = max(2, min(round(0.35 * pen / SPACING), len(ring) // 6))
    ahead, behind = np.roll(ring, -reach, axis=0) - ring, ring - np.roll(ring, reach, axis=0)
    lengths = np.hypot(*ahead.T) * np.hypot(*behind.T)
    cos = (ahead * behind).sum(axis=1) / np.maximum(lengths, 1e-9)
    around = np.min([np.roll(cos, step) for step in range(-reach, reach + 1)], axis=0)
    found: list[int] = np.flatnonzero((cos <= around) & (cos < CORNER_COS)).tolist()
    return [at for number, at in enumerate(found) if number == 0 or at - found[number - 1] > reach]


def _direction(points: Points) -> Points:
    return _unit(points[-1] - points[0])


def _through(ring: Points, at: int) -> Points:
    """Return the direction of a closed ring (its first point again at its end) at one of its points."""
    count = len(ring) - 1
    return _unit(ring[(at + 2) % count] - ring[(at - 2) % count])


def _unit(vector: Points) -> Points:
    unit: Points = vector / max(float(np.hypot(*vector)), 1e-9)
    return unit


def _fit(points: Points, begin: Points, end: Points, tolerance: float) -> list[Points]:
    """Return the curves along an open run of points that leaves and arrives in the given directions."""
    if len(points) < 4:
        return [_straight(points, begin, end)]
    shares = _shares(points)
    for _ in range(ROUNDS + 1):
        curve = _least_squares(points, shares, begin, end)
        gaps = np.hypot(*(_at(curve, shares) - points).T)
        worst = int(gaps.argmax())
        if gaps[worst] <= tolerance:
            return [curve]
        if gaps[worst] > 5 * tolerance:
            break
        shares = _nearer(curve, points, shares)
    worst = min(max(worst, 2), len(points) - 3) if len(points) > 5 else len(points) // 2
    low, high = max(0, worst - 2), min(len(points) - 1, worst + 2)
    middle = _unit(points[high] - points[low])
    return _fit(points[: worst + 1], begin, -middle, tolerance) + _fit(points[worst:], middle, end, tolerance)


def _straight(points: Points, begin: Points, end: Points) -> Points:
    third = float(np.hypot(*(points[-1] - points[0]))) / 3
    return np.stack([points[0], points[0] + begin * third, points[-1] + end * third, points[-1]])


def _shares(points: Points) -> Points:
    way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    shares: Points = way / max(way[-1], 1e-9)
    return shares


def _least_squares(points: Points, shares: Points, begin: Points, end: Points) -> Points:
    """Return the cubic with these end directions that is nearest to the points."""
    b0, b1, b2, b3 = _bernstein(shares)
    first, last = points[0], points[-1]
    rest = points - np.outer(b0 + b1, first) - np.outer(b2 + b3, last)
    left, right = np.outer(b1, begin), np.outer(b2, end)
    c00, c01, c11 = (left * left).sum(), (left * right).sum(), (right * right).sum()
    x0, x1 = (left * rest).sum(), (right * rest).sum()
    det = c00 * c11 - c01 * c01
    chord = float(np.hypot(*(last - first)))
    one, two = ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det) if det > 1e-12 else (0.0, 0.0)
    if min(one, two) < 1e-3 * chord or max(one, two) > 3 * max(chord, 1e-6):
        one = two = chord / 3
    return np.stack([first, first + begin * one, last + end * two, last])


def _bernstein(shares: Points) -> tuple[Points, Points, Points, Points]:
    rest = 1 - shares
    return rest**3, 3 * shares * rest**2, 3 * shares**2 * rest, shares**3


def _at(curve: Points, shares: Points) -> Points:
    found: Points = np.stack(_bernstein(shares), axis=1) @ curve
    return found


def _nearer(curve: Points, points: Points, shares: Points) -> Points:
    """Return the shares moved by one step of Newton's method to where the curve is nearest to each point."""
    hull = 3 * np.diff(curve, axis=0)
    turn = 2 * np.diff(hull, axis=0)
    rest = 1 - shares
    speed = np.stack([rest**2, 2 * shares * rest, shares**2], axis=1) @ hull
    bend = np.stack([rest, shares], axis=1) @ turn
    off = _at(curve, shares) - points
    slope = (speed * speed).sum(axis=1) + (off * bend).sum(axis=1)
    step = np.where(np.abs(slope) > 1e-9, (off * speed).sum(axis=1) / np.where(slope == 0, 1, slope), 0.0)
    moved: Points = np.maximum.accumulate(np.clip(shares - step, 0.0, 1.0))
    return moved
