"""`meadow`: flowers and grasses that stand side by side, low in the middle, so that words find room above."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.kit.ribbon import along, cubic, ribbon, tapered
from cardmaker.art.plant.heads import TALL, is_profile
from cardmaker.art.plant.posy import Form, Greens, Heads, forms_of_greens, forms_of_heads, pick
from cardmaker.art.stage import Stage
from cardmaker.design import Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Item, Use
from cardmaker.geometry import Path, PathBuilder, Point, Transform

POWER: Final = 1.6
"""How steep the sides of the valley are."""

THINNEST: Final = 0.3
"""Half the thinnest stalk or blade, pt."""

HEIGHTS: Final = (1.0, 0.9, 0.8, 0.7, 1.1, 0.6, 0.5)
"""What is tried, one after another, until a head touches no other."""


@dataclass(frozen=True, slots=True)
class Meadow:
    """Flowers on stalks, sprigs between them, and grass that hides their feet; its ink is centered sideways."""

    at: Annotated[Spot, "the middle of the ground it stands on"]
    width: Annotated[Length, Bounds(5, 240), "of the ground"]
    height: Annotated[Length, Bounds(3, 150), "of the tallest flowers, at both sides"]
    heads: Annotated[tuple[Heads, ...], "the flowers; `count` is how many of a kind"]
    grass: Annotated[tuple[Role, ...], "the colors of blades, the hindmost first"]
    stalk: Annotated[Role, "the color of the flowers' stalks"]
    greens: Annotated[tuple[Greens, ...], "sprigs that stand between the flowers, behind them"] = ()
    valley: Annotated[float, Bounds(0, 0.95), "how low the middle is: 0 as high as the sides"] = 0.45
    blades: Annotated[int, Bounds(0, 400), "how many blades of grass"] = 110
    blade: Annotated[Length, Bounds(1, 80), "the longest blade"] = Length(16.0)
    leaf: Annotated[Length, Bounds(0, 20), "the leaves on the stalks"] = Length(4.0)
    stem: Annotated[Length, Bounds(0.1, 5), "a stalk's width at its foot"] = Length(0.64)


@dataclass(slots=True)
class _Ground:
    """The ground as it fills; lengths in points. `taken` holds the heads that stand already, as circles."""

    foot: Point
    width: float
    meadow: Meadow
    stage: Stage
    random: Random
    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def height(self, share: float) -> float:
        """Return how high flowers stand at a share of the width: a valley."""
        side = math.pow(abs(2 * share - 1), POWER)
        return self.stage.length(self.meadow.height) * (1 - self.meadow.valley * (1 - side))

    def x(self, share: float) -> float:
        return self.foot.x + (share - 0.5) * self.width

    def lean(self, share: float) -> float:
        """Return how far a tip leans toward the middle, of its height: only near the sides."""
        return -0.16 * (2 * share - 1) * abs(2 * share - 1) + self.random.uniform(-0.07, 0.07)


def draw_meadow(meadow: Meadow, stage: Stage) -> Iterator[Item]:
    ground = _Ground(stage.point(meadow.at), stage.length(meadow.width), meadow, stage, stage.random())
    far = list(_grass(ground, 0.45, meadow.grass[: max(1, len(meadow.grass) - 1)]))
    sprigs = [item for greens in meadow.greens for item in _sprigs(greens, ground)]
    flowers = list(_flowers(ground))
    near = list(_grass(ground, 0.55, meadow.grass))
    items = [*far, *sprigs, *flowers, *near]
    box = ink_box(items)
    shift = stage.point(meadow.at).x - box.center.x if box else 0.0
    yield Group(Frame(stage.size, tuple(items)), Transform.move(shift, 0.0))


def _sprigs(greens: Greens, ground: _Ground) -> Iterator[Item]:
    forms = forms_of_greens(greens, ground.stage, ground.random)
    for index in range(greens.count):
        share = (index + 0.5 + ground.random.uniform(-0.35, 0.35)) / greens.count
        form = pick(forms, ground.random)
        size = min(1.15, ground.height(share) * ground.random.uniform(0.6, 0.86) / form.size)
        side = 1 if ground.random.random() < 0.5 else -1
        degrees = -90 + math.degrees(ground.lean(share))
        upright = Transform.scale(size, size * side).then(Transform.rotate(degrees))
        x = ground.x(0.03 + 0.94 * share)
        if ground.stage.is_clear(x, ground.foot.y - form.size * size, 0.1 * form.size):
            yield Use(form.shared, upright.then(Transform.move(x, ground.foot.y)))


def _flowers(ground: _Ground) -> Iterator[Item]:
    """Yield all flowers, kinds well mixed, the large ones placed first; no stalk crosses a head."""
    forms = {id(heads): forms_of_heads(heads, ground.stage, ground.random) for heads in ground.meadow.heads}
    order = list(enumerate(_mixed(ground.meadow.heads, ground.random)))
    stalks: list[Item] = []
    tops: list[Item] = []
    for index, heads in sorted(order, key=lambda found: -found[1].radius.nominal_u):
        share = (index + 0.5 + ground.random.uniform(-0.22, 0.22)) / len(order)
        form, size = pick(forms[id(heads)], ground.random), ground.random.uniform(0.86, 1.06)
        stalk = _standing(0.035 + 0.93 * share, form, size, heads, ground)
        if stalk is not None:
            stalks += _stalk(stalk, ground)
            tops.append(Use(form.shared, _on(stalk, size, heads, ground.random)))
    yield from stalks
    yield from tops


def _mixed(kinds: Sequence[Heads], random: Random) -> list[Heads]:
    """Return every flower by its kind, each kind spread evenly over the whole width."""
    placed = [
        ((index + random.random()) / heads.count, heads) for heads in kinds for index in range(heads.count)
    ]
    return [heads for _, heads in sorted(placed, key=lambda found: found[0])]


def _standing(share: float, form: Form, size: float, heads: Heads, ground: _Ground) -> list[Point] | None:
    """Return the stalk of a flower whose head touches no other, or None if there is no room."""
    lean, reach = ground.lean(share), ground.random.uniform(0.82, 1.0)
    radius = form.size * size
    for part in HEIGHTS:
        height = max(ground.height(share) * part * reach - 2 * radius, radius)
        foot = Point(ground.x(share), ground.foot.y)
        tip = Point(foot.x + lean * height, foot.y - height)
        if _takes(tip, radius, heads, ground):
            bend = ground.random.uniform(-0.05, 0.05) * height
            return cubic(foot, Point(foot.x + bend, foot.y - 0.4 * height), Point(tip.x - lean * 0.1 * height, tip.y + 0.35 * height), tip, 12)  # fmt: skip
    return None


def _takes(tip: Point, radius: float, heads: Heads, ground: _Ground) -> bool:
    """Return whether a head finds room, and let it stand there if so."""
    circles = _circles(tip, radius, heads)
    room = ground.taken
    if not all(math.dist((x, y), (a, b)) >= (r + s) * 1.04 for x, y, r in circles for a, b, s in room):
        return False
    if not all(ground.stage.is_clear(x, y, r) for x, y, r in circles):
        return False
    room += circles
    return True


def _circles(tip: Point, radius: float, heads: Heads) -> list[tuple[float, float, float]]:
    """Return a head's room: one circle, or three above each other for a spike."""
    if heads.kind in TALL:
        return [(tip.x, tip.y - radius * step, radius * 0.36) for step in (0.3, 1.0, 1.7)]
    return [(tip.x, tip.y - (radius if is_profile(heads.kind) else 0.0), radius)]


