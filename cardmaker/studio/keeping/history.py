"""Taking changes back, and forth again, also after the page or the server began anew.

A step is what files were before and after one change, by digests; what they held is kept beside the order under these. The
journal is a convenience: torn, foreign or gone, it costs what could have been undone, never the order.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from cardmaker.studio.keeping.hidden import (
    FOLDER,
    digest_of,
    hidden,
    sealed,
    signature,
    unsealed,
    write_private,
)

JOURNAL_FILE: Final = "undo.json"
CONTENTS_FOLDER: Final = "undo"

MOST_STEPS: Final = 200
MOST_BYTES: Final = 64_000_000
"""Of all that is kept: three of the longest lists that there may be, or years of notes."""

MOST_JOURNAL: Final = 4_000_000
NOTHING: Final = ""
"""Stands for the digest of a file that is not there."""

Step = Mapping[str, tuple[str, str]]
"""Digests of files before and after a change, by their names in the order's folder."""

Digests = Callable[[Iterable[str]], Mapping[str, str]]
"""Tells the digests of files as they are now."""


class LostError(Exception):
    """What a file held is no longer kept."""


@dataclass(slots=True)
class Contents:
    """What files held, by digest: beside the order, and where the disk takes no more, here as long as the studio runs."""

    folder: Path
    _here: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes | None) -> str:
        """Keep bytes, and return their digest; that of None is NOTHING."""
        if data is None:
            return NOTHING
        digest = digest_of(data)
        path = self._path(digest)
        try:
            if not path.exists() or path.stat().st_size != len(data):
                hidden(self.folder)
                path.parent.mkdir(mode=0o700, exist_ok=True)
                write_private(path, data)
        except OSError:
            self._here[digest] = data
        return digest

    def get(self, digest: str) -> bytes | None:
        """Return the bytes with this digest, None for NOTHING. Raises LostError."""
        if digest == NOTHING:
            return None
        if digest in self._here:
            return self._here[digest]
        try:
            data = self._path(digest).read_bytes()
        except (OSError, ValueError):
            raise LostError(digest) from None
        if digest_of(data) != digest:
            raise LostError(digest)
        return data

    def sizes(self) -> dict[str, int]:
        """Return how many bytes each of those on disk has, and those here."""
        here = {digest: len(data) for digest, data in self._here.items()}
        try:
            with os.scandir(self.folder / FOLDER / CONTENTS_FOLDER) as found:
                return here | {each.name: each.stat().st_size for each in found}
        except OSError:
            return here

    def drop(self, digests: Iterable[str]) -> None:
        for digest in digests:
            self._here.pop(digest, None)
            try:
                self._path(digest).unlink(missing_ok=True)
            except OSError:
                continue

    def _path(self, digest: str) -> Path:
        return self.folder / FOLDER / CONTENTS_FOLDER / digest


@dataclass(slots=True)
class History:
    """The steps of one order, the last one last. Changing it is for whoever holds the order's lock."""

    folder: Path
    contents: Contents
    _undo: list[Step] = field(default_factory=list)
    _redo: list[Step] = field(default_factory=list)
    _seen: tuple[int, ...] | None = None

    def can(self, now: Digests) -> tuple[bool, bool]:
        """Return whether something can be taken back, and forth: that only onto what was there when it was taken back."""
        self._read()
        return bool(self._undo), bool(self._redo) and _is_at(self._redo[-1], 0, now)

    def did(self, step: Step) -> None:
        """Note a change; what was taken back before it is gone."""
        self._read()
        self._undo.append(step)
        self._redo.clear()
        self._write()

    def back(self, now: Digests) -> Step | None:
        """Return the step that takes the last change back, for `taken`; None if there is none.

        Where somebody else changed a file since, that change is the last one: it is taken back first, and can be redone.
        """
        self._read()
        if not self._undo:
            return None
        last = self._undo[-1]
        if not _is_at(last, 1, now):
            found = now(last)
            self._undo.append({name: (after, found[name]) for name, (_, after) in last.items()})
        return {name: (after, before) for name, (before, after) in self._undo[-1].items()}

    def forth(self, now: Digests) -> Step | None:
        """Return the step that was taken back last, for `taken`; None if there is none, or others changed its files."""
        return self._redo[-1] if self.can(now)[1] else None

    def moved(self, *, back: bool) -> None:
        """Note that the step which `back` or `forth` gave was done."""
        source, target = (self._undo, self._redo) if back else (self._redo, self._undo)
        target.append(source.pop())
        self._write()

    def forget(self) -> None:
        """Begin anew: what was kept is no longer whole."""
        self._undo.clear()
        self._redo.clear()
        self._write()

    def _read(self) -> None:
        """Read the journal if another studio wrote it."""
        path = self.folder / FOLDER / JOURNAL_FILE
        if (seen := signature(path)) == self._seen:
            return
        self._seen = seen
        if seen:
            self._undo, self._redo = _journal(path) or ([], [])

    def _write(self) -> None:
        self._shorten()
        record = {"undo": self._undo, "redo": self._redo}
        try:
            path = hidden(self.folder) / JOURNAL_FILE
            write_private(path, sealed(record))
            self._seen = signature(path)
        except OSError:
            return  # what is known here still counts

    def _shorten(self) -> None:
        """Forget the oldest steps when there are too many, and what only they held."""
        del self._undo[:-MOST_STEPS]
        sizes = self.contents.sizes()
        while len(self._undo) > 1 and sum(sizes.get(each, 0) for each in self._held()) > MOST_BYTES:
            del self._undo[0]
        held = self._held()
        self.contents.drop(digest for digest in sizes if digest not in held)

    def _held(self) -> set[str]:
        steps = (*self._undo, *self._redo)
        return {digest for step in steps for pair in step.values() for digest in pair}


def _is_at(step: Step, side: int, now: Digests) -> bool:
    """Return whether all files of a step are as they were before (0) or after it (1)."""
    found = now(step)
    return all(found[name] == pair[side] for name, pair in step.items())


def _journal(path: Path) -> tuple[list[Step], list[Step]] | None:
    """Return what can be undone and redone by a journal; None if it is not one of ours."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_JOURNAL else b""
    except OSError:
        return None
    match unsealed(data):
        case {"undo": [*undo], "redo": [*redo]}:
            try:
                return [read_step(each) for each in undo], [read_step(each) for each in redo]
            except ValueError:
                return None
        case _:
            return None


def read_step(record: Any) -> Step:
    """Return a step of a file. Raises ValueError for one that names other files than those of the order's folder.

    An order from elsewhere may bring a journal along.
    """
    if not isinstance(record, dict) or not record:
        raise ValueError(record)
    return dict(_pair(name, pair) for name, pair in record.items())


def _pair(name: str, pair: Any) -> tuple[str, tuple[str, str]]:
    match pair:
        case [str(before), str(after)] if is_ours(name) and _is_digest(before) and _is_digest(after):
            return name, (before, after)
        case _:
            raise ValueError(name)


def is_ours(name: str) -> bool:
    """Return whether a name is that of a file in the order's folder, and not of one that the studio hides."""
    parts = PurePosixPath(name).parts
    is_inside = bool(parts) and not PurePosixPath(name).is_absolute() and ".." not in parts
    return is_inside and parts[0] != FOLDER and "\\" not in name and "\0" not in name and ":" not in parts[0]


def _is_digest(text: str) -> bool:
    return text == NOTHING or (len(text) == 64 and not set(text) - set("0123456789abcdef"))
