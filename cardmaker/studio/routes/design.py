"""Choosing: all that there is to choose from, and its thumbnails."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cardmaker.assets import asset_root
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling import catalog
from cardmaker.studio.wire import Table


async def everything(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await studio.work(catalog))


async def thumbnail(studio: Studio, request: Request) -> Response:
    known = {each["id"] for each in (await studio.work(catalog))["designs"]}
    name = request.path_params["design"]
    path = asset_root("designs") / name / "thumbnail.png"
    if name not in known or not path.exists():
        return PlainTextResponse("there is no such design", 404)
    return Response(path.read_bytes(), media_type="image/png")


GET: Final[Table] = {"/api/catalog": everything, "/thumbnail/{design}": thumbnail}
POST: Final[Table] = {}
