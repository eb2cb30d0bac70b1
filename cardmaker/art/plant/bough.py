"""`bough`: a woody branch with twigs, and flowers, buds and leaves at their ends."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.curve import dense, evenly
from cardmaker.art.kit.ribbon import Profile, along, cubic, ribbon
from cardmaker.art.plant.heads import is_profile
from cardmaker.art.plant.posy import Form, Greens, Heads, forms_of_greens, forms_of_heads, pick
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item, Use
from cardmaker.geometry import Point, Transform

STEPS: Final = 60
KNOT_SPREAD: Final = 0.028
"""How far a knot swells along the branch, as a share of it."""

ZIGZAG: Final = 0.38
"""How far the branch swings at each twig, of its width."""

CLOSE: Final = 0.94
"""How near two heads may come, of the sum of their radii: their petals leave corners free."""

LEAST_HALF: Final = 0.3
"""Half the thinnest twig, pt."""


@dataclass(frozen=True, slots=True)
class Bough:
    """A branch of wood; its first flowers stand at the ends of the longest twigs, the last ones are its buds."""

    through: Annotated[tuple[Spot, ...], "places the branch goes through, from its foot"]
    width: Annotated[Length, Bounds(0.2, 8), "of the wood at its foot"]
    bark: Annotated[Role, "the color of the wood"]
    twigs: Annotated[int, Bounds(1, 40), "how many twigs"]
    twig: Annotated[Length, Bounds(0.5, 40), "the longest twig"]
    heads: Annotated[
        tuple[Heads, ...], "what stands at the ends of the twigs, from foot to tip; `count` is its share"
    ] = ()
    greens: Annotated[tuple[Greens, ...], "leaves or sprigs on the branch"] = ()
    lit: Annotated[Role | None, "the lit edge of the wood"] = None
    start: Annotated[float, Bounds(0, 0.9), "where on the branch the first twig grows"] = 0.16
    spread: Annotated[float, Bounds(5, 90), "angle between a twig and the branch, in degrees"] = 44.0
    centered: Annotated[bool, "moved sideways, so that its ink is in the panel's middle"] = False

    def __post_init__(self) -> None:
        if len(self.through) < 2:
            raise ValueError("a bough needs at least two places in `through`")


def draw_bough(bough: Bough, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    shares = [bough.start + (1 - bough.start) * index / bough.twigs for index in range(bough.twigs)]
    spine = _spine(shares, bough, stage)
    twigs = [_twig(spine, share, index, bough, stage, random) for index, share in enumerate(shares)]
    ends = [*twigs, spine]
    wood = [*_wood(spine, stage.length(bough.width) / 2, shares, bough, stage)]
    for twig, share in zip(twigs, shares, strict=True):
        wood += _wood(twig, stage.length(bough.width) / 2 * (0.6 - 0.3 * share), (), bough, stage)
    items = [*_leaves(spine, bough, stage, random), *wood, *_heads(ends, bough, stage, random)]
    box = ink_box(items) if bough.centered else None
    shift = stage.size.width / 2 - box.center.x if box else 0.0
    yield Group(Frame(stage.size, tuple(items)), Transform.move(shift, 0.0))


def _spine(shares: Sequence[float], bough: Bough, stage: Stage) -> list[Point]:
    """Return the branch, turned a little away from each twig, as wood grows."""
    course = evenly(dense([stage.point(spot) for spot in bough.through]), STEPS)
    zigzag = [course[0]]
    for index, share in enumerate(shares):
        here, heading = along(course, share)
        off = stage.length(bough.width) * ZIGZAG * (1 if index % 2 else -1)
        zigzag.append(Point(here.x - off * math.sin(heading), here.y + off * math.cos(heading)))
    return evenly(dense([*zigzag, course[-1]]), STEPS)


def _twig(
    spine: Sequence[Point], share: float, index: int, bough: Bough, stage: Stage, random: Random
) -> list[Point]:
    """Return a twig that leaves the branch at an angle and then rises."""
    foot, heading = along(spine, share)
    side = 1 if index % 2 else -1
    length = stage.length(bough.twig) * (1 - 0.62 * share) * random.uniform(0.62, 1.0)
    angle = heading + side * math.radians(bough.spread * random.uniform(0.8, 1.15))
    lifted = angle + 0.35 * math.remainder(-math.pi / 2 - angle, 2 * math.pi)
    first = Point(foot.x + 0.45 * length * math.cos(angle), foot.y + 0.45 * length * math.sin(angle))
    end = Point(first.x + 0.55 * length * math.cos(lifted), first.y + 0.55 * length * math.sin(lifted))
    return cubic(foot, first, first, end, 10)


def _wood(
    spine: Sequence[Point], half: float, knots: Sequence[float], bough: Bough, stage: Stage
) -> Iterator[Item]:
    """Yield a tapering piece of wood that swells where twigs leave it, and its lit edge."""
    width = _with_knots(half, knots)
    points = spine[:: max(1, len(spine) // 40)]
    yield Fill(ribbon(points, width, width), stage.color(bough.bark))
    if bough.lit is not None and half > 1.2:
        yield Fill(ribbon(points, lambda share: width(share) * 0.9, lambda share: -width(share) * 0.3), stage.color(bough.lit))  # fmt: skip


def _with_knots(half: float, knots: Sequence[float]) -> Profile:
    def width(share: float) -> float:
        swell = sum(math.exp(-(((share - knot) / KNOT_SPREAD) ** 2)) for knot in knots)
        return max(LEAST_HALF, half * (1 - 0.72 * share) * (1 + 0.28 * swell))

    return width


def _leaves(spine: Sequence[Point], bough: Bough, stage: Stage, random: Random) -> Iterator[Item]:
    for greens in bough.greens:
        forms = forms_of_greens(greens, stage, random)
        for index in range(greens.count):
            share = (
                bough.start * 0.6
                + (1 - bough.start * 0.6) * (index + random.uniform(0.2, 0.8)) / greens.count
            )
            foot, heading = along(spine, min(0.97, share))
            side = 1 if index % 2 == 0 else -1
            degrees = math.degrees(heading) + side * random.uniform(30, 62)
            placed = Transform.scale(1.0, side).then(Transform.rotate(degrees)).then(Transform.move(*foot))
            yield Use(pick(forms, random).shared, placed)


def _heads(ends: Sequence[Sequence[Point]], bough: Bough, stage: Stage, random: Random) -> Iterator[Item]:
    """Yield a head at the end of each twig and of the branch, the kinds in their order from foot to tip."""
    kinds = [heads for heads in bough.heads for _ in range(heads.count)]
    if not kinds:
        return
    forms = {id(heads): forms_of_heads(heads, stage, random) for heads in bough.heads}
    taken: list[tuple[Point, float]] = []
    for index, end in enumerate(ends):
        wanted = kinds[min(len(kinds) - 1, index * len(kinds) // len(ends))]
        for heads in (wanted, kinds[-1]):  # where a flower finds no room, a bud may
            form, size = pick(forms[id(heads)], random), random.uniform(0.88, 1.06)
            spot, radius = _middle(end, form, size, heads), form.size * size
            if all(math.dist(spot, other) >= (radius + its) * CLOSE for other, its in taken):
                taken.append((spot, radius))
                yield Use(form.shared, _at_end(end, size, heads, random))
                break


def _middle(end: Sequence[Point], form: Form, size: float, heads: Heads) -> Point:
    """Return where the middle of a head would be at that end."""
    tip, heading = along(end, 1.0)
    reach = form.size * size if is_profile(heads.kind) else 0.0
    return Point(tip.x + reach * math.cos(heading), tip.y + reach * math.sin(heading))


def _at_end(end: Sequence[Point], size: float, heads: Heads, random: Random) -> Transform:
    tip, heading = along(end, 1.0)
    if is_profile(heads.kind):
        degrees = math.degrees(heading) + 90 + random.uniform(-7, 7)
        return Transform.scale(size).then(Transform.rotate(degrees)).then(Transform.move(*tip))
    turned = Transform.rotate(random.uniform(0, 360)).then(
        Transform.scale(size, size * random.uniform(0.8, 1.0))
    )
    return turned.then(Transform.rotate(random.uniform(-60, 60))).then(Transform.move(*tip))
