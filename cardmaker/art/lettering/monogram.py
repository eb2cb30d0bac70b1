"""`monogram`: the initials of a name as one figure, placed by its ink: in a row, about a large middle one, or interlaced.

It is a figure and no text: nobody searches a card for an M.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.fitting import look_of
from cardmaker.art.lettering.glyphs import as_shapes, outline_of
from cardmaker.art.lettering.typeset import Look, set_line
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, PAPER, Bounds, Length, Role, SlotName, Spot, StyleName
from cardmaker.drawing import Cap, Fill, Frame, Group, Ink, Item, Line, Stroke, Word
from cardmaker.geometry import Path, Point, Rect, Transform, ellipse, rectangle

MOST_LETTERS: Final = 3
SMALL: Final = 0.62
"""The outer letters beside a large middle one, of its height."""

_COUPLE: Final = re.compile(r"\s+(?:&|\+|and|und|et|y|e)\s+")
_SIDES: Final = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle about the letters."""

    radius: Annotated[Length, Bounds(1, 80), "to the middle of its line"]
    width: Annotated[Length, Bounds(0.08, 5), "the line's thickness"]
    stroke: Annotated[Role, "its color"]


@dataclass(frozen=True, slots=True)
class Monogram:
    """Initials of the name in a slot, its rings with them; an empty slot draws neither."""

    slot: Annotated[SlotName, "whose initials; of `Anna & Ben` those of the two first names"]
    style: Annotated[StyleName, "their face, and the size of the largest letter"]
    fill: Annotated[Role, "their color"]
    at: Annotated[Spot, "the middle of their ink"] = CENTER
    form: Annotated[
        Literal["row", "center", "weave"],
        "side by side; about a larger middle letter, the surname's; or interlaced",
    ] = "row"
    take: Annotated[
        Literal["all", "ends", "first", "last"], "up to three letters, the first and the last, or only one"
    ] = "all"
    gap: Annotated[float, Bounds(-0.9, 1), "between two letters, in type sizes; woven ones overlap by it"] = (
        0.06
    )
    drop: Annotated[
        float, Bounds(-1, 1), "how much lower each letter stands than the one before, in type sizes"
    ] = 0.0
    accent: Annotated[Role | None, "the color of every second letter"] = None
    keyline: Annotated[Length, Bounds(0, 3), "the paper left where a woven letter passes over another"] = (
        Length(0.6)
    )
    round_: Annotated[Length | None, Bounds(1, 80), "the radius of a round hole that must hold them"] = None
    fit: Annotated[Length | None, Bounds(1, 200), "how wide they may be"] = None
    rings: Annotated[tuple[Ring, ...], "circles about them"] = ()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter's line of type, and the box of its ink."""

    line: Line
    ink: Rect


def initials(name: str, take: str = "all") -> tuple[str, ...]:
    """Return up to three initials of a name: of a couple one each, else of its first, middle and last name.

    Titles (`Dr.`), particles in small letters (`van`) and what follows a comma do not count.
    """
    people = _COUPLE.split(name.split(",", maxsplit=1)[0])
    found = [letters for person in people if (letters := _of_person(person))]
    if len(found) > 1:
        chosen = tuple(letters[0] for letters in found[:MOST_LETTERS])
    else:
        letters = found[0] if found else []
        chosen = tuple(letters if len(letters) <= MOST_LETTERS else [*letters[:2], letters[-1]])
    ends = (chosen[0], chosen[-1]) if len(chosen) > 1 else chosen
    return {"all": chosen, "ends": ends, "first": chosen[:1], "last": chosen[-1:]}[take]


def _of_person(name: str) -> list[str]:
    parts = [part for part in _SIDES.split(name) if part]
    named = [part for part in parts if not (len(part) > 2 and part.endswith("."))] or parts
    proud = [part for part in named if part[0].isupper()] or named
    return [part[0].upper() for part in proud if part[0].isalpha()]


