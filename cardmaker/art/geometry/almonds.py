"""`almonds`: mid-century stems of stacked almond leaves, their line work printed a little out of register.

A leaf is bounded by two parabolas, so that its width is known everywhere and no vein leaves it.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

from cardmaker.art.kit.area import WHOLE, Area, area_rect
from cardmaker.art.kit.lists import need_entries
from cardmaker.art.stage import Stage
from cardmaker.color import WHITE, contrast
from cardmaker.design import ZERO, Bounds, Length, Role
from cardmaker.drawing import Cap, Fill, Frame, Group, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Rect, Transform, ellipse, join, polygon

Marking = Literal["veins", "ladder", "nested", "rays", "beads", "half", "plain"]

TOUCH: Final = 0.05
"""How far a leaf reaches over the next one below, of its own length."""

TINY: Final = 6.0  # pt; an area narrower than that holds no stems
SEEN: Final = 2.5
"""The least contrast of lines on a leaf; on darker leaves they are knocked out."""


@dataclass(frozen=True, slots=True)
class Almonds:
    """Upright stems of stacked almond leaves on one ground line."""

    fill: Annotated[tuple[Role, ...], "the leaves' colors, in turn"]
    stroke: Annotated[Role, "the color of stems, veins and ground line"]
    stems: Annotated[int, Bounds(1, 30), "how many, evenly spaced"]
    area: Annotated[Area, "the stems stand on its lower edge; the tallest reach its upper one"] = WHOLE
    heights: Annotated[tuple[float, ...], Bounds(0.1, 1), "the stems' heights in turn, 1 is the tallest"] = (
        1.0,
    )
    leaves: Annotated[tuple[int, ...], Bounds(1, 9), "leaves on each stem, in turn"] = (3,)
    marking: Annotated[tuple[Marking, ...], "what is drawn on the leaves, in turn"] = ("veins",)
    foot: Annotated[float, Bounds(0, 0.9), "how much of a stem is bare at its foot"] = 0.2
    shrink: Annotated[float, Bounds(0.5, 1.3), "a leaf's length to that of the one above"] = 0.86
    ratio: Annotated[float, Bounds(0.2, 1.2), "a leaf's width to its length, if there is room"] = 0.5
    room: Annotated[float, Bounds(0.2, 1.5), "the widest leaf, in parts of the distance between stems"] = 0.92
    width: Annotated[Length, Bounds(0.08, 3), "the lines' thickness"] = Length(0.8, "pt")
    shift: Annotated[tuple[Length, Length], Bounds(-5, 5), "how far the line work is out of register"] = (
        ZERO,
        ZERO,
    )
    ground: Annotated[bool, "whether a line is drawn under the stems"] = True

    def __post_init__(self) -> None:
        need_entries(self, "fill", "heights", "leaves", "marking")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf by its top point, length and greatest half-width, pt."""

    x: float
    top: float
    length: float
    half: float

    def half_at(self, share: float) -> float:
        """Return the half-width a share of the way down: a parabola."""
        return 4 * self.half * share * (1 - share)

    def y(self, share: float) -> float:
        return self.top + share * self.length


def draw_almonds(almonds: Almonds, stage: Stage) -> Iterator[Item]:
    rect = area_rect(almonds.area, stage)
    if min(rect.size) < TINY:
        return
    pen = Ink(stage.color(almonds.stroke), stage.length(almonds.width), Cap.BUTT)
    if almonds.ground:
        yield Stroke(polygon([(rect.x, rect.bottom), (rect.right, rect.bottom)], closed=False), pen)
    number = 0
    for stem in range(almonds.stems):
        leaves = _leaves(almonds, stem, rect)
        spine = [(leaves[0].x, leaves[0].top + 1), (leaves[0].x, rect.bottom)]
        yield Stroke(polygon(spine, closed=False), pen)
        for index, leaf in enumerate(leaves):
            yield from _draw_leaf(almonds, leaf, number + index, pen, stage)
        number += len(leaves)


def _leaves(almonds: Almonds, stem: int, rect: Rect) -> list[_Leaf]:
    """Return a stem's leaves from the top down; their lengths shrink evenly and fill the stem above its bare foot."""
    step = rect.width / almonds.stems
    x = rect.x + (stem + 0.5) * step
    height = rect.height * almonds.heights[stem % len(almonds.heights)]
    count = almonds.leaves[stem % len(almonds.leaves)]
    shares = [almonds.shrink**index for index in range(count)]
    unit = height * (1 - almonds.foot) / (sum(shares) - TOUCH * sum(shares[:-1]))
    found, top = [], rect.bottom - height
    for share in shares:
        length = unit * share
        half = min(almonds.ratio * length, almonds.room * step * share**0.5) / 2
        found.append(_Leaf(x, top, length, half))
        top += length * (1 - TOUCH)
    return found


