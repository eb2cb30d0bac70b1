"""What a note after an interview holds: thanks, their point, one strength, continued interest, and which talk it was."""

from collections.abc import Iterator, Mapping
from typing import Final

from cardmaker.check.wording.lists import LANGUAGES, Said, read_words
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

AVOIDED: Final = ("generic", "pressing", "gift", "slang")
ONCE: Final = frozenset(PARTS)
WANTED: Final = (*PARTS, "strength", "clarification")
"""Lists of phrases that are looked for."""

MOST_STRENGTHS: Final = 3
PITCH_SHARE: Final = 0.7
"""Phrases about oneself in a note, and in how many of its sentences."""

MOST_CLARIFICATIONS: Final = 1

MOST_OF_A_LIST: Final = 3
DEFAULTS: Final[Mapping[str, str]] = {
    "generic": "say what happened instead",
    "pressing": "leave it out; saying that you look forward to it is enough",
    "gift": "send the card alone",
    "slang": "say it as you would to a stranger",
}


def judge_parts(reading: Reading, said: Said, language: str) -> Iterator[Remark]:
    """Yield what a note after an interview lacks, or has too much of; `said` are its phrases by list."""
    yield from _point(reading)
    if language not in LANGUAGES:
        return
    missing = [
        part
        for part in PARTS
        if not said.get(part) and not (part == "their-point" and _holds(reading, "point"))
    ]
    if missing:
        lacks = " and ".join(PARTS[part][0] for part in missing)
        yield Remark("parts", f"does not say {lacks}", "; ".join(PARTS[part][1] for part in missing))
    yield from _strengths(reading, len(said.get("strength", ())))
    yield from _role(reading, language)
    if (count := len(said.get("clarification", ()))) > MOST_CLARIFICATIONS:
        yield Remark("clarification", f"puts {count} things right", "keep the one that matters")


def _point(reading: Reading) -> Iterator[Remark]:
    """Yield an error if the list has a column for what they said and it is empty."""
    point = reading.person.fields.get("point")
    if point is not None and point.strip().lower() in GAPS:
        said = f'"{point.strip()}"' if point.strip() else "empty"
        yield Remark("point", f"the point is {said}", "write one thing that they said, in a few words")


def _holds(reading: Reading, field: str) -> bool:
    """Return whether the words of a field of the list stand in the note."""
    words = " ".join(WORD.findall(reading.person.fields.get(field, "").lower()))
    return bool(words) and words in reading.plain


def _strengths(reading: Reading, count: int) -> Iterator[Remark]:
    if not count and not _holds(reading, "strength"):
        yield Remark(
            "strength", "does not say what you would bring", "one sentence on it, tied to what they said"
        )
    elif count > max(MOST_STRENGTHS, len(reading.sentences) * PITCH_SHARE):
        yield Remark("pitch", f"{count} times on what you have done", "keep the one that answers them")


def _role(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield advice if nothing tells which talk it was: neither the role of the list nor a day, a team or a place."""
    listed = {word.lower() for word in WORD.findall(reading.person.fields.get("role", "")) if len(word) > 3}
    if reading.vocabulary.isdisjoint(listed) and reading.vocabulary.isdisjoint(read_words(language, "role")):
        yield Remark("role", "does not say which talk it was", "name the day, the role or the team")


def judge_phrases(said: Said) -> Iterator[Remark]:
    """Yield a remark for each phrase that is better kept out of a note."""
    for rule in AVOIDED:
        for words, phrase in said.get(rule, [])[:MOST_OF_A_LIST]:
            yield Remark(rule, f'says "{words}"', phrase.advice or DEFAULTS[rule])
