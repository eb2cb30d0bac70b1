"""The server: the door, behind it every route, and what is answered when something is refused."""

from functools import partial
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from cardmaker.errors import CardmakerError
from cardmaker.studio.keeping.desk import StaleError
from cardmaker.studio.keeping.watching import cannot_use
from cardmaker.studio.routes import (
    check,
    design,
    note,
    order,
    page,
    people,
    picture,
    press,
    printers,
    recent,
    sending,
)
from cardmaker.studio.serving.door import Door
from cardmaker.studio.serving.wire import UnreadableError
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.telling import told

GROUPS: Final = (page, order, recent, design, note, people, picture, check, press, printers, sending)


def routes_of(studio: Studio) -> list[Route]:
    """Return every route there is; `tests/studio/test_door.py` knocks at each without a key."""
    tables = [
        (method, table) for group in GROUPS for method, table in (("GET", group.GET), ("POST", group.POST))
    ]
    return [
        Route(path, partial(handler, studio), methods=[method])
        for method, table in tables
        for path, handler in table.items()
    ]


def application(studio: Studio) -> ASGIApp:
    """Return the server."""
    handlers: dict[Any, Any] = {
        CardmakerError: _refused,
        OSError: _refused_by_disk,
        StaleError: _stale,
        UnreadableError: _unreadable,
    }
    return Door(Starlette(routes=routes_of(studio), exception_handlers=handlers), studio.allowed)


def _refused(_request: Request, problem: CardmakerError) -> Response:
    """Answer in the body, not by a status: browsers log a status as an error of the page."""
    return JSONResponse({"refused": True, "findings": [told(finding) for finding in problem.findings]})


def _refused_by_disk(request: Request, problem: OSError) -> Response:
    """Answer what a disk says in the middle of something that nobody expected to fail."""
    return _refused(request, cannot_use(problem))


def _stale(_request: Request, _problem: StaleError) -> Response:
    return JSONResponse({"stale": True})


def _unreadable(_request: Request, _problem: UnreadableError) -> Response:
    return PlainTextResponse("the studio's page does not ask that", 400)