def _draw_leaf(almonds: Almonds, leaf: _Leaf, number: int, pen: Ink, stage: Stage) -> Iterator[Item]:
    outline, color = _outline(leaf), stage.color(almonds.fill[number % len(almonds.fill)])
    yield Fill(outline, color)
    marking = almonds.marking[number % len(almonds.marking)]
    items = tuple(
        _marks(marking, leaf, pen if contrast(pen.color, color) >= SEEN else replace(pen, color=WHITE))
    )
    if items:
        move = Transform.move(*(stage.length(side) for side in almonds.shift))
        yield Group(Frame(stage.size, (Group(Frame(stage.size, items), move),)), clip=outline)


def _outline(leaf: _Leaf, share: float = 1.0) -> Path:
    """Return a leaf about the same middle, its width and length scaled."""
    reach = 4 / 3 * leaf.half * share
    top, length = leaf.top + leaf.length * (1 - share) / 2, leaf.length * share
    builder = PathBuilder().move(leaf.x, top)
    builder.curve(
        leaf.x + reach, top + length / 3, leaf.x + reach, top + length * 2 / 3, leaf.x, top + length
    )
    builder.curve(leaf.x - reach, top + length * 2 / 3, leaf.x - reach, top + length / 3, leaf.x, top)
    return builder.close().path()


def _marks(marking: Marking, leaf: _Leaf, pen: Ink) -> Iterator[Item]:
    match marking:
        case "veins":
            yield Stroke(join([_midrib(leaf), *_veins(leaf)]), pen)
        case "ladder":
            yield Stroke(join(_rungs(leaf)), pen)
        case "nested":
            yield Stroke(join(_outline(leaf, share) for share in (0.74, 0.48, 0.22)), pen)
        case "rays":
            yield Stroke(join(_rays(leaf)), pen)
        case "beads":
            yield from _beads(leaf, pen)
        case "half":
            yield Fill(_half(leaf), pen.color)
        case "plain":
            return


def _midrib(leaf: _Leaf) -> Path:
    return polygon([(leaf.x, leaf.y(0.03)), (leaf.x, leaf.y(0.97))], closed=False)


def _veins(leaf: _Leaf) -> Iterator[Path]:
    """Yield pairs of veins that rise from the midrib and end a little inside the edge."""
    for index in range(2, 10):
        foot = 0.1 * index + 0.02
        end = foot - 0.14 * (1 - foot)
        reach = max(0.0, leaf.half_at(max(0.02, end)) * 0.86)
        for side in (-1, 1):
            yield polygon(
                [(leaf.x, leaf.y(foot)), (leaf.x + side * reach, leaf.y(max(0.02, end)))], closed=False
            )


def _rungs(leaf: _Leaf) -> Iterator[Path]:
    for index in range(1, 14):
        share = index / 14
        reach = leaf.half_at(share) * 0.8
        yield polygon([(leaf.x - reach, leaf.y(share)), (leaf.x + reach, leaf.y(share))], closed=False)


def _rays(leaf: _Leaf) -> Iterator[Path]:
    """Yield lines that spread from the foot to the upper edge, as in a palm leaf; they stay apart at both ends."""
    for index in range(-3, 4):
        low, high = 0.95 - 0.03 * abs(index), 0.08 + 0.1 * abs(index)
        foot, tip = (
            leaf.half_at(0.9) * index / 4,
            leaf.half_at(high) * math.copysign(0.8, index) * bool(index),
        )
        yield polygon([(leaf.x + foot, leaf.y(low)), (leaf.x + tip, leaf.y(high))], closed=False)


def _beads(leaf: _Leaf, pen: Ink) -> Iterator[Item]:
    for index in range(1, 8):
        share = index / 8
        yield Fill(ellipse(leaf.x, leaf.y(share), leaf.half_at(share) * 0.26), pen.color)


def _half(leaf: _Leaf) -> Path:
    reach = 4 / 3 * leaf.half
    builder = PathBuilder().move(leaf.x, leaf.y(0))
    builder.curve(leaf.x + reach, leaf.y(1 / 3), leaf.x + reach, leaf.y(2 / 3), leaf.x, leaf.y(1))
    return builder.close().path()
