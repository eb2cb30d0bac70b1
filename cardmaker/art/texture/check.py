"""`check`: cloth woven of bands that cross: gingham, tattersall, windowpane. Whole repeats only, so that it is cut evenly.

Bands are opaque: where two cross, the crossing has a color of its own, as threads of both lie there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.kit.area import WHOLE, Area, area_path, area_rect
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import PAPER, Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, Rect, join, rectangle

MAX_REPEATS: Final = 60


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the cloth, the same across and down."""

    fill: Annotated[Role, "its color"]
    share: Annotated[float | None, Bounds(0.01, 0.95), "its width, of a repeat"] = None
    width: Annotated[Length | None, Bounds(0.08, 10), "its width as a length, instead of a share"] = None
    at: Annotated[float, Bounds(-0.5, 0.5), "its middle, of a repeat, from the middle of the repeat"] = 0.0
    tint: Annotated[float, Bounds(0, 1), "its strength where it lies alone"] = 1.0
    crossing: Annotated[float, Bounds(0, 1), "its strength where it crosses one of its own color"] = 1.0

    def __post_init__(self) -> None:
        if (self.share is None) == (self.width is None):
            raise ValueError("a band needs either a `share` or a `width`")


@dataclass(frozen=True, slots=True)
class Check:
    """Cloth of crossing bands. It starts and ends with the first band, so that all four edges are alike."""

    bands: Annotated[tuple[Band, ...], "the bands of one repeat; later ones lie over the ones before"]
    repeats: Annotated[int, Bounds(1, MAX_REPEATS), "how often the first band comes across the shorter side"]
    area: Annotated[Area, "what it covers"] = WHOLE
    border: Annotated[
        int | None,
        Bounds(1, 20),
        "only so many repeats along its edges; the middle is left bare, cut at a band",
    ] = None
    ground: Annotated[Role | None, "the cloth between the bands; without it the paper"] = None
    ground_tint: Annotated[float, Bounds(0, 1), "its strength"] = 1.0


@dataclass(frozen=True, slots=True)
class _Run:
    """All bands of one kind along one direction: their starts and their width, pt."""

    band: Band
    starts: tuple[float, ...]
    width: float


def draw_check(check: Check, stage: Stage) -> Iterator[Item]:
    rect = area_rect(check.area, stage)
    items = tuple(_cloth(check, rect, stage))
    yield Group(Frame(stage.size, items), clip=area_path(check.area, stage))


def _cloth(check: Check, rect: Rect, stage: Stage) -> Iterator[Item]:
    if check.ground is not None:
        yield Fill(rectangle(rect), stage.color(check.ground, check.ground_tint))
    across, down = _counts(check, rect)
    columns = _runs(check, rect.x, rect.width, across, stage)
    rows = _runs(check, rect.y, rect.height, down, stage)
    for run in columns:
        yield Fill(_upright(run, rect), stage.color(run.band.fill, run.band.tint))
    for run in rows:
        yield Fill(_lying(run, rect), stage.color(run.band.fill, run.band.tint))
    for column in columns:
        for row in rows:
            yield Fill(_crossings(column, row), _crossing_color(column.band, row.band, stage))
    if check.border is not None and (bare := _bare(check.border, columns[0], rows[0])):
        yield Fill(rectangle(bare), stage.color(PAPER))


def _bare(border: int, columns: _Run, rows: _Run) -> Rect | None:
    """Return the middle of the cloth, between the inner edges of the first band's last strips of the border."""
    if min(len(columns.starts), len(rows.starts)) < 2 * border + 2:
        return None
    left, right = columns.starts[border] + columns.width, columns.starts[-1 - border]
    top, bottom = rows.starts[border] + rows.width, rows.starts[-1 - border]
    return Rect(left, top, right - left, bottom - top)


def _counts(check: Check, rect: Rect) -> tuple[int, int]:
    """Return repeats across and down: as asked along the shorter side, the other one nearest to square.

    If one is odd both are, so that the middle of the cloth is the middle of a band both ways.
    """
    shorter, longer = sorted(rect.size)
    wanted = (check.repeats - 1) * longer / shorter + 1
    step = 2 if check.repeats % 2 else 1
    count = max(1, min(2 * MAX_REPEATS, check.repeats + step * round((wanted - check.repeats) / step)))
    return (check.repeats, count) if rect.width <= rect.height else (count, check.repeats)


def _runs(check: Check, start: float, length: float, count: int, stage: Stage) -> list[_Run]:
    """Return the bands along one direction. The first band's outer edges are those of the cloth."""
    first = check.bands[0]
    if first.share is not None:
        repeat = length / (count - 1 + first.share)
    else:
        repeat = (length - _width(first, 0.0, stage)) / max(1, count - 1)
    middle = start + length / 2
    runs = []
    for band in check.bands:
        width = _width(band, repeat, stage)
        # A band off the middle has one more repeat on its far side, so that the cloth looks the same from both.
        places = [middle + (index - (count - 1) / 2 + band.at) * repeat for index in range(-1, count + 1)]
        inside = [
            x - width / 2
            for x in places
            if start - 1e-6 <= x - width / 2 and x + width / 2 <= start + length + 1e-6
        ]
        if inside:
            runs.append(_Run(band, tuple(inside), width))
    return runs


def _width(band: Band, repeat: float, stage: Stage) -> float:
    return stage.length(band.width) if band.width is not None else (band.share or 0.0) * repeat


def _upright(run: _Run, rect: Rect) -> Path:
    return join(rectangle(Rect(x, rect.y, run.width, rect.height)) for x in run.starts)


def _lying(run: _Run, rect: Rect) -> Path:
    return join(rectangle(Rect(rect.x, y, rect.width, run.width)) for y in run.starts)


def _crossings(column: _Run, row: _Run) -> Path:
    return join(rectangle(Rect(x, y, column.width, row.width)) for x in column.starts for y in row.starts)


def _crossing_color(one: Band, other: Band, stage: Stage) -> Color:
    """Return the color of two bands' threads together: one color at its full strength, or two of them mixed."""
    if one.fill == other.fill:
        return stage.color(one.fill, max(one.crossing, other.crossing))
    return stage.ramp([one.fill, other.fill], 3)[1]
