import datetime as dt
import tracemalloc
import zipfile
from contextlib import suppress
from io import BytesIO
from time import process_time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError
from cardmaker.inputs.people.listing import MAX_COLUMNS
from cardmaker.inputs.people.roster import parse_people
from cardmaker.inputs.people.sheet import column_of
from cardmaker.inputs.people.workbook import MAX_ENTRIES, MAX_RATIO, RATIO_FROM
from tests.lists import HEADER_ROW, NS, excel_workbook, saved, text_cell, workbook, zipped


def read(data):
    return parse_people(data, "people.xlsx")


def refusal(data):
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value.findings[-1]


def told(roster, rule):
    return [finding for finding in roster.findings if finding.rule == rule]


def sheet_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book, book.active


def row_of(number, *cells, attributes=""):
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def test_a_zip_code_is_read_as_excel_shows_it_without_a_word():
    roster = read(excel_workbook())
    assert roster.entries[0].text("postal_code") == "02139"
    assert [finding.rule for finding in roster.findings] == ["columns"]


def test_numbers_dates_and_truth_are_read_as_seen():
    book, sheet = sheet_of(
        ["Name", "a", "b", "c", "d", "e"],
        [
            "Dana",
            62701.0,
            dt.datetime.fromisoformat("2026-11-20T14:00"),
            dt.date(2026, 11, 20),
            True,
            0.1 + 0.2,
        ],
    )
    entry = read(saved(book)).entries[0]
    assert [entry.text(name) for name in "abcde"] == [
        "62701",
        "2026-11-20 14:00",
        "2026-11-20",
        "TRUE",
        "0.3",
    ]
    assert sheet.max_row == 2


def test_days_counted_from_1904_are_the_same_days():
    book, _ = sheet_of(["Name", "day"], ["Dana", dt.date(2026, 11, 20)])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert read(saved(book)).entries[0].text("day") == "2026-11-20"


def test_shared_and_rich_texts_are_whole_and_without_their_reading_aid():
    strings = (
        "<si><t>Name</t></si><si><r><t>Da</t></r><r><t>na</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>a_x000D_b &amp; c</t></si>"
    )
    cells = [row_of(1, '<c t="s"><v>0</v></c>', text_cell("B1", "city"), text_cell("C1", "mine"))]
    cells.append(row_of(2, *(f'<c t="s"><v>{index}</v></c>' for index in (1, 2, 3))))
    entry = read(workbook("".join(cells), strings)).entries[0]
    assert (entry.text("name"), entry.text("city"), entry.text("mine")) == ("Dana", "東京", "a\nb & c")


def test_odd_cells_are_read_as_they_stand():
    header = row_of(
        1, text_cell("A1", "Name"), *(text_cell(f"{letter}1", f"own {letter}") for letter in "BCDEF")
    )
    cells = (
        '<c t="inlineStr"><is><t>Dana</t><rPh sb="0" eb="1"><t>ダナ</t></rPh></is></c>',
        '<c t="d"><v>2026-11-20T14:00:00</v></c><c t="d"><v>2026-11-20T00:00:00Z</v></c>',
        '<c><v>not a number</v></c><c s="99"><v>7</v></c><c><v>inf</v></c>',
    )
    entry = read(workbook(header + row_of(2, *cells))).entries[0]
    assert list(entry.texts.values()) == [
        "Dana",
        "2026-11-20 14:00",
        "2026-11-20",
        "not a number",
        "7",
        "inf",
    ]


def test_texts_in_an_encoding_that_xml_has_not_are_damage():
    sheet = b'<?xml version="1.0" encoding="shift_jis"?><worksheet/>'
    assert "cannot be decoded" in refusal(workbook("", **{"xl/worksheets/sheet1.xml": sheet})).message


def test_a_workbook_of_the_fewest_parts_is_read():
    parts = zipfile.ZipFile(BytesIO(workbook(HEADER_ROW + row_of(2, text_cell("A2", "Dana")))))
    few = {
        name: parts.read(name) for name in parts.namelist() if "styles" not in name and "Strings" not in name
    }
    assert read(zipped(few)).entries[0].text("name") == "Dana"


