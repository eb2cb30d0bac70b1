"""SVG drawings: a small, safe part of the format, to the areas and pen lines of a signature, or to a front in color.

Read are path, polygon, polyline, line, rect, circle, ellipse, groups, their transforms, and clips. Of a signature the
colors do not matter, as the card's pen gives its own; what is painted white or not at all is left out. A document type,
and with it every entity, is refused before anything is built; nothing outside the file is ever looked at.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, NoReturn
from xml.parsers import expat

from cardmaker.art.kit.svg_path import parse_numbers, parse_path
from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import EMPTY_PATH, IDENTITY, Path, Rect, Transform, ellipse, join, polygon

MAX_DEPTH: Final = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a drawing may be, and what it is called in messages."""

    what: str
    bytes: int
    elements: int
    numbers: int


OF_SIGNATURES: Final = Limits("a signature", 1_000_000, 5_000, 100_000)
OF_FRONTS: Final = Limits("a front", 5_000_000, 20_000, 400_000)

WIDTH_STEPS: Final = 0.25  # of a line's width: finer steps would make a pen stroke of a hundred pieces

_GROUPS: Final = frozenset({"svg", "g", "a", "switch"})
_GRADIENTS: Final = frozenset({"linearGradient", "radialGradient"})
_SHAPES: Final = frozenset({"path", "polygon", "polyline", "line", "rect", "circle", "ellipse"})
_REFUSED: Final = {
    **dict.fromkeys(
        ("text", "tspan", "textPath"), "convert the text to paths first (in Inkscape: Path, Object to Path)"
    ),
    **dict.fromkeys(("image", "feImage"), "give the picture itself, as PNG or JPEG"),
    **dict.fromkeys(("use", "symbol"), "unlink the clones first (in Inkscape: Edit, Clone, Unlink Clone)"),
    **dict.fromkeys(("script", "foreignObject", "animate", "set"), "save it as plain SVG, without programs"),
}
"""Elements that change what is seen and are not read, and what to do about each."""

_URL: Final = re.compile(r"""url\(\s*['"]?#([^'")\s]+)['"]?\s*\)""")
_PLAIN_SVG: Final = "export it anew (Inkscape: Save As, Plain SVG; Illustrator: Export As, SVG)"

_TRANSFORM: Final = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_RULE: Final = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_WHITE: Final = frozenset({"none", "transparent", "white", "#fff", "#ffffff", "rgb(255,255,255)"})
_STYLED: Final = (
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap"),
    *(
        "color",
        "display",
        "visibility",
        "opacity",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "mask",
        "filter",
    ),
)
_OWN: Final = ("opacity", "clip-path", "mask", "filter")
"""What an element does not hand down as it is."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What an SVG draws: filled areas, and pen lines with their width; y down, in its own units."""

    areas: tuple[Path, ...]
    lines: tuple[tuple[Path, float], ...]


@dataclass(frozen=True, slots=True)
class State:
    """What an element hands down to those inside it. `is_read` is false inside what is not drawn."""

    transform: Transform = IDENTITY
    style: Mapping[str, str] = field(default_factory=dict)
    is_read: bool = True
    opacities: tuple[str, ...] = ()
    clips: tuple[tuple[str, Transform], ...] = ()
    clip_id: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on its way: its path in the drawing's units, and what it was told to look like."""

    path: Path
    state: State
    width: float
    is_line: bool
    place: Place


class Stop(NamedTuple):
    """A gradient's stop, as its file says it."""

    offset: str
    color: str
    opacity: str
    place: Place


