"""The list of people through the server: it is shown as it is read, mended in place, and refused in plain words."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from cardmaker.inputs.people.fields import known_fields
from cardmaker.inputs.people.headers import map_columns, score_header
from cardmaker.inputs.people.listing import Row
from cardmaker.inputs.people.roster import parse_listing, parse_people
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.listing.list_drafts import title_of_field
from cardmaker.studio.listing.pasting import pasted_list
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio
from tests.lists import saved
from tests.studio.test_door import ask

NOTE = "Dear {dear},\n\nthank you for your time in the workshop last week. {point}\n\n{from}\n"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    desk = Desk(tmp_path / "order")
    desk.lay_out()
    (desk.folder / "note.md").write_text(NOTE)
    return Studio(desk, Pass(5555), lambda: None)


def listed(studio: Studio) -> dict:
    return ask(studio, "GET", "/api/list").json()


def load(studio: Studio, data: bytes | str, **headers: str) -> dict:
    body = data.encode() if isinstance(data, str) else data
    headers = {"x-base": studio.desk.revision, **headers}
    return ask(studio, "POST", "/api/people", content=body, headers=headers).json()


def say(studio: Studio, path: str, **words: object) -> dict:
    return ask(studio, "POST", path, json={"base": studio.desk.revision, **words}).json()


def people_csv(studio: Studio) -> bytes:
    return (studio.desk.folder / "people.csv").read_bytes()


def order_text(studio: Studio) -> str:
    return (studio.desk.folder / "card.yaml").read_text()


def test_rows_that_the_reader_refuses_are_shown_with_their_cells(studio):
    load(studio, "Name,Point\nAnn,One.\n,Two.\n#REF!,Three.\nBen,a,b\n")
    shown = listed(studio)
    assert shown["rows"] == [
        [2, "Ann", "One."],
        [3, "", "Two."],
        [4, "#REF!", "Three."],
        [5, "Ben", "a", "b"],
    ]
    wrong = {(each["rule"], each["line"]) for each in shown["findings"] if each["level"] == "error"}
    assert wrong == {("no-name", 3), ("bad-value", 4), ("long-row", 5)}
    assert shown["people"] == {"2": 0}


def test_a_doubt_is_told_at_each_row_and_not_once_a_column(studio):
    load(studio, "Name,Point\nTBD,One.\nUnknown,Two.\n")
    assert [each["line"] for each in listed(studio)["findings"] if each["rule"] == "stand-in"] == [2, 3]


def test_a_cell_is_mended_and_all_else_stays_byte_for_byte(studio):
    data = "Name;Point\r\nAnn;One.\r\n#REF!;Åh\r\n".encode("cp1252")
    load(studio, data)
    answer = say(studio, "/api/list/cell", row=3, column=0, text="Ben")
    assert answer["told"] == []
    assert people_csv(studio) == data.replace(b"#REF!", b"Ben")
    assert [each["name"] for each in answer["order"]["people"]] == ["Ann", "Ben"]


def test_undo_takes_a_mended_cell_back(studio):
    load(studio, "Name,Point\nAnn,One.\n")
    before = people_csv(studio)
    say(studio, "/api/list/cell", row=2, column=0, text="Ben")
    say(studio, "/api/undo")
    assert people_csv(studio) == before


def test_a_cell_cannot_bring_another_row_along(studio):
    load(studio, "Name,Point\nAnn,One.\nBen,Two.\n")
    say(studio, "/api/list/cell", row=2, column=1, text='x"\nEvil,Row\n"')
    assert len(listed(studio)["rows"]) == 2


def test_a_change_on_an_older_state_is_refused(studio):
    load(studio, "Name,Point\nAnn,One.\n")
    old = studio.desk.revision
    (studio.desk.folder / "people.csv").write_text("Name,Point\nOther,One.\n")
    words = {"base": old, "row": 2, "column": 0, "text": "Ben"}
    assert ask(studio, "POST", "/api/list/cell", json=words).json() == {"stale": True}
    assert people_csv(studio) == b"Name,Point\nOther,One.\n"


def test_a_workbook_is_kept_as_text_from_the_first_mended_cell_on(studio):
    book = openpyxl.Workbook()
    for row in (["Name", "Point"], ["Ann", "One."], ["#REF!", "Two."]):
        book.active.append(row)
    data = saved(book)
    load(studio, data)
    assert listed(studio)["kind"] == "workbook"
    answer = say(studio, "/api/list/cell", row=3, column=0, text="Ben")
    assert answer["told"] == [{"key": "nowText", "file": "people-2.csv", "old": "people.xlsx"}]
    assert (studio.desk.folder / "people.xlsx").read_bytes() == data
    assert studio.desk.request().people == "people-2.csv"
    assert [each["name"] for each in answer["order"]["people"]] == ["Ann", "Ben"]


def test_an_address_book_is_kept_as_text_too(studio):
    load(studio, "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nORG:North\nEND:VCARD\n")
    shown = listed(studio)
    assert shown["kind"] == "vcard"
    [[number, *cells]] = shown["rows"]
    say(studio, "/api/list/cell", row=number, column=cells.index("North"), text="South")
    assert (
        parse_people((studio.desk.folder / "people-2.csv").read_bytes(), "x").entries[0].text("company")
        == "South"
    )


def test_people_of_the_order_itself_become_a_list_when_somebody_is_added(studio):
    text = 'cardmaker: order/1\nnote: note.md\nfrom: Me\npeople:\n  - to: Ann\n    point: "One."\n'
    (studio.desk.folder / "card.yaml").write_text(text)
    (studio.desk.folder / "people.csv").unlink()
    assert listed(studio)["kind"] == "entries"
    answer = say(studio, "/api/list/person", texts={"name": "Ben", "point": "Two."})
    assert answer["told"] == [{"key": "nowList", "file": "people.csv"}]
    assert [each["name"] for each in answer["order"]["people"]] == ["Ann", "Ben"]


def test_a_person_by_hand_gets_the_columns_that_they_need(studio):
    load(studio, "Name,Point\nAnn,One.\n")
    say(studio, "/api/list/person", texts={"name": "Ben", "city": "Oslo, N", "point": "", "street": " "})
    assert people_csv(studio) == b'Name,Point,City\nAnn,One.,\nBen,,"Oslo, N"\n'


def test_a_person_without_a_name_is_refused(studio):
    before = people_csv(studio)
    assert say(studio, "/api/list/person", texts={"city": "Oslo"})["refused"]
    assert people_csv(studio) == before


def test_who_is_left_out_is_kept_beside_the_list_and_put_back(studio):
    load(studio, "Name,Point\nAnn,One.\nBen,Two.\n")
    say(studio, "/api/list/leave", row=2)
    assert people_csv(studio) == b"Name,Point\nBen,Two.\n"
    assert listed(studio)["left"] == ["Ann One."]
    say(studio, "/api/list/back", index=0)
    assert people_csv(studio) == b"Name,Point\nBen,Two.\nAnn,One.\n"
    assert not (studio.desk.folder / "people-left-out.csv").exists()


def test_who_was_left_out_of_a_list_with_other_columns_comes_back_by_their_titles(studio):
    load(studio, "Name,Point\nAnn,One.\nBen,Two.\n")
    say(studio, "/api/list/leave", row=2)
    load(studio, "Point,Company,Name\nX.,North,Cy\n")
    say(studio, "/api/list/back", index=0)
    assert people_csv(studio).endswith(b"One.,,Ann\n")


def test_a_fields_column_is_chosen_and_comments_of_the_order_stay(studio):
    load(studio, "Who,Contact Name,Point\nAnn,North,One.\n")
    comments = [line for line in order_text(studio).splitlines() if "#" in line]
    say(studio, "/api/list/meaning", column=1, field="company")
    answer = say(studio, "/api/list/meaning", column=0, field="name")
    assert answer["order"]["people"][0]["name"] == "Ann"
    assert answer["order"]["people"][0]["company"] == "North"
    assert [line for line in order_text(studio).splitlines() if "#" in line] == comments


def test_a_column_that_is_read_wrongly_becomes_a_field_of_its_own_and_again_what_it_was(studio):
    load(studio, "Name,Firma,Point\nAnn,North,One.\n")
    say(studio, "/api/list/meaning", column=1, field="")
    assert studio.desk.request().map == {"company": ""}
    assert {"at": 1, "title": "Firma", "field": "firma", "isOwn": True, "isEmpty": False} in listed(studio)[
        "columns"
    ]
    say(studio, "/api/list/titles")
    assert not studio.desk.request().map
    assert "map" not in order_text(studio).replace("# map", "")


def test_a_field_that_is_not_to_be_read_does_not_make_an_empty_cell_a_header():
    row = Row(3, ("Ben Ito", ""))
    assert score_header(row, {"company": ""}) == 0
    listing = parse_listing(b"Kontakt;Firma\nBen;\n", "x", mapping={"company": ""})
    assert listing.header.cells == ("Kontakt", "Firma")


def test_a_note_that_asks_for_a_column_gets_it(studio):
    load(studio, "Name\nAnn\n")
    assert listed(studio)["missing"] == ["point"]
    say(studio, "/api/list/column", field="point")
    assert people_csv(studio) == b"Name,Point\nAnn,\n"
    assert listed(studio)["missing"] == []


def test_a_guess_shows_one_line_in_each_encoding_and_another_can_be_chosen(studio):
    load(studio, "Name,Point\nAnn,One.\nDvořák,Two.\n".encode("cp1250"))
    encoding = listed(studio)["encoding"]
    assert encoding["isGuess"]
    lines = {each["codec"]: each["line"] for each in encoding["others"]}
    assert lines["cp1250"] == "Dvořák,Two."
    say(studio, "/api/list/letters", encoding="cp1250")
    assert studio.desk.request().encoding == "cp1250"
    assert not listed(studio)["encoding"]["isGuess"]


@pytest.mark.parametrize("name", ["rot13", "zip", "../x", "utf-8"])
def test_an_encoding_that_cannot_be_is_refused(studio, name):
    load(studio, "Name,Point\nÅsa,One.\n".encode("cp1252"))
    assert say(studio, "/api/list/letters", encoding=name)["refused"]
    assert studio.desk.request().encoding == ""


def test_a_list_that_is_loaded_again_keeps_what_was_said_of_its_columns(studio):
    load(studio, "Who,Point\nAnn,One.\n")
    say(studio, "/api/list/meaning", column=0, field="nickname")
    answer = load(studio, "Who,Point\nBen,Two.\n")
    assert answer["told"] == []
    assert studio.desk.request().map == {"name": "Who", "nickname": "Who"} or studio.desk.request().map == {
        "nickname": "Who"
    }
    assert load(studio, "Name,Point\nCy,Three.\n")["told"] == [{"key": "forgotten"}]
    assert not studio.desk.request().map


def test_a_list_without_titles_gets_some(studio):
    answer = load(studio, "Dana Reyes\nTom Lee\n")
    assert answer["told"] == [{"key": "headed"}]
    assert people_csv(studio) == b"Name\nDana Reyes\nTom Lee\n"


def test_a_list_without_a_name_takes_the_likeliest_column_for_it(studio):
    answer = load(studio, "Company,Gast,Point\nNorth,Ann,One.\n")
    assert answer["told"] == [{"key": "nameGuessed", "title": "Gast"}]
    assert studio.desk.request().map == {"name": "Gast"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Name\n",
        b"Name\na\x00b\n",
        b'Name,City\n"Ann,Oslo\n',
        b"PK\x03\x04 no workbook",
        b"%PDF-1.7",
        "Name\nÅsa\n".encode() + "Łódź\n".encode("cp1250"),
        b"BEGIN:VCARD\nFN:Ann\n",
    ],
    ids=["empty", "one row", "nul", "open quote", "no workbook", "pdf", "two encodings", "cut vcard"],
)
def test_a_list_that_cannot_be_read_is_refused_in_plain_words_and_the_order_stays(studio, data):
    before = people_csv(studio), order_text(studio)
    answer = load(studio, data)
    assert answer["refused"]
    assert all(
        each["message"] and str(studio.desk.folder) not in json.dumps(each) for each in answer["findings"]
    )
    assert (people_csv(studio), order_text(studio)) == before


def test_a_workbook_that_unpacks_without_end_is_refused(studio):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            file.writestr(name, b" " * 60_000_000)
    before = people_csv(studio)
    assert load(studio, packed.getvalue())["refused"]
    assert people_csv(studio) == before


def test_a_list_over_the_cap_is_refused_at_the_door(studio):
    answer = ask(
        studio, "POST", "/api/people", content=b"x" * 20_000_001, headers={"x-base": studio.desk.revision}
    )
    assert answer.status_code == 413


def test_a_broken_list_in_the_folder_is_shown_as_text_to_be_mended(studio):
    (studio.desk.folder / "people.csv").write_text('Name,Point\n"Ann,One.\n')
    shown = listed(studio)
    assert shown["kind"] == "unreadable"
    assert shown["text"].startswith("Name,Point")
    assert shown["findings"][0]["place"] == "people.csv:2"


def test_a_list_outside_the_folder_is_never_read(studio):
    (studio.desk.folder.parent / "secret.csv").write_text("Name\nSecret\n")
    (studio.desk.folder / "card.yaml").write_text(
        "cardmaker: order/1\npeople: ../secret.csv\nnote: note.md\n"
    )
    assert "Secret" not in json.dumps(listed(studio))
    assert say(studio, "/api/list/cell", row=2, column=0, text="x")["refused"]
    assert (studio.desk.folder.parent / "secret.csv").read_text() == "Name\nSecret\n"


def test_an_address_is_set_as_its_post_wants_it(studio):
    load(studio, "Name,Street,City,Postal code,Country\nKarl Weiß,Lindenweg 3,Köln,50667,Germany\n")
    say(studio, "/api/post/sender", parts={"street": "1 Main Street", "city": "Springfield", "country": "US"})
    lines = ask(studio, "GET", "/api/address?row=2").json()["lines"]
    assert lines == ["Karl Weiß", "Lindenweg 3", "50667 Köln", "GERMANY"]


def test_what_is_wrong_with_addresses_is_told_by_row(studio):
    load(studio, "Name,Street,City,Country\nAnn,1 High St,,USA\nBen,Storgatan 5,Uppsala,Sweden\n")
    found = ask(studio, "GET", "/api/addresses?from=0").json()
    assert "address-city" in {each["rule"] for each in found["found"]["2"]}
    assert found["next"] is None


def test_the_senders_address_keeps_the_names_that_its_parts_have_in_the_file(studio):
    text = order_text(studio) + 'return-address: {street: 1 Main Street, zip: "62704"}  # at home\n'
    (studio.desk.folder / "card.yaml").write_text(text)
    say(studio, "/api/post/sender", parts={"postal_code": "02139", "city": "Boston"})
    assert studio.desk.request().return_address.texts == {
        "street": "1 Main Street",
        "postal_code": "02139",
        "city": "Boston",
    }
    assert "# at home" in order_text(studio)
    say(studio, "/api/post/sender", parts={"postal_code": "", "city": "", "street": ""})
    assert studio.desk.request().return_address is None


@pytest.mark.parametrize("parts", [{"evil": "x"}, {"street": "a\x07b"}, {"street": "x" * 300}])
def test_a_part_that_no_address_has_is_refused(studio, parts):
    before = order_text(studio)
    assert say(studio, "/api/post/sender", parts=parts)["refused"]
    assert order_text(studio) == before


def test_the_envelope_is_one_that_fits_or_a_size_of_its_own(studio):
    shown = ask(studio, "GET", "/api/post").json()
    assert shown["taken"]["id"] in [each["id"] for each in shown["envelopes"]]
    assert say(studio, "/api/post/settings", values={"envelope": "162 x 114 mm"})["revision"]
    assert ask(studio, "GET", "/api/post").json()["taken"]["size"] == "162 × 114 mm"
    say(studio, "/api/post/settings", values={"envelope": "auto", "return-on": "flap"})
    assert studio.desk.request().envelope == ""
    assert studio.desk.request().return_on == "flap"


@pytest.mark.parametrize(
    "values", [{"envelope": "6 elephants x 9"}, {"people": "x"}, {"address-style": "runes"}]
)
def test_an_envelope_that_is_none_is_refused(studio, values):
    before = order_text(studio)
    assert say(studio, "/api/post/settings", values=values)["refused"]
    assert order_text(studio) == before


def test_the_sample_has_the_columns_of_the_note_and_can_be_loaded(studio):
    sample = ask(studio, "GET", "/api/sample")
    assert "attachment" in sample.headers["content-disposition"]
    assert load(studio, sample.content)["order"]["people"][1]["name"] == "Åsa Ångström"
    assert listed(studio)["missing"] == []


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("Dana Reyes\nTom Lee", ["Dana Reyes", "Tom Lee"]),
        ("1. Dana Reyes\n2. Tom Lee\n", ["Dana Reyes", "Tom Lee"]),
        ("- Åsa\n• Ben", ["Åsa", "Ben"]),
        ("Name\tCompany\nDana\tNorth\n", ["Dana"]),
        ("Dana\tNorth\nTom\tSouth\n", ["Dana", "Tom"]),
        (
            'To: "Reyes, Dana" <d@x.org>, Tom Lee <t@x.org>; bob.stone@x.org',
            ["Dana Reyes", "Tom Lee", "Bob Stone"],
        ),
        ("Dana Reyes <d@x.org>\r\nTom Lee <t@x.org>", ["Dana Reyes", "Tom Lee"]),
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nEND:VCARD", ["Ann Lee"]),
    ],
)
def test_what_is_pasted_becomes_a_list(pasted, wanted):
    assert [entry.name.full for entry in parse_people(pasted_list(pasted), "x").entries] == wanted


def test_a_pasted_list_is_taken_through_the_server(studio):
    answer = load(studio, "Dana Reyes <d@x.org>\n", **{"x-how": "pasted"})
    assert answer["order"] is None  # the note needs a point
    assert listed(studio)["rows"] == [[2, "Dana Reyes", "d@x.org"]]


@pytest.mark.parametrize("name", [each for each in known_fields() if each != "name"])
def test_a_column_that_is_made_for_a_field_is_read_as_it(name):
    cell = "Dr." if name == "title" else "x"
    listing = parse_listing(f"Name,{title_of_field(name)}\nAnn,{cell}\n".encode(), "x")
    assert map_columns(listing, {}).layouts[0].at.get(name) == 1
