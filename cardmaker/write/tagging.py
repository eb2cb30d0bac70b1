"""Pages that can be read aloud: their content in marked parts, and what each part is.

Words that nothing is said of are paragraphs; whatever else nothing is said of is an artifact, which readers pass over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from cardmaker.drawing import Frame, Group, Item, Line, Role, Tag, Use
from cardmaker.write.content import in_group, paint_items, paint_line
from cardmaker.write.names import Names

ARTIFACT: Final = b"/Artifact BMC\n%sEMC\n"
UNSAID: Final = Tag(Role.PARAGRAPH)


class Mark(NamedTuple):
    """A part of a page: the card of the sheet that it belongs to (0 for none), its rank, role and text, and how many
    sequences of marked content it has. These are numbered through the page.
    """

    card: int
    rank: int
    role: str
    text: str
    spans: int


def paint_marked(frame: Frame, names: Names) -> tuple[bytes, tuple[Mark, ...]]:
    """Return the operators of a page's frame, and its marks in the order of the content."""
    page = _Page(names)
    return b"".join(_marked(frame.items, page, 0)), tuple(page.marks)


@dataclass(slots=True)
class _Page:
    """What is known of a page while it is painted; `count` sequences are numbered so far."""

    names: Names
    marks: list[Mark] = field(default_factory=list)
    count: int = 0

    def number(self) -> bytes:
        """Return the entry that numbers the next sequence."""
        self.count += 1
        return b"/MCID %d" % (self.count - 1)


def _marked(items: Iterable[Item], page: _Page, card: int) -> Iterator[bytes]:
    for kind, run in groupby(items, key=_kind):
        if isinstance(kind, Tag):
            before = page.count
            yield from _part(run, kind.role, page)
            page.marks.append(Mark(card, kind.rank, kind.role.value, kind.text, page.count - before))
        elif kind is Group:
            for group in run:
                yield _in_group(group, page, card)  # type: ignore[arg-type]
        else:
            yield ARTIFACT % paint_items(run, page.names)


def _part(items: Iterable[Item], role: Role, page: _Page) -> Iterator[bytes]:
    """Yield a part, each of its lines a sequence of its own: readers that lose count in spans within spans are not few."""
    for is_line, run in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            for line in run:
                yield paint_line(line, page.names, page.number())  # type: ignore[arg-type]
        else:
            sequence = role.value.encode(), page.number(), paint_items(run, page.names)
            yield b"/%s<<%s>>BDC\n%sEMC\n" % sequence


def _in_group(group: Group, page: _Page, card: int) -> bytes:
    inner = group.tag.number if group.tag else card
    return in_group(group, b"".join(_marked(group.frame.items, page, inner)))


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
