"""PDF objects as bytes inside reportlab's document: reportlab numbers them, writes the file and its cross-references.

Content goes in whole. reportlab's own dictionaries and drawing methods cost more than everything else together.
"""

import hashlib
import sys
import types
import zlib
from typing import Final

# reportlab runs any reportlab_settings.py it finds in the current folder; empty modules of that name stop it.
for _name in ("reportlab_settings", "reportlab.local_rl_settings"):
    sys.modules.setdefault(_name, types.ModuleType(_name))

from reportlab.pdfbase import pdfdoc  # noqa: E402

COMPRESSION: Final = 6
PAGE_COMPRESSION: Final = 4
"""For what each card has anew: 40 % of the time of 6, and 4 % more bytes."""


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object given as bytes; they may be set late, since reportlab asks for them at the end."""

    __RefOnly__ = 1

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        return self.data


def stream(content: bytes, entries: bytes = b"", compression: int = COMPRESSION) -> bytes:
    """Return a stream object's bytes; `entries` go into its dictionary. No compression is 0."""
    if compression:
        content = zlib.compress(content, compression)
        entries += b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def text_string(text: str) -> bytes:
    """Return a PDF text string: a literal for plain ASCII, else UTF-16 with its byte order mark."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + escaped.encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def name(text: str) -> bytes:
    """Return a PDF name, other characters than letters, digits and - + _ . escaped."""
    safe = b"-+_."
    return b"/" + b"".join(
        bytes([byte]) if chr(byte).isalnum() or byte in safe else b"#%02X" % byte for byte in text.encode()
    )


class Objects:
    """The numbered objects of one file."""

    def __init__(self, language: str) -> None:
        self.document = pdfdoc.PDFDocument(invariant=1, pdfVersion=(1, 7), lang=language)
        self._by_content: dict[bytes, int] = {}

    def reserve(self) -> tuple[int, RawObject]:
        """Return the number of an object whose bytes are set later."""
        raw = RawObject()
        return self._number(raw), raw

    def add(self, data: bytes) -> int:
        return self._number(RawObject(data))

    def share(self, data: bytes) -> int:
        """Return the number of an object with these bytes, the same for equal bytes."""
        number = self._by_content.get(data)
        if number is None:
            number = self._by_content[data] = self.add(data)
        return number

    def file(self, catalog: RawObject, info: RawObject) -> bytes:
        """Return the whole file with this catalog and information dictionary."""
        self.document.Catalog, self.document.info = catalog, info
        self.document.updateSignature(self._fingerprint() + info.data)
        data: bytes = self.document.format()
        return data

    def _fingerprint(self) -> bytes:
        """Return a digest of all objects, so that different files get different identifiers."""
        digest = hashlib.sha256()
        for thing in self.document.idToObject.values():
            digest.update(getattr(thing, "data", b""))
        return digest.digest()

    def _number(self, raw: RawObject) -> int:
        reference = self.document.Reference(raw)
        number: int = self.document.idToObjectNumberAndVersion[reference.name][0]
        return number
