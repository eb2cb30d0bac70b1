"""Flower heads about the origin, in flat tints as gouache has them: kinds as data, seen from above.

Each petal has a shade that peeps out on one side, so that petals of one color still part, and a blush at its foot.
Heads seen from the side are left to `profile`, which kinds exist altogether to `heads`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final

from cardmaker.art.kit.curve import polar, smooth
from cardmaker.art.kit.ribbon import ribbon, tapered
from cardmaker.art.stage import Stage
from cardmaker.color import WHITE, Color, mix
from cardmaker.design import Role
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, Point, Transform, ellipse

Half = tuple[tuple[float, float], ...]
"""Half a petal's outline, from its foot to the middle of its tip; its length is 1."""

NOTCHED: Final[Half] = ((0.0, 0.08), (0.3, 0.24), (0.62, 0.45), (0.88, 0.42), (1.0, 0.2), (0.91, 0.0))
BROAD: Final[Half] = ((0.0, 0.12), (0.28, 0.33), (0.6, 0.5), (0.87, 0.42), (0.99, 0.16), (0.985, 0.0))
SPOON: Final[Half] = ((0.0, 0.07), (0.35, 0.2), (0.66, 0.31), (0.9, 0.24), (1.0, 0.0))
HEART_SHAPED: Final[Half] = ((0.0, 0.16), (0.25, 0.42), (0.52, 0.52), (0.8, 0.3), (0.95, 0.07), (1.0, 0.0))
STRAP: Final[Half] = ((0.0, 0.05), (0.4, 0.115), (0.75, 0.15), (0.95, 0.1), (1.0, 0.0))
TOOTHED: Final[Half] = (
    (0.0, 0.07), (0.35, 0.2), (0.7, 0.33), (0.92, 0.33), (0.99, 0.24), (0.93, 0.15), (1.02, 0.07), (0.97, 0.0),
)  # fmt: skip
CREPE: Final[Half] = (
    (0.0, 0.16),
    (0.3, 0.5),
    (0.62, 0.82),
    (0.9, 0.7),
    (0.97, 0.42),
    (0.93, 0.24),
    (1.0, 0.0),
)
POINTED: Final[Half] = ((0.0, 0.06), (0.3, 0.19), (0.58, 0.25), (0.82, 0.16), (0.95, 0.05), (1.0, 0.0))

SHADE_TURN_DEG: Final = 5.5
"""How far the shade under a petal is turned."""

DRIFT: Final = 0.018
"""How far each inner ring may stand off the middle, of the head's radius."""

SHADE: Final = 0.42
"""How deep the shade is: 0 as the petal, 1 as its deep color."""


@dataclass(frozen=True, slots=True)
class Petals:
    """The colors of a flower."""

    petal: Annotated[Role, "its petals"]
    deep: Annotated[Role, "their shade: where they overlap, and at their feet"]
    heart: Annotated[Role, "its middle"]
    dust: Annotated[Role | None, "pollen; without it the heart's color, paler"] = None
    green: Annotated[Role | None, "its calyx and stalk; without it as the heart"] = None


@dataclass(frozen=True, slots=True)
class Tones:
    """The colors of a flower on a stage."""

    petal: Color
    deep: Color
    heart: Color
    dust: Color
    green: Color


def tones_of(petals: Petals, stage: Stage) -> Tones:
    heart = stage.color(petals.heart)
    return Tones(
        petal=stage.color(petals.petal),
        deep=stage.color(petals.deep),
        heart=heart,
        dust=stage.color(petals.dust) if petals.dust else mix(heart, WHITE, 0.55),
        green=stage.color(petals.green) if petals.green else heart,
    )


@dataclass(frozen=True, slots=True)
class Whorl:
    """A ring of petals. `reach` is in parts of the head's radius; `depth` 0 has the petal's color, 1 the deep one.

    `turn` is in steps from petal to petal; `blush` is the length of the shade at a petal's foot.
    """

    count: int
    half: Half
    reach: float
    depth: float = 0.0
    turn: float = 0.0
    blush: float = 0.0
    wide: float = 1.0
    streaks: int = 0


@dataclass(frozen=True, slots=True)
class Heart:
    """The middle of a flower, in parts of the head's radius: a disc, grains on it, and stamens around it."""

    disc: float = 0.0
    grains: int = 0
    stamens: int = 0
    ring: float = 0.0
    anther: float = 0.04
    is_dark: bool = True
    has_threads: bool = True


@dataclass(frozen=True, slots=True)
class Flower:
    """A kind of flower seen from above."""

    whorls: tuple[Whorl, ...]
    heart: Heart


