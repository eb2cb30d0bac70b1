"""Cards that people write themselves: faint lines to write on, and a sheet with the note in a hand to copy or to trace.

Card and sheet are ruled alike, so that the note fits on the card line by line. Choosing the hand and fitting the note into
the box is left to `card`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from cardmaker.color import WHITE, Color, mix
from cardmaker.compose.lettering import Look, set_lines, suited, wrap
from cardmaker.compose.spoken import in_paragraphs
from cardmaker.drawing import Cap, Fill, Frame, Group, Ink, Item, Line, Page, Role, Stroke, Word
from cardmaker.geometry import Rect, Size, Transform, polygon
from cardmaker.hand.page import WrittenPage
from cardmaker.model import NOTE_PANEL, Copying, Guides, Order, Person
from cardmaker.units import MM

GUIDE_WIDTH: Final = 0.35
GUIDE_TINT: Final = 0.25
"""Of the design's ink: enough to write on, and gone once there is ink on the line."""

ABOVE: Final = 2.2
BELOW: Final = 1.5
"""X-heights of paper that writing needs over the first line and under the last."""

START: Final = 0.36
"""Of the lines that a short note leaves free, how many stand above it: people leave more room below."""

LIVELINESS: Final = 0.35
"""How much of its wandering a hand keeps on ruled paper."""

TRACED: Final = Color(0.66, 0.66, 0.66)
"""Light enough to be covered by any pen."""

HEAD: Final = 11.0 * MM
"""From the sheet's edge to the baseline of the name."""

CORNER: Final = 6.0 * MM
CORNER_INK: Final = Ink(Color(0.6, 0.6, 0.6), 0.5, Cap.BUTT)
"""Marks in the corners of the panel, to lay the card on."""

