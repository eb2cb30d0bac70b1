"""Edits of lists: what is changed is that and nothing else, in the list's own bytes."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.nodes import plain, read_yaml
from cardmaker.inputs.people.delimited import split_rows
from cardmaker.inputs.people.encoding import decode_list, find_encoding
from cardmaker.inputs.people.roster import parse_people
from cardmaker.studio.keeping.edits import with_entries
from cardmaker.studio.listing.list_edits import (
    Sheet,
    open_sheet,
    sheet_of,
    with_cell,
    with_column,
    with_header,
    with_row,
    without_row,
)

HEADER = ("Name", "Company", "City")
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\ufeff"), max_size=12)
HOSTILE = st.sampled_from(
    ['"', '""', "\n", "\r\n", "\r", ",", ";", "\t", 'a"b', '"a', "=1+1", "sep=;", "<b>", "אב", "李", " "]
)
CELL = st.one_of(TEXT, HOSTILE, st.builds("".join, st.lists(HOSTILE, max_size=4)))
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=5)


@st.composite
def lists(draw) -> tuple[bytes, list[tuple[str, ...]]]:
    """Return the bytes of a list as programs write them, and its rows."""
    rows = [HEADER, *draw(ROWS)]
    apart, ends = draw(st.sampled_from(",;\t")), draw(st.sampled_from(["\n", "\r\n"]))
    quotes_all = draw(st.booleans())
    text = "".join(apart.join(written(cell, apart, quotes_all) for cell in row) + ends for row in rows)
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    return (text.removesuffix(ends) if draw(st.booleans()) else text).encode(codec), rows


def written(cell: str, apart: str, quotes_all: bool) -> str:
    if quotes_all or any(sign in cell for sign in (apart, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def opened(data: bytes) -> Sheet:
    try:
        return open_sheet(data)
    except InputError:
        assume(False)
        raise


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    return [record.texts for record in sheet.records]


@given(lists())
def test_a_list_is_cut_as_the_reader_cuts_it(found):
    data, _ = found
    sheet = opened(data)
    text, _ = decode_list(data, "people.csv")
    assert texts(sheet) == [row.cells for row in split_rows(text, sheet.delimiter, "people.csv")]


@given(lists(), st.integers(1, 5), st.integers(0, 2), CELL)
def test_changing_a_cell_changes_that_cell_only(found, row, column, text):
    data, rows = found
    assume(row < len(rows))
    sheet = opened(data)
    try:
        edited = with_cell(sheet, row + 1, column, text)
    except InputError:
        return
    again = open_sheet(edited.data)
    wanted = texts(sheet)
    wanted[row] = tuple(text if at == column else cell for at, cell in enumerate(wanted[row]))
    assert texts(again) == wanted
    record, after = sheet.records[row], again.records[row]
    cell = record.cells[column]
    assert again.text[: cell.start] == sheet.text[: cell.start]
    assert again.text[after.cells[column].end :] == sheet.text[cell.end :]


@given(lists(), st.integers(1, 5), st.integers(0, 2), CELL)
def test_writing_a_cell_back_gives_the_same_bytes(found, row, column, text):
    data, rows = found
    assume(row < len(rows))
    sheet = opened(data)
    old = sheet.records[row].cells[column]
    try:
        edited = with_cell(sheet, row + 1, column, text)
        back = with_cell(open_sheet(edited.data), row + 1, column, old.text)
    except InputError:
        return
    assert back.data == data


@given(lists(), st.lists(CELL, min_size=3, max_size=3))
def test_a_new_row_stands_at_the_end_and_taking_it_away_gives_the_same_bytes(found, new):
    data, _ = found
    sheet = opened(data)
    try:
        edited = with_row(sheet, new)
    except InputError:
        return
    again = open_sheet(edited.data)
    assert texts(again) == [*texts(sheet), tuple(new)]
    assert without_row(again, len(again.records)).data == data


@given(lists(), st.integers(2, 6))
def test_a_row_that_is_taken_away_leaves_all_others(found, number):
    data, _ = found
    sheet = opened(data)
    assume(number <= len(sheet.records))
    try:
        edited = without_row(sheet, number)
    except InputError:
        return
    wanted = texts(sheet)
    del wanted[number - 1]
    assert texts(open_sheet(edited.data)) == wanted


@given(lists())
def test_a_column_goes_to_the_right_of_every_row(found):
    data, rows = found
    sheet = opened(data)
    assume(len(sheet.records) == len(rows))
    edited = with_column(sheet, 1, "Point")
    again = texts(open_sheet(edited.data))
    assert again[0] == (*HEADER, "Point")
    assert all(row[:3] == old for row, old in zip(again, texts(sheet), strict=True) if any(old))


@pytest.mark.parametrize("codec", ["cp1252", "cp932", "gb18030", "cp1251", "utf-8-sig", "utf-16-le"])
def test_an_encoding_stays_as_it_is(codec):
    name = {"cp932": "山田太郎", "gb18030": "王小明", "cp1251": "Борис Иванов"}.get(codec, "Åsa Ångström")
    data = f"Name;City\r\n{name};X\r\n{name};Y\r\n".encode(codec)
    edited = with_cell(open_sheet(data), 3, 1, "Z")
    assert edited.data == f"Name;City\r\n{name};X\r\n{name};Z\r\n".encode(codec)
    assert not edited.is_recoded


def test_letters_that_an_encoding_writes_in_two_ways_stay_as_they_are():
    strange = b"\xfa\x5b"  # NEC's own place for a letter that Windows writes elsewhere
    assert strange.decode("cp932").encode("cp932") != strange
    data = b"Name,City\n" + strange + b",X\nAnn,Y\n"
    edited = with_cell(open_sheet(data, "cp932"), 3, 1, "Z")
    assert edited.data == b"Name,City\n" + strange + b",X\nAnn,Z\n"


def test_a_letter_that_the_encoding_lacks_makes_the_list_utf8_and_says_so():
    data = "Name;City\r\nÅsa;X\r\n".encode("cp1252")
    edited = with_cell(open_sheet(data), 2, 1, "Łódź")
    assert edited.is_recoded
    assert edited.data.decode("utf-8-sig") == "Name;City\r\nÅsa;Łódź\r\n"


def test_a_letter_that_would_change_the_guess_of_the_encoding_makes_the_list_utf8():
    data = "Name,City\nAnn,X\n".encode("cp1252") + b"\xc5sa,Y\n"
    edited = with_cell(open_sheet(data), 2, 1, "Ÿ£õ")
    assert open_sheet(edited.data).records[1].texts == ("Ann", "Ÿ£õ")


def test_a_short_row_grows_to_the_cell_that_is_filled():
    edited = with_cell(open_sheet(b"Name,Company,City\nAnn\nBen,B,C\n"), 2, 2, "Oslo")
    assert edited.data == b"Name,Company,City\nAnn,,Oslo\nBen,B,C\n"


def test_a_declared_delimiter_and_blank_lines_are_counted_as_the_reader_counts_them():
    data = b"sep=;\r\nName;City\r\n\r\nAnn;X\r\n"
    edited = with_cell(open_sheet(data), 3, 1, "a,b")
    assert edited.data == b"sep=;\r\nName;City\r\n\r\nAnn;a,b\r\n"


def test_words_that_would_change_how_the_list_is_read_are_refused():
    with pytest.raises(InputError, match="other columns"):
        with_cell(open_sheet(b"Name\nAnn\n"), 1, 0, "Name;Company;City")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 32_001])
def test_signs_that_no_list_holds_are_refused(text):
    with pytest.raises(InputError):
        with_cell(open_sheet(b"Name,City\nAnn,X\n"), 2, 1, text)


def test_a_row_that_is_gone_is_refused():
    with pytest.raises(InputError, match="no such row"):
        with_cell(open_sheet(b"Name,City\nAnn,X\n"), 9, 1, "x")


def test_a_header_can_be_put_above_a_list_that_has_none():
    edited = with_header(open_sheet(b"\xef\xbb\xbfDana Reyes\r\nTom Lee\r\n"), ["Name"])
    assert edited.data == b"\xef\xbb\xbfName\r\nDana Reyes\r\nTom Lee\r\n"


@given(st.lists(st.tuples(TEXT, CELL), min_size=1, max_size=4))
def test_a_new_list_reads_as_it_was_meant(rows):
    data = sheet_of([("Name", "Company"), *rows])
    assert texts(open_sheet(data)) == [("Name", "Company"), *rows]


def test_a_list_that_is_written_anew_is_read_by_the_reader():
    roster = parse_people(sheet_of([("Name", "City"), ('Åsa, "Å"', "a\nb")]), "people.csv")
    assert roster.entries[0].text("name") == 'Åsa, "Å"'


@given(
    st.sampled_from(["Ann", "Åsa Ångström", "Łódź", "山田太郎", "王小明", "Борис Иванов"]),
    st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250", "cp1251", "cp932", "gb18030", "mac_roman"]
    ),
    st.booleans(),
)
def test_the_codec_of_an_edit_is_that_of_the_reader(name, codec, is_named):
    try:
        data = f"Name,City\n{name},Oslo\nBen,Rome\n".encode(codec)
        encoding = codec if is_named else ""
        text, told = decode_list(data, "people.csv", encoding)
    except (UnicodeEncodeError, InputError):
        return
    found, is_guess = find_encoding(data, encoding)
    assert data.decode(found).removeprefix("\ufeff") == text
    assert is_guess == bool(told)


ORDER = """# mine
design: deco-fan
map:   # what is what
  # the name
  name: Contact   # yes
  street:
    - a
    - b
  # end
