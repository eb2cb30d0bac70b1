"""Files on disk, all or nothing: written beside their place under another name, then moved into it."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from cardmaker.errors import MachineError, Place, error

PART: Final = ".part"
"""How the name of a file ends that is not yet whole."""


def write_file(path: Path, data: bytes) -> None:
    """Put the bytes at the path, following a link, making missing folders. Raises MachineError; the old file stays."""
    with replacing(path) as file:
        file.write(data)


def write_files(files: Mapping[Path, bytes | None]) -> None:
    """Put bytes at paths in this order, as `write_file` does, then take away the files whose bytes are None.

    All are written in full beside their places before the first one is moved, so a full disk changes none of them.
    Raises MachineError.
    """
    with contextlib.ExitStack() as moves:
        for path, data in reversed(list(files.items())):  # the stack moves the last one first
            if data is not None:
                file = moves.enter_context(replacing(path))
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
    for path in (path for path, data in files.items() if data is None):
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise cannot_write(path, problem) from None


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, and move it to the path when all is written, as `write_file` does."""
    # Not `path.resolve()`: of links in a circle it raises RuntimeError before Python 3.13.
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _replacing(target) as file:
            yield file
    except OSError as problem:
        raise cannot_write(path, problem) from None


def cannot_write(path: Path, problem: OSError) -> MachineError:
    """Return the error that tells why something could not be written at the path, and what to do."""
    return MachineError([error("cannot-write", _reason(problem), Place(str(path)), _hint(problem))])


def sync_folder(folder: Path) -> None:
    """Put the names of a folder's files on the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=PART)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """Return the old file's permissions, or those a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(problem: OSError) -> str:
    return f"cannot be written: {(problem.strerror or str(problem)).lower()}"


def _hint(problem: OSError) -> str:
    hints = {
        errno.ENOSPC: "free some space on the disk and run it again",
        errno.EDQUOT: "free some space on the disk and run it again",
        errno.EFBIG: "this account may write no larger files; make fewer people at once with --only",
        errno.ENOENT: "choose another place with -o",
        errno.EACCES: "choose another place with -o, or change the folder's rights",
        errno.EROFS: "choose another place with -o",
        errno.EISDIR: "give a file name ending in .pdf, or another folder",
        errno.ENOTDIR: "a file stands where a folder should be; choose another place with -o",
        errno.EEXIST: "a file stands where a folder should be; choose another place with -o",
    }
    return hints.get(problem.errno or 0, "")
