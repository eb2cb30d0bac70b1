import subprocess
import sys
import tracemalloc
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError, Level, Place
from cardmaker.inputs.people import cells
from cardmaker.inputs.people.delimited import MAX_NUMBER
from cardmaker.inputs.people.listing import MAX_BYTES, MAX_CELL, numbers, quoted
from cardmaker.inputs.people.roster import parse_people, read_people
from tests import lists
from tests.lists import table

HEADER = ["name", "company", "point"]


def read(*rows, header=HEADER):
    return parse_people(table([header, *rows]).encode(), "people.csv")


def names(roster):
    return [entry.text("name") for entry in roster.entries]


def found(roster, rule):
    return [finding for finding in roster.findings if finding.rule == rule]


def errors(roster):
    return [finding for finding in roster.findings if finding.level is Level.ERROR]


def refusal(data, **said):
    with pytest.raises(InputError) as caught:
        parse_people(data, "people.csv", **said)
    return caught.value.findings[0]


@pytest.mark.parametrize(
    ("data", "name", "company"),
    [
        (lists.excel_german(), "Jürgen Groß", "Müller & Söhne"),
        (lists.excel_unicode_text(), "Zoë Łęcka", "Ósma"),
        (lists.excel_workbook(), "Dana Reyes", "Riviera"),
        (lists.google(), "Dana Reyes", "Riviera"),
        (lists.outlook(), "Dana Reyes", "Riviera"),
        (lists.linkedin(), "Dana Reyes", "Riviera"),
        (lists.iphone(), "Dr. Dana Reyes", "Riviera, Inc."),
    ],
)
def test_what_programs_export_is_read_without_options_and_by_content_alone(data, name, company, tmp_path):
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    roster = read_people(file)
    assert (roster.entries[0].name.full, roster.entries[0].text("company")) == (name, company)
    assert not roster.has_errors


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"\xef\xbb\xbf \n<html>", "a web page"),
        (b"{\\rtf1", "RTF"),
        (b"\x1f\x8b\x08", "compressed"),
    ],
)
def test_another_kind_of_file_named_csv_says_what_it_is(data, kind):
    assert kind in refusal(data).message


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n", b",,\n;\n"])
def test_an_empty_file_is_refused(data):
    assert refusal(data).rule in ("empty", "no-name-column", "no-rows")


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError) as caught:
            read_people(path)
        assert caught.value.findings[0].place == Place(str(path))


def test_the_limit_of_bytes_is_exact():
    head = b"name\nDana\n"
    assert len(parse_people(head + b" " * (MAX_BYTES - len(head)), "x").entries) == 1
    assert refusal(head + b" " * (MAX_BYTES + 1 - len(head))).rule == "too-large"


def test_the_limit_of_empty_rows_is_exact():
    text = b"name\nDana" + b"\n" * (MAX_NUMBER - 1)
    assert len(parse_people(text, "x").entries) == 1
    assert "most of them empty" in refusal(text + b"\n\n").message


def test_the_limit_of_a_cell_is_exact():
    assert names(read(["Dana", "", "x" * MAX_CELL], ["Ann", "", "x" * (MAX_CELL + 1)])) == ["Dana"]


def test_all_bad_rows_are_told_at_once_by_row_and_column_and_the_others_are_kept():
    roster = read(
        ["Dana", "A", ""],
        ["", "B", ""],
        ["Ann", "#REF!", ""],
        ["Bo", "1.23E+05", ""],
        ["Cy", "C", "", "more"],
    )
    assert names(roster) == ["Dana"]
    assert sorted(str(finding.place) for finding in errors(roster)) == [
        "people.csv:3:1",
        "people.csv:4:2",
        "people.csv:5:2",
        "people.csv:6:4",
    ]


def test_a_list_of_bad_rows_only_is_refused_with_all_of_them():
    with pytest.raises(InputError) as caught:
        read(["", "A", ""], ["\u200d", "B", ""])
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize(
    "name", ["", "  ", "\u200b", "\u200d", "\u2800", "\u3164", "\u00a0", "-", "...", "\u202e"]
)
def test_names_that_cannot_be_seen_are_refused(name):
    assert names(read([name, "A", "x"], ["Dana", "", ""])) == ["Dana"]


@pytest.mark.parametrize(
    "name",
    [
        "Zoë 🎉",
        "👨‍👩‍👧 Family",
        "王小明",
        "𠮷野家",
        "葛󠄀城",
        "محمد علي",
        "שָׁלוֹם",
        "Nguyễn Thị Ánh",
        "<b>Dana</b>",
        "[[[name]]]",
        "{{ 7*7 }}",
        "{0.__class__}",
        "%s %n",
        "${HOME}",
        ") Tj (",
        "<script>alert(1)</script>",
        "=HYPERLINK('x')",
        "@dana",
        "../../etc/passwd",
        "CON",
        "O’Brien-Smith",
        "D'Arcy",
        "x" * 300,
        "Null",
    ],
)
def test_names_are_kept_exactly_as_typed(name):
    assert names(read([name, "A", "x"])) == [name]


