"""Two ways to use the page: with the mouse, and with the keyboard alone. A story is told once and done by each."""

import pytest

MOST_TABS = 400


class Mouse:
    def __init__(self, page):
        self.page = page
        page.on(
            "filechooser", lambda _: None
        )  # from now on choosers are heard of; asked for later, one may be missed

    def press(self, name):
        """Press the button of that name."""
        self.page.get_by_role("button", name=name).first.click()

    def pick(self, design):
        """Pick a design of the gallery."""
        self.page.locator(f".gallery label:has(input[value={design}])").click()

    def write(self, selector, text):
        """Write a text in place of what a field holds."""
        self.page.fill(selector, text)

    def give(self, selector, name, data):
        """Choose a file."""
        with self.page.expect_file_chooser() as chooser:
            self.page.locator(selector).first.click()
        chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": data})

    def follow(self, name):
        """Follow a link that gives a file; return the file's bytes."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=name).first.click()
        return download.value.path().read_bytes()

    def look_good(self):
        """Say of the card that is shown that it looks good."""
        self.page.get_by_role("button", name="Looks good", exact=True).click()


class Keyboard:
    def __init__(self, page):
        self.page = page
        page.on("filechooser", lambda _: None)

    def press(self, name):
        self._tab_to(
            "name => document.activeElement.matches('button') && (document.activeElement.textContent.trim() "
            "|| document.activeElement.ariaLabel || '').includes(name)",
            name,
        )
        self.page.keyboard.press("Enter")

    def pick(self, design):
        self._tab_to("() => document.activeElement.matches('.gallery input')", "")
        for _ in range(MOST_TABS):
            if self.page.evaluate("document.activeElement.value") == design:
                return
            self.page.keyboard.press("ArrowRight")
        pytest.fail(f"no arrow reaches {design}")

    def write(self, selector, text):
        self._tab_to("selector => document.activeElement.matches(selector)", selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def give(self, selector, name, data):
        self._tab_to("selector => document.activeElement.matches(selector)", selector)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files({"name": name, "mimeType": "text/csv", "buffer": data})

    def follow(self, name):
        self._tab_to(
            "name => document.activeElement.matches('a') && document.activeElement.textContent.includes(name)",
            name,
        )
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return download.value.path().read_bytes()

    def look_good(self):
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press("Enter")

    def _tab_to(self, is_there, what):
        """Press Tab until the focus is where it should be, and is to be seen there."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(is_there, what):
                assert self.page.evaluate(SEEN), f"the focus on {what} is not to be seen"
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"no key reaches {what}")


SEEN = """() => { const focused = document.activeElement, box = focused.getBoundingClientRect();
    return focused.matches(":focus-visible") && box.bottom > 0 && box.top < innerHeight; }"""
"""Whether the focus can be seen: it is shown, and lies in the window (WCAG 2.4.7 and 2.4.11)."""