@dataclass(slots=True)
class Content:
    """What an SVG holds: its view box if it has one, its shapes in painting order, and what they refer to by id.

    `links` leads from a gradient to the one whose stops it takes.
    """

    view: Rect | None = None
    drawn: list[Drawn] = field(default_factory=list)
    gradients: dict[str, list[Stop]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    clips: dict[str, list[Path]] = field(default_factory=dict)


def parse_svg(data: bytes, file: str) -> Outline:
    """Return the areas and lines of a signature; `file` is how messages call it. Raises InputError."""
    drawn = read_svg(data, file, OF_SIGNATURES).drawn
    filled = (each for each in drawn if not each.is_line)
    areas = [each.path for each in filled if _is_seen(each.state.style.get("fill", "black"))]
    lines = [(each.path, each.width) for each in drawn if _is_seen(each.state.style.get("stroke", "none"))]
    return Outline(tuple(areas), tuple(_by_width(lines)))


def read_svg(data: bytes, file: str, limits: Limits) -> Content:
    """Return what the SVG holds; `file` is how messages call it. Raises InputError."""
    if len(data) > limits.bytes:
        hint = f"export {limits.what} alone"
        _refuse(f"is larger than {limits.bytes // 1_000_000} MB", Place(file), hint)
    reader = _Reader(file, limits)
    try:
        reader.parse(data)
    except expat.ExpatError as problem:
        place = Place(file, problem.lineno, problem.offset + 1)
        _refuse(f"is not valid SVG: {expat.ErrorString(problem.code)}", place)
    return reader.content


class _Reader:
    """Follows the elements as they open and close, and keeps the paths."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.content = Content()
        self._limits = limits
        self._gradient = ""
        self._file = file
        self._states = [State()]
        self._classes: dict[str, dict[str, str]] = {}
        self._css: list[str] | None = None
        self._elements = 0
        self._numbers = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def parse(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        """Refuse every document type: one with declarations may hide a bomb, a plain one only names where to fetch some."""
        if has_subset:
            self._refuse("has a document type with entities, which may hide a bomb", _PLAIN_SVG)
        self._refuse(
            "names a document type, which is never fetched nor read",
            f"delete the line that begins with <!DOCTYPE, or {_PLAIN_SVG}",
        )

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rsplit(" ", 1)[-1]
        self._elements += 1
        self._check(name)
        if name == "style":
            self._css = []
        if self._elements == 1:
            self.content.view = self._view_box(attributes)
        self._states.append(self._entered(name, attributes))
        if name in _SHAPES and (self._states[-1].is_read or self._states[-1].clip_id):
            self._draw(name, attributes)
        elif name in _GRADIENTS:
            self._open_gradient(attributes)
        elif name == "stop" and self._gradient:
            self._add_stop(attributes)

    def _check(self, name: str) -> None:
        """Refuse what is too much, or would be seen and is not read."""
        if self._elements == 1 and name != "svg":
            self._refuse(f"is an XML file of another kind: <{name[:40]}>", "choose a PNG, JPEG or SVG")
        if self._elements > self._limits.elements or len(self._states) > MAX_DEPTH:
            what = self._limits.what
            self._refuse(f"has too many elements for {what}", f"export {what} alone")
        if name in _REFUSED:
            self._refuse(f"holds a <{name}> element, which is not read", _REFUSED[name])

    def _end(self, full_name: str) -> None:
        self._states.pop()
        if full_name.rsplit(" ", 1)[-1] in _GRADIENTS:
            self._gradient = ""
        if full_name.rsplit(" ", 1)[-1] == "style" and self._css is not None:
            for name, body in _RULE.findall("".join(self._css)):
                self._classes.setdefault(name, {}).update(_declarations(body))
            self._css = None

    def _text(self, text: str) -> None:
        if self._css is not None:
            self._css.append(text)

    def _entered(self, name: str, attributes: Mapping[str, str]) -> State:
        outer = self._states[-1]
        style = {**outer.style, **{key: attributes[key] for key in _STYLED if key in attributes}}
        for each in attributes.get("class", "").split():
            style |= self._classes.get(each, {})
        style |= _declarations(attributes.get("style", ""))
        hidden = style.get("display") == "none" or style.get("visibility") == "hidden" or _is_zero(style)
        is_read = outer.is_read and not hidden and (name in _GROUPS or name in _SHAPES)
        own = {key: style.pop(key) for key in _OWN if key in style}
        transform = self._transform(attributes).then(outer.transform)
        if is_read:
            self._refuse_effects(own)
        clip = reference(own.get("clip-path", ""))
        return State(
            transform,
            style,
            is_read,
            (*outer.opacities, own["opacity"]) if "opacity" in own else outer.opacities,
            (*outer.clips, (clip, transform)) if clip else outer.clips,
            attributes.get("id", "") if name == "clipPath" else outer.clip_id,
        )

    def _refuse_effects(self, own: Mapping[Any, str]) -> None:
        for key in ("mask", "filter"):
            if own.get(key, "none").strip() != "none" and self._limits is not OF_SIGNATURES:
                hint = "flatten it first (in Inkscape: Edit, Make a Bitmap Copy), or leave the effect out"
                self._refuse(f"holds a {key}, which is not read", hint)

    def _view_box(self, attributes: Mapping[str, str]) -> Rect | None:
        numbers = self._all_numbers(attributes.get("viewBox", ""))
        if len(numbers) == 4:
            return Rect(*numbers)
        sides = [self._all_numbers(attributes.get(key, ""), 1) for key in ("width", "height")]
        has_percent = any("%" in attributes.get(key, "") for key in ("width", "height"))
        return None if has_percent or not all(sides) else Rect(0.0, 0.0, sides[0][0], sides[1][0])

    def _open_gradient(self, attributes: Mapping[str, str]) -> None:
        self._gradient = attributes.get("id", "")
        self.content.gradients[self._gradient] = []
        link = next((value for key, value in attributes.items() if key.rsplit(" ", 1)[-1] == "href"), "")
        self.content.links[self._gradient] = link.removeprefix("#")

    def _add_stop(self, attributes: Mapping[str, str]) -> None:
        style = self._states[-1].style
        color, opacity = style.get("stop-color", "black"), style.get("stop-opacity", "1")
        stop = Stop(attributes.get("offset", "0"), color, opacity, self._here())
        self.content.gradients[self._gradient].append(stop)

    def _here(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber)

    def _transform(self, attributes: Mapping[str, str]) -> Transform:
        found = IDENTITY
        for name, inside in reversed(_TRANSFORM.findall(attributes.get("transform", ""))):
            found = found.then(self._map(name, self._all_numbers(inside)))
        return found

    def _map(self, name: str, numbers: Sequence[float]) -> Transform:
        if len(numbers) not in {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3)}.get(
            name, (1,)
        ):
            self._refuse(f"has a broken {name}(...)", "export it again")
        match name:
            case "matrix":
                return Transform(*numbers)
            case "translate":
                return Transform.move(numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
            case "scale":
                return Transform.scale(*numbers)
            case "rotate":
                return Transform.rotate(
                    numbers[0], (numbers[1], numbers[2]) if len(numbers) > 1 else (0.0, 0.0)
                )
        skew = math.tan(math.radians(numbers[0]))
        return Transform(c=skew) if name == "skewX" else Transform(b=skew)

    def _draw(self, name: str, attributes: Mapping[str, str]) -> None:
        state = self._states[-1]
        paints = (state.style.get("fill", "black"), state.style.get("stroke", "none"))
        if all(paint.strip() in {"none", "transparent"} for paint in paints) and not state.clip_id:
            return
        path = self._shape(name, attributes).transformed(state.transform)
        self._numbers += len(path.numbers)
        if self._numbers > self._limits.numbers:
            self._refuse(
                f"has too many points for {self._limits.what}",
                "simplify the paths (in Inkscape: Path, Simplify)",
            )
        if not all(map(math.isfinite, path.numbers)):
            self._refuse("has a number that is not finite", "export it again")
        if not path.steps:
            return
        if state.clip_id:
            self.content.clips.setdefault(state.clip_id, []).append(path)
        else:
            drawn = Drawn(path, state, self._width(state), name == "line", self._here())
            self.content.drawn.append(drawn)

    def _width(self, state: State) -> float:
        a, b, c, d, _, _ = state.transform
        [width] = self._all_numbers(state.style.get("stroke-width", "1"), 1) or [1.0]
        return abs(width) * math.sqrt(abs(a * d - b * c))

    def _shape(self, name: str, attributes: Mapping[str, str]) -> Path:
        def number(key: str) -> float:
            found = self._all_numbers(attributes.get(key, "0"), 1)
            return found[0] if found else 0.0

        match name:
            case "path":
                return self._path(attributes.get("d", ""))
            case "polygon" | "polyline":
                return self._polygon(attributes.get("points", ""), closed=name == "polygon")
            case "line":
                return polygon([(number("x1"), number("y1")), (number("x2"), number("y2"))], closed=False)
            case "rect":
                x, y, width, height = map(number, ("x", "y", "width", "height"))
                return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
            case "circle":
                return ellipse(number("cx"), number("cy"), number("r"))
        return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))

    def _path(self, text: str) -> Path:
        try:
            return parse_path(text)
        except ValueError as problem:
            self._refuse(f"has a broken path: {problem}", "export it again")

    def _polygon(self, text: str, *, closed: bool) -> Path:
        numbers = self._all_numbers(text)
        points = list(zip(numbers[0::2], numbers[1::2], strict=False))
        return polygon(points, closed=closed) if len(points) > 1 else EMPTY_PATH

    def _all_numbers(self, text: str, most: int | None = None) -> list[float]:
        """Return the numbers of a text; units are dropped, as a signature's size is its own matter."""
        bare = text if most is None else re.sub(r"(px|pt|mm|cm|in|%)\s*$", "", text.strip())
        try:
            return parse_numbers(bare)[:most]
        except ValueError as problem:
            self._refuse(f"has a broken number: {problem}", "export it again")

    def _refuse(self, message: str, hint: str) -> NoReturn:
        _refuse(message, self._here(), hint)


def _declarations(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.split(";"))
    return {
        key.strip(): value.replace("!important", "").strip()
        for key, _, value in pairs
        if key.strip() in _STYLED
    }


def reference(paint: str) -> str:
    """Return the id that a paint or a clip points to, or nothing if it is none."""
    match = _URL.match(paint.strip())
    return match[1] if match else ""


def _is_seen(paint: str) -> bool:
    return paint.replace(" ", "").lower() not in _WHITE


def _is_zero(style: Mapping[str, str]) -> bool:
    return style.get("opacity", "1").strip() in {"0", "0.0", "0%"}


def _by_width(lines: Sequence[tuple[Path, float]]) -> Iterator[tuple[Path, float]]:
    """Yield the lines with those of about one width as one; pens that feel pressure write each piece by itself."""
    groups: dict[int, list[Path]] = {}
    usual = sorted(width for _, width in lines)[len(lines) // 2] if lines else 0.0
    step = max(usual * WIDTH_STEPS, 1e-6)
    for path, width in lines:
        groups.setdefault(max(1, round(width / step)), []).append(path)
    for number, paths in sorted(groups.items()):
        yield join(paths), number * step


def _refuse(message: str, place: Place, hint: str = "") -> NoReturn:
    raise InputError([error("svg", message, place, hint)])
