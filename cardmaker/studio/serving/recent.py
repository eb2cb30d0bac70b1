"""The orders that were worked on last: what the list of them shows, and the folder of each, which no page is told.

Kept where the system wants such things, for this account only. A list that is torn or foreign is an empty one.
"""

import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from cardmaker.errors import MachineError
from cardmaker.inputs.order import ORDER_FILE
from cardmaker.inputs.own_places import state_folder
from cardmaker.studio.keeping.hidden import digest_of, make_private, sealed, unsealed, write_private
from cardmaker.write.lock import held

FILE: Final = "recent.json"
LOCK_FILE: Final = "recent.lock"
MOST: Final = 12
MOST_KEPT: Final = 3 * MOST
"""More than are shown: a folder on a disk that is not plugged in comes back with it."""

MOST_BYTES: Final = 200_000
MOST_LETTERS: Final = 200
PATIENCE_S: Final = 1.0
SELDOM_S: Final = 60.0
"""Seconds between two notes on the same order that say nothing new."""


@dataclass(frozen=True, slots=True)
class Recent:
    """An order: its folder, when it was worked on (seconds since 1970), its design, and its first person's name."""

    folder: Path
    when: float
    design: str = ""
    person: str = ""

    @property
    def id(self) -> str:
        """What the page calls it by."""
        return order_id(self.folder)

    @property
    def is_there(self) -> bool:
        return (self.folder / ORDER_FILE).is_file()


def order_id(folder: Path) -> str:
    """Return what the page calls the order of a folder by."""
    return digest_of(str(folder).encode(errors="surrogateescape"))[:16]


@dataclass(slots=True)
class Recents:
    """The list in a folder of the system's. Several studios may note in turns."""

    place: Path = field(default_factory=state_folder)
    _last: Recent | None = None

    def listed(self) -> list[Recent]:
        """Return the orders that are there, latest first."""
        return [each for each in self._read() if each.is_there][:MOST]

    def find(self, name: str) -> Path | None:
        """Return the folder of an order of the list, by its id; None for any other."""
        return next((each.folder for each in self._read() if each.id == name and each.is_there), None)

    def note(self, folder: Path, design: str, person: str) -> None:
        """Put an order at the head of the list. Where that cannot be kept, nothing is lost but a line of a list."""
        new = Recent(folder, time.time(), design[:MOST_LETTERS], person[:MOST_LETTERS])
        if self._last and _same(self._last, new) and new.when - self._last.when < SELDOM_S:
            return
        self._last = new
        with contextlib.suppress(OSError, MachineError):
            make_private(self.place)
            with held(self.place / LOCK_FILE, self.place, PATIENCE_S):
                self._write([new, *(each for each in self._read() if each.folder != folder)])

    def _write(self, found: Sequence[Recent]) -> None:
        records = [[str(each.folder), each.when, each.design, each.person] for each in found[:MOST_KEPT]]
        write_private(self.place / FILE, sealed(records))

    def _read(self) -> list[Recent]:
        path = self.place / FILE
        try:
            records = unsealed(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
        except OSError:
            return []
        return [each for record in records if (each := _recent(record))] if isinstance(records, list) else []


def _same(one: Recent, other: Recent) -> bool:
    return replace(one, when=0.0) == replace(other, when=0.0)


def _recent(record: Any) -> Recent | None:
    match record:
        case [str(folder), int() | float() as when, str(design), str(person)] if Path(folder).is_absolute():
            return Recent(Path(folder), float(when), design, person)
        case _:
            return None
