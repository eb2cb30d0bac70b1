"""Choosing: all that there is to choose from, the design's words, and pictures of one's own."""

import asyncio
from typing import Any, Final
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, error
from cardmaker.inputs.front import MOST_PICTURES
from cardmaker.showcase import THUMBNAIL
from cardmaker.showcase import thumbnail as draw_thumbnail
from cardmaker.studio.drawing.album import clean_name, front_picture, signature_picture
from cardmaker.studio.serving.wire import Table, UnreadableError, changed, number, said
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.choices import catalog, own_designs, shipped


async def everything(studio: Studio, _request: Request) -> Response:
    """Answer with all that there is to choose from. Reading it takes no turn of the worker, which draws meanwhile."""
    return JSONResponse(await asyncio.to_thread(catalog, studio.desk.folder))


async def thumbnail(studio: Studio, request: Request) -> Response:
    """Return a design's front as it lies beside a shipped design, or drawn now for one of the person's own."""
    picture = await studio.work(_thumbnail, studio, request.path_params["design"])
    if not picture:
        return PlainTextResponse("there is no such design", 404)
    return Response(picture, media_type="image/png")


def _thumbnail(studio: Studio, name: str) -> bytes:
    own = own_designs(studio.desk.folder).get(name)
    if own is not None:
        return draw_thumbnail(own)
    path = asset_root("designs") / name / THUMBNAIL
    return path.read_bytes() if name in shipped() and path.exists() else b""


async def texts(studio: Studio, request: Request) -> Response:
    """Set words of the design by slot; null gives a slot its usual words back."""
    words = await said(request)
    return await changed(studio, studio.desk.set_texts, words.text("base"), _texts(words["texts"]))


async def front(studio: Studio, request: Request) -> Response:
    """Take a picture for the front, as the bytes of the body, in place of the order's `at`-th one or after them all."""
    data, at = await request.body(), number(request, "at")
    return await changed(studio, _put_front, studio, _base(request), data, _called(request), at)


async def bare_front(studio: Studio, request: Request) -> Response:
    """Take the `at`-th picture off the front again."""
    words = await said(request)
    return await changed(studio, _take_front, studio, words.text("base"), words.number("at"))


async def signature(studio: Studio, request: Request) -> Response:
    """Take a picture or a drawing of a signature, as the bytes of the body."""
    return await changed(
        studio, _put_signature, studio, _base(request), await request.body(), _called(request)
    )


def _put_front(studio: Studio, base: str, data: bytes, called: str, at: int) -> None:
    own, names = front_picture(data, called), list(studio.desk.request().front)
    if at >= MOST_PICTURES:
        raise InputError([error("front", f"a card shows {MOST_PICTURES} pictures at most")])
    names[at : at + 1] = [own.name]
    studio.desk.set_front(base, names, {own.name: own.data})


def _take_front(studio: Studio, base: str, at: int) -> None:
    names = list(studio.desk.request().front)
    studio.desk.set_front(base, [name for number, name in enumerate(names) if number != at], {})


def _put_signature(studio: Studio, base: str, data: bytes, called: str) -> None:
    own = signature_picture(data, called)
    studio.desk.set_signature(base, own.name, {own.name: own.data})


def _texts(value: Any) -> dict[str, str | None]:
    """Return words by slot. Raises UnreadableError for any other kind."""
    if not isinstance(value, dict) or not all(
        each is None or isinstance(each, str) for each in value.values()
    ):
        raise UnreadableError
    return value


def _base(request: Request) -> str:
    return request.headers.get("x-base", "")


def _called(request: Request) -> str:
    """Return how the person's file is called, for messages alone; the page sends it percent-encoded, as headers are ASCII."""
    return clean_name(unquote(request.headers.get("x-name", "")))


GET: Final[Table] = {"/api/catalog": everything, "/thumbnail/{design}": thumbnail}
POST: Final[Table] = {
    "/api/texts": texts,
    "/api/front": front,
    "/api/front/bare": bare_front,
    "/api/signature": signature,
}
