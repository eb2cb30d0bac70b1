"""Writing: the words of a note, how they fit while they are typed, and keeping them."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.check.wording.whole import check_wording
from cardmaker.errors import CardmakerError, Finding, Level
from cardmaker.model import NOTE_PANEL, Order
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling import told
from cardmaker.studio.wire import Table, changed, number, said


async def note(studio: Studio, request: Request) -> Response:
    return JSONResponse({"text": await studio.work(studio.desk.note, number(request, "person"))})


async def draft(studio: Studio, request: Request) -> Response:
    """Answer words that are being typed with how they fit, what is to be said of them, and their picture."""
    words = await said(request)
    answer = await studio.work(
        _drafted, studio, words.text("text"), words.number("person"), words.number("width")
    )
    return JSONResponse(answer)


async def write(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(
        studio, studio.desk.set_note, words.text("base"), words.number("person"), words.text("text")
    )


async def begin(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return await changed(studio, studio.desk.start, words.text("base"), words.text("starter"))


def _drafted(studio: Studio, text: str, person: int, width: int) -> dict[str, Any]:
    try:
        order = studio.desk.resolved(text).order
        index = min(person, len(order.people) - 1)
        composed = studio.easel.composed(order, index)
        found = (*_wording(order, index), *composed.findings)
    except CardmakerError as problem:
        return {"fits": False, "findings": [told(each) for each in problem.findings], "picture": ""}
    panel = NOTE_PANEL[order.format.fold].value
    picture = studio.easel.picture(order, index, panel, width)
    return {
        "fits": not any(each.level is Level.ERROR for each in composed.findings),
        "words": len(order.people[index].note.words),
        "panel": panel,
        "findings": [told(each) for each in found],
        "picture": "data:image/jpeg;base64," + base64.b64encode(picture).decode(),
    }


def _wording(order: Order, index: int) -> Iterator[Finding]:
    """Yield what a person's note is told by itself; notes are compared when the whole order is read."""
    only = replace(order, people=(order.people[index],))
    read = check_wording(only)
    yield from read.whole
    yield from read.of(only.people[0])


GET: Final[Table] = {"/api/note": note}
POST: Final[Table] = {"/api/draft": draft, "/api/write": write, "/api/begin": begin}
