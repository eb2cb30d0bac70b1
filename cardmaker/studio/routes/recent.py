"""Other orders: those that were worked on last, opening one of them, and beginning a new one. No path comes from the page."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.studio.serving.recent import Recent
from cardmaker.studio.serving.switching import open_known, open_new
from cardmaker.studio.serving.wire import Table, changed, said
from cardmaker.studio.studio import Studio


async def listed(studio: Studio, _request: Request) -> Response:
    return JSONResponse({"orders": await studio.work(_listed, studio)})


async def known(studio: Studio, request: Request) -> Response:
    return await changed(studio, open_known, studio, (await said(request)).text("id"))


async def new(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(studio, open_new, studio, words.text("name"), words.text("starter"))


def _listed(studio: Studio) -> list[dict[str, Any]]:
    return [_told(each, studio) for each in studio.recents.listed()] if studio.recents else []


def _told(recent: Recent, studio: Studio) -> dict[str, Any]:
    """Return an order as the page gets it: the last part of its folder's path, and the one before, which tells twins apart."""
    folder = recent.folder
    return {
        "id": recent.id,
        "name": folder.name,
        "near": folder.parent.name,
        "when": round(recent.when * 1000),
        "design": recent.design,
        "person": recent.person,
        "isOpen": folder == studio.desk.folder,
    }


GET: Final[Table] = {"/api/recent": listed}
POST: Final[Table] = {"/api/open": known, "/api/new": new}
