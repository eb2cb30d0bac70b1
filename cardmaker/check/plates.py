"""What a press file prints: each mark with its inks, its extent and how it is laid down, read from the finished file.

Marks are boxes, cut by the boxes of what clips them: whatever is judged by them is judged a little too strictly, never too
mildly. Forms are read once and placed as often as they are used.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Final

import pikepdf

from cardmaker.geometry import IDENTITY, Point, Rect, Transform
from cardmaker.units import INCH

Inks = tuple[float, ...]

DEPTH_LIMIT: Final = 12
"""Frames in frames that are followed; a file that uses a frame in itself must not hang us."""

FOREIGN: Final[Inks] = (-1.0,)
"""Stands for colors that are not those of a press."""

_FILLS: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES: Final = frozenset({"S", "s", "B", "B*", "b", "b*"})
_PAINTING: Final = _FILLS | _STROKES | {"n", "Tj", "TJ"}
_FILL_COLORS: Final = frozenset({"k", "g", "rg", "scn", "sc"})
_STROKE_COLORS: Final = frozenset({"K", "G", "RG", "SCN", "SC"})


class Kind(Enum):
    AREA = "area"
    LINE = "line"
    WORDS = "words"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Plate:
    """One mark. `inks` are four shares, or one of all plates for marks of registration, or `FOREIGN`.

    `box` (pt, of the page, y up) is that of a path or a picture, and the starting point of words. `width` (pt) is a line's, 0
    for others; `dpi` a picture's, 0 for others. `overprints` says that inks it has nothing of are left as they are.
    """

    kind: Kind
    inks: Inks
    box: Rect
    width: float = 0.0
    dpi: float = 0.0
    overprints: bool = False

    @property
    def is_registration(self) -> bool:
        return len(self.inks) == 1 and self.inks != FOREIGN

    def placed(self, by: Transform) -> "Plate":
        return replace(self, box=by.apply_rect(self.box), width=self.width * scale_of(by))

    def within(self, clip: Rect | None) -> "Plate | None":
        """Return what a clip leaves of the mark."""
        if clip is None:
            return self
        box = _common(self.box, clip)
        return replace(self, box=box) if box else None


def scale_of(matrix: Transform) -> float:
    """Return by how much a matrix enlarges a line's width, on the whole."""
    return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


@dataclass(frozen=True, slots=True)
class _State:
    """What drawing operators have set up so far, as far as it decides what is printed."""

    matrix: Transform = IDENTITY
    fill: Inks = (0.0, 0.0, 0.0, 1.0)
    stroke: Inks = (0.0, 0.0, 0.0, 1.0)
    width: float = 1.0
    overprints: bool = False
    text_mode: int = 0
    pen: Transform = IDENTITY
    clip: Rect | None = None


@dataclass(slots=True)
class Reader:
    """Reads the marks of pages; `forms` are those read before, by their number in the file."""

    forms: dict[tuple[int, int], tuple[Plate, ...]] = field(default_factory=dict)

    def page(self, page: Any) -> tuple[Plate, ...]:
        """Return the marks of a page."""
        return tuple(self._read(page, page.obj, 0))

    def _read(self, stream: Any, holder: Any, depth: int) -> Iterator[Plate]:
        for state, plates in self._steps(stream, holder, depth):
            yield from (left for plate in plates if (left := plate.within(state.clip)))

    def _steps(self, stream: Any, holder: Any, depth: int) -> Iterator[tuple[_State, Iterable[Plate]]]:
        """Yield what is painted step by step, and the state in which it is."""
        state, saved, path = _State(), list[_State](), list[Point]()
        for step in pikepdf.parse_content_stream(stream):
            operator, operands = str(step.operator), step.operands
            if operator == "q":
                saved.append(state)
            elif operator == "Q" and saved:
                state = saved.pop()
            elif operator in ("m", "l", "c", "re"):
                path += _points(operator, operands, state.matrix)
            elif operator == "Do":
                yield state, self._used(holder, str(operands[0]), state, depth)
            elif operator == "W":
                state = replace(state, clip=_narrowed(state.clip, Rect.around(path)))
            elif operator in _PAINTING:
                yield state, _painted(operator, state, path)
                path = []
            else:
                state = _changed(state, operator, operands, holder)

    def _used(self, holder: Any, name: str, state: _State, depth: int) -> Iterator[Plate]:
        thing = holder.get("/Resources", {}).get("/XObject", {}).get(name)
        if thing is None or depth >= DEPTH_LIMIT:
            return
        if thing.get("/Subtype") == "/Image":
            yield _picture(thing, state.matrix)
            return
        if thing.objgen not in self.forms:
            self.forms[thing.objgen] = tuple(self._read(thing, thing, depth + 1))
        yield from (plate.placed(state.matrix) for plate in self.forms[thing.objgen])


