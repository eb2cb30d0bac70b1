"""`figure`: one plain shape, for compositions in the manner of the Bauhaus."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from cardmaker.art.geometry.forms import FORMS, Form
from cardmaker.art.stage import Stage
from cardmaker.design import CENTER, Bounds, Length, Role, Spot
from cardmaker.drawing import Fill, Item
from cardmaker.geometry import Transform


@dataclass(frozen=True, slots=True)
class Figure:
    """One plain shape that fills a square, or a box if it has a `height`."""

    form: Annotated[Form, "its shape; halves stand on their flat side, quarters about the lower left corner"]
    size: Annotated[Length, Bounds(0.2, 200), "the side of its square"]
    fill: Annotated[Role, "its color"]
    at: Annotated[Spot, "the middle of its square"] = CENTER
    tint: Annotated[float, Bounds(0, 1), "its strength; 0 is paper"] = 1.0
    height: Annotated[Length | None, Bounds(0.2, 200), "another height than the side"] = None
    turn: Annotated[float, Bounds(-360, 360), "how far it is turned, clockwise, in degrees"] = 0.0


def draw_figure(figure: Figure, stage: Stage) -> Iterator[Item]:
    width = stage.length(figure.size)
    height = width if figure.height is None else stage.length(figure.height)
    placed = Transform.scale(width, height).then(Transform.rotate(figure.turn))
    placed = placed.then(Transform.move(*stage.point(figure.at)))
    if figure.form != "plain":
        yield Fill(FORMS[figure.form].transformed(placed), stage.color(figure.fill, figure.tint))
