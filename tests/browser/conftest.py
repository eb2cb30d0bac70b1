"""A browser of the system before a studio that serves a new order. Nothing may leave the studio's origin."""

import os
import shutil
import socket
import threading
import time

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "google-chrome", "chromium-browser") if (path := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-color-profile=srgb",
]


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def desk(tmp_path):
    from cardmaker.studio.keeping.desk import Desk

    return Desk(tmp_path / "my-cards")


@pytest.fixture
def way_in(desk):
    """Yield the address that lets a browser in."""
    import uvicorn

    from cardmaker.studio.serving.app import application
    from cardmaker.studio.serving.door import Pass
    from cardmaker.studio.studio import Studio

    desk.lay_out()
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    allowed = Pass(listening.getsockname()[1])
    studio = Studio(desk, allowed, lambda: setattr(server, "should_exit", True))
    server = uvicorn.Server(uvicorn.Config(application(studio), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{allowed.port}/enter?token={allowed.token}"
    server.should_exit = True
    thread.join(5)
    listening.close()


@pytest.fixture
def visit(browser, way_in):
    """Return what opens the page; afterwards nothing may have gone elsewhere or been an error."""
    faults, contexts = [], []
    origin = way_in.split("/enter")[0]

    def watch(page):
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda problem: faults.append(str(problem)))
        page.on(
            "response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None
        )
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((origin, "data:", "blob:")) else faults.append(asked.url)
            ),
        )

    def opened(width=1280, scheme="light", locale="en-US"):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=locale,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(way_in)
        page.wait_for_selector("body[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
