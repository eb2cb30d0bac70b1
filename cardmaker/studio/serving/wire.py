"""What comes over the wire, read; a request that the page does not send is refused, and is no bug."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ParamSpec

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.studio.studio import Studio

P = ParamSpec("P")

Handler = Callable[[Studio, Request], Awaitable[Response]]
Table = Mapping[str, Handler]
"""Routes of one kind: what answers at each path."""


class UnreadableError(Exception):
    """A request that the page does not send."""


class Said(dict[str, Any]):
    """What a request says by name; a name that is missing makes the request unreadable."""

    def __missing__(self, _key: str) -> Any:
        raise UnreadableError

    def text(self, name: str) -> str:
        """Return a text. Raises UnreadableError for any other kind."""
        value = self[name]
        if not isinstance(value, str):
            raise UnreadableError
        return value

    def number(self, name: str) -> int:
        """Return a whole number, not negative. Raises UnreadableError for any other kind."""
        value = self[name]
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise UnreadableError
        return value

    def texts(self, name: str) -> dict[str, str]:
        """Return texts by name. Raises UnreadableError for any other kind."""
        value = self[name]
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise UnreadableError
        return value


async def said(request: Request) -> Said:
    """Return the JSON of a request. Raises UnreadableError if it is none."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise UnreadableError from None
    if not isinstance(found, dict):
        raise UnreadableError
    return Said(found)


def number(request: Request, name: str) -> int:
    """Return a number of the query; 0 if it is missing or is none."""
    text = request.query_params.get(name, "0")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 7 else 0


async def changed(studio: Studio, change: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> Response:
    """Change the order, and answer with what the page shows of it now."""

    def done() -> dict[str, Any]:
        change(*args, **kwargs)
        return studio.state()

    return JSONResponse(await studio.work(done))
