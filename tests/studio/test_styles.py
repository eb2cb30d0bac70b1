"""Style sheets: what one step wears, no other step and no card on the table gets to wear."""

import re
from importlib.resources import files

import pytest

PAGE = files("cardmaker.studio") / "page"
STEPS = ("design", "note", "people", "check", "print")
SHARED = re.compile(r"\.drawer\b|main:has\(\[data-step=")
"""What a step's sheet may say of more than itself: drawers are for all steps, and a step may change what lies beside it."""


def outer_selectors(style: str) -> list[str]:
    """Return the selectors that stand in no other rule; those within `@media` count."""
    text = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    found, depth, start, deepest = [], 0, 0, 0
    for at, sign in enumerate(text):
        if sign == "{":
            head = text[start:at].strip()
            if depth == deepest and head.startswith("@"):
                deepest += 1
            elif depth == deepest:
                found.append(head)
            depth, start = depth + 1, at + 1
        elif sign == "}":
            depth, start = depth - 1, at + 1
            deepest = min(deepest, depth)
    return found


@pytest.mark.parametrize("step", STEPS)
def test_a_step_s_rules_are_for_that_step_alone(step):
    """Classes met: letter paper of the note was worn by the sheets on the table, fields of printers by words in a note."""
    style = (PAGE / f"{step}.css").read_text(encoding="utf-8")
    others = [each for each in outer_selectors(style) if each != f"[data-step={step}]"]
    assert [each for each in others if not SHARED.match(each)] == []


def test_rules_that_are_for_everybody_are_noticed():
    style = "/* a */ .paper { color: red } @media print { .field { margin: 0 } } [data-step=note] { .x { y: z } }"
    assert outer_selectors(style) == [".paper", ".field", "[data-step=note]"]
