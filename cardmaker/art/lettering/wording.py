"""The words of a design: slots filled in, and the marks in them. `_word_` is italic, `*word*` takes the accent color."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import normalize

from cardmaker.design import Slot

Break = Literal["as-typed", "joined", "stacked"]
"""Which lines words are set in."""

_MARKED = re.compile(r"(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_FIELD = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look within a line."""

    text: str
    is_italic: bool = False
    is_accent: bool = False


def fill_slots(slots: Mapping[str, Slot], texts: Mapping[str, str]) -> dict[str, str]:
    """Return each slot's words: those given, else the default; empty where a slot it names is empty."""
    raw = {name: texts.get(name, slot.default) for name, slot in slots.items()}
    return {name: normalize("NFC", _filled(text, raw)).strip() for name, text in raw.items()}


def broken(words: str, how: Break, most: int) -> list[str]:
    """Return the lines of a wording; `stacked` gives each word of a single line its own, if there may be so many."""
    lines = [line.strip() for line in words.split("\n")]
    apart = words.split()
    if how == "joined":
        return [" ".join(apart)]
    return apart if how == "stacked" and len(lines) == 1 and len(apart) <= most else lines


def arrangements(words: str, how: Break, most: int) -> list[list[str]]:
    """Return the ways to set a wording in lines, the one that is meant first.

    A single line, as typed, may also be set in two lines or more, up to `most`, each as even as its words allow.
    """
    meant = broken(words, how, most)
    if how != "as-typed" or len(meant) > 1:
        return [meant]
    counts = range(2, min(most, len(words.split())) + 1)
    split = [_evenly(words.split(), count) for count in counts]
    return [meant, *(lines for lines in split if without_marks(" ".join(meant)) == _plain(lines))]


def _plain(lines: list[str]) -> str:
    """Return the words of lines as one, their marks taken off line by line: a mark that a break cuts stays."""
    return " ".join(without_marks(line) for line in lines)


def _evenly(words: list[str], count: int) -> list[str]:
    """Return the words in that many lines, the longest as short as can be."""
    if count == 1:
        return [" ".join(words)]
    found = [
        [" ".join(words[:first]), *_evenly(words[first:], count - 1)]
        for first in range(1, len(words) - count + 2)
    ]
    return min(found, key=lambda lines: max(map(len, lines)))


def slots_named(text: str) -> list[str]:
    """Return the slots that a wording puts in, such as `sender` in "A note from {sender}"."""
    return _FIELD.findall(text)


def _filled(text: str, raw: Mapping[str, str]) -> str:
    named = [name for name in slots_named(text) if name in raw]
    if any(not raw[name].strip() for name in named):
        return ""
    return _FIELD.sub(lambda match: raw.get(match[1], match[0]), text)


def parse_runs(line: str) -> list[Run]:
    """Return a line's runs with their marks taken off."""
    return list(_runs(line, Run("")))


def without_marks(text: str) -> str:
    return "\n".join("".join(run.text for run in parse_runs(line)) for line in text.split("\n"))


def _runs(text: str, look: Run) -> Iterator[Run]:
    start = 0
    for match in _MARKED.finditer(text):
        if match.start() > start:
            yield replace(look, text=text[start : match.start()])
        inner = replace(look, is_italic=True) if match[1] == "_" else replace(look, is_accent=True)
        yield from _runs(match[2], inner)
        start = match.end()
    if start < len(text):
        yield replace(look, text=text[start:])
