"""The structure of a document: what a reader's program reads aloud, in its order, page by page as the file is written.

The document holds a section for each card; a section holds the card's parts from both sides of its sheet. Marks of equal
pages are equal, so pages that were painted elsewhere bring theirs along (ISO 32000-1, 14.7).
"""

from collections.abc import Sequence
from typing import Final

from cardmaker.write.objects import Objects, references, text_string
from cardmaker.write.tagging import Mark

PAGES_A_NODE: Final = 64
"""Of the tree that leads from marked content back to its part."""

_Part = tuple[int, int]
"""A part's rank and its object."""


class Structure:
    """The structure tree of one file. A sheet's sections are written when the next sheet begins, all else at once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._root, self._document = objects.reserve(), objects.reserve()
        self._sections: list[int] = []
        self._open: dict[int, tuple[int, list[_Part]]] = {}
        self._nodes: list[tuple[int, int, int]] = []
        self._entries: list[bytes] = []
        self._pages = 0

    def add(self, page: int, marks: Sequence[Mark], *, continues: bool) -> bytes:
        """Take the marks of a page by its object's number, and return the entries that the page needs."""
        if not continues:
            self._close()
        owners: list[int] = []
        for mark in marks:
            numbers = range(len(owners), len(owners) + mark.spans)
            owners += [self._part(page, numbers, mark)] * mark.spans
        self._entries.append(b"%d[%s]" % (self._pages, references(owners)))
        self._pages += 1
        if len(self._entries) == PAGES_A_NODE:
            self._end_node()
        return b"/StructParents %d/Tabs/S" % (self._pages - 1)

    def finish(self) -> bytes:
        """Write what is left, and return the entries that the catalog needs."""
        self._close()
        if self._entries:
            self._end_node()
        put = self._objects.put
        put(self._document, b"<</S/Document/P %d 0 R/K[%s]>>" % (self._root, references(self._sections)))
        numbers = [number for number, _, _ in self._nodes]
        tree = self._objects.add(b"<</Kids[%s]>>" % references(numbers))
        entries = self._document, tree, self._pages
        put(self._root, b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % entries)
        return b"/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R" % self._root

    def _part(self, page: int, numbers: range, mark: Mark) -> int:
        if mark.card not in self._open:
            self._open[mark.card] = self._objects.reserve(), []
        section, parts = self._open[mark.card]
        told = b"/Alt %d 0 R" % self._objects.share(text_string(mark.text)) if mark.text else b""
        content = b" ".join([b"%d" % number for number in numbers])
        entries = mark.role.encode(), section, page, content, told
        part = self._objects.add(b"<</S/%s/P %d 0 R/Pg %d 0 R/K[%s]%s>>" % entries)
        parts.append((mark.rank, part))
        return part

    def _close(self) -> None:
        """Write the sections of the sheet whose pages have come, their parts by rank."""
        for _, (section, parts) in sorted(self._open.items()):
            ordered = [part for _, part in sorted(parts, key=lambda each: each[0])]
            self._objects.put(section, b"<</S/Sect/P %d 0 R/K[%s]>>" % (self._document, references(ordered)))
            self._sections.append(section)
        self._open = {}

    def _end_node(self) -> None:
        first, last = self._pages - len(self._entries), self._pages - 1
        number = self._objects.add(b"<</Limits[%d %d]/Nums[%s]>>" % (first, last, b"".join(self._entries)))
        self._nodes.append((number, first, last))
        self._entries = []
