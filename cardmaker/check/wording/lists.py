"""The word lists beside this code: sets of words, and phrases that are found by their rarest word.

A line of a phrase list is `pattern => advice`. Patterns are regular expressions over the words of a note in lower case, one
space apart. Most words of a note begin no phrase, so a phrase is looked for only where one of its key words stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import takewhile
from typing import Final

LANGUAGES: Final = ("en", "de")
"""Languages with lists; in others only the rules that need none apply."""

ANY: Final = "any"

SHORT: Final = 3
"""Letters of words that are in most notes (to, you): a poor key."""

_OPTIONAL: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)\?")
_LOOKING: Final = re.compile(r"\(\?[^()]*\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern over words, and what to do instead."""

    pattern: str
    advice: str = ""

    def find(self, plain: str) -> str:
        """Return the words of a text in lower case that match, or nothing."""
        found = compiled(self.pattern).search(plain)
        return found[0] if found else ""


Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their key words."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a phrase ready to search with; only those whose key word was met are ever compiled."""
    return re.compile(rf"\b(?:{pattern})\b")


@cache
def read_words(language: str, name: str) -> frozenset[str]:
    """Return the words of a list, empty if the language has none of that name."""
    return frozenset(word for line in _lines(language, name) for word in line.split())


@cache
def read_rows(language: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a list line by line."""
    return tuple(tuple(line.split()) for line in _lines(language, name))


@cache
def read_phrases(language: str, name: str) -> Phrases:
    """Return the phrases of a list, empty if the language has none of that name."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for line in _lines(language, name):
        pattern, _, advice = (part.strip() for part in line.partition("=>"))
        for key in key_words(pattern):
            found[key] = (*found.get(key, ()), Phrase(pattern, advice))
    return found


def find_phrases(phrases: Phrases, vocabulary: frozenset[str], plain: str) -> Iterator[tuple[str, Phrase]]:
    """Yield the words found and their phrase, in no special order."""
    for key in sorted(phrases.keys() & vocabulary):
        for phrase in phrases[key]:
            if found := phrase.find(plain):
                yield found, phrase


def has_phrase(phrases: Phrases, vocabulary: frozenset[str], plain: str) -> bool:
    return any(True for _ in find_phrases(phrases, vocabulary, plain))


def key_words(pattern: str) -> tuple[str, ...]:
    """Return words of which every match has one: the longest that is always there, or those of the first choice."""
    needed = _LOOKING.sub(" ", _OPTIONAL.sub(" ", pattern))
    fixed, choice = _always(needed), _first_choice(needed)
    if fixed and (len(fixed) > SHORT or not choice):
        return (fixed,)
    return choice


def _always(pattern: str) -> str:
    """Return the longest word outside of all parentheses."""
    words = "".join(char if depth == 0 else " " for char, depth in _depths(pattern)).split()
    return max(words, key=len, default="")


def _first_choice(pattern: str) -> tuple[str, ...]:
    """Return the first words of the alternatives in the first parentheses."""
    _, opening, rest = pattern.partition("(")
    inside = takewhile(lambda each: each[1] > 0, _depths(f"{opening}{rest}"))
    words = "".join(char if depth == 1 else " " for char, depth in inside).split("|")
    return tuple(dict.fromkeys(alternative.split()[0] for alternative in words if alternative.strip()))


def _depths(pattern: str) -> Iterator[tuple[str, int]]:
    """Yield each character and in how many parentheses it stands; a parenthesis itself is a space."""
    depth = 0
    for char in pattern:
        depth += char == "("
        depth -= char == ")"
        yield " " if char in "()" else char, depth


def _lines(language: str, name: str) -> Iterator[str]:
    file = resources.files(__package__) / "words" / language / f"{name}.txt"
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.strip()
