"""Many people through the command line: who is meant, who is left out, parts, processes and the files they give."""

import csv
import io
import shutil

import pytest
from cli_runner import run

from tests.batches import contents, names, write_order

BAD = "Dear {to},\n\nthank you, 李.\n\nJamie\n"


@pytest.fixture
def order(tmp_path):
    return write_order(tmp_path / "order", 7)


@pytest.fixture
def spoilt(order):
    """An order whose third person has a note that no hand can write."""
    text = (order / "card.yaml").read_text(encoding="utf-8")
    third = names(3)[-1]
    text = text.replace(f"- to: {third}\n", f"- to: '=SUM(A1) {third}'\n    note: bad.md\n")
    (order / "card.yaml").write_text(text, encoding="utf-8")
    (order / "bad.md").write_text(BAD, encoding="utf-8")
    return order


def problems(folder):
    text = (folder / "problems.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_bad_row_is_left_out_told_in_problems_csv_and_gives_exit_3(spoilt, capsys):
    done = run(capsys, "make", spoilt)
    assert done.code == 3, done
    assert "6 cards, 1 failed" in done.err
    (row,) = problems(spoilt / "out")
    assert row["row"] == "3"
    assert row["name"].startswith("'=SUM")
    assert (row["level"], row["rule"]) == ("error", "glyphs")
    assert "李" in row["message"]
    assert str(spoilt / "out" / "problems.csv") in done.out


def test_strict_makes_all_or_nothing(spoilt, capsys):
    for way in ([], ["--separate"]):
        done = run(capsys, "make", spoilt, "--strict", *way)
        assert done.code == 1, done
        assert "no hand can write '李'" in done.err
        assert not (spoilt / "out").exists()


def test_problems_that_are_gone_take_their_list_with_them(spoilt, capsys):
    run(capsys, "make", spoilt)
    (spoilt / "bad.md").write_text("Dear Ann,\n\nthank you.\n", encoding="utf-8")
    assert run(capsys, "make", spoilt).code == 0
    assert not (spoilt / "out" / "problems.csv").exists()


def test_a_list_of_one_s_own_named_problems_csv_is_left_alone(order, capsys):
    (order / "out").mkdir()
    (order / "out" / "problems.csv").write_text("mine", encoding="utf-8")
    assert run(capsys, "make", order).code == 0
    assert (order / "out" / "problems.csv").read_text(encoding="utf-8") == "mine"


def test_separate_gives_a_file_a_person_named_by_row_and_name(order, capsys):
    done = run(capsys, "make", order, "--separate")
    assert done.code == 0, done
    files = sorted(path.name for path in (order / "out").glob("0*.pdf"))
    assert files == [f"{row:04}-ann-smith-{name[-2:]}.pdf" for row, name in enumerate(names(7), 1)]
    assert not (order / "out" / "cards.pdf").exists()


def test_separate_leaves_a_bad_row_s_number_free(spoilt, capsys):
    assert run(capsys, "make", spoilt, "--separate").code == 3
    files = sorted(path.name[:4] for path in (spoilt / "out").glob("0*.pdf"))
    assert files == ["0001", "0002", "0004", "0005", "0006", "0007"]


def test_one_spoilt_card_is_remade_exactly_and_afresh_with_another_seed(order, capsys):
    run(capsys, "make", order, "--separate")
    first = contents(order / "out")
    (seventh,) = (name for name in first if name.startswith("0007"))
    (order / "out" / seventh).write_bytes(b"coffee")
    assert run(capsys, "make", order, "--separate", "--only", 7).code == 0
    assert (order / "out" / seventh).read_bytes() == first[seventh]
    assert run(capsys, "make", order, "--separate", "--only", 7, "--seed", 2).code == 0
    assert (order / "out" / seventh).read_bytes() != first[seventh]
    assert contents(order / "out")["0001-ann-smith-aa.pdf"] == first["0001-ann-smith-aa.pdf"]


def test_only_leaves_the_file_of_all_alone(order, capsys):
    run(capsys, "make", order)
    whole = (order / "out" / "cards.pdf").read_bytes()
    done = run(capsys, "make", order, "--only", "2,4-5,Ann Smith ga")
    assert done.code == 0, done
    assert "4 cards" in done.err
    assert (order / "out" / "cards.pdf").read_bytes() == whole
    assert (order / "out" / "cards-only.pdf").exists()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("9", "there is no row 9"),
        ("8-12", "there is no row 8-12"),
        ("Zoe", "there is no person 'Zoe' among 7"),
        ("ann", "'ann' may be more than one person"),
    ],
)
@pytest.mark.parametrize("command", ["make", "check", "preview"])
def test_only_those_who_are_there_can_be_meant(order, capsys, command, wanted, said):
    done = run(capsys, command, order, "--only", wanted)
    assert done.code == 1
    assert said in done.err
    assert not (order / "out").exists()


