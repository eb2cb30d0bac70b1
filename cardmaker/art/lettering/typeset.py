"""Lines of display type, measured by ink in em: what `text` then scales, fits and places.

Ink, not advance, since a script's swash or an italic's lean moves centered words by up to 2.6 pt.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from cardmaker.art.lettering.wording import Run, parse_runs
from cardmaker.geometry import Rect
from cardmaker.text.faces import Face
from cardmaker.text.shape import Shaped, shape

CLEARANCE_EM: Final = 0.035
"""The least white between a descender and a letter in the next line."""

WHITE_EM: Final = 0.15
"""The least white between a baseline and the tallest letter in the next line."""


@dataclass(frozen=True, slots=True)
class Look:
    """The faces and spacing of a text. `track` is in 1/1000 em."""

    upright: Face
    italic: Face
    track: float
    is_upper: bool

    def face(self, run: Run) -> Face:
        return self.italic if run.is_italic else self.upright


@dataclass(frozen=True, slots=True)
class SetRun:
    """A shaped run and where it starts in its line, em."""

    face: Face
    shaped: Shaped
    x: float
    is_accent: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line, its pen starting at 0: its runs, its ink and the ink of each letter, em, y down from the baseline."""

    runs: tuple[SetRun, ...]
    ink: Rect
    letters: tuple[Rect, ...]

    def offset(self, anchor: str) -> float:
        """Return how far to move the line so that its ink's left edge, center or right edge is at 0."""
        return -{"left": self.ink.x, "center": self.ink.center.x, "right": self.ink.right}[anchor]


@lru_cache(maxsize=256)
def set_line(text: str, look: Look) -> SetLine:
    runs: list[SetRun] = []
    letters: list[Rect] = []
    x = 0.0
    for run in parse_runs(text.upper() if look.is_upper else text):
        face = look.face(run)
        shaped = shape(face, run.text, look.track)
        runs.append(SetRun(face, shaped, x, run.is_accent))
        letters += _letters(face, run.text, look.track, x)
        x += shaped.advance + (look.track / 1000 if look.track else 0.0)
    boxes = [_moved(run.shaped.ink, run.x) for run in runs if run.shaped.ink.width]
    return SetLine(tuple(runs), _union(boxes), tuple(letters))


def leading_for(lines: Sequence[SetLine], anchor: str, wanted: float) -> float:
    """Return the leading in em: the wanted one, opened until lines part and no letter touches one in the line below."""
    pairs = list(pairwise(lines))
    parted = [WHITE_EM - below.ink.y for _, below in pairs]
    clear = [_clear(above, below, anchor) for above, below in pairs]
    return max([wanted, *parted, *clear])


def _clear(above: SetLine, below: SetLine, anchor: str) -> float:
    """Return the leading at which the descenders above are just clear of the letters below."""
    up, down = above.offset(anchor), below.offset(anchor)
    return max(
        (
            upper.bottom - lower.y + CLEARANCE_EM
            for upper in above.letters
            for lower in below.letters
            if upper.x + up < lower.right + down + CLEARANCE_EM
            and lower.x + down < upper.right + up + CLEARANCE_EM
        ),
        default=0.0,
    )


def _letters(face: Face, text: str, track: float, x: float) -> list[Rect]:
    """Return the ink of each letter where it stands; a kern's worth of error does not matter here."""
    boxes = []
    for char in text:
        shaped = shape(face, char)
        if shaped.ink.width:
            boxes.append(_moved(shaped.ink, x))
        x += shaped.advance + track / 1000
    return boxes


def _moved(box: Rect, dx: float) -> Rect:
    return Rect(box.x + dx, box.y, box.width, box.height)


def _union(boxes: Sequence[Rect]) -> Rect:
    union = boxes[0] if boxes else Rect(0.0, 0.0, 0.0, 0.0)
    for box in boxes[1:]:
        union = union.union(box)
    return union
