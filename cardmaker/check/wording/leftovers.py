"""What was to be filled in and was not: brackets, TODO, the placeholder of a template, the error of a spreadsheet."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from cardmaker.check.wording.reading import Reading
from cardmaker.check.wording.remarks import Remark, quoted

PLACEHOLDERS: Final = frozenset({"todo", "tbd", "tba", "fixme", "lorem", "ipsum", "xxx", "xxxx"})
IN_CAPITALS: Final = frozenset({"xxx", "xxxx", "tba", "todo"})
"""Of these, the ones that are words or kisses in lower case."""

_MARK: Final = re.compile(r"[\[\]{}<>_#%$]")
_FIELD: Final = re.compile(
    r"\[[^\]\n]{0,60}\]?|\]|\{[^}\n]{0,60}\}?|\}|<<?[^\W\d][^<>\n]{0,60}>>?|__+|%[A-Za-z]\w+%|\$\{?[A-Z]{2,}\w*\}?"
    r"|#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)[!?]?"
)
_PHRASE: Final = re.compile(
    r"(?i)\b(?:your name|(?:first|last|company|recipient|contact) name|insert (?:name|company|date|role) ?(?:here)?|"
    r"name here)\b"
)
_NOTHING: Final = frozenset({"nan", "null", "undefined"})


def find_leftovers(reading: Reading, sender: frozenset[str], language: str) -> Iterator[Remark]:
    """Yield one remark with all that is left of a template."""
    whole = f"{reading.greeting}\n{reading.text}\n{reading.closing}"
    found = [match[0] for match in _FIELD.finditer(whole)] if _MARK.search(whole) else []
    found += _placeholders(reading)
    if language == "en":
        found += [phrase for phrase in _phrases(whole, reading) if not sender.issuperset(phrase.split())]
        found += sorted(_NOTHING & reading.vocabulary)
    if found:
        yield Remark("leftover", f"{quoted(found)} was to be filled in or taken out", "finish the note")


def is_placeholder(name: str) -> bool:
    """Return whether a name is one that a template has for it."""
    return _PHRASE.fullmatch(name.strip()) is not None


def _phrases(whole: str, reading: Reading) -> Iterator[str]:
    """Yield phrases of templates that stand with a capital: `Your Name`."""
    if " name" not in whole.lower() and "insert" not in reading.vocabulary:
        return
    for match in _PHRASE.finditer(whole):
        if not match[0].islower():
            yield match[0]


def _placeholders(reading: Reading) -> list[str]:
    if not PLACEHOLDERS & reading.vocabulary:
        return []
    return [word for word in chain.from_iterable(reading.words) if _is_placeholder(word)]


def _is_placeholder(word: str) -> bool:
    small = word.lower()
    return small in PLACEHOLDERS and (word.isupper() or small not in IN_CAPITALS)