def _stalk(spine: Sequence[Point], ground: _Ground) -> Iterator[Item]:
    half = max(THINNEST, ground.stage.length(ground.meadow.stem) / 2)
    color = ground.stage.color(ground.meadow.stalk)
    yield Fill(ribbon(spine[::2], tapered(half, half * 0.6), tapered(half, half * 0.6)), color)
    leaf = ground.stage.length(ground.meadow.leaf)
    for index in range(int(ground.random.uniform(2, 5)) if leaf else 0):
        foot, heading = along(spine, 0.3 + 0.14 * index)
        side = 1 if index % 2 else -1
        yield Fill(
            _blade(
                foot, heading + side * 0.62, leaf * ground.random.uniform(0.7, 1.1), leaf * 0.13, side * 0.2
            ),
            color,
        )


def _on(spine: Sequence[Point], size: float, heads: Heads, random: Random) -> Transform:
    """Return how a head sits on its stalk: one seen from above is tipped toward the viewer."""
    tip, heading = along(spine, 1.0)
    lean = math.degrees(heading) + 90
    if is_profile(heads.kind):
        upright = Transform.scale(size).then(Transform.rotate(lean + random.uniform(-5, 5)))
        return upright.then(Transform.move(*tip))
    turned = Transform.rotate(random.uniform(0, 360)).then(
        Transform.scale(size, size * random.uniform(0.58, 0.92))
    )
    return turned.then(Transform.rotate(lean + random.uniform(-24, 24))).then(Transform.move(*tip))


def _grass(ground: _Ground, part: float, roles: Sequence[Role]) -> Iterator[Item]:
    """Yield blades in loose tufts; their feet stand a little above and below the ground line."""
    count = round(ground.meadow.blades * part)
    longest = ground.stage.length(ground.meadow.blade)
    for index in range(count):
        share = (index + ground.random.random()) / count
        length = longest * ground.random.uniform(0.35, 1.0) * (0.72 + 0.28 * abs(2 * share - 1))
        foot = Point(
            ground.x(share),
            ground.foot.y + longest * 0.06 * ground.random.uniform(-0.6, 1.0) * (1 - abs(2 * share - 1) ** 3),
        )
        lean = ground.lean(share) * 1.6 + ground.random.uniform(-0.22, 0.22)
        role = roles[int(ground.random.random() * len(roles))]
        width = max(THINNEST, 0.3 * ground.stage.u * ground.random.uniform(0.7, 1.25))
        yield Fill(_blade(foot, -math.pi / 2 + lean, length, width, lean * 0.5), ground.stage.color(role))


def _blade(foot: Point, angle: float, length: float, half: float, bow: float) -> Path:
    """Return a blade of two curves, pointed at its tip; it bows to a side by a share of its length."""
    cos, sin = math.cos(angle), math.sin(angle)

    def at(share: float, across: float) -> Point:
        return Point(
            foot.x + length * share * cos - across * sin, foot.y + length * share * sin + across * cos
        )

    tip, bend = at(1.0, bow * length), bow * length * 0.25
    builder = (
        PathBuilder()
        .move(*at(0.0, -half * 0.5))
        .curve(*at(0.35, -half * 1.3), *at(0.7, bend - half * 0.9), *tip)
    )
    return (
        builder.curve(*at(0.7, bend + half * 0.9), *at(0.35, half * 1.3), *at(0.0, half * 0.5)).close().path()
    )
