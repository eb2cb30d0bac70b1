"""What a note after an interview holds: thanks, their point, one strength, continued interest, and which talk it was."""

from collections.abc import Iterator, Mapping
from typing import Final

from cardmaker.check.wording.lists import find_phrases, has_phrase, read_phrases, read_words
from cardmaker.check.wording.reading import WORD, Reading
from cardmaker.check.wording.remarks import Remark

PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "thanks": ("thanks", "thank for one thing that happened"),
    "their-point": ("something they said", "name one thing that they said or showed"),
    "interest": ("that you still want it", "say that you would like to work there"),
}
"""List of phrases, what it shows, and what to write."""

GAPS: Final = frozenset(
    {"", "-", "--", "–", "—", "?", "n/a", "na", "none", "tbd", "todo", "xxx", "...", "…", "nothing"}
)
"""Points that are none."""

MOST_STRENGTHS: Final = 2
MOST_CLARIFICATIONS: Final = 1


def judge_parts(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield what a note after an interview lacks, or has too much of."""
    yield from _point(reading)
    if not read_phrases(language, "thanks"):
        return
    missing = [part for part in PARTS if not _has(reading, part, language)]
    if missing:
        lacks = " and ".join(PARTS[part][0] for part in missing)
        yield Remark("parts", f"does not say {lacks}", "; ".join(PARTS[part][1] for part in missing))
    yield from _strengths(reading, language)
    yield from _role(reading, language)
    yield from _clarifications(reading, language)


def _point(reading: Reading) -> Iterator[Remark]:
    """Yield an error if the list has a column for what they said and it is empty."""
    point = reading.person.fields.get("point")
    if point is not None and point.strip().lower() in GAPS:
        said = f'"{point.strip()}"' if point.strip() else "empty"
        yield Remark("point", f"the point is {said}", "write one thing that they said, in a few words")


def _has(reading: Reading, part: str, language: str) -> bool:
    if has_phrase(read_phrases(language, part), reading.vocabulary, reading.plain):
        return True
    return part == "their-point" and _holds_point(reading)


def _holds_point(reading: Reading) -> bool:
    """Return whether the words of the point field stand in the note."""
    point = " ".join(WORD.findall(reading.person.fields.get("point", "").lower()))
    return bool(point) and point in reading.plain


def _strengths(reading: Reading, language: str) -> Iterator[Remark]:
    phrases = read_phrases(language, "strength")
    if not has_phrase(phrases, reading.vocabulary, reading.plain):
        yield Remark(
            "strength", "does not say what you would bring", "one sentence on it, tied to what they said"
        )
        return
    count = _count_sentences(reading, "strength", language)
    if count > MOST_STRENGTHS and count > len(reading.sentences) // 2:
        yield Remark(
            "pitch", f"{count} sentences are on what you have done", "keep the one that answers them"
        )


def _clarifications(reading: Reading, language: str) -> Iterator[Remark]:
    count = _count_sentences(reading, "clarification", language)
    if count > MOST_CLARIFICATIONS:
        yield Remark("clarification", f"puts {count} things right", "keep the one that matters")


def _count_sentences(reading: Reading, part: str, language: str) -> int:
    """Return how many sentences have a phrase of a list."""
    phrases = read_phrases(language, part)
    if not phrases.keys() & reading.vocabulary:
        return 0
    count = 0
    for words in reading.words:
        plain = " ".join(words).lower()
        count += has_phrase(phrases, frozenset(plain.split()), plain)
    return count


def _role(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield advice if nothing tells which talk it was: neither the role of the list nor a day, a team or a place."""
    listed = {word.lower() for word in WORD.findall(reading.person.fields.get("role", "")) if len(word) > 3}
    if not (listed | read_words(language, "role")) & reading.vocabulary:
        yield Remark("role", "does not say which talk it was", "name the day, the role or the team")


def find_listed(reading: Reading, language: str, *rules: str) -> Iterator[Remark]:
    """Yield a remark for each list of phrases to keep out of a note that has some."""
    for rule in rules:
        found = list(find_phrases(read_phrases(language, rule), reading.vocabulary, reading.plain))
        for words, phrase in found[:MOST_OF_A_LIST]:
            yield Remark(rule, f'says "{words}"', phrase.advice or DEFAULTS[rule])


MOST_OF_A_LIST: Final = 3
DEFAULTS: Final[Mapping[str, str]] = {
    "generic": "say what happened instead",
    "pressing": "leave it out; saying that you look forward to it is enough",
    "gift": "send the card alone",
    "slang": "say it as you would to a stranger",
}
