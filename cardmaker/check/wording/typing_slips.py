"""Slips of typing that a pen would copy: words twice, stray spaces, straight quotes among curly ones.

Double spaces need no rule: a note is words, and they are set one by one.
"""

import re
from collections.abc import Iterator, Sequence
from operator import eq
from typing import Final

from cardmaker.check.wording.lists import LANGUAGES, read_words
from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark, quoted

_TWICE: Final = re.compile(r"\b([^\W\d_]+)[ \n]+\1\b", re.IGNORECASE)
_SUSPECT: Final = re.compile(r"[,.;:!?](?:[^\W\d_]|[,.;])")
_SPACED: Final = tuple(f" {mark}" for mark in ",.;:!?")
"""A mark without a space after it, or with one before: looked for first, since most notes have none."""

_STRAY: Final = re.compile(r"[^\W\d_]+ (?:,|[.;:!?](?=\s|$))")
_GLUED: Final = re.compile(r"[^\W\d_]{2,}[,;!?][^\W\d_]{2,}|[^\W\d_]*[a-zß-ÿ]{2}\.[A-Z][a-z]+\b(?!\.)")
_POINTS: Final = re.compile(r",,|(?<!\.)\.\.(?!\.)|;;")
_QUOTED: Final = re.compile(r"(?<![\d\"])\"(?!\")")


def find_typing_slips(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield the slips of typing between greeting and closing."""
    if language in LANGUAGES:
        yield from _doubled(reading, language)
        yield from _punctuation(reading.text)
    yield from _quotes(f"{reading.greeting}\n{reading.text}\n{reading.closing}")


def _doubled(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield a word that stands twice in a row; names may (New York New York), and some words (had had)."""
    if not any(any(map(eq, words, words[1:])) for words in reading.small):
        return
    for match in _TWICE.finditer(reading.text):
        if _is_slip(match[0].split(), language):
            yield Remark("doubled-word", f'"{match[0]}": the word stands twice', "take one out")
            return


def _is_slip(twice: Sequence[str], language: str) -> bool:
    """Return whether two equal words are a slip; `s s` of two short forms and doubled names are none."""
    first, second = twice
    is_word = len(first) > 1 or first.lower() in ("a", "i")
    return is_word and second[0].islower() and first.lower() not in read_words(language, "doubles")


def _punctuation(text: str) -> Iterator[Remark]:
    if not _SUSPECT.search(text) and not any(spaced in text for spaced in _SPACED):
        return
    found = [match[0] for pattern in (_STRAY, _GLUED, _POINTS) for match in pattern.finditer(text)]
    found = [each for each in found if not _is_address(each, text)]
    if found:
        yield Remark(
            "punctuation", f"{quoted(found)}: look at the spaces and points", "one space, after the mark"
        )


def _is_address(found: str, text: str) -> bool:
    """Return whether what was found is part of an address of mail or the web."""
    around = next((word for word in text.split() if found in word), "")
    return "@" in around or "/" in around or "www" in around


def _quotes(text: str) -> Iterator[Remark]:
    """Yield advice on straight double quotes, and on straight marks beside curly ones; an apostrophe alone is fine."""
    if '"' not in text and "'" not in text:
        return
    if _QUOTED.search(text):
        yield Remark("straight-quotes", 'has straight quotes (")', "write “ and ”")
    elif "'" in text and "’" in text:
        yield Remark("straight-quotes", "has straight (') and curly (’) apostrophes", "write ’ everywhere")
