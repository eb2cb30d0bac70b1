"""`stripe`: ticking, awning, regimental: bands side by side, laid out from the middle so that both halves mirror."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.area import WHOLE, Area, area_path, area_rect
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import Bounds, Role
from cardmaker.drawing import Fill, Frame, Group, Item
from cardmaker.geometry import Path, Rect, Transform, join, rectangle


@dataclass(frozen=True, slots=True)
class Stripe:
    """One stripe, or the room between two."""

    width: Annotated[float, Bounds(0.02, 100), "its width, to that of the others"]
    fill: Annotated[Role | None, "its color; without it the paper, or what lies below, is seen"] = None
    tint: Annotated[float, Bounds(0, 1), "its strength"] = 1.0


@dataclass(frozen=True, slots=True)
class Stripes:
    """Stripes that mirror about the middle, where the first one lies; the first one also ends them on both sides."""

    stripes: Annotated[tuple[Stripe, ...], "one repeat, from the middle outward"]
    repeats: Annotated[int, Bounds(1, 120), "repeats on either side of the middle"]
    area: Annotated[Area, "what they cover"] = WHOLE
    angle: Annotated[float, Bounds(-180, 180), "0 stands upright, 90 lies, in degrees clockwise"] = 0.0
    ends: Annotated[
        bool, "the outermost stripes are whole first ones; else the area's edge cuts a repeat off"
    ] = True


def draw_stripe(stripes: Stripes, stage: Stage) -> Iterator[Item]:
    rect = area_rect(stripes.area, stage)
    angle = math.radians(stripes.angle)
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    across = rect.width * cos + rect.height * sin
    along = rect.width * sin + rect.height * cos
    turn = Transform.rotate(stripes.angle).then(Transform.move(*rect.center))
    items = tuple(
        Fill(path.transformed(turn), color) for path, color in _bands(stripes, across, along, stage)
    )
    yield Group(Frame(stage.size, items), clip=area_path(stripes.area, stage))


def _bands(stripes: Stripes, across: float, along: float, stage: Stage) -> Iterator[tuple[Path, Color]]:
    """Yield, for each stripe of the repeat, all its bands about the origin as one path, and their color."""
    unit = sum(stripe.width for stripe in stripes.stripes)
    half = stripes.repeats * unit + (stripes.stripes[0].width / 2 if stripes.ends else 0.0)
    scale = across / 2 / half
    place = -stripes.stripes[0].width / 2
    for stripe in stripes.stripes:
        if stripe.fill is not None:
            starts = [place + unit * index for index in range(stripes.repeats + 1)]
            rects = [
                rect for start in starts for rect in _both(start * scale, stripe.width * scale, across, along)
            ]
            if rects:
                yield join(rectangle(rect) for rect in rects), stage.color(stripe.fill, stripe.tint)
        place += stripe.width


def _both(start: float, width: float, across: float, along: float) -> list[Rect]:
    """Return a band right of the middle and its mirror image, or the one about the middle; none beyond the edge."""
    if start >= across / 2 - 1e-6:
        return []
    right = Rect(start, -along / 2, width, along)
    return [right] if start < 0 else [right, Rect(-start - width, -along / 2, width, along)]
