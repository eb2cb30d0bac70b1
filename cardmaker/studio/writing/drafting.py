"""Words while they are typed: how they fit one person's card, what is to be said of them, and how the card looks.

How they fit is told first and by itself: it needs no picture, and whoever types wants it at once.
"""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cardmaker.check.wording.whole import Bench, judge_notes, open_bench
from cardmaker.check.wording.whole import told as told_of_wording
from cardmaker.compose.card import fit_note
from cardmaker.errors import CardmakerError, Finding, Level
from cardmaker.hand.page import Fit
from cardmaker.inputs.sources import NOTE_FILE
from cardmaker.inputs.tracing import trace
from cardmaker.model import NOTE_PANEL, Order, Person
from cardmaker.studio.drawing.easel import Easel
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.telling.telling import told
from cardmaker.studio.writing.spots import Text, spot_from, spot_of

NATURAL: float = 0.999
"""Of the first size that is tried: below it, the writing is smaller than it would like to be."""


@dataclass(slots=True)
class Drafting:
    """Answers one page that is typed on. For the worker; it keeps what judging needs of the other people."""

    desk: Desk
    easel: Easel
    _bench: tuple[str, Bench | None] = ("", None)

    def fit(self, typed: str, index: int) -> dict[str, Any]:
        """Return how a person's note fits; or what keeps it from being one."""
        try:
            order = self.desk.drafted(index, typed).order
        except CardmakerError as problem:
            return {"words": len(typed.split()), "problems": _problems(Text(typed), problem.findings)}
        person = order.people[0]
        fit = fit_note(*self.easel.dressed(order, person))
        if fit is None:  # no hand can write it
            found = self.easel.composed(order, 0).findings
            return {
                "words": len(person.note.words),
                "problems": _problems(_text(typed, order, person), found),
            }
        # where words come from takes half of the time, and is asked only if some fall off
        return {"problems": [], **_told_fit(_text(typed, order, person) if fit.excess else Text(typed), fit)}

    def look(self, typed: str, index: int, width: int) -> dict[str, Any]:
        """Return the picture of a person's note, `width` pixels wide, and what is to be said of it."""
        try:
            drafted = self.desk.drafted(index, typed)
            order, person = drafted.order, drafted.order.people[0]
            composed = self.easel.composed(order, 0)
            found = (*drafted.findings, *self._wording(order, person), *composed.findings)
        except CardmakerError as problem:
            return {"findings": _problems(Text(typed), problem.findings), "picture": ""}
        panel = NOTE_PANEL[order.format.fold].value
        picture = self.easel.picture(order, 0, panel, width)
        return {
            "panel": panel,
            "findings": _problems(_text(typed, order, person), found) if found else [],
            "picture": "data:image/jpeg;base64," + base64.b64encode(picture).decode(),
        }

    def _wording(self, order: Order, person: Person) -> Iterator[Finding]:
        """Yield what the note is told by itself; notes are compared with each other when the whole order is read."""
        bench = self._bench_of(order)
        alone = replace(bench, order=replace(order, people=(person,)))
        read = told_of_wording(alone, [judge_notes(alone, range(1))])
        yield from read.of(person)

    def _bench_of(self, order: Order) -> Bench:
        """Return what judging needs of all people of the order, whose names nobody else's card may have."""
        revision = self.desk.revision
        if self._bench[0] != revision or self._bench[1] is None:
            self._bench = (revision, open_bench(self._everybody(order)))
        bench = self._bench[1]
        assert bench is not None
        return bench

    def _everybody(self, order: Order) -> Order:
        try:
            return self.desk.resolved().order
        except CardmakerError:  # what is on disk cannot be made: then the person at hand is all that is known
            return order


def _text(typed: str, order: Order, person: Person) -> Text:
    """Return the typed note with where each word of the person's card comes from."""
    called = {"dear": person.addressed, "from": order.sender, "to": person.name}
    origins = trace(typed, {**called, **person.fields, **called})
    words = person.note.words
    return Text(typed, words, origins if origins and len(origins) == len(words) else ())


def _told_fit(text: Text, fit: Fit) -> dict[str, Any]:
    return {
        "words": fit.words,
        "excess": fit.excess,
        "spare": fit.spare,
        "most": fit.most,
        "isSmaller": fit.size < NATURAL,
        "wide": list(fit.too_wide),
        "from": spot_from(text, fit.first) if fit.excess else None,
    }


def _problems(text: Text, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return findings as the page gets them, each with the characters that it is about and whether it may be allowed.

    What keeps words from being a note comes first.
    """
    findings = sorted(findings, key=lambda each: each.level is not Level.ERROR)
    return [
        {**told(each), "spot": spot_of(text, each, NOTE_FILE), "mayAllow": bool(each.reason)}
        for each in findings
    ]
