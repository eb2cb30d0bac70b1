"""Lists on the command line: `--people`, `--map`, `--encoding`, `--address-as`, and what is said of rows that fail."""

import json

import pytest
from cli_runner import run
from pypdfium2 import PdfDocument

from tests import lists

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


EXPORTS = {
    "excel-cp1252.csv": (lists.excel_german, ["Jürgen Groß"]),
    "excel-unicode.txt": (lists.excel_unicode_text, ["Zoë Łęcka"]),
    "excel.xlsx": (lists.excel_workbook, ["Dana Reyes"]),
    "google.csv": (lists.google, ["Dana Reyes"]),
    "outlook.csv": (lists.outlook, ["Dana Reyes", "Ann Smith"]),
    "outlook-german.csv": (lists.outlook_german, ["Käthe Größl"]),
    "linkedin.csv": (lists.linkedin, ["Dana Reyes"]),
    "iphone.vcf": (lists.iphone, ["Dr. Dana Reyes"]),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_makes_cards_as_it_is_without_any_option(capsys, folder, name):
    export, people = EXPORTS[name]
    (folder / name).write_bytes(export())
    (folder / "note.txt").write_text("Dear {dear},\n\nThank you for the hour.\n\nWarm regards,\n{from}\n")
    ran = run(
        capsys, "make", "--people", name, "--note", "note.txt", "--from", "Jamie", "--separate", "-o", "out"
    )
    assert ran.code == 0, ran
    made = sorted(path for path in (folder / "out").glob("0*.pdf") if not path.stem.endswith("-envelope"))
    assert len(made) == len(people)
    assert [PdfDocument(pdf).get_metadata_dict()["Title"] for pdf in made] == [
        f"Card for {who}" for who in people
    ]
