"""The envelopes of a batch: for those whose cards were made, in the same order, in the same parts, kept in the same way.

Flaps are a file of their own, since envelopes go through the printer once for each side. Where each person has a file,
theirs holds both sides.
"""

from dataclasses import replace
from pathlib import Path

from cardmaker.addressing import (
    Addressing,
    Sides,
    can_be_made,
    check_envelopes,
    has_backs,
    start_addressing,
)
from cardmaker.batch.apart import ENVELOPE, write_apart
from cardmaker.batch.choice import ENVELOPES_FILE, FLAPS_FILE, Choice
from cardmaker.batch.keeping import keeping
from cardmaker.batch.together import write_together
from cardmaker.batch.way import Way
from cardmaker.errors import InputError
from cardmaker.make import Run
from cardmaker.model import Order


def begin_envelopes(whole: Run, run: Run, way: Way) -> Addressing | None:
    """Return the envelopes of the run's people; `whole` is the run of the order's people, who settle where they are posted.

    Raises InputError if all are wanted and one cannot be made.
    """
    started = start_addressing(whole.order, run.order.people)
    if started and way.strict:
        checked = checked_envelopes(whole.order, run)
        if checked and checked.refused:
            raise InputError((*run.findings, *checked.findings))
    return started


def checked_envelopes(order: Order, run: Run) -> Addressing | None:
    """Return the envelopes of a run of the order, all written and thrown away; None if there are none."""
    started = start_addressing(order, run.order.people)
    if started:
        check_envelopes(started)
    return started


def write_envelopes(
    envelopes: Addressing, run: Run, choice: Choice, way: Way, kept: Path, most: int
) -> tuple[Addressing, list[Path]]:
    """Write the envelopes of those whose cards were made, and return them as they came out, with the files."""
    order, made = envelopes.order, {person.key for person in run.people}
    barred = frozenset(person.key for person in order.people if person.key not in made)
    fronts = replace(envelopes, barred=barred)
    if not can_be_made(order):
        return fronts, []
    if choice.separate:
        sides = Sides.BOTH if has_backs(order) else Sides.FRONT
        fronts = replace(fronts, sides_made=sides)
        return fronts, _apart(fronts, choice, way, kept, most)
    files = _together(fronts, choice, way, kept, ENVELOPES_FILE)
    if has_backs(order) and fronts.made:
        others = {person.key for person in order.people} - {person.key for person in fronts.people}
        backs = replace(
            fronts.part(order.people), sides_made=Sides.BACK, barred=frozenset(others), findings=[]
        )
        files += _together(backs, choice, way, kept, FLAPS_FILE)
        fronts.findings += [each for each in backs.findings if each not in fronts.findings]
    return fronts, files


def _together(envelopes: Addressing, choice: Choice, way: Way, kept: Path, name: str) -> list[Path]:
    """Write one file, and return it; none if no envelope is right."""
    target = choice.place(name)
    try:
        with keeping(envelopes, choice, kept, f"{Path(name).stem}.pages") as (store, chunks):
            write_together(envelopes, target, way, store, chunks)
    except InputError:
        if envelopes.made:
            raise
        return []
    return [target]


def _apart(envelopes: Addressing, choice: Choice, way: Way, kept: Path, most: int) -> list[Path]:
    try:
        return write_apart(envelopes, choice.folder, kept, way, most, ENVELOPE)
    except InputError:
        if envelopes.made:
            raise
        return []
