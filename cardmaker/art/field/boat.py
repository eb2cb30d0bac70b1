"""`boat`: a small sailing boat seen from afar: hull, mast and two sails, in a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Path, PathBuilder, Transform


@dataclass(frozen=True, slots=True)
class Boat:
    """A sloop under sail; `at` is the middle of its waterline."""

    height: Annotated[Length, Bounds(1, 80), "from the water to the top of the mast"]
    hull: Annotated[Role, "the color of hull and mast"]
    sail: Annotated[Role, "the color of the mainsail"]
    at: Annotated[Spot, "the middle of its waterline"] = CENTER
    jib: Annotated[Role | None, "the color of the smaller sail; without it that of the mainsail"] = None
    heel: Annotated[float, Bounds(-30, 30), "how far it leans, clockwise, in degrees"] = 4.0
    mirror: Annotated[bool, "sails to the left"] = False


def draw_boat(boat: Boat, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(boat.at)
    height = stage.length(boat.height)
    placed = (
        Transform.rotate(boat.heel)
        .then(Transform.scale(-height if boat.mirror else height, height))
        .then(Transform.move(x, y))
    )
    yield Fill(_mainsail().transformed(placed), stage.color(boat.sail))
    yield Fill(_jib().transformed(placed), stage.color(boat.jib or boat.sail))
    yield Fill(_mast().transformed(placed), stage.color(boat.hull))
    yield Fill(_hull().transformed(placed), stage.color(boat.hull))


# One mast is 1 high; the bow points right and the water is at y = 0.


def _hull() -> Path:
    return (
        PathBuilder()
        .move(-0.31, -0.085)
        .curve(-0.1, -0.062, 0.16, -0.068, 0.40, -0.118)
        .curve(0.34, -0.045, 0.27, -0.012, 0.20, 0.0)
        .line(-0.22, 0.0)
        .curve(-0.27, -0.02, -0.30, -0.05, -0.31, -0.085)
        .close()
        .path()
    )


def _mast() -> Path:
    return (
        PathBuilder().move(0.017, -0.07).line(0.031, -0.07).line(0.028, -1.0).line(0.019, -1.0).close().path()
    )


def _mainsail() -> Path:
    """Return the sail abaft the mast, its after edge bellied by the wind."""
    return (
        PathBuilder()
        .move(0.008, -0.975)
        .curve(-0.045, -0.66, -0.16, -0.36, -0.335, -0.155)
        .curve(-0.22, -0.13, -0.10, -0.125, 0.008, -0.135)
        .close()
        .path()
    )


def _jib() -> Path:
    return (
        PathBuilder()
        .move(0.042, -0.86)
        .curve(0.14, -0.58, 0.25, -0.34, 0.385, -0.145)
        .curve(0.27, -0.12, 0.16, -0.125, 0.055, -0.15)
        .curve(0.10, -0.38, 0.09, -0.62, 0.042, -0.86)
        .close()
        .path()
    )
