"""Spelling, if the library for it is installed (`pip install cardmaker[spelling]`): offline dictionaries of word counts.

Only words that a dictionary lacks and that are one slip from one it has are told: a rare word is not a fault. Capitals,
names, companies and the person's own fields are left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, util
from itertools import chain
from typing import Any, Final

from cardmaker.check.wording.names import Own
from cardmaker.check.wording.reading import WORD, Reading
from cardmaker.check.wording.remarks import Remark, quoted

LIBRARY: Final = "spellchecker"
LANGUAGES: Final = frozenset({"en", "de", "fr", "it", "nl", "pt"})
"""Those whose dictionary has inflected words; the Spanish one lacks even *gracias*."""

SHORTEST: Final = 4
"""Letters of a word that is looked up; parts of words about an apostrophe are shorter."""

BRITISH: Final = (
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ll", "l"),
    ("tre", "ter"),
    ("ogue", "og"),
    ("ence", "ense"),
)
"""Spellings that are right on one side of the sea, and what the dictionary has."""


@dataclass(slots=True)
class Speller:
    """A dictionary, and what it said of each word so far."""

    dictionary: Any
    meant: dict[str, str] = field(default_factory=dict)

    def judge(self, reading: Reading, own: Own) -> Iterator[Remark]:
        """Yield one remark with all misspelt words of a note and what was meant."""
        small = frozenset(chain.from_iterable(reading.words)) & reading.vocabulary
        wrong = [word for word in sorted(small) if self._meant(word)]
        wrong = [word for word in wrong if word not in _exempt(reading, own)] if wrong else []
        if wrong:
            meant = ", ".join(self._meant(word) for word in wrong[:4])
            yield Remark("spelling", f"{quoted(wrong)}: not in the dictionary", f"did you mean {meant}?")

    def _meant(self, word: str) -> str:
        """Return the word that was meant, empty if this one is right or simply rare."""
        if word not in self.meant:
            self.meant[word] = self._look_up(word)
        return self.meant[word]

    def _look_up(self, word: str) -> str:
        if len(word) < SHORTEST or word in self.dictionary:
            return ""
        near = self.dictionary.known(self.dictionary.edit_distance_1(word))
        if any(word.replace(british, american) in near for british, american in BRITISH if british in word):
            return ""
        return max(sorted(near), key=self.dictionary.word_usage_frequency, default="")


def open_speller(language: str) -> Speller | None:
    """Return the dictionary of a language, None if the library or the language is missing."""
    if language not in LANGUAGES or util.find_spec(LIBRARY) is None:
        return None
    return Speller(_dictionary(language))


@cache
def _dictionary(language: str) -> Any:
    """Return a dictionary of the library; reading one takes 0.2 s."""
    return import_module(LIBRARY).SpellChecker(language=language, distance=1)


def _exempt(reading: Reading, own: Own) -> frozenset[str]:
    fields = " ".join(reading.person.fields.values())
    return frozenset(word.lower() for word in (*own.facts, *WORD.findall(fields)))
