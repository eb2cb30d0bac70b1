"""Outlines of set words as paths, for what must be drawn as a shape: copies behind words, and letters that weave.

They are no text to a reader, so the words of a card are found once, however often they are drawn.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import uharfbuzz as hb

from cardmaker.drawing import Group, Item, Line, Word
from cardmaker.geometry import IDENTITY, Path, PathBuilder, Transform, join
from cardmaker.text.faces import Face


def outline_of(items: Iterable[Item], by: Transform = IDENTITY) -> Path:
    """Return the outlines of all words among the items as one path, pt, mapped by `by`."""
    return join(_outlines(items, by))


def _outlines(items: Iterable[Item], by: Transform) -> Iterator[Path]:
    for item in items:
        match item:
            case Group(frame=frame, transform=transform):
                yield from _outlines(frame.items, transform.then(by))
            case Line(face=Face() as face, words=words):
                for word in words:
                    yield from _word_outlines(face, word, word.transform.then(by))
            case _:
                pass


def _word_outlines(face: Face, word: Word, by: Transform) -> Iterator[Path]:
    pen = 0.0
    for index in range(len(word.glyphs) // 2):
        glyph = int.from_bytes(word.glyphs[2 * index : 2 * index + 2], "big")
        yield glyph_path(face, glyph).transformed(Transform.move(pen, 0.0).then(by))
        kern = word.kerns[index] / 1000 if word.kerns else 0.0
        pen += face.font.get_glyph_h_advance(glyph) / face.units_per_em + kern


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
