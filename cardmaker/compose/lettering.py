"""Plain typesetting for pages of instructions: their types, and lines wrapped, shortened and placed.

A word is set in the first face that has all its letters. If none has, `?` stands for each letter that is missing, and
the file still gives a reader the word as it was written. Headlines of designs are left to `art`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from cardmaker.color import Color
from cardmaker.drawing import Line, Role, Tag, Word
from cardmaker.geometry import Transform
from cardmaker.text.breaks import break_lines
from cardmaker.text.faces import Face
from cardmaker.text.shape import shape

MISSING: Final = "?"
ELLIPSIS: Final = "…"
FIGURES: Final = frozenset("0123456789–")


class Align(Enum):
    """Which point of a line stands at its x, as a share of its width."""

    LEFT = 0.0
    CENTER = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Type:
    """A face and those that help out, size and leading (pt), color, letter spacing in 1/1000 em, and what is set in it."""

    faces: tuple[Face, ...]
    size: float
    leading: float
    color: Color
    track: float = 0.0
    role: Role = Role.PARAGRAPH


INK: Final = Color(0.16, 0.16, 0.17)
QUIET: Final = Color(0.42, 0.42, 0.43)
ACCENT: Final = Color(0.66, 0.27, 0.17)


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces of a page: for words, for what stands out, and for letters that these two lack."""

    regular: Face
    medium: Face
    others: tuple[Face, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """All types of a page of instructions, from its title to the measures in its drawings."""

    over: Type
    title: Type
    heading: Type
    body: Type
    strong: Type
    quiet: Type
    small: Type
    measure: Type

    @classmethod
    def of(cls, faces: Typefaces) -> "Look":
        regular, medium = (faces.regular, *faces.others), (faces.medium, *faces.others)
        return cls(
            over=Type(medium, 7.5, 11.0, ACCENT, 140.0),
            title=Type(regular, 23.0, 28.0, INK, role=Role.TITLE),
            heading=Type(medium, 12.0, 16.0, INK, role=Role.HEADING),
            body=Type(regular, 10.0, 14.2, INK),
            strong=Type(medium, 10.0, 14.2, INK),
            quiet=Type(regular, 10.0, 14.2, QUIET),
            small=Type(regular, 8.0, 11.0, QUIET),
            measure=Type(medium, 8.0, 11.0, ACCENT),
        )


def suited(kind: Type, text: str) -> Type:
    """Return the type with the first face that has all letters of the text, as large to the eye as its own face.

    A name in two faces looks like two names. Without such a face the type stays as it is, and words choose theirs.
    """
    own = kind.faces[0]
    face = next((face for face in kind.faces if face.covers(text)), own)
    if face is own:
        return kind
    others = tuple(each for each in kind.faces if each is not face)
    return replace(kind, faces=(face, *others), size=kind.size * own.x_height / face.x_height)


def has_letters(text: str, faces: Iterable[Face]) -> bool:
    """Return whether every word of the text can be set as it is written."""
    known = tuple(faces)
    return all(any(face.covers(word) for face in known) for word in text.split())


def width(text: str, kind: Type) -> float:
    """Return the width of the text on one line."""
    words = _words(text)
    advance = sum([_run(word, kind.faces, kind.track).advance for word in words])
    return advance * kind.size + (len(words) - 1) * _space(kind) if words else 0.0


def wrap(text: str, kind: Type, measure: float) -> list[str]:
    """Return the lines of a text, none of no text; a word wider than the measure is cut short."""
    if width(text, kind) <= measure:
        return [text] if text else []
    words = _words(text)
    widths = [width(word, kind) for word in words]
    ends = break_lines(words, widths, [_space(kind)] * len(words), measure)
    lines = [" ".join(words[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
    return [shorten(line, kind, measure) for line in lines]


def shorten(text: str, kind: Type, measure: float) -> str:
    """Return the text, or as many of its words as leave room for the dots that follow them."""
    room, space = measure - width(ELLIPSIS, kind), _space(kind)
    words, kept = _words(text), list[str]()
    used = 0.0
    for word in words:
        used += width(word, kind)
        if used > measure:
            start = " ".join(kept).rstrip(",;:.") or _letters(words[0], kind, room)
            return f"{start}{ELLIPSIS}"
        used += space
        if used - space <= room:
            kept.append(word)
    return text


def set_line(text: str, kind: Type, x: float, y: float, align: Align = Align.LEFT, turn: float = 0.0) -> Line:
    """Return the text on a baseline at y that starts, is centered or ends at x, turned by `turn` degrees about (x, y).

    Lines on one baseline that follow each other are read aloud as one.
    """
    pen = x - (width(text, kind) * align.value if align is not Align.LEFT else 0.0)
    space, turned = _space(kind), Transform.rotate(turn, (x, y)) if turn else Transform()
    words = []
    for part in _words(text):
        run = _run(part, kind.faces, kind.track)
        placed = Transform(kind.size, 0.0, 0.0, kind.size, pen, y)
        words.append(Word(part, run.glyphs, placed.then(turned) if turn else placed, run.kerns, run.face))
        pen += run.advance * kind.size + space
    return Line(kind.faces[0], kind.color, tuple(words), tag=Tag(kind.role, number=round(y * 10)))


def set_lines(lines: Iterable[str], kind: Type, x: float, y: float) -> list[Line]:
    """Return lines of type below each other, the first baseline at y. They are one paragraph."""
    found = [set_line(line, kind, x, y + number * kind.leading) for number, line in enumerate(lines)]
    return [replace(line, tag=found[0].tag) for line in found]


def sized(kind: Type, text: str, measure: float) -> Type:
    """Return the type, smaller by as much as the text is wider than the measure."""
    share = min(1.0, measure / width(text, kind))
    return replace(kind, size=kind.size * share)


def _words(text: str) -> list[str]:
    """Return the words of a text; a no-break space stays inside one."""
    return [word for word in text.split(" ") if word]


def _space(kind: Type) -> float:
    return (shape(kind.faces[0], " ").advance + kind.track / 1000) * kind.size


class _Run(NamedTuple):
    """A word's glyphs in the face that has them; `advance` is in em."""

    face: Face
    glyphs: bytes
    kerns: tuple[float, ...] | None
    advance: float


@lru_cache(maxsize=8192)
def _run(word: str, faces: tuple[Face, ...], track: float) -> _Run:
    """Return the word's glyphs; of a word that no face has, what can be shown of it."""
    own = faces[0]
    if not track and FIGURES.issuperset(word):
        return _figures(word, own)
    face = next((face for face in faces if face.covers(word)), own)
    shown = "".join(char if face.covers(char) else MISSING for char in word)
    shaped = shape(face, shown, track)
    return _Run(face, shaped.glyphs, shaped.kerns, shaped.advance)


def _figures(number: str, face: Face) -> _Run:
    """Return a number set figure by figure: in a table figures do not kern, and so thousands cost ten shapings."""
    shaped = [shape(face, figure) for figure in number]
    return _Run(face, b"".join(each.glyphs for each in shaped), None, sum(each.advance for each in shaped))


def _letters(word: str, kind: Type, room: float) -> str:
    """Return as many of a word's first letters as fit the room, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(word[:middle], kind) <= room else (low, middle - 1)
    return word[:low]
