"""`echo`: words with copies of themselves behind, one step further each, as on a record sleeve of the seventies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from cardmaker.art.kit.bounds import ink_box
from cardmaker.art.lettering.glyphs import as_shapes, outline_of
from cardmaker.art.stage import Stage
from cardmaker.color import Color
from cardmaker.design import PAPER, Bounds, Layer, Role
from cardmaker.drawing import Fill, Frame, Group, Ink, Item, Line, Stroke
from cardmaker.geometry import IDENTITY, Path, Rect, Transform


@dataclass(frozen=True, slots=True)
class Echo:
    """Layers of words and copies of those words behind them; the middle of all stands where that of the words would.

    The copies of a line are as deep as its letters are large. Give the words a `fit` that leaves room for them.
    """

    layers: Annotated[tuple[Layer, ...], "the words: text, lockup or on-arc"]
    copies: Annotated[int, Bounds(1, 24), "how many copies stand behind them"]
    ramp: Annotated[tuple[Role, ...], "the colors the copies run through, the nearest first"]
    right: Annotated[float, Bounds(-0.3, 0.3), "from one copy to the next, in type sizes"] = 0.0
    down: Annotated[float, Bounds(-0.3, 0.3), "from one copy to the next, in type sizes"] = 0.04
    keyline: Annotated[float, Bounds(0, 0.1), "the paper left between two copies, in type sizes"] = 0.012

    def __post_init__(self) -> None:
        if not self.ramp:
            raise ValueError("an echo needs at least one color in its `ramp`")


class _Letters(NamedTuple):
    """The outline of a line of words, and its type size, pt."""

    outline: Path
    size: float


def draw_echo(echo: Echo, stage: Stage) -> Iterator[Item]:
    words = stage.draw(echo.layers)
    lines = list(_lines_of(words))
    if not (box := ink_box(words)) or not lines:
        return
    colors = stage.ramp(echo.ramp, echo.copies)
    copies = [
        _copy(line, step, color, echo, stage)
        for step, color in reversed(list(enumerate(colors, 1)))
        for line in lines
    ]
    faces = [item for line in lines for item in _keyline(line, echo, stage)]
    yield Group(Frame(stage.size, (*copies, *faces, *as_shapes(words))), _centered(box, copies))


def _lines_of(items: Iterable[Item], by: Transform = IDENTITY) -> Iterator[_Letters]:
    for item in items:
        if isinstance(item, Group):
            yield from _lines_of(item.frame.items, item.transform.then(by))
        elif isinstance(item, Line):
            place = item.words[0].transform.then(by)
            yield _Letters(outline_of([item], by), (place.a**2 + place.b**2) ** 0.5)


def _copy(line: _Letters, step: int, color: Color, echo: Echo, stage: Stage) -> Group:
    """Return a copy of a line, some steps behind it. It is the same path each time, which packs well."""
    move = Transform.move(step * echo.right * line.size, step * echo.down * line.size)
    return Group(Frame(stage.size, (*_keyline(line, echo, stage), Fill(line.outline, color))), move)


def _keyline(line: _Letters, echo: Echo, stage: Stage) -> Iterator[Item]:
    """Yield the paper about a line; half of the pen lies under the letters."""
    if echo.keyline:
        yield Stroke(line.outline, Ink(stage.color(PAPER), 2 * echo.keyline * line.size))


def _centered(words: Rect, copies: Sequence[Group]) -> Transform:
    """Return the move that brings the middle of words and copies to where the words' middle was."""
    drawn = [copy.transform.apply_rect(found) for copy in copies if (found := ink_box(copy.frame.items[-1:]))]
    whole = words
    for box in drawn:
        whole = whole.union(box)
    return Transform.move(words.center.x - whole.center.x, words.center.y - whole.center.y)
