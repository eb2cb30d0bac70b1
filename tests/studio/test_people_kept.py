"""What the People step must not do behind anybody's back: print a private remark, lose an address, leave no way back."""

import pytest

from cardmaker.addressing import envelope_sides
from cardmaker.errors import InputError
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.listing.list_changes import add_person, leave_out, mend
from cardmaker.studio.listing.list_meanings import read_column_as, read_letters_as
from cardmaker.studio.listing.list_taking import take_list
from cardmaker.studio.listing.lists import shown_list
from cardmaker.studio.listing.mailing import set_post, set_sender
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.studio import Studio

NOTE = "Dear {dear},\n\nthank you for all that you told me about it.\n\n{from}\n"
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{0} Lee\nN:Lee;{0};;;\nORG:X\nNICKNAME:Sweetie\nNOTE:owes me money\nEND:VCARD\n"


@pytest.fixture
def desk(tmp_path):
    found = Desk(tmp_path / "my order")
    found.lay_out()
    (found.folder / "note.md").write_text(NOTE, encoding="utf-8")
    return found


def order(desk):
    return (desk.folder / "card.yaml").read_text(encoding="utf-8")


def words(desk):
    return [" ".join(each.note.words) for each in desk.resolved().order.people]


def test_what_an_address_book_keeps_to_itself_stays_unread_when_its_people_become_a_list(desk):
    take_list(desk, desk.revision, (CARD.format("Ann") + CARD.format("Ben")).encode())
    before = words(desk)
    mend(desk, desk.revision, 1, 3, "Y & Sons")
    assert desk.request().people.endswith(".csv")
    assert words(desk) == before
    assert not any("Sweetie" in each or "owes" in each for each in words(desk))


def test_the_last_person_stays_and_others_can_still_be_added(desk):
    take_list(desk, desk.revision, b"Name,Company\nAnn,X\nBen,Y\n")
    leave_out(desk, desk.revision, 2)
    with pytest.raises(InputError, match="somebody must stay"):
        leave_out(desk, desk.revision, 2)
    add_person(desk, desk.revision, {"name": "Caro"})
    assert [each.name for each in desk.people()] == ["Ben", "Caro"]


def test_no_folder_of_the_machine_is_told(desk):
    (desk.folder / "note.md").write_text(NOTE.replace("it.", "it. {point}"), encoding="utf-8")
    take_list(desk, desk.revision, b"Name,Point\nAnn,\nBen,x\n")
    told = shown_list(desk, Studio(desk, Pass(5555), lambda: None).state())["findings"]
    assert any("point is empty" in each["message"] for each in told)
    assert not any(str(desk.folder) in f"{each['message']} {each['hint']}" for each in told)


def test_an_address_under_a_key_with_an_underscore_is_changed_where_it_stands(desk):
    path = desk.folder / "card.yaml"
    path.write_text(
        order(desk) + "return_address:\n  street: 1 A St   # ours\n  country: US\n", encoding="utf-8"
    )
    set_sender(desk, desk.revision, {"city": "Salem"})
    assert order(desk).endswith("return_address:\n  street: 1 A St   # ours\n  country: US\n  city: Salem\n")
    path.write_text(order(desk) + "return_on: front   # usual\n", encoding="utf-8")
    set_post(desk, desk.revision, {"return-on": "flap"})
    assert order(desk).endswith("return_on: flap   # usual\n")


def test_a_return_address_that_cannot_be_used_makes_no_flaps(desk):
    take_list(desk, desk.revision, b"Name,Street,City,State,Zip,Country\nAnn,1 Main St,Salem,OR,97301,US\n")
    set_sender(desk, desk.revision, {"street": "9 Elm St"})
    set_post(desk, desk.revision, {"return-on": "flap"})
    found = desk.resolved().order
    drawn = envelope_sides(found, found.people[0])
    assert len(drawn.frames) == 1
    assert any(each.rule == "address-city" for each in drawn.findings)


def test_a_list_in_unicode_is_read_so_whatever_the_one_before_was(desk):
    take_list(desk, desk.revision, "Name,Company\nZoé,X\n".encode("cp1250"))
    read_letters_as(desk, desk.revision, "cp1250")
    take_list(desk, desk.revision, "Name,Company\nJosé,X\n".encode())
    assert [each.name for each in desk.people()] == ["José"]
    assert desk.request().encoding == ""


def test_a_broken_list_is_shown_as_text_with_its_letters(desk):
    broken = 'Name,Point\nÅsa,"never closed\nÖrjan,y\n'
    (desk.folder / "people.csv").write_bytes(broken.encode("cp1252"))
    shown = shown_list(desk, Studio(desk, Pass(5555), lambda: None).state())
    assert (shown["kind"], shown["text"]) == ("unreadable", broken)


def test_a_column_can_be_read_as_what_only_the_note_asks_for(desk):
    (desk.folder / "note.md").write_text(NOTE.replace("it.", "it on {day}."), encoding="utf-8")
    take_list(desk, desk.revision, b"Name,When\nAnn,Tuesday\n")
    assert "day" in shown_list(desk, Studio(desk, Pass(5555), lambda: None).state())["known"]
    read_column_as(desk, desk.revision, 1, "day")
    assert "map:\n  day: When\n" in order(desk)
    assert "on Tuesday." in words(desk)[0]
    with pytest.raises(InputError):
        read_column_as(desk, desk.revision, 1, "nonsense")


@pytest.mark.parametrize("change", [lambda *at: mend(*at, 0, "x"), leave_out], ids=["mend", "leave out"])
@pytest.mark.parametrize("row", [1, 2])
def test_titles_are_nobody_to_be_changed(desk, change, row):
    before = b"Our guests,\nName,Company\nAnn,X\nBen,Y\n"
    take_list(desk, desk.revision, before)
    with pytest.raises(InputError, match="nobody"):
        change(desk, desk.revision, row)
    assert (desk.folder / "people.csv").read_bytes() == before
