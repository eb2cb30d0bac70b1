"""`lockup`: lines stacked as one block, each set so large that it fills the same width."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

from cardmaker.art.lettering.fitting import fitted_share, look_of
from cardmaker.art.lettering.text import room_beside
from cardmaker.art.lettering.typeset import SetLine, set_line
from cardmaker.art.lettering.wording import Break, broken
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, SlotName, Spot, StyleName
from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Transform

FLATTEST: Final = 0.02
"""The least height of a line's ink, em: a line of dashes must not grow without end."""


@dataclass(frozen=True, slots=True)
class Lockup:
    """Lines of one width, one below another by their ink. A short line grows at most `most` times the style's size."""

    slot: Annotated[SlotName, "which words"]
    style: Annotated[StyleName, "how they look; its size is that of a line before it grows or shrinks"]
    fill: Annotated[Role, "their color"]
    width: Annotated[Length, Bounds(5, 200), "how wide every line is"]
    height: Annotated[Length, Bounds(5, 250), "the greatest height of the block"]
    gap: Annotated[Length, Bounds(-10, 30), "between the ink of two lines"] = Length(3.0)
    at: Annotated[Spot, "where the block is anchored"] = CENTER
    anchor: Annotated[Literal["left", "center", "right"], "which side of each line is at `at`"] = "center"
    valign: Annotated[Literal["top", "middle", "bottom"], "which part of the block is at `at`"] = "middle"
    accent: Annotated[Role | None, "the color of words between asterisks"] = None
    fills: Annotated[tuple[Role, ...], "colors of the lines, in turn, instead of `fill`"] = ()
    lines: Annotated[
        Break,
        "`joined` sets all on one line; `stacked` sets the words of a single line one below another, if the slot has lines enough",
    ] = "as-typed"
    most: Annotated[float, Bounds(1, 6), "how far a short line may grow"] = 1.8


@dataclass(frozen=True, slots=True)
class _Row:
    """A line and its type size, pt."""

    line: SetLine
    size: float

    @property
    def height(self) -> float:
        return max(self.line.ink.height, FLATTEST) * self.size


def draw_lockup(lockup: Lockup, stage: Stage) -> Iterator[Item]:
    words = stage.words[lockup.slot]
    if not words:
        return
    style = stage.layout.type[lockup.style]
    look = look_of(words, lockup.slot, style, stage)
    most = stage.layout.slots[lockup.slot].lines
    lines = [set_line(line, look) for line in broken(words, lockup.lines, most) if line]
    gap, gain = stage.length(lockup.gap), stage.length(style.gain)
    rows = _sized(lines, lockup, stage.length(style.size), gap, stage)
    x, top = stage.point(lockup.at)
    total = sum(row.height for row in rows) + gap * (len(rows) - 1)
    top -= {"top": 0.0, "middle": 0.5, "bottom": 1.0}[lockup.valign] * total
    fills = lockup.fills or (lockup.fill,)
    for index, row in enumerate(rows):
        color = fills[index % len(fills)]
        yield from _set(row, x, top - row.line.ink.y * row.size, replace(lockup, fill=color), gain, stage)
        top += row.height + gap


def _sized(lines: Sequence[SetLine], lockup: Lockup, size: float, gap: float, stage: Stage) -> list[_Row]:
    """Return the lines at their sizes: each as wide as the block, none too large, and the whole not too high."""
    width = min(stage.length(lockup.width), room_beside(lockup.at, lockup.anchor, stage))
    rows = [_Row(line, min(width / line.ink.width, lockup.most * size)) for line in lines if line.ink.width]
    need = sum(row.height for row in rows)
    room = max(0.0, stage.length(lockup.height) - gap * (len(rows) - 1))
    share = min(1.0, room / need) if need else 1.0
    rows = [replace(row, size=row.size * share) for row in rows]
    fitted_share(lockup.slot, [(min((row.size for row in rows), default=size), size)], stage)
    return rows


def _set(row: _Row, x: float, y: float, lockup: Lockup, gain: float, stage: Stage) -> Iterator[Item]:
    left = x + row.line.offset(lockup.anchor) * row.size
    for run in row.line.runs:
        role = lockup.accent if run.is_accent and lockup.accent else lockup.fill
        place = Transform(row.size, 0.0, 0.0, row.size, left + run.x * row.size, y)
        word = Word(run.shaped.text, run.shaped.glyphs, place, run.shaped.kerns)
        yield Line(run.face, stage.color(role), (word,), gain)
