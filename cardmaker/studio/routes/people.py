"""The list of people and their addresses: as they are read, mended in place, and another list in its stead."""

from collections.abc import Callable
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.errors import InputError, error
from cardmaker.studio.listing import list_changes, list_meanings, list_taking, mailing
from cardmaker.studio.listing.list_drafts import Told
from cardmaker.studio.listing.lists import shown_list
from cardmaker.studio.listing.mailing import shown_addresses, shown_person, shown_post
from cardmaker.studio.listing.pasting import pasted_list
from cardmaker.studio.listing.sample_list import sample_list
from cardmaker.studio.serving.wire import Table, changed, number, said
from cardmaker.studio.studio import Studio


async def listed(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await studio.work(lambda: shown_list(studio.desk, studio.state())))


async def post(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await studio.work(shown_post, studio.desk))


async def address(studio: Studio, request: Request) -> Response:
    return JSONResponse(await studio.work(shown_person, studio.desk, number(request, "row")))


async def addresses(studio: Studio, request: Request) -> Response:
    return JSONResponse(await studio.work(shown_addresses, studio.desk, number(request, "from")))


async def sample(studio: Studio, _request: Request) -> Response:
    """Give a list to begin with, as a file."""
    headers = {"content-disposition": 'attachment; filename="people-sample.csv"'}
    return Response(
        await studio.work(sample_list, studio.desk), media_type="text/csv; charset=utf-8", headers=headers
    )


async def load(studio: Studio, request: Request) -> Response:
    """Take a list, as the bytes of the body. It becomes the order's only if somebody can be read from it."""
    data, base = await request.body(), request.headers.get("x-base", "")
    if request.headers.get("x-how") == "pasted":
        data = await studio.work(_pasted, data)
    return await _done(studio, list_taking.take_list, base, data)


async def cell(studio: Studio, request: Request) -> Response:
    words = await said(request)
    where = words.number("row"), words.number("column")
    return await _done(studio, list_changes.mend, words.text("base"), *where, words.text("text"))


async def person(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(studio, list_changes.add_person, words.text("base"), words.texts("texts"))


async def leave(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(studio, list_changes.leave_out, words.text("base"), words.number("row"))


async def back(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(studio, list_changes.put_back, words.text("base"), words.number("index"))


async def column(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(studio, list_changes.add_column, words.text("base"), words.text("field"))


async def meaning(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(
        studio,
        list_meanings.read_column_as,
        words.text("base"),
        words.number("column"),
        words.text("field"),
    )


async def titles(studio: Studio, request: Request) -> Response:
    return await _done(studio, list_meanings.read_columns_by_titles, (await said(request)).text("base"))


async def letters(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await _done(studio, list_meanings.read_letters_as, words.text("base"), words.text("encoding"))


async def settings(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(studio, mailing.set_post, studio.desk, words.text("base"), words.texts("values"))


async def sender(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(studio, mailing.set_sender, studio.desk, words.text("base"), words.texts("parts"))


async def _done(studio: Studio, change: Callable[..., Told], base: str, *values: Any) -> Response:
    """Change the list, and answer with what the page shows of the order now, and what was done beside."""

    def done() -> dict[str, Any]:
        told = change(studio.desk, base, *values)
        return {**studio.state(), "told": told}

    return JSONResponse(await studio.work(done))


def _pasted(data: bytes) -> bytes:
    try:
        return pasted_list(data.decode())
    except UnicodeDecodeError:
        raise InputError([error("encoding", "what was pasted is no text")]) from None


GET: Final[Table] = {
    "/api/list": listed,
    "/api/post": post,
    "/api/address": address,
    "/api/addresses": addresses,
    "/api/sample": sample,
}
POST: Final[Table] = {
    "/api/people": load,
    "/api/list/cell": cell,
    "/api/list/person": person,
    "/api/list/leave": leave,
    "/api/list/back": back,
    "/api/list/column": column,
    "/api/list/meaning": meaning,
    "/api/list/titles": titles,
    "/api/list/letters": letters,
    "/api/post/settings": settings,
    "/api/post/sender": sender,
}
