"""Making the PDFs from the page: what `cardmaker make` makes, with progress and an end; and what was made, kept with the order.

What was made is noted beside the order, so that a studio that is started again still knows for what state of the order
the files are.
"""

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cardmaker.batch.report import PROBLEMS_FILE
from cardmaker.batch.selection import numbered
from cardmaker.model import Order
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.hidden import FOLDER, hidden, sealed, unsealed, write_private
from cardmaker.studio.making.helper import Helper

OUT: Final = "out"
MADE_FILE: Final = "made.json"
MOST_BYTES: Final = 4_000_000

KINDS: Final = {
    "cards.pdf": "cards",
    "envelopes.pdf": "envelopes",
    "envelope-flaps.pdf": "flaps",
    "run-sheet.pdf": "run-sheet",
    "copy-sheet.pdf": "copy-sheet",
    "liner.pdf": "liner",
    "envelope-template.pdf": "template",
    "contact-cards.pdf": "contact",
    PROBLEMS_FILE: "problems",
}
"""What each file is, by its name; no other file is given out."""


@dataclass(slots=True)
class Press:
    """At most one run at a time, and the files of the last one."""

    desk: Desk
    helper: Helper = field(init=False)
    _of: str = ""

    def __post_init__(self) -> None:
        self.helper = Helper(self._note)

    @property
    def state(self) -> dict[str, Any]:
        """What the page shows: how far a run is, or what there is of an earlier one."""
        now = self.helper.state
        if now["is"] in {"idle", "done"}:
            return self._made() or {"is": "idle"}
        return now

    def start(self, only: str = "") -> None:
        """Begin a run, unless one is under way. `only` are rows as `--only` has them; empty is everybody."""
        of = self.desk.revision
        task = {"do": "make", "folder": str(self.desk.folder), "only": only}
        if self.helper.begin(task):
            self._of = of

    def cancel(self) -> None:
        self.helper.stop()

    def made(self) -> dict[str, Any] | None:
        """Return what was made last, if it is of the order as it is now."""
        found = self._made()
        return found if found and not found["isOld"] else None

    def file(self, name: str) -> Path | None:
        """Return a file of the last run by its name; no other file has one here."""
        found = self._made()
        path = self.desk.folder / OUT / name
        return path if found and name in {each["name"] for each in found["files"]} else None

    def _note(self, told: dict[str, Any]) -> dict[str, Any]:
        """Keep what was made with the state that it was made of."""
        record = {**told, "of": self._of}
        with contextlib.suppress(OSError):  # a full disk: then it is known as long as the studio runs
            write_private(hidden(self.desk.folder) / MADE_FILE, sealed(record))
        return record

    def _made(self) -> dict[str, Any] | None:
        record = self.helper.state if self.helper.state["is"] == "done" else self._read()
        if record is None:
            return None
        files = [_file(self.desk.folder / OUT / name) for name in record["files"]]
        return {
            **record,
            "isOld": record["of"] != self.desk.revision,
            "files": [each for each in files if each],
        }

    def _read(self) -> dict[str, Any] | None:
        """Return what an earlier studio noted; None if it is torn, foreign or gone."""
        try:
            with (self.desk.folder / FOLDER / MADE_FILE).open("rb") as file:
                record = unsealed(file.read(MOST_BYTES))
        except OSError:
            return None
        return record if isinstance(record, dict) and record.get("is") == "done" else None


def _file(path: Path) -> dict[str, Any] | None:
    """Return a file as the page gets it; None if it is gone, or none of ours."""
    kind = KINDS.get(path.name.replace("-only.", "."))
    try:
        size = path.stat().st_size
    except OSError:
        return None
    return {"name": path.name, "kind": kind, "size": size} if kind else None


def rows_without(order: Order, skipped: Collection[str]) -> str:
    """Return the rows of all but some people, as `--only` takes them: `1,3-5`. Empty if that is everybody."""
    if not skipped:
        return ""
    everybody = numbered(order)
    people = sorted((*everybody.people, *everybody.absent), key=lambda person: person.row)
    out = {person.row for person in people if person.key in skipped}
    return ",".join(_spans(person.row for person in people if person.row not in out)) if out else ""


def _spans(rows: Iterable[int]) -> list[str]:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row <= spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return [f"{first}-{last}" if last > first else str(first) for first, last in spans]
