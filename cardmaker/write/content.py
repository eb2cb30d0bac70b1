"""Content streams: frames to PDF operators, as bytes.

One `match` knows every item. Names of fonts, shared frames and pictures come from a `Names`, which the file reads later.
Page coordinates run y down under one flip at the top of the page, so only text is turned back, in its own matrix.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, assert_never

from cardmaker.drawing import (
    Face,
    Fill,
    Frame,
    Group,
    Ink,
    Item,
    Line,
    Picture,
    Stroke,
    Use,
    Word,
)
from cardmaker.geometry import Path, Transform
from cardmaker.write.names import Names
from cardmaker.write.objects import text_string

_OPERATORS: Final = str.maketrans(
    {
        "M": "%.2f %.2f m\n",
        "L": "%.2f %.2f l\n",
        "C": "%.2f %.2f %.2f %.2f %.2f %.2f c\n",
        "Z": "h\n",
    }
)
_SPARE: Final = re.compile(rb"\.00\b|(?<=\.\d)0\b")
"""What a number with two decimals can do without."""


def paint(frame: Frame, names: Names) -> bytes:
    """Return the operators of a frame, in a y-down space."""
    return paint_items(frame.items, names)


def paint_items(items: Iterable[Item], names: Names) -> bytes:
    """Return the operators of items in a row. A color is said once for areas that follow each other in it."""
    parts: list[bytes] = []
    color = b""
    for item in items:
        if isinstance(item, Fill):
            wanted = names.fill(item.color)
            parts.append(_area(item) if wanted == color else b"%s\n%s" % (wanted, _area(item)))
            color = wanted
        else:
            parts.append(_item(item, names))
            color = b"" if isinstance(item, Line) else color
    return b"".join(parts)


def _area(fill: Fill) -> bytes:
    """Return a path that is filled; filling closes it."""
    # Screens fit rectangles to their pixels, so that tiles meet without a seam, but only closed ones.
    closes = "C" not in fill.path.steps
    return b"%s%s\n" % (path_operators(fill.path, closes=closes), b"f*" if fill.even_odd else b"f")


def flipped(content: bytes, height: float) -> bytes:
    """Return page content with the y axis turned once, from down to up."""
    return b"1 0 0 -1 0 %s cm\n%s" % (_number(height), content)


def _item(item: Line | Group | Use | Stroke | Picture, names: Names) -> bytes:
    match item:
        case Line():
            return paint_line(item, names)
        case Group():
            return _group(item, names)
        case Use():
            return b"q %s cm /%s Do Q\n" % (_matrix(item.transform), names.form(item.shared, paint))
        case Stroke():
            return b"q %s%sS Q\n" % (_pen(item.ink, names), path_operators(item.path))
        case Picture():
            x, y, width, height = item.rect
            placed = _matrix(Transform(width, 0, 0, -height, x, y + height))
            return b"q %s cm /%s Do Q\n" % (placed, names.picture(item))
        case _:
            assert_never(item)


def _group(group: Group, names: Names) -> bytes:
    return in_group(group, paint(group.frame, names))


def in_group(group: Group, content: bytes) -> bytes:
    """Return what is painted in a group, moved and cut as the group is."""
    clip = path_operators(group.clip) + b"W n\n" if group.clip else b""
    return b"q %s cm\n%s%sQ\n" % (_matrix(group.transform), clip, content)


def paint_line(line: Line, names: Names, number: bytes = b"") -> bytes:
    """Return a line under one span that spells it out; `number` is the entry with its number on a page, if it has one.

    Without it some readers take wide kerns for spaces, and pdfium sorts the words of an upside-down line the wrong way.
    """
    color, after = names.text(line.color)
    mode = _text_mode(line, names)
    text = text_string(" ".join([word.text for word in line.words if word.text]))
    return b"/Span<<%s/ActualText%s>>BDC BT %s%s\n%s%sET %sEMC\n" % (
        number,
        text,
        mode,
        color,
        b"".join([_run(face, tuple(words), names) for face, words in _runs(line)]),
        b"0 Tr " if mode else b"",
        after,
    )


def _text_mode(line: Line, names: Names) -> bytes:
    """Return what turns letters from filled to outlined too, or to not painted; nothing for most lines."""
    if line.is_unseen:
        return b"3 Tr "
    return b"2 Tr %s w %s " % (_number(line.gain), names.stroke(line.color)) if line.gain else b""


def _runs(line: Line) -> Iterator[tuple[Face, Iterator[Word]]]:
    """Return the words that follow each other in one face, with that face."""
    return groupby(line.words, key=lambda word: word.face or line.face)


def _run(face: Face, words: Sequence[Word], names: Names) -> bytes:
    font = names.font(face)
    names.use(font, b"".join([word.glyphs for word in words]))
    return b"/%s 1 Tf\n%s" % (font, b"".join([_word(word) for word in words]))


def _word(word: Word) -> bytes:
    _, glyphs, (a, b, c, d, e, f), kerns, _ = word
    shown = _kerned(glyphs, kerns) if kerns else b"<%s>Tj" % glyphs.hex().encode()
    # Two decimals, also of the matrix: 0.01 pt in the size is 0.02 mm at the end of a word.
    return b"%.2f %.2f %.2f %.2f %.2f %.2f Tm%s\n" % (a, b, -c, -d, e, f, shown)


def _kerned(glyphs: bytes, kerns: Sequence[float]) -> bytes:
    """Return a TJ with the kerns as the negative numbers that PDF wants between glyphs."""
    parts: list[bytes] = []
    run = b""
    for index, kern in enumerate(kerns):
        run += glyphs[2 * index : 2 * index + 2]
        if kern and index < len(kerns) - 1:
            parts.append(b"<%s>%s" % (run.hex().encode(), _number(-kern)))
            run = b""
    return b"[%s<%s>]TJ" % (b"".join(parts), run.hex().encode())


def path_operators(path: Path, *, closes: bool = True) -> bytes:
    """Return the operators of a path. One that is only filled need not be closed, nor begin at its own corner."""
    if path.steps == "MLLLZ" and (box := _box(path.numbers.tobytes(), any_way=not closes)):
        return box
    return _operators(path.steps if closes else path.steps.replace("Z", ""), path.numbers.tobytes())


@lru_cache(maxsize=64)
def _operators(steps: str, numbers: bytes) -> bytes:
    """Return the operators of a path; kept, since the panels of all cards are cut alike."""
    written = steps.translate(_OPERATORS) % tuple(array("d", numbers))
    return _SPARE.sub(b"", written.encode())


@lru_cache(maxsize=64)
def _box(corners: bytes, *, any_way: bool) -> bytes:
    """Return an upright rectangle as one operator, nothing for other corners. Its far edges are rounded as points are.

    The operator goes right from the upper left corner; `any_way` says that it does not matter where a path begins.
    """
    numbers = [round(value, 2) for value in array("d", corners)]
    points = list(zip(numbers[0::2], numbers[1::2], strict=True))
    (left, top), (right, bottom) = points[0], points[2]
    if any_way:
        left, right = sorted((left, right))
        top, bottom = sorted((top, bottom))
    around = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if points != around and not (any_way and _is_same_way_round(points, around)):
        return b""
    sides = (_number(value) for value in (left, top, right - left, bottom - top))
    return b"%s re\n" % b" ".join(sides)


def _is_same_way_round(points: list[tuple[float, float]], around: list[tuple[float, float]]) -> bool:
    """Return whether the points are those, beginning elsewhere or going the other way."""
    if points[0] not in around:
        return False
    start = around.index(points[0])
    turned = around[start:] + around[:start]
    return points in (turned, [turned[0], *turned[:0:-1]])


def _number(number: float) -> bytes:
    return _SPARE.sub(b"", b"%.2f" % number)


@lru_cache(maxsize=256)
def _matrix(transform: Transform) -> bytes:
    # Not by `str`, which writes 0.00001 as 1e-05: PDF knows no exponents. Adding 0 makes -0 the 0 that it equals.
    return b" ".join((b"%.5f" % (value + 0.0)).rstrip(b"0").rstrip(b".") for value in transform)


def _pen(ink: Ink, names: Names) -> bytes:
    dash = b"[%s] 0 d " % b" ".join(_number(value) for value in ink.dash) if ink.dash else b""
    return b"%s %s w %d J 1 j %s" % (names.stroke(ink.color), _number(ink.width), ink.cap.value, dash)
