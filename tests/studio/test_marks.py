"""Marks of cards that were looked at: kept with the order, and lost with what was looked at."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from cardmaker.inputs.order import read_request, resolve
from cardmaker.model import Order
from cardmaker.studio.keeping.hidden import FOLDER
from cardmaker.studio.keeping.marks import MARKS_FILE, SPARE_LINES, Marks

CARD = """cardmaker: order/1
design: deco-fan
hand: reenie-beanie
from: Jamie
people: people.csv
note: note.md
"""
PEOPLE = """Name,Company,Street,City,Country,Point
Ann Smith,North,1 Main Street,Springfield,US,one
Ben Ito,Harbor,2 Main Street,Springfield,US,two
Ann Smith,South,3 Main Street,Springfield,US,three
"""
ANN, BEN, OTHER_ANN = "Ann Smith#1", "Ben Ito#1", "Ann Smith#2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "card.yaml").write_text(CARD)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "note.md").write_text("Dear {dear},\n\nthank you. {point}\n\n{from}\n")
    return tmp_path


def read(folder: Path) -> Order:
    return resolve(*read_request(folder)).order


def change(folder: Path, name: str, old: str, new: str) -> Order:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))
    return read(folder)


def test_marks_are_read_again_by_the_next_studio_of_the_folder(folder):
    Marks(folder).set(read(folder), ANN, "good")
    Marks(folder).set(read(folder), BEN, "skipped")
    assert Marks(folder).of(read(folder)) == {ANN: "good", BEN: "skipped"}


def test_namesakes_have_marks_of_their_own(folder):
    Marks(folder).set(read(folder), OTHER_ANN, "good")
    assert Marks(folder).of(read(folder)) == {OTHER_ANN: "good"}


def test_a_mark_can_be_changed_and_taken_away(folder):
    marks, order = Marks(folder), read(folder)
    marks.set(order, ANN, "good")
    marks.set(order, ANN, "skipped")
    assert marks.of(order) == {ANN: "skipped"}
    marks.set(order, ANN, "")
    assert marks.of(order) == Marks(folder).of(order) == {}


def test_another_note_takes_all_marks_and_the_old_one_brings_them_back(folder):
    marks = Marks(folder)
    marks.set(read(folder), ANN, "good")
    assert marks.of(change(folder, "note.md", "thank you.", "thanks.")) == {}
    assert marks.of(change(folder, "note.md", "thanks.", "thank you.")) == {ANN: "good"}


@pytest.mark.parametrize(
    ("old", "new"), [("one", "first"), ("1 Main Street", "9 Main Street")], ids=["words", "envelope"]
)
def test_a_changed_row_takes_the_mark_of_that_person_alone(folder, old, new):
    marks = Marks(folder)
    for key in (ANN, BEN):
        marks.set(read(folder), key, "good")
    assert marks.of(change(folder, "people.csv", old, new)) == {BEN: "good"}


@pytest.mark.parametrize(
    "change_of",
    [
        {"seed": 2},
        {"palette": "another"},
        {"texts": {"headline": "Merci"}},
    ],
    ids=str,
)
def test_what_changes_all_cards_takes_all_marks(folder, change_of):
    marks, order = Marks(folder), read(folder)
    marks.set(order, ANN, "good")
    assert marks.of(replace(order, **change_of)) == {}


@pytest.mark.parametrize("key", ["paper: a4", "flip: long-edge", "profile: press", "today: 2026-11-01"])
def test_paper_printer_and_dates_take_no_mark(folder, key):
    marks, order = Marks(folder), read(folder)
    marks.set(order, ANN, "good")
    assert marks.of(change(folder, "card.yaml", "from: Jamie", f"from: Jamie\n{key}")) == {ANN: "good"}


def test_a_row_that_moved_keeps_its_mark(folder):
    marks = Marks(folder)
    marks.set(read(folder), BEN, "good")
    rows = PEOPLE.splitlines()
    (folder / "people.csv").write_text("\n".join([rows[0], rows[2], rows[1], rows[3]]) + "\n")
    assert marks.of(read(folder)) == {BEN: "good"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-7],
        lambda data: data + b"torn",
        lambda data: b"\xff\x00 foreign\n" + data,
        lambda data: data.replace(b"good", b"evil"),
        lambda _data: b"",
        lambda _data: b'[["Ann Smith#1", "good", "x"]]\n' * 3,
    ],
    ids=["cut", "torn", "foreign", "forged", "empty", "unsealed"],
)
def test_a_damaged_file_loses_marks_and_nothing_else(folder, damage):
    order = read(folder)
    Marks(folder).set(order, BEN, "skipped")
    Marks(folder).set(order, ANN, "good")
    path = folder / FOLDER / MARKS_FILE
    path.write_bytes(damage(path.read_bytes()))
    marks = Marks(folder)
    assert set(marks.of(order)) <= {ANN, BEN}
    marks.set(order, OTHER_ANN, "good")
    assert Marks(folder).of(order)[OTHER_ANN] == "good"


def test_a_file_that_is_a_folder_is_no_reason_to_stop(folder):
    (folder / FOLDER / MARKS_FILE).mkdir(parents=True)
    marks, order = Marks(folder), read(folder)
    marks.set(order, ANN, "good")
    assert marks.of(order) == {ANN: "good"}


def test_a_hidden_folder_that_is_a_file_is_no_reason_to_stop(folder):
    (folder / FOLDER).write_text("mine")
    marks, order = Marks(folder), read(folder)
    marks.set(order, ANN, "good")
    assert marks.of(order) == {ANN: "good"}
    assert (folder / FOLDER).read_text() == "mine"


def test_two_studios_mark_in_turns_and_lose_nothing(folder):
    order, one, other = read(folder), Marks(folder), Marks(folder)
    one.set(order, ANN, "good")
    other.set(order, BEN, "good")
    one.set(order, OTHER_ANN, "skipped")
    assert one.of(order) == other.of(order) == {ANN: "good", BEN: "good", OTHER_ANN: "skipped"}


def test_only_this_account_reads_the_marks(folder):
    Marks(folder).set(read(folder), ANN, "good")
    assert (folder / FOLDER).stat().st_mode & 0o077 == 0
    assert (folder / FOLDER / MARKS_FILE).stat().st_mode & 0o077 == 0


def test_a_file_of_marks_does_not_grow_for_ever(folder):
    marks, order = Marks(folder), read(folder)
    for at in range(2 * SPARE_LINES):
        marks.set(order, ANN, ("good", "skipped")[at % 2])
    assert len((folder / FOLDER / MARKS_FILE).read_bytes().splitlines()) <= SPARE_LINES + 3
    assert Marks(folder).of(order) == {ANN: "skipped"}


@pytest.mark.parametrize(("key", "mark"), [(ANN, "bad"), ("Nobody#1", "good")])
def test_what_is_no_mark_or_nobodys_is_refused(folder, key, mark):
    with pytest.raises(ValueError, match=mark if key == ANN else key):
        Marks(folder).set(read(folder), key, mark)
    assert not os.path.lexists(folder / FOLDER)
