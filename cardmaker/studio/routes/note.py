"""Writing: the words of a note, how they fit while they are typed, whose they are, and keeping them."""

from collections.abc import Callable
from typing import Any, Concatenate, Final, ParamSpec

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.inputs.pasted import table
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.wire import Said, Table, UnreadableError, number, said
from cardmaker.studio.studio import Studio
from cardmaker.studio.writing import answering, notetelling, ownnotes
from cardmaker.studio.writing.rowtexts import Plan

P = ParamSpec("P")


async def note(studio: Studio, request: Request) -> Response:
    return JSONResponse(await studio.work(notetelling.note_told, studio.desk, number(request, "person")))


async def pasting(_studio: Studio, _request: Request) -> Response:
    """Answer what is taken out of pasted words, for the page to do it before they stand in the note."""
    return JSONResponse({"rules": table()})


async def fit(studio: Studio, request: Request) -> Response:
    """Answer words that are being typed with how they fit: the light answer, which comes before the picture."""
    words = await said(request)
    return JSONResponse(await studio.work(studio.drafting.fit, words.text("text"), words.number("person")))


async def draft(studio: Studio, request: Request) -> Response:
    """Answer words that are being typed with their picture and what is to be said of them."""
    words = await said(request)
    text, person, width = words.text("text"), words.number("person"), words.number("width")
    return JSONResponse(await studio.work(studio.drafting.look, text, person, width))


async def write(studio: Studio, request: Request) -> Response:
    words = await said(request)
    shown = words.text("file") if "file" in words else None
    return await _put(studio, words, ownnotes.kept, words.number("person"), words.text("text"), shown)


async def own(studio: Studio, request: Request) -> Response:
    """Begin a note of a person's own."""
    words = await said(request)
    return await _put(studio, words, ownnotes.begun, words.number("person"), words.text("text"))


async def common(studio: Studio, request: Request) -> Response:
    """End a note of a person's own: the common one is theirs again."""
    words = await said(request)
    return await _put(studio, words, ownnotes.ended, words.number("person"))


async def allow(studio: Studio, request: Request) -> Response:
    """Allow a rule to be broken, or no longer."""
    words = await said(request)
    if not isinstance(words["allowed"], bool):
        raise UnreadableError
    return await _put(studio, words, notetelling.allowed, words.text("rule"), words["allowed"])


async def questions(studio: Studio, request: Request) -> Response:
    """Answer what every starter asks, with what is known of a person already."""
    return JSONResponse(
        {"starters": await studio.work(answering.asked, studio.desk, number(request, "person"))}
    )


async def begin(studio: Studio, request: Request) -> Response:
    """Write the note that a starter makes of answers in the place of the one that stands there."""
    words = await said(request)
    person, starter, answers = words.number("person"), words.text("starter"), words.texts("answers")
    return await _put(studio, words, answering.answered, person, starter, answers)


async def _put(
    studio: Studio, words: Said, plan: Callable[Concatenate[Desk, P], Plan], *args: P.args, **kwargs: P.kwargs
) -> Response:
    """Write what is planned for the desk, on the state that the page has seen; answer with the new one and what is told."""
    base = words.text("base")

    def done() -> dict[str, Any]:
        planned = plan(studio.desk, *args, **kwargs)
        studio.desk.put(base, planned.files)
        return {**studio.state(), "told": planned.told}

    return JSONResponse(await studio.work(done))


GET: Final[Table] = {"/api/note": note, "/api/pasting": pasting, "/api/questions": questions}
POST: Final[Table] = {
    "/api/fit": fit,
    "/api/draft": draft,
    "/api/write": write,
    "/api/own": own,
    "/api/common": common,
    "/api/allow": allow,
    "/api/begin": begin,
}
