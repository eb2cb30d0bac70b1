"""How long the page of the studio takes, measured in a browser: `python -m tests.bench.studio_page`.

Needs Chromium and Playwright. Prints median and p95 of each, in ms, beside the goal, and what memory the server takes.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"]

GOALS = {
    "first paint after the command": 1000,
    "a key until the meter tells the fit": 50,
    "a key until the card shows it": 150,
    "a design picked": 200,
    "the next person": 150,
    "the next person, prefetched": 30,
    "500 people from a file": 300,
    "10,000 people from a file": 1500,
}
"""p95 in ms that issue 8 asks for, on two cores."""

NOTE = """Dear {dear},

Thank you for the hour in the workshop on Tuesday. {point} I went home with my head full of it, and would gladly come
back to see how it turns out.

With kind regards,
{from}
"""

SEEN = """() => { const front = document.querySelector(".card .outer .print");
    return front && front.complete && front.naturalWidth > 0; }"""

KEYS = """async ([event, count]) => { const area = document.getElementById("note"), times = [];
    for (let at = 0; at < count; at++) { const start = performance.now();
        const told = new Promise(done => area.addEventListener(event, done, { once: true }));
        area.setRangeText("x", 16, 16, "end"); area.dispatchEvent(new Event("input")); await told;
        times.push(performance.now() - start);
        await new Promise(done => setTimeout(done, 40)); }
    return times; }"""

PAINTED = """async ([selector, place, act]) => {
    const element = document.querySelector(selector), picture = document.querySelector(place);
    const before = picture.src, start = performance.now();
    act === "click" ? element.click() : (element.checked = true, element.dispatchEvent(new Event("change", { bubbles: true })));
    for (;;) { await new Promise(requestAnimationFrame);
        if (performance.now() - start > 5000) throw new Error(`nothing new in ${place} after ${selector}`);
        const now = document.querySelector(place);
        if (now && now.src !== before && now.complete && now.naturalWidth) return performance.now() - start; } }"""


def people(count: int) -> bytes:
    rows = [
        f"Person {number},Company {number},Point number {number} about the kiln and the fog."
        for number in range(count)
    ]
    return "\n".join(["Name,Company,Point", *rows, ""]).encode()


@contextmanager
def started(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """Start the studio as people do; give the process, the file that leads in, and when it was started."""
    start = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        "from cardmaker.cli import main; main()",
        "studio",
        str(folder),
        "--no-browser",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    line = ""
    while "open " not in line:
        line = process.stderr.readline()
    found = re.search(r"open (\S+\.html)", line)
    try:
        yield process, Path(found[1]).as_uri(), start
    finally:
        process.terminate()
        process.wait(10)


def told(times: dict[str, list[float]]) -> Iterator[str]:
    for name, taken in times.items():
        ordered = sorted(taken)
        p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        yield f"{name:38} {statistics.median(taken):6.0f} {p95:6.0f}   goal {GOALS[name]:5}   ({len(taken)} times)"


def resident(process: subprocess.Popen[str]) -> str:
    """Return the server's memory in MB, where the system tells it."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return f"{int(found[1]) // 1024} MB" if found else "not told by this system"


def go(page: Any, number: int) -> None:
    page.locator("nav button").nth(number).click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def first_paints(browser: Any, folder: Path, count: int) -> list[float]:
    times = []
    for _ in range(count):
        page = browser.new_page()
        with started(folder) as (_process, way_in, start):
            page.goto(way_in)
            page.wait_for_function(SEEN)
            times.append((time.perf_counter() - start) * 1000)
        page.close()
    return times


def picked(page: Any) -> list[float]:
    designs = page.evaluate("[...document.querySelectorAll('input[name=design]')].map(each => each.value)")[
        :40
    ]
    return [
        timed(page, f"input[name=design][value={name}]", ".card .outer .print", "change")
        for name in designs[1:]
    ]


def timed(page: Any, selector: str, place: str, act: str = "click", pause: int = 60) -> float:
    taken = page.evaluate(PAINTED, [selector, place, act])
    page.wait_for_timeout(pause)
    return float(taken)


def loaded(page: Any, count: int) -> float:
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": people(count)}
    start = time.perf_counter()
    page.set_input_files("input[type=file]", file)
    page.get_by_text(f"{count:,} people").first.wait_for()
    return (time.perf_counter() - start) * 1000


def measure(browser: Any, folder: Path) -> tuple[dict[str, list[float]], str]:
    times = {"first paint after the command": first_paints(browser, folder, 7)}
    with started(folder) as (process, way_in, _start):
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.goto(way_in)
        page.wait_for_selector("body[data-ready]")
        page.wait_for_timeout(1000)
        times["a design picked"] = picked(page)
        go(page, 2)
        times["500 people from a file"] = [loaded(page, 500 + more) for more in range(8)]
        go(page, 1)
        page.fill("#note", NOTE)
        page.wait_for_timeout(1500)
        times["a key until the meter tells the fit"] = page.evaluate(KEYS, ["fitted", 60])
        times["a key until the card shows it"] = page.evaluate(KEYS, ["shown", 60])
        page.wait_for_timeout(1500)
        times["the next person"] = [timed(page, "#next", ".card .floor .print", pause=0) for _ in range(40)]
        times["the next person, prefetched"] = [
            timed(page, "#next", ".card .floor .print", pause=700) for _ in range(20)
        ]
        memory = resident(process)
        go(page, 2)
        times["10,000 people from a file"] = [loaded(page, 10_000 + more) for more in range(3)]
        memory += f", with 10,000 people {resident(process)}"
    return times, memory


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        times, memory = measure(browser, Path(folder) / "my-cards")
        print(f"{'':38} median    p95")
        print("\n".join(told(times)))
        print(f"server at the end: {memory}")
        browser.close()


if __name__ == "__main__":
    main()
