"""Starting the studio: a free port of this machine only, a browser sent in by a file that nobody else can read."""

import contextlib
import html
import os
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import uvicorn

from cardmaker.studio.app import application
from cardmaker.studio.desk import Desk
from cardmaker.studio.door import ENTRANCE, Pass
from cardmaker.studio.studio import Studio

LOOPBACK: Final = "127.0.0.1"
FILE_LIVES: Final = 60.0
"""Seconds until the file with the token is deleted, used or not."""


def serve(folder: Path, *, opens: bool, tell: Callable[[str], None]) -> None:
    """Serve an order's folder until it is ended by Ctrl-C or from the page. Raises MachineError if nothing can be written."""
    desk = Desk(folder)
    desk.lay_out()
    with socket.socket() as listening:
        listening.bind((LOOPBACK, 0))
        allowed = Pass(listening.getsockname()[1])
        config = uvicorn.Config(
            lambda *_: None, log_level="error", access_log=False, lifespan="off", server_header=False
        )
        server = uvicorn.Server(config)
        config.app = application(Studio(desk, allowed, lambda: setattr(server, "should_exit", True)))
        with _way_in(allowed) as file:
            tell(
                f"the studio is at http://{LOOPBACK}:{allowed.port}/ for this browser only; open {file} if none opens"
            )
            if opens:
                threading.Thread(target=webbrowser.open, args=(file.as_uri(),), daemon=True).start()
            with contextlib.suppress(KeyboardInterrupt):
                server.run(sockets=[listening])


@contextlib.contextmanager
def _way_in(allowed: Pass) -> Iterator[Path]:
    """Give a file that leads into the studio, only this account can read it, so no token stands on a command line."""
    handle, name = tempfile.mkstemp(prefix="cardmaker-studio-", suffix=".html")
    path = Path(name)
    target = html.escape(f"http://{LOOPBACK}:{allowed.port}{ENTRANCE}?token={allowed.token}", quote=True)
    with os.fdopen(handle, "w") as file:
        file.write(
            f'<!doctype html><title>Cardmaker</title><meta http-equiv="refresh" content="0;url={target}">'
        )
    timer = threading.Timer(FILE_LIVES, path.unlink, kwargs={"missing_ok": True})
    timer.daemon = True
    timer.start()
    try:
        yield path
    finally:
        timer.cancel()
        path.unlink(missing_ok=True)
