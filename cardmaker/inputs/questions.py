"""Starters that ask: the questions beside a starter's note, and the note that their answers make.

What differs from person to person stays in the note as a field, and its answer belongs to the person; what is the same for all
is put into the words. The questions are data, `questions.yaml` in the starter's folder, in every language of the page.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from cardmaker.errors import InputError
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import read_yaml
from cardmaker.inputs.note import SOFT_LINE
from cardmaker.inputs.people.delimited import read_delimited
from cardmaker.inputs.people.fields import slug
from cardmaker.inputs.starters import starter_files, starter_folder

FILE: Final = "questions.yaml"
ALWAYS: Final = frozenset({"dear", "from", "to", "name", "first_name", "last_name", "title"})
"""Fields that everybody has."""

_HOLE: Final = re.compile(r"\{([^{}|]+)(?:\|[^{}]*)?\}")
_PART: Final = re.compile(r"(?P<before>[ \t]?)\[\?(?P<needs>[^:\]]+):(?P<words>[^\]]*)\]")
_SIGN: Final = re.compile(r"([{}\[\]*])")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for a field: in words by language, whether each person has an answer of their own, and an example of one."""

    field: str
    words: Mapping[str, str]
    is_each: bool
    example: str = ""


@cache
def questions_of(starter: str) -> tuple[Question, ...]:
    """Return what a starter asks, in its order. Raises UsageError if there is no such starter."""
    examples = _examples(starter_files(starter)["people.csv"])
    table = read_yaml((starter_folder(starter) / FILE).read_text(encoding="utf-8"), FILE)
    conversion = Conversion()
    found: Mapping[str, Mapping[str, str]] = conversion.value(table, dict[str, dict[str, str]], "questions")
    if conversion.findings:
        raise InputError(conversion.findings)
    return tuple(_question(field, said, examples) for field, said in found.items())


def composed_note(starter: str, answers: Mapping[str, str], known: Collection[str]) -> str:
    """Return the note that a starter makes of answers by field; `known` are the fields that people have or will have.

    A part that needs a field which nobody has is left out. Lines that an editor would wrap are whole.
    """
    text = starter_files(starter)["note.md"]
    text = _unwrapped(_PART.sub(lambda part: _part(part, answers, {*known, *ALWAYS}), text))
    return re.sub(r"[ \t]+$", "", _HOLE.sub(lambda hole: _put(hole, answers), text), flags=re.MULTILINE)


def escaped(answer: str) -> str:
    """Return words as they stand in a note: no field, no part and no line's end among them."""
    return _SIGN.sub(r"\\\1", " ".join(answer.split()).rstrip("\\"))


def _question(field: str, said: Mapping[str, str], examples: Mapping[str, str]) -> Question:
    words = {language: text for language, text in said.items() if language != "each"}
    return Question(field, words, said["each"] == "yes", examples.get(field, ""))


def _examples(people: str) -> dict[str, str]:
    """Return what the first person of a starter's list has in each column."""
    header, first, *_ = read_delimited(people, "people.csv", lambda _row: 0)
    return dict(zip(map(slug, header.cells), first.cells, strict=True))


def _part(part: re.Match[str], answers: Mapping[str, str], known: Collection[str]) -> str:
    needs = [slug(name) for name in part["needs"].split(",")]
    if all(answers.get(name) for name in needs):
        return f"{part['before']}{part['words'].strip()}" if part["before"] else part["words"]
    return part[0] if all(name in known for name in needs) else ""


def _put(hole: re.Match[str], answers: Mapping[str, str]) -> str:
    answer = answers.get(slug(hole[1]), "")
    return escaped(answer) if answer.strip() else hole[0]


def _unwrapped(text: str) -> str:
    """Return the text with each paragraph's wrapped lines as one; a short line ends where it was ended."""
    return "\n\n".join("".join(_lines(block)) for block in text.strip().split("\n\n")) + "\n"


def _lines(block: str) -> Iterator[str]:
    lines = [line for line in block.split("\n") if line.strip()]
    for number, line in enumerate(lines, 1):
        end = "" if number == len(lines) else " " if len(line) >= SOFT_LINE else "\n"
        yield line.rstrip() + end
