"""The sample of five interviewers with what goes wrong in such lists: each fault is told at its row, with its reason."""

import csv
import io
import shutil

import pytest
from cli_runner import run

from tests.conftest import ROOT

PANEL = ROOT / "samples" / "panel"
THEIR_POINT = "Walking the stacks with you while you greeted nineteen people by name was the best part of the day; I counted."


@pytest.fixture
def panel(tmp_path):
    """Copy the sample, without what it makes, and write other words for some of its own."""

    def changed(*changes):
        folder = tmp_path / "panel"
        shutil.copytree(PANEL, folder, ignore=shutil.ignore_patterns("out"))
        people = (folder / "people.csv").read_text(encoding="utf-8")
        for old, new in changes:
            assert people.count(old) == 1, old
            people = people.replace(old, new)
        (folder / "people.csv").write_text(people, encoding="utf-8")
        return folder

    return changed


def problems(folder):
    text = (folder / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    return [(row["row"], row["name"], row["level"], row["rule"]) for row in csv.DictReader(io.StringIO(text))]


WRONG_NAME = ("Most of my best evenings", "As Daniel knows, most of my best evenings")
COPIED = (
    (
        '"You asked what I would switch off first, and I have a better answer now: '
        'the screen that greets people before a person does."'
    ),
    f'"{THEIR_POINT}"',
)
EMPTY_POINT = (
    (
        '"I keep returning to your rule that a book earns its shelf by being asked for, '
        'and to the three that you keep although nobody asks."'
    ),
    "",
)


def test_the_panel_as_it_is_has_five_cards_with_envelopes_a_run_sheet_and_no_problem(panel, capsys):
    folder = panel()
    done = run(capsys, "make", folder)
    assert done.code == 0
    assert "5 cards;" in done.err
    assert "5 envelopes;" in done.err
    files = ["cards.pdf", "envelopes.pdf", "run-sheet.pdf"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == files


def test_a_wrong_name_a_copied_sentence_and_an_empty_point_are_told_at_their_rows_with_reasons(panel, capsys):
    folder = panel(WRONG_NAME, COPIED, EMPTY_POINT)
    done = run(capsys, "make", folder)
    assert done.code == 3
    assert (
        'people.csv:4: error: "Daniel" is Daniel Whitcombe (row 3), and this card is for Dr. Luc' in done.err
    )
    assert "rule: other-person (N3: a card with somebody else's name is worse than none)" in done.err
    assert "people.csv:3:5: error: point is empty, and " in done.err
    assert "rule: copied-sentence (P2: a sentence that two people have was written for neither)" in done.err
    assert "3 cards, 2 failed" in done.err
    found = problems(folder)
    assert ("3", "Daniel Whitcombe", "error", "empty-field") in found
    assert ("4", "Dr. Lucía Fernández", "error", "other-person") in found
    assert {row[:2] for row in found if row[3] == "copied-sentence"} == {
        ("5", "Rowan Achterberg"),
        ("6", "Thanh Nguyễn"),
    }


def test_a_person_left_out_is_still_no_name_for_other_cards(panel, capsys):
    done = run(capsys, "check", panel(WRONG_NAME, EMPTY_POINT))
    assert done.code == 3
    assert '"Daniel" is Daniel Whitcombe (row 3)' in done.err


@pytest.mark.parametrize(
    ("only", "code", "told"),
    [("2", 0, ""), ("3", 1, "point is empty"), ("2,3", 3, "point is empty"), ("Daniel", 1, "point is empty")],
)
def test_only_counts_and_tells_the_rows_that_are_meant(panel, capsys, only, code, told):
    folder = panel(EMPTY_POINT)
    done = run(capsys, "make", folder, "--only", only)
    assert done.code == code, done.err
    assert told in done.err
    assert ("point is empty" in done.err) is bool(told)
    assert (folder / "out" / "cards-only.pdf").exists() is (code != 1)


def test_strict_makes_nothing_if_one_row_cannot_be_read(panel, capsys):
    folder = panel(EMPTY_POINT)
    assert run(capsys, "make", folder, "--strict").code == 1
    assert not (folder / "out" / "cards.pdf").exists()
