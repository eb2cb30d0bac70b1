"""How much a finished page looks written: figures read back from a PDF's own outlines and matrices.

What each figure is and where it comes from is told in docs/handwriting.md; what it should be, in `goals`. Lengths inside
are points, y down; figures name their units.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, linear_regression, pstdev
from typing import Final

from cardmaker.check.ink import placed, touch, upright, widths
from cardmaker.check.lines import Letter, Line, Word, lines_of
from cardmaker.check.pdf_reader import HAND_FONT, Penned, PennedPage, read_pages
from cardmaker.geometry import Transform
from cardmaker.text.outlines import Outlines
from cardmaker.units import MM

FEWEST_WORDS: Final = 4
"""Words that a line needs for its slope to mean something."""

SIGNATURE: Final = 1.07
"""A line this much larger than the middle one is a signature: meant to be larger, so its height is no irregularity."""

INDENT: Final = 3.2 * MM
"""A line that starts this far from the middle one is indented on purpose; it says nothing of how the margin drifts."""

STEM: Final = 1.2
"""Length of near-upright sides, in heights of the letter, that makes a stem: a full one has two heights."""

ONE_STROKE: Final = 0.5
"""A width this share away from the page's middle one was taken across two strokes, or in a crossing."""

UNMOVED: Final = frozenset("ij")
"""Letters whose height says little of the hand: their dots go their own way."""


@dataclass(frozen=True, slots=True)
class PageRealism:
    """The figures of one written page; `page` is its page in the file, from 1. A figure that has no sense there is nan.

    `same_outline` and `same_outline_and_matrix` are shares of all pairs of equal letters, `equal_doubles` counts doubles
    (ll, ee) drawn alike. Slopes rise to the right. `smallest_gap` is in mean letter widths. Slant and height spreads are
    about the mean of the same letter. `joins` counts neighbors in words that touch, `open_joins` those that stand apart
    though they touch in the hand's plain drawing: nan if that is not known.
    """

    page: int
    letters: int
    same_outline: float
    same_outline_and_matrix: float
    doubles: int
    equal_doubles: int
    baseline_residual_sd_mm: float
    line_slope_deg: float
    line_slope_sd_deg: float
    left_margin_sd_mm: float
    word_gap_cv: float
    smallest_gap: float
    slant_sd_deg: float
    height_cv: float
    stroke_width_cv: float
    joins: int
    open_joins: float


def measure_pdf(data: bytes, font_name: str = HAND_FONT, plain: bytes = b"") -> tuple[PageRealism, ...]:
    """Return the figures of each written page of a PDF, in order. Raises ValueError if the bytes are no PDF.

    `plain` is the font file that a joined hand was made from; where its letters touch, ours must.
    """
    outlines = Outlines(plain) if plain else None
    return tuple(_measure(page, outlines) for page in read_pages(data, font_name))


def _measure(page: PennedPage, plain: Outlines | None) -> PageRealism:
    lines = tuple(lines_of(page.letters))
    words = [word for line in lines for word in line]
    letters = [letter for word in words for letter in word]
    doubles = list(_doubles(words))
    slopes, residuals = _slopes(lines)
    gaps = list(_gaps(lines))
    touching, parted = _joints(words)
    return PageRealism(
        page=page.number,
        letters=len(letters),
        same_outline=max(_repeats(letters, _outline), _repeats(letters, _form)),
        same_outline_and_matrix=_repeats(letters, _outline_and_matrix),
        doubles=len(doubles),
        equal_doubles=sum(_is_same(one, other) for one, other in doubles),
        baseline_residual_sd_mm=_spread(residuals) / MM,
        line_slope_deg=fmean(slopes) if slopes else math.nan,
        line_slope_sd_deg=_spread(slopes),
        left_margin_sd_mm=_spread(_margins(lines)) / MM,
        word_gap_cv=_variation(gaps),
        smallest_gap=min(gaps) / fmean(letter.ink.width for letter in letters) if gaps else math.nan,
        slant_sd_deg=_slant_spread(letters),
        height_cv=_height_variation(lines),
        stroke_width_cv=_width_variation(letters),
        joins=touching.total(),
        open_joins=sum(n for pair, n in parted.items() if _joins(plain, pair)) if plain else math.nan,
    )


# Repetition.


def _outline(letter: Letter) -> object:
    return letter.penned.font.rings(letter.penned.code)


def _form(letter: Letter) -> object:
    """Return which form was drawn, whatever the pen's pressure: our codes mean the same in all fonts of a hand."""
    return letter.penned.code


def _is_same(one: Letter, other: Letter) -> bool:
    return _outline(one) == _outline(other) or _form(one) == _form(other)


def _outline_and_matrix(letter: Letter) -> object:
    return _outline(letter), tuple(round(value, 3) for value in letter.penned.place[:4])


def _repeats(letters: Sequence[Letter], key: Callable[[Letter], object]) -> float:
    """Return the share of the pairs of equal letters that also have equal keys."""
    of_text = Counter(letter.penned.text for letter in letters)
    alike = Counter((letter.penned.text, key(letter)) for letter in letters)
    return _ratio(_pairs(alike.values()), _pairs(of_text.values()))


def _pairs(counts: Iterable[int]) -> int:
    return sum(math.comb(count, 2) for count in counts)


