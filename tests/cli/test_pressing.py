"""`--profile press` as a person meets it: what is written, what is said, and what `check` finds."""

import json
from pathlib import Path

import pikepdf
import pytest
from pdfx4 import faults

NOTE = "Dear Dana,\n\nThank you for your time on Tuesday. It was a pleasure.\n\nWarm regards,\nJamie\n"


@pytest.fixture
def order(tmp_path: Path) -> Path:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "card.yaml").write_text(
        "cardmaker: order/1\nto: Dana Reyes\nfrom: Jamie\nnote: note.md\nformat: a7\nprofile: press\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_press_order_is_one_file_and_no_run_sheet(cli, order):
    done = cli("make", order, "-o", "out")
    assert done.code == 0, done.err
    assert [path.name for path in (order / "out").iterdir() if path.is_file()] == ["cards.pdf"]
    assert "PDF/X-4" in done.err
    assert "3 mm of bleed" in done.err
    assert faults((order / "out" / "cards.pdf").read_bytes()) == []


def test_the_run_sheet_of_an_earlier_run_for_home_goes(cli, order):
    cli("make", order, "--profile", "home", "-o", "out")
    assert (order / "out" / "run-sheet.pdf").exists()
    cli("make", order, "-o", "out")
    assert not (order / "out" / "run-sheet.pdf").exists()


def test_the_option_wins_over_the_order(cli, order):
    assert cli("make", order, "--profile", "home", "-o", "card.pdf").code == 0
    with pikepdf.open(order / "card.pdf") as pdf:
        assert pdf.pdf_version == "1.7"
        assert "/StructTreeRoot" in pdf.Root


def test_a_named_paper_gets_as_many_cards_as_it_holds(cli, order):
    done = cli("make", order, "--paper", "a3", "-o", "card.pdf")
    assert done.code == 0
    assert "2 to a sheet of A3" in done.err
    with pikepdf.open(order / "card.pdf") as pdf:
        assert float(pdf.pages[0].obj.MediaBox[2]) == pytest.approx(841.89, abs=0.01)


def test_a_paper_without_room_for_bleed_is_told_with_others(cli, order):
    done = cli("make", order, "--paper", "5x7", "-o", "card.pdf")
    assert done.code == 1
    assert "--paper: error: 5 × 7 in has no room for a7 and 3 mm of bleed" in done.err
    assert not (order / "card.pdf").exists()


def test_check_has_a_section_of_what_a_print_shop_looks_at(cli, order):
    done = cli("check", order)
    assert done.code == 0, done.err
    assert "preflight\n  fonts: 4, all in the file\n  cut to: 254 mm × 177.8 mm, 3 mm of bleed\n" in done.err
    assert done.err.endswith("all is well\n")
    assert "preflight" not in cli("check", order, "--profile", "home").err


def test_check_tells_scripts_the_same(cli, order):
    done = cli("check", order, "--json")
    found = [finding for finding in json.loads(done.out) if finding["rule"] == "preflight"]
    assert [finding["message"].partition(":")[0] for finding in found] == [
        "fonts",
        "cut to",
        "art",
        "ink",
        "lines",
        "pictures",
        "overprint",
    ]


def test_an_unknown_profile_is_told_where_it_stands(cli, order):
    text = (order / "card.yaml").read_text(encoding="utf-8").replace("press", "pres")
    (order / "card.yaml").write_text(text, encoding="utf-8")
    done = cli("make", order)
    assert done.code == 1
    assert "card.yaml:6:1: error: there is no profile 'pres'" in done.err
    assert "did you mean 'press'?" in done.err
