"""PDF objects as bytes, written to a file as they come: nothing but where each one stands is kept.

So a file of ten thousand cards takes the memory of one. Objects are numbered in the order in which they are asked for. Those
that are no streams are packed together: a card has a dozen small ones, much alike (ISO 32000-1, 7.5.7 and 7.5.8).
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable
from typing import Final, Protocol

HEADER: Final = b"%%PDF-%s\n%%\x93\x8c\x8b\x9e cardmaker\n"
"""With the version. Its second line tells a file of ours by; four bytes over 127 tell that the file is not text (ISO 32000-1, 7.5.2)."""

COMPRESSION: Final = 6
PAGE_COMPRESSION: Final = 4
"""For what each card has anew: 40 % of the time of 6, and 4 % more bytes."""


PACKED: Final = 200
"""Objects in a pack: enough that they compress well, few enough that looking at one page is quick."""

_END: Final = b"endstream"


def is_ours(head: bytes) -> bool:
    """Return whether a file that begins so was written here; the first 64 bytes are enough."""
    return head.startswith(b"%PDF-") and HEADER.splitlines()[1].replace(b"%%", b"%") in head[:64]


class Sink(Protocol):
    """What a file is written to."""

    def write(self, data: bytes, /) -> object: ...


def stream(content: bytes, entries: bytes = b"", compression: int = COMPRESSION) -> bytes:
    """Return a stream object's bytes; `entries` go into its dictionary. No compression is 0.

    Content that ends like half a line end is followed by a whole one, or its length could be read as one less.
    """
    if compression:
        content = zlib.compress(content, compression)
        entries += b"/Filter/FlateDecode"
    end = b"\r\n" if content.endswith(b"\r") else b"\n"
    return b"<<%s/Length %d>>\nstream\n%s%sendstream" % (entries, len(content), content, end)


def text_string(text: str) -> bytes:
    """Return a PDF text string: a literal for plain ASCII, else UTF-16 with its byte order mark."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + escaped.encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def references(numbers: Iterable[int]) -> bytes:
    """Return references to objects, as an array holds them."""
    return b" ".join([b"%d 0 R" % number for number in numbers])


def name(text: str) -> bytes:
    """Return a PDF name, other characters than letters, digits and - + _ . escaped."""
    safe = b"-+_."
    return b"/" + b"".join(
        bytes([byte]) if chr(byte).isalnum() or byte in safe else b"#%02X" % byte for byte in text.encode()
    )


class Objects:
    """The numbered objects of one file. Each is written once, in any order."""

    def __init__(self, sink: Sink, version: bytes = b"1.7") -> None:
        self._sink = sink
        self._length = 0
        self._places: list[int] = []
        self._packing: list[tuple[int, bytes]] = []
        self._digest = hashlib.sha256()
        self._by_content: dict[bytes, int] = {}
        self._write(HEADER % version)

    @property
    def mark(self) -> str:
        """32 digits that are made from all objects so far, in their order."""
        return self._digest.hexdigest()[:32]

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._places.append(0)
        return len(self._places)

    def put(self, number: int, data: bytes) -> None:
        """Write the object of a number that was reserved."""
        self._digest.update(data)
        if data.endswith(_END):
            self._put_alone(number, data)
            return
        self._packing.append((number, data))
        if len(self._packing) == PACKED:
            self._put_pack()

    def add(self, data: bytes) -> int:
        number = self.reserve()
        self.put(number, data)
        return number

    def share(self, data: bytes) -> int:
        """Return the number of an object with these bytes, the same for equal bytes."""
        digest = hashlib.sha256(data).digest()
        number = self._by_content.get(digest)
        if number is None:
            number = self._by_content[digest] = self.add(data)
        return number

    def finish(self, catalog: bytes, info: bytes) -> None:
        """End the file with these two, the cross-references, and an identifier made from all objects."""
        root, about = self.add(catalog), self.add(info)
        self._put_pack()
        number, start, mark = self.reserve(), self._length, self.mark.encode()
        self._places[number - 1] = start
        table = b"\0" * 5 + b"\xff\xff" + b"".join([_entry(place) for place in self._places])
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
        whole = stream(table, entries % (number + 1, root, about, mark, mark))
        self._write(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, whole, start))

    def _put_alone(self, number: int, data: bytes) -> None:
        self._places[number - 1] = self._length
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, data))

    def _put_pack(self) -> None:
        """Write the objects that wait as one stream: numbers and places first, then the objects."""
        if not self._packing:
            return
        number, head, start = self.reserve(), bytearray(), 0
        for index, (packed, data) in enumerate(self._packing):
            head += b"%d %d " % (packed, start)
            start += len(data) + 1
            self._places[packed - 1] = -(number * PACKED + index)
        content = b"%s%s" % (head, b"\n".join([data for _, data in self._packing]))
        entries = b"/Type/ObjStm/N %d/First %d" % (len(self._packing), len(head))
        self._put_alone(number, stream(content, entries))
        self._packing = []

    def _write(self, data: bytes) -> None:
        self._sink.write(data)
        self._length += len(data)


def _entry(place: int) -> bytes:
    """Return a cross-reference: where an object stands, or which pack it is in, and where there."""
    if place >= 0:
        return struct.pack(">BIH", 1, place, 0)
    return struct.pack(">BIH", 2, *divmod(-place, PACKED))