FLOWERS: Final = {
    "blossom": Flower(
        (Whorl(5, NOTCHED, 1.0, 0.0, 0.0, 0.42, 0.98, 3),), Heart(0.09, 0, 15, 0.36, 0.042, is_dark=False)
    ),
    "daisy": Flower(
        (Whorl(13, STRAP, 1.0, 0.34, 0.0, 0.0, 1.05), Whorl(13, STRAP, 0.95, 0.0, 0.5, 0.0, 1.1)), Heart(0.25, 18)
    ),
    "anemone": Flower(
        (Whorl(6, BROAD, 1.0, 0.22), Whorl(5, BROAD, 0.86, 0.0, 0.4, 0.4, 1.0, 3)),
        Heart(0.17, 10, 26, 0.34, 0.036, has_threads=True),
    ),
    "poppy": Flower(
        (Whorl(3, CREPE, 1.0, 0.3, 0.0, 0.0, 1.0), Whorl(3, CREPE, 0.9, 0.0, 0.5, 0.36, 0.92, 5)),
        Heart(0.13, 8, 26, 0.29, 0.034),
    ),
    "cosmos": Flower(
        (Whorl(8, TOOTHED, 1.0, 0.05, 0.0, 0.36, 0.8, 3),), Heart(0.17, 16)
    ),
    "rose": Flower(
        (
            Whorl(6, BROAD, 1.0, 0.0, 0.0, 0.0, 1.12),
            Whorl(5, BROAD, 0.83, 0.16, 0.4, 0.0, 1.2),
            Whorl(5, BROAD, 0.66, 0.34, 0.1, 0.0, 1.2),
            Whorl(4, BROAD, 0.5, 0.54, 0.6, 0.0, 1.3),
            Whorl(3, BROAD, 0.35, 0.76, 0.2, 0.0, 1.45),
            Whorl(3, BROAD, 0.2, 1.0, 0.7, 0.0, 1.5),
        ),
        Heart(),
    ),
    "ranunculus": Flower(
        (
            Whorl(8, BROAD, 1.0, 0.0, 0.0, 0.0, 0.98),
            Whorl(8, BROAD, 0.88, 0.1, 0.5, 0.0, 1.0),
            Whorl(7, BROAD, 0.76, 0.22, 0.2, 0.0, 1.08),
            Whorl(7, BROAD, 0.64, 0.36, 0.7, 0.0, 1.08),
            Whorl(6, BROAD, 0.52, 0.52, 0.3, 0.0, 1.15),
            Whorl(5, BROAD, 0.4, 0.7, 0.6, 0.0, 1.25),
            Whorl(5, BROAD, 0.27, 0.9, 0.1, 0.0, 1.3),
        ),
        Heart(0.12, 6),
    ),
    "peony": Flower(
        (
            Whorl(7, CREPE, 1.0, 0.1, 0.0, 0.0, 0.62),
            Whorl(7, CREPE, 0.84, 0.0, 0.5, 0.0, 0.6),
            Whorl(6, NOTCHED, 0.68, 0.25, 0.1, 0.3, 1.1),
            Whorl(6, NOTCHED, 0.52, 0.05, 0.6, 0.35, 1.1),
        ),
        Heart(0.1, 0, 18, 0.24, 0.045, is_dark=False, has_threads=False),
    ),
    "dahlia": Flower(
        (
            Whorl(13, POINTED, 1.0, 0.35, 0.0, 0.0, 1.0),
            Whorl(13, POINTED, 0.85, 0.12, 0.5, 0.0, 1.1),
            Whorl(11, POINTED, 0.67, 0.0, 0.2, 0.0, 1.25),
            Whorl(9, POINTED, 0.48, 0.3, 0.6, 0.0, 1.45),
            Whorl(7, POINTED, 0.3, 0.65, 0.1, 0.0, 1.7),
        ),
        Heart(0.09, 0),
    ),
    "hellebore": Flower(
        (Whorl(5, HEART_SHAPED, 1.0, 0.0, 0.0, 0.55, 1.0, 4),), Heart(0.08, 0, 22, 0.3, 0.04, is_dark=False)
    ),
    "clematis": Flower(
        (Whorl(6, POINTED, 1.0, 0.0, 0.0, 0.0, 1.75, 3),), Heart(0.1, 6, 18, 0.25, 0.035, is_dark=False)
    ),
    "magnolia-star": Flower(
        (Whorl(8, SPOON, 1.0, 0.2, 0.0, 0.4, 1.0, 2), Whorl(6, SPOON, 0.84, 0.0, 0.3, 0.36, 1.1, 2)),
        Heart(0.1, 7, 12, 0.17, 0.03, is_dark=False),
    ),
}  # fmt: skip
"""Flowers seen from above; the numbers were chosen by eye."""


