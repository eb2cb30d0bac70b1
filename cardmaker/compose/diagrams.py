"""The three drawings of a run sheet: a ruler at true size, a sheet being turned over, a sheet with its cuts and folds.

All are plain strokes in two colors. Lengths are points; sheets are drawn as page 1 is read.
"""

from typing import Final

from cardmaker.color import Color
from cardmaker.compose.lettering import ACCENT, INK, QUIET, Align, Look, set_line, sized, width
from cardmaker.compose.printing import Printing
from cardmaker.drawing import Cap, Fill, Ink, Item, Line, Stroke
from cardmaker.geometry import Insets, Path, PathBuilder, Rect, Size, Transform, join, polygon, rectangle
from cardmaker.model import Flip
from cardmaker.units import INCH, MM, format_mm

RULER_MM: Final = 100
RULER_INCHES: Final = 4
RULER_GAP: Final = 5.0 * MM
"""Between the two scales' lines, so that neither is taken for the other's."""

LONG, MIDDLE, SHORT = 3.4 * MM, 2.5 * MM, 1.6 * MM  # ticks

LEAF: Final = 0.46
"""How wide a leaf looks that is being turned over, as a share of its width."""

LIFT: Final = 0.13
"""How far such a leaf is lifted, as a share of its length."""

TALL: Final = 30.0 * MM
"""The longer side of the sheet that is drawn being turned over."""

FED: Final = 15.0 * MM
"""The longer side of the sheet that is drawn going into a printer."""

PRINTER: Final = Size(26.0 * MM, 7.0 * MM)
SLOT: Final = 3.0 * MM
"""How far the sheet is in."""

BARB: Final = 1.3 * MM
BESIDE: Final = 2.4 * MM
"""From what goes into a printer to the arrow beside it."""

MEASURED: Final = "mm from the left and the top edge"

CROWD: Final = 3
"""More measures than this over a sheet stand in two rows, since two of them may be close."""

GAP: Final = 1.6 * MM
"""From a sheet's edge to the measures beside it."""

