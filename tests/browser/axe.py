"""What the axe engine finds on a page: faults that keep people from using it (WCAG 2.2 A and AA, and best practice)."""

import os
import pathlib

import pytest

FOUND = "axe.run().then(all => all.violations.map(each => each.id + ' ' + each.nodes[0].html))"


def use_axe(page):
    """Give the page the engine, by a script of the tests: its policy lets no other in. CI must have it."""
    try:
        import axe_playwright_python
    except ModuleNotFoundError:
        if os.environ.get("CI"):
            pytest.fail("CI needs axe-playwright-python: it is among the dev extras")
        pytest.skip("axe-playwright-python is not installed")
    engine = pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js"
    page.evaluate(engine.read_text(encoding="utf-8"))


def faults(page):
    """Return what is wrong with the page as it is shown now: the rule, and the first element that breaks it."""
    return page.evaluate(FOUND)
