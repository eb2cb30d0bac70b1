"""The page in other languages: long words and right-to-left writing break nothing, and no text is left in English."""

import pathlib

import pytest

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
    axe = pytest.importorskip("axe_playwright_python")
    source = (pathlib.Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    page = speaking(visit, language, width)
    page.evaluate(source)
    for step in STEPS:
        go(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, step
        found = page.evaluate(
            "axe.run().then(all => all.violations.map(each => each.id + ' ' + each.nodes[0].html))"
        )
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