def test_a_composed_and_a_decomposed_name_are_one_and_variants_of_characters_stay():
    roster = read(["Nguye\u0302\u0303n", "A", ""], ["Nguyễn", "A", ""], ["\ufa10田", "A", ""])
    assert names(roster) == ["Nguyễn", "Nguyễn", "\ufa10田"]
    assert found(roster, "double")


def test_direction_overrides_and_controls_are_taken_out_and_told():
    roster = read(["Dana \u202eseyeR", "Ri\x07viera", ""])
    assert (names(roster), roster.entries[0].text("company")) == (["Dana seyeR"], "Riviera")
    assert [str(finding.place) for finding in found(roster, "invisible")] == [
        "people.csv:2:1",
        "people.csv:2:2",
    ]
    assert "right-to-left override" in found(roster, "invisible")[0].message
    assert "\u202e" not in "".join(str(finding) for finding in roster.findings)


def test_marks_that_names_need_are_kept():
    roster = read(["\u200eعلی\u200cرضا", "A", ""])
    assert names(roster) == ["\u200eعلی\u200cرضا"]
    assert not found(roster, "invisible")


def test_heaps_of_marks_are_refused_and_honest_ones_kept():
    roster = read(["Z\u0335\u0336\u0337\u0338\u0339\u033aal", "A", ""], ["ཧཱུྃ", "B", ""], ["שָׁלוֹם", "C", ""])
    assert len(roster.entries) == 2
    assert "marks on one letter" in errors(roster)[0].message


def test_letters_that_were_encoded_twice_are_warned_and_not_mended():
    roster = read(["MÃ¼ller", "CafÃ©", ""], ["JOÃO Â", "Ångström", ""])
    assert names(roster) == ["MÃ¼ller", "JOÃO Â"]
    assert [finding.place.line for finding in found(roster, "mojibake")] == [2, 2]
    assert '"Müller"' in found(roster, "mojibake")[0].message


@pytest.mark.parametrize("text", ["Müller", "Œuvre", "東京", "Ünal Şahin", "“Dana”", "a – b", "€5"])
def test_letters_encoded_twice_are_seen_and_sound_ones_are_not(text):
    twice = text.encode().decode("cp1252", "ignore")
    assert cells.mended(text) == ""
    if twice.encode("cp1252") == text.encode():
        assert cells.mended(twice) == text


def test_lost_letters_are_refused_in_a_field_and_warned_at_a_question_mark():
    roster = read(["M\ufffdller", "A", ""], ["M?ller", "B", ""])
    assert names(roster) == ["M?ller"]
    assert found(roster, "lost-letter")


@pytest.mark.parametrize(
    "value",
    ["#REF!", "#N/A", "#NAME?", "#DIV/0!", "#BEZUG!", "#NV", "########", "1.23E+05", "6,1E+09", "Err:502"],
)
def test_values_that_a_spreadsheet_ate_are_refused(value):
    assert errors(read(["Dana", value, ""], ["Ann", "A", ""]))[0].rule == "bad-value"


@pytest.mark.parametrize("value", ["#1 fan", "C#", "#", "E+", "R&D", "1E", "#hashtag", "Q#A!"])
def test_values_that_look_a_little_like_that_are_kept(value):
    assert read(["Dana", value, ""]).entries[0].text("company") == value


@pytest.mark.parametrize(
    ("code", "region", "country", "printed"),
    [
        ("2139", "MA", "", "02139"),
        ("2139", "", "USA", "02139"),
        ("2139-4307", "Massachusetts", "United States", "02139-4307"),
        ("601", "PR", "", "00601"),
        ("2139", "", "", "2139"),
        ("2139", "NSW", "Australia", "2139"),
        ("3011", "BE", "", "3011"),
        ("8001", "TX", "", "8001"),
        ("02139", "MA", "", "02139"),
    ],
)
def test_a_zero_that_a_zip_code_lost_is_given_back_and_told_only_where_it_is_american(
    code, region, country, printed
):
    roster = read(["Dana", code, region, country], header=["name", "zip", "state", "country"])
    assert roster.entries[0].text("postal_code") == printed
    assert bool(found(roster, "zip-code")) == (printed != code)


def test_warnings_of_one_kind_are_one_with_the_rows():
    roster = read(*(["Dana" + str(row), f"x\u200b{row}", ""] for row in range(5)))
    (finding,) = found(roster, "invisible")
    assert finding.message.endswith("(rows 3-6 too)")


