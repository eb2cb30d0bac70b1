"""Giving one person a field: nothing else of their list or of `card.yaml` changes."""

import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.studio.rowtexts import with_cells, with_lines

LIST = '\ufeffName;Company;"What they said"\r\n"Åsa ""Å"" Lind";North;\r\n\r\nBen Ito;"Har\nbor";fog; \r\n'


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_cell_is_set_and_every_other_byte_stays():
    before = LIST.encode()
    after = with_cells(before, "people.csv", 2, {"point": 'a; "b"\nc'})
    assert after == before.replace(b"North;\r\n", b'North;"a; ""b""\nc"\r\n')


def test_a_new_column_has_a_title_and_one_answer():
    after = with_cells(b"Name,Company\nAnn,X\nBen,Y\n", "people.csv", 3, {"since_then": "I wrote, twice"})
    assert after == b'Name,Company,Since then\nAnn,X\nBen,Y,"I wrote, twice"\n'


def test_a_list_without_a_last_line_end_stays_so():
    assert with_cells(b"Name\nAnn", "people.csv", 2, {"point": "yes"}) == b"Name,Point\nAnn,yes"


@settings(max_examples=150)
@given(
    st.lists(st.text(st.sampled_from("ab ;,\"\n'é|"), max_size=8), min_size=3, max_size=3),
    st.text(st.sampled_from("ab ;,\"\n'é|"), min_size=1, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_any_words_are_read_back_and_other_cells_stay(cells, words, delimiter):
    assume(words.strip() == words)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(
        [["Name", "Company", "Memo"], ["Ann Lee", *cells[:2]], ["Ben", "", cells[2]]]
    )
    data = out.getvalue().encode()
    try:
        after = with_cells(data, "people.csv", 3, {"company": words, "point": words})
    except InputError:
        return
    read = list(csv.reader(io.StringIO(after.decode(), newline=""), delimiter=delimiter))
    assert read[1] == ["Ann Lee", *cells[:2]]
    assert read[2] == ["Ben", words, cells[2], words]


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04xx", b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\n", b"Name\n\xc5sa\n", b"sep=;\nName;X\nAnn;1\n"],
)
def test_files_of_other_programs_are_left_alone(data):
    with pytest.raises(InputError):
        with_cells(data, "people", 2, {"point": "x"})


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
