"""The counter in a real browser: files, progress and its end, printers, and printing through a stand-in of CUPS."""

import os
import pathlib
import stat
import time

import pytest

from cardmaker.inputs.printers import read_printers
from tests.browser.axe import faults, use_axe
from tests.browser.steps import go, until
from tests.browser.test_studio_check import CARD, HEAD, NOTE, PEOPLE

LPSTAT = """#!/bin/sh
case "$*" in
  -r) echo "scheduler is running" ;;
  -e) printf 'Home_Printer\\nOther\\n' ;;
  -d) echo "system default destination: Home_Printer" ;;
  *not-completed*) [ -f "{root}/waiting" ] && printf 'Home_Printer-7 me 1024 now\\n\\tStatus: Out of paper\\n' ;;
esac
"""
PROGRAMS = {
    "lpstat": LPSTAT,
    "lp": '#!/bin/sh\necho "$@" >> "{root}/printed"\n[ -f "{root}/slow" ] && touch "{root}/waiting"\necho "request id is Home_Printer-7 (1 file(s))"\n',
    "lpoptions": '#!/bin/sh\necho "PageSize/Media Size: *Letter A4 Custom.WIDTHxHEIGHT"\n',
    "cancel": '#!/bin/sh\nrm -f "{root}/waiting"; echo "$@" >> "{root}/cancelled"\n',
}


@pytest.fixture
def desk(desk):
    desk.folder.mkdir()
    (desk.folder / "card.yaml").write_text(CARD)
    (desk.folder / "people.csv").write_text(PEOPLE.replace("<b>Caro</b>", "Caro"))
    (desk.folder / "note.md").write_text(NOTE)
    return desk


@pytest.fixture(autouse=True)
def printers(tmp_path, monkeypatch):
    monkeypatch.setenv("CARDMAKER_PRINTERS", str(tmp_path / "printers"))


@pytest.fixture
def cups(tmp_path, monkeypatch):
    root = tmp_path / "cups"
    root.mkdir()
    for name, text in PROGRAMS.items():
        (root / name).write_text(text.replace("{root}", str(root)))
        (root / name).chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{root}{os.pathsep}{os.environ['PATH']}")
    return root


def make(page):
    page.get_by_role("button", name="Make the PDFs").click()
    page.locator(".files").wait_for(timeout=60_000)


def at_the_counter(visit, **how):
    page = visit(**how)
    go(page, "print")
    return page


def test_the_result_is_told_in_words_with_who_has_no_card_and_the_way_to_mend_it(visit):
    page = at_the_counter(visit)
    make(page)
    assert (
        page.locator(".result").inner_text()
        == "Made: 3 cards, 2 envelopes, the run sheet, and a list of problems."
    )
    page.get_by_text("1 person has no card").wait_for()
    row = page.locator(".made .findings li")
    assert "row 4" in row.inner_text().lower()
    row.get_by_role("button", name="See to it: People").click()
    page.wait_for_function("() => document.getElementById('step').dataset.step === 'people'")


def test_files_are_kept_or_opened_and_say_what_they_are_for(visit, desk):
    page = at_the_counter(visit)
    make(page)
    names = [each.inner_text() for each in page.locator(".files a[download]").all()]
    assert names == ["cards.pdf", "envelopes.pdf", "run-sheet.pdf", "problems.csv"]
    page.get_by_text("Print this first, on plain paper").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="run-sheet.pdf").click()
    assert (
        pathlib.Path(download.value.path()).read_bytes()
        == (desk.folder / "out" / "run-sheet.pdf").read_bytes()
    )
    opener = page.get_by_role("link", name="Open in a new tab: Cards")
    assert opener.get_attribute("target") == "_blank"
    assert opener.get_attribute("rel") == "noopener"


def test_files_say_when_the_order_was_changed_since_and_are_there_after_a_reload(visit, desk):
    page = at_the_counter(visit)
    make(page)
    page.reload()
    page.locator(".files").wait_for()
    assert page.locator(".old").count() == 0
    (desk.folder / "note.md").write_text(NOTE.replace("workshop", "studio"))
    page.get_by_text("The order was changed since these were made.").wait_for()


