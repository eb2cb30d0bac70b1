"""One studio for a folder, and one that comes back as it was: its port and token outlive it if it is killed.

While a studio runs, it has a lock of the system on its folder, which ends with its process. What it leaves behind tells the
next one: with the lock free, it was killed, and the page that is still open goes on with whoever takes its port and knows
its token. A studio that ends as it should leaves nothing.
"""

import contextlib
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cardmaker.inputs.own_places import state_folder
from cardmaker.studio.keeping.hidden import make_private, sealed, unsealed, write_private
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.serving.recent import order_id
from cardmaker.write.lock import claim

FOLDER: Final = "studios"
LOOPBACK: Final = "127.0.0.1"
LIVES_S: Final = 24 * 3600.0
"""Seconds for which a killed studio's token is good: a page that was open then may still be."""

ANSWERS_S: Final = 1.0
BACKLOG: Final = 128
FIRST_PORT: Final = 1024


class RunningError(Exception):
    """A studio has this folder open. `allowed` leads into it."""

    def __init__(self, allowed: Pass) -> None:
        super().__init__(allowed.port)
        self.allowed = allowed


@dataclass(slots=True)
class Session:
    """The lock on one folder, and the record beside it. Where neither can be kept, a studio goes without."""

    folder: Path
    place: Path = field(default_factory=lambda: state_folder() / FOLDER)
    _release: Callable[[], None] | None = None

    def begin(self) -> Pass | None:
        """Take the folder, and return how the studio before it was entered, if that was killed.

        Raises RunningError if a studio has it open and answers.
        """
        with contextlib.suppress(OSError):
            make_private(self.place)
            self._release = claim(self._file("lock"))
            left = self._left()
            if self._release is None and left and _answers(left.port):
                raise RunningError(left)
            return left if self._release else None
        return None

    def keep(self, allowed: Pass) -> None:
        """Leave behind how this studio is entered, for the case that it is killed."""
        if self._release:
            with contextlib.suppress(OSError):
                record = [allowed.port, allowed.token, time.time()]
                write_private(self._file("json"), sealed(record))

    def end(self) -> None:
        """Leave nothing behind, and let go of the folder."""
        if self._release:
            with contextlib.suppress(OSError):
                self._file("json").unlink(missing_ok=True)
            self._release()
            self._release = None

    def _left(self) -> Pass | None:
        """Return how the last studio of the folder was entered, if it left that behind and not long ago."""
        try:
            record = unsealed(self._file("json").read_bytes())
        except OSError:
            return None
        match record:
            case [int(port), str(token), int() | float() as when]:
                is_fresh = 0 <= time.time() - when < LIVES_S or self._release is None
                is_whole = FIRST_PORT <= port < 65536 and len(token) >= 32 and token.isascii()
                return Pass(port, token) if is_fresh and is_whole else None
            case _:
                return None

    def _file(self, ending: str) -> Path:
        return self.place / f"{order_id(self.folder)}.{ending}"


def listen(wish: Pass | None) -> tuple[socket.socket, Pass]:
    """Return a socket of this machine only, and how its studio is entered: as wished, or if its port is taken, anew.

    A token never goes to another port, where somebody else may have listened. Raises OSError.
    """
    if wish:
        with contextlib.suppress(OSError):
            return _bound(wish.port), wish
    found = _bound(0)
    return found, Pass(found.getsockname()[1])


def _bound(port: int) -> socket.socket:
    """Return a socket that listens. It names its protocol, or asyncio leaves Nagle's delay on: 40 ms for each answer."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix" and sys.platform != "cygwin":
            # Connections of a killed studio linger; elsewhere this would let two listen at once.
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((LOOPBACK, port))
        found.listen(BACKLOG)  # a port that is only bound could be bound again
    except OSError:
        found.close()
        raise
    return found


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=ANSWERS_S):
            return True
    except OSError:
        return False
