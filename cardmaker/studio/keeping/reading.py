"""What an order on disk says, read once for each state of its files, and words that are still being typed.

The state of the files is named by a *revision*, a digest of all that the order is made of.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

from cardmaker.errors import InputError, Place
from cardmaker.inputs.filling import drafted_person
from cardmaker.inputs.order import ORDER_FILE, Request, Resolved, read_request, read_rows, resolve
from cardmaker.inputs.printers import own_folder as own_printers
from cardmaker.inputs.shelf import FILE as DESIGN_FILE
from cardmaker.inputs.shelf import FOLDER as DESIGNS_FOLDER
from cardmaker.inputs.shelf import own_folder as own_designs
from cardmaker.inputs.sources import NOTE_FILE, NOTES_FOLDER, NoteSource, inside, is_file_name
from cardmaker.inputs.wanted import Rows, Wanted
from cardmaker.model import Person
from cardmaker.studio.keeping.hidden import digest_of
from cardmaker.studio.keeping.watching import Watch, glance, require_order

ANY_NOTE: Final = "x"
"""A note that anybody can have: with it an order can be read whose own notes cannot."""

T = TypeVar("T")
Said = tuple[Request, Path, Mapping[str, Place]]


@dataclass(slots=True)
class Kept(Generic[T]):
    """The last thing that was read, with the state that it was read from. An error is kept, too."""

    _state: str = ""
    _found: T | InputError | None = None

    def get(self, state: Callable[[], str], read: Callable[[], T]) -> T:
        """Return what is kept of this state, or read it. Raises InputError as `read` does."""
        now = state()
        found = self._found if now == self._state else None
        if found is None:
            found = _tried(read)
            if state() == now:  # else an editor wrote meanwhile: what was read is of no one state
                self._state, self._found = now, found
        if isinstance(found, InputError):
            raise InputError(found.findings)
        return found


def _tried(read: Callable[[], T]) -> T | InputError:
    try:
        return read()
    except InputError as problem:
        return problem


@dataclass(slots=True)
class Read:
    """An order as it was read, and the rows that it was read from."""

    resolved: Resolved
    rows: Rows
    _at: dict[int, Wanted] = field(default_factory=dict)

    def row(self, person: Person) -> Wanted:
        """Return the row of a person of this order."""
        if not self._at:
            self._at = {row.number: row for row in self.rows.rows}
        return self._at[person.row]


@dataclass(slots=True)
class Reading:
    """Reads the order of a folder. Every method may be called from any thread."""

    folder: Path
    watch: Watch = field(default_factory=Watch)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _said: Kept[Said] = field(default_factory=Kept)
    _rows: Kept[Rows] = field(default_factory=Kept)
    _resolved: Kept[Read] = field(default_factory=Kept)
    _everybody: Kept[Read] = field(default_factory=Kept)

    def revision(self) -> str:
        """Return 16 digits that name the state of all files that the order is made of."""
        with self.lock:
            glances = (f"{path}\0{glance(path, ending)}" for path, ending in self._folders())
            return digest_of("\0".join((self.watch.digests(self._files()), *glances)).encode())[:16]

    def said(self) -> Said:
        """Return what `card.yaml` says, the folder, and where each key stands. Raises InputError."""
        require_order(self.folder)
        with self.lock:
            return self._said.get(self._order_state, partial(read_request, self.folder))

    def rows(self) -> Rows:
        """Return the rows of everybody who is to get a card. Raises InputError."""
        with self.lock:
            return self._rows.get(self._rows_state, lambda: read_rows(*self.said()))

    def resolved(self) -> Resolved:
        """Return the checked order. Raises InputError."""
        return self._read().resolved

    def people(self) -> tuple[Person, ...]:
        """Return the people as the page counts them; where the notes on disk cannot be used, all who have a row."""
        try:
            return self._base().resolved.order.people
        except InputError:
            return ()

    def drafted(self, index: int, text: str) -> Resolved:
        """Return the order with one person only, with words that are being typed for their note.

        The person is equal to the one of the order read anew with these words as the note of all, in a fraction of the time:
        nobody else is looked at. Raises InputError if there can be no card for them with it.
        """
        base = self._base()
        order = base.resolved.order
        person = order.people[max(0, min(index, len(order.people) - 1))]
        note = NoteSource(text, NOTE_FILE)
        drafted, told = drafted_person(base.rows, base.row(person), person, note, order.sender)
        return Resolved(replace(order, people=(drafted,)), told)

    def _base(self) -> Read:
        """Return the order, or if the words on disk keep it from being one, the order with any words."""
        try:
            return self._read()
        except InputError:
            return self._read_with_any_note()

    def _read(self) -> Read:
        with self.lock:
            return self._resolved.get(self.revision, self._resolve)

    def _read_with_any_note(self) -> Read:
        with self.lock:
            return self._everybody.get(self.revision, partial(self._resolve, NoteSource(ANY_NOTE, NOTE_FILE)))

    def _resolve(self, note: NoteSource | None = None) -> Read:
        request, folder, places = self.said()
        try:
            rows = self.rows()
        except InputError:
            resolve(request, folder, places, note)  # tells it, with all else that is wrong
            raise
        return Read(resolve(request, folder, places, note, people=rows), rows)

    def _order_state(self) -> str:
        return self.watch.digest(self.folder / ORDER_FILE)

    def _rows_state(self) -> str:
        return self.watch.digests([self.folder / ORDER_FILE, *self._list()])

    def _list(self) -> Iterator[Path]:
        people = self._request().people
        if isinstance(people, str):
            yield from self._inside(people)

    def _inside(self, name: str) -> Iterator[Path]:
        """Yield the file of that name, if it lies in the order's folder: no order makes the studio read another."""
        try:
            yield inside(name, self.folder, "file")
        except (InputError, OSError, ValueError, RuntimeError):
            return

    def _request(self) -> Request:
        try:
            return self.said()[0]
        except InputError:
            return Request()

    def _files(self) -> Iterator[Path]:
        """Yield all files that the order names, as far as it can be read."""
        request = self._request()
        yield self.folder / ORDER_FILE
        yield from self._list()
        names = dict.fromkeys(
            [request.note or NOTE_FILE, *self._own_notes(), *request.front, request.signature]
        )
        for name in filter(None, names):
            yield from self._inside(name)

    def _own_notes(self) -> Iterator[str]:
        """Yield the files of notes that rows name."""
        try:
            rows = self.rows()
        except InputError:
            return
        for key in sorted({"note", "note_file"} & rows.fields):
            texts = (row.texts.get(key, "") for row in rows.rows)
            yield from (text for text in texts if key == "note_file" or is_file_name(text))

    def _folders(self) -> Iterator[tuple[Path, str]]:
        """Yield folders whose files the order may be made of without naming them, and how those end."""
        yield self.folder / NOTES_FOLDER, ".md"
        if self._request().printer:
            yield own_printers(), ".yaml"
        if design := self._request().design:
            for name in (f"{DESIGNS_FOLDER}/{design}", design):
                yield from ((path, DESIGN_FILE) for path in self._inside(name))
            if Path(design).name == design:
                yield own_designs() / design, DESIGN_FILE
