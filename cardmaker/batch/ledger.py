"""The ledger: who was written to, when, and with which words, so that a second note does not repeat the first.

A table in the order's folder that any spreadsheet opens, kept only by those who ask for it. Lines are only added; the file
is replaced whole, so that it is never half-written.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Final

from cardmaker.batch.report import cell_text, safe_cell
from cardmaker.errors import Finding, InputError, Place, error, warning
from cardmaker.model import Note, Order, Person
from cardmaker.write.files import write_file

SENT_FILE: Final = "sent.csv"
MARK: Final = b"\xef\xbb\xbf"
"""Byte order mark, without which Excel takes names for another encoding."""

BREAK: Final = " ¶ "
RUN: Final = 5
"""Words in a row: as many as two people hardly write alike by chance."""

REPEATS: Final = 0.3
"""Of a note's runs of words: more of them in an earlier note make it a repetition."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One note that went out. `date` is as in 2026-11-20; paragraphs of `text` are joined by ¶."""

    date: str
    name: str
    company: str
    design: str
    text: str


HEADS: Final = tuple(each.name for each in fields(Sent))


def read_ledger(folder: Path) -> tuple[Sent, ...]:
    """Return what was sent from an order's folder, oldest first. Raises InputError if the file is something else."""
    path = folder / SENT_FILE
    try:
        text = path.read_bytes().removeprefix(MARK).decode()
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, csv.Error) as problem:
        raise _unreadable(path, str(problem)) from None
    if not rows or tuple(rows[0]) != HEADS or any(len(row) not in (0, len(HEADS)) for row in rows):
        raise _unreadable(path, f"its columns are not {', '.join(HEADS)}")
    return tuple(Sent(*map(cell_text, row)) for row in rows[1:] if row)


def note_sent(folder: Path, order: Order, people: Iterable[Person], date: str) -> int:
    """Add people to the ledger, each with date and words; who stands there so already is not added. Return how many were."""
    old = read_ledger(folder)
    new = [_sent(order.for_person(person), person, date) for person in people]
    added = [each for each in dict.fromkeys(new) if each not in old]
    if added:
        out = io.StringIO()
        csv.writer(out).writerows([HEADS, *(map(safe_cell, astuple(each)) for each in (*old, *added))])
        write_file(folder / SENT_FILE, MARK + out.getvalue().encode())
    return len(added)


def ledger_findings(ledger: Sequence[Sent], people: Iterable[Person]) -> list[Finding]:
    """Return a warning for each person who was written to before, another if the note says the same again."""
    known: dict[str, list[Sent]] = {}
    for sent in ledger:
        known.setdefault(_folded(sent.name), []).append(sent)
    return [
        finding
        for person in people
        for finding in _findings(
            person, [sent for sent in known.get(_folded(person.name), ()) if _same(sent, person)]
        )
    ]


def _findings(person: Person, earlier: Sequence[Sent]) -> list[Finding]:
    if not person.name or not earlier:
        return []
    last, hint = earlier[-1], f"see {SENT_FILE} in the order's folder"
    told = [_warn("already-sent", f"{person.name} was written to on {last.date}", person, hint)]
    repeated = [sent for sent in earlier if _share(person.note, sent.text) > REPEATS]
    if repeated:
        message = f"the note to {person.name} repeats that of {repeated[-1].date}"
        told.append(_warn("repeated-note", message, person, "say something that the first did not"))
    return told


def _warn(rule: str, message: str, person: Person, hint: str) -> Finding:
    found = warning(rule, message, person.place, hint)
    return replace(found, person=person.key)


def _sent(order: Order, person: Person, date: str) -> Sent:
    name, company = (" ".join(text.split()) for text in (person.name, person.company))
    return Sent(date, name, company, order.design.id, _text(person.note))


def _text(note: Note) -> str:
    paragraphs = (" ".join(" ".join(line) for line in paragraph) for paragraph in note.paragraphs)
    return BREAK.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _same(sent: Sent, person: Person) -> bool:
    """Return whether a line may be about the person: two of one name at two companies are not the same."""
    return not (sent.company and person.company) or _folded(sent.company) == _folded(person.company)


def _share(note: Note, text: str) -> float:
    """Return how much of a note's words, greeting and closing left out, stand in a text in the same runs."""
    new, old = _runs(_text(note)), _runs(text)
    return len(new & old) / len(new) if new else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    paragraphs = text.split(BREAK)
    body = paragraphs[1:-1] or paragraphs
    words = _folded(" ".join(body)).split()
    return {tuple(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _unreadable(path: Path, reason: str) -> InputError:
    hint = "move it away to begin a new one; nothing in it was changed"
    return InputError([error("ledger", f"is not a ledger of ours: {reason}", Place(str(path)), hint)])
