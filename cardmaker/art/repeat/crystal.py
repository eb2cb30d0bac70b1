"""`crystal`: a snow crystal, each layer another one: six arms alike, branching at 60 degrees as ice does.

Kinds after W. A. Bentley's photographs ("Snow Crystals", 1931): ferns, stars with plates at their tips, broad plates.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Annotated, Final, Literal

from cardmaker.art.kit.curve import polar
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Frame, Group, Ink, Item, Stroke
from cardmaker.geometry import Path, PathBuilder, Point, Transform, ellipse, join, polygon

ARMS: Final = 6
ICE_DEG: Final = 60.0
THINNEST: Final = 0.45  # pt: a thinner white line on a dark ground closes up

Kind = Literal["any", "fern", "star", "plate"]
Tip = Literal["bead", "lozenge", "plate", "fork"]

KINDS: Final[tuple[Literal["fern", "star", "plate"], ...]] = ("fern", "star", "plate")


@dataclass(frozen=True, slots=True)
class Crystal:
    """A snow crystal of random form."""

    radius: Annotated[Length, Bounds(0.5, 60), "from its middle to the tips of its arms"]
    fill: Annotated[Role, "its color"]
    at: Annotated[Spot, "its middle"] = CENTER
    kind: Annotated[Kind, "feathery, starry, or with broad plates"] = "any"
    width: Annotated[Length, Bounds(0.05, 3), "of its lines"] = Length(0.4)
    angle: Annotated[float, Bounds(-360, 360), "turned clockwise, in degrees"] = 0.0


@dataclass(frozen=True, slots=True)
class _Form:
    """What one arm of length 1 is like; it grows upward from the origin."""

    hub: float
    rings: tuple[float, ...]
    branches: tuple[tuple[float, float], ...]
    twigs: int
    tip: Tip
    plates: tuple[tuple[float, float], ...]


def draw_crystal(crystal: Crystal, stage: Stage) -> Iterator[Item]:
    random, radius = stage.random(), stage.length(crystal.radius)
    kind = KINDS[int(random.random() * len(KINDS))] if crystal.kind == "any" else crystal.kind
    form = _FORMS[kind](random)
    width = max(THINNEST, stage.length(crystal.width))
    color = stage.color(crystal.fill)
    lines = PathBuilder()
    solids: list[Path] = []
    for arm in range(ARMS):
        _add_lines(lines, form, radius, ICE_DEG * arm - 90)
        solids += _solids(form, radius, width, ICE_DEG * arm - 90)
    rings = [_hexagon(Point(0, 0), radius * ring, -90) for ring in form.rings]
    items: tuple[Item, ...] = (
        Stroke(join([lines.path(), *rings]), Ink(color, width)),
        Fill(join(solids), color),
    )
    place = Transform.rotate(crystal.angle).then(Transform.move(*stage.point(crystal.at)))
    yield Group(Frame(stage.size, items), place)


def _fern(random: Random) -> _Form:
    """Return a feathery form: many branches, the longest low on the arm, with twigs of their own."""
    count = 6 + int(random.random() * 3)
    low, steep = random.uniform(0.2, 0.28), random.uniform(0.8, 1.3)
    places = [low + (0.9 - low) * index / (count - 1) for index in range(count)]
    branches = tuple(
        (place, 0.52 * (1 - place) ** steep * min(1.0, 0.5 + 2.4 * (place - low))) for place in places
    )
    return _Form(0.0, (random.uniform(0.07, 0.12),), branches, 2, _tip(random, "bead", "lozenge"), ())


def _star(random: Random) -> _Form:
    """Return an open form: few branches, the longest far out, and plates or forks at the tips."""
    count = 2 + int(random.random() * 2)
    places = [0.42 + 0.36 * index / (count - 1) for index in range(count)]
    grows = random.random() < 0.5
    branches = tuple((place, (0.1 + 0.24 * (place if grows else 1.1 - place))) for place in places)
    ring = random.uniform(0.15, 0.22)
    return _Form(0.0, (ring, ring * 1.65), branches, 0, _tip(random, "plate", "lozenge"), ())


def _plate(random: Random) -> _Form:
    """Return a form with solid plates along its arms and a hexagon about its hub."""
    branches = (
        (0.44, random.uniform(0.1, 0.16)),
        (0.58, random.uniform(0.16, 0.22)),
        (0.72, random.uniform(0.08, 0.13)),
    )
    ring = random.uniform(0.24, 0.32)
    return _Form(
        ring * 0.45, (ring, ring * 0.72), branches, 0, _tip(random, "plate", "fork"), ((ring, 0.055),)
    )


def _tip(random: Random, one: Tip, other: Tip) -> Tip:
    return one if random.random() < 0.5 else other


_FORMS: Final[dict[str, Callable[[Random], _Form]]] = {"fern": _fern, "star": _star, "plate": _plate}


def _add_lines(builder: PathBuilder, form: _Form, radius: float, heading: float) -> None:
    """Add an arm's rib, its branches to both sides and their twigs."""
    builder.move(*polar((0, 0), radius * form.hub, heading)).line(
        *polar((0, 0), radius * _rib_end(form), heading)
    )
    for place, length in form.branches:
        foot = polar((0, 0), radius * place, heading)
        for side in (-1, 1):
            end = polar(foot, radius * length, heading + side * ICE_DEG)
            builder.move(*foot).line(*end)
            for twig in range(form.twigs if length > 0.16 else 0):
                start = polar(foot, radius * length * (0.45 + 0.28 * twig), heading + side * ICE_DEG)
                builder.move(*start).line(*polar(start, radius * length * (0.3 - 0.08 * twig), heading))
    if form.tip == "fork":
        crotch = polar((0, 0), radius * 0.86, heading)
        for side in (-1, 1):
            builder.move(*crotch).line(*polar(crotch, radius * 0.13, heading + side * ICE_DEG / 2))


