"""The order on the desk: its files as they are on disk, changed whole or not at all, and every change can be taken back.

What the page knows is named by a *revision*, a digest of the files. A change made on an older one is refused, so two tabs, two
studios and an editor beside them never write over each other.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.order import ORDER_FILE, Request, Resolved
from cardmaker.inputs.sources import read_bytes
from cardmaker.inputs.starters import starter_files
from cardmaker.model import Person
from cardmaker.studio.drawing.album import is_ours
from cardmaker.studio.keeping.changing import Changing, Files, in_order
from cardmaker.studio.keeping.edits import with_entries, with_names, with_value
from cardmaker.studio.keeping.history import NOTHING, History, LostError
from cardmaker.studio.keeping.reading import Reading
from cardmaker.studio.keeping.watching import NO_FILE
from cardmaker.write.files import write_files

KEYS: Final = frozenset(
    {
        "design",
        "palette",
        "variant",
        "format",
        "paper",
        "hand",
        "pen",
        "neatness",
        "seed",
        "from",
        "address-as",
        "occasion",
        "flip",
        "language",
        "focus",
        "liner",
        "signature",
        "profile",
        "printer",
        "duplex",
        "copies",
        "gutter",
        "edges",
    }
)
"""What the page may set in `card.yaml`."""

KINDS: Final[Mapping[str, bytes]] = {"xlsx": b"PK\x03\x04", "vcf": b"BEGIN:VCARD"}
"""How lists are told by their content; any other is text with columns."""


class StaleError(Exception):
    """The files are not those that the page has seen."""


@dataclass(slots=True)
class Desk:
    """One order folder. Every method may be called from any thread."""

    folder: Path
    reading: Reading = field(init=False)
    changing: Changing = field(init=False)
    history: History = field(init=False)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.reading = Reading(self.folder)
        self.changing = Changing(self.folder)
        self.history = History(self.folder, self.changing.contents)

    def lay_out(self, starter: str = "interview") -> None:
        """Begin with a starter where there is no order yet; files that are there already stay. Raises MachineError."""
        if not (self.folder / ORDER_FILE).exists():
            files = {self.folder / name: text.encode() for name, text in starter_files(starter).items()}
            write_files(in_order({path: data for path, data in files.items() if not path.exists()}))
        elif self.changing.is_unfinished:
            with self.changing.alone():
                pass

    @property
    def revision(self) -> str:
        """The name of the state that the order's files are in."""
        return self.reading.revision()

    @property
    def can(self) -> tuple[bool, bool]:
        """Whether something can be undone, and redone."""
        with self._lock:
            return self.history.can(self._digests)

    def request(self) -> Request:
        """Return what the order says. Raises InputError."""
        return self.reading.said()[0]

    def order_text(self) -> str:
        """Return the text of the order's file. Raises InputError if it cannot be read."""
        return decode_note(read_bytes(self.folder / ORDER_FILE), ORDER_FILE)

    def resolved(self) -> Resolved:
        """Return the checked order, read anew only if a file changed. Raises InputError."""
        return self.reading.resolved()

    def drafted(self, person: int, text: str) -> Resolved:
        """Return the order with one person only, whose note is `text`. Raises InputError if they get no card with it."""
        return self.reading.drafted(person, text)

    def people(self) -> tuple[Person, ...]:
        """Return the people as the page counts them; where the notes on disk cannot be used, all who have a row."""
        return self.reading.people()

    def person(self, index: int) -> Person | None:
        """Return a person as the page counts them, None if there is none."""
        people = self.people()
        return people[index] if 0 <= index < len(people) else None

    def set_values(self, base: str, values: Mapping[str, str]) -> None:
        """Set keys of `card.yaml`. Raises InputError for one that is not the page's, StaleError."""
        if unknown := set(values) - KEYS:
            raise InputError([error("key", f"the page cannot set {min(unknown)!r}")])
        text = self.order_text()
        for key, value in values.items():
            text = with_value(text, key, value)
        self._write(base, {self.folder / ORDER_FILE: text.encode()})

    def set_people(self, base: str, data: bytes, edit: Callable[[str], str] = str) -> None:
        """Keep a list beside the order under a name of ours and make it the order's. Raises StaleError.

        `edit` changes the order's text where it says how lists are read.
        """
        kind = next(
            (kind for kind, start in KINDS.items() if data.lstrip()[:11].upper().startswith(start)), "csv"
        )
        name = f"people.{kind}"
        text = edit(with_value(with_value(self.order_text(), "people", name), "to", ""))
        self._write(base, {self.folder / name: data, self.folder / ORDER_FILE: text.encode()})

    def set_texts(self, base: str, texts: Mapping[str, str | None]) -> None:
        """Set words of the design by slot; None gives a slot its usual words back. Raises StaleError, InputError."""
        text = with_entries(self.order_text(), "texts", texts)
        self._write(base, {self.folder / ORDER_FILE: text.encode()})

    def set_front(self, base: str, names: Sequence[str], new: Mapping[str, bytes]) -> None:
        """Make pictures the order's front; `new` ones are kept beside it. Raises StaleError, InputError."""
        text = with_names(self.order_text(), "front", names)
        if not names:
            text = with_value(text, "focus", "")
        self._set_pictures(base, text, new, set(self.request().front) - set(names))

    def set_signature(self, base: str, name: str, new: Mapping[str, bytes]) -> None:
        """Say how cards are signed; a `new` picture is kept beside the order. Raises StaleError, InputError."""
        text = with_value(self.order_text(), "signature", name)
        self._set_pictures(base, text, new, {self.request().signature} - {name})

    def put(self, base: str, files: Files) -> None:
        """Write files of the order, all or none; None takes one away. Raises StaleError."""
        self._write(base, files)

    def undo(self, base: str) -> None:
        """Take the last change back, or what somebody else has changed since. Raises StaleError."""
        self._take_back(base, back=True)

    def redo(self, base: str) -> None:
        """Make the change that was taken back last once more. Raises StaleError."""
        self._take_back(base, back=False)

    def _set_pictures(self, base: str, text: str, new: Mapping[str, bytes], gone: Set[str]) -> None:
        """Write the order and its new pictures, and take away those of ours that it no longer names; undo has them."""
        files: dict[Path, bytes | None] = {self.folder / name: None for name in gone if is_ours(name)}
        files |= {self.folder / name: data for name, data in new.items()}
        self._write(base, {**files, self.folder / ORDER_FILE: text.encode()})

    def _take_back(self, base: str, *, back: bool) -> None:
        with self._alone(base):
            step = (self.history.back if back else self.history.forth)(self.changing.digests)
            if step is None:
                return
            try:
                self.changing.put(self.changing.files(step))
            except LostError:
                self.history.forget()
                raise InputError([error("lost", "what was there before is no longer kept")]) from None
            self.history.moved(back=back)

    def _write(self, base: str, files: Files) -> None:
        with self._alone(base):
            self.history.did(self.changing.put(files))

    @contextlib.contextmanager
    def _alone(self, base: str) -> Iterator[None]:
        """Keep all others from changing the order meanwhile. Raises StaleError if one did since the page saw `base`."""
        with self._lock, self.changing.alone():
            if base != self.revision:
                raise StaleError
            yield

    def _digests(self, names: Iterable[str]) -> Mapping[str, str]:
        found = {name: self.reading.watch.digest(self.folder / name) for name in names}
        return {name: NOTHING if digest == NO_FILE else digest for name, digest in found.items()}
