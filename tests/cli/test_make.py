"""`cardmaker make` as a newcomer meets it: from any folder, with wrong input of every kind."""

import os
import shutil
import stat

import pikepdf
import pytest

from tests.conftest import SAMPLE

NOTE = "Dear Dana,\n\nThank you for your time on Tuesday.\n\nWarm regards,\nJamie\n"


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_one_card_is_made_without_an_order(cli, note, tmp_path):
    done = cli(
        "make",
        "--to",
        "Dana Reyes",
        "--note",
        note,
        "--design",
        "deco-fan",
        "--format",
        "a7",
        "-o",
        "card.pdf",
    )
    assert done.code == 0, done
    assert done.out == "card.pdf\n"
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_a_note_comes_through_a_pipe(cli, tmp_path):
    done = cli("make", "--note", "-", "-o", "card.pdf", stdin=NOTE.encode())
    assert done.code == 0, done
    assert (tmp_path / "card.pdf").exists()


def test_a_folder_for_the_output_gets_cards_pdf(cli, note, tmp_path):
    done = cli("make", "--note", note, "-o", "new/folder")
    assert done.code == 0, done
    assert (tmp_path / "new" / "folder" / "cards.pdf").exists()


def test_an_order_in_the_current_folder_needs_no_name(cli, tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "order", ignore=shutil.ignore_patterns("out", "preview"))
    done = cli("make", cwd=tmp_path / "order")
    assert done.code == 0, done
    assert (tmp_path / "order" / "out" / "cards.pdf").exists()


def test_an_option_wins_over_the_order(cli, tmp_path):
    done = cli("make", SAMPLE, "--palette", "nosuch", "-o", tmp_path / "x.pdf")
    assert done.code == 1
    assert "--palette: error: design deco-fan has no palette 'nosuch'" in done.err


def test_another_design_comes_with_its_own_first_palette(cli, tmp_path):
    done = cli("make", SAMPLE, "--design", "olive-wreath", "-o", tmp_path / "x.pdf")
    assert done.code == 0, done


def test_the_same_order_gives_the_same_bytes_in_other_surroundings(cli, tmp_path):
    surroundings = [
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "HOME": str(tmp_path)},
    ]
    files = []
    for number, env in enumerate(surroundings):
        done = cli("make", SAMPLE, "-o", tmp_path / f"{number}.pdf", env=env)
        assert done.code == 0, done
        files.append((tmp_path / f"{number}.pdf").read_bytes())
    assert files[0] == files[1]


def test_the_date_of_the_source_goes_into_the_file(cli, note, tmp_path):
    done = cli("make", "--note", note, "-o", "card.pdf", env={"SOURCE_DATE_EPOCH": "1700000000"})
    assert done.code == 0, done
    with pikepdf.open(tmp_path / "card.pdf") as pdf, pdf.open_metadata() as packet:
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20231114221320+00'00'"
        assert packet["xmp:CreateDate"] == packet["xmp:ModifyDate"] == "2023-11-14T22:13:20+00:00"
    done = cli("make", "--note", note, "-o", "card.pdf", env={"SOURCE_DATE_EPOCH": "soon"})
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in done.err


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--design", "olive-wreth"], 1, "did you mean 'olive-wreath'?"),
        (["--format", "a22"], 1, "did you mean 'a2'?"),
        (["--paper", "leter"], 1, "did you mean 'letter'?"),
        (["--hand", "reenie"], 1, "did you mean 'reenie-beanie'?"),
        (["--flip", "sideways"], 1, "there is no flip 'sideways'"),
        (["--ink", "reddish"], 1, "'reddish' is not a color"),
        (["--text", "headlin=x"], 1, "did you mean 'headline'?"),
        (["--text", "headline"], 2, "is not SLOT=TEXT"),
        (["--format", "half-letter", "--paper", "a4"], 1, "--paper: error: A4 is too small for half-letter"),
        (["--nosuch"], 2, "No such option"),
    ],
)
def test_a_wrong_option_is_one_clear_line_and_writes_nothing(cli, note, tmp_path, options, code, said):
    done = cli("make", "--note", note, "-o", "card.pdf", *options)
    assert done.code == code, done
    assert said in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "card.pdf").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the note is empty"),
        (b"  \n\n", "the note is empty"),
        ("Dear José".encode("latin-1"), "note.txt:1:9: error: is not UTF-8"),
        (b"Dear\x07Dana", "note.txt:1:5: error: holds the control character U+0007"),
        ("Hello \u4f60\u597d".encode(), "no hand can write '你' (U+4F60), '好' (U+597D)"),
        (b"word " * 300, "words too long"),
        (b"a" * 300, "is wider than the card"),
        (b"word " * 20_000, "characters; a card holds at most"),
        (b"Dear {nmae}", "{nmae} is not a field"),
        (b"Dear {to}", "{to} has no value"),
    ],
)
def test_a_wrong_note_is_told_with_its_place_and_the_old_file_stays(cli, tmp_path, data, said):
    (tmp_path / "note.txt").write_bytes(data)
    (tmp_path / "card.pdf").write_bytes(b"old")
    done = cli("make", "--note", "note.txt", "-o", "card.pdf")
    assert done.code == 1, done
    assert said in done.err
    assert (tmp_path / "card.pdf").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.pdf", "note.txt"]


