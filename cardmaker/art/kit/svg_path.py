"""The `d` of an SVG path to steps M L C Z (SVG 1.1, chapter 8): all commands, both cases, arcs as cubics."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from cardmaker.geometry import Path, PathBuilder, Point

_TOKEN: Final = re.compile(r"[,\s]*(?:([MmLlHhVvCcSsQqTtAaZz])|([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))")
_COUNTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS: Final = re.compile(r"[,\s]*([01])")
_END: Final = re.compile(r"[,\s]*$")


def parse_path(text: str) -> Path:
    """Return the path. Raises ValueError, with a sentence for people, where the text goes wrong."""
    pen = _Pen()
    for command, numbers in _commands(text):
        pen.go(command, numbers)
    return pen.builder.path()


def parse_numbers(text: str) -> list[float]:
    """Return the numbers of a list parted by commas or spaces. Raises ValueError."""
    numbers, at = [], 0
    while not _END.match(text, at):
        match = _TOKEN.match(text, at)
        if match is None or match[2] is None:
            raise ValueError(f"{text[at : at + 20]!r} is not a number")
        numbers.append(float(match[2]))
        at = match.end()
    return numbers


def _commands(text: str) -> Iterator[tuple[str, Sequence[float]]]:
    """Yield each command with its numbers; repeated ones are spelled out."""
    command, at, started = "", 0, False
    while not _END.match(text, at):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{text[at : at + 20].strip()!r} is neither a command nor a number")
        if match[1]:
            command, at = match[1], match.end()
        elif not command or command in "Zz":
            raise ValueError(f"{match[2]} stands where a command should")
        if not started and command not in "Mm":
            raise ValueError("it does not begin with M")
        numbers, at = _numbers(text, at, command)
        yield command, numbers
        started = True
        command = {"M": "L", "m": "l"}.get(command, command)


def _numbers(text: str, at: int, command: str) -> tuple[list[float], int]:
    """Return the numbers one command takes, and where the next thing stands."""
    numbers: list[float] = []
    for index in range(_COUNTS[command.upper()]):
        is_flag = command in "Aa" and index in (3, 4)  # flags may stand without a space between
        match = _FLAGS.match(text, at) if is_flag else _TOKEN.match(text, at)
        found = match and match[1 if is_flag else 2]
        if match is None or found is None:
            raise ValueError(f"{command} lacks numbers")
        numbers.append(float(found))
        at = match.end()
    return numbers, at


class _Pen:
    """Where the pen is, where its part began, and the last control point, which smooth curves reflect."""

    def __init__(self) -> None:
        self.builder = PathBuilder()
        self._at = self._start = Point(0.0, 0.0)
        self._last: tuple[str, Point] = ("", self._at)
        self._is_open = False

    def go(self, command: str, numbers: Sequence[float]) -> None:
        base = self._at if command.islower() else Point(0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            self._close()
        elif kind == "M":
            self._move(Point(base.x + numbers[0], base.y + numbers[1]))
        else:
            self._reopen()
            self._draw(kind, numbers, base)

    def _draw(self, kind: str, numbers: Sequence[float], base: Point) -> None:
        if kind == "H":
            self._line(Point(base.x + numbers[0], self._at.y))
        elif kind == "V":
            self._line(Point(self._at.x, base.y + numbers[0]))
        elif kind == "A":
            self._arc(numbers, Point(base.x + numbers[5], base.y + numbers[6]))
        else:
            pairs = zip(numbers[0::2], numbers[1::2], strict=True)
            points = [Point(base.x + x, base.y + y) for x, y in pairs]
            draw: dict[str, Callable[..., None]] = {
                "L": self._line,
                "C": self._cubic,
                "S": lambda *rest: self._cubic(self._reflected("C"), *rest),
                "Q": self._quadratic,
                "T": lambda end: self._quadratic(self._reflected("Q"), end),
            }
            draw[kind](*points)

    def _move(self, to: Point) -> None:
        self.builder.move(*to)
        self._at = self._start = to
        self._is_open = True
        self._last = ("", to)

    def _close(self) -> None:
        self.builder.close()
        self._at, self._is_open, self._last = self._start, False, ("", self._start)

    def _reopen(self) -> None:
        if not self._is_open:
            self._move(self._start)

    def _line(self, to: Point) -> None:
        self.builder.line(*to)
        self._at, self._last = to, ("", to)

    def _cubic(self, first: Point, second: Point, to: Point) -> None:
        self.builder.curve(*first, *second, *to)
        self._at, self._last = to, ("C", second)

    def _quadratic(self, control: Point, to: Point) -> None:
        here = self._at
        first = Point(here.x + (control.x - here.x) * 2 / 3, here.y + (control.y - here.y) * 2 / 3)
        second = Point(to.x + (control.x - to.x) * 2 / 3, to.y + (control.y - to.y) * 2 / 3)
        self._cubic(first, second, to)
        self._last = ("Q", control)

    def _reflected(self, kind: str) -> Point:
        """Return the last control point seen through the pen's place, if the last curve was of the kind."""
        if self._last[0] != kind:
            return self._at
        return Point(2 * self._at.x - self._last[1].x, 2 * self._at.y - self._last[1].y)

    def _arc(self, numbers: Sequence[float], to: Point) -> None:
        rx, ry, turn, large, sweep, *_ = numbers
        for first, second, end in arc_cubics(self._at, to, abs(rx), abs(ry), turn, large > 0, sweep > 0):
            self._cubic(first, second, end)
        self._line(to)


def arc_cubics(
    start: Point, end: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool
) -> list[tuple[Point, Point, Point]]:
    """Return an elliptical arc as cubics of at most a quarter turn (SVG 1.1, appendix F.6.5)."""
    if min(rx, ry) == 0 or start == end:
        return []
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    dx, dy = (start.x - end.x) / 2, (start.y - end.y) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    over = rx * rx * y * y + ry * ry * x * x
    root = math.sqrt(max(0.0, (rx * rx * ry * ry - over) / over)) * (-1 if large == sweep else 1)
    cx, cy = root * rx * y / ry, -root * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    angle = (math.atan2((-y - cy) / ry, (-x - cx) / rx) - first) % math.tau
    angle = angle if sweep else angle - math.tau
    middle = (start.x + end.x) / 2, (start.y + end.y) / 2

    def place(px: float, py: float) -> Point:
        px, py = px * rx + cx, py * ry + cy
        return Point(cos * px - sin * py + middle[0], sin * px + cos * py + middle[1])

    count = max(1, math.ceil(abs(angle) / (math.pi / 2) - 1e-9))
    return [_arc_piece(place, first + angle * i / count, angle / count) for i in range(count)]


def _arc_piece(
    place: Callable[[float, float], Point], first: float, angle: float
) -> tuple[Point, Point, Point]:
    arm = 4 / 3 * math.tan(angle / 4)
    cos, sin, cos2, sin2 = math.cos(first), math.sin(first), math.cos(first + angle), math.sin(first + angle)
    return (
        place(cos - arm * sin, sin + arm * cos),
        place(cos2 + arm * sin2, sin2 - arm * cos2),
        place(cos2, sin2),
    )
