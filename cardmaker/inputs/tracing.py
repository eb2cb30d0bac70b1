"""Where the words of a card come from: for each word of a person's note, the place in the text that somebody typed.

The text is settled, scanned and filled by `note` and `template`, and by nothing else; here their results are walked along
the text once more, and what does not agree with them is not guessed: then there is no trace. Only a page on which somebody
types needs this, so cards are made without it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from cardmaker.errors import Level, Place
from cardmaker.inputs.note import composed, make_note, with_end
from cardmaker.inputs.template import (
    BREAK,
    INVISIBLE,
    LEFT_BEHIND,
    LIGATURES,
    LINE_OFF,
    LINE_ON,
    PARAGRAPH,
    PART_GONE,
    Hole,
    Part,
    Piece,
    scan,
)

NOTE: Final = "note"

_ESCAPED: Final = re.compile(r"\\(?=[{}\[\]*])")
_HOLE: Final = re.compile(r"\{(?:\\[{}\[\]*]|[^{}])*\}")
_HEAD: Final = re.compile(r"\[\?[^:]*:")
_FOOT: Final = re.compile(r"\][ \t]*")
_STARS: Final = re.compile(r"\*+")
_WORD: Final = re.compile(r"\S+")
_LINES: Final = re.compile(f"[\n{BREAK}{PARAGRAPH}]")


class Origin(NamedTuple):
    """Where a word comes from in the typed text: from character `start` to before `end`, both from 0.

    `field` names the field that it or a part of it is the value of; then its place in braces is meant.
    """

    start: int
    end: int
    field: str = ""


class StrayedError(Exception):
    """The text does not read as its template does. A bug of ours, but none that may stop somebody who types."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A text as it is scanned, and for each of its characters the one of the typed text that it comes from."""

    text: str
    origins: tuple[int, ...]
    typed: str

    def at(self, line: int, column: int) -> int:
        """Return the typed character at a line and a column, both from 1; beyond the text its end."""
        starts = [0, *(match.end() for match in _LINES.finditer(self.text))]
        at = starts[min(line, len(starts)) - 1] + column - 1
        return self.origins[at] if at < len(self.origins) else len(self.typed)


def settle(typed: str, *, keeps_invisible: bool = False) -> Settled:
    """Return the text as `note` hands it to the scanner: composed, each line with the end that was meant."""
    letters = [each for each in _letters(typed) if keeps_invisible or each[0] not in INVISIBLE]
    text = "".join(char for char, _ in letters)
    origins = (*(at for _, at in letters), len(typed))
    return Settled("".join(map(with_end, text.split("\n"))), origins, typed)


def trace(typed: str, values: Mapping[str, str]) -> tuple[Origin, ...] | None:
    """Return where each word comes from that the text has for a person with these values; None if it is no template."""
    text = settle(typed)
    template, findings = scan(text.text, NOTE)
    if any(finding.level is Level.ERROR for finding in findings):
        return None
    try:
        letters = list(_Walk(text, values).along(template.pieces))
    except StrayedError:
        return None
    words = list(_words(letters))
    wanted = make_note(template.fill(values).text, Place(NOTE)).words
    return tuple(origin for _, origin in words) if tuple(word for word, _ in words) == wanted else None


class _Letter(NamedTuple):
    """One character of a filled text, and what it comes from."""

    char: str
    origin: Origin


