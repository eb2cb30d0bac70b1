"""Something long that the page asked for, done by a process of its own: beginning it, hearing of it, and ending it."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, Final

COMMAND: Final = (sys.executable, "-P", "-m", "cardmaker.studio.making.pressman")
"""With `-P` nothing is imported from the folder in which the studio was started: an order of a stranger may lie there."""

PATIENCE_S: Final = 5.0
"""How long a process that was ended may tidy up."""

RUNNING: Final = "running"
LAST_WORDS: Final = 2000


@dataclass(slots=True)
class Helper:
    """At most one process at a time. `state` is what it told last; `ended` hears what it told at its end, by whom."""

    ended: Callable[[dict[str, Any]], dict[str, Any]]
    state: dict[str, Any] = field(default_factory=lambda: {"is": "idle"})
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _process: "subprocess.Popen[str] | None" = None
    _thread: threading.Thread | None = None

    def begin(self, task: dict[str, Any]) -> bool:
        """Begin, unless something is under way; return whether it was begun. What was ended before may first tidy up."""
        with self._lock:
            if self.state["is"] == RUNNING:
                return False
            self.state, self._process = {"is": RUNNING, "done": 0, "total": 0}, None
            before, self._thread = (
                self._thread,
                threading.Thread(target=lambda: self._run(before, task), daemon=True),
            )
            self._thread.start()
            return True

    def stop(self) -> None:
        """End what is under way, and say so at once."""
        with self._lock:
            if self.state["is"] != RUNNING:
                return
            self.state = {"is": "cancelled"}
            if self._process:
                self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until nothing is under way."""
        if self._thread:
            self._thread.join(seconds)

    def _run(self, before: threading.Thread | None, task: dict[str, Any]) -> None:
        if before:
            before.join()
        process = self._started(task)
        if process is None:
            return
        assert process.stdout is not None
        assert process.stderr is not None
        last_words = _Tail(process.stderr)
        for line in process.stdout:
            self._hear(process, json.loads(line))
        self._end(process, last_words)

    def _started(self, task: dict[str, Any]) -> "subprocess.Popen[str] | None":
        """Return the process, told its task; None if it was ended before it began, or cannot be had."""
        with self._lock:
            if self.state["is"] != RUNNING:
                return None
            try:
                pipe = subprocess.PIPE
                process = subprocess.Popen(  # noqa: S603
                    COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
                )
            except OSError as problem:
                self.state = {"is": "failed", "findings": [], "bug": str(problem)}
                return None
            self._process = process
        assert process.stdin is not None
        with process.stdin as task_file:
            task_file.write(json.dumps(task) + "\n")
        return process

    def _hear(self, process: "subprocess.Popen[str]", told: dict[str, Any]) -> None:
        if told["is"] == "done":
            told = self.ended(told)
        with self._lock:
            if self._process is process and self.state["is"] == RUNNING:
                self.state = told

    def _end(self, process: "subprocess.Popen[str]", last_words: "_Tail") -> None:
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        said = last_words.read()
        process.stdout and process.stdout.close()
        with self._lock:
            if self._process is process:
                self._process = None
                if self.state["is"] == RUNNING:  # it went without a word: the page is told, whatever it was
                    self.state = {"is": "failed", "findings": [], "bug": said[-LAST_WORDS:].strip()}


class _Tail:
    """What a process says on standard error, read while it runs, so that it never waits for somebody to."""

    def __init__(self, file: IO[str]) -> None:
        self._said = ""
        self._thread = threading.Thread(target=self._read, args=(file,), daemon=True)
        self._thread.start()

    def read(self) -> str:
        self._thread.join(PATIENCE_S)
        return self._said

    def _read(self, file: IO[str]) -> None:
        with file:
            for line in file:
                self._said = (self._said + line)[-LAST_WORDS:]
