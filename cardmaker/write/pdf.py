"""A document to PDF bytes, for a home printer: PDF 1.7, sRGB, all fonts embedded, no scaling, the flip it needs.

Shared frames become form XObjects, each page's content one stream, equal streams one object. The bytes depend on the
document and nothing else: no clock, no names of this machine.
"""

import io
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from cardmaker import __version__
from cardmaker.drawing import Document, Duplex, Page, PageOrder
from cardmaker.geometry import Rect
from cardmaker.write.content import Form, Names, flipped, paint
from cardmaker.write.objects import COMPRESSION, PAGE_COMPRESSION, Objects, Sink, stream, text_string
from cardmaker.write.pdf_font import add_font
from cardmaker.write.pictures import picture_stream

FIXED_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a file when none is asked for, so that equal orders give equal bytes."""

PAGES_A_NODE: Final = 64

_DUPLEX: Final = {
    Duplex.NONE: b"/Simplex",
    Duplex.LONG_EDGE: b"/DuplexFlipLongEdge",
    Duplex.SHORT_EDGE: b"/DuplexFlipShortEdge",
}


class PaintedPage(NamedTuple):
    """A page as it goes into a file: its boxes, and its content's compressed stream."""

    boxes: bytes
    stream: bytes


class _PageNode(NamedTuple):
    """A node of the page tree: its object's number, and those of its pages."""

    number: int
    kids: list[int]


def write_pdf(document: Document, created: datetime = FIXED_DATE) -> bytes:
    """Return the file. `created` goes into its information dictionary."""
    sink, names = io.BytesIO(), Names()
    file = PdfFile(sink, order=document.order)
    for page in document.pages:
        file.add(paint_page(page, names))
    file.finish(document, names, created)
    return sink.getvalue()


def paint_page(page: Page, names: Names) -> PaintedPage:
    """Return a page, painted and compressed."""
    width, height = page.frame.size
    boxes = b"/MediaBox%s" % _box(Rect(0, 0, width, height), height)
    if page.trim is not None:
        boxes += b"/TrimBox%s" % _box(page.trim, height)
    return PaintedPage(boxes, _page_stream(flipped(paint(page.frame, names), height)))


class PdfFile:
    """A file that is written page by page. Its bytes depend on the pages and on `finish`, not on how they came here."""

    def __init__(self, sink: Sink, *, order: PageOrder = PageOrder.SHEETS) -> None:
        self._objects = Objects(sink)
        self._resources, self._root = self._objects.reserve(), self._objects.reserve()
        self._order = order
        self._nodes: tuple[list[_PageNode], list[_PageNode]] = [], []
        self._pages = 0

    def add(self, page: PaintedPage) -> None:
        """Write a page. Pages hang under nodes of a fixed size; one flat list would be slow to open."""
        node, kids = self._node()
        content = self._objects.share(page.stream)
        entries = b"/Type/Page%s/Resources %d 0 R/Contents %d 0 R" % (page.boxes, self._resources, content)
        kids.append(self._objects.add(b"<<%s/Parent %d 0 R>>" % (entries, node)))
        self._pages += 1

    def _node(self) -> "_PageNode":
        """Return the node for the next page; second sides hang under nodes of their own if they stand apart."""
        nodes = self._nodes[0 if self._order is PageOrder.SHEETS else self._pages % 2]
        if not nodes or len(nodes[-1].kids) == PAGES_A_NODE:
            nodes.append(_PageNode(self._objects.reserve(), []))
        return nodes[-1]

    def finish(self, document: Document, names: Names, created: datetime = FIXED_DATE) -> None:
        """End the file; `names` knows all that its pages use. The document's own pages are not looked at."""
        self._add_tree()
        numbers = self._add_resources(names)
        self._objects.put(self._resources, _resources(numbers))
        self._objects.finish(_catalog(document, self._root), _information(document, created))

    def _add_tree(self) -> None:
        fronts, backs = self._nodes
        if self._order is PageOrder.BACKS_REVERSED:
            backs = [_PageNode(number, kids[::-1]) for number, kids in reversed(backs)]
        for number, kids in (*fronts, *backs):
            entries = (self._root, len(kids), _references(kids))
            self._objects.put(number, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % entries)
        nodes = _references([node.number for node in (*fronts, *backs)])
        self._objects.put(self._root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (self._pages, nodes))

    def _add_resources(self, names: Names) -> Mapping[bytes, int]:
        """Write fonts, pictures and forms, each kind by name; return their numbers. Fonts are cut to the codes used."""
        objects, numbers = self._objects, {}
        for name, face in sorted(names.faces.items(), key=lambda item: item[0]):
            numbers[name] = add_font(objects, face.program(names.codes(name)))
        for name, picture in sorted(names.pictures.items(), key=lambda item: item[0]):
            numbers[name] = objects.add(picture_stream(picture))
        forms = sorted(names.forms.items(), key=lambda item: item[0])
        numbers |= {name: objects.reserve() for name, _ in forms}
        for name, form in forms:
            objects.put(numbers[name], _form(form, numbers))
        return numbers


@lru_cache(maxsize=4)
def _page_stream(content: bytes) -> bytes:
    """Return a page's stream; the last few are kept, since the outsides of a batch are alike."""
    return stream(content, b"", PAGE_COMPRESSION)


@lru_cache(maxsize=64)
def _box(rect: Rect, height: float) -> bytes:
    corners = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return b"[%s]" % b" ".join(str(round(value, 3)).removesuffix(".0").encode() for value in corners)


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _form(form: Form, numbers: Mapping[bytes, int]) -> bytes:
    """Return a form XObject with just the resources that its content names."""
    used = {name: numbers[name] for name in sorted(form.used)}
    reach, (width, height) = form.shared.reach, form.shared.frame.size
    box = b"[%g %g %g %g]" % (-reach, -reach, width + reach, height + reach)
    entries = b"/Type/XObject/Subtype/Form/BBox%s/Resources%s" % (box, _resources(used))
    return stream(_packed(form.content), entries + b"/Filter/FlateDecode", compression=0)


@lru_cache(maxsize=64)
def _packed(content: bytes) -> bytes:
    """Return a form's content, compressed; kept, since a batch may be a file for each person."""
    return zlib.compress(content, COMPRESSION)


def _resources(numbers: Mapping[bytes, int]) -> bytes:
    fonts = b"".join(b"/%s %d 0 R" % item for item in numbers.items() if item[0].startswith(b"F"))
    others = b"".join(b"/%s %d 0 R" % item for item in numbers.items() if not item[0].startswith(b"F"))
    return b"<<%s%s>>" % (
        b"/Font<<%s>>" % fonts if fonts else b"",
        b"/XObject<<%s>>" % others if others else b"",
    )


def _catalog(document: Document, root: int) -> bytes:
    return (
        b"<</Type/Catalog/Pages %d 0 R/Lang%s/ViewerPreferences<</PrintScaling/None/Duplex%s/PickTrayByPDFSize true"
        b"/DisplayDocTitle true>>>>" % (root, text_string(document.language), _DUPLEX[document.duplex])
    )


def _information(document: Document, created: datetime) -> bytes:
    date = b"(%s)" % created.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    author = b"/Author" + text_string(document.author) if document.author else b""
    maker = text_string(f"cardmaker {__version__}")
    return b"<</Title%s%s/Creator%s/Producer%s/CreationDate%s/ModDate%s/Trapped/False>>" % (
        text_string(document.title),
        author,
        maker,
        maker,
        date,
        date,
    )
