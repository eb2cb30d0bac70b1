"""Making the PDFs: beginning, how far it is, ending it, and the files."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cardmaker.studio.studio import Studio
from cardmaker.studio.wire import Table


async def make(studio: Studio, _request: Request) -> Response:
    studio.press.start()
    return JSONResponse(studio.press.state)


async def cancel(studio: Studio, _request: Request) -> Response:
    studio.press.cancel()
    return JSONResponse(studio.press.state)


async def making(studio: Studio, _request: Request) -> Response:
    return JSONResponse(studio.press.state)


async def download(studio: Studio, request: Request) -> Response:
    path = studio.press.file(request.path_params["name"])
    if path is None:
        return PlainTextResponse("there is no such file", 404)
    kind = "application/pdf" if path.suffix == ".pdf" else "text/csv"
    data = await asyncio.to_thread(path.read_bytes)
    headers = {"content-disposition": f'attachment; filename="{path.name}"'}
    return Response(data, media_type=kind, headers=headers)


GET: Final[Table] = {"/api/making": making, "/file/{name}": download}
POST: Final[Table] = {"/api/make": make, "/api/cancel": cancel}