def draw_flower(flower: Flower, radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    """Yield a head of that radius (pt) about the origin, the outermost petals first."""
    for index, whorl in enumerate(flower.whorls):
        drift = radius * DRIFT * min(index, 3)
        moved = Transform.move(random.uniform(-drift, drift), random.uniform(-drift, drift))
        yield from _whorl(whorl, radius, moved, tones, random)
    yield from _heart(flower.heart, radius, tones, random)


def _whorl(whorl: Whorl, radius: float, moved: Transform, tones: Tones, random: Random) -> Iterator[Item]:
    step = 360 / whorl.count
    start = whorl.turn * step - 90 + random.uniform(-0.08, 0.08) * step
    for index in range(whorl.count):
        degrees = start + (index + random.uniform(-0.07, 0.07)) * step
        reach = radius * whorl.reach * random.uniform(0.93, 1.0)
        placed = Transform.scale(reach).then(Transform.rotate(degrees)).then(moved)
        turned = Transform.scale(reach).then(Transform.rotate(degrees + SHADE_TURN_DEG)).then(moved)
        yield from _petal(whorl, placed, turned, tones, random)


def _petal(
    whorl: Whorl, placed: Transform, turned: Transform, tones: Tones, random: Random
) -> Iterator[Item]:
    color = mix(tones.petal, tones.deep, min(1.0, whorl.depth + random.uniform(0.0, 0.09)))
    path = _outline(whorl.half, whorl.wide, random)
    yield Fill(path.transformed(turned), mix(color, tones.deep, SHADE))
    yield Fill(path.transformed(placed), color)
    if whorl.blush:
        foot = Transform.scale(whorl.blush, whorl.blush * 0.85).then(placed)
        yield Fill(path.transformed(foot), mix(color, tones.deep, SHADE))
    for index in range(whorl.streaks):
        yield Fill(_streak(whorl, index, placed, random), mix(color, tones.deep, 0.7))


def _outline(half: Half, wide: float, random: Random) -> Path:
    """Return a petal of length 1 along +x, each of its points a little off, as a brush leaves it."""
    there = [(x * random.uniform(0.97, 1.02), y * wide * random.uniform(0.93, 1.06)) for x, y in half]
    back = [(x * random.uniform(0.97, 1.02), -y * wide * random.uniform(0.93, 1.06)) for x, y in half[-2::-1]]
    return smooth([*there, *back], closed=True)


def _streak(whorl: Whorl, index: int, placed: Transform, random: Random) -> Path:
    """Return one of the fine lines that rise from a petal's foot and spread."""
    spread = (index - (whorl.streaks - 1) / 2) / max(1, whorl.streaks) * 0.55 * whorl.wide
    end = random.uniform(0.5, 0.74) - abs(spread) * 0.4
    line = [Point(0.12, spread * 0.15), Point(end * 0.55, spread * 0.5), Point(end, spread)]
    return ribbon(line, tapered(0.016, 0.004), tapered(0.016, 0.004)).transformed(placed)


def _heart(heart: Heart, radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    yield from _stamens(heart, radius, tones, random)
    if not heart.disc:
        return
    yield Fill(ellipse(0.0, 0.0, heart.disc * radius), tones.heart)
    for index in range(heart.grains):
        # the golden angle spreads grains as a sunflower does (H. Vogel, 1979)
        spot = polar(
            (0, 0), heart.disc * radius * 0.86 * math.sqrt((index + 0.5) / heart.grains), index * 137.508
        )
        yield Fill(ellipse(*spot, heart.disc * radius * 0.12), tones.dust)


def _stamens(heart: Heart, radius: float, tones: Tones, random: Random) -> Iterator[Item]:
    for index in range(heart.stamens):
        degrees = (index + random.uniform(-0.3, 0.3)) * 360 / heart.stamens
        end = polar((0, 0), heart.ring * radius * random.uniform(0.74, 1.06), degrees)
        if heart.has_threads:
            thread = ribbon(
                [Point(0, 0), end],
                tapered(0.012 * radius, 0.009 * radius),
                tapered(0.012 * radius, 0.009 * radius),
            )
            yield Fill(thread, tones.heart)
        yield Fill(ellipse(*end, heart.anther * radius), tones.heart if heart.is_dark else tones.dust)
