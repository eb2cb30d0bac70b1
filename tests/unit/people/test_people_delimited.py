import csv
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.people.delimited import DELIMITERS, find_delimiter, read_delimited, split_rows
from cardmaker.inputs.people.headers import score_header
from cardmaker.inputs.people.listing import MAX_COLUMNS, MAX_ROWS
from cardmaker.inputs.people.roster import parse_people
from tests.lists import table

SCORE = partial(score_header, mapping={})
HEADER = ["name", "company", "point"]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
ROWS = st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=6)

PLAIN = st.text("abz AZ,;|\"'<{[%é語ßñ0", max_size=9)
PLAIN_ROWS = st.lists(st.lists(PLAIN, min_size=2, max_size=2), min_size=1, max_size=6)


def read(text):
    return [(row.number, row.cells) for row in read_delimited(text, "people.csv", SCORE)]


def refusal(text):
    with pytest.raises(InputError) as caught:
        read(text)
    return caught.value.findings[0]


@given(ROWS, st.sampled_from(DELIMITERS), st.sampled_from(["\r\n", "\n", "\r"]))
def test_what_csv_writes_is_read_back_cell_for_cell(rows, delimiter, ending):
    # the writer leaves a line break bare that is not its own ending, unless it quotes all
    text = table(
        [HEADER, *rows], delimiter, ending, quoting=csv.QUOTE_MINIMAL if ending == "\r\n" else csv.QUOTE_ALL
    )
    back = [list(row.cells) for row in split_rows(text, delimiter, "x")]
    assert back == [HEADER, *rows]


@given(ROWS, st.sampled_from(DELIMITERS), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_the_delimiter_is_found_under_a_known_header_whatever_the_cells_hold(rows, delimiter, quoting):
    assert find_delimiter(table([HEADER, *rows], delimiter, quoting=quoting), SCORE) == delimiter


@given(PLAIN_ROWS, st.sampled_from(DELIMITERS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_rows_with_a_name_become_entries_in_any_delimiter_and_encoding(cells, delimiter, encoding):
    rows = [[f"Dana {index}", *(cell.strip() for cell in row)] for index, row in enumerate(cells)]
    roster = parse_people(table([HEADER, *rows], delimiter).encode(encoding), "x")
    assert [[entry.text(field) for field in HEADER] for entry in roster.entries] == rows


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_comma_semicolon_tab_and_bar_are_found(delimiter):
    text = delimiter.join(HEADER) + "\n" + delimiter.join(["Dana", "A", "B"]) + "\n"
    assert read(text)[1] == (2, ("Dana", "A", "B"))


def test_unknown_headers_are_cut_where_most_rows_are_cut_alike():
    assert find_delimiter("wie;wat\na, b;c\nd;e, f\n", SCORE) == ";"


def test_a_single_column_is_read():
    assert read("name\nDana\nAnn\n") == [(1, ("name",)), (2, ("Dana",)), (3, ("Ann",))]


def test_a_sep_line_is_obeyed_and_not_counted_as_excel_does_not_show_it():
    assert read("sep=|\nname|company\nDana|A,B\n")[0] == (1, ("name", "company"))


def test_blank_and_comma_only_lines_are_skipped_and_numbers_kept():
    assert [number for number, _ in read("name,company\n\n,\nDana,A\n  , \n\nAnn,B\n")] == [1, 4, 7]


def test_a_line_break_in_a_cell_is_no_row_as_in_a_spreadsheet():
    assert read('name,company\nDana,"A\nB"\nAnn,C\n')[2] == (3, ("Ann", "C"))


@pytest.mark.parametrize("ending", ["\r", "\n", "\r\n"])
def test_all_line_ends_are_read(ending):
    assert len(read(ending.join(["name,company", "Dana,A", "Ann,B"]))) == 3


def test_mixed_line_ends_are_read():
    assert len(read("name,company\r\nDana,A\rAnn,B\nBo,C")) == 4


def test_signs_that_only_unicode_calls_line_ends_stay_in_their_cell():
    assert read("name,company\nDana\u2028x,A\x0bB\x85C\n")[1] == (2, ("Dana\u2028x", "A\x0bB\x85C"))


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line_not_read_as_fewer_people():
    finding = refusal('name,company\nDana,A\nAnn,"B\nBo,C\nCy,D\n')
    assert finding.place.line == 3
    assert "never closed" in finding.message


def test_a_backslash_before_a_quotation_mark_is_refused_with_its_line():
    finding = refusal('name,company\nDana,"the \\"best\\" one"\n')
    assert finding.place.line == 2
    assert "closing quotation mark" in finding.message


def test_the_line_of_a_stray_quotation_mark_is_that_of_the_file_with_the_sep_line():
    assert refusal('sep=,\nname,company\nDana,"A\n').place.line == 3


def test_the_limit_of_rows_is_exact():
    text = "name\n" + "Dana\n" * MAX_ROWS
    assert len(read(text)) == MAX_ROWS + 1
    assert "more than 100,000 people" in refusal(text + "Ann\n").message


def test_the_limit_of_columns_is_exact():
    header = "name," + ",".join(f"c{index}" for index in range(MAX_COLUMNS - 1))
    assert len(read(header + "\n")[0][1]) == MAX_COLUMNS
    assert f"has {MAX_COLUMNS + 1} columns" in refusal(header + ",more\n").message


def test_a_cell_of_300_kb_is_read_here_and_refused_as_a_row_later():
    text = f"name,company\nDana,{'x' * 300_000}\nAnn,B\n"
    assert len(read(text)[1][1][1]) == 300_000
    roster = parse_people(text.encode(), "people.csv")
    assert [entry.text("name") for entry in roster.entries] == ["Ann"]
    assert "does not fit" in next(f.message for f in roster.findings if f.rule == "bad-value")


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_an_input_error(text):
    with suppress(InputError):
        read_delimited(text, "x", SCORE)
