"""Templates: a note's text with places for fields, scanned once and filled for each person.

`{field}` is a place, `{field|words}` one with words for when the field is empty, `[?field: words]` a part that goes when it
is. `*words*` get a pen line. A backslash keeps `{ } [ ] *` as they are. What a person typed into a field is put in as typed
and never scanned. There is no other syntax: no expressions, no attributes, no parts within parts.

The text comes with its line ends decided (`note`), and goes back as text for `note` to split.
"""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cardmaker.errors import Finding, Place, error, warning
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.people.fields import slug

BREAK: Final = "\x1e"
PARAGRAPH: Final = "\x1d"
LINE_ON: Final = "\x01"
LINE_OFF: Final = "\x02"
PART_GONE: Final = "\x03"
"""Signs that no text may hold, and so no value can forge: ends of lines and paragraphs, a pen line, a part that went."""

INVISIBLE: Final = frozenset("\u00ad\u200b\u200e\u200f\u2060\ufeff")
"""Soft hyphens, zero-width spaces and marks that pasted text brings along; dropped, and told."""

LIGATURES: Final = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
"""Signs for two letters in one, as text copied from a PDF has them; a hand writes the letters."""

SHOWN: Final = 30
"""Characters of a faulty place that a message quotes."""

_ENDS: Final = f"\n{BREAK}{PARAGRAPH}"
_TOKEN: Final = re.compile(
    rf"""(?P<literal>\\[{{}}\[\]*])
    | (?P<hole>\{{(?:\\[{{}}\[\]*] | [^{{}}{BREAK}{PARAGRAPH}])*\}})
    | (?P<part>\[\?)
    | (?P<end>\])
    | (?P<star>\*+)
    | (?P<brace>[{{}}])""",
    re.VERBOSE,
)
_ESCAPED: Final = re.compile(r"\\([{}\[\]*])")
_NEEDS: Final = re.compile(rf"([^\[\]{{}}:*{_ENDS}]*):")
_ALONE_BEFORE: Final = re.compile(rf"(?:^|[{_ENDS}])[ \t]*\Z")
_ALONE_AFTER: Final = re.compile(rf"[ \t]*([{_ENDS}]|\Z)")
LEFT_BEHIND: Final = re.compile(rf"[ \t\n]*{PART_GONE}[{PART_GONE} \t\n]*(?=[,.;:!?…])|{PART_GONE}")
"""A part that went, with the space before it if a mark follows that no space stands before."""
_NOTHING_LINED: Final = re.compile(rf"{LINE_ON}(\s*){LINE_OFF}")
_SPACE_FIRST: Final = re.compile(rf"{LINE_ON}(\s+)")
_SPACE_LAST: Final = re.compile(rf"(\s+){LINE_OFF}")
_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Hole(NamedTuple):
    """A place for a field, as it was typed; `default` stands there if the field is empty, None if it must not be."""

    name: str
    default: str | None
    place: Place
    typed: str = ""

    def words(self, values: Mapping[str, str]) -> str:
        """Return what stands there: the value as typed, else the default, else nothing."""
        return as_typed(values.get(self.name, "")) or self.default or ""


class Part(NamedTuple):
    """Words that go if one of the fields they need is empty."""

    needs: tuple[str, ...]
    pieces: "tuple[str | Hole | Part, ...]"
    place: Place

    def stays(self, values: Mapping[str, str]) -> bool:
        return all(as_typed(values.get(name, "")) for name in self.needs)


Piece = str | Hole | Part


