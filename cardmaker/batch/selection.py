"""Who of an order is meant: `3,7-9`, or names. Rows are those of the person's list, places from 1 where there is no list."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from cardmaker.errors import Finding, InputError, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.make import Run, start_run
from cardmaker.model import Order, Person, title_of

_ROWS: Final = re.compile(r"(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?")


def numbered(order: Order) -> Order:
    """Return the order with a row for each person: those of its list, or places if not all have one of their own."""
    rows = {person.row for person in order.people}
    if len(rows) == len(order.people) and 0 not in rows:
        return order
    people = tuple(replace(person, row=place) for place, person in enumerate(order.people, 1))
    return replace(order, people=people)


def check_people(order: Order, only: str | None) -> Run:
    """Return a run in which the cards of those meant were composed and thrown away; all were checked beside each other."""
    run = start_run(numbered(order))
    if only:
        run = narrowed(run, select((*run.order.people, *run.order.absent), only))
    deque(run.cards(), maxlen=0)
    return run


def narrowed(run: Run, meant: Sequence[Person]) -> Run:
    """Return the run for some of its people. All of them were checked together; of that, what is about these stays."""
    keys = {person.key for person in meant}
    people, absent = (
        tuple(person for person in known if person.key in keys)
        for known in (run.order.people, run.order.absent)
    )
    order = replace(run.order, people=people, absent=absent, title=title_of(people))
    return replace(run, order=order, findings=about(run.findings, keys))


def about(findings: Iterable[Finding], keys: Collection[str]) -> list[Finding]:
    """Return the findings without those about people of other keys."""
    return [finding for finding in findings if not finding.person or finding.person in keys]


def heard(told: Iterable[Finding], order: Order, only: str | None) -> list[Finding]:
    """Return what reading an order found, as far as it matters to those of its people who are chosen."""
    return about(told, {person.key for person in (*order.people, *order.absent)}) if only else list(told)


def select(people: Sequence[Person], wanted: str) -> list[Person]:
    """Return the people meant, in their own order. Raises InputError that tells all that fits nobody."""
    parts = [part.strip() for part in wanted.split(",") if part.strip()]
    found, findings = set[str](), list[Finding]()
    for part in parts or [wanted]:
        meant = _meant(people, part)
        if isinstance(meant, Finding):
            findings.append(meant)
        else:
            found.update(person.key for person in meant)
    if findings:
        raise InputError(findings)
    return [person for person in people if person.key in found]


def _meant(people: Sequence[Person], part: str) -> Sequence[Person] | Finding:
    rows = _ROWS.fullmatch(part)
    if rows:
        first, last = int(rows[1]), int(rows[2] or rows[1])
        found = [person for person in people if first <= person.row <= last]
        return found or error("only", f"there is no row {part}", hint=_known_rows(people))
    return _named(people, part)


def _named(people: Sequence[Person], name: str) -> Sequence[Person] | Finding:
    """Return the person of that name or part of a name, however capitalized."""
    wanted = " ".join(name.casefold().split())
    found = [person for person in people if " ".join(person.name.casefold().split()) == wanted]
    found = found or [person for person in people if wanted in person.name.casefold().split()]
    if len(found) > 1:
        hint = "choose by row: " + ", ".join(f"{person.row} {person.name}" for person in found[:8])
        return error("only", f"{name!r} may be more than one person", hint=hint)
    names = [person.name for person in people if person.name]
    return found or error(
        "only", f"there is no person {name!r} among {len(people)}", hint=_nearest(name, names)
    )


def _nearest(name: str, names: Sequence[str]) -> str:
    return nearest_hint(name, list(names)[:1000]) if names else "the cards name nobody; choose by row"


def _known_rows(people: Sequence[Person]) -> str:
    rows = sorted(person.row for person in people)
    return f"rows go from {rows[0]} to {rows[-1]}" if rows else "the order has no people"