def draw_monogram(monogram: Monogram, stage: Stage) -> Iterator[Item]:
    letters = initials(stage.words[monogram.slot], monogram.take)
    if not letters:
        return
    center = stage.point(monogram.at)
    for ring in monogram.rings:
        circle = ellipse(*center, stage.length(ring.radius))
        yield Stroke(circle, Ink(stage.color(ring.stroke), stage.length(ring.width)))
    figure = _figure(letters, monogram, stage)
    box = ink_box(figure)
    if box is None:
        return
    scale = _fitting(box, monogram, stage)
    middle = Transform.move(-box.center.x, -box.center.y).then(Transform.scale(scale))
    yield Group(Frame(stage.size, tuple(figure)), middle.then(Transform.move(*center)))


def _fitting(box: Rect, monogram: Monogram, stage: Stage) -> float:
    """Return how far the figure shrinks. It tells nobody: a W may be smaller than an I."""
    shares = [1.0]
    if monogram.round_:
        shares.append(2 * stage.length(monogram.round_) / max(1e-6, (box.width**2 + box.height**2) ** 0.5))
    if monogram.fit:
        shares.append(stage.length(monogram.fit) / max(1e-6, box.width))
    return min(shares)


def _figure(letters: Sequence[str], monogram: Monogram, stage: Stage) -> list[Item]:
    """Return the letters about the origin, at the style's size."""
    if monogram.form == "center" and len(letters) == MOST_LETTERS:
        letters = (letters[0], letters[2], letters[1])
    placed = _in_a_row(letters, monogram, stage)
    if monogram.form == "weave":
        return list(_woven(placed, stage.length(monogram.keyline), stage))
    return list(as_shapes([letter.line for letter in placed], is_searchable=False))


def _in_a_row(letters: Sequence[str], monogram: Monogram, stage: Stage) -> list[_Letter]:
    """Return the letters from left to right, parted by their ink, on one middle line."""
    style = stage.layout.type[monogram.style]
    look = look_of("".join(letters), monogram.slot, style, stage)
    size, x = stage.length(style.size), 0.0
    has_center = monogram.form == "center" and len(letters) == MOST_LETTERS
    placed = []
    for index, letter in enumerate(letters):
        role = monogram.accent if monogram.accent and index % 2 else monogram.fill
        scale = SMALL if has_center and index != 1 else 1.0
        at = Point(x, index * monogram.drop * size)
        found = _letter(letter, look, size * scale, at, stage, role, stage.length(style.gain))
        placed.append(found)
        x = found.ink.right + monogram.gap * size
    return placed


def _letter(
    letter: str, look: Look, size: float, at: Point, stage: Stage, role: Role, gain: float
) -> _Letter:
    """Return a letter whose ink starts at a place, the middle of its capitals as high as that."""
    [run] = set_line(letter, look).runs
    ink = run.shaped.ink
    base = at.y + run.face.cap_height * size / 2
    place = Transform(size, 0.0, 0.0, size, at.x - ink.x * size, base)
    word = Word(letter, run.shaped.glyphs, place, run.shaped.kerns)
    box = Rect(at.x, base + ink.y * size, ink.width * size, ink.height * size)
    return _Letter(Line(run.face, stage.color(role), (word,), gain), box)


def _woven(letters: Sequence[_Letter], keyline: float, stage: Stage) -> Iterator[Item]:
    """Yield letters that pass over each other in turn: each over the one before it, but under it further down."""
    for index, letter in enumerate(letters):
        outline = outline_of([letter.line])
        if index:
            yield _paper(outline, keyline, stage)
        yield from as_shapes([letter.line], is_searchable=False)
        if index:
            yield _passing_over(letters[index - 1], letter.ink, keyline, stage)


def _passing_over(letter: _Letter, other: Rect, keyline: float, stage: Stage) -> Item:
    """Return a letter in the lower half of what it shares with another, drawn once more on top."""
    outline = outline_of([letter.line])
    middle = (max(letter.ink.y, other.y) + min(letter.ink.bottom, other.bottom)) / 2
    left, right = max(letter.ink.x, other.x) - keyline, letter.ink.right + keyline
    lower = rectangle(Rect(left, middle, right - left, letter.ink.bottom - middle + keyline))
    items = (_paper(outline, keyline, stage), Fill(outline, letter.line.color))
    return Group(Frame(stage.size, items), clip=lower)


def _paper(outline: Path, keyline: float, stage: Stage) -> Item:
    return Stroke(outline, Ink(stage.color(PAPER), max(0.02, 2 * keyline), Cap.ROUND))
