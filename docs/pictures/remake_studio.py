"""Takes the pictures of the studio anew: `python docs/pictures/remake_studio.py`. Needs Chromium and Playwright.

The order shown is a copy of samples/panel. Each picture is one step of the page, as it is after a person did something in it.
"""

import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.app import application
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "samples" / "panel"
WINDOW = {"width": 1440, "height": 900}
SETTLED_MS = 1500
QUALITY = 88


def nothing(_page: Any) -> None:
    """Show a step as it opens."""


def look_at_two(page: Any) -> None:
    for _ in range(4):  # the card and the envelope of two people
        page.locator("#good").click()
        page.wait_for_timeout(400)


def make(page: Any) -> None:
    page.get_by_role("button", name="Make the PDFs").click()
    page.get_by_role("link", name="cards.pdf").first.wait_for()


def open_row(page: Any) -> None:
    page.get_by_role("button", name="Envelope").first.click()


STEPS: tuple[tuple[str, Callable[[Any], None]], ...] = (
    ("design", nothing),
    ("note", nothing),
    ("people", open_row),
    ("check", look_at_two),
    ("print", make),
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve an order, and give the address that lets a browser in."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    allowed = Pass(listening.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(
            application(Studio(Desk(folder), allowed, lambda: None)), log_level="error", lifespan="off"
        )
    )
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{allowed.port}/enter?token={allowed.token}"
    server.should_exit = True


def main() -> None:
    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        folder = Path(place) / "interviews"
        shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out", ".*"))
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, reduced_motion="reduce", locale="en-US")
        with served(folder) as way_in:
            page.goto(way_in)
            page.wait_for_selector("body[data-ready]")
            for number, (name, done) in enumerate(STEPS):
                page.locator("nav button").nth(number).click()
                page.wait_for_timeout(SETTLED_MS)
                done(page)
                page.wait_for_timeout(SETTLED_MS)
                page.screenshot(path=HERE / f"studio-{name}.jpg", type="jpeg", quality=QUALITY)
        browser.close()


if __name__ == "__main__":
    main()
