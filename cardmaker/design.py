"""A design as values: palettes by role, type by role, slots of wording, and layers per panel. Drawn by `art`.

Reading a design from a file is left to `inputs`; what a generator's parameters mean is left to `art`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Final, Literal, NamedTuple, NewType

from cardmaker.color import Color
from cardmaker.errors import Place
from cardmaker.geometry import Size
from cardmaker.units import MM, UNITS

Role = NewType("Role", str)
"""A color by its part in the design: a key of every palette, or `paper`."""

SlotName = NewType("SlotName", str)
StyleName = NewType("StyleName", str)
SpeciesName = NewType("SpeciesName", str)
LayerName = NewType("LayerName", str)

FaceKey = NewType("FaceKey", str)
"""A typeface as `family/style`, such as `jost/400Regular`."""

PAPER: Final = Role("paper")
"""The role that knocks out to the bare stock."""

PARTS: Final = ("front", "inside", "back", "liner")
"""The panels a design can draw; `liner` is the inside of its envelope."""

NESTED: Final = ("layers", "motifs")
"""Parameters of layers that hold layers of their own."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value of a number; for a length in u, taking another unit's u as 1 mm."""

    least: float
    greatest: float


_MEASURE = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(u|%|pt|mm|cm|in)?\s*")


@dataclass(frozen=True, slots=True)
class Length:
    """A length in a design. 1 u is 1 % of the panel's shorter side; pt, mm, cm and in do not grow with the card.

    In a `Spot` the unit may also be %, of the panel's width or height.
    """

    amount: float
    unit: str = "u"

    @classmethod
    def parse(cls, text: str, bare: str = "u") -> "Length":
        """Return the length of `12`, `12u` or `3mm`; a bare number has the unit `bare`. Raises ValueError."""
        match = _MEASURE.fullmatch(text)
        if match is None or (match[2] == "%" and bare != "%"):
            raise ValueError(f"{text!r} is not a length; write 12 (in {bare}), 3mm or 1.2pt")
        return cls(float(match[1]), match[2] or bare)

    def points(self, u: float) -> float:
        """Return the length in points on a panel whose u is `u` points."""
        return self.amount * (u if self.unit == "u" else UNITS[self.unit])

    @property
    def nominal_u(self) -> float:
        """The length in u of a card 100 mm wide, for checking bounds."""
        return self.amount if self.unit in {"u", "%"} else self.amount * UNITS[self.unit] / MM


class Spot(NamedTuple):
    """A place on a panel. A bare number is in % of the panel's width or height, from the left or the top.

    With a unit it is a distance from the left or the top, and a negative one from the right or the bottom.
    """

    x: Length
    y: Length

    @classmethod
    def percent(cls, x: float, y: float) -> "Spot":
        return cls(Length(x, "%"), Length(y, "%"))

    def on(self, size: Size, u: float) -> tuple[float, float]:
        """Return the place in points on a panel of that size."""
        return _along(self.x, size.width, u), _along(self.y, size.height, u)


CENTER: Final = Spot.percent(50, 50)
ZERO: Final = Length(0.0)


def _along(length: Length, extent: float, u: float) -> float:
    if length.unit == "%":
        return length.amount / 100 * extent
    points = length.points(u)
    return points if length.amount >= 0 else extent + points


