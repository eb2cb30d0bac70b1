"""Letters read back from a page, put together again: to words, which end at spaces, and to lines."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from cardmaker.check.ink import box, placed
from cardmaker.check.pdf_reader import Penned
from cardmaker.geometry import Rect
from cardmaker.text.outlines import Rings

NEW_LINE_EM: Final = 0.6
"""A letter that stands this much higher or lower than the one before begins a line, or this much further left."""


class Letter(NamedTuple):
    """A letter and its ink on the page."""

    penned: Penned
    rings: Rings
    ink: Rect


Word = tuple[Letter, ...]
Line = tuple[Word, ...]


def lines_of(letters: Iterable[Penned]) -> Iterator[Line]:
    """Yield the lines of a page; words end at spaces, and a line where the pen goes back or down."""
    line: list[Penned] = []
    for letter in letters:
        if line and _begins_line(line[-1], letter):
            yield from _line(line)
            line = []
        line.append(letter)
    yield from _line(line)


def _begins_line(before: Penned, letter: Penned) -> bool:
    limit = NEW_LINE_EM * abs(before.place.d)
    return letter.place.e < before.place.e - limit or abs(letter.place.f - before.place.f) > limit


def _line(letters: Iterable[Penned]) -> Iterator[Line]:
    words = tuple(tuple(map(_inked, run)) for blank, run in groupby(letters, key=_is_blank) if not blank)
    if words:
        yield words


def _is_blank(letter: Penned) -> bool:
    return not letter.text.strip()


def _inked(letter: Penned) -> Letter:
    rings = placed(letter.font.rings(letter.code), letter.place)
    return Letter(letter, rings, box(rings))
