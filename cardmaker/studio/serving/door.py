"""The one door of the server: who may come in, checked before anything is routed, and what every answer says of itself.

Deny by default: a request passes only with our Host and port, our cookie, from our own page, and small enough; a POST also
needs the token in a header, which no other site's page can send without asking first, and is never answered when it asks.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cardmaker.inputs.image import MAX_BYTES

ENTRANCE: Final = "/enter"
"""The one path without a cookie: it takes the token and gives the cookie."""

MOST_TEXT: Final = 64 * 1024
MOST_LIST: Final = 20_000_000
"""Bytes of a body: of what is typed, and of a list of people."""

LISTS: Final = "/api/people"
PICTURES: Final = frozenset({"/api/front", "/api/signature"})
FRIENDLY: Final = frozenset({"same-origin", ""})
HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Pass:
    """What lets a browser in: the port that the server listens on, and a token of 192 random bits."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def cookie(self) -> str:
        """The cookie's name. It carries the port, since a host's cookies are shared by all of its ports."""
        return f"cardmaker-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    def is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())


class TooLargeError(Exception):
    """A body grew beyond what its path takes."""


class Door:
    """The guard before the routes."""

    def __init__(self, app: ASGIApp, allowed: Pass) -> None:
        self._app, self._pass = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not. Whatever is no HTTP, such as a websocket, is not answered."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answered = _with_headers(send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if refusal := self._refusal(scope, headers):
            status, reason = refusal
            await PlainTextResponse(reason, status)(scope, receive, answered)
            return
        try:
            await self._app(scope, _counted(receive, _most(scope["path"])), answered)
        except TooLargeError:
            await PlainTextResponse("too large", 413)(scope, receive, answered)

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Return the status and the reason for which a request is refused, None if it is welcome."""
        if headers.get("host", "") not in self._pass.hosts:
            return 400, "this is not the address of the studio"
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self._pass.hosts:
            return 403, "another site may not use the studio"
        if scope["path"] == ENTRANCE and scope["method"] == "GET":
            return self._entering(scope)
        if not self._is_friendly(scope, headers):
            return 403, "another site may not use the studio"
        return self._without_pass(scope, headers) or _oversized(scope, headers)

    def _entering(self, scope: Scope) -> tuple[int, str] | None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return None if self._pass.is_token(given) else (403, "start the studio again: cardmaker studio")

    def _is_friendly(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        """Return whether the request comes from our page; people may also open the page itself by hand."""
        site = headers.get("sec-fetch-site", "")
        return site in FRIENDLY or (site == "none" and scope["method"] == "GET" and scope["path"] == "/")

    def _without_pass(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        if not self._pass.is_token(_cookies(headers.get("cookie", "")).get(self._pass.cookie, "")):
            return 403, "start the studio again: cardmaker studio"
        if scope["method"] in {"GET", "HEAD"}:
            return None
        return (
            None
            if self._pass.is_token(headers.get("x-cardmaker-token", ""))
            else (403, "the token is missing")
        )


def _oversized(scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
    length = headers.get("content-length", "0")
    is_small = length.isdecimal() and len(length) < 12 and int(length) <= _most(scope["path"])
    return None if is_small else (413, "too large")


def _most(path: str) -> int:
    if path in PICTURES:
        return MAX_BYTES
    return MOST_LIST if path == LISTS else MOST_TEXT


def _cookies(text: str) -> dict[str, str]:
    pairs = (part.strip().partition("=") for part in text.split(";"))
    return {name: value for name, _, value in pairs}


def _counted(receive: Receive, most: int) -> Receive:
    """Return the receiver of a body that ends it when more comes than was said."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLargeError
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def answered(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *extra]}
        await send(message)

    return answered
