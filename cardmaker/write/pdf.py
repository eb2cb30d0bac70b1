"""A document to PDF bytes, page by page; what its profile asks for is said in `profiles`.

Shared frames become form XObjects, each page's content one stream, equal streams one object. The bytes depend on the
document and nothing else: no clock, no names of this machine.
"""

import io
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from cardmaker.drawing import Document, Page, Profile
from cardmaker.geometry import Rect
from cardmaker.write.content import flipped, paint
from cardmaker.write.inks import FIXED
from cardmaker.write.metadata import information
from cardmaker.write.names import Form, Names
from cardmaker.write.objects import COMPRESSION, PAGE_COMPRESSION, Objects, Sink, references, stream
from cardmaker.write.pdf_font import add_font
from cardmaker.write.pictures import picture_stream
from cardmaker.write.profiles import VERSIONS, catalog
from cardmaker.write.structure import Structure
from cardmaker.write.tagging import Mark, paint_marked

FIXED_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a file when none is asked for, so that equal orders give equal bytes."""

PAGES_A_NODE: Final = 64

_KINDS: Final = {b"F": b"Font", b"X": b"XObject", b"I": b"XObject", b"G": b"ExtGState", b"C": b"ColorSpace"}


class PaintedPage(NamedTuple):
    """A page as it goes into a file: its boxes, its content's compressed stream, and what the parts of that are."""

    boxes: bytes
    stream: bytes
    marks: tuple[Mark, ...] = ()
    continues: bool = False


def write_pdf(document: Document, created: datetime = FIXED_DATE) -> bytes:
    """Return the file. `created` goes into its information dictionary."""
    sink, names = io.BytesIO(), Names(document.profile)
    file = PdfFile(sink, document.profile)
    for page in document.pages:
        file.add(paint_page(page, names))
    file.finish(document, names, created)
    return sink.getvalue()


def paint_page(page: Page, names: Names) -> PaintedPage:
    """Return a page, painted and compressed."""
    height = page.frame.size.height
    is_home = names.profile is Profile.HOME
    content, marks = paint_marked(page.frame, names) if is_home else (paint(page.frame, names), ())
    return PaintedPage(_boxes(page), _page_stream(flipped(content, height)), marks, page.continues)


class PdfFile:
    """A file that is written page by page. Its bytes depend on the pages and on `finish`, not on how they came here."""

    def __init__(self, sink: Sink, profile: Profile = Profile.HOME) -> None:
        self._objects = Objects(sink, VERSIONS[profile])
        self._resources, self._root = self._objects.reserve(), self._objects.reserve()
        self._structure = Structure(self._objects) if profile is Profile.HOME else None
        self._nodes: list[tuple[int, list[int]]] = []
        self._pages = 0

    def add(self, page: PaintedPage) -> None:
        """Write a page. Pages hang under nodes of a fixed size; one flat list would be slow to open."""
        objects, number = self._objects, self._objects.reserve()
        if self._pages % PAGES_A_NODE == 0:
            self._nodes.append((objects.reserve(), []))
        node, kids = self._nodes[-1]
        content, boxes = objects.share(page.stream), page.boxes
        if self._structure:
            boxes += self._structure.add(number, page.marks, continues=page.continues)
        entries = boxes, self._resources, content, node
        objects.put(number, b"<</Type/Page%s/Resources %d 0 R/Contents %d 0 R/Parent %d 0 R>>" % entries)
        kids.append(number)
        self._pages += 1

    def finish(self, document: Document, names: Names, created: datetime = FIXED_DATE) -> None:
        """End the file; `names` knows all that its pages use. The document's own pages are not looked at."""
        self._add_tree()
        numbers = self._add_resources(names)
        self._objects.put(self._resources, _resources(numbers))
        structure = self._structure.finish() if self._structure else b""
        entries = catalog(self._objects, document, created)
        whole = b"<</Type/Catalog/Pages %d 0 R%s%s>>" % (self._root, structure, entries)
        self._objects.finish(whole, information(document, created))

    def _add_tree(self) -> None:
        for node, kids in self._nodes:
            entries = (self._root, len(kids), references(kids))
            self._objects.put(node, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % entries)
        nodes = references([node for node, _ in self._nodes])
        self._objects.put(self._root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (self._pages, nodes))

    def _add_resources(self, names: Names) -> Mapping[bytes, int]:
        """Write fonts, pictures and forms, each kind by name; return their numbers. Fonts are cut to the codes used."""
        objects = self._objects
        numbers = {
            name: objects.add(value) for name, value in FIXED.items() if names.profile is Profile.PRESS
        }
        for name, face in sorted(names.faces.items(), key=lambda item: item[0]):
            numbers[name] = add_font(objects, face.program(names.codes(name)))
        for name, picture in sorted(names.pictures.items(), key=lambda item: item[0]):
            numbers[name] = objects.add(picture_stream(picture, names.profile))
        forms = sorted(names.forms.items(), key=lambda item: item[0])
        numbers |= {name: objects.reserve() for name, _ in forms}
        for name, form in forms:
            objects.put(numbers[name], _form(form, numbers))
        return numbers


@lru_cache(maxsize=4)
def _page_stream(content: bytes) -> bytes:
    """Return a page's stream; the last few are kept, since the outsides of a batch are alike."""
    return stream(content, b"", PAGE_COMPRESSION)


def _boxes(page: Page) -> bytes:
    height = page.frame.size.height
    boxes = {b"Media": Rect.of(page.frame.size), b"Bleed": page.bleed, b"Trim": page.trim}
    return b"".join(b"/%sBox%s" % (kind, _box(box, height)) for kind, box in boxes.items() if box)


@lru_cache(maxsize=64)
def _box(rect: Rect, height: float) -> bytes:
    corners = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return b"[%s]" % b" ".join(str(round(value, 3)).removesuffix(".0").encode() for value in corners)


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
    """Return a resource dictionary; a name's first letter tells its kind."""
    kinds: dict[bytes, list[bytes]] = {}
    for name, number in numbers.items():
        kinds.setdefault(_KINDS[name[:1]], []).append(b"/%s %d 0 R" % (name, number))
    return b"<<%s>>" % b"".join(b"/%s<<%s>>" % (kind, b"".join(each)) for kind, each in sorted(kinds.items()))
