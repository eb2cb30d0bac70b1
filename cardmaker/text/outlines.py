"""Outlines of a font's glyphs as closed rings of straight steps: for measuring ink, not for drawing it."""

from collections.abc import Collection
from functools import cache
from typing import Any, Final

import uharfbuzz as hb

Ring = tuple[tuple[float, float], ...]
Rings = tuple[Ring, ...]
"""The rings of one glyph, em, y down, the pen's starting point at (0, 0). Each ring is closed, its first point not repeated."""

STEP_EM: Final = 0.05
"""About how long a straight step may be in a curve; each curve has two at least. Off the curve by less than 0.001 em."""


class Outlines:
    """The glyphs of one font file. Raises ValueError if the bytes are no font."""

    def __init__(self, data: bytes) -> None:
        face = hb.Face(data)
        if not face.glyph_count or not face.table_tags:
            raise ValueError("not a font file")
        self._font = hb.Font(face)
        self._em = float(face.upem)

    def glyph(self, char: str) -> int:
        """Return the glyph of a character, 0 if the font has none."""
        return self._font.get_nominal_glyph(ord(char)) or 0

    def advance(self, glyph: int) -> float:
        return float(self._font.get_glyph_h_advance(glyph)) / self._em

    def rings(self, glyph: int) -> Rings:
        tracer = _Tracer(1 / self._em)
        self._font.draw_glyph(glyph, _functions(), tracer)
        return tuple(tuple(ring) for ring in tracer.rings if len(ring) > 2)

    def all_rings(self, glyphs: Collection[int]) -> dict[int, Rings]:
        return {glyph: self.rings(glyph) for glyph in glyphs}


class _Tracer:
    """Collects the rings that HarfBuzz draws."""

    def __init__(self, scale: float) -> None:
        self.rings: list[list[tuple[float, float]]] = []
        self._scale = scale
        self._pen = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        self.rings.append([])
        self.line(x, y)

    def line(self, x: float, y: float) -> None:
        self._pen = (x, y)
        self.rings[-1].append((x * self._scale, -y * self._scale))

    def quadratic(self, x1: float, y1: float, x: float, y: float) -> None:
        x0, y0 = self._pen
        self.cubic(
            x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3, x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3, x, y
        )

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        x0, y0 = self._pen
        steps = 2 + int((abs(x - x0) + abs(y - y0)) * self._scale / STEP_EM)
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            self.line(a * x0 + b * x1 + c * x2 + d * x, a * y0 + b * y1 + c * y2 + d * y)


@cache
def _functions() -> "hb.DrawFuncs":
    functions: Any = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, tracer: tracer.move(x, y))
    functions.set_line_to_func(lambda x, y, tracer: tracer.line(x, y))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, tracer: tracer.quadratic(x1, y1, x, y))
    functions.set_cubic_to_func(lambda x1, y1, x2, y2, x, y, tracer: tracer.cubic(x1, y1, x2, y2, x, y))
    functions.set_close_path_func(lambda _tracer: None)
    return functions