class Shape(Enum):
    """The proportions a design is arranged for."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    SQUARE = "square"
    SLIM = "slim"


def shape_of(size: Size) -> Shape:
    """Return the shape of a panel: slim from 1 : 1.75 upright, square within a tenth."""
    ratio = size.height / size.width
    if ratio > 1.75:
        return Shape.SLIM
    if ratio > 1.1:
        return Shape.PORTRAIT
    return Shape.SQUARE if ratio >= 0.9 else Shape.LANDSCAPE


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How words look: a face, its size and its spacing."""

    face: Annotated[FaceKey, "family/style of a face in fonts/"]
    size: Annotated[Length, Bounds(0.5, 60), "type size"]
    fallback: Annotated[FaceKey | None, "the face of words with letters that `face` lacks"] = None
    italic_face: Annotated[FaceKey | None, "the face of words between underscores"] = None
    leading: Annotated[
        float, Bounds(0.5, 3), "baseline to baseline, in type sizes; opened where letters would touch"
    ] = 1.2
    case: Annotated[Literal["as-typed", "upper"], "`upper` sets capitals"] = "as-typed"
    track: Annotated[float, Bounds(-100, 1000), "letter spacing in 1/1000 of the type size"] = 0.0
    gain: Annotated[Length, Bounds(0, 1), "an outline that keeps thin faces printable"] = ZERO


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that people may change."""

    default: Annotated[
        str,
        "what stands there if nobody says otherwise; `{name}` puts in another slot, and without it nothing is shown",
    ] = ""
    lines: Annotated[int, Bounds(1, 8), "how many lines it may have"] = 1
    shrink: Annotated[float, Bounds(0.3, 1), "how far long words may shrink before it is an error"] = 1.0
    max_chars: Annotated[int, Bounds(1, 400), "the longest wording"] = 60


@dataclass(frozen=True, slots=True)
class Species:
    """A plant by the form and the place of its leaves."""

    ratio: Annotated[float, Bounds(0.05, 1.5), "a leaf's width to its length"]
    foot: Annotated[float, Bounds(0, 90), "angle between leaf and stem at the foot of the stem, in degrees"]
    tip: Annotated[float, Bounds(0, 90), "the same at the tip of the stem"]
    bend: Annotated[float, Bounds(-0.5, 0.5), "how far a leaf bows, of its length"] = 0.1
    belly: Annotated[float, Bounds(0.15, 0.85), "where a leaf is widest: 0 at its foot, 1 at its tip"] = 0.45
    sharp: Annotated[float, Bounds(0.4, 3), "the leaf's tip: below 1 round, above 1 pointed"] = 1.1
    narrow: Annotated[float, Bounds(0.4, 3), "the leaf's foot, likewise"] = 1.0
    opposite: Annotated[bool, "leaves stand in pairs, not in turn"] = False
    petiole: Annotated[float, Bounds(0, 0.5), "the leaf's own stalk, of its length"] = 0.05
    teeth: Annotated[int, Bounds(0, 40), "points along each edge, as on holly"] = 0
    bite: Annotated[float, Bounds(0, 0.9), "how deep the edge is cut between two teeth, of its width"] = 0.25
    leaflets: Annotated[int, Bounds(0, 20), "pairs of leaflets that make one leaf, as on a rowan"] = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """One drawing step. `params` is an instance of the parameter class that `art.catalog` names for the generator.

    It is drawn if all slots of `when` have words, and none of `unless` has.
    """

    id: str
    generator: str
    params: object
    place: Place
    when: tuple[SlotName, ...] = ()
    unless: tuple[SlotName, ...] = ()

    @property
    def nested(self) -> "tuple[Layer, ...]":
        """The layers that this one holds."""
        return tuple(layer for key in NESTED for layer in getattr(self.params, key, ()))

    def is_wanted(self, words: Mapping[str, str]) -> bool:
        """Return whether the layer is drawn with these words, by slot."""
        return all(words[slot] for slot in self.when) and not any(words[slot] for slot in self.unless)

    def holds(self, name: str) -> bool:
        """Return whether this is the layer of that id, or one that holds it."""
        return self.id == name or any(layer.holds(name) for layer in self.nested)


Palette = Mapping[str, Color]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a design is arranged for one shape: its type, its wording and its layers, panel by panel."""

    type: Mapping[str, TypeStyle]
    slots: Mapping[str, Slot]
    panels: Mapping[str, tuple[Layer, ...]]


@dataclass(frozen=True, slots=True)
class Design:
    """A card design, checked. The first palette is the default one; `fonts` holds TTF bytes by face key.

    `type`, `slots` and `panels` are those of `orientation`; `adapt` holds whole layouts for the other shapes.
    `variants` holds other versions, such as one that takes less ink; a variant has none of its own.
    """

    id: str
    name: str
    family: str
    occasions: tuple[str, ...]
    formality: int
    ink: Literal["light", "medium", "heavy"]
    orientation: Shape
    seed: int
    palettes: Mapping[str, Palette]
    type: Mapping[str, TypeStyle]
    slots: Mapping[str, Slot]
    panels: Mapping[str, tuple[Layer, ...]]
    adapt: Mapping[Shape, Layout]
    fonts: Mapping[str, bytes]
    place: Place
    species: Mapping[str, Species] = field(default_factory=dict)
    variants: "Mapping[str, Design]" = field(default_factory=dict)

    def layout(self, shape: Shape) -> Layout:
        """Return the arrangement for a shape: its own, or the one the design was drawn in."""
        return self.adapt.get(shape) or Layout(self.type, self.slots, self.panels)

    @property
    def default_palette(self) -> str:
        return next(iter(self.palettes))
