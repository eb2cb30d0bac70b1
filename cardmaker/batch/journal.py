"""The journal of a run: painted chunks, one to a line, so that an interrupted run goes on where it stopped.

Lines are only ever appended; each begins with a digest of the rest, so that a torn or damaged one is known and done anew.
What is kept is found again by the digest of all that made it: whatever changed since is painted anew.
"""

import contextlib
import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO, Final

from cardmaker.batch.work import Painted
from cardmaker.errors import Finding, Level, MachineError, Place, error
from cardmaker.write.files import cannot_write
from cardmaker.write.pdf import PaintedPage
from cardmaker.write.tagging import Mark

FORMAT: Final = b"cardmaker pages 2\n"
DIGEST: Final = 16
SYNC_EVERY: Final = 8
"""Chunks between two waits for the disk: a power cut costs their time, a killed process nothing."""

FINDING: Final = tuple(each.name for each in fields(Finding))
PLACE: Final = tuple(each.name for each in fields(Place))


class Journal:
    """A file of painted chunks, open to read and, unless it is `closed`, to append to."""

    def __init__(self, path: Path, *, closed: bool = False) -> None:
        self.path = path
        self._places: dict[str, tuple[int, int]] = {}
        self._added = 0
        try:
            self._file: BinaryIO = path.open("rb" if closed else "a+b")
        except OSError as problem:
            raise cannot_write(path, problem) from None
        try:
            self._read()
        except OSError as problem:
            self.close()
            raise cannot_write(path, problem) from None
        except MachineError:
            self.close()
            raise

    @property
    def keys(self) -> Iterable[str]:
        return self._places.keys()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def get(self, key: str) -> Painted:
        start, length = self._places[key]
        self._file.seek(start)
        return _painted(json.loads(self._file.read(length)[DIGEST + 1 :]))

    def add(self, key: str, painted: Painted) -> None:
        line = _line(key, painted)
        start = self._file.seek(0, os.SEEK_END)
        try:
            self._file.write(line)
            self._file.flush()
            self._added += 1
            if self._added % SYNC_EVERY == 0:
                os.fsync(self._file.fileno())
        except OSError as problem:
            raise cannot_write(self.path, problem) from None
        self._places[key] = start, len(line)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()

    def _read(self) -> None:
        """Find the lines that are whole; what is torn at the end is cut off."""
        self._file.seek(0)
        head = self._file.readline()
        if head not in (b"", FORMAT) and head.endswith(b"\n"):
            hint = "finish it with that version, or delete the file to begin anew"
            raise MachineError(
                [error("journal", "was left by another version of cardmaker", Place(str(self.path)), hint)]
            )
        if head != FORMAT and self._file.writable():
            self._file.truncate(0)
            self._file.write(FORMAT)
        end = len(FORMAT)
        for start, line in _lines(self._file, end):
            end = start + len(line)
            if key := _key(line):
                self._places[key] = start, len(line)
        if self._file.writable():
            self._file.truncate(end)


def _lines(file: BinaryIO, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the ended lines of a file, with where they start."""
    file.seek(start)
    for line in file:
        if line.endswith(b"\n"):
            yield start, line
        start += len(line)


def _key(line: bytes) -> str:
    """Return the key of a line, empty if the line is not what was written."""
    if _mark(line[DIGEST + 1 : -1]) != line[:DIGEST]:
        return ""
    start = line.index(b'"key":"') + 7
    return line[start : line.index(b'"', start)].decode()


def _mark(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest()[:DIGEST].encode()


def _line(key: str, painted: Painted) -> bytes:
    streams = list(dict.fromkeys(page.stream for page in painted.pages))
    places = {stream: number for number, stream in enumerate(streams)}
    record = {
        "key": key,
        "pages": [
            [page.boxes.decode(), places[page.stream], page.marks, page.continues] for page in painted.pages
        ],
        "streams": [_text(stream) for stream in streams],
        "codes": {font.decode(): _text(codes) for font, codes in painted.codes.items()},
        "firsts": {name.decode(): sheet for name, sheet in painted.firsts.items()},
        "findings": [_record(finding) for finding in painted.findings],
        "failed": painted.failed,
    }
    data = json.dumps(record, separators=(",", ":")).encode()
    return b"%s %s\n" % (_mark(data), data)


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _painted(record: dict[str, Any]) -> Painted:
    streams = [b64decode(text) for text in record["streams"]]
    return Painted(
        pages=tuple(_page(streams, *page) for page in record["pages"]),
        codes={font.encode(): b64decode(text) for font, text in record["codes"].items()},
        firsts={name.encode(): sheet for name, sheet in record["firsts"].items()},
        findings=tuple(_finding(**each) for each in record["findings"]),
        failed=tuple(record["failed"]),
    )


def _page(
    streams: Sequence[bytes], boxes: str, number: int, marks: Iterable[Iterable[Any]], continues: bool
) -> PaintedPage:
    return PaintedPage(boxes.encode(), streams[number], tuple(Mark(*mark) for mark in marks), continues)


def _record(finding: Finding) -> dict[str, Any]:
    """Return a finding's fields; `asdict` walks values for what is flat here, and costs nine times as much."""
    fields_ = {name: getattr(finding, name) for name in FINDING}
    place = finding.place and {name: getattr(finding.place, name) for name in PLACE}
    return {**fields_, "level": finding.level.value, "place": place}


def _finding(level: str, place: dict[str, Any] | None, **texts: str) -> Finding:
    return Finding(level=Level(level), place=Place(**place) if place else None, **texts)