def _common(first: Rect, second: Rect) -> Rect | None:
    """Return what two boxes share, a line or a point too; None if they lie apart."""
    x, y = max(first.x, second.x), max(first.y, second.y)
    width, height = min(first.right, second.right) - x, min(first.bottom, second.bottom) - y
    return Rect(x, y, width, height) if width >= 0 and height >= 0 else None


def _narrowed(clip: Rect | None, by: Rect) -> Rect:
    return by if clip is None else _common(clip, by) or Rect(by.x, by.y, 0.0, 0.0)


def _painted(operator: str, state: _State, path: list[Point]) -> list[Plate]:
    """Return what an operator paints, none if it paints nothing."""
    if operator in ("Tj", "TJ"):
        start = state.pen.then(state.matrix).apply(0, 0)
        box, width = Rect(*start, 0, 0), state.width * scale_of(state.matrix) if state.text_mode == 2 else 0.0
        return [Plate(Kind.WORDS, state.fill, box, width, overprints=state.overprints)] * (
            state.text_mode != 3
        )
    plates = []
    if operator in _FILLS:
        plates.append(Plate(Kind.AREA, state.fill, Rect.around(path), overprints=state.overprints))
    if operator in _STROKES:
        width = state.width * scale_of(state.matrix)
        plates.append(Plate(Kind.LINE, state.stroke, Rect.around(path), width, overprints=state.overprints))
    return plates


def _changed(state: _State, operator: str, operands: Any, holder: Any) -> _State:
    """Return what an operator makes of the state."""
    if operator in _FILL_COLORS:
        return replace(state, fill=_inks(operator, operands))
    if operator in _STROKE_COLORS:
        return replace(state, stroke=_inks(operator.lower(), operands))
    if operator in ("BT", "Tm"):
        return replace(state, pen=_transform(operands) if operator == "Tm" else IDENTITY)
    match operator:
        case "cm":
            return replace(state, matrix=_transform(operands).then(state.matrix))
        case "w":
            return replace(state, width=float(operands[0]))
        case "gs":
            states = holder.get("/Resources", {}).get("/ExtGState", {})
            return replace(state, overprints=bool(states.get(str(operands[0]), {}).get("/op", False)))
        case "Tr":
            return replace(state, text_mode=int(operands[0]))
    return state


def _inks(operator: str, operands: Iterable[Any]) -> Inks:
    values = tuple(float(value) for value in operands)
    if operator == "g":
        return (0.0, 0.0, 0.0, 1.0 - values[0])
    return FOREIGN if operator == "rg" else values


def _points(operator: str, operands: Any, matrix: Transform) -> list[Point]:
    numbers = [float(number) for number in operands]
    if operator == "re":
        x, y, width, height = numbers
        numbers = [x, y, x + width, y, x, y + height, x + width, y + height]
    return [matrix.apply(x, y) for x, y in zip(numbers[0::2], numbers[1::2], strict=True)]


def _picture(image: Any, matrix: Transform) -> Plate:
    """Return a picture's mark; what its inks are is told by its color space alone."""
    across = (matrix.a**2 + matrix.b**2) ** 0.5
    dpi = int(image.Width) / (across / INCH) if across else 0.0
    is_ours = str(image.get("/ColorSpace", "")) in ("/DeviceCMYK", "/DeviceGray")
    box = matrix.apply_rect(Rect(0, 0, 1, 1))
    return Plate(Kind.PICTURE, (0.0, 0.0, 0.0, 0.0) if is_ours else FOREIGN, box, dpi=dpi)


def _transform(numbers: Any) -> Transform:
    return Transform(*(float(number) for number in numbers))
