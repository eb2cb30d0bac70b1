"""`carve`: a printing block cut by hand: a solid with a chattered edge, what it shows left in paper, gouges around it.

A cutter clears the ground in short strokes that lead away from the subject and never run into it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Annotated, Final, Literal

import numpy as np
from numpy.typing import NDArray

from cardmaker.art.kit.area import Area, area_path, area_rect
from cardmaker.art.kit.curve import evenly
from cardmaker.art.kit.noise import Noise
from cardmaker.art.kit.ribbon import ribbon
from cardmaker.art.kit.spacing import blue_noise
from cardmaker.art.kit.trace import Array, Silhouette, flattened, outlines_of
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import CENTER, PAPER, Bounds, Layer, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Item, Shared, Use
from cardmaker.geometry import Path, Point, Size, Transform, polygon

FACET: Final = 3.4  # pt, between two touches of the knife along the edge
MAX_FACETS: Final = 1200
GOUGE_FORMS: Final = 9
MAX_GOUGES: Final = 2000
LENGTH_JITTER: Final = 0.34
ANGLE_JITTER_DEG: Final = 9.0
THINNEST: Final = 0.5  # pt: a thinner white line closes up in print


@dataclass(frozen=True, slots=True)
class Gouges:
    """Short cuts that clear the ground."""

    spacing: Annotated[Length, Bounds(1.2, 30), "between the middles of two cuts"]
    length: Annotated[Length, Bounds(0.3, 20), "of the longest cut"]
    width: Annotated[Length, Bounds(0.1, 4), "of the widest cut, in its middle"]
    flow: Annotated[
        Literal["halo", "radial", "parallel"],
        "which way they lead: away from the subject, away from `at`, or all along `angle`",
    ] = "halo"
    at: Annotated[Spot, "the middle of a radial flow"] = CENTER
    angle: Annotated[float, Bounds(-360, 360), "of a parallel flow, in degrees; 0 lies flat"] = 0.0
    gap: Annotated[Length, Bounds(0, 30), "how far they keep off the subject"] = Length(1.2)
    fade: Annotated[float, Bounds(0, 1), "how much smaller cuts are at the edge than at the subject"] = 0.0


@dataclass(frozen=True, slots=True)
class Carve:
    """A block as if cut in lino: its ground solid, its subject white, and gouges that keep off the subject."""

    area: Annotated[Area, "the block"]
    fill: Annotated[Role | None, "the ground's ink; without it only gouges and subject are drawn"] = None
    layers: Annotated[tuple[Layer, ...], "the subject; let it be filled with `paper`"] = ()
    gouges: Annotated[Gouges | None, "cuts in the ground"] = None
    cut: Annotated[Role, "the color of the cuts"] = PAPER
    chatter: Annotated[Length, Bounds(0, 3), "how far the knife strays along the edge"] = Length(0.9, "pt")


def draw_carve(carve: Carve, stage: Stage) -> Iterator[Item]:
    random = stage.random()
    subject = stage.draw(carve.layers)
    if carve.fill is not None:
        yield Fill(_block(carve, stage, random), stage.color(carve.fill))
    if carve.gouges is not None:
        yield from _gouges(carve, carve.gouges, Silhouette(outlines_of(subject)), stage, random)
    yield from subject


def _block(carve: Carve, stage: Stage, random: Random) -> Path:
    """Return the block's outline in short straight facets, each touch of the knife a little inside the true line."""
    chatter = stage.length(carve.chatter)
    noise = Noise(random)
    outlines = [
        _facets(points, chatter, noise, random)
        for points in flattened(area_path(carve.area, stage), steps=12)
    ]
    return polygon(outlines[0])


def _facets(outline: Sequence[Point], chatter: float, noise: Noise, random: Random) -> list[Point]:
    closed = [*outline, outline[0]]
    perimeter = sum(math.dist(here, there) for here, there in pairwise(closed))
    count = max(12, min(MAX_FACETS, round(perimeter / FACET)))
    touched = sorted({*range(count)} - {index for index in range(count) if random.random() < 0.22})
    path = evenly(closed, count)
    inward = _inward(outline)
    waves = noise.at(np.array(touched) * FACET / 17.0, np.zeros(len(touched)))
    return [
        _moved(
            path, index, inward * chatter * (0.1 + 0.7 * random.random() ** 1.6 + 0.5 * max(0.0, float(wave)))
        )
        for index, wave in zip(touched, waves, strict=True)
    ]


