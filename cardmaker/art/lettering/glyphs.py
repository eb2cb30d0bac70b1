"""Outlines of set words as paths, for what must be drawn as a shape: copies behind words, and letters that weave.

They are no text to a reader, so the words of a card are found once, however often they are drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cardmaker.drawing import Fill, Group, Ink, Item, Line, Stroke, Word
from cardmaker.geometry import IDENTITY, Path, Transform, join
from cardmaker.text.faces import Face
from cardmaker.text.glyph_paths import glyph_path


def outline_of(items: Iterable[Item], by: Transform = IDENTITY) -> Path:
    """Return the outlines of all words among the items as one path, pt, mapped by `by`."""
    return join(_outlines(items, by))


def as_shapes(items: Iterable[Item], *, is_searchable: bool = True) -> Iterator[Item]:
    """Yield the items with all words drawn as shapes; the words themselves may stay, unseen, for who searches or copies."""
    for item in items:
        match item:
            case Group(frame=frame):
                inner = tuple(as_shapes(frame.items, is_searchable=is_searchable))
                yield replace(item, frame=replace(frame, items=inner))
            case Line(color=color, gain=gain):
                outline = outline_of([item])
                yield Fill(outline, color)
                if gain:
                    yield Stroke(outline, Ink(color, gain))
                if is_searchable:
                    yield replace(item, is_unseen=True)
            case _:
                yield item


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