_SWAP: Final = Transform(0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


OUTLINE: Final = Ink(Color(0.55, 0.55, 0.55), 0.5, Cap.BUTT)
SCALE: Final = Ink(INK, 0.4, Cap.BUTT)
CREASE: Final = Ink(QUIET, 0.6, Cap.BUTT, (3.0, 2.4))
CUT: Final = Ink(ACCENT, 0.75, Cap.BUTT)
HINGE: Final = Ink(ACCENT, 2.2)
ARROW: Final = Ink(ACCENT, 0.9)
CROSS: Final = Ink(QUIET, 0.8)
WASH: Final = Color(0.955, 0.95, 0.94)


def draw_ruler(x: float, y: float, look: Look) -> tuple[list[Item], float]:
    """Return a scale of 100 mm over one of 4 in, both from x and exact, and how high they are; y is their top."""
    upper = y + look.small.size + LONG
    lower = upper + RULER_GAP
    metric = [(number * MM, _rank(number, 10, 5)) for number in range(RULER_MM + 1)]
    imperial = [(number * INCH / 8, _rank(number, 8, 4)) for number in range(RULER_INCHES * 8 + 1)]
    items: list[Item] = [
        Stroke(_scale(x, upper, metric, -1.0), SCALE),
        Stroke(_scale(x, lower, imperial, 1.0), SCALE),
    ]
    above, below = upper - LONG - 0.8 * MM, lower + LONG + 0.8 * MM + look.small.size * 0.7
    items += [_number(number, x + number * MM, above, look) for number in range(0, RULER_MM, 10)]
    items.append(_last(RULER_MM, "mm", x + RULER_MM * MM, above, look))
    items += [_number(number, x + number * INCH, below, look) for number in range(RULER_INCHES)]
    items.append(_last(RULER_INCHES, "in", x + RULER_INCHES * INCH, below, look))
    return items, below - y


def draw_turning(printing: Printing, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return the sheet being turned over on its edge, at the area's top left, and how high the drawing is."""
    size = fitted(printing.sheet, Size(TALL, TALL))
    upright = (printing.flip is Flip.LONG_EDGE) is not printing.sheet.is_landscape
    flat = size if upright else size.turned()
    leaf, sheet, arrow = _leaf(flat), rectangle(Rect.of(flat)), _arc(flat)
    hinge = polygon([(0.0, 0.0), (0.0, flat.height)], closed=False)
    pose = Transform() if upright else _SWAP
    drawn = join((leaf, sheet, arrow)).transformed(pose).bounds()
    move = pose.then(Transform.move(area.x - drawn.x, area.y - drawn.y))
    items: list[Item] = [
        Fill(sheet.transformed(move), WASH),
        *(Stroke(path.transformed(move), CREASE) for path in _creases(printing, size, move, pose)),
        Stroke(sheet.transformed(move), OUTLINE),
        Stroke(leaf.transformed(move), OUTLINE),
        Stroke(hinge.transformed(move), HINGE),
        Stroke(arrow.transformed(move), ARROW),
    ]
    return items, drawn.height


def draw_feeding(printing: Printing, area: Rect, _look: Look) -> tuple[list[Item], float]:
    """Return a printer with a sheet going in, short edge first and marked with a cross, and how high the drawing is.

    All that goes into a printer goes up the page, as one pushes it away from oneself.
    """
    size = fitted(Size(*sorted(printing.sheet)), Size(FED, FED))
    printer = Rect(area.x, area.y, *PRINTER)
    sheet = Rect(area.x + (PRINTER.width - size.width) / 2, printer.bottom - SLOT, *size)
    mark = Rect(sheet.center.x - BARB, sheet.bottom - size.height * 0.24 - 2 * BARB, 2 * BARB, 2 * BARB)
    cross = [[(mark.x, mark.y), (mark.right, mark.bottom)], [(mark.right, mark.y), (mark.x, mark.bottom)]]
    items: list[Item] = [
        Stroke(rectangle(sheet), OUTLINE),
        *(Stroke(polygon(line, closed=False), CROSS) for line in cross),
        Fill(rectangle(printer), WASH),
        Stroke(rectangle(printer), OUTLINE),
        Stroke(way_in(sheet.right + BESIDE, sheet.bottom, printer.bottom + BARB), ARROW),
    ]
    return items, sheet.bottom - area.y


def way_in(x: float, start: float, tip: float) -> Path:
    """Return an arrow up the page, from `start` to `tip`: the way that sheets and envelopes go into a printer."""
    shaft = polygon([(x, start), (x, tip)], closed=False)
    barbs = polygon([(x - BARB, tip + BARB), (x, tip), (x + BARB, tip + BARB)], closed=False)
    return join((shaft, barbs))


def draw_cutting(printing: Printing, area: Rect, look: Look) -> tuple[list[Item], float]:
    """Return page 1 with its cuts and folds in place, all measured, in the area's width, and how high the drawing is.

    Cuts are measured along the top and the left edge, folds along the other two; all from the left and the top.
    """
    room = _room(printing, look)
    room = room._replace(bottom=room.bottom + look.small.leading)
    inner = area.inset(room)
    sheet = Rect(inner.x, inner.y, *fitted(printing.sheet, inner.size))
    place = Transform.scale(sheet.width / printing.sheet.width).then(Transform.move(sheet.x, sheet.y))
    items: list[Item] = [Fill(rectangle(place.apply_rect(trim)), WASH) for trim in printing.trims]
    items += _panel_names(printing, place, look)
    items.append(Stroke(rectangle(sheet), OUTLINE))
    items += _lines(printing.fold_xs, printing.fold_ys, place, sheet, CREASE)
    items += _lines(printing.cut_xs, printing.cut_ys, place, sheet, CUT)
    items += _measures(printing, place, sheet, look)
    caption = sheet.bottom + room.bottom
    items.append(set_line(MEASURED, look.small, area.x, caption))
    return items, caption - area.y


def _rank(number: int, long: int, middle: int) -> float:
    """Return the length of a scale's tick."""
    if number % long == 0:
        return LONG
    return MIDDLE if number % middle == 0 else SHORT


def _scale(x: float, y: float, ticks: list[tuple[float, float]], side: float) -> Path:
    """Return a line from x to the last tick, and its ticks, above (-1) or below (1) it."""
    line = polygon([(x, y), (x + ticks[-1][0], y)], closed=False)
    marks = (polygon([(x + at, y), (x + at, y + side * long)], closed=False) for at, long in ticks)
    return join((line, *marks))


def _number(number: int, x: float, y: float, look: Look) -> Line:
    align = Align.CENTER if number else Align.LEFT
    return set_line(str(number), look.small, x, y, align)


def _last(number: int, unit: str, x: float, y: float, look: Look) -> Line:
    """Return the number under the last tick, and its unit after it."""
    return set_line(f"{number} {unit}", look.measure, x - width(str(number), look.measure) / 2, y)


def fitted(size: Size, room: Size) -> Size:
    """Return a size as large as the room allows, its proportions kept."""
    share = min(room.width / size.width, room.height / size.height)
    return Size(size.width * share, size.height * share)


def _leaf(sheet: Size) -> Path:
    """Return the sheet on its way over, past upright, hinged on its left edge."""
    far, lift = -LEAF * sheet.width, LIFT * sheet.height
    return polygon([(0.0, 0.0), (far, -lift), (far, sheet.height - lift), (0.0, sheet.height)])


def _arc(sheet: Size) -> Path:
    """Return an arrow over the head of the sheet, from the part that lies to the one that is lifted."""
    height, head = 0.13 * sheet.height, 0.045 * (sheet.width + sheet.height)
    start, end = (0.62 * sheet.width, -0.06 * sheet.height), (-0.27 * sheet.width, -0.17 * sheet.height)
    curve = PathBuilder().move(*start)
    curve.curve(
        start[0] - 0.12 * sheet.width,
        start[1] - 1.7 * height,
        end[0] + 0.3 * sheet.width,
        end[1] - height,
        *end,
    )
    barbs = polygon(
        [(end[0] + head * 1.15, end[1] - head * 0.05), end, (end[0] + head * 0.35, end[1] - head * 1.1)],
        closed=False,
    )
    return curve.path() + barbs


def _creases(printing: Printing, size: Size, move: Transform, pose: Transform) -> list[Path]:
    """Return the folds of the sheet that is turned over, before it is put in place by `move`."""
    share = size.width / printing.sheet.width
    down = [[(x * share, 0.0), (x * share, size.height)] for x in printing.fold_xs]
    across = [[(0.0, y * share), (size.width, y * share)] for y in printing.fold_ys]
    return [polygon(line, closed=False).transformed(pose.inverse()) for line in (*down, *across)]


def _room(printing: Printing, look: Look) -> Insets:
    """Return the room that measures need around the sheet."""
    over = printing.cut_xs and width(_mm(printing.cut_xs[-1]), look.measure) / 2  # half of it may overhang
    return Insets(
        left=_beside(printing.cut_ys, look),
        top=_rows(printing.cut_xs) * look.measure.leading + GAP,
        right=max(_beside(printing.fold_ys, look), over or 0.0),
        bottom=_rows(printing.fold_xs) * look.measure.leading + GAP,
    )


def _beside(ys: tuple[float, ...], look: Look) -> float:
    return max((width(_mm(y), look.measure) for y in ys), default=-2 * GAP) + 2 * GAP


def _rows(xs: tuple[float, ...]) -> int:
    return min(len(xs), 2 if len(xs) > CROWD else 1)


def _mm(value: float) -> str:
    return format_mm(value).removesuffix(" mm")


def _panel_names(printing: Printing, place: Transform, look: Look) -> list[Line]:
    """Return each panel's name in its middle, on its head where the panel is."""
    lines = []
    for spot in printing.panels:
        area = place.apply_rect(spot.area)
        kind = sized(look.small, spot.name, area.width * 0.8)
        x, y = area.center
        turn = 180.0 if spot.turned else 0.0
        drop = kind.size * (-0.24 if spot.turned else 0.24)
        lines.append(set_line(spot.name, kind, x, y + drop, Align.CENTER, turn))
    return lines


def _lines(
    xs: tuple[float, ...], ys: tuple[float, ...], place: Transform, sheet: Rect, ink: Ink
) -> list[Stroke]:
    """Return lines from edge to edge of the drawn sheet."""
    down = [place.apply(x, 0.0).x for x in xs]
    across = [place.apply(0.0, y).y for y in ys]
    ends = [((x, sheet.y), (x, sheet.bottom)) for x in down] + [
        ((sheet.x, y), (sheet.right, y)) for y in across
    ]
    return [Stroke(polygon(line, closed=False), ink) for line in ends]


def _measures(printing: Printing, place: Transform, sheet: Rect, look: Look) -> list[Line]:
    """Return the distances of cuts and folds from the left and the top edge, in mm; a product is torn, not measured."""
    kind = look.measure
    cut_xs, cut_ys = ((), ()) if printing.is_product else (printing.cut_xs, printing.cut_ys)
    over, under = sheet.y - GAP, sheet.bottom + GAP + kind.size * 0.75
    return [
        *_level(cut_xs, over, -kind.leading, place, look),
        *_level(printing.fold_xs, under, kind.leading, place, look),
        *_upright(cut_ys, sheet.x - GAP, Align.RIGHT, place, look),
        *_upright(printing.fold_ys, sheet.right + GAP, Align.LEFT, place, look),
    ]


def _level(xs: tuple[float, ...], y: float, step: float, place: Transform, look: Look) -> list[Line]:
    """Return measures over or under the sheet, by turns in a second row if there are many."""
    rows = max(1, _rows(xs))
    return [
        set_line(_mm(x), look.measure, place.apply(x, 0.0).x, y + number % rows * step, Align.CENTER)
        for number, x in enumerate(xs)
    ]


def _upright(ys: tuple[float, ...], x: float, align: Align, place: Transform, look: Look) -> list[Line]:
    middle = look.measure.size * 0.25
    return [set_line(_mm(y), look.measure, x, place.apply(0.0, y).y + middle, align) for y in ys]
