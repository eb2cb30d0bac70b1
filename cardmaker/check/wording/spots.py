"""Where a word with a capital stands in a note, and whether it means somebody there.

`Will you` is no name, `asked Will about` is one; `Grace Hopper` is not the Grace of the list. In doubt it is no name.
"""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from cardmaker.check.wording.lists import LANGUAGES, read_words
from cardmaker.check.wording.names import is_title
from cardmaker.check.wording.nearness import is_near
from cardmaker.check.wording.reading import is_abbreviation

NOUNS_IN_CAPITALS: Final = frozenset({"de", "lb"})
"""Languages that write every noun with a capital, so that a capital shows no name."""

_BEFORE: Final = re.compile(r"([^\W\d_]+)(\.?) $")
_AFTER: Final = re.compile(r" ([^\W\d_]+)")
_REACH: Final = 40
_ARTICLES: Final = frozenset(
    "the a an this that each every my your our their his her its der die das den dem ein eine".split()
)
_OPENERS: Final = '!?…:;\n“„"(—–'


class Spot(NamedTuple):
    """One place of a word: the words right before and after it, and whether it starts a sentence."""

    before: str
    after: str
    starts: bool

    @property
    def has_title(self) -> bool:
        return is_title(self.before)

    @property
    def has_article(self) -> bool:
        return self.before.lower() in _ARTICLES

    def is_beside(self, words: Collection[str]) -> bool:
        """Return whether one of the words stands right before or after, or one that was meant to be it."""
        beside = [word for word in (self.before, self.after) if word[:1].isupper()]
        return any(word in words or any(is_near(word, name) for name in words) for word in beside)


def find_spots(text: str, word: str) -> Iterator[Spot]:
    """Yield each place of a word."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            yield _spot(text, at, end)
        at = text.find(word, end)


def is_ordinary(word: str, language: str) -> bool:
    return word.lower() in read_words(language, "ordinary")


def is_proper(word: str, language: str) -> bool:
    return word.lower() in read_words(language, "proper")


def is_name_at(word: str, spot: Spot, full: Collection[str], own: Collection[str], language: str) -> bool:
    """Return whether a word that is a name means a person at this spot; `full` are all words of their name."""
    if spot.has_title or spot.is_beside(full):
        return True
    if is_part_of_another(spot, own) or is_proper(word, language):
        return False
    return is_said_alone(word, spot, language)


def is_said_alone(word: str, spot: Spot, language: str) -> bool:
    """Return whether a word is a name without others beside it; an ordinary one only where no sentence starts."""
    if is_ordinary(word, language) or language not in LANGUAGES:
        return not spot.starts and not spot.has_article
    return True


def is_part_of_another(spot: Spot, own: Collection[str]) -> bool:
    """Return whether the word stands in a longer name that is nobody's here: `Morgan Stanley`, `the Grace Hopper Center`."""
    return any(len(word) > 1 and word[0].isupper() and word not in own for word in (spot.before, spot.after))


def _spot(text: str, start: int, end: int) -> Spot:
    """Return a word's spot; a capital before it that only starts the sentence (`When Priya`) is no part of its name."""
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    after = _AFTER.match(text, end)
    word = ""
    if before and (not before[2] or is_title(before[1])):
        is_small = _starts(text, before.start()) and not is_title(before[1])
        word = before[1].lower() if is_small else before[1]
    return Spot(word, after[1] if after else "", not word and _starts(text, start))


def _starts(text: str, at: int) -> bool:
    """Return whether a sentence, a quotation or a line starts here."""
    head = text[max(0, at - _REACH) : at].rstrip(" ")
    if not head:
        return True
    if head[-1] == ".":
        return not is_abbreviation(head[:-1].rpartition(" ")[2])
    return head[-1] in _OPENERS
