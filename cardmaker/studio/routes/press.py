"""Making the PDFs: beginning, how far it is, ending it, and the files."""

import asyncio
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cardmaker.studio.keeping.marks import SKIPPED
from cardmaker.studio.making.press import rows_without
from cardmaker.studio.serving.wire import Table, said
from cardmaker.studio.studio import Studio

MEDIA: Final = {".pdf": "application/pdf", ".csv": "text/csv; charset=utf-8"}


async def make(studio: Studio, request: Request) -> Response:
    """Begin a run for everybody, or without those who were left for later."""
    is_part = (await said(request)).get("without") == SKIPPED if await request.body() else False
    only = await studio.work(_rows, studio) if is_part else ""
    await asyncio.to_thread(studio.press.start, only)
    return await making(studio, request)


async def cancel(studio: Studio, request: Request) -> Response:
    studio.press.cancel()
    return await making(studio, request)


async def making(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await asyncio.to_thread(lambda: studio.press.state))


async def download(studio: Studio, request: Request) -> Response:
    """Give a file to keep, or with `open` one to look at in the browser."""
    name = request.path_params["name"]
    found = await asyncio.to_thread(_read, studio, name)
    if found is None:
        return PlainTextResponse("there is no such file", 404)
    kind = "." + name.rpartition(".")[2]
    how = "inline" if kind == ".pdf" and "open" in request.query_params else "attachment"
    headers = {"content-disposition": f'{how}; filename="{name}"'}
    return Response(found, media_type=MEDIA[kind], headers=headers)


def _rows(studio: Studio) -> str:
    order = studio.desk.resolved().order
    marks = studio.marks.of(order)
    return rows_without(order, {key for key, mark in marks.items() if mark == SKIPPED})


def _read(studio: Studio, name: str) -> Any:
    path = studio.press.file(name)
    try:
        return path.read_bytes() if path else None
    except OSError:
        return None


GET: Final[Table] = {"/api/making": making, "/file/{name}": download}
POST: Final[Table] = {"/api/make": make, "/api/cancel": cancel}
