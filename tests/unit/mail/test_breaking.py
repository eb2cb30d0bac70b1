"""Where long lines are broken, and how a template closes up."""

import pytest

from cardmaker.mail.breaking import break_line
from cardmaker.mail.template import fill_lines


@pytest.mark.parametrize(
    ("text", "most", "pieces"),
    [
        ("short", 10, ("short",)),
        ("Harbour House, Level 7, 17 Jones Street", 36, ("Harbour House, Level 7", "17 Jones Street")),
        ("Calle de la Constitución Apt 1204", 30, ("Calle de la Constitución", "Apt 1204")),
        ("Postfach der Gemeinde 12 34 56", 26, ("Postfach der", "Gemeinde 12 34 56")),
        ("Avenida No. 115", 9, ("Avenida", "No. 115")),
        ("Donaudampfschifffahrtsgesellschaft", 10, ("Donaudampfschifffahrtsgesellschaft",)),
        ("a Donaudampfschifffahrtsgesellschaft b", 10, ("a", "Donaudampfschifffahrtsgesellschaft", "b")),
        ("", 10, ("",)),
    ],
)
def test_a_line_is_broken_at_commas_and_spaces_and_never_before_its_number(
    text: str, most: int, pieces: tuple[str, ...]
):
    assert break_line(text, most) == pieces


FIELDS = {"a": ("A",), "b": ("B",), "s": ("one", "two"), "none": ()}


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("{a}, {b}", ["A, B"]),
        ("{a}, {none} {b}", ["A B"]),
        ("{none}, {b}", ["B"]),
        ("{none}\n{a}\n{none}, {none}", ["A"]),
        ("X-{a}", ["X-A"]),
        ("X-{none}", []),
        ("X-{none} {b}", ["B"]),
        ("{s}", ["one", "two"]),
        ("{s}, {a}", ["one", "two, A"]),
        ("{a}{s}", ["Aone", "two"]),
        ("JERSEY\n{a}", ["JERSEY", "A"]),
        ("{unknown}", []),
    ],
)
def test_a_template_closes_up_where_fields_are_empty(template: str, lines: list[str]):
    assert list(fill_lines(template, FIELDS)) == lines
