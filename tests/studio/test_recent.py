"""The orders that were worked on last: a list of the server's own, from which orders are opened by name, never by path."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardmaker.errors import InputError, MachineError, UsageError
from cardmaker.studio.keeping.desk import Desk
from cardmaker.studio.keeping.hidden import sealed
from cardmaker.studio.serving import recent as recent_module
from cardmaker.studio.serving.door import Pass
from cardmaker.studio.serving.places import MOST_BYTES, folder_at_hand, folder_name, new_folder, place_beside
from cardmaker.studio.serving.recent import FILE, MOST, Recents, order_id
from cardmaker.studio.serving.switching import open_known, open_new
from cardmaker.studio.studio import Studio


@pytest.fixture
def recents(tmp_path: Path, monkeypatch) -> Recents:
    monkeypatch.setattr(recent_module, "SELDOM_S", 0.0)
    return Recents(tmp_path / "state")


def order(folder: Path) -> Path:
    Desk(folder).lay_out()
    return folder


@pytest.fixture
def studio(tmp_path: Path, recents: Recents) -> Studio:
    return Studio(Desk(order(tmp_path / "here" / "mine")), Pass(5555), lambda: None, recents=recents)


def test_the_order_worked_on_last_stands_first(recents, tmp_path):
    one, two = order(tmp_path / "one"), order(tmp_path / "two")
    for folder in (one, two, one):
        recents.note(folder, "deco-fan", "Dana")
    assert [each.folder for each in Recents(recents.place).listed()] == [one, two]


def test_the_list_is_short_and_old_orders_drop_out(recents, tmp_path):
    for at in range(MOST + 30):
        recents.note(order(tmp_path / f"{at}"), "", "")
    assert len(recents.listed()) == MOST
    assert recents.listed()[0].folder.name == f"{MOST + 29}"


def test_an_order_that_is_gone_drops_out_and_comes_back_with_its_folder(recents, tmp_path):
    folder = order(tmp_path / "one")
    recents.note(folder, "", "")
    name = recents.listed()[0].id
    folder.rename(tmp_path / "away")
    assert recents.listed() == []
    assert recents.find(name) is None
    (tmp_path / "away").rename(folder)
    assert recents.find(name) == folder


def test_only_this_account_reads_the_list(recents, tmp_path):
    recents.note(order(tmp_path / "one"), "", "")
    assert recents.place.stat().st_mode & 0o077 == 0
    assert (recents.place / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "data",
    [b"", b"torn", sealed({}), sealed([3]), sealed([["relative", 1, "", ""]]), sealed([["/x", "late", "", ""]]), sealed(None)],
    ids=repr,
)  # fmt: skip
def test_a_list_that_is_not_ours_is_an_empty_one(recents, tmp_path, data):
    recents.place.mkdir()
    (recents.place / FILE).write_bytes(data)
    assert recents.listed() == []
    recents.note(order(tmp_path / "one"), "", "")
    assert len(recents.listed()) == 1


def test_a_list_that_cannot_be_kept_is_no_reason_to_stop(tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    recents = Recents(tmp_path / "state")
    recents.note(tmp_path, "", "")
    assert recents.listed() == []


def test_two_studios_that_note_at_once_lose_no_order(recents, tmp_path):
    folders = [order(tmp_path / name) for name in "abcdef"]
    code = (
        "import sys; from pathlib import Path; from cardmaker.studio.serving.recent import Recents\n"
        "for folder in sys.argv[2:]: Recents(Path(sys.argv[1])).note(Path(folder), '', '')"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", code, str(recents.place), *map(str, some)])
        for some in (folders[:3], folders[3:])
    ]
    assert [each.wait(30) for each in both] == [0, 0]
    assert {each.folder for each in recents.listed()} == set(folders)


def test_reading_an_order_puts_it_at_the_head_with_its_design_and_first_person(studio, recents):
    studio.state()
    (first,) = recents.listed()
    assert (first.folder, first.design, first.person) == (studio.desk.folder, "deco-fan", "Dana Whitfield")
    studio.desk.set_values(studio.desk.revision, {"design": "artichoke"})
    studio.state()
    assert recents.listed()[0].design == "artichoke"


def test_an_order_of_the_list_is_opened_and_brings_its_own_undo(studio, recents, tmp_path):
    mine = studio.desk.folder
    other = order(tmp_path / "other")
    Desk(other).set_values(Desk(other).revision, {"from": "Other"})
    recents.note(other, "", "")
    before = studio.state()
    open_known(studio, order_id(other))
    after = studio.state()
    assert studio.desk.folder == other
    assert (after["id"], after["revision"]) != (before["id"], before["revision"])
    assert after["chosen"]["from"] == "Other"
    assert after["undo"]
    assert studio.press.desk is studio.desk
    open_known(studio, before["id"])
    assert studio.desk.folder == mine
    assert not studio.state()["undo"]


@pytest.mark.parametrize("name", ["", "0" * 16, "../../etc", "/etc", "mine"])
def test_nothing_is_opened_that_is_not_of_the_list(studio, name):
    studio.state()
    before = studio.desk.folder
    with pytest.raises(InputError):
        open_known(studio, name)
    assert studio.desk.folder == before


def test_a_new_order_begins_beside_the_open_one_with_its_starter(studio):
    open_new(studio, "Anna's wedding", "birthday")
    assert studio.desk.folder.name == "Anna's wedding"
    assert studio.desk.folder.parent.name == "here"
    assert studio.state()["order"] is not None
    open_new(studio, "Anna's wedding", "interview")
    assert studio.desk.folder.name == "Anna's wedding 2"


@pytest.mark.parametrize(
    "name", ["../../escape", "/etc/passwd", "..", ".", "", "a/b\\c", "\x00", "C:\\x", ".hidden", "~root"]
)
def test_no_name_leads_a_new_order_elsewhere(studio, name):
    open_new(studio, name, "interview")
    assert studio.desk.folder.parent.name == "here"
    assert not studio.desk.folder.name.startswith((".", "~"))


def test_a_starter_that_there_is_not_makes_no_folder(studio):
    with pytest.raises(UsageError):
        open_new(studio, "New", "nothing")
    assert [path.name for path in studio.desk.folder.parent.iterdir()] == ["mine"]


def test_no_order_is_left_while_its_cards_are_made(studio):
    studio.press.helper.state = {"is": "running", "done": 0, "total": 9}
    with pytest.raises(InputError):
        open_new(studio, "New", "interview")
    assert [path.name for path in studio.desk.folder.parent.iterdir()] == ["mine"]


def test_a_new_order_that_cannot_be_laid_out_leaves_no_folder(studio, monkeypatch):
    def full(*_args):
        raise MachineError([])

    monkeypatch.setattr("cardmaker.studio.keeping.desk.write_files", full)
    with pytest.raises(MachineError):
        open_new(studio, "New", "interview")
    assert [path.name for path in studio.desk.folder.parent.iterdir()] == ["mine"]


def test_where_nothing_can_be_made_beside_a_new_order_lies_among_the_documents(tmp_path, monkeypatch):
    monkeypatch.setenv("CARDMAKER_ORDERS", str(tmp_path / "documents"))
    assert place_beside(tmp_path / "nowhere" / "order") == tmp_path / "documents"
    assert place_beside(tmp_path / "order") == tmp_path


@given(st.text(max_size=150))
def test_any_text_is_a_folder_name_on_every_system_or_none(text):
    name = folder_name(text)
    assert name == name.strip(" .")
    assert len(name.encode()) <= MOST_BYTES + len(" cards")
    assert not set(name) & set('\\/:*?"<>|\n\t\0')
    assert name.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thank  you\tAnn", "Thank you Ann"),
        ("Größe: 5/6", "Größe 5 6"),
        ("con", "con cards"),
        ("感謝", "感謝"),
        ("-rf", "rf"),
    ],
)
def test_a_folder_is_called_as_people_wrote_it(text, name):
    assert folder_name(text) == name


def test_a_name_that_is_taken_gets_a_number(tmp_path):
    assert [new_folder(tmp_path, "Cards").name for _ in range(3)] == ["Cards", "Cards 2", "Cards 3"]


def test_an_order_at_hand_is_opened_before_any_other(recents, tmp_path):
    recents.note(order(tmp_path / "other"), "", "")
    assert folder_at_hand(order(tmp_path / "mine"), recents) == (tmp_path / "mine", "")


def test_an_empty_folder_at_hand_is_where_an_order_begins(recents, tmp_path):
    recents.note(order(tmp_path / "other"), "", "")
    (tmp_path / "empty").mkdir()
    assert folder_at_hand(tmp_path / "empty", recents) == (tmp_path / "empty", "")


def test_elsewhere_the_last_order_is_opened_and_told(recents, tmp_path):
    other = order(tmp_path / "other")
    recents.note(other, "", "")
    folder, told = folder_at_hand(tmp_path, recents)
    assert folder == other
    assert str(other) in told


def test_elsewhere_and_without_any_order_one_begins_among_the_documents(recents, tmp_path, monkeypatch):
    monkeypatch.setenv("CARDMAKER_ORDERS", str(tmp_path / "documents"))
    (tmp_path / "something").touch()
    folder, told = folder_at_hand(tmp_path, recents)
    assert folder.parent == tmp_path / "documents"
    assert str(folder) in told
