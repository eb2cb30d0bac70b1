"""The page in a real browser: the story from an empty folder to PDFs, what assistive tools find, and how fast it is."""

import pathlib

import pytest

from tests.browser.steps import STEPS, go, until

FIVE = """Name,Company,Point
Åsa Lind,<b>North</b> & Sons,You showed me the kiln that your father built and why it leans.
Ben Ito,Harbor Works,Your drawing of the harbor in fog is the one I keep coming back to.
Caro Diaz,Mill Street,Nobody had told me before how quietly a loom can run at night.
<script>alert(1)</script> Dee,Plain Goods,I laughed all the way home about the ladder and the paint.
Eve Okoro,Stone & Daughter,What you said about patience with slate I have tried since.
"""


def test_the_whole_story_with_the_mouse(visit, desk):
    page = visit()
    page.locator(".gallery label", has_text="Artichoke").click()
    until(lambda: desk.request().design == "artichoke")
    go(page, "people")
    page.set_input_files(
        "input[type=file]", {"name": "x.csv", "mimeType": "text/csv", "buffer": FIVE.encode()}
    )
    page.get_by_text("5 people").wait_for()
    assert page.get_by_role("cell", name="<script>alert(1)</script> Dee").count() == 1
    go(page, "note")
    page.fill("#note", "Dear {dear},\n\nthank you for your time in the workshop. {point}\n\n{from}")
    until(lambda: "workshop" in (desk.folder / "note.md").read_text())
    page.get_by_text("It fits").wait_for()
    go(page, "check")
    page.get_by_text("0 of 5 looked at").wait_for()
    page.get_by_role("button", name="Looks good").click()
    page.get_by_text("1 of 5 looked at").wait_for()
    go(page, "print")
    page.get_by_role("button", name="Make the PDFs").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="cards.pdf").click()
    got = pathlib.Path(download.value.path()).read_bytes()
    assert got == (desk.folder / "out" / "cards.pdf").read_bytes()
    assert got.startswith(b"%PDF")


def test_the_keyboard_alone_reaches_every_step_and_makes_the_pdfs(visit, desk):
    page = visit()

    def tab_to(text):
        for _ in range(200):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent").strip().endswith(text):
                return
        pytest.fail(f"no key reaches {text}")

    for name in ("Note", "People", "Check", "Print"):
        page.evaluate("document.activeElement.blur()")
        tab_to(name)
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    tab_to("Make the PDFs")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="cards.pdf").wait_for()


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
    axe = pytest.importorskip("axe_playwright_python")
    source = (pathlib.Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = visit(width, scheme)
    page.evaluate(source)
    for step in STEPS:
        go(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
        found = page.evaluate(
            "axe.run().then(all => all.violations.map(each => each.id + ' ' + each.nodes[0].html))"
        )
        assert found == [], step


def test_typing_shows_in_the_card_in_time(visit):
    page = visit()
    go(page, "note")
    page.wait_for_timeout(500)
    times = page.evaluate("""async () => { const area = document.getElementById("note"), times = [];
        for (let at = 0; at < 30; at++) { const start = performance.now();
            const shown = new Promise(done => area.addEventListener("shown", done, { once: true }));
            area.setRangeText("x", 16, 16, "end"); area.dispatchEvent(new Event("input")); await shown;
            times.push(performance.now() - start); }
        return times.sort((one, other) => one - other); }""")
    print(f"key to preview: median {times[15]:.0f} ms, p95 {times[28]:.0f} ms")
    assert times[28] < 300
