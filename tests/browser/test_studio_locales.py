"""The page in other languages: long words and right-to-left writing break nothing, and no text is left in English."""

import pytest

from tests.browser.axe import faults, use_axe
from tests.browser.steps import STEPS, go

LONGEST, MIRRORED = "x-long", "x-rtl"


def speaking(visit, language, width):
    page = visit(width)
    page.evaluate("name => localStorage.setItem('language', name)", language)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    return page


@pytest.mark.parametrize("width", [320, 800, 1440])
@pytest.mark.parametrize("language", ["de", LONGEST, MIRRORED])
def test_no_language_breaks_the_page(visit, language, width):
    page = speaking(visit, language, width)
    use_axe(page)
    for step in STEPS:
        go(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
        found = faults(page)
        assert found == [], step


def test_from_right_to_left_the_work_is_on_the_right_and_the_card_is_not_mirrored(visit):
    page = speaking(visit, MIRRORED, 1280)
    go(page, "note")
    assert page.locator("#work").bounding_box()["x"] > page.locator("#stage").bounding_box()["x"]
    leaf = page.locator(".card .under").bounding_box()
    floor = page.locator(".card .floor").bounding_box()
    assert leaf["x"] < floor["x"]


def test_the_language_is_told_to_readers_of_the_page(visit):
    page = speaking(visit, "de", 1280)
    assert page.evaluate("document.documentElement.lang") == "de"
    assert page.get_by_role("heading", name="Wähle einen Entwurf").count() == 1
    page.locator("#language").select_option("en")
    page.get_by_role("heading", name="Choose a design").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("step", STEPS)
def test_every_text_of_a_step_is_translated(visit, step):
    """In the long pseudo-language each of the page's own texts ends in tildes: a text without came around the table."""
    page = speaking(visit, LONGEST, 1440)
    go(page, step)
    assert page.evaluate(BARE) == []


BARE = """() => [...document.querySelectorAll("button, h1, h2, h3, label, legend, summary, th")]
    .filter(each => each.checkVisibility() && !each.closest("[dir=auto], [translate=no]") && !each.querySelector("[dir=auto]"))
    .map(each => [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("").trim())
    .filter(text => /\\p{L}{3}/u.test(text) && !text.includes("~") && !text.startsWith("{"))"""