def test_the_same_person_is_warned_each_time_and_kept():
    roster = read(["Dana", "A", ""], ["DANA", "A", ""], ["dana", "A", ""])
    assert len(roster.entries) == 3
    assert found(roster, "double")[0].message.endswith("(row 4 too)")


def test_two_people_of_one_name_with_addresses_of_their_own_are_two():
    roster = read(["Dana", "a@x.example"], ["Dana", "b@x.example"], header=["name", "email"])
    assert not found(roster, "double")


def test_stand_ins_and_capitals_are_told_and_kept():
    roster = read(["TBD", "A", ""], ["DANA REYES", "A", ""])
    assert len(roster.entries) == 2
    assert found(roster, "stand-in")
    assert found(roster, "capitals")[0].level is Level.ADVICE


def test_short_rows_are_filled_up_and_told():
    roster = parse_people(b"name,company,city\nDana,A\nAnn,B,C\nBo\n", "x")
    assert len(roster.entries) == 3
    assert "rows 2, 4 end" in found(roster, "short-row")[0].message


def test_line_breaks_are_spaces_in_names_and_kept_in_what_has_lines():
    (entry,) = read(["Dana\nReyes", "A\r\nB", "one\r\ntwo"]).entries
    assert (entry.text("name"), entry.text("company"), entry.text("point")) == (
        "Dana Reyes",
        "A B",
        "one\ntwo",
    )


def test_an_entry_knows_where_each_field_stands():
    (entry,) = read(["Dana", "A", "x"]).entries
    assert (str(entry.place("point")), str(entry.place())) == ("people.csv:2:3", "people.csv:2")
    assert (entry.text("seed"), str(entry.place("seed"))) == ("", "people.csv:2")


def test_a_note_may_ask_for_parts_of_a_name_that_the_list_has_whole():
    (entry,) = read(["Dr. Dana Reyes", "A", "x"]).entries
    parts = {"name": "Dr. Dana Reyes", "first_name": "Dana", "last_name": "Reyes", "title": "Dr."}
    assert entry.fields == {**parts, "company": "A", "point": "x"}


def test_spaces_inside_a_value_stay_as_typed():
    (entry,) = read(["Dana  Reyes", "A  ß", "x"]).entries
    assert (entry.text("name"), entry.text("company")) == ("Dana  Reyes", "A  ß")


def test_three_bad_rows_of_ten_thousand_cost_three_cards():
    rows = [[f"Dana {row}", "Riviera", "x"] for row in range(10_000)]
    for bad in (7, 4_000, 9_999):
        rows[bad][0] = "#REF!"
    roster = read(*rows)
    assert len(roster.entries) == 9_997
    assert [finding.place.line for finding in errors(roster)] == [9, 4_002, 10_001]


def test_row_numbers_are_short():
    assert numbers([1, 2, 3, 7, 9]) == "1-3, 7, 9"
    assert numbers(list(range(0, 40, 2))) == "0, 2, 4, 6, 8, 10 and 14 more"


def test_a_quoted_value_is_cut_and_shows_what_cannot_be_seen():
    assert quoted("x" * 99) == f'"{"x" * 39}…"'
    assert quoted("a\x07\u202e\nb") == '"a␇\ufffd␊b"'


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"name,company\n", b"\xff\xfen\0a\0m\0e\0\n\0", b"BEGIN:VCARD\n", b"sep=;\n"]),
)
def test_no_bytes_raise_anything_but_an_input_error(data, start):
    with suppress(InputError):
        parse_people(start + data, "x")


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=8), st.text(max_size=8))
def test_no_mapping_raises_anything_but_an_input_error(row, field, title):
    data = table([["name", *map(str, range(len(row)))], ["Dana", *row]]).encode("utf-8", "replace")
    with suppress(InputError):
        parse_people(data, "x", mapping={field: title})


def test_a_hundred_thousand_rows_stay_within_memory():
    rows = "".join(f"Dana {row},Riviera {row},12 Elm Street,Boston,MA,02139\n" for row in range(100_000))
    data = f"name,company,street,city,state,zip\n{rows}".encode()
    begun = process_time()
    roster = parse_people(data, "x")
    assert len(roster.entries) == 100_000
    assert process_time() - begun < 20  # seconds, on a busy machine; alone it takes one and a half
    tracemalloc.start()
    parse_people(data[:600_000], "x")
    assert tracemalloc.get_traced_memory()[1] < 20 * 600_000
    tracemalloc.stop()


def test_nothing_heavy_is_imported_with_the_door():
    code = (
        "import sys, cardmaker.inputs.people.roster as r;"
        "print([m for m in ('numpy','reportlab','PIL','zipfile','xml.parsers.expat','openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
