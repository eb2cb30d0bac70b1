"""Locks of the operating system: they end with their process, whatever happened to that.

`locked` is for a run that goes on in a folder, `held` for the moment of one change, `claim` for a process's whole life.
"""

import contextlib
import errno
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from cardmaker.errors import MachineError, Place, error
from cardmaker.write.files import cannot_write

LOCK: Final = "lock"
HOLDER: Final = "running"
WAIT: Final = "wait until it has ended, or choose another place with -o"

AGAIN: Final = "try again in a moment"
PRIVATE: Final = 0o600

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


@contextlib.contextmanager
def held(file: Path, about: Path, patience_s: float) -> Iterator[None]:
    """Hold the lock of a file, which is made and stays, so that all who wait, wait for the same one.

    Raises MachineError, which names `about`, if another process has it for longer than `patience_s` seconds.
    """
    lock = FileLock(file, timeout=patience_s, mode=PRIVATE)
    try:
        lock.acquire()
    except Timeout:
        raise MachineError(
            [error("running", "is being changed elsewhere", Place(str(about)), AGAIN)]
        ) from None
    except (OSError, NotImplementedError) as problem:
        raise cannot_write(about, _as_os(problem)) from None
    try:
        yield
    finally:
        lock.release()


def claim(file: Path) -> Callable[[], None] | None:
    """Take the lock of a file for as long as this process lives, and return what gives it back; None if another has it.

    Raises OSError where no lock can be made.
    """
    lock = FileLock(file, timeout=0, mode=PRIVATE, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return None
    except NotImplementedError as problem:
        raise _as_os(problem) from None
    return lock.release


def _as_os(problem: OSError | NotImplementedError) -> OSError:
    return problem if isinstance(problem, OSError) else OSError(errno.ENOLCK, "this disk knows no locks")


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
