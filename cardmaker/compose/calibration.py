"""The test sheet of a printer: how far it is off, read in a minute with a sheet of paper that was folded twice.

No light is needed to compare the two sides. A crease is seen on both of them at the same place, and the creases of a sheet
folded edge on edge are the middle of the paper. On each side two ladders of strokes cross the creases, one for each way;
every rung stands a fifth of a millimeter further on than the one before, so the rung that lies on the crease tells how far
the print is off, fifteen times enlarged. Folding a little off moves both sides alike and spoils only where the whole card
lies, not how its sides meet.

Also on it: rulers for the scale, bars at the edges for what stays white, an arrow for the flip, and letters beside which
people find the cross that they drew on the blank sheet, for which way the paper goes in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import ACCENT, INK, Align, Look, set_line, set_lines, sized, wrap
from cardmaker.compose.testpictures import draw_folding, draw_reading
from cardmaker.drawing import Cap, Fill, Frame, Ink, Item, Page, Stroke
from cardmaker.geometry import Path, Rect, Size, Transform, join, polygon, rectangle
from cardmaker.model import Flip
from cardmaker.units import MM

STEP_MM: Final = 0.2
"""How much further on each rung stands; a crease is about as wide."""

RUNGS: Final = 15
"""On either side of zero: 3 mm, which no printer exceeds."""

PITCH: Final = 2.9 * MM
STROKE: Final = 2.4 * MM

ACROSS_MM: Final = 150
DOWN_MM: Final = 200
"""The lengths of the rulers: a person's own is 300 mm or 12 in long, or a little shorter."""

BARS: Final = range(1, 15)
"""Distances of the bars from the sheet's edge, in mm."""

BAR: Final = 5.0 * MM
BAR_PITCH: Final = 7.0 * MM
BARS_START: Final = 22.0 * MM

COLUMN: Final = 66.0 * MM
LEFT: Final = 27.0 * MM
HEAD: Final = 27.0 * MM

THIN: Final = Ink(INK, 0.5, Cap.BUTT)
BOLD: Final = Ink(INK, 1.1, Cap.BUTT)
HAIR: Final = Ink(INK, 0.4, Cap.BUTT)
PALE: Final = Color(0.55, 0.55, 0.55)

HYPHENS_APART: Final = 50.0
"""Letter spacing of what is to be typed: in the face, two hyphens make one dash."""