from: Me  # the end
"""


def test_an_entry_of_a_table_is_changed_in_its_line_and_comments_stay():
    changed = with_entries(ORDER, "map", {"name": "Who #1", "street": None, "city": "Ort"})
    wanted = ORDER.replace("name: Contact ", 'name: "Who #1" ').replace(
        "  street:\n    - a\n    - b\n", "  city: Ort\n"
    )
    assert changed == wanted


@given(st.dictionaries(st.sampled_from(["name", "company", "city"]), st.one_of(st.none(), TEXT), min_size=1))
def test_entries_read_as_they_were_set_and_all_else_as_before(entries):
    try:
        changed = with_entries(ORDER, "map", entries)
    except InputError:
        return
    before, now = plain(read_yaml(ORDER, "x")), plain(read_yaml(changed, "x"))
    wanted = {key: value for key, value in (before["map"] | entries).items() if value is not None}
    assert now.get("map", {}) == wanted
    assert {**now, "map": 0} == {**before, "map": 0}


def test_a_table_in_braces_becomes_lines_and_keeps_the_comment_behind_it():
    text = 'return-address: {street: 1 Main Street, zip: "62704"}  # home\nfrom: Me\n'
    assert with_entries(text, "return-address", {"city": "Boston"}) == (
        'return-address:  # home\n  street: "1 Main Street"\n  zip: "62704"\n  city: Boston\nfrom: Me\n'
    )