ADVICE: Final = {
    Copying.COPY: "True size. Keep this page beside the card and copy it line by line.",
    Copying.TRACE: "True size. Write over the gray letters to practice; or lay the card on the corners and trace it against a window.",
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines to write on: from `left` to `right`, the first at `first`, `leading` apart, pt on the note's panel."""

    left: float
    right: float
    first: float
    leading: float
    count: int

    def baseline(self, index: int) -> float:
        return self.first + index * self.leading


def rule(order: Order, box: Rect, x_height: float) -> Ruling:
    """Return as many lines as the box holds for letters of that height, with the same room over and under them."""
    hand = order.hands[0].hand
    leading = x_height * hand.leading_mm / hand.x_height_mm
    room = box.height - (ABOVE + BELOW) * x_height
    count = int(max(0.0, room) / leading) + 1
    slack = max(0.0, room - (count - 1) * leading) / 2
    return Ruling(box.x, box.right, box.y + slack + ABOVE * x_height, leading, count)


def draw_guides(order: Order, box: Rect, x_height: float) -> tuple[Item, ...]:
    """Return the lines to write on in letters of that height, or nothing if none are wanted."""
    if order.own_pen is None or order.own_pen.guides is Guides.NONE:
        return ()
    ink = Ink(mix(WHITE, order.design.palettes[order.palette]["ink"], GUIDE_TINT), GUIDE_WIDTH, Cap.BUTT)
    ruling = rule(order, box, x_height)
    heights = (ruling.baseline(index) for index in range(ruling.count))
    return tuple(Stroke(polygon([(ruling.left, y), (ruling.right, y)], closed=False), ink) for y in heights)


def copy_page(order: Order, person: Person, written: WrittenPage, box: Rect, paper: Size, look: Look) -> Page:
    """Return a person's page of the copy sheet: the name, what to do, and the note as it will stand in the card's box."""
    panel, copying = order.format.panel, order.own_pen.copying if order.own_pen else Copying.COPY
    ruling = rule(order, box, written.x_height)
    free = [item for item in written.items if isinstance(item, Line)]
    lines = _on_lines(free, person, ruling)
    marks = [_moved(item, free, lines) for item in written.items if isinstance(item, Fill)]
    if copying is Copying.TRACE:
        lines = [replace(line, color=TRACED) for line in lines]
        marks = [replace(mark, color=TRACED) for mark in marks]
    read = in_paragraphs(lines, person.note.paragraphs)
    items = (*_corners(panel), *draw_guides(order, box, written.x_height), *marks, *read)
    head, bottom = _head(order, copying, person, paper, look)
    at = Transform.move((paper.width - panel.width) / 2, max(bottom, (paper.height - panel.height) / 2))
    return Page(Frame(paper, (*head, Group(Frame(panel, items), at))))


def _on_lines(lines: Sequence[Line], person: Person, ruling: Ruling) -> list[Line]:
    """Return the written lines on the ruled ones, with a free line between paragraphs: all if there is room, or the last."""
    starts = list(_paragraph_starts(lines, person))[1:]
    spare = max(0, ruling.count - len(lines))
    close = max(0, sum(starts) - spare)
    steps = (1 + (start and number > close) for start, number in zip(starts, accumulate(starts), strict=True))
    above = int((spare - sum(starts) + close) * START)
    places = accumulate(steps, initial=above)
    return [_on_line(line, ruling.baseline(place)) for line, place in zip(lines, places, strict=True)]


def _paragraph_starts(lines: Sequence[Line], person: Person) -> Iterator[bool]:
    """Yield for each line whether a paragraph begins with it."""
    sizes = (sum(len(run) for run in paragraph) for paragraph in person.note.paragraphs)
    firsts = set(accumulate(sizes, initial=0))
    for before in list(accumulate((len(line.words) for line in lines), initial=0))[:-1]:
        yield before in firsts


def _on_line(line: Line, baseline: float) -> Line:
    """Return a line of words on a baseline, wandering and sloping less than on blank paper."""
    middle = _middle(line)
    return replace(line, words=tuple(_calmer(word, middle, baseline) for word in line.words))


def _moved(mark: Fill, lines: Sequence[Line], placed: Sequence[Line]) -> Fill:
    """Return a pen line under words where they went: with the nearest line above it."""
    low = mark.path.bounds().bottom
    above = [number for number, line in enumerate(lines) if _middle(line) < low]
    number = max(above, default=0)
    down = _middle(placed[number]) - _middle(lines[number])
    return replace(mark, path=mark.path.transformed(Transform.move(0, down)))


def _middle(line: Line) -> float:
    """Return how far down a line's words stand in the middle."""
    return sum(word.transform.f for word in line.words) / len(line.words)


def _calmer(word: Word, middle: float, baseline: float) -> Word:
    a, b, c, d, e, f = word.transform
    calm = Transform(a, LIVELINESS * b, c, d, e, baseline + LIVELINESS * (f - middle))
    return word._replace(transform=calm)


def _corners(panel: Size) -> Iterator[Item]:
    """Yield the panel's four corners."""
    for x, inward in ((0.0, CORNER), (panel.width, -CORNER)):
        for y, down in ((0.0, CORNER), (panel.height, -CORNER)):
            yield Stroke(polygon([(x + inward, y), (x, y), (x, y + down)], closed=False), CORNER_INK)


def _head(
    order: Order, copying: Copying, person: Person, paper: Size, look: Look
) -> tuple[list[Item], float]:
    """Return the name and what to do with the page, and how far down the page they go."""
    left = max(HEAD, (paper.width - order.format.panel.width) / 2)
    measure = paper.width - 2 * left
    name = " ".join(person.name.split())
    kind = replace(suited(look.strong, name), role=Role.TITLE)
    side = NOTE_PANEL[order.format.fold].value.replace("-", " ")
    advice = wrap(f"{ADVICE[copying]} The corners are those of the {side}.", look.small, measure)
    items: list[Item] = list(set_lines(wrap(name, kind, measure)[:1], kind, left, HEAD))
    items += set_lines(advice, look.small, left, HEAD + look.small.leading * 1.2)
    return items, HEAD + look.small.leading * (len(advice) + 1.2)
