"""The process that makes an order's files for the page, and looks through all of its cards: apart from the server.

So the page stays quick while thousands of cards are made, what they need of memory goes with the process, and ending it is
ending a command: nothing half-written is left. It is told its task as JSON, and tells JSON lines: how far it is, then what
came of it. Whoever asked and is gone ends it.
"""

import contextlib
import json
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from cardmaker.batch.choice import Choice
from cardmaker.batch.enveloping import checked_envelopes
from cardmaker.batch.produce import Produced, produce
from cardmaker.batch.selection import check_people, numbered
from cardmaker.batch.way import Way
from cardmaker.errors import CardmakerError, Finding, Level
from cardmaker.goods.wares import check_goods
from cardmaker.inputs.order import Resolved, read_request, resolve
from cardmaker.model import NO_GOODS, Person
from cardmaker.studio.telling.telling import told
from cardmaker.write.dates import creation_date

OUT: Final = "out"
"""The folder in the order's own that files are made into, as `cardmaker make` does."""

TELL_S: Final = 0.05
MOST_SKIPPED: Final = 500
"""People without a card who are told one by one."""


def main() -> int:
    """Do what standard input says."""
    signal.signal(signal.SIGTERM, _stopped)
    task = json.loads(sys.stdin.readline())
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            _tell({"is": "done", **TASKS[task["do"]](task)})
        except CardmakerError as problem:
            _tell({"is": "failed", "findings": [told(each) for each in problem.findings]})
        return 0
    return 130


def make(task: dict[str, Any]) -> dict[str, Any]:
    """Make the order's files, of all or only of some people. Raises CardmakerError."""
    folder = Path(task["folder"])
    resolved = resolve(*read_request(folder))
    choice = Choice(folder / OUT, task["only"]).knowing(resolved.findings)
    made = produce(resolved.order, choice, Way(None, created=creation_date(), progress=Told()))
    run, posted = made.run, made.envelopes
    absent = len(run.order.absent) if choice.only else resolved.left_out
    return {
        "cards": run.made,
        "copies": run.copies,
        "title": run.order.title,
        "envelopes": posted.made if posted else 0,
        "failed": run.failed + absent,
        "skipped": list(_skipped(made))[:MOST_SKIPPED],
        "unposted": posted.refused if posted else 0,
        "only": task["only"],
        "how": list(made.how),
        "files": [path.name for path in made.files if path.parent == folder / OUT],
    }


def check(task: dict[str, Any]) -> dict[str, Any]:
    """Return all that is to be said of an order, with everybody's card and envelope composed. Raises CardmakerError."""
    resolved = resolve(*read_request(Path(task["folder"])))
    return {"findings": [told(each) for each in dict.fromkeys(found(resolved))]}


def found(resolved: Resolved) -> Iterator[Finding]:
    """Yield what is to be said of an order; each card and each envelope is composed and thrown away."""
    yield from resolved.findings
    checked = check_people(resolved.order, None)
    yield from checked.findings
    if posted := checked_envelopes(numbered(resolved.order), checked):
        yield from posted.findings
    if resolved.order.goods != NO_GOODS:
        yield from check_goods(resolved.order)


TASKS: Final = {"make": make, "check": check}


class Told:
    """Tells how far a run is, not more often than anybody can see."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._last >= TELL_S:
            self._last = now
            _tell({"is": "running", "done": done if what == "done" else 0, "total": total})


def _skipped(made: Produced) -> Iterator[dict[str, Any]]:
    """Yield who was meant and has no card, with the first reason, by rows; of a row without a name only the row is known."""
    run = made.run
    has = {person.key for person in run.people}
    people = (*run.order.people, *run.order.absent)
    reasons = _reasons((*made.told, *run.findings))
    rows = {person.place.line for person in people}
    lost = [_who(person, reasons) for person in people if person.key not in has]
    lost += [_row(each) for each in _first_of_rows(made.told) if each.place and each.place.line not in rows]
    yield from sorted(lost, key=lambda each: each["row"])


def _reasons(findings: Iterable[Finding]) -> dict[str, str]:
    """Return the first error about each person, by their key, and about each row, by where it stands."""
    reasons: dict[str, str] = {}
    for each in findings:
        if each.level is Level.ERROR:
            where = str(each.place.line) if each.place else ""
            reasons.setdefault(each.person or where, told(each)["message"])
    return reasons


def _first_of_rows(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Return the first error of each row of a list about whom nobody is known."""
    rows: dict[int, Finding] = {}
    for each in findings:
        if each.level is Level.ERROR and not each.person and each.place and each.place.line:
            rows.setdefault(each.place.line, each)
    return rows.values()


def _row(finding: Finding) -> dict[str, Any]:
    row = finding.place.line if finding.place else 0
    return {"key": "", "row": row, "name": "", "reason": told(finding)["message"]}


def _who(person: Person, reasons: dict[str, str]) -> dict[str, Any]:
    reason = reasons.get(person.key) or reasons.get(str(person.place.line), "")
    return {"key": person.key, "row": person.row, "name": person.name, "reason": reason}


def _tell(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record) + "\n")
    sys.stdout.flush()


def _stopped(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
