"""The routes of the note: how words fit, where what falls off stands, whose note it is, and what starters ask."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from cardmaker.inputs.starters import starters
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.serving.app import application
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio

NOTE = "Dear {dear},\n\nthank you for the talk on Tuesday. {point}\n\nWarm regards,\n{from}\n"
PEOPLE = "Name,Company,Point\nDana Whitfield,Harbor Lane,You spoke of the rota.\nBen Ito,North,You drew the harbor.\nBen Ito,South,Fog.\n"
ORDER = "cardmaker: order/1\n# mine\ndesign: basel\nfrom: Jamie\npeople: people.csv\n"


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    folder = tmp_path / "order"
    folder.mkdir()
    for name, text in {"card.yaml": ORDER, "note.md": NOTE, "people.csv": PEOPLE}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Studio(Desk(folder), Pass(5555), lambda: None)


def ask(studio, method, path, **kwargs):
    headers = {
        "cookie": f"{studio.allowed.cookie}={studio.allowed.token}",
        "x-cardmaker-token": studio.allowed.token,
        "sec-fetch-site": "same-origin",
    }

    async def send():
        transport = httpx.ASGITransport(application(studio))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:5555") as client:
            return await client.request(method, path, headers=headers, **kwargs)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(send())).result().json()


def post(studio, path, **said):
    return ask(studio, "POST", path, json=said)


def change(studio, path, **said):
    return post(studio, path, base=studio.desk.revision, person=0, **said)


def note(studio, person=0):
    return ask(studio, "GET", f"/api/note?person={person}")


def read(studio, name):
    return (studio.desk.folder / name).read_text(encoding="utf-8")


LONG = NOTE.replace("Tuesday. ", "Tuesday. " + "Nobody had told me before how quietly a loom can run. " * 24)


def test_words_that_fit_are_told_with_the_lines_to_spare(studio):
    told = post(studio, "/api/fit", text="Dear Dana,\n\nthank you.\n", person=0)
    assert told["problems"] == []
    assert (told["excess"], told["isSmaller"], told["from"]) == (0, False, None)
    assert 0 < told["spare"] <= told["most"]


def test_the_first_word_that_falls_off_is_named_and_stands_where_it_was_typed(studio):
    told = post(studio, "/api/fit", text=LONG, person=0)
    first = told["from"]
    assert told["excess"] > 0
    assert LONG[first["start"] : first["end"]].strip(".,") == first["word"]
    left = len(LONG[: first["start"]].split())
    assert told["words"] - told["excess"] == pytest.approx(left, abs=1)


def test_places_are_counted_as_browsers_count(studio):
    told = post(studio, "/api/fit", text=LONG.replace("Dear", "Dear 🎉"), person=0)
    spot = told["problems"][0]["spot"]
    assert told["problems"][0]["rule"] == "emoji"
    assert (spot["start"], spot["end"]) == (5, 7)


def test_a_word_that_falls_off_inside_a_field_names_the_field(studio):
    (studio.desk.folder / "people.csv").write_text(f"Name,Point\nDana,{'so many words ' * 120}\n")
    first = post(studio, "/api/fit", text=NOTE, person=0)["from"]
    assert first["field"] == "point"
    assert NOTE[first["start"] : first["end"]] == "{point}"


def test_an_unknown_field_is_told_with_its_place(studio):
    text = NOTE.replace("{point}", "{pont}")
    problem = post(studio, "/api/fit", text=text, person=0)["problems"][0]
    assert problem["rule"] == "unknown-field"
    assert text[problem["spot"]["start"] : problem["spot"]["end"]] == "{pont}"


def test_a_half_typed_field_is_a_problem_with_a_place_and_no_bug(studio):
    for text in ("Dear {", "Dear {de", "Dear [?point", "Dear [?point: {poi", "*", "\\", "", " "):
        told = post(studio, "/api/fit", text=text, person=0)
        assert isinstance(told["problems"], list)
        assert set(post(studio, "/api/draft", text=text, person=0, width=200)) >= {"findings", "picture"}


def test_what_is_said_of_words_leads_to_them_and_says_whether_it_may_be_allowed(studio):
    (studio.desk.folder / "card.yaml").write_text(ORDER + "occasion: interview\n")
    text = NOTE.replace("talk", "talk THAT WAS GREAT")
    found = {
        each["rule"]: each for each in post(studio, "/api/draft", text=text, person=0, width=200)["findings"]
    }
    spot = found["capitals"]["spot"]
    assert text[spot["start"] : spot["end"]] in "THAT WAS GREAT"
    assert found["capitals"]["mayAllow"]


def test_the_name_of_somebody_else_in_the_list_is_found_while_it_is_typed(studio):
    text = NOTE.replace("Dear {dear}", "Dear Dana").replace("talk", "talk with Dana Whitfield")
    rules = [each["rule"] for each in post(studio, "/api/draft", text=text, person=1, width=200)["findings"]]
    assert "other-person" in rules or "salutation" in rules


def test_a_rule_is_allowed_and_no_longer_allowed(studio):
    change(studio, "/api/allow", rule="capitals", allowed=True)
    assert read(studio, "card.yaml") == ORDER + "allow: [capitals]\n"
    assert note(studio)["allow"] == [{"rule": "capitals", "why": "words in capitals shout"}]
    change(studio, "/api/allow", rule="capitals", allowed=False)
    assert read(studio, "card.yaml") == ORDER


def test_a_note_of_their_own_begins_with_the_words_and_ends_with_the_common_ones(studio):
    assert (note(studio)["kind"], note(studio)["sharers"]) == ("common", 3)
    change(studio, "/api/own", text="Dear Dana,\n\nonly you.\n")
    mine = note(studio)
    assert (mine["kind"], mine["file"], mine["sharers"]) == ("found", "notes/dana-whitfield.md", 1)
    assert note(studio, 1)["sharers"] == 2
    change(studio, "/api/write", text="Dear Dana,\n\nonly for you.\n")
    assert read(studio, "notes/dana-whitfield.md") == "Dear Dana,\n\nonly for you.\n"
    assert read(studio, "note.md") == NOTE
    assert studio.desk.resolved().order.people[0].note.words[-3:] == ("only", "for", "you.")
    change(studio, "/api/common")
    assert note(studio)["kind"] == "common"
    assert not (studio.desk.folder / "notes" / "dana-whitfield.md").exists()
    studio.desk.undo(studio.desk.revision)
    assert read(studio, "notes/dana-whitfield.md") == "Dear Dana,\n\nonly for you.\n"


def test_words_that_are_no_note_yet_are_never_written_for_the_person_who_comes_after(studio):
    change(studio, "/api/own", text="Dear Dana,\n\nonly you.\n")
    mine = note(studio)["file"]
    change(studio, "/api/write", file=mine, text="Dear Dana {de")
    assert [each["name"] for each in ask(studio, "GET", "/api/state")["order"]["people"]] == [
        "Ben Ito",
        "Ben Ito",
    ]
    change(studio, "/api/write", file=mine, text="Dear Dana {dear}.\n")
    assert read(studio, mine) == "Dear Dana {dear}.\n"
    assert read(studio, "note.md") == NOTE


def test_words_for_all_are_written_for_all_also_where_the_person_has_a_note_by_now(studio):
    (studio.desk.folder / "notes").mkdir()
    (studio.desk.folder / "notes" / "dana-whitfield.md").write_text("Dear Dana,\n\nonly you.\n")
    change(studio, "/api/write", file="note.md", text=NOTE + "P.S. Hello.\n")
    assert read(studio, "note.md") == NOTE + "P.S. Hello.\n"
    assert read(studio, "notes/dana-whitfield.md") == "Dear Dana,\n\nonly you.\n"


@pytest.mark.parametrize(
    "file", ["../secret.md", "card.yaml", "people.csv", "notes/nobody.md", "/etc/passwd", ""]
)
def test_no_name_from_the_page_makes_another_file(studio, file):
    before = {path: path.read_bytes() for path in studio.desk.folder.glob("*.*")}
    assert change(studio, "/api/write", file=file, text="x").get("stale")
    assert {path: path.read_bytes() for path in studio.desk.folder.glob("*.*")} == before
    assert not (studio.desk.folder / "notes").exists()


def test_a_note_for_a_name_that_two_people_have_says_so(studio):
    post(studio, "/api/own", base=studio.desk.revision, person=1, text="Dear Ben,\n\nhello.\n")
    assert note(studio, 2)["sharers"] == 2


def test_the_note_of_an_entry_is_edited_in_its_own_file_and_given_up_without_touching_others(studio):
    (studio.desk.folder / "card.yaml").write_text(
        "cardmaker: order/1\nfrom: Jamie\npeople:\n  - to: Dana  # first\n    note: dana.md  # hers\n  - note: ben.md\n    to: Ben\n"
    )
    (studio.desk.folder / "note.md").write_text("Dear {dear},\n\nhello.\n")
    for name in ("dana", "ben"):
        (studio.desk.folder / f"{name}.md").write_text(f"Dear {name},\n\nhello.\n")
    assert (note(studio)["kind"], note(studio)["file"]) == ("named", "dana.md")
    change(studio, "/api/common")
    assert "dana.md" not in read(studio, "card.yaml")
    assert "  - to: Dana  # first\n" in read(studio, "card.yaml")
    post(studio, "/api/common", base=studio.desk.revision, person=1)
    assert read(studio, "card.yaml").endswith("  - to: Dana  # first\n  - to: Ben\n")
    assert (studio.desk.folder / "ben.md").exists()


def test_a_note_in_a_cell_of_the_list_is_written_there_and_given_up_there(studio):
    (studio.desk.folder / "people.csv").write_text('Name,Note,Point\nDana,"Dear Dana,\n\nmine.",x\nBen,,y\n')
    assert note(studio)["kind"] == "written"
    assert "mine." in note(studio)["text"]
    change(studio, "/api/write", text='Dear Dana,\n\n"other".\n')
    assert read(studio, "people.csv") == 'Name,Note,Point\nDana,"Dear Dana,\n\n""other"".",x\nBen,,y\n'
    assert read(studio, "note.md") == NOTE
    change(studio, "/api/common")
    assert read(studio, "people.csv") == "Name,Note,Point\nDana,,x\nBen,,y\n"
    assert note(studio)["kind"] == "common"


def test_a_note_that_a_list_names_is_edited_in_its_file_and_given_up_in_the_list(studio):
    (studio.desk.folder / "people.csv").write_text("Name,Note,Point\nDana,dana.md,x\nBen,,y\n")
    (studio.desk.folder / "dana.md").write_text("Dear Dana,\n\nhers.\n")
    assert (note(studio)["kind"], note(studio)["file"]) == ("named", "dana.md")
    change(studio, "/api/common")
    assert read(studio, "people.csv") == "Name,Note,Point\nDana,,x\nBen,,y\n"


def test_a_note_in_a_list_of_windows_is_written_in_its_own_letters(studio):
    (studio.desk.folder / "people.csv").write_bytes(
        'Name,Note\nÅsa Lind,"Dear Åsa,\n\nmine."\n'.encode("cp1252")
    )
    change(studio, "/api/write", text="Dear Åsa,\n\nother.\n")
    assert (
        studio.desk.folder / "people.csv"
    ).read_bytes() == 'Name,Note\nÅsa Lind,"Dear Åsa,\n\nother."\n'.encode("cp1252")


def test_fields_are_told_with_what_they_become(studio):
    fields = {each["name"]: each["value"] for each in note(studio)["fields"]}
    assert (fields["dear"], fields["company"], fields["from"]) == ("Dana", "Harbor Lane", "Jamie")
    assert fields["point"] == "You spoke of the rota."


def test_every_starter_asks_and_says_what_the_list_knows(studio):
    asked = ask(studio, "GET", "/api/questions?person=0")["starters"]
    assert [each["id"] for each in asked] == list(starters())
    interview = {each["field"]: each for each in asked[0]["questions"]}
    assert (interview["company"]["known"], interview["company"]["isEach"]) == ("Harbor Lane", False)
    assert interview["point"]["isEach"]
    assert interview["strength"]["known"] == ""


@pytest.mark.parametrize("starter", sorted(starters()))
def test_a_starter_writes_a_note_that_can_be_printed_and_undo_brings_back_every_byte(studio, starter):
    before = {name: read(studio, name) for name in ("card.yaml", "note.md", "people.csv")}
    questions = next(
        each for each in ask(studio, "GET", "/api/questions?person=0")["starters"] if each["id"] == starter
    )["questions"]
    answers = {
        each["field"]: f"my answer on {each['field']}"
        for each in questions
        if each["isEach"] or not each["known"]
    }
    answered = change(studio, "/api/begin", starter=starter, answers=answers)
    assert "refused" not in answered, answered
    person = next(each for each in answered["order"]["people"] if each["name"] == "Dana Whitfield")
    for field in answers:
        assert f"my answer on {field}" in person["words"]
    assert "{" not in person["words"]
    studio.desk.undo(studio.desk.revision)
    assert {name: read(studio, name) for name in before} == before


def test_a_lone_name_gets_all_answers_in_the_words(studio):
    (studio.desk.folder / "card.yaml").write_text("cardmaker: order/1\nfrom: Jamie\nto: Dana Reyes\n")
    answers = {"thing": "the soup", "detail": "It was hot.", "effect": "I slept."}
    change(studio, "/api/begin", starter="thanks", answers=answers)
    assert "Thank you for the soup. It was hot." in read(studio, "note.md")
    assert "{" not in read(studio, "note.md").replace("{dear}", "").replace("{from}", "")
    assert "occasion: thanks" in read(studio, "card.yaml")


def test_a_change_on_an_older_state_is_refused_by_every_route_that_writes(studio):
    before = {
        path: path.read_bytes()
        for path in studio.desk.folder.rglob("*")
        if path.is_file() and "." not in path.parts[-2]
    }
    for path, said in {
        "write": {"text": "x"},
        "own": {"text": "x"},
        "common": {},
        "allow": {"rule": "capitals", "allowed": True},
        "begin": {"starter": "thanks", "answers": {}},
    }.items():
        told = post(studio, f"/api/{path}", base="0" * 16, person=0, **said)
        assert told.get("stale") or told.get("refused"), path
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("person", [0, 1, 7, 99_999])
def test_a_person_whom_nobody_knows_is_no_bug(studio, person):
    assert note(studio, person)["text"] == NOTE
    assert "words" in post(studio, "/api/fit", text=NOTE, person=person)


def test_where_the_note_on_disk_cannot_be_used_another_can_still_be_written(studio):
    (studio.desk.folder / "note.md").write_text("Dear {nobody")
    assert note(studio)["text"] == "Dear {nobody"
    assert post(studio, "/api/fit", text=NOTE, person=1)["problems"] == []
    change(studio, "/api/write", text=NOTE)
    assert len(studio.desk.resolved().order.people) == 3
