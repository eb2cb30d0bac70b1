"""Hints on the page: whatever a rule says for the command line is said in the words of the page."""

import ast
import re
from importlib.resources import files

import pytest

from cardmaker.studio.telling.phrases import PHRASES, on_the_page, without_folders

NOT_TOLD = {"cli", "studio"}
"""The command line speaks of itself, and the studio does not."""

NO_HINTS = {"calibration.py", "refeeding.py", "starting.py", "shards.py", "showcase.py"}
"""Printed sheets, written files, and commands that the page does not have."""

OPTION = re.compile(
    r"--[a-z]{2,}|\bcardmaker (?:make|check|new|print|printer|formats|designs|hands)\b|run it again"
)


def texts_with_options() -> list[str]:
    """Return all texts of the core that name an option or a command, with holes written as words."""
    found = []
    for path in sorted(files("cardmaker").rglob("*.py")):
        if NOT_TOLD & set(path.parts) or path.name in NO_HINTS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        whole = (node for node in ast.walk(tree) if id(node) not in inner | docs)
        found += [text for node in whole if OPTION.search(text := said(node))]
    return found


def said(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(said(part) or "thing" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_there_are_hints_that_name_options():
    assert len(texts_with_options()) >= 15


@pytest.mark.parametrize("text", texts_with_options(), ids=str)
def test_no_hint_on_the_page_names_an_option_or_a_command(text):
    shown = on_the_page(text)
    assert not OPTION.search(shown)
    assert " -o" not in shown


def test_every_phrase_is_one_that_the_core_says():
    said_somewhere = "\n".join(texts_with_options())
    unused = [
        phrase
        for phrase in PHRASES
        if not re.search(phrase, said_somewhere) and "-o" not in phrase and "edges" not in phrase
    ]
    assert unused == []


def test_options_without_a_phrase_are_told_as_lines_of_the_order():
    assert on_the_page("try --gutter '5 mm', or --crop") == "try gutter: 5 mm, or --crop".replace(
        "--crop", "crop"
    )


def test_hints_without_options_stay_as_they_are():
    assert on_the_page("shorten it, or choose a larger format") == "shorten it, or choose a larger format"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "point is empty, and /home/ann/my cards/note.md:3 needs it",
            "point is empty, and note.md:3 needs it",
        ),
        ("C:\\Users\\ann\\note.md is empty", "note.md is empty"),
        ("/a/people.csv has no column for {x}", "people.csv has no column for {x}"),
        ("and/or see note.md", "and/or see note.md"),
        ("write it as 6 / 9 in", "write it as 6 / 9 in"),
    ],
)
def test_a_file_is_called_by_its_name_alone(said, shown):
    assert without_folders(said) == shown
