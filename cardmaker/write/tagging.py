"""Pages that can be read aloud: their content in marked parts, and what each part is.

Words that nothing is said of are paragraphs; whatever else nothing is said of is an artifact, which readers pass over.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from cardmaker.drawing import Frame, Group, Item, Line, Role, Tag, Use
from cardmaker.write.content import Names, in_group, paint_items

ARTIFACT: Final = b"/Artifact BMC\n%sEMC\n"
UNSAID: Final = Tag(Role.PARAGRAPH)


class Mark(NamedTuple):
    """A part of a page: the card of the sheet that it belongs to (0 for none), its rank, its role, and its text."""

    card: int
    rank: int
    role: str
    text: str


def paint_marked(frame: Frame, names: Names) -> tuple[bytes, tuple[Mark, ...]]:
    """Return the operators of a page's frame, and its marks; a mark's place among them is its number in the content."""
    marks: list[Mark] = []
    return b"".join(_marked(frame.items, names, marks, 0)), tuple(marks)


def _marked(items: Iterable[Item], names: Names, marks: list[Mark], card: int) -> Iterator[bytes]:
    for kind, run in groupby(items, key=_kind):
        if isinstance(kind, Tag):
            number = len(marks)
            marks.append(Mark(card, kind.rank, kind.role.value, kind.text))
            content = paint_items(run, names)
            yield b"/%s<</MCID %d>>BDC\n%sEMC\n" % (kind.role.value.encode(), number, content)
        elif kind is Group:
            for group in run:
                yield _in_group(group, names, marks, card)  # type: ignore[arg-type]
        else:
            yield ARTIFACT % paint_items(run, names)


def _in_group(group: Group, names: Names, marks: list[Mark], card: int) -> bytes:
    inner = group.tag.number if group.tag else card
    return in_group(group, b"".join(_marked(group.frame.items, names, marks, inner)))


def _kind(item: Item) -> object:
    """Return the tag of an item, or that it is a group, whose parts have theirs, or None for an artifact."""
    match item:
        case Line():
            return item.tag or UNSAID
        case Use():
            return item.tag
        case Group():
            return Group
        case _:
            return None
