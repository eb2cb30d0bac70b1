"""How a test walks through the page."""

import time

STEPS = ("design", "note", "people", "check", "print")


def go(page, step):
    """Open a step, and wait until it is built."""
    page.locator("nav button").nth(STEPS.index(step)).click()
    page.wait_for_function(
        "step => location.hash === '#' + step && document.getElementById('step').dataset.step === step",
        arg=step,
    )
    page.wait_for_load_state("networkidle")


def until(true, seconds=20.0):
    """Wait until something is true; fail if it does not become so."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def settled(page):
    """Wait until the page has asked for all that it fetches ahead."""
    for _ in range(2):
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(400)
