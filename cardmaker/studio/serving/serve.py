"""Starting the studio: a port of this machine only, a browser sent in by a file that nobody else can read, and a clean end."""

import contextlib
import html
import os
import signal
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cardmaker.errors import MachineError, error
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.door import ENTRANCE, Pass
from cardmaker.studio.serving.recent import Recents
from cardmaker.studio.serving.session import LOOPBACK, RunningError, Session, listen

FILE_LIVES: Final = 60.0
"""Seconds until the file with the token is deleted, used or not."""

BROWSER_TAKES_S: Final = 10.0
"""Seconds that a browser is given to read the file before the command that opened it ends."""

PAGE_ASKS_S: Final = 5.0
"""Seconds within which a page that is open has asked whether the studio is back: it does so every two."""

OK: Final = 200
ENDING_S: Final = 3
"""Seconds that answers under way are given when the studio ends."""

EXIT_TERMINATED: Final = 128 + signal.SIGTERM

Tell = Callable[[str], None]


def serve(folder: Path, *, opens: bool, tell: Tell) -> None:
    """Serve an order's folder until it is ended by Ctrl-C or from the page; or lead to the studio that has it open.

    Raises MachineError if nothing can be written, or if no port can be had.
    """
    folder = folder.absolute()
    session = Session(folder)
    with _ending_well():
        try:
            _run(Desk(folder), session, session.begin(), opens=opens, tell=tell)
        except RunningError as running:
            _lead_in(running.allowed, opens=opens, tell=tell)
        finally:
            session.end()


def _run(desk: Desk, session: Session, left: Pass | None, *, opens: bool, tell: Tell) -> None:
    desk.lay_out()
    try:
        listening, allowed = listen(left)
    except OSError as problem:
        raise MachineError(
            [error("port", f"no port of this machine can be had: {problem.strerror}")]
        ) from None
    comes_back = allowed is left
    with listening, _way_in(allowed, FILE_LIVES) as file:
        session.keep(allowed)
        heard = threading.Event()
        tell(_told(allowed, file, comes_back=comes_back))
        if opens:
            waits = PAGE_ASKS_S if comes_back else 0.0
            threading.Thread(target=_open_unless, args=(heard, file.as_uri(), waits), daemon=True).start()
        server = _server(desk, allowed, session, heard)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _open_unless(heard: threading.Event, address: str, waits_s: float) -> None:
    """Open a page, unless one that is open already is heard of in so many seconds."""
    if not heard.wait(waits_s):
        webbrowser.open(address)


def _server(desk: Desk, allowed: Pass, session: Session, heard: threading.Event) -> uvicorn.Server:
    """Return the server; what draws is imported while the browser starts, whose first request waits at the port."""
    from cardmaker.studio.serving.app import application
    from cardmaker.studio.studio import Studio

    config = uvicorn.Config(
        lambda *_: None,
        log_level="error",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=ENDING_S,
    )
    server = uvicorn.Server(config)
    end = partial(setattr, server, "should_exit", True)
    studio = Studio(desk, allowed, end, recents=Recents(), session=session)
    studio.worker.submit(studio.state)  # read while the browser starts
    config.app = _listening(application(studio), heard)
    return server


def _listening(app: ASGIApp, heard: threading.Event) -> ASGIApp:
    """Return the server's application, which tells when it has let somebody in."""

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message.get("status") == OK:
                heard.set()
            await send(message)

        await app(scope, receive, sent)

    return listening


def _told(allowed: Pass, file: Path, *, comes_back: bool) -> str:
    where = f"the studio is at http://{LOOPBACK}:{allowed.port}/ for this browser only"
    if comes_back:
        return f"{where}, as before it was interrupted: a page that is still open goes on; open {file} if none is"
    return f"{where}; open {file} if none opens"


def _lead_in(allowed: Pass, *, opens: bool, tell: Tell) -> None:
    """Open a page of the studio that runs already, instead of starting another one."""
    waits = BROWSER_TAKES_S if opens else FILE_LIVES
    with _way_in(allowed, waits) as file, contextlib.suppress(KeyboardInterrupt):
        tell(
            f"this order is open already, at http://{LOOPBACK}:{allowed.port}/; "
            f"open {file} within {waits:.0f} seconds if no page opens"
        )
        if opens:
            webbrowser.open(file.as_uri())
        time.sleep(waits)


@contextlib.contextmanager
def _ending_well() -> Iterator[None]:
    """Let a request of the system to end come as an exception, so that nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: Any) -> None:
        sys.exit(EXIT_TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def _way_in(allowed: Pass, lives_s: float) -> Iterator[Path]:
    """Give a file that leads into the studio, only this account can read it, so no token stands on a command line."""
    handle, name = tempfile.mkstemp(prefix="cardmaker-studio-", suffix=".html")
    path = Path(name)
    target = html.escape(f"http://{LOOPBACK}:{allowed.port}{ENTRANCE}?token={allowed.token}", quote=True)
    with os.fdopen(handle, "w") as file:
        file.write(
            f'<!doctype html><title>Cardmaker</title><meta http-equiv="refresh" content="0;url={target}">'
        )
    timer = threading.Timer(lives_s, path.unlink, kwargs={"missing_ok": True})
    timer.daemon = True
    timer.start()
    try:
        yield path
    finally:
        timer.cancel()
        path.unlink(missing_ok=True)
