"""How a note sounds: loud, too familiar, or about its writer only."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from cardmaker.check.wording.lists import read_words
from cardmaker.check.wording.names import Own
from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark, quoted

_EMOTICON: Final = re.compile(
    r"(?:^|\s)([:;=8xX][-o']?[)(DPp*/|\]]|<3+|[({]:|:['’]\(|\^_?\^|[xX][oO][xX][oO])(?=$|[\s.,!?])"
)
_HEARTS: Final = re.compile("[♥♡❤☺☹]")

LOUD_RUN: Final = 3
"""Words in capitals in a row that shout, whatever they are."""

FIRST: Final = {
    "en": frozenset("i me my mine myself".split()),
    "de": frozenset("ich mir mich mein meine meinen meiner meinem".split()),
}
FIRST_SHARE: Final = 0.13
FIRST_LEAST: Final = 7
"""Share of words that mean the writer, and how many there must be: a note of thanks has some."""

STARTS_SHARE: Final = 0.6
STARTS_LEAST: Final = 4


def judge_tone(reading: Reading, own: Own, language: str) -> Iterator[Remark]:
    """Yield what is loud, familiar or self-centered."""
    yield from _exclamations(reading)
    yield from _emoticons(reading)
    yield from _capitals(reading, own, language)
    yield from _first_person(reading, language)


def _exclamations(reading: Reading) -> Iterator[Remark]:
    count = reading.text.count("!") + reading.closing.count("!")
    if count > 1:
        runs = "!!" in reading.text or "!!" in reading.closing
        message = "has exclamation marks in a row" if runs else f"has {count} exclamation marks"
        yield Remark("exclamation", message, "keep one at most")


def _emoticons(reading: Reading) -> Iterator[Remark]:
    whole = f"{reading.greeting}\n{reading.text}\n{reading.closing}"
    found = [match[1] for match in _EMOTICON.finditer(whole)] if _may_smile(whole) else []
    found += [] if whole.isascii() else _HEARTS.findall(whole)
    if found:
        yield Remark("emoticon", f"has {quoted(found)}", "say it in words, or leave it out")


def _may_smile(text: str) -> bool:
    return any(each in text for each in (":", ";", "=", "<3", "8)", "xoxo", "XOXO", "^"))


def _capitals(reading: Reading, own: Own, language: str) -> Iterator[Remark]:
    """Yield words that shout: ordinary ones in capitals, or several in a row. Names and short forms do not."""
    loud = sorted(word for word in reading.capitals if len(word) > 1 and word.isupper())
    if not loud:
        return
    listed = read_words(language, "loud")
    shouted = [word for word in loud if word.lower() in listed and word not in own.facts and word != "US"]
    shouted = shouted or _run(reading, own)
    if shouted:
        yield Remark(
            "capitals",
            f"{quoted(shouted)} in capitals shouts",
            "underline the word by pen, or leave it small",
        )


def _run(reading: Reading, own: Own) -> list[str]:
    for words in reading.words:
        run: list[str] = []
        for word in words:
            is_loud = len(word) > 1 and word.isupper() and word not in own.facts
            run = [*run, word] if is_loud else []
            if len(run) == LOUD_RUN:
                return run
    return []


def _first_person(reading: Reading, language: str) -> Iterator[Remark]:
    mine = FIRST.get(language)
    if not mine:
        return
    words = sum(map(len, reading.small))
    count = sum(map(mine.__contains__, chain.from_iterable(reading.small)))
    starts = sum(bool(each) and each[0] in mine for each in reading.small)
    if count >= FIRST_LEAST and count > FIRST_SHARE * words:
        message = f"{count} of {words} words are I, me or my"
        yield Remark("first-person", message, "start a sentence with them")
    elif starts >= STARTS_LEAST and starts >= STARTS_SHARE * len(reading.words):
        yield Remark("first-person", f"{starts} sentences start with I or my", "start a sentence with them")