def test_a_text_that_is_not_there_is_damage():
    assert "is not there" in refusal(workbook(HEADER_ROW + row_of(2, '<c t="s"><v>7</v></c>'))).message


def test_an_error_cell_refuses_its_row_with_the_reason_and_the_place():
    error_cell = '<c r="B3" t="e"><v>#REF!</v></c>'
    roster = read(
        workbook(
            HEADER_ROW + row_of(2, text_cell("A2", "Ann")) + row_of(3, text_cell("A3", "Bo"), error_cell)
        )
    )
    assert [entry.number for entry in roster.entries] == [2]
    (finding,) = told(roster, "bad-value")
    assert str(finding.place) == "people.xlsx:3:2"
    assert "shows the error #REF!" in finding.message


def test_a_formula_that_was_never_calculated_says_so_instead_of_an_empty_name():
    book, _ = sheet_of(["Name", "Company"], ['=CONCATENATE("A","b")', "Riviera"], ["Bo", "x"])
    roster = read(saved(book))
    (finding,) = [finding for finding in roster.findings if finding.level.value == "error"]
    assert "result was never saved" in finding.message
    assert (finding.place.line, finding.place.column) == (2, 1)


def test_a_formula_with_its_result_is_read_and_an_empty_text_is_a_result():
    cells = '<c r="A2" t="str"><f>x</f><v>Dana</v></c><c r="B2" t="str"><f>y</f><v></v></c>'
    roster = read(workbook(HEADER_ROW + row_of(2, cells)))
    assert roster.entries[0].texts == {"name": "Dana", "company": ""}
    assert not told(roster, "bad-value")


def test_an_error_in_a_column_of_ones_own_costs_the_cell_only():
    header = row_of(1, text_cell("A1", "Name"), text_cell("B1", "score"))
    roster = read(workbook(header + row_of(2, text_cell("A2", "Dana"), '<c r="B2" t="e"><v>#DIV/0!</v></c>')))
    assert roster.entries[0].text("score") == ""
    assert told(roster, "bad-value")[0].level.value == "warning"


def test_the_header_may_stand_below_a_title_and_numbers_are_kept():
    book, _ = sheet_of(["Our panel"], [], ["Name", "Company"], ["Dana", "Riviera"])
    roster = read(saved(book))
    assert roster.entries[0].number == 4
    assert "Our panel" in told(roster, "above-header")[0].message