def _rib_end(form: _Form) -> float:
    return {"bead": 0.98, "lozenge": 0.88, "plate": 0.86, "fork": 0.98}[form.tip]


def _solids(form: _Form, radius: float, width: float, heading: float) -> Iterator[Path]:
    """Yield an arm's solid parts: its rib, which tapers, what is at its tip, at its branches' ends, and along its rib."""
    yield _rib(radius * form.hub, radius * _rib_end(form), width * 0.9, heading)
    if form.tip == "bead":
        yield ellipse(*polar((0, 0), radius - width, heading), width)
    elif form.tip == "lozenge":
        yield _lozenge(polar((0, 0), radius * 0.9, heading), radius * 0.1, radius * 0.042, heading)
    elif form.tip == "plate":
        yield _hexagon(polar((0, 0), radius * 0.92, heading), radius * 0.08, heading)
    for place, length in form.branches if not form.twigs else ():
        foot = polar((0, 0), radius * place, heading)
        for side in (-1, 1):
            yield ellipse(*polar(foot, radius * length, heading + side * ICE_DEG), width * 0.95)
    for place, size in form.plates:
        yield _lozenge(polar((0, 0), radius * place, heading), radius * size * 1.7, radius * size, heading)
    if form.hub:
        yield _lozenge(
            polar((0, 0), radius * form.hub, heading),
            radius * form.hub * 0.6,
            radius * form.hub * 0.3,
            heading,
        )


def _rib(start: float, end: float, half: float, heading: float) -> Path:
    foot, tip = polar((0, 0), start, heading), polar((0, 0), end, heading)
    corners = [(foot, half), (tip, half * 0.5), (tip, -half * 0.5), (foot, -half)]
    return polygon([polar(place, across, heading + 90) for place, across in corners])


def _lozenge(middle: Point, length: float, half: float, heading: float) -> Path:
    ends = [polar(middle, length, heading), polar(middle, half, heading + 90)]
    return polygon([*ends, polar(middle, length, heading + 180), polar(middle, half, heading - 90)])


def _hexagon(middle: Point, radius: float, heading: float) -> Path:
    return polygon([polar(middle, radius, heading + 60 * corner) for corner in range(6)])
