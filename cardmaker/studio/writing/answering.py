"""A starter's answers on the desk: the note that they make, the occasion, and what one person's row gets of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from cardmaker.inputs.nodes import Scalar, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.questions import Question, composed_note, questions_of
from cardmaker.inputs.starters import starter_files, starters
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.edits import FILE, with_value
from cardmaker.studio.writing.ownnotes import kept
from cardmaker.studio.writing.rowtexts import Plan, with_texts


def asked(desk: Desk, index: int) -> list[dict[str, Any]]:
    """Return what every starter asks, with what a person has for it already."""
    person, has_rows = desk.person(index), _has_rows(desk)
    has = person.fields if person else {}
    return [
        {"id": name, "name": what, "questions": [_told(each, has, has_rows) for each in questions_of(name)]}
        for name, what in starters().items()
    ]


def _told(question: Question, has: Mapping[str, str], has_rows: bool) -> dict[str, Any]:
    """Return a question as the page gets it; `known` is what the list says, for all or for the person."""
    return {
        "field": question.field,
        "words": dict(question.words),
        "isEach": question.is_each and has_rows,
        "example": question.example,
        "known": has.get(question.field, ""),
    }


def answered(desk: Desk, index: int, starter: str, answers: Mapping[str, str]) -> Plan:
    """Return the files with the note that the answers make in place of the one that is there. Raises InputError.

    What each person answers for themselves goes into the row of this one; the list gets a column for it if it has none.
    """
    questions, person = questions_of(starter), desk.person(index)
    has = person.fields if person else {}
    own = _own(desk, questions, answers, has)
    common = {field: answer for field, answer in answers.items() if answer.strip() and field not in own}
    note = composed_note(starter, common, {*has, *own})
    changed = {field: answer for field, answer in own.items() if has.get(field) != answer}
    row = with_texts(desk, index, changed)
    files = {**kept(desk, index, note).files, **row.files}
    text = files.get(desk.folder / FILE) or (desk.folder / FILE).read_bytes()
    files[desk.folder / FILE] = with_value(decode_note(text, FILE), "occasion", _occasion(starter)).encode()
    return Plan(files, row.told)


def _own(
    desk: Desk, questions: Sequence[Question], answers: Mapping[str, str], has: Mapping[str, str]
) -> dict[str, str]:
    """Return the answers that belong to the person; none if there is only one name, to which all of them belong."""
    if not _has_rows(desk):
        return {}
    return {
        each.field: " ".join(answers.get(each.field, has.get(each.field, "")).split())
        for each in questions
        if each.is_each
    }


def _has_rows(desk: Desk) -> bool:
    """Return whether people have fields of their own: a lone name has none."""
    return bool(desk.request().people)


def _occasion(starter: str) -> str:
    node = read_yaml(starter_files(starter)[FILE], FILE).values.get("occasion")
    return node.text if isinstance(node, Scalar) else ""
