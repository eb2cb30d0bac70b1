"""Words on the paper that is cut off: short paragraphs that flow through strips of it, some of them upright.

Where the strips are is left to each product's page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.compose.lettering import Look, Type, set_line, width, wrap
from cardmaker.drawing import Frame, Group, Ink, Item, Stroke
from cardmaker.geometry import Rect, Size, Transform, polygon
from cardmaker.units import MM

SIZE: Final = 7.0
LEADING: Final = 9.2
SAMPLE: Final = 6.0 * MM
"""How long a line is shown before the word that explains it."""

HATCHES: Final = 6
NARROW: Final = 1.0 * MM
APART: Final = 3.0 * MM

Rows = Sequence[Sequence[Item]]
"""Lines below each other, each drawn on a baseline at (0, 0)."""

Paragraph = Callable[[float], Rows]
"""What gives its lines for a measure (pt)."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Free paper: `at` maps its own coordinates, from its first line's top left, onto the page; `size` is its room."""

    at: Transform
    size: Size

    @classmethod
    def level(cls, area: Rect) -> "Strip":
        return cls(Transform.move(area.x, area.y), area.size)

    @classmethod
    def rising(cls, area: Rect) -> "Strip":
        """Return a strip whose lines read from the bottom to the top, the first one on the left."""
        turned = Transform.rotate(270).then(Transform.move(area.x, area.bottom))
        return cls(turned, area.size.turned())

    @property
    def room(self) -> float:
        """How many points of lines it holds."""
        return self.rows * self.size.width

    @property
    def rows(self) -> int:
        return max(0, int((self.size.height + LEADING - SIZE) / LEADING))


def plain(text: str, look: Look) -> Paragraph:
    return _paragraph(text, replace(look.body, size=SIZE, leading=LEADING))


def strong(text: str, look: Look) -> Paragraph:
    return _paragraph(text, replace(look.strong, size=SIZE, leading=LEADING))


def _paragraph(text: str, kind: Type) -> Paragraph:
    return lambda measure: [[set_line(line, kind, 0.0, 0.0)] for line in wrap(text, kind, measure)]


def line_sample(ink: Ink) -> list[Item]:
    middle = -SIZE * 0.25
    return [Stroke(polygon([(0.0, middle), (SAMPLE, middle)], closed=False), ink)]


def hatch_sample(ink: Ink) -> list[Item]:
    """Return a few slanted lines, as high as the words."""
    steps = (SAMPLE * number / HATCHES for number in range(1, HATCHES + 1))
    lines = (polygon([(x, -SIZE * 0.6), (x - SIZE * 0.6, 0.0)], closed=False) for x in steps)
    return [Stroke(line, ink) for line in lines]


def legend(samples: Sequence[tuple[Sequence[Item], str]], look: Look) -> Paragraph:
    """Return a line of signs, each `SAMPLE` wide on a baseline at (0, 0), with what it means."""
    kind = replace(look.body, size=SIZE, leading=LEADING)

    def row(_measure: float) -> Rows:
        items: list[Item] = []
        x = 0.0
        for sample, word in samples:
            items.append(Group(Frame(Size(SAMPLE, SIZE), tuple(sample)), Transform.move(x, 0.0)))
            items.append(set_line(word, kind, x + SAMPLE + NARROW, 0.0))
            x += SAMPLE + NARROW + width(word, kind) + APART
        return [items]

    return row


def flow(paragraphs: Iterable[Paragraph], strips: Sequence[Strip]) -> list[Item]:
    """Return the paragraphs in order in the strips; none is split between two, and what finds no room is left out."""
    items: list[Item] = []
    number = used = 0
    for paragraph in paragraphs:
        while number < len(strips):
            rows = paragraph(strips[number].size.width)
            if used + len(rows) <= strips[number].rows:
                items.append(_placed(rows, strips[number], used))
                used += len(rows)
                break
            number, used = number + 1, 0
    return items


def _placed(rows: Rows, strip: Strip, used: int) -> Group:
    inside = tuple(
        Group(Frame(strip.size, tuple(row)), Transform.move(0.0, SIZE * 0.8 + (used + index) * LEADING))
        for index, row in enumerate(rows)
    )
    return Group(Frame(strip.size, inside), strip.at)
