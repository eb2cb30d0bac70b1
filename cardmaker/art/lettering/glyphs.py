"""Outlines of set words as paths, for what must be drawn as a shape: copies behind words, and letters that weave.

They are no text to a reader, so the words of a card are found once, however often they are drawn.
"""

from collections.abc import Iterable, Iterator

from cardmaker.drawing import Group, Item, Line, Word
from cardmaker.geometry import IDENTITY, Path, Transform, join
from cardmaker.text.faces import Face
from cardmaker.text.glyph_paths import glyph_path


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
