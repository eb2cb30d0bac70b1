"""A hand as a face: codes of forms in, an inked font of just these forms out. Embedding it is left to `write`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from cardmaker.drawing import FontProgram
from cardmaker.hand.pen import CenterLines, ink
from cardmaker.hand.shapes import Shape
from cardmaker.hand.strokes import Ints
from cardmaker.hand.truetype import Outlines, make_font
from cardmaker.hand.variants import FORM_LIMIT, Forms
from cardmaker.model import BLUE_BALLPOINT, Pen

FONT_NAME: Final = "CardHand"
"""One neutral name for all hands: a changed font must not keep a reserved name (OFL 3)."""

FONT_UNITS: Final = 1000
"""Units of the derived font, so that advances are whole in it and in a PDF: 5 µm at the usual size."""

LINE_LIMIT: Final = 64
"""Lines of a glyph that get chance values of their own."""


@dataclass(frozen=True, slots=True)
class HandFace:
    """A hand's forms written by a pen with a nib of `nib_em`; `key` tells it from other faces of a document."""

    forms: Forms
    nib_em: float
    key: str
    pen: Pen = BLUE_BALLPOINT

    def program(self, codes: Collection[int]) -> FontProgram:
        """Return the font of these codes. KeyError for a code that is no form of the hand."""
        wanted = sorted(set(codes))
        advances, lines, lines_of_glyph = self._center_lines(wanted)
        rings = ink(lines, self.nib_em, self.forms.seed, self.pen)
        glyphs = np.concatenate([[0], np.cumsum(lines_of_glyph)])
        points = np.rint(rings.points * FONT_UNITS).astype(np.int64)
        data, box = make_font(Outlines(points, rings.firsts, glyphs, advances), FONT_UNITS)
        return FontProgram(
            name=FONT_NAME,
            data=data,
            glyphs={code: number for number, code in enumerate(wanted, 1)},
            advances=dict(zip(wanted, advances.astype(float).tolist(), strict=True)),
            texts={code: self.forms.character(code) for code in wanted},
            box=(box.x_min, box.y_min, box.x_max, box.y_max),
            ascent=box.y_max,
            descent=box.y_min,
        )

    def _center_lines(self, codes: Sequence[int]) -> tuple[Ints, CenterLines, list[int]]:
        """Return advances (units), the lines of all codes end to end, and how many lines each code has."""
        runs = [
            _chosen(self.forms.shape(glyph), list(group))
            for glyph, group in groupby(codes, key=lambda code: code // FORM_LIMIT)
        ]
        follow = self.forms.hand.habits.follow
        counts = np.concatenate([np.empty(0, dtype=np.int64), *(run.counts for run in runs)])
        lines = CenterLines(
            points=np.concatenate([np.empty((0, 2)), *(run.points for run in runs)]),
            pressures=np.concatenate([np.empty(0), *(run.pressures for run in runs)]) ** follow,
            firsts=np.concatenate([[0], np.cumsum(counts)]),
            kinds=np.concatenate([np.empty(0, dtype=np.int64), *(run.kinds for run in runs)]),
            keys=np.concatenate([np.empty(0, dtype=np.int64), *(run.keys for run in runs)]),
        )
        advances = np.concatenate([np.empty(0), *(run.advances for run in runs)])
        return (
            np.rint(advances * FONT_UNITS).astype(np.int64),
            lines,
            [n for run in runs for n in run.lines_of_form],
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Chosen:
    """Some forms of one glyph, end to end."""

    points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    pressures: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    counts: Ints
    kinds: Ints
    keys: Ints
    advances: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    lines_of_form: list[int]


def _chosen(shape: Shape, codes: list[int]) -> _Chosen:
    lines, many = shape.lines, len(codes)
    forms = [code % FORM_LIMIT for code in codes]
    if forms[-1] >= len(shape.advances):
        raise KeyError(codes[-1])
    number = len(lines.kinds)
    return _Chosen(
        points=shape.points[forms].reshape(-1, 2),
        pressures=np.tile(lines.pressures, many),
        counts=np.tile(np.diff(lines.firsts), many),
        kinds=np.tile(lines.kinds, many),
        keys=(np.array(codes, dtype=np.int64)[:, None] * LINE_LIMIT + np.arange(number)).ravel(),
        advances=shape.advances[forms],
        lines_of_form=[number] * many,
    )