def _doubles(words: Iterable[Word]) -> Iterator[tuple[Letter, Letter]]:
    for word in words:
        for one, other in pairwise(word):
            if one.penned.text == other.penned.text:
                yield one, other


# Lines and gaps.


def _slopes(lines: Sequence[Line]) -> tuple[list[float], list[float]]:
    """Return the slopes of long lines (degrees, rising positive), and how far each word is off its line (pt)."""
    slopes: list[float] = []
    residuals: list[float] = []
    for line in lines:
        if len(line) < FEWEST_WORDS:
            continue
        xs, ys = zip(*(word[0].penned.place[4:] for word in line), strict=True)
        slope, start = linear_regression(xs, ys)
        slopes.append(-math.degrees(math.atan(slope)))
        residuals += [y - slope * x - start for x, y in zip(xs, ys, strict=True)]
    return slopes, residuals


def _margins(lines: Sequence[Line]) -> list[float]:
    """Return where the lines start, those left out that are indented on purpose."""
    starts = [min(letter.ink.x for letter in line[0]) for line in lines]
    middle = sorted(starts)[len(starts) // 2] if starts else 0.0
    return [start for start in starts if abs(start - middle) < INDENT]


def _gaps(lines: Sequence[Line]) -> Iterator[float]:
    """Yield the paper between words, from ink to ink."""
    for line in lines:
        for before, after in pairwise(line):
            yield min(letter.ink.x for letter in after) - max(letter.ink.right for letter in before)


# The letters' own irregularity.


def _slant_spread(letters: Sequence[Letter]) -> float:
    """Return the spread of the slant of equal letters with stems, as drawn: outline and matrix together (degrees)."""
    usual = _usual_slant(letters)
    leans: list[float] = []
    for group in _alike(letters):
        stems = [upright(letter.rings, usual) for letter in group]
        if fmean(stem.length for stem in stems) > STEM * fmean(letter.ink.height for letter in group):
            leans += _about_mean([stem.lean for stem in stems])
    return _pooled(leans)


def _usual_slant(letters: Sequence[Letter]) -> float:
    """Return how much the page leans on the whole, from the outlines alone (degrees)."""
    codes = {(letter.penned.font, letter.penned.code) for letter in letters}
    stems = [upright(font.rings(code)) for font, code in codes]
    length = sum(stem.length for stem in stems)
    return sum(stem.lean * stem.length for stem in stems) / length if length else 0.0


def _height_variation(lines: Sequence[Line]) -> float:
    """Return the spread of how far equal letters rise above the baseline, as a share; a signature is left out."""
    sizes = sorted(line[0][0].penned.place.d for line in lines)
    largest = SIGNATURE * sizes[len(sizes) // 2] if sizes else 0.0
    usual = [
        letter for line in lines if line[0][0].penned.place.d < largest for word in line for letter in word
    ]
    shares: list[float] = []
    for group in _alike(usual):
        heights = [letter.penned.place.f - letter.ink.y for letter in group]
        shares += [value / fmean(heights) for value in _about_mean(heights)]
    return _pooled(shares)


def _alike(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of the alphabet that stand more than once in one shape, together."""
    groups: dict[tuple[str, int], list[Letter]] = {}
    for letter in letters:
        text = letter.penned.text
        if text.isascii() and text.isalpha() and text not in UNMOVED:
            groups.setdefault((text, letter.penned.shape), []).append(letter)
    return (group for group in groups.values() if len(group) > 1)


def _width_variation(letters: Sequence[Letter]) -> float:
    """Return the spread of the strokes' width along all strokes, ends, turns and crossings left out."""
    found = sorted(width for letter in letters for width in _widths(letter.penned))
    middle = found[len(found) // 2] if found else 0.0
    return _variation([width for width in found if abs(width - middle) < ONE_STROKE * middle])


def _widths(letter: Penned) -> Iterator[float]:
    size = abs(letter.place.d)
    return (width * size for width in widths(letter.font.rings(letter.code)))


def _joints(words: Iterable[Word]) -> tuple[Counter[str], Counter[str]]:
    """Return how often two neighboring letters touch, and how often they do not, by their text."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for word in words:
        for one, other in pairwise(word):
            apart = not one.ink.meets(other.ink) or not touch(one.rings, other.rings)
            counts[apart][one.penned.text[-1:] + other.penned.text[:1]] += 1
    return counts


def _joins(plain: Outlines, pair: str) -> bool:
    """Return whether two letters of the alphabet touch in a font's own drawing."""
    if not pair.isalpha() or len(pair) != 2:
        return False
    one, other = map(plain.glyph, pair)
    moved = placed(plain.rings(other), Transform.move(plain.advance(one), 0))
    return touch(plain.rings(one), moved)


# Small statistics. Of nothing there is no figure.


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _spread(values: Sequence[float]) -> float:
    return pstdev(values) if values else math.nan


def _variation(values: Sequence[float]) -> float:
    return pstdev(values) / fmean(values) if values else math.nan


def _about_mean(values: Sequence[float]) -> list[float]:
    """Return the deviations from the mean, enlarged as a small sample needs (Bessel)."""
    mean, count = fmean(values), len(values)
    return [(value - mean) * math.sqrt(count / (count - 1)) for value in values]


def _pooled(deviations: Sequence[float]) -> float:
    return math.sqrt(fmean(value * value for value in deviations)) if deviations else math.nan
