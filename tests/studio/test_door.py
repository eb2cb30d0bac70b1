"""The studio's door: every route there is, tried as strangers try it."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.app import application, routes_of
from cardmaker.studio.serving.door import ENTRANCE, MOST_TEXT, Pass
from cardmaker.studio.studio import Studio

PORT = 5555
HERE = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    desk = Desk(tmp_path / "order")
    desk.lay_out()
    return Studio(desk, Pass(PORT), lambda: None)


def ask(studio: Studio, method: str, path: str, *, inside: bool = True, **kwargs) -> httpx.Response:
    """Return the answer to a request; `inside` brings the cookie and the token."""
    headers = dict(kwargs.pop("headers", {}))
    if inside:
        headers = {
            "cookie": f"{studio.allowed.cookie}={studio.allowed.token}",
            "x-cardmaker-token": studio.allowed.token,
            "sec-fetch-site": "same-origin",
            **headers,
        }
    headers = {name: value for name, value in headers.items() if value is not None}

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(application(studio))
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.request(method, path, headers=headers, **kwargs)

    # In a thread: where a browser's test ran before, this one has a loop already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(send())).result()


def every_route(studio: Studio) -> list[tuple[str, str]]:
    found = []
    for route in routes_of(studio):
        path = (
            route.path.replace("{name}", "main.js")
            .replace("{design}", "olive-wreath")
            .replace("{face}", "front")
            .replace("{hand}", "caveat")
            .replace("{pen}", "pencil")
        )
        found += [(method, path) for method in route.methods - {"HEAD"}]
    return found


def test_there_are_routes_to_try(studio):
    assert len(every_route(studio)) >= 20


@pytest.mark.parametrize(
    "stranger",
    [
        {"cookie": None},
        {"cookie": "cardmaker-5555=guess"},
        {"host": "evil.example:5555"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:5556"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:5555"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_every_route_refuses_a_stranger(studio, stranger):
    before = studio.desk.revision
    for method, path in every_route(studio):
        answer = ask(studio, method, path, headers=stranger)
        assert answer.status_code in {400, 403}, (method, path)
        assert studio.allowed.token not in answer.text
    assert studio.desk.revision == before


def test_every_post_refuses_to_do_without_the_token_in_its_header(studio):
    for method, path in every_route(studio):
        if method == "POST":
            answer = ask(studio, method, path, headers={"x-cardmaker-token": None})
            assert answer.status_code == 403, path


def test_the_token_is_exchanged_for_a_strict_cookie_that_scripts_cannot_read(studio):
    answer = ask(studio, "GET", f"{ENTRANCE}?token={studio.allowed.token}", inside=False)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 200
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_preflight_of_another_site_is_never_answered_with_leave(studio):
    answer = ask(studio, "OPTIONS", "/api/change", headers={"origin": "http://evil.example"})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_forbids_frames_and_scripts_of_others(studio):
    for inside in (True, False):
        answer = ask(studio, "GET", "/", inside=inside)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/page/..%2fapp.py",
        "/page/../app.py",
        "/file/..%2fcard.yaml",
        "/file/card.yaml",
        "/thumbnail/..%2f..%2fcard.yaml",
        "/picture/%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_to_a_file_that_is_not_in_the_table(studio, path):
    assert ask(studio, "GET", path).status_code == 404


def test_a_body_that_is_too_large_is_refused_and_nothing_changes(studio):
    before = studio.desk.revision
    assert ask(studio, "POST", "/api/write", content=b"x" * (MOST_TEXT + 1)).status_code == 413
    assert studio.desk.revision == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"[" * 60_000, b'{"base": 3}', b"\xff\xfe"], ids=repr)
def test_a_body_that_the_page_does_not_send_is_refused_and_is_no_bug(studio, body):
    if len(body) > 100:
        body = body[:50_000]
    assert ask(studio, "POST", "/api/change", content=body).status_code in {400, 409, 422}


def test_the_routes_answer_those_who_may_ask(studio):
    for method, path in every_route(studio):
        if method == "GET" and path not in {ENTRANCE, "/file/main.js"}:
            assert ask(studio, method, path).status_code == 200, path


def test_what_the_page_downloads_is_what_the_command_makes(studio, tmp_path):
    import subprocess
    import sys

    copy = tmp_path / "copy"
    shutil.copytree(studio.desk.folder, copy)
    ask(studio, "POST", "/api/make")
    studio.press.helper.wait(60)
    assert studio.press.state["is"] == "done"
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", "make", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("cards.pdf", "run-sheet.pdf"):
        assert ask(studio, "GET", f"/file/{name}").content == (copy / "out" / name).read_bytes()
