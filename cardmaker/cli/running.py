"""While a batch runs: a progress bar for those who wait at a terminal, and what interrupting it says."""

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType
from typing import Final

import click

from cardmaker.cli.talk import error_width

BAR: Final = 24
QUIET_SECONDS: Final = 1.0
"""What takes no longer needs no bar."""

REDRAW_SECONDS: Final = 0.1


class Stopped(KeyboardInterrupt):
    """The person or the system ended the run; its text says how far it was."""

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(text)
        self.exit_code = exit_code


class Progress:
    """How far a run is, drawn over itself on one line."""

    def __init__(self) -> None:
        self.done = self.total = 0
        self._start = self._drawn = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int, what: str) -> None:
        if what == "done":
            self.done = done
        self.total = total
        now = time.monotonic()
        if now - self._start > QUIET_SECONDS and now - self._drawn > REDRAW_SECONDS and error_width():
            self._drawn, self._shown = now, True
            click.echo(f"\r{_bar(done, total, what, error_width() or 0)}", err=True, nl=False)

    def clear(self) -> None:
        """Leave the line as if no bar had been there."""
        if self._shown:
            click.echo(f"\r{' ' * ((error_width() or 1) - 1)}\r", err=True, nl=False)
            self._shown = False


def _bar(done: int, total: int, what: str, width: int) -> str:
    counted = f"{done:,} of {total:,} {what}"
    filled = BAR * done // max(1, total)
    bar = f"[{'#' * filled}{'.' * (BAR - filled)}] {counted}"
    return (bar if len(bar) < width else counted)[: width - 1].ljust(width - 1)


@contextlib.contextmanager
def interruptible(progress: Progress) -> Iterator[None]:
    """Turn an interruption by the person or the system into `Stopped`, which says how far the run was."""
    is_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, _terminate) if is_main else None
    try:
        yield
    except KeyboardInterrupt as stop:
        code = stop.exit_code if isinstance(stop, Stopped) else 128 + signal.SIGINT
        raise Stopped(_how_far(progress), code) from None
    finally:
        progress.clear()
        if is_main:
            signal.signal(signal.SIGTERM, before)


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped("", 128 + signal.SIGTERM)


def _how_far(progress: Progress) -> str:
    if not progress.total:
        return ""
    return f"{progress.done:,} of {progress.total:,} done; run it again to go on"
