"""Outlines of a face's glyphs as paths with their true curves: for drawing a letter as a shape.

For measuring ink, `outlines` has them in straight steps.
"""

from functools import cache, lru_cache
from typing import Any

import uharfbuzz as hb

from cardmaker.geometry import Path, PathBuilder
from cardmaker.text.faces import Face


@lru_cache(maxsize=512)
def glyph_path(face: Face, glyph: int) -> Path:
    """Return the outline of a glyph, em, y down, its pen starting at the origin."""
    tracer = _Tracer(1 / face.units_per_em)
    face.font.draw_glyph(glyph, _functions(), tracer)
    return tracer.builder.path()


class _Tracer:
    """Turns what HarfBuzz draws into a path; quadratic curves become the cubic ones that are the same."""

    def __init__(self, scale: float) -> None:
        self.builder = PathBuilder()
        self._scale = scale
        self._pen = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self.builder.move(x * self._scale, -y * self._scale)
        self._pen = (x, y)

    def line(self, x: float, y: float) -> None:
        self.builder.line(x * self._scale, -y * self._scale)
        self._pen = (x, y)

    def quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        x0, y0 = self._pen
        self.cubic(
            x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y
        )

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        k = self._scale
        self.builder.curve(x1 * k, -y1 * k, x2 * k, -y2 * k, x * k, -y * k)
        self._pen = (x, y)


@cache
def _functions() -> "hb.DrawFuncs":
    functions: Any = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, tracer: tracer.move(x, y))
    functions.set_line_to_func(lambda x, y, tracer: tracer.line(x, y))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, tracer: tracer.quadratic(x1, y1, x, y))
    functions.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, tracer: tracer.cubic(x1, y1, x2, y2, x, y))
    functions.set_close_path_func(lambda tracer: tracer.builder.close())
    return functions
