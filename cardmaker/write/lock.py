"""One run at a time in a folder, by a lock of the operating system: it ends with its process, whatever happened to that."""

import contextlib
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from cardmaker.errors import MachineError, Place, error
from cardmaker.write.files import cannot_write

LOCK: Final = "lock"
HOLDER: Final = "running"
WAIT: Final = "wait until it has ended, or choose another place with -o"

PATIENCE_SECONDS: Final = 1.0
"""The processes of a run that was killed hold its lock for a moment longer."""


@contextlib.contextmanager
def locked(folder: Path, about: Path) -> Iterator[None]:
    """Hold the lock in a folder, which is made and, if empty then, removed. Raises MachineError that says who has it.

    `about` is what messages name: the place that the run writes to.
    """
    lock = FileLock(folder / LOCK, timeout=PATIENCE_SECONDS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise MachineError([error("running", _who(folder), Place(str(about)), WAIT)]) from None
    except OSError as problem:
        raise cannot_write(about, problem) from None
    try:
        _tell_holder(folder)
        yield
    finally:
        _leave(folder)
        lock.release()
        with contextlib.suppress(OSError):
            folder.rmdir()


def _who(folder: Path) -> str:
    """Return who runs here, as the holder of the lock has written."""
    try:
        holder = (folder / HOLDER).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        holder = ""
    return f"another run is at work here{f' ({holder})' if holder else ''}"


def _tell_holder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / HOLDER).write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")


def _leave(folder: Path) -> None:
    """Remove the lock's files while it is still held: whoever waits for the old file sees that it is gone."""
    for name in (HOLDER, LOCK):
        with contextlib.suppress(OSError):
            (folder / name).unlink()
