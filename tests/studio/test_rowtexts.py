"""Giving one person a field: nothing else of `card.yaml` changes. Lists are tried in `test_list_edits`."""

import pytest

from cardmaker.errors import InputError
from cardmaker.studio.writing.rowtexts import with_lines

ORDER = """# mine
people:
  - to: Dana   # the first
    point: old
  - company: X
    to: Ben
from: Ann
"""


def test_an_entry_gets_a_line_of_its_own():
    after = with_lines(ORDER, 1, {"point": 'Say: "x" # y'})
    assert after == ORDER.replace("  - company: X\n", '  - company: X\n    point: "Say: \\"x\\" # y"\n')


def test_a_line_of_an_entry_is_changed_in_its_place():
    assert with_lines(ORDER, 0, {"point": "new"}) == ORDER.replace("point: old", "point: new")


def test_an_entry_in_braces_is_refused_not_guessed():
    with pytest.raises(InputError):
        with_lines("people:\n  - {to: Dana}\n", 0, {"point": "x"})
