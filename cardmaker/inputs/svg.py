"""SVG drawings of a signature: a small, safe part of the format, to areas and pen lines.

Read are path, polygon, polyline, line, rect, circle, ellipse, groups and their transforms. Colors do not matter, as the
card's pen gives its own; what is painted white or not at all is left out. A document type, and with it every entity, is
refused before anything is built; nothing outside the file is ever looked at.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import EMPTY_PATH, IDENTITY, Path, Transform, ellipse, join, polygon
from cardmaker.inputs.svg_path import parse_numbers, parse_path

MAX_BYTES: Final = 1_000_000
MAX_ELEMENTS: Final = 5_000
MAX_DEPTH: Final = 40
MAX_NUMBERS: Final = 100_000
WIDTH_STEPS: Final = 0.25  # of a line's width: finer steps would make a pen stroke of a hundred pieces

_GROUPS: Final = frozenset({"svg", "g", "a", "switch"})
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

_PLAIN_SVG: Final = "export it anew (Inkscape: Save As, Plain SVG; Illustrator: Export As, SVG)"

_TRANSFORM: Final = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_RULE: Final = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_WHITE: Final = frozenset({"none", "transparent", "white", "#fff", "#ffffff", "rgb(255,255,255)"})
_STYLED: Final = ("fill", "stroke", "stroke-width", "display", "visibility", "opacity")


@dataclass(frozen=True, slots=True)
class Outline:
    """What an SVG draws: filled areas, and pen lines with their width; y down, in its own units."""

    areas: tuple[Path, ...]
    lines: tuple[tuple[Path, float], ...]


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands down to those inside it. `is_read` is false inside what is not drawn."""

    transform: Transform = IDENTITY
    style: Mapping[str, str] = field(default_factory=dict)
    is_read: bool = True


def parse_svg(data: bytes, file: str) -> Outline:
    """Return what the SVG draws; `file` is how messages call it. Raises InputError."""
    if len(data) > MAX_BYTES:
        _refuse(f"is larger than {MAX_BYTES // 1_000_000} MB", Place(file), "export the signature alone")
    reader = _Reader(file)
    try:
        reader.parse(data)
    except expat.ExpatError as problem:
        place = Place(file, problem.lineno, problem.offset + 1)
        _refuse(f"is not valid SVG: {expat.ErrorString(problem.code)}", place)
    return Outline(tuple(reader.areas), tuple(_by_width(reader.lines)))


class _Reader:
    """Follows the elements as they open and close, and keeps the paths."""

    def __init__(self, file: str) -> None:
        self.areas: list[Path] = []
        self.lines: list[tuple[Path, float]] = []
        self._file = file
        self._states = [_State()]
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
        if self._elements == 1 and name != "svg":
            self._refuse(f"is an XML file of another kind: <{name[:40]}>", "choose a PNG, JPEG or SVG")
        if self._elements > MAX_ELEMENTS or len(self._states) > MAX_DEPTH:
            self._refuse("has too many elements for a signature", "export the signature alone")
        if name in _REFUSED:
            self._refuse(f"holds a <{name}> element, which is not read", _REFUSED[name])
        if name == "style":
            self._css = []
        self._states.append(self._entered(name, attributes))
        if name in _SHAPES and self._states[-1].is_read:
            self._draw(name, attributes)

    def _end(self, full_name: str) -> None:
        self._states.pop()
        if full_name.rsplit(" ", 1)[-1] == "style" and self._css is not None:
            for name, body in _RULE.findall("".join(self._css)):
                self._classes.setdefault(name, {}).update(_declarations(body))
            self._css = None

    def _text(self, text: str) -> None:
        if self._css is not None:
            self._css.append(text)

    def _entered(self, name: str, attributes: Mapping[str, str]) -> _State:
        outer = self._states[-1]
        style = {**outer.style, **{key: attributes[key] for key in _STYLED if key in attributes}}
        for each in attributes.get("class", "").split():
            style |= self._classes.get(each, {})
        style |= _declarations(attributes.get("style", ""))
        hidden = style.get("display") == "none" or style.get("visibility") == "hidden" or _is_zero(style)
        is_read = outer.is_read and not hidden and (name in _GROUPS or name in _SHAPES)
        return _State(self._transform(attributes).then(outer.transform), style, is_read)

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
        is_filled = _is_seen(state.style.get("fill", "black")) and name != "line"
        is_stroked = _is_seen(state.style.get("stroke", "none"))
        if not (is_filled or is_stroked):
            return
        path = self._shape(name, attributes).transformed(state.transform)
        self._numbers += len(path.numbers)
        if self._numbers > MAX_NUMBERS:
            self._refuse(
                "has too many points for a signature", "simplify the paths (in Inkscape: Path, Simplify)"
            )
        if not all(map(math.isfinite, path.numbers)):
            self._refuse("has a number that is not finite", "export it again")
        if is_filled and path.steps:
            self.areas.append(path)
        if is_stroked and path.steps:
            self.lines.append((path, self._width(state)))

    def _width(self, state: _State) -> float:
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
        _refuse(message, Place(self._file, self._parser.CurrentLineNumber), hint)


def _declarations(text: str) -> dict[str, str]:
    pairs = (each.partition(":") for each in text.split(";"))
    return {
        key.strip(): value.replace("!important", "").strip()
        for key, _, value in pairs
        if key.strip() in _STYLED
    }


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
