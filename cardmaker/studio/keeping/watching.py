"""Telling whether files changed without reading them each time.

A digest of a file is kept as long as the system's own marks of it (time, size, place on the disk) stay. A file that was
changed a moment ago is read each time: two changes within one tick of the clock leave the same marks.
"""

import errno
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, MachineError, error
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.studio.keeping.hidden import digest_of

SETTLED_NS: Final = 3_000_000_000
"""Nanoseconds after which no tick of a clock can hide a change: FAT counts in steps of 2 seconds."""

MOST_FILES: Final = 20_000
"""Files of a folder that are looked at."""

MOST_BYTES: Final = 50_000_000
"""Of a file that is read whole: more than any list or picture of an order may have."""

_FREE: Final = "free some space; what you typed stays on this page until then"
_HINTS: Final = {errno.ENOSPC: _FREE, errno.EDQUOT: _FREE}

NO_FILE: Final = "-"
UNREADABLE: Final = "!"


@dataclass(slots=True)
class Watch:
    """Digests of files, each made anew only when its file changed. For one thread at a time."""

    _known: dict[Path, tuple[tuple[int, ...], str]] = field(default_factory=dict)

    def digest(self, path: Path) -> str:
        """Return the digest of a file; NO_FILE if there is none, UNREADABLE if there is something that cannot be read."""
        try:
            state = path.stat()
            marks = _marks(state)
            if (known := self._known.get(path)) and known[0] == marks:
                return known[1]
            found, now = _digest(path, state), time.time_ns()
        except FileNotFoundError:
            return NO_FILE
        except (OSError, ValueError):
            return UNREADABLE
        self._known.pop(path, None)
        if max(marks[:2]) < now - SETTLED_NS:
            self._known[path] = marks, found
        return found

    def digests(self, paths: Iterable[Path]) -> str:
        """Return one digest of files and their names."""
        return digest_of("\0".join(f"{path}\0{self.digest(path)}" for path in paths).encode(errors="replace"))


def require_folder(folder: Path) -> None:
    """Raise InputError if an order's folder is gone."""
    if not folder.is_dir():
        hint = "put it back where it was; what you typed stays on this page until then"
        raise InputError([error("no-folder", "the folder of this order is gone", hint=hint)])


def require_order(folder: Path) -> None:
    """Raise InputError if an order's folder is gone, or holds no order any more."""
    require_folder(folder)
    if not os.path.lexists(folder / ORDER_FILE):
        hint = "put it back; what you typed stays on this page until then"
        raise InputError(
            [error("no-order", f"{ORDER_FILE} is gone from the folder of this order", hint=hint)]
        )


def cannot_use(problem: OSError) -> MachineError:
    """Return the error that tells what the disk says about a file, by its name alone."""
    name = Path(problem.filename).name if isinstance(problem.filename, str) else "the disk"
    reason = (problem.strerror or str(problem)).lower()
    return MachineError(
        [error("disk", f"{name} cannot be used: {reason}", hint=_HINTS.get(problem.errno or 0, ""))]
    )


def glance(folder: Path, ending: str) -> str:
    """Return what tells whether files of a folder changed, by their marks alone: there may be thousands. Empty for none."""
    try:
        with os.scandir(folder) as found:
            files = [each for each in found if each.name.endswith(ending)][:MOST_FILES]
        return " ".join(sorted(f"{each.name}:{_marks(each.stat())}" for each in files))
    except OSError:
        return ""


def _digest(path: Path, state: os.stat_result) -> str:
    """Return the digest of a file's bytes, or of its marks if they are too many. Raises OSError for what is no file."""
    if not stat.S_ISREG(state.st_mode):
        raise OSError(path)
    return digest_of(path.read_bytes() if state.st_size <= MOST_BYTES else repr(_marks(state)).encode())


def _marks(found: os.stat_result) -> tuple[int, ...]:
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev
