"""Slips with a person's own first words, for choosing a hand and a pen by eye."""

from collections.abc import Sequence
from typing import Final

from cardmaker.drawing import Frame
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.hand.habits import habits_of
from cardmaker.hand.page import Wanted, WrittenPage, write_page
from cardmaker.hand.pens import clear_x_height
from cardmaker.hand.variants import Forms, forms_of
from cardmaker.inputs.wishes import hands_of
from cardmaker.model import Order, Pen, Person, Script
from cardmaker.units import MM

LINE: Final = Size(86 * MM, 12.5 * MM)
SHORT: Final = Size(40 * MM, 12.5 * MM)
INSETS: Final = Insets(2.0 * MM, 0.0, 0.5 * MM, 0.0)
MOST_WORDS: Final = 9
USUAL: Final = ("Thank", "you", "for", "your", "time")
"""What is written where there is no note yet."""


def write_sample(order: Order, person: Person, script: Script, pen: Pen, slip: Size = LINE) -> Frame:
    """Return the note's first words in a hand and a pen, on one line of a slip: as many of them as go there."""
    chain = _chain(order, script)
    words = [word for word in person.note.words[:MOST_WORDS] if _is_known(word, chain)] or [*USUAL]
    largest = max(script.hand.x_height_mm * MM, clear_x_height(pen, script.hand))
    key = f"{order.seed}/{person.key}"
    for count in range(len(words), 0, -1):
        box = Rect(0.0, 0.0, *slip).inset(INSETS)
        page = write_page(Wanted([[words[:count]]], chain, box, largest, pen, key, order.neatness))
        if _is_whole(page, largest * habits_of(script.hand, order.neatness).size):
            break
    return Frame(slip, page.items)


def _is_whole(page: WrittenPage, x_height: float) -> bool:
    return not page.excess and not page.too_wide and page.x_height > 0.99 * x_height


def _chain(order: Order, script: Script) -> Sequence[Forms]:
    """Return the hand, and those that write what it cannot."""
    freedom = habits_of(script.hand, order.neatness).freedom
    return [forms_of(each, order.seed, freedom) for each in hands_of(script)]


def _is_known(word: str, chain: Sequence[Forms]) -> bool:
    return any(forms.covers(word) for forms in chain)
