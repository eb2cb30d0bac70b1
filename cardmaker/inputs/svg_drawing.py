"""An SVG drawing for the front of a card: its shapes in flat colors, cut by their clips.

Cards are printed in flat colors, so that nothing can band: a gradient becomes the color in its middle, and what is half
transparent is thinned toward the paper.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from cardmaker.color import BLACK, WHITE, Color, mix
from cardmaker.drawing import Cap, Fill, Frame, Group, Ink, Item, Stroke
from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import Rect, Size, Transform, join
from cardmaker.inputs.image import web_color
from cardmaker.inputs.svg import OF_FRONTS, Content, Drawn, Stop, read_svg, reference

MOST_LINKS: Final = 8  # from gradient to gradient; a circle of links ends too


def parse_drawing(data: bytes, file: str) -> Frame:
    """Return what an SVG shows as a frame as large as its view box; `file` is how messages call it. Raises InputError."""
    content = read_svg(data, file, OF_FRONTS)
    painter = _Painter(content)
    items = [item for drawn in content.drawn for item in painter.painted(drawn)]
    if not items:
        _refuse("draws nothing", Place(file), "export it again as plain SVG")
    box = content.view or _ink(content)
    if min(box.size) <= 0:
        _refuse("has a view box without an area", Place(file), "export it again")
    return Frame(box.size, (Group(Frame(box.size, tuple(items)), Transform.move(-box.x, -box.y)),))


def _ink(content: Content) -> Rect:
    return Rect.around(corner for drawn in content.drawn for corner in drawn.path.bounds().corners())


@dataclass(slots=True)
class _Painter:
    """Gives the shapes of a drawing their colors. `clipped` counts the numbers of all clips, each time they are used."""

    content: Content
    clipped: int = 0

    def painted(self, drawn: Drawn) -> Iterator[Item]:
        """Yield a shape in its colors, within its clips."""
        items = list(self._filled_and_stroked(drawn))
        for name, transform in reversed(drawn.state.clips):
            if items and (paths := self.content.clips.get(name)):
                self._count(sum(len(path.numbers) for path in paths), drawn.place)
                clip = join(paths).transformed(transform)
                items = [Group(Frame(Size(0.0, 0.0), tuple(items)), clip=clip)]
        yield from items

    def _count(self, numbers: int, place: Place) -> None:
        """Refuse a drawing whose clips are long and many: each cut writes its clip anew."""
        self.clipped += numbers
        if self.clipped > OF_FRONTS.numbers:
            _refuse("cuts too many shapes along long clips", place, "release the clips, or simplify them")

    def _filled_and_stroked(self, drawn: Drawn) -> Iterator[Item]:
        style = drawn.state.style
        fill = None if drawn.is_line else self._paint(drawn, "fill", "black")
        if fill is not None:
            yield Fill(drawn.path, fill, style.get("fill-rule", "").strip() == "evenodd")
        stroke = self._paint(drawn, "stroke", "none")
        if stroke is not None and drawn.width > 0:
            cap = Cap.ROUND if style.get("stroke-linecap", "").strip() == "round" else Cap.BUTT
            yield Stroke(drawn.path, Ink(stroke, drawn.width, cap))

    def _paint(self, drawn: Drawn, key: str, default: str) -> Color | None:
        """Return the flat color of a fill or a stroke, or None if it has none."""
        style = drawn.state.style
        paint = style.get(key, default).strip()
        opacities = (*drawn.state.opacities, style.get(f"{key}-opacity", "1"))
        strength = math.prod(_share(each, drawn.place) for each in opacities)
        if paint.lower() in {"none", "transparent"} or not strength:
            return None
        if name := reference(paint):
            color = self._middle(name, drawn.place)
        else:
            color = _color(
                style.get("color", "black") if paint.lower() == "currentcolor" else paint, drawn.place
            )
        return mix(WHITE, color, strength)

    def _middle(self, name: str, place: Place) -> Color:
        """Return the color in the middle of a gradient, which may take its stops from another."""
        wanted = name
        for _ in range(MOST_LINKS):
            if self.content.gradients.get(wanted):
                break
            wanted = self.content.links.get(wanted, "")
        stops = self.content.gradients.get(wanted)
        if not stops:
            hint = "give the shape a flat color, or export the drawing as PNG"
            _refuse(f"paints with #{name[:40]}, which is no gradient", place, hint)
        return _at_half(stops)


def _at_half(stops: Sequence[Stop]) -> Color:
    """Return the color at the middle of a gradient's way, between the stops on either side of it."""
    found = sorted(
        ((_share(stop.offset, stop.place), _stop_color(stop)) for stop in stops), key=lambda each: each[0]
    )
    after = next((index for index, (where, _) in enumerate(found) if where >= 0.5), len(found) - 1)
    (first, here), (last, there) = found[max(0, after - 1)], found[after]
    if last <= first or last < 0.5:
        return there
    return mix(here, there, min(1.0, max(0.0, (0.5 - first) / (last - first))))


def _stop_color(stop: Stop) -> Color:
    return mix(WHITE, _color(stop.color, stop.place), _share(stop.opacity, stop.place))


def _color(text: str, place: Place) -> Color:
    """Return a color as browsers know it, thinned toward the paper if it is half transparent."""
    wanted = text.strip().lower()
    if not wanted:
        return BLACK
    try:
        red, green, blue, *rest = web_color(wanted[:100])
    except ValueError:
        _refuse(f"has a color that is not known: {text[:40]!r}", place, "write it as #rrggbb")
    shares = [min(255, max(0, part)) / 255 for part in (red, green, blue)]
    color = Color(shares[0], shares[1], shares[2])
    return mix(WHITE, color, rest[0] / 255) if rest else color


def _share(text: str, place: Place) -> float:
    """Return a share such as 0.5 or 50%, held between 0 and 1."""
    bare = text.strip()
    try:
        number = float(bare[:-1]) / 100 if bare.endswith("%") else float(bare)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        _refuse(f"has a broken opacity or offset: {text[:40]!r}", place, "export it again")
    return min(1.0, max(0.0, number))


def _refuse(message: str, place: Place, hint: str) -> NoReturn:
    raise InputError([error("svg", message, place, hint)])
