"""The word lists beside this code: sets of words, and phrases that are found by their rarest word.

A line of a phrase list is `pattern => advice`. Patterns are regular expressions over the words of a note in lower case, one
space apart. Most words of a note begin no phrase, so a phrase is looked for only where one of its key words stands.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

LANGUAGES: Final = ("en", "de")
"""Languages with lists; in others only the rules that need none apply."""

ANY: Final = "any"

REACH: Final = 60
"""Letters before and after a key word among which its phrase stands."""

COMMON: Final = frozenset(
    """a an the i me my you your we our it is was be to of in on at for with and or as that this so do did had have would
    will can about what when how said team way made time more ich sie du ihr ihre wie was dass""".split()
)
"""Words that are in most notes: poor keys."""

_OPTIONAL: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)\?")
_LOOKING: Final = re.compile(r"\(\?[^()]*\)")
_ELEMENT: Final = re.compile(r"([^\s()]+)|\(((?:[^()]|\([^()]*\))*)\)")
_INNER: Final = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern over words, the list it is in, what to do instead, and whether its key word is its first."""

    kind: str
    pattern: str
    advice: str
    leads: bool

    def find(self, plain: str, key: str) -> list[str]:
        """Return the words that match about each place of a key word in a text with spaces around."""
        found: list[str] = []
        pattern, part = compiled(self.pattern), f" {key} "
        at = plain.find(part)
        while at >= 0:
            match = pattern.match(plain, at + 1) if self.leads else pattern.search(plain, *_about(plain, at))
            if match:
                found.append(match[0])
            at = plain.find(part, at + 1)
        return found


Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their key words."""

Said = Mapping[str, list[tuple[str, Phrase]]]
"""By list, the words of a note that match, and the phrases."""


def _about(plain: str, at: int) -> tuple[int, int]:
    """Return where the words about a place begin and end, no word cut."""
    end = plain.find(" ", at + REACH)
    return plain.rfind(" ", 0, max(1, at - REACH)) + 1, len(plain) if end < 0 else end


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
def read_phrases(language: str, names: tuple[str, ...]) -> Phrases:
    """Return the phrases of several lists; those that a language has not are empty."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for name in names:
        for line in _lines(language, name):
            pattern, _, advice = (part.strip() for part in line.partition("=>"))
            keys, leads = key_words(pattern)
            for key in keys:
                found[key] = (*found.get(key, ()), Phrase(name, pattern, advice, leads))
    return found


def scan(
    phrases: Phrases, vocabulary: frozenset[str], plain: str, once: frozenset[str] = frozenset()
) -> Said:
    """Return the phrases that the words of a note hold; a list of `once` is left when it has one."""
    said: dict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    padded = f" {plain} "
    for key in sorted(phrases.keys() & vocabulary):
        for phrase in phrases[key]:
            is_wanted = phrase.kind not in once or phrase.kind not in said
            if is_wanted and (found := phrase.find(padded, key)):
                said[phrase.kind] += [(words, phrase) for words in found]
    return said


def key_words(pattern: str) -> tuple[tuple[str, ...], bool]:
    """Return words of which every match has one, the rarest choice of them, and whether matches start with it."""
    elements = list(_elements(_LOOKING.sub(" ", pattern)))
    best = min(elements, key=lambda words: (sum(word in COMMON for word in words), len(words)))
    return best, best is elements[0] and not _OPTIONAL.match(pattern)


def _elements(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the words and the choices that a pattern always has, a choice as the first words of its alternatives."""
    for word, choice in _ELEMENT.findall(_OPTIONAL.sub(" ", pattern)):
        if word:
            yield (word,)
        else:
            yield tuple(dict.fromkeys(each.split()[0] for each in _INNER.sub(" ", choice).split("|")))


def _lines(language: str, name: str) -> Iterator[str]:
    file = resources.files(__package__) / "words" / language / f"{name}.txt"
    if file.is_file():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line.strip()
