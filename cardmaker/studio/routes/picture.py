"""Pictures from the print's own bytes: of the card, the envelope and the sheet, and slips with a hand and with a pen."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cardmaker.hand.pens import PENS
from cardmaker.inputs.hand import list_hands
from cardmaker.model import Order
from cardmaker.studio.drawing.easel import FACES, MOST_PARTS, Part
from cardmaker.studio.serving.wire import Table, number
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.choices import own_designs, shipped

USUAL_PX: Final = 700
NO_PICTURE: Final = 204
"""There is no such face; an error would be logged by browsers as one of the page."""


async def picture(studio: Studio, request: Request) -> Response:
    face = request.path_params["face"]
    if face not in FACES:
        return PlainTextResponse("there is no such picture", 404)
    person, width = number(request, "person"), number(request, "width") or USUAL_PX
    return _shown(await studio.work(_drawn, studio, face, person, width, _part(request)))


async def ahead(studio: Studio, request: Request) -> Response:
    """Return the front as it would be in a design that is being looked at: its art is then there when it is picked."""
    name = request.path_params["design"]
    return _shown(await studio.work(_tried, studio, name, number(request, "width") or USUAL_PX))


async def hand(studio: Studio, request: Request) -> Response:
    """Return the first words of a person's note in a hand, in the order's pen."""
    name = request.path_params["hand"]
    if name not in {each.id for each in list_hands()}:
        return PlainTextResponse("there is no such hand", 404)
    return _shown(await studio.work(_written, studio, number(request, "person"), name, ""))


async def pen(studio: Studio, request: Request) -> Response:
    """Return the first words of a person's note in a pen, in the order's hand."""
    name = request.path_params["pen"]
    if name not in PENS:
        return PlainTextResponse("there is no such pen", 404)
    return _shown(await studio.work(_written, studio, number(request, "person"), "", name))


async def own(studio: Studio, request: Request) -> Response:
    """Return one of the person's own pictures, whole."""
    return _shown(await studio.work(_own, studio, number(request, "at")))


def _drawn(studio: Studio, face: str, person: int, width: int, part: Part) -> bytes:
    revision, order = studio.desk.revision, studio.desk.resolved().order
    return studio.easel.picture(order, _among(order, person), face, width, revision, part)


def _tried(studio: Studio, name: str, width: int) -> bytes:
    folder = studio.desk.folder
    design = own_designs(folder).get(name) or shipped().get(name)
    return studio.easel.ahead(studio.desk.resolved().order, design, width) if design else b""


def _written(studio: Studio, person: int, hand_id: str, pen_id: str) -> bytes:
    order = studio.desk.resolved().order
    return studio.easel.sample(order, _among(order, person), hand_id, pen_id)


def _own(studio: Studio, at: int) -> bytes:
    return studio.easel.own_picture(studio.desk.resolved().order, at)


def _among(order: Order, person: int) -> int:
    return min(person, len(order.people) - 1)


def _part(request: Request) -> Part:
    """Return the part of a face that is asked for, such as `parts=3&column=0&row=2`."""
    parts = max(1, min(number(request, "parts"), MOST_PARTS))
    column, row = (min(number(request, name), parts - 1) for name in ("column", "row"))
    return Part(parts, column, row)


def _shown(data: bytes) -> Response:
    return Response(data, media_type="image/jpeg") if data else Response(status_code=NO_PICTURE)


GET: Final[Table] = {
    "/picture/ahead/{design}": ahead,
    "/picture/hand/{hand}": hand,
    "/picture/pen/{pen}": pen,
    "/picture/own": own,
    "/picture/{face}": picture,
}
POST: Final[Table] = {}
