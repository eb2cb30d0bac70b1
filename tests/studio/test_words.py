"""The texts of the page: every language has each, with the same values to put in, and each is used."""

import json
import re
from importlib.resources import files

import pytest

from cardmaker.studio.routes.page import FILES

PAGE = files("cardmaker.studio") / "page"
LANGUAGES = sorted(name for name in FILES if name.endswith(".json"))
SOURCES = "".join((PAGE / name).read_text(encoding="utf-8") for name in FILES if name.endswith((".js",))) + (
    PAGE / "index.html"
).read_text(encoding="utf-8")


def texts(name: str) -> dict[str, str | dict[str, str]]:
    return json.loads((PAGE / name).read_text(encoding="utf-8"))


def forms(text: str | dict[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def values(text: str | dict[str, str]) -> set[str]:
    return {each for form in forms(text) for each in re.findall(r"{(\w+)}", form)}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_has_every_text_with_its_values(name):
    english, other = texts("en.json"), texts(name)
    assert list(other) == list(english)
    assert {key: values(text) for key, text in other.items()} == {
        key: values(text) for key, text in english.items()
    }


@pytest.mark.parametrize("name", LANGUAGES)
def test_forms_for_numbers_have_one_and_other(name):
    assert {tuple(text) for text in texts(name).values() if isinstance(text, dict)} <= {("one", "other")}


def test_every_text_is_asked_for_by_the_page():
    asked = set(re.findall(r"""["'`]([a-z]+\.[A-Za-z0-9-]+)["'`]""", SOURCES))
    groups = set(re.findall(r"`([a-z]+)\.\$\{", SOURCES))
    ends = set(re.findall(r"`\$\{\w+\}\.(\w+)`", SOURCES))
    unused = [
        key
        for key in texts("en.json")
        if key not in asked and key.split(".")[0] not in groups and key.split(".")[1] not in ends
    ]
    assert unused == []


def test_every_text_that_the_page_asks_for_is_there():
    asked = set(re.findall(r"""word\(["']([\w.-]+)["']""", SOURCES))
    asked |= set(re.findall(r"""data-(?:word|label)="([\w.-]+)""", SOURCES))
    assert asked - set(texts("en.json")) == set()
