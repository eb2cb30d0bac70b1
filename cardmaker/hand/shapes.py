"""The shapes of a glyph: its center lines drawn again and again, each time a little differently.

A shape is the glyph's lines, moved: smoothly as a whole, in its proportions, and stroke by stroke. Spacing and rotation
noise lie inside the shape and its own advance, so that a page can set words on one straight baseline with plain text
operators. Sizes are fractions of the em; the recipe was found by eye on rendered notes. Which glyph and how many shapes
is left to `variants`.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

import numpy as np

from cardmaker.hand.noise import Chance, quantile
from cardmaker.hand.strokes import Floats, GlyphLines, Ints

FIELD_WAVES: Final = 5
FIELD_EM: Final = 0.013
FIELD_LENGTH_EM: Final = (0.38, 0.95)
TREMOR_WAVES: Final = 2
TREMOR_EM: Final = 0.001
TREMOR_LENGTH_EM: Final = (0.12, 0.25)

WIDTH, SHEAR, X_HEIGHT, ASCENDER, DESCENDER, TURN, SHIFT, SPACING = range(8)
SPREAD: Final = np.array([0.028, 0.024, 0.026, 0.055, 0.085, 0.016, 0.011, 0.012])[:, None]
"""Standard deviations of the proportions above, in their order; the last three are for print hands only."""

ACCENT_EM: Final = np.array([0.042, 0.028])
TWIN_EM: Final = np.array([0.010, 0.008])
BAR_EM: Final = np.array([0.014, 0.014])
LOOSE_EM: Final = np.array([0.008, 0.008])
"""How far dots and accents move together and each alone, cross bars, and other separate strokes."""

ACCENT_DOWN: Final = -0.4
"""An accent comes no nearer to its letter than this many standard deviations."""

UNLIKE_EM: Final = 0.016
TRIES: Final = 5
"""Any two forms differ somewhere by this much, a quarter of a nib; chance gets so many tries to see to it."""

JOIN_STILL_EM: Final = 0.04
JOIN_WINDOW_EM: Final = 0.10
"""A joined letter keeps still so far in from both sides, and over the window its movement grows to the full."""


class Joining(Enum):
    """How free a glyph is: printed apart, joined to its neighbors, or a sign or digit among joined letters."""

    PRINT = "print"
    JOINED = "joined"
    BESIDE_JOINED = "beside joined"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """All forms of one glyph: `points` is (forms, points, 2), y up; `lines` is the glyph they come from."""

    lines: GlyphLines
    points: Floats
    advances: Floats


def make_shape(
    lines: GlyphLines,
    count: int,
    joining: Joining,
    x_height: float,
    chance: Chance,
    freedom: float = 1.0,
) -> Shape:
    """Return `count` forms of a glyph, no two alike: the first try that spreads them, or else the best.

    Joined letters keep their advance, and their lines where they meet. `freedom` scales how far all forms stray.
    """
    tries = []
    for _ in range(TRIES):
        tries.append(_freed(_try_shape(lines, count, joining, x_height, chance), freedom))
        if _closest_em(tries[-1].points) >= UNLIKE_EM:
            return tries[-1]
    return max(tries, key=lambda shape: _closest_em(shape.points))


def _try_shape(lines: GlyphLines, count: int, joining: Joining, x_height: float, chance: Chance) -> Shape:
    habits = chance.shuffled(np.tile(_even_normals(count), (len(SPREAD), 1))) * SPREAD
    free = _freedom(lines, x_height) if joining is Joining.JOINED else np.ones((len(lines.points), 1))
    moved = _move(lines, count, chance) + _reshape(lines, habits, x_height)
    points = lines.points + free * moved + _restroke(lines, count, joining, x_height, chance)
    points = _stretch(points, habits, x_height, free)
    if joining is not Joining.PRINT:
        return Shape(lines, points, np.full(count, round(lines.advance, 3)))
    advances = np.round(lines.advance * (1 + 0.5 * habits[WIDTH]) + habits[SPACING], 3)
    points[..., 0] += ((advances - lines.advance) / 2)[:, None]
    return Shape(lines, _turn(points, lines, habits, x_height), advances)


def _freed(shape: Shape, freedom: float) -> Shape:
    """Return the shape with every form so much nearer to its glyph, or further from it."""
    if freedom == 1.0:
        return shape
    lines = shape.lines
    points = lines.points + freedom * (shape.points - lines.points)
    return Shape(lines, points, np.round(lines.advance + freedom * (shape.advances - lines.advance), 3))


def _closest_em(forms: Floats) -> float:
    """Return how far apart the two most similar forms are, at the point where they differ most."""
    first, second = _form_pairs(len(forms))
    gaps = forms[first] - forms[second]
    return float(np.sqrt((gaps * gaps).sum(axis=2).max(axis=1).min()))


@cache
def _form_pairs(count: int) -> tuple[Ints, Ints]:
    first, second = np.triu_indices(count, 1)
    return first.astype(np.int64), second.astype(np.int64)


@cache
def _even_normals(count: int) -> Floats:
    """Return normal values at even steps of probability: spread like chance, yet bounded and never equal."""
    return np.array([quantile((number + 0.5) / count) for number in range(count)])


def _freedom(lines: GlyphLines, x_height: float) -> Floats:
    """Return how far each point may move, 0 to 1: not at all where a neighbor's stroke comes in or goes out."""
    x, y = lines.points.T
    inward = np.minimum(x, lines.advance - x)
    sides = _ease((inward - JOIN_STILL_EM) / JOIN_WINDOW_EM)
    above = _ease((y - 1.15 * x_height) / JOIN_WINDOW_EM)
    below = _ease((-0.1 - y) / JOIN_WINDOW_EM)
    return np.maximum(sides, np.maximum(above, below))[:, None]


