"""The greeting: it names this person, as they are written in the list, and nobody else."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from cardmaker.check.wording.lists import ANY, read_rows, read_words
from cardmaker.check.wording.mentions import who
from cardmaker.check.wording.names import Known, Own, is_group
from cardmaker.check.wording.nearness import is_near, slips
from cardmaker.check.wording.reading import WORD, Reading
from cardmaker.check.wording.remarks import Remark

JOINERS: Final = frozenset("and und et y e & i og och en to of the my our mein meine meiner".split())


def judge_greeting(reading: Reading, known: Known, own: Own, language: str) -> Iterator[Remark]:
    """Yield what is wrong with the greeting, the worst thing only."""
    if not reading.person.name:
        return
    if not reading.greeting:
        hint = f'start with "Dear {reading.person.addressed or reading.person.name},"'
        yield Remark("no-greeting", "the note has no greeting", hint)
        return
    words = _greeted(reading.greeting)
    strangers = [word for word in words if not _is_own(word, own, reading.person.name)]
    yield from _judge(reading, known, own, words, strangers, language)
    yield from _title(reading)


def _judge(
    reading: Reading, known: Known, own: Own, words: list[str], strangers: list[str], language: str
) -> Iterator[Remark]:
    shown = reading.person.addressed or reading.person.name
    for word in strangers:
        if word in known.bearers:
            number = known.bearers[word][0]
            message = f'the greeting says "{word}", who is {who(known.people[number], number)}; this card is for {shown}'
            yield Remark(
                "other-person", message, "write the right name; if it is meant, allow: [other-person]"
            )
            return
    for word in strangers:
        if meant := _meant(word, own):
            message = f'the greeting says "{word}", and the list "{meant}"'
            yield Remark("name-spelling", message, f"write {meant}, letter by letter")
            return
    if _is_nobody(words, strangers, reading.person.name, language) and not is_group(reading.person.name):
        message = f'the greeting "{reading.greeting}" does not name {shown}'
        hint = f"write {shown}, or give the person a salutation in the list"
        yield Remark("salutation", message, hint)


def _greeted(greeting: str) -> list[str]:
    """Return the words of a greeting that name somebody."""
    return [word for word in WORD.findall(greeting) if len(word) > 1 and word.lower() not in _skipped()]


@cache
def _skipped() -> frozenset[str]:
    """Return words of greetings that name nobody."""
    return read_words(ANY, "greetings") | read_words(ANY, "titles") | JOINERS


def _is_own(word: str, own: Own, name: str) -> bool:
    """Return whether a word is in the person's row in any case, or short for their name."""
    return word in own.facts or word.capitalize() in own.facts or _is_short_for(word, name)


@lru_cache(maxsize=4096)
def _is_short_for(word: str, name: str) -> bool:
    """Return whether a word is a usual short form of a word of the name, or the name without letters of other scripts."""
    folded, parts = word.lower(), [part.lower() for part in WORD.findall(name)]
    return folded in parts or any(folded in _short_forms().get(part, ()) for part in parts)


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Return what the bearers of names are called; of a row with two long forms, both have the short ones."""
    forms: dict[str, frozenset[str]] = {}
    for row in read_rows("en", "nicknames"):
        for name in row:
            forms[name] = forms.get(name, frozenset()) | frozenset(row)
    return forms


def _meant(word: str, own: Own) -> str:
    """Return the word of the person's name that was meant; in a greeting one slip is enough in any word of three letters."""
    for name in sorted(own.name):
        if len(name) > 2 and len(word) > 2 and (is_near(word, name) or slips(word, name, 1) == 1):
            return name
    return ""


def _is_nobody(words: list[str], strangers: list[str], name: str, language: str) -> bool:
    """Return whether the greeting means somebody else: it has words, and none is of the person or a relation."""
    if not words or len(strangers) < len(words) or not any(char.isupper() for char in name):
        return False
    if not all(word[0].isupper() for word in words):
        return False
    return not any(word.lower() in read_words(language, "relatives") for word in words)


def _title(reading: Reading) -> Iterator[Remark]:
    """Yield advice if the greeting has a title that says man or woman, and the list has none."""
    gendered = read_words(ANY, "gendered")
    said = [word for word in WORD.findall(reading.greeting) if word.lower() in gendered]
    person = reading.person
    known = " ".join(
        (person.addressed, person.name, person.fields.get("title", ""), person.fields.get("salutation", ""))
    )
    if said and not gendered.intersection(WORD.findall(known.lower())):
        message = f'"{said[0]}" in the greeting is not in the list'
        yield Remark("greeting-title", message, "make sure of it, or write the first name or the full name")
