"""From dense center lines to strokes: smooth, cut at sharp reversals, in writing direction, thinned out, seated.

Lines are (n, 3) arrays of x, y and radius in font units, y up.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from outlines import Face, area_of
from scipy.ndimage import gaussian_filter1d
from skeleton import Line, length_of

SHARP_DEG = 80.0
"""A turn of more than this within two nibs is a reversal: the line is cut there."""

STEP_MAX_EM = 0.085
STEP_MIN_EM = 0.010
TURN_MAX = 0.40
"""Points stand at most so far apart, and turn at most so much (radians) from one to the next."""


class Stroke(NamedTuple):
    """A line in units, y up, with radius, before it is thinned out; `on_line` tells which ends lie on another."""

    line: Line
    on_line: tuple[bool, bool]


def pieces(line: Line, face: Face) -> list[Stroke]:
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
    if area_of(ring[:, :2]) < 0:
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


def in_writing_direction(stroke: Stroke, face: Face) -> Stroke:
    """Return a stroke running as pens run: left to right, and down rather than up."""
    line = stroke.line
    if len(line) < 2 or bool(np.hypot(*(line[0, :2] - line[-1, :2])) < 3 * face.radius):
        return stroke
    right, down = line[-1, 0] - line[0, 0], line[0, 1] - line[-1, 1]
    if right + (0.25 if face.joined else 0.85) * down >= 0:
        return stroke
    return Stroke(line[::-1], stroke.on_line[::-1])


def thin_out(line: Line, face: Face) -> Line:
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


def seat(strokes: list[Stroke], face: Face) -> tuple[list[Stroke], list[int]]:
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


def writing_order(stroke: Stroke, face: Face) -> tuple[bool, float, float]:
    """Return a key: bodies from left to right, then dots and accents."""
    x, y = stroke.line[:, 0], stroke.line[:, 1]
    above = bool(y.min() > 1.08 * face.x_height and np.ptp(y) < 0.3 * face.units)
    return above, round(float(x.min()), 3), -float(y.max())
