"""The order as a whole: what the page shows of it, changing its values, taking changes back, and ending."""

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.studio.serving.wire import Table, changed, said
from cardmaker.studio.studio import Studio


async def state(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await studio.work(studio.state))


async def revision(studio: Studio, _request: Request) -> Response:
    return JSONResponse({"revision": await studio.work(lambda: studio.desk.revision)})


async def change(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(studio, studio.desk.set_values, words.text("base"), words.texts("values"))


async def undo(studio: Studio, request: Request) -> Response:
    return await changed(studio, studio.desk.undo, (await said(request)).text("base"))


async def redo(studio: Studio, request: Request) -> Response:
    return await changed(studio, studio.desk.redo, (await said(request)).text("base"))


async def end(studio: Studio, _request: Request) -> Response:
    studio.quit()
    return JSONResponse({"is": "over"})


GET: Final[Table] = {"/api/state": state, "/api/revision": revision}
POST: Final[Table] = {
    "/api/change": change,
    "/api/undo": undo,
    "/api/redo": redo,
    "/api/quit": end,
}
