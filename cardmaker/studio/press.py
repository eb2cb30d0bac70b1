"""Making the PDFs from the page: the same call as `cardmaker make`, in a thread of its own, with progress and an end."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cardmaker.batch.choice import Choice
from cardmaker.batch.produce import produce
from cardmaker.batch.way import Way
from cardmaker.errors import CardmakerError
from cardmaker.studio.desk import Desk
from cardmaker.studio.telling import told


class CancelledError(Exception):
    """The person ended the run."""


@dataclass(slots=True)
class Press:
    """At most one run at a time. `state` is what the page shows."""

    desk: Desk
    state: dict[str, Any] = field(default_factory=lambda: {"is": "idle"})
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _files: dict[str, Path] = field(default_factory=dict)

    def start(self) -> None:
        """Begin a run, unless one is under way."""
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self.state = {"is": "running", "done": 0, "total": 0}
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    def cancel(self) -> None:
        self._stop.set()

    def file(self, name: str) -> Path | None:
        """Return a file of the last run by its name; no other file has one here."""
        return self._files.get(name)

    def _run(self) -> None:
        try:
            resolved = self.desk.resolved()
            choice = Choice(self.desk.folder / "out").knowing(resolved.findings)
            made = produce(resolved.order, choice, Way(jobs=1, progress=self._hear))
        except CancelledError:
            self.state = {"is": "cancelled"}
        except CardmakerError as problem:
            self.state = {"is": "failed", "findings": [told(finding) for finding in problem.findings]}
        except Exception as problem:  # the page is told, whatever it was
            self.state = {"is": "failed", "findings": [], "bug": f"{type(problem).__name__}: {problem}"}
        else:
            self._files = {path.name: path for path in made.files if path.parent == self.desk.folder / "out"}
            failed = made.run.failed + resolved.left_out
            self.state = {"is": "done", "made": made.run.made, "failed": failed, "files": list(self._files)}

    def _hear(self, done: int, total: int, what: str) -> None:
        if self._stop.is_set():
            raise CancelledError
        self.state = {"is": "running", "done": done if what == "done" else 0, "total": total}