def test_check_and_preview_know_only_too(spoilt, capsys, tmp_path):
    assert run(capsys, "check", spoilt).code == 3
    assert run(capsys, "check", spoilt, "--only", "1-2").code == 0
    done = run(capsys, "preview", spoilt, "--only", "2,5", "-o", tmp_path / "seen", "--dpi", 36)
    assert done.code == 0, done
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == ["0002", "0005"]


def test_a_corrected_name_takes_the_old_file_with_it_but_not_one_that_somebody_changed(order, capsys):
    run(capsys, "make", order, "--separate")
    changed = order / "out" / "0002-ann-smith-ba.pdf"
    changed.write_bytes(b"signed by hand")
    text = (order / "card.yaml").read_text(encoding="utf-8")
    text = text.replace("Ann Smith aa", "Anna Smith").replace("Ann Smith ba", "Bea Smith")
    (order / "card.yaml").write_text(text, encoding="utf-8")
    assert run(capsys, "make", order, "--separate").code == 0
    files = {path.name for path in (order / "out").glob("000[12]-*")}
    assert files == {"0001-anna-smith.pdf", "0002-bea-smith.pdf", changed.name}


@pytest.mark.parametrize("shards", [2, 3, 5])
@pytest.mark.parametrize("format_", ["half-letter", "a7"])
def test_shards_joined_are_the_undisturbed_file(tmp_path, capsys, shards, format_):
    order = write_order(tmp_path / "order", 8, format=format_)
    run(capsys, "make", order, "-o", tmp_path / "calm")
    for number in range(1, shards + 1):
        done = run(capsys, "make", order, "--shard", f"{number}/{shards}", "-o", tmp_path / "parts")
        assert done.code == 0, done
    done = run(capsys, "make", order, "--merge", "-o", tmp_path / "parts")
    assert done.code == 0, done
    calm, joined = contents(tmp_path / "calm"), contents(tmp_path / "parts")
    assert joined["cards.pdf"] == calm["cards.pdf"]
    assert joined["run-sheet.pdf"] == calm["run-sheet.pdf"]


def test_shards_with_a_card_that_fails_are_joined_without_a_hole(tmp_path, spoilt, capsys):
    options = ("--format", "a7", "--design", "typographic")
    assert run(capsys, "make", spoilt, *options, "-o", tmp_path / "calm").code == 3
    for number in (1, 2):
        run(capsys, "make", spoilt, *options, "--shard", f"{number}/2", "-o", tmp_path / "parts")
    assert run(capsys, "make", spoilt, *options, "--merge", "-o", tmp_path / "parts").code == 3
    calm, joined = contents(tmp_path / "calm"), contents(tmp_path / "parts")
    assert joined["cards.pdf"] == calm["cards.pdf"]
    assert joined["problems.csv"] == calm["problems.csv"]


def test_a_missing_or_foreign_shard_is_named_and_nothing_is_written(order, tmp_path, capsys):
    parts = tmp_path / "parts"
    run(capsys, "make", order, "--shard", "1/2", "-o", parts)
    done = run(capsys, "make", order, "--merge", "-o", parts)
    assert done.code == 1
    assert "--shard 2/2" in done.err
    run(capsys, "make", order, "--shard", "2/2", "--seed", 2, "-o", parts)
    done = run(capsys, "make", order, "--merge", "-o", parts)
    assert done.code == 1
    assert "rows 4 to 7 differ" in done.err
    assert not (parts / "cards.pdf").exists()


