"""`text`: a slot's words in a style, placed by ink and fitted into the room the design leaves them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from cardmaker.art.lettering.fitting import fitted_share, look_of, share_of
from cardmaker.art.lettering.glyphs import as_shapes
from cardmaker.art.lettering.typeset import Look, SetLine, leading_for, set_line
from cardmaker.art.lettering.wording import Break, arrangements
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, SlotName, Spot, StyleName, TypeStyle
from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Insets, Rect, Transform
from cardmaker.units import MM

TYPE_MARGIN: Final = 8 * MM
"""How near to the panel's edge type may come."""

RATHER_BROKEN: Final = 0.8
"""Share of its size below which a line of words is better broken, if its slot has lines to spare."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, placed by their ink; long ones shrink as far as their slot allows, then the card is refused."""

    slot: Annotated[SlotName, "which words"]
    style: Annotated[StyleName, "how they look"]
    fill: Annotated[Role, "their color"]
    at: Annotated[Spot, "where they are anchored"] = CENTER
    anchor: Annotated[Literal["left", "center", "right"], "which side of each line is at `at`"] = "center"
    valign: Annotated[Literal["top", "middle", "bottom"], "which part of the whole ink is at `at`"] = "middle"
    accent: Annotated[Role | None, "the color of words between asterisks"] = None
    fit: Annotated[Length | None, Bounds(2, 200), "the widest line"] = None
    height: Annotated[Length | None, Bounds(2, 200), "the greatest height of all lines"] = None
    round_: Annotated[
        Length | None, Bounds(2, 60), "the radius of a round hole about the text that must hold it"
    ] = None
    lines: Annotated[
        Break,
        "`joined` sets all on one line; `stacked` sets the words of a single line one below another, if the slot has lines enough",
    ] = "as-typed"


@dataclass(frozen=True, slots=True)
class _Block:
    """Set lines and their leading; everything in em, the first baseline at y = 0 and the anchor at x = 0."""

    lines: tuple[SetLine, ...]
    anchor: str
    leading: float

    def boxes(self) -> list[Rect]:
        return [
            Rect(
                line.ink.x + line.offset(self.anchor),
                line.ink.y + index * self.leading,
                line.ink.width,
                line.ink.height,
            )
            for index, line in enumerate(self.lines)
        ]

    @property
    def ink(self) -> Rect:
        return Rect.around(corner for box in self.boxes() for corner in box.corners())


def draw_text(text: Text, stage: Stage) -> Iterator[Item]:
    """Yield the words; in a motif, which is drawn on no panel and many times, they are a pattern and no text."""
    words = stage.words[text.slot]
    if not words:
        return
    style = stage.layout.type[text.style]
    look = look_of(words, text.slot, style, stage)
    block = _arranged(words, look, text, style, stage)
    size = _fitted_size(block, text, style, stage)
    placed = _place(block, size, text, style, stage)
    yield from placed if stage.size.width else as_shapes(placed, is_searchable=False)


def _arranged(words: str, look: Look, text: Text, style: TypeStyle, stage: Stage) -> _Block:
    """Return the words in the lines that are meant; if these would be much too small, in those that are largest."""
    most = stage.layout.slots[text.slot].lines
    meant, *others = (_block_of(lines, look, text, style) for lines in arrangements(words, text.lines, most))
    size = stage.length(style.size)
    if not others or share_of(_rooms(meant, size, text, stage)) >= RATHER_BROKEN:
        return meant
    return max(meant, *others, key=lambda block: share_of(_rooms(block, size, text, stage)))


def _block_of(lines: Sequence[str], look: Look, text: Text, style: TypeStyle) -> _Block:
    found = tuple(set_line(line, look) for line in lines)
    return _Block(found, text.anchor, leading_for(found, text.anchor, style.leading))


def _fitted_size(block: _Block, text: Text, style: TypeStyle, stage: Stage) -> float:
    """Return the type size in points, at most the style's."""
    wanted = stage.length(style.size)
    return wanted * fitted_share(text.slot, _rooms(block, wanted, text, stage), stage)


def _rooms(block: _Block, size: float, text: Text, stage: Stage) -> Iterator[tuple[float, float]]:
    """Yield pairs of room and need, in points: the ways in which the words must fit."""
    ink = block.ink
    yield room_beside(text.at, text.anchor, stage), ink.width * size
    if text.fit:
        yield stage.length(text.fit), ink.width * size
    if text.height:
        yield stage.length(text.height), ink.height * size
    if text.round_:
        yield stage.length(text.round_), _reach(block) * size


def room_beside(at: Spot, anchor: str, stage: Stage) -> float:
    """Return the width between the margins for type, seen from the anchor. A motif, drawn on no panel, has no margins."""
    if not stage.size.width:
        return math.inf
    x, _ = stage.point(at)
    left, right = x - TYPE_MARGIN, stage.size.width - TYPE_MARGIN - x
    return {"left": right, "right": left, "center": 2 * min(left, right)}[anchor]


def _reach(block: _Block) -> float:
    """Return how far the farthest corner of a line is from the middle of the block, em."""
    middle = block.ink.center
    return max(math.hypot(x - middle.x, y - middle.y) for box in block.boxes() for x, y in _shoulders(box))


def _shoulders(box: Rect) -> Sequence[tuple[float, float]]:
    """Return a line's corners, a sixth of its height taken off: letters seldom fill the corners."""
    return box.inset(Insets(0.0, box.height / 6, 0.0, box.height / 6)).corners()


def _place(block: _Block, size: float, text: Text, style: TypeStyle, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(text.at)
    ink = block.ink
    top = y - {"top": ink.y, "middle": ink.center.y, "bottom": ink.bottom}[text.valign] * size
    for index, line in enumerate(block.lines):
        left = x + line.offset(text.anchor) * size
        yield from _lines(line, left, top + index * block.leading * size, size, text, style, stage)


def _lines(
    line: SetLine, x: float, y: float, size: float, text: Text, style: TypeStyle, stage: Stage
) -> Iterator[Item]:
    gain = stage.length(style.gain)
    for run in line.runs:
        role = text.accent if run.is_accent and text.accent else text.fill
        place = Transform(size, 0.0, 0.0, size, x + run.x * size, y)
        word = Word(run.shaped.text, run.shaped.glyphs, place, run.shaped.kerns)
        yield Line(run.face, stage.color(role), (word,), gain)
