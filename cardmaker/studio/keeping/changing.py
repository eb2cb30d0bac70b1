"""Changing an order's files: together or not at all, one studio at a time, and so that each change can be taken back.

A change of several files is written down before the first is moved into place. Whoever comes next to a folder in which that
was interrupted, finishes it; if an editor was there meanwhile, what it wrote stays.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, MachineError, error
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.sources import is_within
from cardmaker.studio.keeping.hidden import (
    FOLDER,
    LOCK_FILE,
    digest_of,
    hidden,
    sealed,
    unsealed,
    write_private,
)
from cardmaker.studio.keeping.history import NOTHING, Contents, LostError, Step, is_ours, read_step
from cardmaker.studio.keeping.watching import require_folder
from cardmaker.write.files import write_files
from cardmaker.write.lock import held

INTENT_FILE: Final = "change.json"
PATIENCE_S: Final = 5.0
"""Another studio's change takes some milliseconds; a disk far away, seconds."""

Files = Mapping[Path, bytes | None]
"""Bytes by file; None is no file."""


@dataclass(slots=True)
class Changing:
    """Writes the files of one order's folder."""

    folder: Path
    contents: Contents = field(init=False)

    def __post_init__(self) -> None:
        self.contents = Contents(self.folder)

    @property
    def is_unfinished(self) -> bool:
        """Whether a studio was killed in the middle of a change."""
        return (self.folder / FOLDER / INTENT_FILE).exists()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other studios from changing the order meanwhile, and finish what a killed one began.

        Raises InputError if the folder is gone: nobody may make a new one with a lone note in it. Raises MachineError if
        another studio does not let go.
        """
        require_folder(self.folder)
        with self._lock():
            self.finish()
            yield

    def put(self, files: Files) -> Step:
        """Write files, all or none, and return the step that this was. Raises MachineError, InputError."""
        before = {path: read_now(path) for path in files}
        names = {path: self.name(path) for path in files}
        step = {
            names[path]: (self.contents.put(before[path]), self.contents.put(files[path])) for path in files
        }
        with self._intent(step):
            try:
                write_files(in_order(files))
            except MachineError:
                with contextlib.suppress(MachineError):
                    write_files(
                        in_order({path: data for path, data in before.items() if read_now(path) != data})
                    )
                raise
        return step

    def name(self, path: Path) -> str:
        """Return how a file is called in the folder. Raises InputError for one that is not its own, or leads out of it."""
        name = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else ""
        if not is_ours(name) or not is_within(path, self.folder):
            message = f"{path.name} lies outside the order's folder"
            raise InputError([error("outside", message, hint="put the file itself into the folder")])
        return name

    def files(self, step: Step) -> Files:
        """Return what a step writes. Raises LostError if that is no longer kept."""
        return {self.folder / name: self.contents.get(after) for name, (_, after) in step.items()}

    def digests(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the digests of files as they are now. Raises InputError for one that cannot be read."""
        found = {name: read_now(self.folder / name) for name in names}
        return {name: NOTHING if data is None else digest_of(data) for name, data in found.items()}

    def finish(self) -> None:
        """Finish a change in whose middle a studio was killed, unless somebody else changed its files since."""
        if not self.is_unfinished:
            return
        path = self.folder / FOLDER / INTENT_FILE
        with contextlib.suppress(InputError, MachineError, LostError, ValueError, OSError):
            step = read_step(unsealed(path.read_bytes()))
            now = self.digests(step)
            sides = [[now[name] == pair[side] for name, pair in step.items()] for side in (0, 1)]
            if not any(map(all, sides)) and all(map(any, zip(*sides, strict=True))):
                files = self.files(step)
                for each in files:
                    self.name(each)
                write_files(in_order(files))
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _intent(self, step: Step) -> Iterator[None]:
        """Write down what several files are to become, as long as they are on their way. One file needs none."""
        path = self.folder / FOLDER / INTENT_FILE
        with contextlib.suppress(OSError):
            if len(step) > 1:
                hidden(self.folder)
                write_private(path, sealed(step))
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the order's lock; where there is no place for one, nothing can be written either, or only by us."""
        try:
            file = hidden(self.folder) / LOCK_FILE
        except OSError:
            yield
            return
        with held(file, self.folder, PATIENCE_S):
            yield


def read_now(path: Path) -> bytes | None:
    """Return a file's bytes, None if there is none. Raises InputError for what is there and cannot be read."""
    try:
        if path.is_file():
            return path.read_bytes()
        reason = "it is no file"
        if not path.exists():
            return None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as problem:
        reason = (getattr(problem, "strerror", None) or str(problem)).lower()
    hint = "move it away, or change its rights"
    raise InputError([error("unreadable", f"{path.name} cannot be read: {reason}", hint=hint)])


def in_order(files: Files) -> Files:
    """Return files with the order's own last: what it names is there before it names it."""
    return dict(sorted(files.items(), key=lambda each: each[0].name == ORDER_FILE))
