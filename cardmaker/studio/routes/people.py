"""The list of people: as it was read, and another in its place."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cardmaker.errors import InputError
from cardmaker.inputs.people.roster import Roster, parse_people
from cardmaker.studio.desk import Desk
from cardmaker.studio.studio import Studio
from cardmaker.studio.telling import told
from cardmaker.studio.wire import Table, changed

MOST_ROWS: Final = 5000
NOBODY: Final = {"file": "", "rows": [], "columns": [], "findings": [], "text": ""}


async def listed(studio: Studio, _request: Request) -> Response:
    return JSONResponse(await studio.work(_listed, studio.desk))


async def load(studio: Studio, request: Request) -> Response:
    """Take a list, as the bytes of the body. It becomes the order's only if somebody can be read from it."""
    data, base = await request.body(), request.headers.get("x-base", "")
    await studio.work(parse_people, data, "people")
    return await changed(studio, studio.desk.set_people, base, data)


def _listed(desk: Desk) -> dict[str, Any]:
    """Return the rows of the order's list as they were read, how its columns were understood, and what was found."""
    path = desk.people_file()
    if path is None:
        return NOBODY
    data = path.read_bytes()
    text = data.decode("utf-8", "replace") if path.suffix == ".csv" and len(data) < 200_000 else ""
    try:
        roster = parse_people(data, path.name)
    except InputError as problem:
        found = [told(each) for each in problem.findings]
        return {**NOBODY, "file": path.name, "text": text, "findings": found}
    return {**_rows(roster), "file": path.name, "text": text}


def _rows(roster: Roster) -> dict[str, Any]:
    columns = roster.entries[0].columns
    titles = columns.titles
    return {
        "rows": [{"number": each.number, "texts": each.texts} for each in roster.entries[:MOST_ROWS]],
        "count": len(roster.entries),
        "columns": [
            {"field": name, "title": titles[at] if at < len(titles) else name}
            for name, at in columns.at.items()
        ],
        "findings": [told(each) for each in roster.findings],
    }


GET: Final[Table] = {"/api/list": listed}
POST: Final[Table] = {"/api/people": load}
