"""How a test walks through the page."""

import os
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


def until(true, seconds=5.0):
    """Wait until something is true; fail if it does not become so."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    assert true()


def is_quiet():
    """Return whether the machine has time for us: figures of a crowded one say nothing of the page."""
    return os.getloadavg()[0] < 1.5 * (os.cpu_count() or 1)