def _ease(t: Floats) -> Floats:
    part: Floats = np.clip(t, 0, 1)
    return part * part * (3 - 2 * part)


def _move(lines: GlyphLines, count: int, chance: Chance) -> Floats:
    """Return a smooth displacement for every form: a few long plane waves, and a slight tremor of short ones."""
    shape = (count, 2, FIELD_WAVES + TREMOR_WAVES)
    length, size = _wave_sizes()
    chances = chance.uniforms((4, *shape))
    number = 2 * np.pi / (length[0] + (length[1] - length[0]) * chances[0])
    heading, phase = 2 * np.pi * chances[1], 2 * np.pi * chances[2]
    x, y = lines.points.T
    angle = (number * np.cos(heading))[..., None] * x + (number * np.sin(heading))[..., None] * y
    # A uniform value on ±√3 has unit variance and a bound; a normal one could spoil a letter.
    height = size * (2 * chances[3] - 1) * np.sqrt(3)
    field: Floats = (height[..., None] * np.sin(angle + phase[..., None])).sum(axis=2)
    return np.swapaxes(field, 1, 2)


@cache
def _wave_sizes() -> tuple[Floats, Floats]:
    """Return shortest and longest wavelength, and height, of every wave (em)."""
    waves = (FIELD_WAVES, TREMOR_WAVES)
    ends = zip(FIELD_LENGTH_EM, TREMOR_LENGTH_EM, strict=True)
    length = np.array([np.repeat(end, waves) for end in ends])
    size = np.repeat([FIELD_EM / np.sqrt(FIELD_WAVES / 2), TREMOR_EM / np.sqrt(TREMOR_WAVES / 2)], waves)
    return length, size


def _reshape(lines: GlyphLines, habits: Floats, x_height: float) -> Floats:
    """Return the displacement that makes a form wider or narrower, leaning, higher or lower."""
    x, y = lines.points.T
    across = habits[WIDTH][:, None] * (x - lines.advance / 2) + habits[SHEAR][:, None] * y
    up = habits[X_HEIGHT][:, None] * np.clip(y, 0, x_height * 1.1)
    return np.stack([across, up], axis=2)


def _stretch(points: Floats, habits: Floats, x_height: float, free: Floats) -> Floats:
    """Return the forms with longer or shorter ascenders and descenders."""
    y = points[..., 1]
    above = np.maximum(y - 1.1 * x_height, 0) * habits[ASCENDER][:, None]
    below = np.minimum(y, 0) * habits[DESCENDER][:, None]
    points[..., 1] += (above + below) * free[:, 0]
    return points


def _turn(points: Floats, lines: GlyphLines, habits: Floats, x_height: float) -> Floats:
    """Return print forms turned a little about their middle, and shifted sideways within their advance."""
    angle = habits[TURN][:, None]
    x, y = points[..., 0] - lines.advance / 2, points[..., 1] - x_height / 2
    turned: Floats = points + np.stack([habits[SHIFT][:, None] - angle * y, angle * x], axis=2)
    return turned


def _restroke(
    lines: GlyphLines, count: int, joining: Joining, x_height: float, chance: Chance
) -> Floats | float:
    """Return the displacement of strokes that the pen sets down anew: dots, accents, bars, separate parts."""
    groups = lines.groups.max() + 1
    if groups < 2:
        return 0.0
    common, own = _bounded_normals(chance, (count, 1, 2)), _bounded_normals(chance, (count, int(groups), 2))
    common[..., 1] = np.maximum(common[..., 1], ACCENT_DOWN)
    sizes = [_restroke_size(box, joining, x_height) for box in _group_boxes(lines)]
    moved: Floats = common * np.array([size[0] for size in sizes]) + own * np.array(
        [size[1] for size in sizes]
    )
    of_point = np.repeat(lines.groups, np.diff(lines.firsts))
    return np.take(moved, of_point, axis=1)


def _bounded_normals(chance: Chance, shape: tuple[int, ...]) -> Floats:
    return np.clip(chance.normals(shape), -1.6, 1.6)


def _group_boxes(lines: GlyphLines) -> list[Floats]:
    """Return each group's lower left and upper right corner."""
    of_point: Ints = np.repeat(lines.groups, np.diff(lines.firsts))
    parts = [lines.points[of_point == group] for group in range(int(lines.groups.max()) + 1)]
    return [np.array([part.min(axis=0), part.max(axis=0)]) for part in parts]


def _restroke_size(box: Floats, joining: Joining, x_height: float) -> tuple[Floats, Floats]:
    """Return how far (em) a group moves in common with other accents, and alone."""
    width, height = box[1] - box[0]
    still = np.zeros(2)
    if box[0, 1] > 0.95 * x_height and height < 0.2 and width < 0.3:
        return ACCENT_EM, TWIN_EM
    if joining is Joining.JOINED:
        return still, still
    return still, BAR_EM if width > 2 * height else LOOSE_EM
