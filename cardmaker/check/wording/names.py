"""Whose names and companies a batch holds, word by word, so that ten thousand notes are searched by looking words up.

A name's words are those that could stand alone in a note: no titles, particles, initials or marks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cardmaker.check.wording.lists import ANY, read_words
from cardmaker.check.wording.reading import WORD
from cardmaker.model import Person

SHORTEST: Final = 3
"""Letters of a word that counts as a name; shorter ones (Do, An, Li) are words of many languages."""

FACT_WORDS: Final = 4
"""Words of a field that names something; longer ones tell something."""

MOST_BEARERS: Final = 3


@dataclass(frozen=True, slots=True)
class Firm:
    """A company of the batch: its words without what firms end with, and who in the list it stands beside."""

    words: tuple[str, ...]
    name: str
    bearer: int


@dataclass(frozen=True, slots=True)
class Known:
    """All names of a batch. `bearers` has the first few people with each word in their name, by place in the batch."""

    people: Sequence[Person]
    bearers: Mapping[str, tuple[int, ...]]
    firms: Mapping[str, tuple[Firm, ...]]
    sender: frozenset[str]


@dataclass(frozen=True, slots=True)
class Own:
    """The words that belong to one person: those of their name, and those of all facts that their row holds."""

    name: frozenset[str]
    company: tuple[str, ...]
    facts: frozenset[str]


def know(people: Sequence[Person], sender: str) -> Known:
    """Return the names and companies of a batch."""
    bearers: dict[str, tuple[int, ...]] = {}
    firms: dict[str, tuple[Firm, ...]] = {}
    for number, person in enumerate(people):
        for word in name_words(person.name, person.addressed):
            held = bearers.get(word, ())
            if len(held) < MOST_BEARERS and number not in held:
                bearers[word] = (*held, number)
        words = firm_words(person.company)
        if words and not any(firm.words == words for firm in firms.get(words[0], ())):
            firms[words[0]] = (*firms.get(words[0], ()), Firm(words, person.company, number))
    return Known(people, bearers, firms, frozenset(WORD.findall(sender)))


def own_words(person: Person, sender: frozenset[str]) -> Own:
    """Return what may stand in this person's card: their own names and facts, and the sender's name."""
    name = frozenset(_cased_words(WORD.findall(f"{person.name} {person.addressed}")))
    facts = frozenset(_cased_words(WORD.findall(" ".join((person.company, *_facts(person))))))
    return Own(name, firm_words(person.company), name | facts | sender)


def is_group(name: str) -> bool:
    """Return whether a name is that of several people: a household, a team."""
    words = [word.lower() for word in WORD.findall(name)]
    return words[:1] == ["the"] or not read_words(ANY, "groups").isdisjoint(words)


@lru_cache(maxsize=4096)
def name_words(name: str, addressed: str = "") -> tuple[str, ...]:
    """Return the words of a name that could stand alone, with a capital; none for a group of people."""
    words = WORD.findall(f"{name} {addressed}")
    if any(word.lower() in read_words(ANY, "groups") for word in words):
        return ()
    return tuple(dict.fromkeys(word for word in _cased_words(words) if _is_name(word)))


@lru_cache(maxsize=4096)
def firm_words(company: str) -> tuple[str, ...]:
    """Return the words of a company as a note would have them."""
    words = WORD.findall(company)
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in read_words(ANY, "firms"):
        words = words[:-1]
    return tuple(words)


def is_title(word: str) -> bool:
    return word.lower() in read_words(ANY, "titles")


def _is_name(word: str) -> bool:
    folded = word.lower()
    return (
        len(word) >= SHORTEST
        and word[0].isupper()
        and folded not in read_words(ANY, "titles")
        and folded not in read_words(ANY, "particles")
    )


def _facts(person: Person) -> Iterator[str]:
    """Yield the fields that name something: a role, a town, whoever came along."""
    for text in person.fields.values():
        if text and text.count(" ") < FACT_WORDS:
            yield text


def _cased_words(words: Iterable[str]) -> list[str]:
    """Return the words, and those in capitals also as they are usually written."""
    found = list(words)
    return found + [word.capitalize() for word in found if word.isupper() and len(word) >= SHORTEST]
