"""`moon`: the moon at any age, from the thin new crescent to the full disc and back; `phases`: its whole month in an arc."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.kit.curve import polar
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Ink, Item, Stroke
from cardmaker.geometry import QUARTER_ARC, Path, PathBuilder, Point, Transform, ellipse


@dataclass(frozen=True, slots=True)
class Moon:
    """The lit part of the moon, as the northern half of the earth sees it."""

    radius: Annotated[Length, Bounds(0.1, 60), "of the whole disc"]
    phase: Annotated[
        float, Bounds(0.03, 0.97), "its age: 0.25 is the half that grows, 0.5 full, 0.75 the half that wanes"
    ]
    fill: Annotated[Role, "the color of its lit part"]
    at: Annotated[Spot, "the middle of the whole disc"] = CENTER
    tilt: Annotated[float, Bounds(-180, 180), "how far it leans, clockwise, in degrees"] = 0.0
    dark: Annotated[Role | None, "the color of the rest of its disc; without it that is not drawn"] = None
    dark_tint: Annotated[float, Bounds(0, 1), "the strength of that color"] = 1.0
    outline: Annotated[Role | None, "the color of a line round the whole disc"] = None
    width: Annotated[Length, Bounds(0.08, 3), "of that line"] = Length(0.5, "pt")


def draw_moon(moon: Moon, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(moon.at)
    radius = stage.length(moon.radius)
    if moon.dark is not None:
        yield Fill(ellipse(x, y, radius), stage.color(moon.dark, moon.dark_tint))
    if moon.outline is not None:
        yield Stroke(ellipse(x, y, radius), Ink(stage.color(moon.outline), stage.length(moon.width)))
    lit = _lit(radius, moon.phase).transformed(Transform.rotate(moon.tilt).then(Transform.move(x, y)))
    yield Fill(lit, stage.color(moon.fill))


@dataclass(frozen=True, slots=True)
class Phases:
    """The moon's month: crescents that grow to the full moon in the middle, and wane, in an arc or a row."""

    count: Annotated[int, Bounds(3, 31), "how many moons; an odd number has the full moon in the middle"]
    radius: Annotated[Length, Bounds(0.2, 30), "of the full moon"]
    fill: Annotated[Role, "the color of their lit parts"]
    at: Annotated[Spot, "the middle of the arc's circle; of the row, if there is no arc"] = CENTER
    arc: Annotated[Length | None, Bounds(2, 100), "the arc's radius; without it they stand in a row"] = None
    spread: Annotated[float, Bounds(10, 340), "the arc's angle, in degrees"] = 150.0
    length: Annotated[Length, Bounds(2, 200), "the row's length, between the middles of the outer moons"] = (
        Length(70)
    )
    shrink: Annotated[float, Bounds(0, 0.9), "how much smaller the outermost are"] = 0.3
    youngest: Annotated[float, Bounds(0.03, 0.45), "the age of the first"] = 0.07
    outline: Annotated[Role | None, "the color of a line round each whole disc"] = None
    width: Annotated[Length, Bounds(0.08, 3), "of that line"] = Length(0.5, "pt")


def draw_phases(phases: Phases, stage: Stage) -> Iterator[Item]:
    middle = stage.point(phases.at)
    largest = stage.length(phases.radius)
    for index in range(phases.count):
        off = 2 * index / (phases.count - 1) - 1
        radius = largest * (1 - phases.shrink * abs(off))
        x, y, tilt = _place(phases, off, middle, stage)
        if phases.outline is not None:
            yield Stroke(ellipse(x, y, radius), Ink(stage.color(phases.outline), stage.length(phases.width)))
        lit = _lit(radius, 0.5 + off * (0.5 - phases.youngest))
        yield Fill(
            lit.transformed(Transform.rotate(tilt).then(Transform.move(x, y))), stage.color(phases.fill)
        )


def _place(phases: Phases, off: float, middle: Point, stage: Stage) -> tuple[float, float, float]:
    """Return where a moon stands, from -1 to 1 of the way, and how it leans."""
    if phases.arc is None:
        return middle.x + off * stage.length(phases.length) / 2, middle.y, 0.0
    angle = off * phases.spread / 2
    x, y = polar(middle, stage.length(phases.arc), angle - 90)
    return x, y, angle


def _lit(radius: float, phase: float) -> Path:
    """Return the lit part about the origin: half a circle, and back along half an ellipse where light and dark meet."""
    side = 1.0 if phase <= 0.5 else -1.0
    inner = radius * (1 - 4 * (phase if phase <= 0.5 else 1 - phase)) * side
    outer, k = radius * side, QUARTER_ARC
    return (
        PathBuilder()
        .move(0.0, -radius)
        .curve(k * outer, -radius, outer, -k * radius, outer, 0.0)
        .curve(outer, k * radius, k * outer, radius, 0.0, radius)
        .curve(k * inner, radius, inner, k * radius, inner, 0.0)
        .curve(inner, -k * radius, k * inner, -radius, 0.0, -radius)
        .close()
        .path()
    )
