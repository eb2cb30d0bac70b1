"""Which characters of a typed note something is about, so that the page can mark and select them.

A page counts characters in UTF-16, as browsers do; here is the one place that counts so.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from cardmaker.errors import Finding
from cardmaker.inputs.tracing import Origin, settle

BARE: Final = ".,;:!?…()[]{}“”„\"'‘’«»–—"
"""Signs about a word that a message leaves out."""

AS_TYPED: Final = frozenset({"invisible", "control"})
"""Rules that tell their places in the text before anything is taken out of it."""

_TOKEN: Final = re.compile(r"\{[^{}\n]*\}|\[\?[^\]\n]*\]|\*+|[{}\[\]]|[^\s{}\[\]]+|\s")
_QUOTED: Final = re.compile(r"\"([^\"]+)\"|'([^']+)'|a pen cannot draw (\S+)")


class Text(NamedTuple):
    """A note as it was typed, the words that one person's card has of it, and where each comes from, if that is known."""

    typed: str
    words: Sequence[str] = ()
    origins: Sequence[Origin] = ()


def utf16(typed: str, at: int) -> int:
    """Return a place in a text as browsers count it."""
    return len(typed[:at].encode("utf-16-le", "surrogatepass")) // 2


def told_spot(text: Text, start: int, end: int, field: str = "") -> dict[str, Any]:
    """Return characters of the typed text as the page gets them."""
    return {"start": utf16(text.typed, start), "end": utf16(text.typed, end), "field": field}


def spot_of(text: Text, finding: Finding, file: str) -> dict[str, Any] | None:
    """Return what a finding is about: where it stands in the note's file, or the words that it quotes; None if neither is told."""
    place = finding.place
    if place and place.line is not None and Path(place.file).name == Path(file).name:
        settled = settle(text.typed, keeps_invisible=finding.rule in AS_TYPED)
        start = settled.at(place.line, place.column or 1)
        token = _TOKEN.match(text.typed, start)
        return told_spot(text, start, token.end() if token else start)
    return next(filter(None, (_spot_of_words(text, phrase) for phrase in _quoted(finding.message))), None)


def spot_from(text: Text, first: int) -> dict[str, Any] | None:
    """Return the word of that number, and how it is called in words; None if nobody knows where it stands."""
    if first >= len(text.origins):
        return None
    origin = text.origins[first]
    return {**told_spot(text, *origin), "word": text.words[first].strip(BARE) or text.words[first]}


def _quoted(message: str) -> Iterator[str]:
    for match in _QUOTED.finditer(message):
        yield next(group for group in match.groups() if group)


def _spot_of_words(text: Text, phrase: str) -> dict[str, Any] | None:
    """Return where a phrase stands: in the typed text, or else in what fields bring into it."""
    wanted = _folded(phrase.rstrip("…").split())
    at = next(_runs(wanted, _folded(text.typed.split())), None) if wanted else None
    if at is not None:
        runs = [match.span() for match in re.finditer(r"\S+", text.typed)][at : at + len(wanted)]
        return told_spot(text, runs[0][0], runs[-1][1])
    at = text.typed.find(phrase)
    if at >= 0:
        return told_spot(text, at, at + len(phrase))
    number = next(_runs(wanted, _folded(text.words)), None) if wanted and text.origins else None
    if number is None:
        return None
    found = text.origins[number : number + len(wanted)]
    return told_spot(text, found[0].start, max(each.end for each in found), found[0].field)


def _runs(wanted: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of words at which the wanted ones begin."""
    for at in range(len(words) - len(wanted) + 1):
        if words[at : at + len(wanted)] == wanted:
            yield at


def _folded(words: Sequence[str]) -> list[str]:
    return [word.strip(BARE).casefold() for word in words]
