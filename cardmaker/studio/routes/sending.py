"""Printing from the page where the machine has CUPS: its printers, what goes there, handing it over, and what became of it."""

import asyncio
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.studio.making.sending import told_pass
from cardmaker.studio.serving.wire import Said, Table, said
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling.telling import told


async def queues(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await asyncio.to_thread(studio.sender.printers))


async def passes(studio: Studio, request: Request) -> Response:
    """Return what would be sent, and send nothing."""
    words = await said(request)
    return JSONResponse(await asyncio.to_thread(_passes, studio, words.text("queue"), _is_proof(words)))


async def send(studio: Studio, request: Request) -> Response:
    words = await said(request)
    send_one = studio.sender.send
    given = words.text("queue"), words.number("pass")
    return JSONResponse({"job": await asyncio.to_thread(send_one, *given, proof=_is_proof(words))})


async def job(studio: Studio, request: Request) -> Response:
    words = await said(request)
    return JSONResponse(await asyncio.to_thread(studio.sender.job, words.text("job")))


async def withdraw(studio: Studio, request: Request) -> Response:
    words = await said(request)
    await asyncio.to_thread(studio.sender.withdraw, words.text("job"))
    return JSONResponse({"is": "gone", "says": ""})


def _is_proof(words: Said) -> bool:
    return words.get("proof") is True


def _passes(studio: Studio, queue: str, is_proof: bool) -> dict[str, Any]:
    found, doubts = studio.sender.passes(queue, proof=is_proof)
    made, order = studio.press.made(), studio.desk.resolved().order
    return {
        "queue": found[0].ticket.queue,
        "passes": [told_pass(each, made, order) for each in found] if made else [],
        "findings": [told(each) for each in doubts],
    }


GET: Final[Table] = {"/api/queues": queues}
POST: Final[Table] = {
    "/api/passes": passes,
    "/api/send": send,
    "/api/job": job,
    "/api/job/withdraw": withdraw,
}