def test_a_long_run_shows_how_far_it_is_and_ends_when_told(visit, desk):
    rows = "".join(
        f"P{at} Smith,North,1 Main Street,Springfield,IL,62701,US,Point {at} was good to hear.\n"
        for at in range(400)
    )
    (desk.folder / "people.csv").write_text(HEAD + rows)
    page = at_the_counter(visit)
    page.get_by_role("button", name="Make the PDFs").click()
    page.locator("progress").wait_for()
    since = time.monotonic()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Ended. Nothing was left half-written.").wait_for()
    print(f"ended in {time.monotonic() - since:.3f} s")
    assert page.get_by_role("button", name="Make the PDFs").is_enabled()
    assert page.evaluate("document.activeElement.id") == "make"
    out = desk.folder / "out"
    until(
        lambda: (
            not [
                path for path in (out.rglob("*") if out.exists() else ()) if path.suffix in {".pdf", ".part"}
            ]
        )
    )


def test_those_for_later_are_left_out_only_when_that_is_said(visit):
    page = visit()
    go(page, "check")
    page.keyboard.press("s")
    page.locator(".told", has_text="1 left for later").wait_for()
    go(page, "print")
    page.get_by_text("2 cards were not looked at yet.").wait_for()
    assert not page.get_by_label("Leave out the one that is for later").is_checked()
    page.get_by_label("Leave out the one that is for later").check()
    make(page)
    assert "2 cards" in page.locator(".result").inner_text()
    assert "Those left for later are not among them." in page.locator(".result").inner_text()
    page.get_by_role("link", name="cards-only.pdf").wait_for()


def test_a_print_shop_gets_its_own_file_and_no_run_sheet(visit, desk):
    page = at_the_counter(visit)
    page.get_by_role("radio", name="A print shop").check()
    until(lambda: desk.request().profile == "press")
    page.get_by_text("A print shop takes cards.pdf as it is").wait_for()
    assert page.evaluate("document.activeElement.value") == "press"
    assert page.locator(".through").count() == 0
    make(page)
    assert page.get_by_role("link", name="run-sheet.pdf").count() == 0


def test_how_paper_goes_in_is_shown_in_pictures(visit):
    page = at_the_counter(visit)
    page.get_by_role("heading", name="Into the printer: cards first, then envelopes").wait_for()
    drawn = "[...document.querySelectorAll('.sketch img')].map(each => each.naturalWidth > 50)"
    until(lambda: page.evaluate(drawn) == [True, True, True])


def test_wishes_for_paper_are_written_into_the_order(visit, desk):
    page = at_the_counter(visit)
    page.get_by_text("Paper and turning").click()
    page.get_by_label("Who turns them").select_option("manual")
    until(lambda: desk.request().duplex == "manual")
    page.get_by_text("Print all first sides, put the stack back").wait_for()
    page.get_by_text("More", exact=True).click()
    page.get_by_label("Space between cards").fill("4")
    page.keyboard.press("Tab")
    until(lambda: desk.request().gutter == "4 mm")


