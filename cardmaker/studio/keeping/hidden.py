"""The hidden folder beside an order: what the studio remembers of it, and what the order does well without.

Only this account can read it, git leaves it out, and anything in it may be torn, foreign or gone: then the studio forgets,
and the order is as it was. Its names differ from those that a run keeps in a folder of the same name.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import Any, Final

FOLDER: Final = ".cardmaker"
LOCK_FILE: Final = "studio.lock"
MOST_LINES: Final = 16_000_000
"""Bytes of a file of lines that are read; one that is longer is not ours."""

_DIGEST: Final = 16
_IGNORED: Final = "*\n"


def hidden(order: Path) -> Path:
    """Return the hidden folder of an order's folder, made if it is not there yet. Raises OSError."""
    folder = order / FOLDER
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        with contextlib.suppress(OSError):
            (folder / ".gitignore").write_text(_IGNORED, encoding="ascii")
    return folder


def make_private(folder: Path) -> None:
    """Make a folder for this account only, and the one that it lies in. Raises OSError."""
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)


def digest_of(data: bytes) -> str:
    """Return 64 hexadecimal digits that no other bytes have."""
    return hashlib.sha256(data).hexdigest()


def signature(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is written anew; empty if it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def sealed(record: Any) -> bytes:
    """Return a record as a line that tells by itself whether it is whole."""
    data = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()
    return b"%s %s\n" % (digest_of(data)[:_DIGEST].encode(), data)


def unsealed(line: bytes) -> Any | None:
    """Return the record of a line; None if it is not one of ours as it was written."""
    mark, _, data = line.rstrip(b"\n").partition(b" ")
    if not data or digest_of(data)[:_DIGEST].encode() != mark:
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def read_lines(path: Path) -> Iterator[Any]:
    """Yield the records of a file's lines, oldest first, and nothing of what is torn, foreign or not there."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_LINES + 1)
    except OSError:
        return
    if len(data) <= MOST_LINES:
        records = map(unsealed, data.splitlines(keepends=True))
        yield from (record for record in records if record is not None)


def append_line(path: Path, record: Any) -> None:
    """Add a record to a file's end by one write, on a line of its own whatever stands before. Raises OSError."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        file.write(_gap(file) + sealed(record))


def write_private(path: Path, data: bytes) -> None:
    """Put bytes at a path whole or not at all, for this account only. Raises OSError.

    Without waiting for the disk: what is torn by a power cut is known by its seal.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_lines(path: Path, records: Iterable[Any]) -> None:
    """Replace a file by these records. Raises OSError."""
    write_private(path, b"".join(map(sealed, records)))


def _gap(file: FileIO) -> bytes:
    """Return a line's end if the file ends within a line that was torn."""
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"