def test_shards_of_separate_files_need_no_joining(order, tmp_path, capsys):
    run(capsys, "make", order, "--separate", "-o", tmp_path / "calm")
    for number in (1, 2):
        run(capsys, "make", order, "--separate", "--shard", f"{number}/2", "-o", tmp_path / "parts")
    calm, parts = (
        {name: data for name, data in contents(tmp_path / place).items() if name.startswith("0")}
        for place in ("calm", "parts")
    )
    assert calm == parts


@pytest.mark.parametrize(
    "options",
    [
        ("--only", "1", "--shard", "1/2"),
        ("--merge", "--separate"),
        ("--merge", "--shard", "1/2"),
        ("--shard", "3/2"),
        ("--shard", "0/2"),
        ("--shard", "half"),
        ("--jobs", "0"),
        ("--separate", "-o", "cards.pdf"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(order, capsys, options):
    assert run(capsys, "make", order, *options).code == 2
    assert not (order / "out").exists()


def test_the_folder_s_place_taken_by_a_file_is_a_matter_of_the_machine(order, tmp_path, capsys):
    (tmp_path / "taken").write_text("here", encoding="utf-8")
    for way in ([], ["--separate"]):
        done = run(capsys, "make", order, *way, "-o", tmp_path / "taken")
        assert done.code == 4, done
        assert "a file stands where a folder should be" in done.err


def test_a_link_to_a_folder_is_followed(order, tmp_path, capsys):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run(capsys, "make", order, "-o", tmp_path / "link").code == 0
    assert (tmp_path / "real" / "cards.pdf").exists()


def test_left_over_parts_of_ours_are_swept_and_others_stay(order, capsys):
    out = order / "out"
    out.mkdir()
    for name in (".cards.pdf.x1y2.part", ".0007-ann.pdf.abc.part", ".mine.part", "cards.part"):
        (out / name).write_bytes(b"half")
    assert run(capsys, "make", order).code == 0
    assert sorted(path.name for path in out.glob("*.part")) == [".mine.part", "cards.part"]


def test_the_ledger_warns_of_a_second_note_and_of_a_repeated_one(order, capsys):
    run(capsys, "make", order)
    assert not (order / "sent.csv").exists()
    done = run(capsys, "sent", order, "--log", "--only", "1-2", "--today", "2026-11-20")
    assert done.code == 0, done
    assert done.out.count("2026-11-20  Ann Smith") == 2
    before = (order / "sent.csv").read_bytes()
    run(capsys, "sent", order, "--log", "--only", "1", "--today", "2026-11-20")
    assert (order / "sent.csv").read_bytes() == before
    done = run(capsys, "check", order)
    assert "Ann Smith aa was written to on 2026-11-20" in done.err
    assert "the note to Ann Smith ba repeats that of 2026-11-20" in done.err
    assert "Ann Smith ca" not in done.err
    (order / "note.md").write_text(
        "Dear {to},\n\nthe lamp came today, and it is lit.\n\nJ\n", encoding="utf-8"
    )
    done = run(capsys, "check", order)
    assert "was written to on" in done.err
    assert "repeats" not in done.err


def test_make_log_takes_its_day_from_the_source_date(order, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run(capsys, "make", order, "--log").code == 0
    done = run(capsys, "sent", order, "--json")
    assert done.out.count('"date": "2023-11-14"') == 7


def test_a_ledger_that_is_something_else_is_refused_and_left(order, capsys):
    (order / "sent.csv").write_text("mine,own\n1,2\n", encoding="utf-8")
    done = run(capsys, "sent", order, "--log")
    assert done.code == 1
    assert "is not a ledger of ours" in done.err
    assert (order / "sent.csv").read_text(encoding="utf-8") == "mine,own\n1,2\n"


def test_nobody_is_noted_unasked(order, capsys):
    done = run(capsys, "sent", order)
    assert done.code == 0
    assert "nobody is noted here" in done.err
    shutil.rmtree(order)


@pytest.mark.parametrize("command", ["make", "check", "preview"])
@pytest.mark.parametrize("only", ["", " , "])
def test_only_without_anybody_is_wrong_use_and_no_wish_for_everybody(capsys, order, command, only):
    done = run(capsys, command, order, "--only", only)
    assert done.code == 2
    assert "it names nobody" in done.err
    assert not (order / "out").exists()