def test_hidden_rows_are_read_and_told():
    book, sheet = sheet_of(["Name"], ["Dana"], ["Ann"], ["Bo"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    roster = read(saved(book))
    assert len(roster.entries) == 3
    assert told(roster, "hidden-rows")[0].message.endswith("read too: 3-4")


def test_the_empty_part_of_merged_cells_is_told():
    book, sheet = sheet_of(["Name", "Company"], ["Dana", "Riviera"], ["Ann", None])
    sheet.merge_cells("B2:B3")
    assert "B2:B3" in told(read(saved(book)), "merged")[0].message


def test_the_first_sheet_with_anything_that_is_not_hidden_is_read_and_others_with_anything_told():
    book, sheet = sheet_of(["Name"], ["Hidden"])
    sheet.sheet_state = "hidden"
    book.create_sheet("empty")
    people = book.create_sheet("people")
    people.append(["Name"])
    people.append(["Dana"])
    book.create_sheet("also empty")
    book.create_sheet("old").append(["Name"])
    book.active = 2
    roster = read(saved(book))
    assert [entry.text("name") for entry in roster.entries] == ["Dana"]
    assert told(roster, "sheets")[0].message == 'the sheet "people" is read; not read: "old"'


def sparse(rows):
    """Return a workbook of two people, the second in the last of many empty rows."""
    empty = "".join(f'<row r="{row}" s="1"/>' for row in range(3, rows))
    first, last = row_of(2, text_cell("A2", "Dana")), row_of(rows, text_cell(f"A{rows}", "Ann"))
    return workbook(HEADER_ROW + first + empty + last)


def seconds_for(rows):
    data = sparse(rows)
    begun = process_time()
    assert [entry.number for entry in read(data).entries] == [2, rows]
    return process_time() - begun


def test_a_million_empty_rows_cost_no_more_than_their_number():
    assert seconds_for(1_048_576) < 40 * seconds_for(65_536)  # sixteen times as many


def test_empty_rows_take_no_memory():
    data = sparse(20_000)
    tracemalloc.start()
    read(data)
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_far_cell_is_refused_and_takes_no_memory():
    data = workbook(HEADER_ROW + row_of(1_048_576, text_cell("XFD1048576", "x")))
    assert "16,384 columns" in refusal(data).message


def test_the_limit_of_columns_is_exact():
    def wide(columns):
        letters = [
            f"{chr(65 + index // 26 - 1)}{chr(65 + index % 26)}".replace("@", "") for index in range(columns)
        ]
        cells = [
            text_cell(f"{letter}1", f"c{index}" if index else "Name") for index, letter in enumerate(letters)
        ]
        return workbook(row_of(1, *cells) + row_of(2, text_cell("A2", "Dana")))

    assert len(read(wide(MAX_COLUMNS)).entries) == 1
    assert refusal(wide(MAX_COLUMNS + 1)).rule == "too-wide"


def test_columns_are_counted_as_letters_say():
    assert [column_of(letters) for letters in ("A", "Z", "AA", "GR", "XFD")] == [0, 25, 26, 199, 16383]


def test_entities_are_refused_with_their_document_type():
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = workbook("", **{"xl/worksheets/sheet1.xml": f"{laughs}<worksheet {NS}><sheetData/></worksheet>"})
    assert "document type" in refusal(data).message


def test_a_document_type_in_any_part_that_is_read_is_refused():
    fetch = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'
    assert "document type" in refusal(workbook(HEADER_ROW, **{"xl/sharedStrings.xml": fetch})).message


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = zipped({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b" " * 65_000_000})
    tracemalloc.start()
    finding = refusal(bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert finding.rule == "bomb"


def test_the_ratio_of_a_bomb_counts_from_a_size_on():
    assert refusal(workbook(HEADER_ROW, **{"xl/more.xml": b" " * (RATIO_FROM + 1)})).rule == "bomb"
    assert MAX_RATIO < 1000
    spaces = workbook(HEADER_ROW + row_of(2, text_cell("A2", "Dana")), **{"xl/more.xml": b" " * RATIO_FROM})
    assert len(read(spaces).entries) == 1


def test_a_text_that_is_stored_once_and_shown_by_thousands_is_bounded():
    cells = "".join('<c t="s"><v>0</v></c>' for _ in range(100))
    rows = "".join(row_of(row, cells) for row in range(2, 20))
    assert (
        len(read(workbook(HEADER_ROW.replace("</row>", wide_header()) + rows, strings_of(22_000))).entries)
        == 18
    )
    data = workbook(HEADER_ROW.replace("</row>", wide_header()) + rows, strings_of(23_000))
    assert "40,000,000 characters" in refusal(data).message


def wide_header():
    return "".join(f'<c t="str"><v>c{index}</v></c>' for index in range(98)) + "</row>"


def strings_of(length):
    return f"<si><t>{'x' * length}</t></si>"


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml"])
def test_deep_nesting_is_refused(part):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert "nested more than 50" in refusal(workbook(HEADER_ROW, **{part: deep})).message


def test_many_merged_ranges_and_rows_are_told_fast():
    rows = "".join(row_of(row, text_cell(f"A{row}", f"n{row}")) for row in range(2, 5_000))
    merged = "".join('<mergeCell ref="A1:A4000"/>' for _ in range(20_000))
    sheet = f"<worksheet {NS}><sheetData>{HEADER_ROW}{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
    begun = process_time()
    roster = read(workbook("", **{"xl/worksheets/sheet1.xml": sheet}))
    assert told(roster, "merged")
    assert process_time() - begun < 10


def test_a_number_format_longer_than_excels_is_not_applied():
    long = '<numFmts><numFmt numFmtId="200" formatCode="' + "0" * 256 + '"/></numFmts>'
    styles = f'{long}<cellXfs><xf numFmtId="200"/></cellXfs>'
    data = workbook(
        HEADER_ROW + row_of(2, text_cell("A2", "Dana"), '<c r="B2" s="0"><v>7</v></c>'), styles=styles
    )
    assert read(data).entries[0].text("company") == "7"


def test_too_many_parts_are_refused():
    parts = {f"xl/p{number}.txt": "" for number in range(MAX_ENTRIES - 5)}
    assert len(read(workbook(HEADER_ROW + row_of(2, text_cell("A2", "D")), **parts)).entries) == 1
    assert refusal(workbook(HEADER_ROW, **parts, one="more")).rule == "bomb"


@pytest.mark.parametrize("length", [30, 200, 1000, -1, -30])
def test_a_cut_workbook_is_refused_in_plain_words(length):
    assert "damaged or cut off" in refusal(excel_workbook()[:length]).message


def test_a_locked_workbook_and_an_old_one_say_what_to_do():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "save it as .xlsx" in refusal(old).hint
    assert "locked with a password" in refusal(old + "EncryptedPackage".encode("utf-16-le")).message
    archive = bytearray(excel_workbook())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := archive.find(mark, at + 1)) >= 0:
            archive[at + offset] |= 1
    assert "locked with a password" in refusal(bytes(archive)).message


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("word/document.xml", "Word"),
        ("xl/workbook.bin", "binary workbook"),
        ("content.xml", "OpenDocument"),
        ("Index/Document.iwa", "Numbers"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("people.csv", "zipped file"),
    ],
)
def test_another_zipped_file_says_what_it_is(part, word):
    assert word in refusal(zipped({part: "x"})).message


def test_no_part_outside_the_archive_is_ever_opened():
    rels = '<Relationships><Relationship Id="r1" Target="../../../../etc/passwd"/></Relationships>'
    assert refusal(workbook(HEADER_ROW, **{"xl/_rels/workbook.xml.rels": rels})).rule == "empty"


def test_a_prefix_on_every_element_is_read():
    data = excel_workbook()
    parts = {
        name: zipfile.ZipFile(BytesIO(data)).read(name) for name in zipfile.ZipFile(BytesIO(data)).namelist()
    }
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = (
        sheet.replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
        .replace("xmlns=", "xmlns:x=")
    )
    assert (
        read(zipped({**parts, "xl/worksheets/sheet1.xml": sheet})).entries[0].text("postal_code") == "02139"
    )


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf"]), max_size=20)


@given(
    st.lists(
        st.tuples(WORDS, st.integers(-(10**14), 10**14), st.dates(dt.date(1900, 3, 1))),
        min_size=1,
        max_size=4,
    )
)
def test_what_openpyxl_writes_is_read_back(rows):
    # texts that openpyxl writes as something else: formulas, errors, escapes
    safe = [
        (word if word.strip() and word[0] not in "=#" and "_x" not in word else "w", *rest)
        for word, *rest in rows
    ]
    book, _ = sheet_of(["Name", "word", "number", "day"], *(["Dana", *row] for row in safe))
    found = read(saved(book)).entries
    assert [entry.text("number") for entry in found] == [str(number) for _, number, _ in safe]
    assert [entry.text("day") for entry in found] == [day.isoformat() for *_, day in safe]


@given(
    st.sampled_from(
        ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
    ),
    st.data(),
)
def test_no_damage_inside_raises_anything_but_an_input_error(part, data):
    whole = zipfile.ZipFile(BytesIO(excel_workbook()))
    parts = {name: whole.read(name) for name in whole.namelist()}
    at = data.draw(st.integers(0, len(parts[part])))
    parts[part] = (
        parts[part][:at] + data.draw(st.binary(max_size=9)) + parts[part][at + data.draw(st.integers(0, 9)) :]
    )
    with suppress(InputError):
        read(zipped(parts))


@given(st.binary(max_size=200))
def test_no_bytes_after_a_zips_mark_raise_anything_but_an_input_error(data):
    with suppress(InputError):
        read(b"PK\x03\x04" + data)