def test_a_missing_note_is_named(cli):
    done = cli("make", "--note", "nosuch.txt", "-o", "card.pdf")
    assert done.code == 1
    assert "nosuch.txt: error: there is no such file" in done.err


def test_a_missing_note_does_not_hide_what_else_is_wrong(cli):
    done = cli(
        "make", "--note", "nosuch.txt", "--hand", "rennie-beanie", "--design", "decofan", "-o", "card.pdf"
    )
    assert done.code == 1
    assert "nosuch.txt" in done.err
    assert "did you mean 'reenie-beanie'?" in done.err
    assert "did you mean 'deco-fan'?" in done.err


def test_without_an_order_and_a_note_the_way_out_is_shown(cli):
    done = cli("make")
    assert done.code == 2
    assert "cardmaker new DIR" in done.err


def _order(folder, text):
    folder.mkdir()
    (folder / "card.yaml").write_text(text, encoding="utf-8")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return folder


def test_all_problems_of_an_order_are_told_at_once_with_their_places(cli, tmp_path):
    order = _order(tmp_path / "order", "desgin: deco-fan\nformat: a2\nseed: many\npeople:\n  - too: Dana\n")
    done = cli("make", order)
    assert done.code == 1
    assert "card.yaml:1:1: error: the order has no 'desgin'" in done.err
    assert "did you mean 'design'?" in done.err
    assert "card.yaml:3:7: error: seed 'many'" in done.err
    assert "card.yaml:5:5: error: a person has no 'too'" in done.err


def test_wrong_values_of_an_order_are_told_at_once_with_their_places(cli, tmp_path):
    order = _order(tmp_path / "order", "design: nosuch\nformat: a99\npaper: papyrus\nink: soot\nto: Dana\n")
    done = cli("make", order)
    assert done.code == 1
    assert [f"card.yaml:{line}:1: error" in done.err for line in (1, 2, 3, 4)] == [True] * 4, done


def test_an_order_may_not_read_notes_outside_its_folder(cli, tmp_path):
    (tmp_path / "secret.md").write_text("my secret", encoding="utf-8")
    order = _order(tmp_path / "order", "to: Dana\nnote: ../secret.md\n")
    done = cli("make", order)
    assert done.code == 1
    assert "lies outside the order's folder" in done.err


def test_an_order_of_a_later_version_asks_for_a_newer_program(cli, tmp_path):
    done = cli("make", _order(tmp_path / "order", "cardmaker: order/9\nto: Dana\n"))
    assert done.code == 1
    assert "use a newer cardmaker" in done.err


def test_one_bad_note_does_not_stop_the_others(cli, tmp_path):
    order = _order(tmp_path / "order", "people:\n  - to: Dana\n  - to: Li\n    note: li.md\n")
    (order / "li.md").write_text("Dear 李,\n\nthank you.", encoding="utf-8")
    done = cli("make", order)
    assert done.code == 3, done
    assert "1 card, 1 failed" in done.err
    assert (order / "out" / "cards.pdf").exists()


def test_a_word_of_another_script_is_written_by_another_hand_and_told(cli, tmp_path):
    (tmp_path / "note.txt").write_text("Dear Nguyễn and Łukasz Привет,\n\nthank you.", encoding="utf-8")
    done = cli("make", "--note", "note.txt", "-o", "card.pdf")
    assert done.code == 0, done
    assert "warning" in done.err
    assert "Привет" in done.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_folder_without_rights_is_a_matter_of_the_machine(cli, note, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    done = cli("make", "--note", note, "-o", locked / "card.pdf")
    assert done.code == 4
    assert "choose another place with -o" in done.err


@pytest.mark.parametrize("target", ["folder.pdf", "file.txt/card.pdf"])
def test_a_target_that_cannot_be_a_file_is_a_matter_of_the_machine(cli, note, tmp_path, target):
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file.txt").write_text("here", encoding="utf-8")
    done = cli("make", "--note", note, "-o", target)
    assert done.code == 4, done
    assert "cannot be written" in done.err
    assert not list(tmp_path.rglob("*.part"))


def test_python_files_in_the_current_folder_are_not_run(cli, note, tmp_path):
    for name in ("reportlab_settings.py", "yaml.py", "click.py"):
        (tmp_path / name).write_text("open('canary', 'w')", encoding="utf-8")
    done = cli("make", "--note", note, "-o", "card.pdf", env={"PYTHONSAFEPATH": "1"})
    assert done.code == 0, done
    assert not (tmp_path / "canary").exists()
