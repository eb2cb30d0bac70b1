"""The page itself: its files, by a fixed table of names."""

import html
from functools import cache
from importlib.resources import files
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from cardmaker.inputs.shelf import face_bytes
from cardmaker.studio.serving.door import ENTRANCE
from cardmaker.studio.serving.wire import Table
from cardmaker.studio.studio import Studio

STEPS: Final = ("design", "note", "people", "check", "print")
STAGE: Final = ("stage", "card", "envelope", "sheet", "face", "pictures")
CHOICES: Final = ("gallery", "drawers", "wording", "paper", "hands", "photos")
LOOKING: Final = ("check-marks", "check-findings", "check-contacts")
COUNTER: Final = ("print-parts", "print-paper", "print-making", "print-printers", "print-sending")
KINDS: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
FILES: Final = (
    "icon.svg",
    *(f"{name}.css" for name in ("base", "stage", "recent", *STEPS)),
    *(
        f"{name}.js"
        for name in ("main", "order", "dom", "wire", "words", "recent", *STAGE, *CHOICES, *LOOKING, *COUNTER)
    ),
    *(f"step-{name}.js" for name in STEPS),
    *(f"note-{name}.js" for name in ("paper", "pasting", "fit", "keeping", "aside", "starters")),
    *(
        f"people-{name}.js"
        for name in ("bringing", "reading", "book", "line", "entry", "problems", "post", "window")
    ),
    "en.json",
    "de.json",
)
"""The page's files; no other name leads to a file."""

FACES: Final = {"serif.ttf": "eb-garamond/400Regular", "sans.ttf": "jost/400Regular"}
"""The page is set in faces of the designs: no other is fetched."""

WAY_IN: Final = (
    '<!doctype html><title>Cardmaker</title><link rel="icon" href="data:,">'
    '<meta http-equiv="refresh" content="0;url=/">'
)
"""Goes on from a page of ours: after a redirect a strict cookie would not come along."""


@cache
def assets() -> dict[str, bytes]:
    """Return all that the page loads, read once."""
    here = files("cardmaker.studio") / "page"
    own = {name: (here / name).read_bytes() for name in FILES}
    return own | {name: face_bytes(face) for name, face in FACES.items()}


@cache
def _index() -> str:
    """Return the page. All modules are named at its head, so that none waits for the one that imports it."""
    modules = "".join(
        f'<link rel="modulepreload" href="/page/{name}">\n' for name in FILES if name.endswith(".js")
    )
    page = (files("cardmaker.studio") / "page" / "index.html").read_text(encoding="utf-8")
    return page.replace("{{modules}}\n", modules)


async def index(studio: Studio, _request: Request) -> Response:
    return HTMLResponse(_index().replace("{{token}}", html.escape(studio.allowed.token)))


async def enter(studio: Studio, _request: Request) -> Response:
    """Give the cookie, and go on."""
    answer = HTMLResponse(WAY_IN)
    answer.set_cookie(studio.allowed.cookie, studio.allowed.token, httponly=True, samesite="strict")
    return answer


async def asset(_studio: Studio, request: Request) -> Response:
    name = request.path_params["name"]
    if name not in assets():
        return PlainTextResponse("there is no such file", 404)
    return Response(assets()[name], media_type=KINDS[name[name.rindex(".") :]])


GET: Final[Table] = {"/": index, ENTRANCE: enter, "/page/{name}": asset}
POST: Final[Table] = {}
