"""`birds`: birds far off, a stroke for each wing; strewn as a flock, or in the long line of geese."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal

from cardmaker.art.kit.area import WHOLE, Area, area_rect
from cardmaker.art.kit.ribbon import cubic, ribbon
from cardmaker.art.kit.spacing import blue_noise
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import Bounds, Length, Role
from cardmaker.drawing import Fill, Frame, Item, Shared, Use
from cardmaker.geometry import Path, Point, Rect, Size, Transform

FORMS: Final = 5
UNIT: Final = 20.0
"""The span at which a bird is drawn, pt."""


@dataclass(frozen=True, slots=True)
class Birds:
    """Birds on the wing."""

    count: Annotated[int, Bounds(1, 120), "how many at most"]
    span: Annotated[Length, Bounds(0.5, 30), "from wing to wing of the nearest"]
    fill: Annotated[Role, "their color"]
    area: Annotated[Area, "where they fly"] = WHOLE
    flight: Annotated[Literal["flock", "skein"], "strewn, or in a line with a bend"] = "flock"
    far: Annotated[float, Bounds(0.1, 1), "the span of the farthest, of the nearest one's"] = 0.5


def draw_birds(birds: Birds, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    rect = area_rect(birds.area, stage)
    forms = [_form(random, stage.color(birds.fill)) for _ in range(FORMS)]
    places = _skein(birds, rect, random) if birds.flight == "skein" else _flock(birds, rect, random, stage)
    for index, (x, y) in enumerate(places):
        share = index / max(1, len(places) - 1)
        scale = stage.length(birds.span) / UNIT * (1 - (1 - birds.far) * share) * random.uniform(0.88, 1.0)
        turn = Transform.rotate(random.uniform(-9.0, 9.0)).then(Transform.scale(scale))
        if stage.is_clear(x, y, scale * UNIT / 2):
            yield Use(forms[index % FORMS], turn.then(Transform.move(x, y)))


def _flock(birds: Birds, rect: Rect, random: Random, stage: Stage) -> Sequence[Point]:
    """Return places in the lens that the area's sides touch, even by eye."""
    distance = max(stage.length(birds.span) * 1.15, math.sqrt(rect.width * rect.height / birds.count) * 0.72)

    def in_lens(point: Point) -> bool:
        off_x, off_y = (
            (point.x - rect.center.x) / rect.width,
            (point.y - rect.center.y) / (rect.height or 1.0),
        )
        return off_x * off_x + off_y * off_y < 0.25

    places = blue_noise(rect, distance, random, in_lens)
    return sorted(places, key=lambda point: (point.x - rect.x) - 1.4 * (point.y - rect.y))[: birds.count]


def _skein(birds: Birds, rect: Rect, random: Random) -> Sequence[Point]:
    """Return places along the two arms of a wide arrow that flies to the right; the leader first."""
    places = []
    long = math.ceil((birds.count - 1) * 0.62)
    for index in range(birds.count):
        upper = index <= long
        step = index / max(1, long) if upper else (index - long) / max(1, long)
        x = rect.right - rect.width * step + rect.width * 0.012 * random.uniform(-1, 1)
        lead = rect.y + rect.height * 0.42
        y = lead - rect.height * 0.42 * step if upper else lead + rect.height * 0.58 / 0.62 * step
        places.append(Point(x, y + rect.height * 0.03 * random.uniform(-1, 1)))
    return places


def _form(random: Random, color: Color) -> Shared:
    lift, sweep = random.uniform(-0.06, 0.2), random.uniform(0.0, 0.08)
    wings = [Fill(_wing(side, lift, sweep + random.uniform(0, 0.04)), color) for side in (-1.0, 1.0)]
    return Shared(Frame(Size(0.0, 0.0), tuple(wings)), UNIT)


def _wing(side: float, lift: float, sweep: float) -> Path:
    """Return a wing from the body to its tip: up over the joint, then down or out."""
    spine = cubic(
        Point(0.0, 0.0),
        Point(side * UNIT * 0.10, -UNIT * (0.15 + lift)),
        Point(side * UNIT * 0.28, -UNIT * (0.20 + lift)),
        Point(side * UNIT * 0.5, -UNIT * (0.02 + lift * 1.2 - sweep)),
        8,
    )
    return ribbon(spine, lambda t: UNIT * 0.034 * (1 - t) ** 0.8, lambda t: UNIT * 0.022 * (1 - t) ** 0.8)
