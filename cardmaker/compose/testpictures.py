"""The pictures on a printer's test sheet: the sheet being folded both ways, and a crease that lies on a stroke."""

from collections.abc import Iterator
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.diagrams import ARROW, CREASE, OUTLINE, WASH
from cardmaker.compose.lettering import INK, Align, Look, set_line
from cardmaker.drawing import Cap, Fill, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Rect, Transform, ellipse, join, polygon, rectangle
from cardmaker.units import MM

LIFTED: Final = 0.62
"""How wide the half looks that is being folded over, as a share of its width."""

FOLD: Final = 2.2 * MM
"""How wide the crease is in the enlarged picture, and how light."""

SHADE: Final = Color(0.87, 0.86, 0.84)

PICKED: Final = Ink(INK, 1.2, Cap.BUTT)
OTHER: Final = Ink(INK, 0.6, Cap.BUTT)


def draw_folding(area: Rect) -> Iterator[Item]:
    """Return a sheet whose left half goes over to the right, and beside it one whose upper half goes down."""
    high = area.height
    wide = high * 0.77
    yield from _folded(Transform.move(area.x + 4.0 * MM, area.y), wide, high)
    swap = Transform(0.0, 1.0, 1.0, 0.0, area.x + 38.0 * MM, area.y)
    yield from _folded(swap, high, wide)


def _folded(pose: Transform, wide: float, high: float) -> Iterator[Item]:
    """Return a sheet with its first half lifted along x, and an arrow over it; `pose` turns it for the other way."""
    half, lift = wide / 2, high * 0.09
    lifted = polygon(
        [(half, 0.0), (half - half * LIFTED, -lift), (half - half * LIFTED, high - lift), (half, high)]
    )
    start, end = (half * 0.4, -lift - 1.0 * MM), (wide - 1.0 * MM, -1.2 * MM)
    arc = PathBuilder().move(*start)
    arc.curve(start[0] + half * 0.3, -lift - 4.2 * MM, end[0] - half * 0.2, -lift - 3.6 * MM, *end)
    tip = polygon(
        [(end[0] - 1.9 * MM, end[1] - 0.6 * MM), end, (end[0] - 0.1 * MM, end[1] - 2.0 * MM)], closed=False
    )
    yield Stroke(rectangle(Rect(0.0, 0.0, wide, high)).transformed(pose), OUTLINE)
    yield Fill(lifted.transformed(pose), WASH)
    yield Stroke(lifted.transformed(pose), OUTLINE)
    yield Stroke(polygon([(half, 0.0), (half, high)], closed=False).transformed(pose), CREASE)
    yield Stroke(join((arc.path(), tip)).transformed(pose), ARROW)


def draw_reading(area: Rect, look: Look) -> Iterator[Item]:
    """Return a crease across seven strokes, enlarged, and a ring around the number of the one that lies on it."""
    count, picked = 7, 3
    pitch, crease = area.height / count, area.x + 20.0 * MM
    yield Fill(rectangle(Rect(crease - FOLD / 2, area.y - 2.0 * MM, FOLD, area.height + 4.0 * MM)), SHADE)
    for number in range(count):
        y, x = area.y + number * pitch, crease + (picked - number) * 1.7 * MM
        yield Stroke(_down(x, y, pitch * 0.84), PICKED if number == picked else OTHER)
        value = f"+{0.2 * number:.1f}" if number else "0"
        kind = look.strong if number == picked else look.quiet
        yield set_line(value, kind, area.x + 10.0 * MM, y + pitch * 0.65, Align.RIGHT)
    middle = area.y + (picked + 0.44) * pitch
    yield Stroke(ellipse(area.x + 6.8 * MM, middle, 5.4 * MM, 2.9 * MM), ARROW)
    yield set_line("on the crease: +0.6", look.measure, area.x + 28.0 * MM, middle + 1.0 * MM)
    yield set_line("the crease", look.small, crease, area.bottom + 5.4 * MM, Align.CENTER)


def _down(x: float, y: float, length: float) -> Path:
    return polygon([(x, y), (x, y + length)], closed=False)
