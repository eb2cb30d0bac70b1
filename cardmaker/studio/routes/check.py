"""Looking at every card: marks, and all that is to be said of thousands of cards."""

import asyncio
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.errors import CardmakerError
from cardmaker.studio.serving.wire import Table, UnreadableError, said
from cardmaker.studio.studio import Studio


async def marks(studio: Studio, _request: Request) -> Response:
    return JSONResponse({"marks": await studio.work(_marks, studio)})


async def mark(studio: Studio, request: Request) -> Response:
    """Mark one person's card as it is now. Whoever is no longer there is marked by nobody."""
    words = await said(request)
    return JSONResponse({"marks": await studio.work(_mark, studio, words.text("key"), words.text("mark"))})


async def looking(studio: Studio, _request: Request) -> Response:
    """Return what there is to say of everybody, or how far looking through is; it begins by itself."""
    return JSONResponse(await asyncio.to_thread(studio.looker.state))


def _marks(studio: Studio) -> dict[str, str]:
    try:
        return studio.marks.of(studio.desk.resolved().order)
    except CardmakerError:
        return {}


def _mark(studio: Studio, key: str, how: str) -> dict[str, Any]:
    order = studio.desk.resolved().order
    try:
        studio.marks.set(order, key, how)
    except ValueError:
        if how not in {"good", "skipped", ""}:
            raise UnreadableError from None
    return studio.marks.of(order)


GET: Final[Table] = {"/api/marks": marks, "/api/looking": looking}
POST: Final[Table] = {"/api/mark": mark}
