"""Work is never lost: studios that are killed, ended and doubled under an open page, disks that fill up, other orders."""

import contextlib
import os
import shutil
import subprocess

import pytest

from tests.browser.axe import faults, use_axe
from tests.browser.steps import go, until
from tests.studio.processes import start_studio

PATIENCE_S = 30
"""Of a test on a machine that has other work; people wait two seconds at most."""

GONE = "The studio is not running"
NETWORK = "Failed to load resource: net::ERR_"
"""What the browser itself writes down when a server does not answer; any other error is a fault of ours."""


class Bench:
    """A folder with an order, studios for it in processes of their own, and pages of them."""

    def __init__(self, browser, tmp_path):
        self.browser, self.place, self.folder = browser, tmp_path, tmp_path / "my-cards"
        self.faults, self.closing = [], contextlib.ExitStack()

    def start(self, state="state", folder=None):
        started = start_studio(folder or self.folder, state=self.place / state)
        self.closing.callback(lambda: started.process.poll() is None and started.kill())
        return started

    def visit(self, started, context=None, width=1280, scheme="light"):
        context = context or self.context(width, scheme)
        page = context.new_page()
        page.on("console", lambda told: self._hear(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda problem: self.faults.append(str(problem)))
        page.goto(started.way_in)
        page.wait_for_selector("body[data-ready]")
        return page

    def context(self, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = self.browser.new_context(
            viewport=size, color_scheme=scheme, locale="en-US", reduced_motion="reduce"
        )
        self.closing.callback(context.close)
        return context

    def note(self):
        return (self.folder / "note.md").read_text()

    def _hear(self, text):
        if not text.startswith(NETWORK):
            self.faults.append(text)


@pytest.fixture
def bench(browser, tmp_path):
    made = Bench(browser, tmp_path)
    with made.closing:
        yield made
    assert made.faults == []


def write(page, words):
    """Type words in the place of those that stand there."""
    page.locator("#note").fill(words)


def on_note(page):
    go(page, "note")
    page.wait_for_selector("#note")
    return page


def test_a_server_that_is_killed_under_words_is_told_and_they_are_saved_when_it_returns(bench):
    first = bench.start()
    page = on_note(bench.visit(first))
    write(page, "Dear {dear},\n\nbefore the fall\n\n{from}\n")
    until(lambda: "before the fall" in bench.note())
    first.kill()
    write(page, "Dear {dear},\n\nwritten while nobody listened\n\n{from}\n")
    page.get_by_text(GONE).wait_for()
    assert "nobody listened" not in bench.note()
    second = bench.start()
    assert second.port == first.port
    until(lambda: "nobody listened" in bench.note(), PATIENCE_S)
    page.get_by_text(GONE).wait_for(state="hidden")
    assert "nobody listened" in page.locator("#note").input_value()
    page.locator("#undo").click()
    until(lambda: "before the fall" in bench.note())


def test_undo_goes_on_after_the_page_and_the_server_began_anew(bench):
    started = bench.start()
    page = on_note(bench.visit(started))
    for words in ("one", "two", "three"):
        write(page, words)
        until(lambda words=words: bench.note() == words)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.locator("#undo").click()
    until(lambda: bench.note() == "two")
    started.end()
    page = bench.visit(bench.start())
    page.locator("#undo").click()
    until(lambda: bench.note() == "one")
    page.locator("#redo").click()
    until(lambda: bench.note() == "two")


def test_a_page_of_a_studio_that_ended_as_it_should_does_not_enter_the_next_one(bench):
    first = bench.start()
    page = bench.visit(first)
    first.end()
    second = bench.start()
    assert second.way_in != first.told
    page.get_by_text(GONE).wait_for()
    page.wait_for_timeout(2500)
    assert page.get_by_text(GONE).is_visible()


def test_two_studios_of_one_folder_write_over_nothing(bench):
    one = on_note(bench.visit(bench.start("state")))
    other = on_note(bench.visit(bench.start("another-state")))
    write(one, "from the first")
    until(lambda: bench.note() == "from the first")
    until(lambda: other.locator("#note").input_value() == "from the first", PATIENCE_S)
    write(other, "from the second")
    until(lambda: bench.note() == "from the second")
    until(lambda: one.locator("#note").input_value() == "from the second", PATIENCE_S)
    one.locator("#undo").click()
    until(lambda: bench.note() == "from the first")


def test_words_typed_on_both_sides_are_both_there(bench):
    one = on_note(bench.visit(bench.start("state")))
    other = on_note(bench.visit(bench.start("another-state")))
    other.evaluate("document.getElementById('note').value")
    write(one, "from the first")
    write(other, "from the second")
    until(lambda: bench.note() in {"from the first", "from the second"})
    loser = one if bench.note() == "from the second" else other
    loser.get_by_role("button", name="Keep mine").wait_for(timeout=30_000)
    shown = loser.locator("#note").input_value() + loser.locator("#step").inner_text()
    assert "from the first" in shown
    assert "from the second" in shown


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("mounting a small disk needs root")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_a_full_disk_is_told_and_the_words_are_saved_as_soon_as_there_is_room(bench, small_disk):
    bench.folder = small_disk / "my-cards"
    page = on_note(bench.visit(bench.start()))
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    before = bench.note()
    write(page, "Dear {dear},\n\nno room for this\n\n{from}\n" + "x" * 3000)
    page.get_by_text("Not saved yet").wait_for()
    page.get_by_text("no space").first.wait_for()
    assert bench.note() == before
    filler.unlink()
    until(lambda: "no room for this" in bench.note(), PATIENCE_S)
    page.get_by_text("Not saved yet").wait_for(state="hidden")


def test_a_folder_that_was_moved_away_is_told_and_words_are_saved_when_it_is_back(bench):
    page = on_note(bench.visit(bench.start()))
    bench.folder.rename(bench.place / "away")
    write(page, "written without a folder")
    page.get_by_text("folder of this order is gone").first.wait_for()
    assert not bench.folder.exists()
    (bench.place / "away").rename(bench.folder)
    until(lambda: bench.note() == "written without a folder", PATIENCE_S)


def test_a_new_order_begins_and_the_old_one_is_a_step_back(bench):
    page = on_note(bench.visit(bench.start()))
    write(page, "words of the old order")
    page.locator("#orders").click()
    dialog = page.get_by_role("dialog", name="Your orders")
    assert dialog.get_by_role("button", name="my-cards").is_disabled()
    dialog.get_by_label("Its name").fill("Thank you, Ann")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_selector("body[data-ready]")
    assert page.locator("#order").inner_text() == "Thank you, Ann"
    assert bench.note() == "words of the old order"
    new = bench.place / "Thank you, Ann"
    assert (new / "card.yaml").exists()
    on_note(page)
    write(page, "words of the new order")
    until(lambda: (new / "note.md").read_text() == "words of the new order")
    page.locator("#orders").click()
    with page.expect_navigation():
        page.get_by_role("dialog").get_by_role("button", name="my-cards").click()
    page.wait_for_selector("body[data-ready]")
    on_note(page)
    assert page.locator("#note").input_value() == bench.note() == "words of the old order"


def test_another_tab_follows_to_the_other_order_and_writes_nothing_of_the_old_one_into_it(bench):
    started, context = bench.start(), bench.context()
    one = bench.visit(started, context)
    other = on_note(bench.visit(started, context))
    one.locator("#orders").click()
    one.get_by_label("Its name").fill("New")
    with one.expect_navigation():
        one.get_by_role("button", name="Begin", exact=True).click()
    new = bench.place / "New" / "note.md"
    until(new.exists)
    before = new.read_text()
    write(other, "words of the old order")
    other.wait_for_function("() => document.getElementById('order')?.textContent === 'New'", timeout=30_000)
    other.wait_for_selector("body[data-ready]")
    other.wait_for_timeout(1000)
    assert new.read_text() == before
    other.locator("#orders").click()
    with other.expect_navigation():
        other.get_by_role("dialog").get_by_role("button", name="my-cards").click()
    other.wait_for_selector("body[data-ready]")
    on_note(other)
    until(lambda: bench.note() == "words of the old order", PATIENCE_S)


def test_orders_are_chosen_by_keys_alone(bench):
    page = bench.visit(bench.start())
    page.locator("#orders").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog", name="Your orders").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "orders"
    page.keyboard.press("Enter")
    page.get_by_label("Its name").wait_for()
    page.get_by_label("Its name").focus()
    page.keyboard.type("By keys")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    until((bench.place / "By keys" / "card.yaml").exists)


def test_what_keeps_an_order_from_being_opened_is_told_in_the_list(bench):
    page = bench.visit(bench.start())
    page.locator("#orders").click()
    page.get_by_label("Its name").fill("New")
    with page.expect_navigation():
        page.get_by_role("button", name="Begin", exact=True).click()
    page.wait_for_selector("body[data-ready]")
    page.locator("#orders").click()
    page.get_by_role("dialog").get_by_role("button", name="my-cards").wait_for()
    shutil.rmtree(bench.folder)
    page.get_by_role("dialog").get_by_role("button", name="my-cards").click()
    page.get_by_role("dialog").get_by_text("no longer where it was").wait_for()


@pytest.mark.parametrize("width", [320, 800, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list_of_orders(bench, width, scheme):
    page = bench.visit(bench.start(), width=width, scheme=scheme)
    use_axe(page)
    page.locator("#orders").click()
    page.get_by_role("dialog", name="Your orders").wait_for()
    found = faults(page)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (
        page.evaluate(
            "(() => { const it = document.querySelector('dialog'); return it.scrollWidth - it.clientWidth; })()"
        )
        <= 0
    )
