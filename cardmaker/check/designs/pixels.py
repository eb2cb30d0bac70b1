"""What the picture of a panel tells: contrast, collisions, ink.

A picture is an array of bytes, rows by columns by red, green, blue. Making it is left to those above.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cardmaker.check.designs.leaves import Leaf, without_words
from cardmaker.check.designs.marks import type_size, words_of
from cardmaker.check.designs.told import Shown, leaf_error
from cardmaker.color import BLACK, Color, contrast, ink_coverage
from cardmaker.drawing import Frame, Group, Line
from cardmaker.errors import Finding
from cardmaker.geometry import Rect, Size

Pixels = NDArray[np.uint8]
Render = Callable[[Frame, float], Pixels]
"""Gives the picture of a frame at a resolution in dpi."""

DPI: Final = 72.0
"""One pixel is one point, so that places need no scaling."""

LEAST_CONTRAST: Final = 4.5
LEAST_LARGE: Final = 3.0
LARGE: Final = 24.0
"""Contrast of words to their ground, and the size (pt) from which less is enough: WCAG 2.2, 1.4.3, for 18 pt and more."""

CLEARANCE: Final = 1
"""pt that art must stay away from letters."""

BUSY: Final = 0.02
"""Share of the ground about letters that may be of another color: less is where two flat areas are antialiased."""

APART: Final = 40.0
"""Distance of two colors, of 441, from which they are not the same ground."""

INK_CLASSES: Final = {"light": (0.0, 0.10), "medium": (0.10, 0.30), "heavy": (0.30, 4.0)}


def check_words(frame: Frame, leaves: Sequence[Leaf], shown: Shown, render: Render) -> Iterator[Finding]:
    """Yield an error for words that are pale on their ground, and for art that runs into words."""
    lines = [leaf for leaf in leaves if isinstance(leaf.mark, Line)]
    if not lines:
        return
    art = render(without_words(frame), DPI)
    for leaf in _topmost(lines):
        grounds = art[_letters(leaf, frame.size, render)]
        if len(grounds):
            yield from _pale(leaf, grounds, shown)
            yield from _busy(leaf, grounds, shown)


def mean_ink(pixels: Pixels) -> float:
    """Return the mean of C+M+Y+K over a panel, 0 to 4."""
    colors, counts = _counted(pixels)
    total = sum(ink_coverage(_color(color)) * int(count) for color, count in zip(colors, counts, strict=True))
    return float(total / counts.sum())


def _counted(pixels: Pixels) -> tuple[Pixels, NDArray[np.int64]]:
    """Return the colors of a picture and how many pixels have each; as one number a color, since rows sort slowly."""
    packed = pixels.reshape(-1, 3).astype(np.int64) @ np.array([65536, 256, 1])
    found, counts = np.unique(packed, return_counts=True)
    colors = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    return colors.astype(np.uint8), counts.astype(np.int64)


def ink_in(pixels: Pixels, box: Rect) -> bool:
    """Return whether anything but paper is in a box, given in pt."""
    left, top = int(box.x) + 1, int(box.y) + 1
    inside = pixels[top : int(box.bottom), left : int(box.right)]
    return bool((inside < 250).any())


def _topmost(lines: Sequence[Leaf]) -> list[Leaf]:
    """Return the lines that no later line of the same words covers: what an echo is of, not the echo."""
    return [
        leaf
        for index, leaf in enumerate(lines)
        if not any(
            _words(other) == _words(leaf) and other.seen.overlap(leaf.seen) for other in lines[index + 1 :]
        )
    ]


def _words(leaf: Leaf) -> str:
    return words_of(leaf.mark) if isinstance(leaf.mark, Line) else ""


def _letters(leaf: Leaf, size: Size, render: Render) -> NDArray[np.bool_]:
    """Return where a line's letters stand, and a clearance about them."""
    if not isinstance(leaf.mark, Line):
        return np.zeros((0, 0), dtype=np.bool_)
    black = replace(leaf.mark, color=BLACK)
    shown = render(Frame(size, (Group(Frame(size, (black,)), leaf.place),)), DPI)
    return _grown(np.asarray((shown < 200).any(axis=2)), CLEARANCE)


def _grown(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    grown = mask.copy()
    for dy in range(-by, by + 1):
        for dx in range(-by, by + 1):
            grown |= np.roll(mask, (dy, dx), axis=(0, 1))
    return grown


def _pale(leaf: Leaf, grounds: Pixels, shown: Shown) -> Iterator[Finding]:
    """Yield an error if the words stand out too little from any color that is a fair part of their ground."""
    if not isinstance(leaf.mark, Line):
        return
    colors, counts = _counted(grounds // 8 * 8 + 4)
    fair = [
        color if color.max() < 250 else np.array([255, 255, 255])
        for color in colors[counts > 0.08 * len(grounds)]
    ]
    least = LEAST_LARGE if type_size(leaf, leaf.mark) >= LARGE else LEAST_CONTRAST
    found = min((contrast(leaf.mark.color, _color(color)) for color in fair), default=21.0)
    if found < least - 0.05:
        message = f"{words_of(leaf.mark)!r} has a contrast of {found:.1f} to its ground; it needs {least:g}"
        yield leaf_error("contrast", message, shown, leaf, "choose a darker color, or set the words larger")


def _busy(leaf: Leaf, grounds: Pixels, shown: Shown) -> Iterator[Finding]:
    """Yield an error if art stands among the letters."""
    middle = np.median(grounds.astype(np.float64), axis=0)
    other = float((np.linalg.norm(grounds - middle, axis=1) > APART).mean())
    if other > BUSY:
        message = f"art runs into {_words(leaf)!r}"
        yield leaf_error(
            "words-on-art", message, shown, leaf, "give the words a plate, or `fit` and a place of their own"
        )


def _color(rgb: Sequence[int] | NDArray[np.integer]) -> Color:
    red, green, blue = (float(value) / 255 for value in rgb)
    return Color(red, green, blue)
