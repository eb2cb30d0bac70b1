"""Pictures of the card, the envelope and the sheet, from the print's own bytes."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cardmaker.studio.easel import FACES
from cardmaker.studio.studio import Studio
from cardmaker.studio.wire import Table, number

USUAL_PX: Final = 700


async def picture(studio: Studio, request: Request) -> Response:
    face = request.path_params["face"]
    if face not in FACES:
        return PlainTextResponse("there is no such picture", 404)
    person, width = number(request, "person"), number(request, "width") or USUAL_PX
    drawn = await studio.work(_drawn, studio, face, person, width)
    return Response(drawn, media_type="image/jpeg") if drawn else PlainTextResponse("no picture", 404)


def _drawn(studio: Studio, face: str, person: int, width: int) -> bytes:
    revision = studio.desk.revision
    order = studio.desk.resolved().order
    return studio.easel.picture(order, min(person, len(order.people) - 1), face, width, revision)


GET: Final[Table] = {"/picture/{face}": picture}
POST: Final[Table] = {}
