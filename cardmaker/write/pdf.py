"""A document to PDF bytes, for a home printer: PDF 1.7, sRGB, all fonts embedded, no scaling, the flip it needs.

Shared frames become form XObjects, each page's content one stream, equal streams one object. The bytes depend on the
document and nothing else: no clock, no names of this machine.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from cardmaker import __version__
from cardmaker.drawing import Document, Duplex, Page, Shared
from cardmaker.geometry import Rect
from cardmaker.write.content import Names, flipped, paint
from cardmaker.write.objects import PAGE_COMPRESSION, Objects, RawObject, stream, text_string
from cardmaker.write.pdf_font import add_font
from cardmaker.write.pictures import picture_stream

FIXED_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in a file when none is asked for, so that equal orders give equal bytes."""

PAGES_A_NODE: Final = 64

_USED_NAME: Final = re.compile(rb"/([FXI]\d+) (?:1 Tf|Do)")

_DUPLEX: Final = {
    Duplex.NONE: b"/Simplex",
    Duplex.LONG_EDGE: b"/DuplexFlipLongEdge",
    Duplex.SHORT_EDGE: b"/DuplexFlipShortEdge",
}


def write_pdf(document: Document, created: datetime = FIXED_DATE) -> bytes:
    """Return the file. `created` goes into its information dictionary."""
    objects = Objects(document.language)
    names = Names()
    resources, resources_object = objects.reserve()
    root, root_object = objects.reserve()
    pages = [_page(objects, page, names, resources) for page in document.pages]
    forms = _reserve_forms(objects, names)
    numbers = _resource_numbers(objects, names, forms)
    for form in forms:
        form.object.data = _form(form, numbers)
    resources_object.data = _resources(numbers)
    root_object.data = _page_tree(objects, pages, root)
    return _finish(objects, document, root, created)


def _page(objects: Objects, page: Page, names: Names, resources: int) -> bytes:
    """Add a page's content and return the page's dictionary entries, all but its parent."""
    width, height = page.frame.size
    content = objects.share(_page_stream(flipped(paint(page.frame, names), height)))
    boxes = b"/MediaBox%s" % _box(Rect(0, 0, width, height), height)
    if page.trim is not None:
        boxes += b"/TrimBox%s" % _box(page.trim, height)
    return b"/Type/Page%s/Resources %d 0 R/Contents %d 0 R" % (boxes, resources, content)


@lru_cache(maxsize=4)
def _page_stream(content: bytes) -> bytes:
    """Return a page's stream; the last few are kept, since the outsides of a batch are alike."""
    return stream(content, b"", PAGE_COMPRESSION)


@lru_cache(maxsize=64)
def _box(rect: Rect, height: float) -> bytes:
    corners = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return b"[%s]" % b" ".join(str(round(value, 3)).removesuffix(".0").encode() for value in corners)


def _page_tree(objects: Objects, pages: list[bytes], root: int) -> bytes:
    """Add the pages under nodes of a fixed size and return the root's bytes; one flat list would be slow to open."""
    nodes: list[int] = []
    for start in range(0, len(pages), PAGES_A_NODE):
        node, node_object = objects.reserve()
        kids = [
            objects.add(b"<<%s/Parent %d 0 R>>" % (entries, node))
            for entries in pages[start : start + PAGES_A_NODE]
        ]
        node_object.data = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (
            root,
            len(kids),
            _references(kids),
        )
        nodes.append(node)
    return b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), _references(nodes))


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


@dataclass(slots=True)
class _Form:
    """A shared frame on its way into the file."""

    shared: Shared
    name: bytes
    number: int
    object: RawObject
    content: bytes


def _reserve_forms(objects: Objects, names: Names) -> list[_Form]:
    """Paint the shared frames, and those which they use in turn, until no new one appears."""
    forms: list[_Form] = []
    while len(forms) < len(names.forms):
        for shared, form in list(names.forms.items())[len(forms) :]:
            forms.append(_Form(shared, form, *objects.reserve(), paint(shared.frame, names)))
    return forms


def _resource_numbers(objects: Objects, names: Names, forms: list[_Form]) -> dict[bytes, int]:
    """Return the object number of every resource name; fonts are cut here, when all codes are known."""
    fonts = {
        name: add_font(objects, names.faces[key].program(names.codes(names.faces[key])))
        for key, name in names.fonts.items()
    }
    pictures = {name: objects.add(picture_stream(picture)) for picture, name in names.pictures.items()}
    return fonts | {form.name: form.number for form in forms} | pictures


def _form(form: _Form, numbers: dict[bytes, int]) -> bytes:
    """Return a form XObject with just the resources that its content names."""
    used = {name: numbers[name] for name in sorted(set(_USED_NAME.findall(form.content)))}
    reach, (width, height) = form.shared.reach, form.shared.frame.size
    box = b"[%g %g %g %g]" % (-reach, -reach, width + reach, height + reach)
    entries = b"/Type/XObject/Subtype/Form/BBox%s/Resources%s" % (box, _resources(used))
    return stream(form.content, entries)


def _resources(numbers: dict[bytes, int]) -> bytes:
    fonts = b"".join(b"/%s %d 0 R" % item for item in numbers.items() if item[0].startswith(b"F"))
    others = b"".join(b"/%s %d 0 R" % item for item in numbers.items() if not item[0].startswith(b"F"))
    return b"<<%s%s>>" % (
        b"/Font<<%s>>" % fonts if fonts else b"",
        b"/XObject<<%s>>" % others if others else b"",
    )


def _finish(objects: Objects, document: Document, root: int, created: datetime) -> bytes:
    """Write the catalog and the information dictionary, and return the whole file."""
    catalog = RawObject(
        b"<</Type/Catalog/Pages %d 0 R/Lang%s/ViewerPreferences<</PrintScaling/None/Duplex%s/PickTrayByPDFSize true"
        b"/DisplayDocTitle true>>>>" % (root, text_string(document.language), _DUPLEX[document.duplex])
    )
    info = RawObject(_information(document, created))
    return objects.file(catalog, info)


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