class Filled(NamedTuple):
    """The text for one person, and the places that stayed empty and must not."""

    text: str
    missing: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A scanned text. `file` is how messages call it."""

    file: str
    pieces: tuple[Piece, ...]

    @property
    def is_fixed(self) -> bool:
        """The same for everybody."""
        return all(isinstance(piece, str) for piece in self.pieces)

    def holes(self) -> Iterator[Hole]:
        """Yield every place that names a field, also what parts need; those may be empty."""
        for piece in self.pieces:
            if isinstance(piece, Hole):
                yield piece
            elif isinstance(piece, Part):
                yield from (Hole(name, "", piece.place) for name in piece.needs)
                yield from (
                    each._replace(default="") if each.name in piece.needs else each
                    for each in piece.pieces
                    if isinstance(each, Hole)
                )

    def fill(self, values: Mapping[str, str]) -> Filled:
        """Return the text with the values as typed; a field without a value is empty."""
        texts: list[str] = []
        missing: list[Hole] = []
        for piece in self.pieces:
            if isinstance(piece, Part):
                _put_part(piece, values, texts, missing)
            else:
                texts.append(piece if isinstance(piece, str) else _put(piece, values, missing))
        text = "".join(texts)
        if PART_GONE in text:
            text = LEFT_BEHIND.sub("", text)
        return Filled(_on_words(text) if LINE_ON in text else text, tuple(missing))


def _put_part(part: Part, values: Mapping[str, str], texts: list[str], missing: list[Hole]) -> None:
    if not part.stays(values):
        texts.append(PART_GONE)
        return
    for piece in part.pieces:
        if isinstance(piece, str):
            texts.append(piece)
        elif isinstance(piece, Hole):
            texts.append(_put(piece, values, missing))


def _put(hole: Hole, values: Mapping[str, str], missing: list[Hole]) -> str:
    words = hole.words(values)
    if not words and hole.default is None:
        missing.append(hole)
    return words


def _on_words(text: str) -> str:
    """Return a text whose pen lines begin and end at words, and go where there are none."""
    text = _NOTHING_LINED.sub(r"\1", text)
    return _SPACE_LAST.sub(rf"{LINE_OFF}\1", _SPACE_FIRST.sub(rf"\1{LINE_ON}", text))


def as_typed(value: str) -> str:
    """Return a value as a note has it: its lines kept, composed, without what cannot be seen or would be a sign of ours."""
    if value.isascii() and value.isprintable():
        return value.strip()
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    value = unicodedata.normalize("NFC", value.translate(LIGATURES))
    if not value.isprintable():
        value = _CONTROL.sub("", "".join(char for char in value if char not in INVISIBLE))
    return _EMPTY_LINE.sub(PARAGRAPH, value.strip()).replace("\n", BREAK)


def has_control(value: str) -> bool:
    """Return whether a value holds control characters other than tabs and line ends."""
    return _CONTROL.search(value.replace("\r", "\n")) is not None


def unknown_fields(template: Template, known: Iterable[str]) -> list[Finding]:
    """Return an error for every place that names a field which nobody has, with the nearest one that is there."""
    names = dict.fromkeys(known)
    return [
        error(
            "unknown-field",
            f"{{{hole.typed or hole.name}}} is not a field",
            hole.place,
            nearest_hint(hole.name, [*names]),
        )
        for hole in dict.fromkeys(template.holes())
        if hole.name not in names
    ]


def scan(text: str, file: str) -> tuple[Template, tuple[Finding, ...]]:
    """Return the template of a text whose line ends are decided, and what is wrong with it."""
    scanner = _Scanner(text, file)
    return Template(file, scanner.pieces()), tuple(scanner.findings)


class _Star(NamedTuple):
    """One or two stars, before they have found each other."""

    text: str
    at: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Scanner:
    """Goes once through a text; `at` is the first character not yet read."""

    text: str
    file: str
    at: int = 0
    findings: list[Finding] = field(default_factory=list)

    def pieces(self, *, in_part: bool = False) -> tuple[Piece, ...]:
        """Return what stands up to the end of the text, or of the part that is open."""
        found: list[Piece | _Star] = []
        while match := _TOKEN.search(self.text, self.at):
            found.append(self.text[self.at : match.start()])
            self.at = match.end()
            if in_part and match.lastgroup == "end":
                return _joined(self._paired(found))
            found.append(self._piece(match, in_part=in_part))
        found.append(self.text[self.at :])
        self.at = len(self.text) + in_part  # one past the end: the part was not closed
        return _joined(self._paired(found))

    def _piece(self, match: re.Match[str], *, in_part: bool) -> Piece | _Star:
        match match.lastgroup:
            case "literal":
                return match[0][1:]
            case "hole":
                return self._hole(match)
            case "part":
                return self._nested(match) if in_part else self._part(match)
            case "star":
                return self._star(match)
            case "brace":
                return self._lone(match)
            case _:
                return match[0]

    def _hole(self, match: re.Match[str]) -> Piece:
        name, bar, words = match[0][1:-1].partition("|")
        if not name.strip():
            self._tell("field", match, "a field has no name", r"write {field}, or \{ for a brace")
            return ""
        default = _ESCAPED.sub(r"\1", words).strip() if bar else None
        return Hole(slug(name), default, self._place(match.start()), name.strip())

    def _part(self, match: re.Match[str]) -> Piece:
        needs = _NEEDS.match(self.text, self.at)
        names = tuple(slug(name) for name in needs[1].split(",") if name.strip()) if needs else ()
        if not needs or not names:
            self._tell("part", match, "a part does not say which field it needs", "write [?field: words]")
            return ""
        self.at = needs.end()
        pieces = self.pieces(in_part=True)
        if self.at > len(self.text):
            self._tell("part", match, "a part has no end", r"close it with ], or write \[ for a bracket")
        elif end := self._line_end(match.start()):
            pieces, self.at = (*pieces, end[1]), end.end()
        return Part(names, pieces, self._place(match.start()))

    def _line_end(self, start: int) -> re.Match[str] | None:
        """Return the end of the line if a part has its line or lines for itself: it goes with the part."""
        first = self.text.rfind("\n", 0, start), self.text.rfind(BREAK, 0, start)
        before = max(0, *first, self.text.rfind(PARAGRAPH, 0, start))
        if not _ALONE_BEFORE.search(self.text[before:start]):
            return None
        return _ALONE_AFTER.match(self.text, self.at)

    def _nested(self, match: re.Match[str]) -> str:
        self._tell("part", match, "a part stands within a part", r"close the first one with ] before")
        return ""

    def _star(self, match: re.Match[str]) -> Piece | _Star:
        before = self.text[match.start() - 1 : match.start()]
        after = self.text[match.end() : match.end() + 1]
        if len(match[0]) > 2:
            return match[0]
        opens = bool(after) and not after.isspace() and not (before.isalnum() or before == "}")
        closes = bool(before) and not before.isspace() and not (after.isalnum() or after == "{")
        return _Star(match[0], match.start(), opens, closes)

    def _lone(self, match: re.Match[str]) -> str:
        if match[0] == "}":
            self._tell("field", match, "a } has no { before it", r"write \} for a brace")
        elif self.text.startswith("{", self.at):
            self._tell("field", match, "a field has one brace, not two", r"write {field}, or \{ for a brace")
            self.at = self._after_twins()
        else:
            self._tell("field", match, "a field has no end", r"close it with }, or write \{ for a brace")
        return ""

    def _after_twins(self) -> int:
        """Return where reading goes on after `{{field}}`."""
        end = self.text.find("}}", self.at)
        return end + 2 if end >= 0 else self.at + 1

    def _tell(self, rule: str, match: re.Match[str], message: str, hint: str) -> None:
        shown = re.split(f"[{_ENDS}]", self.text[match.start() : match.start() + SHOWN])[0]
        rule = "unknown-field" if rule == "field" else rule
        self.findings.append(error(rule, f"{message}: {shown}", self._place(match.start()), hint))

    def _place(self, at: int) -> Place:
        starts = [0, *(index + 1 for index, char in enumerate(self.text[:at]) if char in _ENDS)]
        line = bisect(starts, at)
        return Place(self.file, line, at - starts[line - 1] + 1)

    def _paired(self, found: Sequence[Piece | _Star]) -> list[Piece]:
        """Return the pieces with each pair of stars as a pen line's ends, and lone stars as they are."""
        done: list[Piece] = []
        opened: tuple[int, _Star] | None = None
        for piece in found:
            if isinstance(piece, str) and PARAGRAPH in piece:
                self._give_up(opened)
                opened = None
            if not isinstance(piece, _Star):
                done.append(piece)
            elif opened and piece.closes:
                done[opened[0]], opened = LINE_ON, None
                done.append(LINE_OFF)
            else:
                opened = (len(done), piece) if piece.opens and not opened else opened
                done.append(piece.text)
        self._give_up(opened)
        return done

    def _give_up(self, opened: tuple[int, _Star] | None) -> None:
        if opened:
            message = f"{opened[1].text} has no partner and is printed as it is"
            hint = r"end the underlined words with *, or write \*"
            self.findings.append(warning("pen-line", message, self._place(opened[1].at), hint))


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighboring texts as one."""
    done: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and done and isinstance(done[-1], str):
            done[-1] += piece
        elif piece:
            done.append(piece)
    return tuple(done)
