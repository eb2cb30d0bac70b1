"""`rosette`: guilloche, the engine-turned line work of banknotes: waves run round a ring in many phases.

A wave of a plain band is one shared curve, turned once for each phase; only a band with petals needs a curve for each.
Curves are cubics from the wave's own slope, so that six pieces a lobe are as good as a hundred points.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, ZERO, Bounds, Length, Role, Spot
from cardmaker.drawing import Frame, Ink, Item, Shared, Stroke, Use
from cardmaker.geometry import Path, PathBuilder, Point, Size, Transform

PIECES: Final = 6
"""Cubics for each lobe of a wave; the error is below a hundredth of its height."""


@dataclass(frozen=True, slots=True)
class Band:
    """A ring of crossing waves."""

    outer: Annotated[Length, Bounds(0.5, 60), "from the center to the crests"]
    inner: Annotated[Length, Bounds(0, 60), "from the center to the troughs"]
    lobes: Annotated[int, Bounds(2, 90), "crests of one wave"]
    phases: Annotated[int, Bounds(1, 40), "waves, each a little further round"]
    stroke: Annotated[Role, "their color"]
    width: Annotated[Length, Bounds(0.08, 1), "the line's thickness"] = Length(0.3, "pt")
    petals: Annotated[int, Bounds(0, 60), "scallops of the outer edge"] = 0
    swell: Annotated[Length, Bounds(0, 20), "how deep those scallops are"] = ZERO
    inner_swell: Annotated[Length, Bounds(0, 20), "how deep the inner edge follows them"] = ZERO


@dataclass(frozen=True, slots=True)
class Rosette:
    """Guilloche: rings of fine crossing waves about a place."""

    bands: Annotated[tuple[Band, ...], "the rings, in painting order"]
    at: Annotated[Spot, "its center"] = CENTER


@dataclass(frozen=True, slots=True)
class _Wave:
    """One wave about the origin, lengths in points: its angle 0 is at the top, clockwise."""

    outer: float
    inner: float
    lobes: int
    petals: int
    swell: float
    inner_swell: float
    phase: float

    def radius(self, angle: float) -> float:
        high, low, _, _ = self._edges(angle)
        return (high + low) / 2 + (high - low) / 2 * math.cos(self.lobes * angle + self.phase)

    def slope(self, angle: float) -> float:
        """Return how fast the radius grows with the angle."""
        high, low, high_slope, low_slope = self._edges(angle)
        turn = self.lobes * angle + self.phase
        rise = (high_slope + low_slope) / 2 + (high_slope - low_slope) / 2 * math.cos(turn)
        return rise - (high - low) / 2 * self.lobes * math.sin(turn)

    def _edges(self, angle: float) -> tuple[float, float, float, float]:
        """Return the radii of the outer and the inner edge, and their slopes."""
        dent = (1 - math.cos(self.petals * angle)) / 2
        slope = self.petals * math.sin(self.petals * angle) / 2
        return (
            self.outer - self.swell * dent,
            self.inner - self.inner_swell * dent,
            -self.swell * slope,
            -self.inner_swell * slope,
        )


def draw_rosette(rosette: Rosette, stage: Stage) -> Iterator[Item]:
    x, y = stage.point(rosette.at)
    for band in rosette.bands:
        ink = Ink(stage.color(band.stroke), stage.length(band.width))
        if band.petals:
            for phase in range(band.phases):
                yield _use(_wave(band, phase, stage), ink, Transform.move(x, y))
        else:
            shared = _shared(_wave(band, 0, stage), ink)
            step = 360 / (band.phases * band.lobes)
            for phase in range(band.phases):
                yield Use(shared, Transform.rotate(step * phase).then(Transform.move(x, y)))


def _wave(band: Band, phase: int, stage: Stage) -> _Wave:
    outer, inner = sorted((stage.length(band.outer), stage.length(band.inner)), reverse=True)
    return _Wave(
        outer,
        inner,
        band.lobes,
        band.petals,
        min(stage.length(band.swell), outer),
        min(stage.length(band.inner_swell), inner),
        2 * math.pi * phase / band.phases,
    )


def _shared(wave: _Wave, ink: Ink) -> Shared:
    path = _closed(wave.radius, wave.slope, PIECES * max(wave.lobes, wave.petals))
    return Shared(Frame(Size(0.0, 0.0), (Stroke(path, ink),)), wave.outer + 1.0)


def _use(wave: _Wave, ink: Ink, placed: Transform) -> Stroke:
    path = _closed(wave.radius, wave.slope, PIECES * max(wave.lobes, wave.petals))
    return Stroke(path.transformed(placed), ink)


def _closed(radius: Callable[[float], float], slope: Callable[[float], float], pieces: int) -> Path:
    """Return a closed curve about the origin from its radius and the slope of that, both by the angle."""
    step = 2 * math.pi / pieces
    knots = [_knot(radius(index * step), slope(index * step), index * step) for index in range(pieces)]
    builder = PathBuilder().move(*knots[0][0])
    for index in range(pieces):
        (here, speed), (there, end_speed) = knots[index], knots[(index + 1) % pieces]
        builder.curve(
            here.x + speed.x * step / 3,
            here.y + speed.y * step / 3,
            there.x - end_speed.x * step / 3,
            there.y - end_speed.y * step / 3,
            *there,
        )
    return builder.close().path()


def _knot(radius: float, slope: float, angle: float) -> tuple[Point, Point]:
    """Return a point of the curve and its speed there."""
    sin, cos = math.sin(angle), math.cos(angle)
    return Point(radius * sin, -radius * cos), Point(slope * sin + radius * cos, radius * sin - slope * cos)
