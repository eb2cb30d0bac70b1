"""What the marks of a panel tell without a picture: thin lines, small type, ink near the edge, words upon words."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, assert_never

from cardmaker.art.ground.ground import Ground
from cardmaker.art.lettering.text import TYPE_MARGIN
from cardmaker.check.designs.leaves import Leaf, Mark
from cardmaker.check.designs.told import Shown, leaf_error, leaf_warning
from cardmaker.color import Color, ink_coverage
from cardmaker.drawing import Fill, Line, Picture, Stroke, Use
from cardmaker.errors import Finding
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.units import MM, format_mm

HAIRLINE: Final = 0.25
"""pt. The thinnest line that presses and printers hold; the source of this and the next is docs/designs.md."""

PALE_HAIRLINE: Final = 0.4
PALE: Final = 0.6
"""Of full ink: paler colors are screened, and a screen breaks a hairline."""

SMALLEST_ON_FRONT: Final = 8.0
SMALLEST: Final = 6.5
SAFE_MARGIN: Final = 6.35 * MM
TOLERANCE: Final = 0.02

MOST_INK: Final = 2.40
"""Total coverage that plain paper takes."""


def check_marks(leaves: Sequence[Leaf], size: Size, shown: Shown) -> Iterator[Finding]:
    """Yield what is wrong with single marks of a panel, and with words that meet."""
    for leaf in leaves:
        if isinstance(leaf.mark, Stroke):
            yield from _thin_line(leaf, leaf.mark, shown)
        if isinstance(leaf.mark, Line):
            yield from _small_type(leaf, leaf.mark, shown)
        if shown.part != "liner" and not _is_ground(leaf):
            yield from _near_the_edge(leaf, size, shown)
    yield from _words_upon_words(leaves, shown)


def check_ink(leaves: Sequence[Leaf], shown: Shown) -> Iterator[Finding]:
    """Yield an error for each layer that lays down more ink than paper takes; all paint is opaque."""
    for leaf in leaves:
        color = _color_of(leaf.mark)
        if color is not None and (total := ink_coverage(color)) > MOST_INK:
            message = f"{color.hex} takes {total:.0%} of ink; paper takes {MOST_INK:.0%}"
            yield leaf_error("total-ink", message, shown, leaf, "choose a lighter color")


def _color_of(mark: Mark) -> Color | None:
    match mark:
        case Fill() | Line():
            return mark.color
        case Stroke():
            return mark.ink.color
        case Picture() | Use():
            return None
        case _:
            assert_never(mark)


def type_size(leaf: Leaf, line: Line) -> float:
    """Return the size of a line of type as it stands on the panel, pt."""
    a, b, *_ = line.words[0].transform.then(leaf.place)
    return math.hypot(a, b)


def words_of(line: Line) -> str:
    return " ".join(word.text for word in line.words)


def _is_ground(leaf: Leaf) -> bool:
    return leaf.layer is not None and isinstance(leaf.layer.params, Ground)


def _thin_line(leaf: Leaf, stroke: Stroke, shown: Shown) -> Iterator[Finding]:
    width = stroke.ink.width * leaf.scale
    if width < HAIRLINE - 1e-3:
        message = f"a line is {width:.2f} pt thin; {HAIRLINE} pt is the thinnest that prints"
        yield leaf_error("hairline", message, shown, leaf, f"make it {HAIRLINE}pt or more")
    elif width < PALE_HAIRLINE - 1e-3 and ink_coverage(stroke.ink.color) < PALE:
        message = f"a pale line is {width:.2f} pt thin and will break up in print"
        yield leaf_warning("pale-hairline", message, shown, leaf, f"make it {PALE_HAIRLINE}pt, or darker")


def _small_type(leaf: Leaf, line: Line, shown: Shown) -> Iterator[Finding]:
    least = SMALLEST_ON_FRONT if shown.part == "front" else SMALLEST
    size = type_size(leaf, line)
    if size < least - TOLERANCE:
        message = f"{words_of(line)!r} is set in {size:.1f} pt; the least here is {least:g} pt"
        yield leaf_error("small-type", message, shown, leaf, "give the style a larger size, or one in pt")


def _near_the_edge(leaf: Leaf, size: Size, shown: Shown) -> Iterator[Finding]:
    is_type = isinstance(leaf.mark, Line)
    margin = TYPE_MARGIN if is_type else SAFE_MARGIN
    safe = Rect.of(size).inset(Insets.even(margin))
    if not safe.holds(leaf.seen, TOLERANCE):
        box = leaf.seen
        nearest = min(box.x, box.y, size.width - box.right, size.height - box.bottom)
        what = "type" if is_type else "ink"
        message = (
            f"{what} comes within {format_mm(nearest)} of the edge; it must stay {format_mm(margin)} away"
        )
        yield leaf_error(
            "safe-margin", message, shown, leaf, "move it in, make it smaller, or adapt this shape"
        )


def _words_upon_words(leaves: Sequence[Leaf], shown: Shown) -> Iterator[Finding]:
    """Yield an error where words of two layers share room."""
    lines = [leaf for leaf in leaves if isinstance(leaf.mark, Line)]
    for one, other in combinations(lines, 2):
        if one.layer is not other.layer and one.seen.overlap(other.seen):
            message = f"its words run into those of {other.layer.id if other.layer else 'the panel'!r}"
            yield leaf_error("words-overlap", message, shown, one, "part them, or put both into a stack")
