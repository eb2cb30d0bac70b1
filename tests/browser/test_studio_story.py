"""The page in a real browser: the story from an empty folder to PDFs, what assistive tools find, and how fast it is."""

import shutil
import subprocess
import sys

import pypdfium2
import pytest

from tests.browser.axe import faults, use_axe
from tests.browser.hands import Keyboard, Mouse
from tests.browser.steps import STEPS, go, until

FIVE = """Name,Company,Street,City,State,ZIP,Point
Åsa Lind,<b>North</b> & Sons,12 Kiln Lane,Duluth,MN,55802,You showed me the kiln that your father built and why it leans.
Ben Ito,Harbor Works,7 Quay Street,Portland,ME,04101,Your drawing of the harbor in fog is the one I keep coming back to.
Caro Diaz,Mill Street,40 Mill Street,Lowell,MA,01852,Nobody had told me before how quietly a loom can run at night.
Dana Dee,<script>alert(1)</script> Goods,9 Ladder Row,Dayton,OH,45402,I laughed all the way home about the ladder and the paint.
Eve Okoro,Stone & Daughter,3 Slate Road,Barre,VT,05641,What you said about patience with slate I have tried since.
"""

NOTE = """Dear {dear},

thank you for your time in the workshop on Tuesday. {point} I have kept a small shop in order for six years, and would
gladly come to work with you.

With kind regards,
{from}
"""


@pytest.mark.parametrize("hands", [Mouse, Keyboard])
def test_the_whole_story_from_an_empty_folder_to_cards_envelopes_and_run_sheet(visit, desk, hands, tmp_path):
    page = visit()
    one = hands(page)
    one.pick("artichoke")
    until(lambda: desk.request().design == "artichoke")
    one.press("People")
    page.wait_for_selector("#step[data-step=people]")
    one.give("input[type=file]", "interviewers.csv", FIVE.encode())
    page.get_by_text("5 people").first.wait_for()
    assert page.evaluate("document.scripts.length") == 1
    one.press("Note")
    page.wait_for_selector("#step[data-step=note]")
    one.write("#note", NOTE)
    until(lambda: "workshop" in (desk.folder / "note.md").read_text())
    page.wait_for_selector(".meter:not(.bad)")
    one.press("Check")
    page.wait_for_selector("#step[data-step=check]")
    page.get_by_text("0 of 5 looked at").wait_for()
    for number in range(1, 6):
        one.look_good()
        page.get_by_text("The envelope for").wait_for()
        one.look_good()
        page.get_by_text(f"{number} of 5 looked at").wait_for()
    one.press("Print")
    page.wait_for_selector("#step[data-step=print]")
    one.press("Make the PDFs")
    page.get_by_text("5 cards").first.wait_for()
    twin = made_by_the_command(desk.folder, tmp_path)
    assert sorted(twin) == sorted(path.name for path in (desk.folder / "out").iterdir() if path.is_file())
    for name in ("cards.pdf", "envelopes.pdf", "run-sheet.pdf"):
        assert one.follow(name) == twin[name], name
    assert [len(pypdfium2.PdfDocument(twin[name])) for name in ("cards.pdf", "envelopes.pdf")] == [6, 5], (
        "two cards a sheet, two sides"
    )


def made_by_the_command(folder, tmp_path):
    """Return what `cardmaker make` writes for the same order elsewhere, by name."""
    copy = tmp_path / "elsewhere" / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("out", ".*"))
    command = [sys.executable, "-c", "from cardmaker.cli import main; main()", "make", str(copy)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    return {path.name: path.read_bytes() for path in (copy / "out").iterdir() if path.is_file()}


def test_a_change_by_an_editor_appears_and_is_not_written_over(visit, desk):
    page = visit()
    text = (desk.folder / "card.yaml").read_text()
    (desk.folder / "card.yaml").write_text(text.replace("design: deco-fan", "design: artichoke"))
    page.get_by_text("Artichoke ·").wait_for()


def test_two_tabs_do_not_write_over_each_other(visit, desk):
    first, second = visit(), visit()
    go(first, "note")
    go(second, "note")
    first.fill("#note", "Dear {dear},\n\nfirst tab\n\n{from}")
    until(lambda: "first tab" in (desk.folder / "note.md").read_text())
    second.fill("#from", "Somebody Else")
    second.keyboard.press("Tab")
    second.wait_for_timeout(600)
    assert "first tab" in (desk.folder / "note.md").read_text()


@pytest.mark.parametrize("width", [320, 800, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_overflows(visit, width, scheme):
    page = visit(width, scheme)
    use_axe(page)
    for step in STEPS:
        go(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
        found = faults(page)
        assert found == [], step


def test_arrows_held_down_in_the_gallery_end_at_the_design_that_is_shown(visit, desk):
    page = visit()
    page.locator("input[name=design]:checked").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    last = page.evaluate("document.activeElement.value")
    until(lambda: desk.request().design == last)
    page.wait_for_timeout(500)
    assert desk.request().design == last
    assert page.locator("#alarm").is_hidden()
