"""`stroke`: lines of a broad nib through given points, which swell and thin as the pen turns."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.curve import dense, evenly
from cardmaker.art.kit.ribbon import ribbon
from cardmaker.art.mark.points import Points, check_points, length_of, pieces, placed
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, Point, ellipse

STEP: Final = 1.1  # u between two places where the width is taken
FEWEST: Final = 5
MOST: Final = 260
THINNEST: Final = 0.3  # pt: what still prints
LIFT: Final = 0.25  # of the width, at the very end of a tapered line
WAVE: Final = 26.0  # u from one wave of an unsteady hand to the next


@dataclass(frozen=True, slots=True)
class PenLines:
    """Pen lines through points, smooth but where a point stands twice: there the line has a corner."""

    lines: Annotated[tuple[Points, ...], "each line's points, [right, down] in u from `at`"]
    nib: Annotated[Length, Bounds(0.1, 8), "the line's greatest width"]
    stroke: Annotated[Role, "its color"]
    at: Annotated[Spot, "where the points count from"] = CENTER
    angle: Annotated[float, Bounds(-90, 90), "how the nib is held; lines in this direction are thin"] = 40.0
    thin: Annotated[float, Bounds(0.05, 1), "the thinnest line, of the greatest width; 1 is a round pen"] = (
        0.3
    )
    taper: Annotated[Length, Bounds(0, 40), "how far from its ends a line thins out"] = Length(3.0)
    wobble: Annotated[Length, Bounds(0, 3), "how far an unsteady hand strays"] = ZERO

    def __post_init__(self) -> None:
        check_points(self.lines, 2)


def draw_stroke(pen: PenLines, stage: Stage) -> Iterator[Item]:
    random, color = stage.random(), stage.color(pen.stroke)
    for points in pen.lines:
        parts = pieces(placed(points, stage.point(pen.at), stage.u))
        for index, part in enumerate(parts):
            spine = _strayed(_spine(part, stage), stage.length(pen.wobble), stage.u, random)
            is_first, is_last = index == 0, index == len(parts) - 1
            widths = _widths(spine, pen, stage, (is_first, is_last))
            yield Fill(_ribbon(spine, widths), color)
            if not is_last:
                yield Fill(ellipse(*spine[-1], widths[-1]), color)


def _spine(points: Sequence[Point], stage: Stage) -> list[Point]:
    """Return places along a smooth line, evenly, as near as its width changes."""
    fine = dense(points, 16)
    count = min(MOST, max(FEWEST, 2 * len(points), math.ceil(length_of(fine) / (STEP * stage.u))))
    return evenly(fine, count)


def _strayed(spine: list[Point], far: float, u: float, random: Random) -> list[Point]:
    """Return the line as an unsteady hand draws it: two slow waves across, none at its ends."""
    first, second = (random.uniform(0, math.tau) for _ in range(2))
    if not far:
        return spine
    step = length_of(spine) / (len(spine) - 1) / (WAVE * u) * math.tau
    last = len(spine) - 1
    found = []
    for index, (x, y) in enumerate(spine):
        before, after = spine[max(0, index - 1)], spine[min(last, index + 1)]
        heading = math.atan2(after.y - before.y, after.x - before.x)
        wave = 0.7 * math.sin(index * step + first) + 0.3 * math.sin(2.3 * index * step + second)
        away = far * wave * min(1.0, 4 * index / last, 4 * (last - index) / last)
        found.append(Point(x - away * math.sin(heading), y + away * math.cos(heading)))
    return found


def _widths(spine: Sequence[Point], pen: PenLines, stage: Stage, tapered: tuple[bool, bool]) -> list[float]:
    """Return half the line's width at each place: by its heading against the nib, less toward free ends."""
    last = len(spine) - 1
    nib, taper, held = stage.length(pen.nib), stage.length(pen.taper), math.radians(pen.angle)
    step = length_of(spine) / last
    taper = min(taper, 0.4 * step * last)
    widths = []
    for index in range(last + 1):
        before, after = spine[max(0, index - 1)], spine[min(last, index + 1)]
        heading = math.atan2(before.y - after.y, after.x - before.x)
        width = max(THINNEST, nib * (pen.thin + (1 - pen.thin) * abs(math.sin(heading - held))))
        near = min(index if tapered[0] else last, last - index if tapered[1] else last) * step
        widths.append(width / 2 * (LIFT + (1 - LIFT) * _eased(near / taper) if taper else 1.0))
    return widths


def _eased(share: float) -> float:
    share = min(1.0, share)
    return share * (2 - share)


def _ribbon(spine: Sequence[Point], widths: Sequence[float]) -> Path:
    last = len(spine) - 1

    def half(share: float) -> float:
        return widths[round(share * last)]

    return ribbon(spine, half, half)
