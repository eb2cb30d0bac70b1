"""`on-arc`: words along a circle, as on a seal: each letter stands upright on the curve, kerned as on a straight line."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.fitting import fitted_share, look_of
from cardmaker.art.lettering.typeset import SetLine, SetRun, set_line
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, SlotName, Spot, StyleName
from cardmaker.drawing import Item, Line, Word
from cardmaker.geometry import Point, Transform
from cardmaker.text.faces import Face

BALANCING: Final = 6
"""Steps of turning the words; each takes off about half of what is left."""

MOST_BALANCE: Final = math.radians(3)


@dataclass(frozen=True, slots=True)
class OnArc:
    """Words on a circle, the middle of their ink at its top or bottom; lines are set one after another."""

    slot: Annotated[SlotName, "which words"]
    style: Annotated[StyleName, "how they look"]
    fill: Annotated[Role, "their color"]
    radius: Annotated[Length, Bounds(3, 100), "from the circle's center to half the height of the capitals"]
    at: Annotated[Spot, "the center of the circle"] = CENTER
    side: Annotated[
        Literal["above", "below"], "above, the letters' feet point to the center; below, their heads do"
    ] = "above"
    sweep: Annotated[float, Bounds(10, 350), "the widest arc the words may take, in degrees"] = 160
    turn: Annotated[float, Bounds(-180, 180), "how far round the words are moved, clockwise, in degrees"] = 0
    accent: Annotated[Role | None, "the color of words between asterisks"] = None


@dataclass(frozen=True, slots=True)
class _Arc:
    """A circle to write on, pt; `toward` is 1 if the letters' heads point outward, else -1. `turn` is in radians."""

    center: Point
    radius: float
    toward: int
    turn: float

    def place(self, size: float, pen: float, along: float, cap: float) -> Transform:
        """Return where a glyph goes: the em distance `pen` from its start stands at the distance `along` (pt)."""
        angle = self.toward * along / self.radius + self.turn
        up = Point(math.sin(angle), -math.cos(angle))
        foot = self.toward * self.radius - cap / 2
        cos, sin = size * math.cos(angle), size * math.sin(angle)
        x, y = self.center.x + up.x * foot, self.center.y + up.y * foot
        return Transform(cos, sin, -sin, cos, x - pen * cos, y - pen * sin)


def draw_on_arc(arc: OnArc, stage: Stage) -> Iterator[Item]:
    words = " ".join(stage.words[arc.slot].split())
    if not words:
        return
    style = stage.layout.type[arc.style]
    line = set_line(words, look_of(words, arc.slot, style, stage))
    size = stage.length(style.size)
    radius = stage.length(arc.radius)
    size *= fitted_share(arc.slot, [(math.radians(arc.sweep) * radius, line.ink.width * size)], stage)
    toward = 1 if arc.side == "above" else -1
    circle = _Arc(stage.point(arc.at), radius, toward, math.radians(arc.turn))
    if not arc.turn:
        circle = _balanced(circle, arc, line, size, stage)
    yield from _lines(circle, arc, line, size, stage)


def _balanced(circle: _Arc, arc: OnArc, line: SetLine, size: float, stage: Stage) -> _Arc:
    """Return the circle a little turned, so that the ink reaches as far to the left as to the right.

    A tall first letter reaches further than a low last one, though both end at the same angle.
    """
    for _ in range(BALANCING):
        box = ink_box(_lines(circle, arc, line, size, stage))
        shift = box.center.x - circle.center.x if box else 0.0
        turn = circle.turn - circle.toward * shift / circle.radius
        circle = replace(circle, turn=min(MOST_BALANCE, max(-MOST_BALANCE, turn)))
    return circle


def _lines(circle: _Arc, arc: OnArc, line: SetLine, size: float, stage: Stage) -> Iterator[Line]:
    gain = stage.length(stage.layout.type[arc.style].gain)
    for run in line.runs:
        role = arc.accent if run.is_accent and arc.accent else arc.fill
        if letters := tuple(_letters(run, line, size, circle)):
            yield Line(run.face, stage.color(role), letters, gain)


def _letters(run: SetRun, line: SetLine, size: float, circle: _Arc) -> Iterator[Word]:
    """Yield a word for each glyph; the first one tells a reader the text of all."""
    middle = line.ink.center.x
    cap = run.face.cap_height * size
    text = run.shaped.text
    for glyph, start, ink_middle in _glyphs(run):
        place = circle.place(size, ink_middle, (run.x + start + ink_middle - middle) * size, cap)
        yield Word(text, glyph, place)
        text = ""


def _glyphs(run: SetRun) -> Iterator[tuple[bytes, float, float]]:
    """Yield each glyph that has ink: its code, where its pen starts in the run, and the middle of its ink from there."""
    face, shaped = run.face, run.shaped
    pen = 0.0
    for index in range(len(shaped.glyphs) // 2):
        code = shaped.glyphs[2 * index : 2 * index + 2]
        glyph = int.from_bytes(code, "big")
        if (middle := _ink_middle(face, glyph)) is not None:
            yield code, pen, middle
        kern = shaped.kerns[index] / 1000 if shaped.kerns else 0.0
        pen += face.font.get_glyph_h_advance(glyph) / face.units_per_em + kern


def _ink_middle(face: Face, glyph: int) -> float | None:
    box = face.font.get_glyph_extents(glyph)
    return (box.x_bearing + box.width / 2) / face.units_per_em if box and box.width else None
