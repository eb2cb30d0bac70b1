"""The style sheets of the page: each step's own are for its own elements, since all of them are loaded at once."""

import re
from collections import defaultdict
from importlib.resources import files

from cardmaker.studio.routes.page import FILES

PAGE = files("cardmaker.studio") / "page"
SHEETS = [name for name in FILES if name.endswith(".css") and name != "base.css"]


def styled(name: str) -> set[str]:
    """Return the classes that alone make a selector of the sheet: they are styled wherever they stand."""
    text = re.sub(r"/\*.*?\*/", "", (PAGE / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [
        each.strip()
        for found in re.findall(r"([^{}]+)\{", text)
        for each in found.split(",")
        if not found.strip().startswith("@")
    ]
    lone = (each for each in selectors if each.startswith(".") and each.count(".") == 1)
    return {match[0] for each in lone if (match := re.search(r"(?<=\.)[\w-]+", each))}


def test_no_class_is_styled_by_the_sheets_of_two_steps():
    by_class = defaultdict(list)
    for sheet in SHEETS:
        for name in styled(sheet):
            by_class[name].append(sheet)
    assert len(by_class) > 50
    assert {name: sheets for name, sheets in by_class.items() if len(sheets) > 1} == {}
