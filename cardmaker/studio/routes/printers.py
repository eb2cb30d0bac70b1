"""Profiles of printers: which there are, beginning one, what was read on its test sheet, and the sheet itself."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cardmaker.studio.making import calibrating
from cardmaker.studio.serving.wire import Table, number, said
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.telling import told
from cardmaker.write.png import render_part, write_jpeg

SAMPLE: Final = "Printer"
"""Whose test sheet is shown if nobody said whose."""

QUALITY: Final = 90
PICTURE_PX: Final = 900
SIDES: Final = (0, 1)


async def listed(_studio: Studio, _request: Request) -> Response:
    return JSONResponse(await asyncio.to_thread(_listed))


async def add(_studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _changed(calibrating.add, words.text("name"), words.text("tray"))


async def keep(_studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _changed(calibrating.keep, words.text("name"), words.text("tray"), words.texts("values"))


async def forget(_studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _changed(calibrating.forget, words.text("name"), words.text("tray"))


async def sheet(_studio: Studio, request: Request) -> Response:
    """Give the test sheet as PDF to keep."""
    name, pdf = await asyncio.to_thread(_sheet, request)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


async def picture(studio: Studio, request: Request) -> Response:
    """Return JPEG of a side of the test sheet."""
    side = number(request, "side")
    if side not in SIDES:
        return PlainTextResponse("a sheet has two sides", 404)
    drawn = await studio.work(_drawn, request, side)
    return Response(drawn, media_type="image/jpeg")


def _listed() -> dict[str, Any]:
    found = calibrating.listed()
    return {**found, "findings": [told(each) for each in found["findings"]]}


async def _changed(change: Callable[..., None], *given: Any) -> Response:
    def done() -> dict[str, Any]:
        change(*given)
        return _listed()

    return JSONResponse(await asyncio.to_thread(done))


def _sheet(request: Request) -> tuple[str, bytes]:
    asked = request.query_params
    return calibrating.test_sheet(
        asked.get("name", SAMPLE),
        asked.get("tray", ""),
        asked.get("paper", "letter"),
        asked.get("flip", ""),
        turned="turned" in asked,
    )


def _drawn(request: Request, side: int) -> bytes:
    _, pdf = _sheet(request)
    return write_jpeg(render_part(pdf, PICTURE_PX, page_index=side), QUALITY)


GET: Final[Table] = {
    "/api/printers": listed,
    "/printer/sheet": sheet,
    "/printer/picture": picture,
}
POST: Final[Table] = {
    "/api/printer/add": add,
    "/api/printer/keep": keep,
    "/api/printer/forget": forget,
}
