"""How long a note is: sentences, words and paragraphs between greeting and closing."""

from collections.abc import Iterator
from typing import Final

from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark

SENTENCES: Final = range(3, 7)
WORDS: Final = range(45, 111)
"""The band of words is inferred from the sentences, not sourced."""

MOST_PARAGRAPHS: Final = 3
UNSPACED: Final = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages written without spaces: neither words nor sentences are counted."""


def judge_length(reading: Reading, language: str) -> Iterator[Remark]:
    """Yield one remark if the note is too short or too long, with all counts."""
    if language in UNSPACED:
        return
    sentences, words = len(reading.sentences), len(reading.text.split())
    counted = f"has {_many(sentences, 'sentence')} and {_many(words, 'word')}"
    if words > WORDS[-1] or sentences > SENTENCES[-1]:
        over = f"; cut about {words - WORDS[-1]} words" if words > WORDS[-1] else ""
        yield Remark(
            "length", f"{counted}, a long note for a card", f"3 to 6 sentences, 45 to 110 words{over}"
        )
    elif words < WORDS[0] or sentences < SENTENCES[0]:
        yield Remark("length", f"{counted}, a short note", "3 to 6 sentences, 45 to 110 words")
    elif reading.paragraphs > MOST_PARAGRAPHS:
        yield Remark("length", f"has {reading.paragraphs} paragraphs", "two or three are enough for a card")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
