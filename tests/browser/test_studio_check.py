"""Looking at every card and envelope in a real browser, with the mouse and with keys alone."""

import pytest

from tests.browser.steps import go, settled, until

CARD = """cardmaker: order/1
design: bay-laurel
from: Jamie Okafor
people: people.csv
note: note.md
"""
HEAD = "Name,Company,Street,City,State,ZIP,Country,Point\n"
PEOPLE = HEAD + (
    "Ann Smith,North,1 Main Street,Springfield,IL,62701,US,You showed me the kiln that your father built.\n"
    "Ben Ito,Harbor,,,,,,Your drawing of the harbor in fog stays with me.\n"
    ",Nameless,3 Main Street,Springfield,IL,62701,US,This row has nobody in it.\n"
    "<b>Caro</b> Diaz,Mill,4 Main Street,Springfield,IL,62701,US,Nobody had told me how quietly a loom can run.\n"
)
NOTE = "Dear {dear},\n\nthank you for your time in the workshop. {point}\n\n{from}\n"


@pytest.fixture
def desk(desk):
    desk.folder.mkdir()
    (desk.folder / "card.yaml").write_text(CARD)
    (desk.folder / "people.csv").write_text(PEOPLE)
    (desk.folder / "note.md").write_text(NOTE)
    return desk


@pytest.fixture
def page(visit):
    page = visit()
    go(page, "check")
    return page


def looked(page, text):
    page.locator(".told", has_text=text).wait_for()


def asked(page, text):
    page.locator(".asked", has_text=text).wait_for()


def marks(page):
    """Return what people said of each card; what was found about it stands after that."""
    said = [each.inner_text() for each in page.locator(".contacts .mark").all()]
    return [each.removesuffix("Look again").removesuffix(" · ") for each in said]


def test_keys_alone_walk_through_every_card_and_every_envelope(page):
    asked(page, "The card for Ann Smith")
    page.keyboard.press("Enter")
    asked(page, "The envelope for Ann Smith")
    page.locator(".views [aria-pressed=true]", has_text="Envelope").wait_for()
    page.keyboard.press("Enter")
    asked(page, "The card for Ben Ito")
    page.keyboard.press("Enter")  # has no address, so no envelope
    asked(page, "The card for <b>Caro</b> Diaz")
    page.keyboard.press("s")
    looked(page, "2 of 3 looked at · 1 left for later")
    page.keyboard.press("k")
    page.keyboard.press("k")
    asked(page, "The card for Ann Smith")
    page.keyboard.press("j")
    asked(page, "The card for Ben Ito")
    assert marks(page) == ["Looks good", "Looks good", "For later"]


def test_marks_are_there_after_a_reload_and_go_with_a_change(page, desk):
    page.get_by_role("button", name="Later").click()
    looked(page, "1 left for later")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    looked(page, "0 of 3 looked at · 1 left for later")
    (desk.folder / "note.md").write_text(NOTE.replace("workshop", "kiln room"))
    page.locator(".told", has_text="left for later").wait_for(state="detached")
    assert marks(page) == ["", "", ""]


def test_a_mark_is_taken_back(page):
    page.keyboard.press("s")
    page.keyboard.press("k")
    page.get_by_role("button", name="Take it back").click()
    page.locator(".told", has_text="left for later").wait_for(state="detached")
    asked(page, "Ann Smith")


def test_only_what_needs_a_look_is_walked_through(page):
    for _ in range(2):
        page.keyboard.press("Enter")
    asked(page, "Ben Ito")
    page.get_by_text("Only what needs a look (2)").click()
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("k")
    asked(page, "Ben Ito")
    page.keyboard.press("j")
    asked(page, "Caro")
    assert page.locator(".contacts button:visible").count() == 2


def test_the_contact_sheet_has_everybody_and_opens_whom_one_picks(page):
    page.get_by_role("button", name="<b>Caro</b> Diaz").click()
    asked(page, "<b>Caro</b> Diaz")
    page.locator("#who", has_text="3 of 3").wait_for()
    page.get_by_role("radio", name="Envelopes").click()
    asked(page, "The envelope for <b>Caro</b> Diaz")
    assert page.locator(".contacts button:visible").count() == 2
    until(
        lambda: page.evaluate(
            "[...document.querySelectorAll('.contacts button:not([hidden]) img')].every(each => each.naturalWidth > 100)"
        )
    )


def test_arrows_go_from_picture_to_picture_and_tab_past_them_all(page):
    page.locator(".contacts button").first.focus()
    page.keyboard.press("ArrowRight")
    asked(page, "Ben Ito")
    assert page.evaluate("document.activeElement.querySelector('.name').textContent") == "Ben Ito"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.contacts')") is None


def test_what_was_found_leads_to_where_it_is_mended(page):
    finding = page.locator("#found li.error").first
    finding.get_by_role("button", name="See to it: People").click()
    page.wait_for_function("() => document.getElementById('step').dataset.step === 'people'")


def test_errors_come_first_and_everything_is_counted(page, desk):
    page.locator("#found h2", has_text="error").wait_for()
    levels = [each.get_attribute("class") for each in page.locator("#found li").all()]
    assert levels == sorted(levels, key=["error", "warning", "advice"].index)


def test_an_order_that_cannot_be_drawn_still_says_what_is_wrong(page, desk):
    (desk.folder / "note.md").write_text("Dear {dear}, {nothing}\n")
    page.locator("#found li.error", has_text="nothing").first.wait_for()
    assert page.locator(".verdict button").count() == 0


def test_thousands_lie_on_the_contact_sheet_and_only_those_in_sight_are_asked_for(visit, desk):
    rows = "".join(
        f"P{at} Smith,North,1 Main Street,Springfield,IL,62701,US,Point {at} was good to hear.\n"
        for at in range(3000)
    )
    (desk.folder / "people.csv").write_text(HEAD + rows)
    page = visit()
    asked_for = []
    page.on("request", lambda request: asked_for.append(request.url) if "width=220" in request.url else None)
    go(page, "check")
    until(lambda: page.locator(".contacts button").count() == 3000 and len(asked_for) >= 3)
    settled(page)
    assert 3 <= len(asked_for) < 150
    took = page.evaluate("""async () => { const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
        const spent = performance.now() - start;
        return [spent, document.querySelector(".asked").textContent]; }""")
    assert "P1 Smith" in took[1]
    print(f"next of 3000 people: {took[0]:.0f} ms in the page")
    page.evaluate("document.querySelector('.contacts').scrollTop = 40000")
    page.wait_for_timeout(800)
    at = page.evaluate("document.querySelector('.contacts').scrollTop")
    page.locator(".contacts button").nth(0).evaluate("each => each.querySelector('.mark')")
    assert at > 30000
