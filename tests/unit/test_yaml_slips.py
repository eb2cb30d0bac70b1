"""Slips that make a design no YAML: each is told with what to do about it, at the line where the reader stumbled."""

import pytest

from cardmaker.errors import InputError
from cardmaker.inputs.design import parse_design
from tests.unit.test_design_loader import PLAIN

SLIPS = [
    (
        'wine: {ink: "#5A1F28", line: "#C08A7A"}',
        "wine: {ink: #5A1F28, line: #C08A7A}",
        "put the color in quotes",
    ),
    ("      gap: 5", "\t  gap: 5", "tab"),
    ("      gap: 5\n", "      gap:5\n", "space after the colon"),
    ("  - note: {from: [10, 10], to: [90, 90]}", "  - note: {from: [10, 10], to: [90, 90]", "must be closed"),
    ("name: Plain", "name: Plain: and simple", "in quotes"),
]


@pytest.mark.parametrize(("old", "new", "says"), SLIPS, ids=[slip[2] for slip in SLIPS])
def test_a_slip_is_told_with_what_to_do(old: str, new: str, says: str) -> None:
    assert old in PLAIN
    with pytest.raises(InputError) as caught:
        parse_design(PLAIN.replace(old, new), "slip.yaml")
    [finding] = caught.value.findings
    assert finding.rule == "yaml"
    assert says in finding.hint


def test_a_word_that_is_no_choice_names_the_choices() -> None:
    with pytest.raises(InputError) as caught:
        parse_design(PLAIN.replace("ink: light", "ink: low"), "low.yaml")
    [finding] = caught.value.findings
    assert finding.hint == "known: light, medium, heavy"


def test_a_role_that_one_palette_has_and_another_lacks_is_told() -> None:
    extra = PLAIN.replace('wine: {ink: "#5A1F28"', 'wine: {glow: "#fff0e0", ink: "#5A1F28"')
    with pytest.raises(InputError, match="palette 'navy' lacks glow"):
        parse_design(extra, "extra.yaml")
