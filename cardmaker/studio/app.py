"""The routes: what the page asks and what it gets. Who may ask is decided before, at the door."""

import asyncio
import base64
import html
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any, Final, ParamSpec, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from cardmaker.assets import asset_root
from cardmaker.check.wording.whole import check_wording
from cardmaker.errors import CardmakerError, Finding, InputError, Level
from cardmaker.inputs.people.roster import parse_people
from cardmaker.inputs.shelf import face_bytes
from cardmaker.make import check_cards
from cardmaker.model import NOTE_PANEL, Order
from cardmaker.studio.desk import Desk, StaleError
from cardmaker.studio.door import ENTRANCE, Door, Pass
from cardmaker.studio.easel import FACES, Easel
from cardmaker.studio.press import Press
from cardmaker.studio.telling import catalog, chosen, drawn, told

T = TypeVar("T")
P = ParamSpec("P")

ASSETS: Final = {
    "studio.css": "text/css",
    "studio.js": "text/javascript",
    "words.js": "text/javascript",
    "wire.js": "text/javascript",
    "preview.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
"""The page's files; no other name leads to a file."""

FACES_OF_PAGE: Final = {"serif.ttf": "eb-garamond/400Regular", "sans.ttf": "jost/400Regular"}
"""The page is set in faces of the designs: no other is fetched."""

MOST_CHECKED: Final = 200
"""People whose cards are all composed for the list of findings while one works; making checks everybody."""

MOST_ROWS: Final = 5000


@dataclass(slots=True)
class Studio:
    """One order, one worker for everything that reads or draws it, and what ends the server."""

    desk: Desk
    allowed: Pass
    quit: Callable[[], None]
    easel: Easel = field(default_factory=Easel)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "studio"))
    _state: tuple[str, dict[str, Any]] = ("", {})

    def __post_init__(self) -> None:
        self.press = Press(self.desk)
        self.assets = {name: (files("cardmaker.studio") / "page" / name).read_bytes() for name in ASSETS}
        self.assets |= {name: face_bytes(face) for name, face in FACES_OF_PAGE.items()}
        self.page = (files("cardmaker.studio") / "page" / "index.html").read_text(encoding="utf-8")

    press: Press = field(init=False)
    assets: dict[str, bytes] = field(init=False)
    page: str = field(init=False)

    async def work(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something where the order is read and drawn, one after the other."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.worker, lambda: function(*args, **kwargs))

    async def index(self, _request: Request) -> Response:
        return HTMLResponse(self.page.replace("{{token}}", html.escape(self.allowed.token)))

    async def enter(self, _request: Request) -> Response:
        """Give the cookie, and go on from a page of ours: after a redirect a strict cookie would not come along."""
        answer = HTMLResponse(
            '<!doctype html><title>Cardmaker</title><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/">'
        )
        answer.set_cookie(self.allowed.cookie, self.allowed.token, httponly=True, samesite="strict")
        return answer

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self.assets:
            return PlainTextResponse("there is no such file", 404)
        return Response(self.assets[name], media_type=ASSETS.get(name, "font/ttf"))

    async def thumbnail(self, request: Request) -> Response:
        known = {each["id"] for each in (await self.work(catalog))["designs"]}
        name = request.path_params["design"]
        path = asset_root("designs") / name / "thumbnail.png"
        if name not in known or not path.exists():
            return PlainTextResponse("there is no such design", 404)
        return Response(path.read_bytes(), media_type="image/png")

    async def catalog(self, _request: Request) -> Response:
        return JSONResponse(await self.work(catalog))

    async def state(self, _request: Request) -> Response:
        return JSONResponse(await self.work(self._told))

    async def revision(self, _request: Request) -> Response:
        return JSONResponse({"revision": await self.work(lambda: self.desk.revision)})

    async def note(self, request: Request) -> Response:
        return JSONResponse({"text": await self.work(self.desk.note, _number(request, "person"))})

    async def people(self, _request: Request) -> Response:
        return JSONResponse(await self.work(self._people))

    async def picture(self, request: Request) -> Response:
        face = request.path_params["face"]
        if face not in FACES:
            return PlainTextResponse("there is no such picture", 404)
        picture = await self.work(
            self._picture, face, _number(request, "person"), _number(request, "width") or 700
        )
        return Response(picture, media_type="image/jpeg") if picture else PlainTextResponse("no picture", 404)

    async def draft(self, request: Request) -> Response:
        """Answer words that are being typed with how they fit, what is to be said of them, and their picture."""
        said = await _said(request)
        return JSONResponse(
            await self.work(self._draft, str(said["text"]), int(said["person"]), int(said["width"]))
        )

    async def change(self, request: Request) -> Response:
        said = await _said(request)
        values = {str(key): str(value) for key, value in dict(said["values"]).items()}
        return await self._changed(self.desk.set_values, str(said["base"]), values)

    async def write(self, request: Request) -> Response:
        said = await _said(request)
        return await self._changed(
            self.desk.set_note, str(said["base"]), int(said["person"]), str(said["text"])
        )

    async def load(self, request: Request) -> Response:
        """Take a list of people, as the bytes of the body. It becomes the order's only if somebody can be read from it."""
        data, base = await request.body(), request.headers.get("x-base", "")
        await self.work(parse_people, data, "people")
        return await self._changed(self.desk.set_people, base, data)

    async def begin(self, request: Request) -> Response:
        said = await _said(request)
        return await self._changed(self.desk.start, str(said["base"]), str(said["starter"]))

    async def undo(self, request: Request) -> Response:
        return await self._changed(self.desk.undo, str((await _said(request))["base"]))

    async def redo(self, request: Request) -> Response:
        return await self._changed(self.desk.redo, str((await _said(request))["base"]))

    async def make(self, _request: Request) -> Response:
        self.press.start()
        return JSONResponse(self.press.state)

    async def cancel(self, _request: Request) -> Response:
        self.press.cancel()
        return JSONResponse(self.press.state)

    async def making(self, _request: Request) -> Response:
        return JSONResponse(self.press.state)

    async def download(self, request: Request) -> Response:
        name = request.path_params["name"]
        path = self.press.file(name)
        if path is None:
            return PlainTextResponse("there is no such file", 404)
        kind = "application/pdf" if path.suffix == ".pdf" else "text/csv"
        data = await asyncio.to_thread(path.read_bytes)
        return Response(
            data, media_type=kind, headers={"content-disposition": f'attachment; filename="{path.name}"'}
        )

    async def end(self, _request: Request) -> Response:
        self.quit()
        return JSONResponse({"is": "over"})

    async def _changed(self, change: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> Response:
        await self.work(change, *args, **kwargs)
        return await self.state(Request({"type": "http"}))

    def _told(self) -> dict[str, Any]:
        """Return the whole state; made anew only if a file changed."""
        revision = self.desk.revision
        if self._state[0] != revision:
            self._state = (revision, self._read())
        undo, redo = self.desk.can
        return {
            **self._state[1],
            "revision": revision,
            "undo": undo,
            "redo": redo,
            "folder": self.desk.folder.name,
        }

    def _read(self) -> dict[str, Any]:
        try:
            choice = chosen(self.desk.request())
        except CardmakerError as problem:
            return {"chosen": None, "order": None, "findings": [told(each) for each in problem.findings]}
        try:
            resolved = self.desk.resolved()
        except CardmakerError as problem:
            return {"chosen": choice, "order": None, "findings": [told(each) for each in problem.findings]}
        some = replace(resolved.order, people=resolved.order.people[:MOST_CHECKED])
        try:
            found: tuple[Finding, ...] = (*resolved.findings, *check_cards(some).findings)
        except CardmakerError as problem:
            found = (*resolved.findings, *problem.findings)
        findings = [told(each) for each in found]
        return {
            "chosen": choice,
            "order": drawn(resolved.order),
            "findings": findings,
            "left_out": resolved.left_out,
        }

    def _people(self) -> dict[str, Any]:
        """Return the rows of the order's list as they were read, how its columns were understood, and what was found."""
        path = self.desk.people_file()
        if path is None:
            return {"file": "", "rows": [], "columns": [], "findings": [], "text": ""}
        data = path.read_bytes()
        text = data.decode("utf-8", "replace") if path.suffix == ".csv" and len(data) < 200_000 else ""
        try:
            roster = parse_people(data, path.name)
        except InputError as problem:
            return {
                "file": path.name,
                "rows": [],
                "columns": [],
                "text": text,
                "findings": [told(each) for each in problem.findings],
            }
        first = roster.entries[0].columns if roster.entries else None
        columns = (
            [
                {"field": name, "title": first.titles[at] if at < len(first.titles) else name}
                for name, at in first.at.items()
            ]
            if first
            else []
        )
        rows = [{"number": each.number, "texts": each.texts} for each in roster.entries[:MOST_ROWS]]
        return {
            "file": path.name,
            "rows": rows,
            "count": len(roster.entries),
            "columns": columns,
            "text": text,
            "findings": [told(each) for each in roster.findings],
        }

    def _picture(self, face: str, person: int, width: int) -> bytes:
        revision = self.desk.revision
        order = self.desk.resolved().order
        return self.easel.picture(order, min(person, len(order.people) - 1), face, width, revision)

    def _draft(self, text: str, person: int, width: int) -> dict[str, Any]:
        try:
            order = self.desk.resolved(text).order
            index = min(person, len(order.people) - 1)
            only = replace(order, people=(order.people[index],))
            composed = self.easel.composed(order, index)
            found = (*_wording(only), *composed.findings)
        except CardmakerError as problem:
            return {"fits": False, "findings": [told(each) for each in problem.findings], "picture": ""}
        panel = NOTE_PANEL[order.format.fold].value
        picture = self.easel.picture(order, index, panel, width)
        fits = not any(each.level is Level.ERROR for each in composed.findings)
        return {
            "fits": fits,
            "words": len(order.people[index].note.words),
            "panel": panel,
            "findings": [told(each) for each in found],
            "picture": "data:image/jpeg;base64," + base64.b64encode(picture).decode(),
        }


def routes_of(studio: Studio) -> list[Route]:
    """Return every route there is; `tests/studio/test_door.py` knocks at each without a key."""
    get: dict[str, Callable[[Request], Awaitable[Response]]] = {
        "/": studio.index,
        ENTRANCE: studio.enter,
        "/page/{name}": studio.asset,
        "/thumbnail/{design}": studio.thumbnail,
        "/picture/{face}": studio.picture,
        "/file/{name}": studio.download,
        "/api/catalog": studio.catalog,
        "/api/state": studio.state,
        "/api/revision": studio.revision,
        "/api/note": studio.note,
        "/api/list": studio.people,
        "/api/making": studio.making,
    }
    post: dict[str, Callable[[Request], Awaitable[Response]]] = {
        "/api/draft": studio.draft,
        "/api/change": studio.change,
        "/api/write": studio.write,
        "/api/people": studio.load,
        "/api/begin": studio.begin,
        "/api/undo": studio.undo,
        "/api/redo": studio.redo,
        "/api/make": studio.make,
        "/api/cancel": studio.cancel,
        "/api/quit": studio.end,
    }
    return [
        *(Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()),
        *(Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()),
    ]


def application(studio: Studio) -> ASGIApp:
    """Return the server: the routes behind the door."""
    handlers: dict[Any, Any] = {CardmakerError: _refused, StaleError: _stale, _UnreadableError: _unreadable}
    return Door(Starlette(routes=routes_of(studio), exception_handlers=handlers), studio.allowed)


def _wording(order: Order) -> tuple[Finding, ...]:
    read = check_wording(order)
    return (*read.whole, *(finding for person in order.people for finding in read.of(person)))


class _UnreadableError(Exception):
    """A request that the page does not send."""


async def _said(request: Request) -> Any:
    """Return the JSON of a request, in which a missing name or a wrong kind is refused, not a bug."""
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise _UnreadableError from None
    if not isinstance(found, dict):
        raise _UnreadableError
    return _Said(found)


class _Said(dict[str, Any]):
    def __missing__(self, _key: str) -> Any:
        raise _UnreadableError


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def _refused(_request: Request, problem: CardmakerError) -> Response:
    return JSONResponse({"refused": True, "findings": [told(finding) for finding in problem.findings]})


def _stale(_request: Request, _problem: StaleError) -> Response:
    return JSONResponse({"stale": True})


def _unreadable(_request: Request, _problem: _UnreadableError) -> Response:
    return PlainTextResponse("the studio's page does not ask that", 400)