def test_a_printer_is_added_read_chosen_and_deleted_with_the_keyboard(visit, desk):
    page = at_the_counter(visit)
    page.locator("#counter-printers summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name of a printer").focus()
    page.keyboard.type("Brother HL")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing is known of it yet.").wait_for()
    page.get_by_role("button", name="Enter what you read").focus()
    page.keyboard.press("Enter")
    page.locator("#read-x").fill("0,7")
    page.locator("#read-y").fill("-0.4")
    page.locator("#read-y").press("Enter")
    page.get_by_text("The back lands 0.7 mm to the right and 0.4 mm too high; this is undone.").wait_for()
    assert round(read_printers()["Brother HL"].back.x, 2) == 1.98
    page.get_by_role("button", name="Use for this order").focus()
    page.keyboard.press("Enter")
    until(lambda: desk.request().printer == "Brother HL")
    page.get_by_role("button", name="Delete", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("alertdialog").wait_for()
    page.keyboard.press("Enter")
    until(lambda: not read_printers())
    until(lambda: desk.request().printer == "")


def test_numbers_that_no_printer_has_are_refused_and_stay_in_the_form(visit):
    page = at_the_counter(visit)
    page.locator("#counter-printers summary").click()
    page.get_by_label("Name of a printer").fill("brother")
    page.get_by_role("button", name="Add this printer").click()
    page.get_by_role("button", name="Enter what you read").click()
    page.locator("#read-x").fill("44")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("more than a printer is off").wait_for()
    assert page.locator("#read-x").input_value() == "44"


def test_the_test_sheet_is_a_file_to_keep(visit):
    page = at_the_counter(visit)
    page.locator("#counter-printers summary").click()
    page.get_by_label("Name of a printer").fill("brother")
    page.get_by_role("button", name="Add this printer").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Test sheet (PDF)").click()
    assert download.value.suggested_filename == "brother-test.pdf"
    assert pathlib.Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_without_cups_a_plain_sentence_stands_in_its_place(visit, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    page = at_the_counter(visit)
    page.get_by_text("This computer offers no printer to the studio").wait_for()


def test_what_will_be_sent_is_said_and_confirmed_and_envelopes_wait_for_paper(visit, cups):
    page = at_the_counter(visit)
    page.get_by_text("First make the PDFs").wait_for()
    make(page)
    page.get_by_role("button", name="What will be sent?").click()
    page.locator(".passes").wait_for()
    steps = [each.inner_text() for each in page.locator(".passes li").all()]
    assert steps == [
        "The cards: 2 sheets of US Letter, two-sided, turned on the long edge",
        "2 envelopes (A2)",
    ]
    assert not (cups / "printed").exists()
    page.get_by_role("button", name="Print it").click()
    page.get_by_text("Load 2 envelopes (A2), flaps closed.").wait_for()
    assert len((cups / "printed").read_text().splitlines()) == 1
    page.get_by_role("button", name="It is loaded: go on").click()
    page.get_by_text("All of it went to the printer.").wait_for()
    assert [line.rpartition("/")[2] for line in (cups / "printed").read_text().splitlines()] == [
        "cards.pdf",
        "envelopes.pdf",
    ]


def test_turned_by_hand_the_person_is_led_through_both_sides(visit, cups, desk):
    (desk.folder / "card.yaml").write_text(CARD + "duplex: manual\n")
    page = at_the_counter(visit)
    make(page)
    page.get_by_role("button", name="What will be sent?").click()
    page.get_by_role("button", name="Print it").click()
    page.get_by_text("take the sheets together, as they lie").wait_for()
    page.locator(".sending .sketch.turning").wait_for()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("button", name="What will be sent?").wait_for()
    assert "-P 1-2" in (cups / "printed").read_text()
    assert "-P 3-4" not in (cups / "printed").read_text()


def test_a_job_that_waits_says_why_and_can_be_taken_back(visit, cups):
    (cups / "slow").touch()
    page = at_the_counter(visit)
    make(page)
    page.get_by_role("button", name="What will be sent?").click()
    page.get_by_role("button", name="Print it").click()
    page.get_by_text("Out of paper").wait_for()
    page.get_by_role("button", name="Take it back").click()
    until(lambda: (cups / "cancelled").exists() and "Home_Printer-7" in (cups / "cancelled").read_text())
    page.get_by_role("button", name="What will be sent?").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1440, "dark")])
def test_axe_finds_nothing_with_every_drawer_open_and_files_made(visit, width, scheme):
    page = at_the_counter(visit, width=width, scheme=scheme)
    make(page)
    for summary in page.locator(".drawer summary").all():
        summary.click()
    page.get_by_label("Name of a printer").fill("brother")
    page.get_by_role("button", name="Add this printer").click()
    page.get_by_role("button", name="Enter what you read").click()
    page.locator("#read-x").wait_for()
    use_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = faults(page)
    assert found == []
