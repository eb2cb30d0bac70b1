"""A PDF for each person. All cards are judged first; then each file is written whole, and noted when it is.

The notes say what each file was made of and what came out. Run again, a file that is still so is left as it is; one that is
missing, changed, or made of other words is made; one that a person's old name gave its name to is removed.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from cardmaker.batch.making import Making
from cardmaker.batch.naming import file_names
from cardmaker.batch.parts import Marks, chunks_of
from cardmaker.batch.pool import spread
from cardmaker.batch.way import Way, refuse_if_bad
from cardmaker.batch.work import Painter
from cardmaker.model import Person
from cardmaker.write.files import cannot_write, sync_folder, write_file

NOTES_FILE: Final = "files.jsonl"
ENVELOPE: Final = "envelope"
"""Ends the names of files with envelopes."""

TOGETHER: Final = 12
"""Files that a process makes before it hands them over: a tenth of a second, so that an interruption is soon heard."""

SYNC_EVERY: Final = 48


@dataclass(frozen=True, slots=True)
class FileNote:
    """One file that was written: whose row, its name, what it was made of, and a digest of its bytes."""

    row: int
    file: str
    mark: str
    sha256: str


class FileNotes:
    """The notes of a folder, last one of a name counting; appended to as files are written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._added = 0
        self.of: dict[str, FileNote] = {}
        try:
            old = path.read_bytes() if path.exists() else b""
            self._file = path.open("ab")
            if old and not old.endswith(b"\n"):
                self._file.write(b"\n")
        except OSError as problem:
            raise cannot_write(path, problem) from None
        for note in map(_note, old.splitlines()):
            if note is not None:
                self.of[note.file] = note

    def add(self, note: FileNote) -> None:
        try:
            self._file.write(json.dumps(asdict(note)).encode() + b"\n")
            self._file.flush()
            self._added += 1
            if self._added % SYNC_EVERY == 0:
                os.fsync(self._file.fileno())
        except OSError as problem:
            raise cannot_write(self._path, problem) from None
        self.of[note.file] = note

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()


def write_apart(run: Making, folder: Path, kept: Path, way: Way, most: int, what: str = "") -> list[Path]:
    """Write a file for each person, fill the run, and return the files. Raises InputError if nothing may be written.

    `kept` is where the notes are; `most` is the largest row of the whole order, which gives the names their digits;
    `what` ends the names.
    """
    painter = Painter(run)
    _judge(run, painter, way)
    refuse_if_bad(run, way)
    names = file_names(run.people, most, what)
    with closing(FileNotes(kept / f"{what}{NOTES_FILE}")) as notes:
        _write(run, painter, [folder / name for name in names], notes, way)
        _remove_renamed(run, folder, names, notes)
    sync_folder(folder)
    return [folder / name for name in names]


def _judge(run: Making, painter: Painter, way: Way) -> None:
    """Compose all cards and keep what was found."""
    chunks = list(chunks_of(run.order.people, 1, (0, len(run.order.people))))
    parts = (chunk.places for chunk in chunks)
    with closing(spread(run, painter, Painter.check, parts, way.jobs)) as found:
        for chunk, checked in zip(chunks, found, strict=True):
            run.findings += checked.findings
            run.people += checked.made(chunk.people)
            run.failed += len(checked.failed)
            way.progress(run.made + run.failed, len(run.order.people), "checked")


def _write(run: Making, painter: Painter, paths: Sequence[Path], notes: FileNotes, way: Way) -> None:
    marks = Marks(run)
    made_of = {person.key: f"{marks.person(person)} {way.created.isoformat()}" for person in run.people}
    todo = [
        (person, path)
        for person, path in zip(run.people, paths, strict=True)
        if not _stands(path, notes.of.get(path.name), made_of[person.key])
    ]
    done = len(paths) - len(todo)
    with closing(_files(run, painter, [person for person, _ in todo], way)) as files:
        for (person, path), pdf in zip(todo, files, strict=True):
            write_file(path, pdf)
            notes.add(FileNote(person.row, path.name, made_of[person.key], hashlib.sha256(pdf).hexdigest()))
            done += 1
            way.progress(done, len(paths), "done")


def _files(run: Making, painter: Painter, people: Sequence[Person], way: Way) -> Generator[bytes, None, None]:
    wanted = {person.key for person in people}
    places = [place for place, person in enumerate(run.order.people) if person.key in wanted]
    parts = (places[start : start + TOGETHER] for start in range(0, len(places), TOGETHER))
    with closing(spread(run, painter, partial(_make, created=way.created), parts, way.jobs)) as found:
        for files in found:
            yield from files


def _make(painter: Painter, places: Sequence[int], created: datetime) -> list[bytes]:
    return painter.files(places, created)


def _stands(path: Path, note: FileNote | None, mark: str) -> bool:
    """Return whether the file is there as it was written, of just this."""
    return note is not None and note.mark == mark and _digest(path) == note.sha256


def _remove_renamed(run: Making, folder: Path, names: Sequence[str], notes: FileNotes) -> None:
    """Delete the files that the same rows had under other names, unless somebody changed them since."""
    rows = {person.row: name for person, name in zip(run.people, names, strict=True)}
    for note in list(notes.of.values()):
        old = folder / note.file
        if rows.get(note.row, note.file) != note.file and _digest(old) == note.sha256:
            with contextlib.suppress(OSError):
                old.unlink()


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _note(line: bytes) -> FileNote | None:
    """Return a note; None for a line that was torn."""
    try:
        return FileNote(**json.loads(line))
    except (ValueError, TypeError):
        return None