def _inward(outline: Sequence[Point]) -> float:
    """Return the sign that turns an outline's left normal to its inside."""
    after = [*outline[1:], outline[0]]
    return 1.0 if sum(a.x * b.y - b.x * a.y for a, b in zip(outline, after, strict=True)) > 0 else -1.0


def _moved(path: Sequence[Point], index: int, distance: float) -> Point:
    before, here, after = path[index - 1 if index else -2], path[index], path[index + 1]
    dx, dy = after.x - before.x, after.y - before.y
    length = math.hypot(dx, dy) or 1.0
    return Point(here.x - dy / length * distance, here.y + dx / length * distance)


def _gouges(
    carve: Carve, gouges: Gouges, subject: Silhouette, stage: Stage, random: Random
) -> Iterator[Item]:
    longest = stage.length(gouges.length)
    # A cut stays longer than wide, so that its ends tell where it reaches.
    width = max(THINNEST, min(stage.length(gouges.width), longest / 2))
    forms = _forms(longest, width, stage.color(carve.cut), random)
    points = blue_noise(area_rect(carve.area, stage), stage.length(gouges.spacing), random)[:MAX_GOUGES]
    places = np.array(points)
    headings = _headings(places, gouges, subject, stage)
    reach = np.stack([np.cos(headings), np.sin(headings)], axis=1) * longest / 2
    block = Silhouette(flattened(area_path(carve.area, stage), steps=8))
    free = _free([places, places - reach, places + reach], block, subject, stage.length(gouges.gap))
    for place, heading, is_free in zip(points, headings, free, strict=True):
        turn = math.degrees(float(heading)) + ANGLE_JITTER_DEG * random.uniform(-1.0, 1.0)
        scale = (1 - LENGTH_JITTER * random.random()) * _faded(place, gouges, carve, stage)
        form = forms[int(random.random() * len(forms))]
        if is_free and stage.is_clear(*place, longest / 2):
            sized = Transform.scale(scale, max(0.75, scale))
            yield Use(form, sized.then(Transform.rotate(turn)).then(Transform.move(*place)))


def _free(probes: Sequence[Array], block: Silhouette, subject: Silhouette, gap: float) -> NDArray[np.bool_]:
    """Return which cuts fit: the middle and both ends of the longest one on the block and off the subject."""
    free = np.all([block.holds(probe) for probe in probes], axis=0)
    if subject:
        for probe in probes:
            free[free] = ~subject.comes_within(gap, probe[free])
        free[free] = ~subject.holds(probes[0][free])
    return np.asarray(free)


def _headings(places: Array, gouges: Gouges, subject: Silhouette, stage: Stage) -> Array:
    if gouges.flow == "halo" and subject:
        return subject.headings(places)
    if gouges.flow == "parallel":
        return np.full(len(places), math.radians(gouges.angle))
    away = places - np.array(stage.point(gouges.at))
    return np.asarray(np.arctan2(away[:, 1], away[:, 0]), dtype=np.float64)


def _faded(place: Point, gouges: Gouges, carve: Carve, stage: Stage) -> float:
    """Return a cut's size by its place: full in the middle of the block, less by `fade` at its edge."""
    if not gouges.fade:
        return 1.0
    rect = area_rect(carve.area, stage)
    share = max(
        abs(place.x - rect.center.x) / (rect.width / 2), abs(place.y - rect.center.y) / (rect.height / 2)
    )
    return 1 - gouges.fade * share


def _forms(length: float, width: float, color: Color, random: Random) -> list[Shared]:
    return [
        Shared(Frame(Size(0.0, 0.0), (_gouge(length, width, color, random),)), length)
        for _ in range(GOUGE_FORMS)
    ]


def _gouge(length: float, width: float, color: Color, random: Random) -> Fill:
    """Return a cut along x about the origin: blunt where the tool leaves, fine where it enters, a little bent."""
    bend = random.uniform(-0.07, 0.07) * length
    wide = width * random.uniform(0.7, 1.0) / 2
    spine = [
        Point((share - 0.5) * length, bend * math.sin(math.pi * share)) for share in (0, 0.3, 0.62, 0.86, 1)
    ]
    profile = {0.0: 0.0, 0.25: 0.62, 0.5: 0.95, 0.75: 1.0, 1.0: 0.3}
    return Fill(ribbon(spine, lambda t: wide * profile[t], lambda t: wide * profile[t] * 0.9), color)