@dataclass(slots=True)
class _Walk:
    """Goes once along a settled text beside its template; `here` is the first character not yet passed."""

    settled: Settled
    values: Mapping[str, str]
    here: int = 0

    def along(self, pieces: Iterable[Piece]) -> Iterator[_Letter]:
        """Yield the letters of the filled text."""
        for piece in pieces:
            if isinstance(piece, Part):
                yield from self._part(piece)
            elif isinstance(piece, Hole):
                yield from self._hole(piece)
            else:
                yield from map(self._letter, piece)

    def _part(self, part: Part) -> Iterator[_Letter]:
        """Yield a part's letters, or that it went. The line end behind a part of a line's own is its last piece."""
        self._pass(_HEAD)
        letters = [letter for piece in part.pieces for letter in self._inner(piece)]
        if self._is_at("]"):
            self.here += 1
        yield from letters if part.stays(self.values) else [_Letter(PART_GONE, Origin(0, 0))]

    def _inner(self, piece: Piece) -> Iterator[_Letter]:
        if isinstance(piece, Hole):
            yield from self._hole(piece)
        elif isinstance(piece, str):
            for char in piece:
                if self._is_at("]"):
                    self._pass(_FOOT)
                yield self._letter(char)

    def _hole(self, hole: Hole) -> Iterator[_Letter]:
        start, end = self._pass(_HOLE)
        origin = Origin(start, end, hole.name)
        return (_Letter(char, origin) for char in hole.words(self.values))

    def _letter(self, char: str) -> _Letter:
        """Return a letter of the text itself; a pen line's end stands where its stars do."""
        if char in {LINE_ON, LINE_OFF}:
            return _Letter(char, Origin(*self._pass(_STARS)))
        if _ESCAPED.match(self.settled.text, self.here):
            self.here += 1
        if not self._is_at(char):
            raise StrayedError
        self.here += 1
        return _Letter(char, self._origin(self.here - 1, self.here))

    def _is_at(self, char: str) -> bool:
        return self.settled.text.startswith(char, self.here)

    def _pass(self, pattern: re.Pattern[str]) -> tuple[int, int]:
        """Pass what the pattern finds here, and return where it stands in the typed text."""
        match = pattern.match(self.settled.text, self.here)
        if match is None:
            raise StrayedError
        self.here = match.end()
        start, end, _ = self._origin(*match.span())
        return start, end

    def _origin(self, start: int, end: int) -> Origin:
        """Return what characters of the settled text are in the typed one."""
        origins = self.settled.origins
        return Origin(origins[start], max(origins[end - 1] + 1, origins[end] if end < len(origins) else 0))


def _words(letters: list[_Letter]) -> Iterator[tuple[str, Origin]]:
    """Yield the words that the letters spell, as `note` splits them."""
    text = "".join(letter.char for letter in letters)
    gone = (
        {at for match in LEFT_BEHIND.finditer(text) for at in range(*match.span())}
        if PART_GONE in text
        else ()
    )
    left = [
        letter
        for at, letter in enumerate(letters)
        if at not in gone and letter.char not in {LINE_ON, LINE_OFF}
    ]
    for match in _WORD.finditer("".join(letter.char for letter in left)):
        origins = [letter.origin for letter in left[match.start() : match.end()]]
        field = next((origin.field for origin in origins if origin.field), "")
        yield match[0], Origin(min(each.start for each in origins), max(each.end for each in origins), field)


def _letters(typed: str) -> Iterator[tuple[str, int]]:
    """Yield the characters of the composed text with Unix line ends, each with the typed one that it comes from."""
    pairs = [(char, at) for at, char in enumerate(typed)] if typed.isascii() else list(_composed(typed))
    for number, (char, at) in enumerate(pairs):
        if char != "\r":
            yield char, at
        elif number + 1 == len(pairs) or pairs[number + 1][0] != "\n":
            yield "\n", at


def _composed(typed: str) -> Iterator[tuple[str, int]]:
    """Yield the characters of the composed text; those of a cluster come from its first one."""
    start, cluster = 0, ""
    for at, char in enumerate(typed):
        if cluster and _parts(cluster, char.translate(LIGATURES)):
            yield from ((letter, start) for letter in composed(cluster))
            start, cluster = at, ""
        cluster += char
    yield from ((letter, start) for letter in composed(cluster))


def _parts(cluster: str, char: str) -> bool:
    """Return whether nothing of a character goes into the cluster before it."""
    is_alone = not unicodedata.combining(char[0])
    return is_alone and composed(cluster + char) == composed(cluster) + composed(char)