_SWAP: Final = Transform(0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a test sheet is for: a printer, its tray if it has several, an upright paper, and the edge to flip on."""

    printer: str
    tray: str
    paper: str
    size: Size
    flip: Flip = Flip.LONG_EDGE


def calibration_sheet(sheet: Sheet, look: Look) -> Iterator[Page]:
    """Yield the two sides of the test sheet."""
    yield Page(Frame(sheet.size, tuple(_front(sheet, look))))
    yield Page(Frame(sheet.size, tuple(_back(sheet, look))))


def rung_values() -> list[float]:
    """Return what the rungs of a ladder tell, in mm, from the top down or from the left."""
    return [round(number * STEP_MM, 1) for number in range(-RUNGS, RUNGS + 1)]


def _front(sheet: Sheet, look: Look) -> Iterator[Item]:
    size = sheet.size
    middle = size.height / 2
    yield from _ladders(size, "A", "B", look)
    yield from _bars(size, look)
    yield from _rulers(size, look)
    yield from _cross_letters(size, "KL", look)
    yield from draw_title(sheet, "TEST SHEET · FRONT", TWO_SIDED, look)
    right = size.width / 2 + 13.0 * MM
    items, y = draw_steps(FOLD_STEPS, 1, LEFT, HEAD + 28.0 * MM, look)
    yield from items
    yield from draw_folding(Rect(LEFT + 6.0 * MM, y + 4.0 * MM, COLUMN, 24.0 * MM))
    items, y = draw_steps(READ_STEPS, 3, right, HEAD + 12.0 * MM, look)
    yield from items
    yield from draw_reading(Rect(right + 6.0 * MM, y + 4.0 * MM, 50.0 * MM, 36.0 * MM), look)
    items, y = draw_steps(TURN_STEPS, 4, LEFT, middle + 8.0 * MM, look)
    yield from items
    yield from draw_arrow(Rect(LEFT + 24.0 * MM, y + 6.0 * MM, 16.0 * MM, 26.0 * MM), "FRONT", look)
    yield set_line("These may wait:", look.quiet, right, middle + 20.0 * MM)
    items, y = draw_steps(MORE_STEPS, 5, right, middle + 27.0 * MM, look)
    yield from items
    yield from _command(sheet, right, y + 2.0 * MM, look)


def _back(sheet: Sheet, look: Look) -> Iterator[Item]:
    size = sheet.size
    yield from _ladders(size, "C", "D", look)
    yield from _cross_letters(size, "MN", look)
    yield from draw_title(sheet, "TEST SHEET · BACK", TWO_SIDED, look)
    items, y = draw_steps(BACK_STEPS, 4, LEFT, HEAD + 28.0 * MM, look)
    yield from items
    other = Flip.LONG_EDGE if sheet.flip is Flip.SHORT_EDGE else Flip.SHORT_EDGE
    words = ELSE.format(other.value)
    yield from set_lines(wrap(words, look.quiet, COLUMN - 6.0 * MM), look.quiet, LEFT + 6.0 * MM, y)
    yield from draw_arrow(
        Rect(LEFT + 24.0 * MM, size.height / 2 + 30.0 * MM, 16.0 * MM, 26.0 * MM), "BACK", look
    )


TWO_SIDED: Final = "at 100 %, two-sided"

FOLD_STEPS: Final = (
    "Fold the sheet in half, the left edge exactly on the right edge. Press the crease sharp and open the sheet.",
    "Fold it in half the other way, the top edge on the bottom edge. Press, and open it again.",
)
READ_STEPS: Final = (
    (
        "Look along each crease: one of the short strokes lies right on it. The number beside that stroke is what you read: "
        "A here, B below. Between two strokes, take the number between."
    ),
)
TURN_STEPS: Final = (
    (
        "Turn the sheet over like the page of a book. The arrow there must point up, as this one does. "
        "Read C and D on that side in the same way."
    ),
)
MORE_STEPS: Final = (
    "Measure line E across and line F at the left, in mm; 150 and 200 need not be typed.",
    "At each edge, the smallest number whose bar is printed whole: left, top, right, bottom.",
    "Which of K, L, M, N stands next to the cross that you drew before printing?",
)
BACK_STEPS: Final = (
    "Does the arrow point up after turning the sheet like the page of a book? Then read C and D where the creases are.",
)
ELSE: Final = (
    "If it points down, these numbers are of no use: print the sheet once more, with the other edge to flip on chosen in "
    "the print dialog. If the printer always flips like that, make the sheet anew with {} as its flip."
)


def draw_title(sheet: Sheet, over: str, how: str, look: Look) -> Iterator[Item]:
    """Return what is tested, under what the page is, and over how it is printed."""
    yield set_line(over, look.over, LEFT, HEAD)
    name = f"{sheet.printer}, {sheet.tray}" if sheet.tray else sheet.printer
    kind = sized(look.title, name, COLUMN)
    yield set_line(name, kind, LEFT, HEAD + look.title.leading)
    yield set_line(f"{sheet.paper}, {how}", look.quiet, LEFT, HEAD + 1.65 * look.title.leading)


def draw_steps(
    steps: tuple[str, ...], first: int, x: float, y: float, look: Look
) -> tuple[list[Item], float]:
    """Return numbered steps in a column, the first baseline at y, and the baseline after the last."""
    items: list[Item] = []
    for number, words in enumerate(steps, first):
        lines = wrap(words, look.body, COLUMN - 6.0 * MM)
        items.append(set_line(str(number), look.measure, x, y))
        items += set_lines(lines, look.body, x + 6.0 * MM, y)
        y += len(lines) * look.body.leading + 1.6 * MM
    return items, y


def _command(sheet: Sheet, x: float, y: float, look: Look) -> Iterator[Item]:
    """Return what to type; what was not read may be left out."""
    name = f"'{sheet.printer}'" if " " in sheet.printer else sheet.printer
    lines = [
        f"cardmaker printer set {name}" + (f" --tray '{sheet.tray}'" if sheet.tray else ""),
        "--front-x A --front-y B --x C --y D",
        "--across E --down F",
        "--margins 4,4,4,4 --cross K" + (" --flip short-edge" if sheet.flip is Flip.SHORT_EDGE else ""),
    ]
    yield set_line("Type, leaving out what you did not read:", look.quiet, x, y)
    for number, line in enumerate(lines, 1):
        kind = sized(replace(look.strong, track=HYPHENS_APART), line, COLUMN)
        yield set_line(line, kind, x + (4.0 * MM if number > 1 else 0.0), y + number * look.body.leading)


def _ladders(size: Size, upright: str, level: str, look: Look) -> Iterator[Item]:
    """Return the ladder over the upright crease, in the upper half, and that over the level one, to the right."""
    x, y = size.width / 2, size.height / 2
    top = y - 10.0 * MM - (2 * RUNGS + 1) * PITCH
    yield from _ladder(top, x, Transform(), look)
    yield set_line(upright, look.title, x, top - 3.0 * MM, Align.CENTER)
    yield from _level_ladder(x + 5.5 * MM, y, look)
    yield set_line(level, look.title, x + 5.5 * MM + (2 * RUNGS + 1) * PITCH / 2, y - 7.0 * MM, Align.CENTER)


def _ladder(start: float, middle: float, pose: Transform, look: Look) -> Iterator[Item]:
    """Return strokes along y, each on its side of the middle by what it tells: print that is off to the right has the
    crease on its left.
    """
    for number, value in enumerate(rung_values()):
        y, x = start + number * PITCH, middle - value * MM
        yield Stroke(_line((x, y), (x, y + STROKE)).transformed(pose), _weight(value))
        kind = look.measure if _is_whole(value) else look.small
        yield set_line(
            _signed(value), kind, middle - 4.2 * MM, y + STROKE / 2 + kind.size * 0.33, Align.RIGHT
        )


def _level_ladder(start: float, middle: float, look: Look) -> Iterator[Item]:
    for number, value in enumerate(rung_values()):
        x, y = start + number * PITCH, middle - value * MM
        yield Stroke(_line((x, y), (x + STROKE, y)), _weight(value))
        kind = look.measure if _is_whole(value) else look.small
        along = x + STROKE / 2 + kind.size * 0.33
        yield set_line(_signed(value), kind, along, middle + 4.2 * MM, Align.RIGHT, 270.0)


def _weight(value: float) -> Ink:
    return BOLD if _is_whole(value) else THIN


def _is_whole(value: float) -> bool:
    return value == round(value)


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if value else "0"


def _bars(size: Size, look: Look) -> Iterator[Item]:
    """Return the bars along all four edges, each its number of millimeters from the edge, and their numbers."""
    for number, distance in enumerate(BARS):
        at, along = distance * MM, BARS_START + number * BAR_PITCH
        level = [(along, at), (along, size.height - at)]
        upright = [(at, along + 8.0 * MM), (size.width - at, along + 8.0 * MM)]
        for x, y in level:
            yield Stroke(_line((x, y), (x + BAR, y)), HAIR)
            inside = y + 2.6 * MM if y < size.height / 2 else y - 1.0 * MM
            yield set_line(str(distance), look.small, x + BAR / 2, inside, Align.CENTER)
        for x, y in upright:
            yield Stroke(_line((x, y), (x, y + BAR)), HAIR)
            is_left = x < size.width / 2
            beside = x + 1.0 * MM if is_left else x - 1.0 * MM
            align = Align.LEFT if is_left else Align.RIGHT
            yield set_line(str(distance), look.small, beside, y + BAR / 2 + 1.0 * MM, align)


def _rulers(size: Size, look: Look) -> Iterator[Item]:
    """Return line E across, near the foot, and line F down, at the left: their ends count, square to them."""
    left, y = (size.width - ACROSS_MM * MM) / 2, size.height - 23.0 * MM
    yield Stroke(_ruler(left, y, ACROSS_MM), HAIR)
    words = f"E: {ACROSS_MM} mm is right, from end to end"
    yield set_line(words, look.small, size.width / 2, y - 3.4 * MM, Align.CENTER)
    x, top = 21.0 * MM, (size.height - DOWN_MM * MM) / 2
    yield Stroke(_ruler(top, x, DOWN_MM).transformed(_SWAP), HAIR)
    words = f"F: {DOWN_MM} mm is right, from end to end"
    yield set_line(words, look.small, x + 3.6 * MM, size.height / 2 + 60.0 * MM, Align.LEFT, 270.0)


def _ruler(start: float, y: float, length: int) -> Path:
    ticks = [
        (start + at * MM, 2.4 * MM if at in {0, length} else 1.2 * MM) for at in range(0, length + 1, 10)
    ]
    line = _line((start, y), (start + length * MM, y))
    return join((line, *(_line((x, y - reach), (x, y + reach)) for x, reach in ticks)))


def _cross_letters(size: Size, letters: str, look: Look) -> Iterator[Item]:
    """Return a letter at the head and one at the foot, each in a frame that a cross is found next to."""
    x = size.width - 42.0 * MM
    for letter, y in zip(letters, (20.5 * MM, size.height - 39.0 * MM), strict=True):
        box = Rect(x, y, 9.0 * MM, 9.0 * MM)
        yield Stroke(rectangle(box), Ink(PALE, 0.6))
        yield set_line(letter, look.title, box.center.x, box.bottom - 1.6 * MM, Align.CENTER)


def draw_arrow(area: Rect, name: str, look: Look) -> Iterator[Item]:
    """Return an arrow that points up, with the side's name under it."""
    x, shaft, neck = area.center.x, area.width * 0.18, area.y + area.height * 0.45
    outline = [
        (x, area.y),
        (area.right, neck),
        (x + shaft, neck),
        (x + shaft, area.bottom),
        (x - shaft, area.bottom),
        (x - shaft, neck),
        (area.x, neck),
    ]
    yield Fill(polygon(outline), ACCENT)
    yield set_line(name, look.strong, x, area.bottom + look.strong.leading, Align.CENTER)


def _line(start: tuple[float, float], end: tuple[float, float]) -> Path:
    return polygon([start, end], closed=False)
