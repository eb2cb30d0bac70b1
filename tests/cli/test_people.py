"""Lists on the command line: `--people`, `--map`, `--encoding`, `--address-as`, and what is said of rows that fail."""

import json

import pytest
from cli_runner import run

NOTE = "Dear {dear},\n\nThank you for {point}.\n\nWarm regards,\n{from}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "list.csv").write_bytes(
        "Persoon;Titel;Iets\nReyes, Dana;Dr.;the rota\nTomás Li;;\n".encode("cp1252")
    )
    return tmp_path


def make(capsys, *words):
    return run(
        capsys,
        "make",
        "--people",
        "list.csv",
        "--note",
        "note.txt",
        "--from",
        "Jamie",
        *words,
        "-o",
        "out.pdf",
    )


def test_a_list_and_a_note_make_cards_without_an_order(capsys, folder):
    ran = make(capsys, "--map", "point=Iets", "--address-as", "title and last name")
    assert ran.code == 3, ran
    assert "list.csv:3:3: error: point is empty, and note.txt:3 needs it" in ran.err
    assert "list.csv:1: advice: name is Persoon, title is Titel, point is Iets" in ran.err
    assert "1 card, 1 failed" in ran.err
    assert (folder / "out.pdf").exists()


def test_a_map_without_a_column_is_wrong_use(capsys, folder):
    ran = make(capsys, "--map", "point")
    assert ran.code == 2
    assert "'point' is not FIELD=COLUMN" in ran.err


def test_a_list_replaces_the_people_of_an_order(capsys, folder):
    (folder / "card.yaml").write_text("from: Jamie\npeople:\n  - to: Ann\n    point: y\n", encoding="utf-8")
    (folder / "note.md").write_text("Dear {dear},\n\nthank you.\n", encoding="utf-8")
    ran = run(capsys, "check", ".", "--people", "list.csv", "--encoding", "cp1252", "--json")
    assert ran.code == 0, ran
    told = [found["rule"] for found in json.loads(ran.out)]
    assert told[0] == "columns"
    assert set(told) <= {"columns", "identical"}  # two people get the same words here, which is told too


def test_a_list_that_is_none_is_refused(capsys, folder):
    (folder / "list.csv").write_bytes(b"\x89PNG\r\n")
    ran = make(capsys)
    assert ran.code == 1
    assert "is a PNG picture, not a list of people" in ran.err
    assert not (folder / "out.pdf").exists()


def test_an_order_whose_people_all_fail_is_refused(capsys, folder):
    ran = make(capsys)
    assert ran.code == 1
    assert "list.csv has no column for {point}" in ran.err
