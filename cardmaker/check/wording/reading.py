"""A note as a reader takes it: the greeting, the sentences, the closing. What is thought of them is left to the rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from cardmaker.check.wording.lists import ANY, read_words
from cardmaker.model import Person

WORD: Final = re.compile(r"[^\W\d_]+")
"""A word without what stands about it; `O'Brien` and `Jean-Luc` are two."""

LONGEST_GREETING: Final = 8
LONGEST_CLOSING: Final = 6
LONGEST_LINE: Final = 72
"""Letters of a closing line: a longer one is not even taken apart."""

LAST_LINES: Final = 5
"""Lines at the end of a note among which the closing is looked for."""

LONGEST_SHORT: Final = 9
"""Letters and points of an abbreviation, at most."""

POSTSCRIPT: Final = re.compile(r"(?i)p\.? ?s\b")
_END: Final = re.compile(r"[.!?…][.!?…\"”’)\]]*(?=\s|$)")
_OPENING: Final = re.compile(r"[^,:!–—]*[,:!–—]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's note in its parts. `sentences` are those between greeting and closing, `words` their words as typed and
    `small` the same in lower case; `plain` has these one space apart, `vocabulary` each once. `capitals` are words that
    stand with a capital.
    """

    person: Person
    greeting: str
    text: str
    closing: str
    paragraphs: int
    sentences: tuple[str, ...]
    words: tuple[list[str], ...]
    small: tuple[list[str], ...]
    plain: str
    vocabulary: frozenset[str]
    capitals: frozenset[str]


def read_note(person: Person) -> Reading:
    """Return the person's note in its parts."""
    lines = [" ".join(line) for paragraph in person.note.paragraphs for line in paragraph]
    greeting, body = _greeting(lines)
    body, closing = _closing(body)
    text = "\n".join(body)
    sentences = tuple(split_sentences(text))
    words, small = zip(*map(_words, sentences), strict=True) if sentences else ((), ())
    vocabulary = frozenset(chain.from_iterable(small))
    return Reading(
        person,
        greeting,
        text,
        "\n".join(closing),
        _count_paragraphs(person, greeting, closing),
        sentences,
        words,
        small,
        " ".join(chain.from_iterable(small)),
        vocabulary,
        frozenset(chain.from_iterable(words)) - vocabulary,
    )


@lru_cache(maxsize=1024)
def _words(sentence: str) -> tuple[list[str], list[str]]:
    """Return the words of a sentence as typed and in lower case; most sentences of a batch are its template's."""
    words = WORD.findall(sentence)
    return words, " ".join(words).lower().split()


def split_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text: they end at a point that ends no abbreviation, and at the end of a line."""
    for line in text.split("\n"):
        start = 0
        for end in _END.finditer(line):
            if _ends(line, end):
                yield line[start : end.end()].strip()
                start = end.end()
        if sentence := line[start:].strip():
            yield sentence


def _ends(text: str, end: re.Match[str]) -> bool:
    """Return whether a mark ends a sentence: a lower-case word may not follow, nor may an abbreviation stand before."""
    follows = text[end.end() + 1 : end.end() + 2]
    if follows.islower():
        return False
    before = text[max(0, end.start() - LONGEST_SHORT) : end.start()].rpartition(" ")[2].strip("(“\"'")
    return (
        end[0][0] != "."
        or end[0].startswith("..")
        or len(before) >= LONGEST_SHORT
        or not is_abbreviation(before)
    )


@lru_cache(maxsize=1024)
def is_abbreviation(word: str) -> bool:
    """Return whether a point behind a word belongs to it: an initial or a short form."""
    letters = word.replace(".", "").lower()
    return len(letters) == 1 or letters in read_words(ANY, "abbreviations")


def _count_paragraphs(person: Person, greeting: str, closing: Sequence[str]) -> int:
    """Return how many paragraphs stand between greeting and closing."""
    count = len(person.note.paragraphs)
    if greeting and len(person.note.paragraphs[0]) == 1 and len(_line(person, 0, 0)) <= len(greeting):
        count -= 1
    if closing and len(person.note.paragraphs[-1]) <= len(closing):
        count -= 1
    return max(count, 0)


def _line(person: Person, paragraph: int, line: int) -> str:
    return " ".join(person.note.paragraphs[paragraph][line])


def _greeting(lines: list[str]) -> tuple[str, list[str]]:
    """Return the greeting and the lines after it; a greeting that runs on into a sentence ends at its comma."""
    if not lines:
        return "", lines
    first = lines[0]
    opening = _OPENING.match(first)
    head = opening[0] if opening else first
    words = WORD.findall(head)
    if not words or len(words) > LONGEST_GREETING:
        return "", lines
    is_all = len(head) == len(first)
    if words[0].lower() in read_words(ANY, "greetings"):
        return _whole_greeting(first, head, lines) if opening or is_all else ("", lines)
    is_name = is_all and opening is not None and len(lines) > 1 and all(word[0].isupper() for word in words)
    return (first, lines[1:]) if is_name else ("", lines)


def _whole_greeting(first: str, head: str, lines: list[str]) -> tuple[str, list[str]]:
    """Return the greeting; several names with commas between belong to it while the line is short."""
    if len(WORD.findall(first)) <= LONGEST_GREETING and first[-1:] in ",:!–—":
        return first, lines[1:]
    rest = first[len(head) :].strip()
    return head, [rest, *lines[1:]] if rest else lines[1:]


def _closing(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the body and those of closing and signature; a postscript is body."""
    first = max(0, len(lines) - LAST_LINES)
    for at in range(first, len(lines)):
        if len(lines[at]) <= LONGEST_LINE and _is_closing(lines[at], is_last=at + 1 == len(lines)):
            end = next((i for i in range(at + 1, len(lines)) if POSTSCRIPT.match(lines[i])), len(lines))
            return lines[:at] + lines[end:], lines[at:end]
    return lines, []


@lru_cache(maxsize=1024)
def _is_closing(line: str, *, is_last: bool) -> bool:
    """Return whether a line says good-bye, or is a name under the note."""
    words = WORD.findall(line)
    if not words or len(words) > LONGEST_CLOSING or line[-1] == "?":
        return False
    if line[-1] == "," or any(word.lower() in read_words(ANY, "closings") for word in words):
        return line[-1] != "." or len(words) <= 2
    return is_last and line[-1] not in ".!…" and all(word[0].isupper() for word in words)
