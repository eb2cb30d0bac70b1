"""What a card tells somebody who has it read aloud: its art in a sentence, and its note in paragraphs.

Art without words beside a note is decoration, and passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from cardmaker.drawing import Group, Item, Line, Role, Shared, Tag, Use
from cardmaker.model import Order, Panel

RANKS: Final = {Panel.FRONT: 0, Panel.BACK: 2}
NOTE_RANK: Final = 1
"""A card is read as it is opened: its front, its inside, its back."""


def panel_tags(order: Order, art: Mapping[Panel, Shared]) -> dict[Panel, Tag]:
    """Return what the art of each panel is, for those that say anything."""
    texts = {panel: _told(panel, order, " ".join(words_in(art[panel].frame.items))) for panel in art}
    return {
        panel: Tag(Role.FIGURE, text, RANKS.get(panel, NOTE_RANK)) for panel, text in texts.items() if text
    }


def in_paragraphs(items: Sequence[Item], paragraphs: Sequence[Sequence[Sequence[str]]]) -> tuple[Item, ...]:
    """Return a note's items, each line with the paragraph that it belongs to, told by the number of its words."""
    ends = [*accumulate(sum(len(line) for line in lines) for lines in paragraphs)]
    tags = [Tag(Role.PARAGRAPH, "", NOTE_RANK, number) for number in range(len(ends))]
    tagged: list[Item] = []
    seen = number = 0
    for item in items:
        if isinstance(item, Line):
            while number < len(ends) - 1 and seen >= ends[number]:
                number += 1
            seen += len(item.words)
            item = replace(item, tag=tags[number] if tags else None)  # noqa: PLW2901
        tagged.append(item)
    return tuple(tagged)


def as_paragraph(items: Iterable[Item], number: int) -> tuple[Item, ...]:
    """Return items whose lines are one paragraph, as the lines of an address are."""
    tag = Tag(Role.PARAGRAPH, number=number)
    return tuple(replace(item, tag=tag) if isinstance(item, Line) else item for item in items)


def words_in(items: Iterable[Item]) -> Iterator[str]:
    """Yield the words that lie in items, at any depth; lines that are painted twice in a row are read once."""
    last = ""
    for line in _lines_in(items):
        text = " ".join(word.text for word in line.words if word.text)
        if text and text != last:
            yield text
        last = text


def _lines_in(items: Iterable[Item]) -> Iterator[Line]:
    for item in items:
        match item:
            case Line():
                yield item
            case Group():
                yield from _lines_in(item.frame.items)
            case Use():
                yield from _lines_in(item.shared.frame.items)


def _told(panel: Panel, order: Order, words: str) -> str:
    """Return a sentence for the art of a panel; nothing for decoration."""
    said = f"“{words}”" if words else ""
    if panel is Panel.FRONT:
        shown = [order.design.name, *(artwork.name for artwork in order.artworks)]
        return f"Front of the card: {', '.join(shown)}" + (f", with the words {said}" if said else "")
    if panel is Panel.BACK:
        return f"Back of the card: {said}" if said else "Back of the card: a small mark"
    return f"Printed inside: {said}" if said else ""
