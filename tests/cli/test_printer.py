"""`cardmaker printer` as a person uses it: a test sheet, what is read on it, and what is refused."""

import json

import pytest

from tests.conftest import SAMPLE, run_tool


@pytest.fixture
def env(tmp_path):
    return {"CARDMAKER_PRINTERS": str(tmp_path / "printers")}


@pytest.fixture
def kept(cli, env):
    """A printer that was set already."""
    result = cli("printer", "set", "brother", "--x", "0.7", "--y", "−0,4", "--across", "150.45", env=env)
    assert result.code == 0, result
    return result


def test_without_profiles_the_list_says_how_to_begin(cli, env) -> None:
    result = cli("printer", env=env)
    assert result.code == 0
    assert "cardmaker printer calibrate NAME" in result.err


def test_a_test_sheet_is_made_and_how_to_print_it_is_told(cli, env, tmp_path) -> None:
    result = cli("printer", "calibrate", "brother", "--paper", "a4", env=env)
    assert result.code == 0, result
    assert result.out.strip() == "brother-test.pdf"
    assert "flip on the long edge, 100 %" in result.err
    told = run_tool("pdfinfo", tmp_path / "brother-test.pdf")
    assert "A4" in told
    assert "Pages:           2" in told


def test_turning_sheets_are_four_pages(cli, env, tmp_path) -> None:
    result = cli("printer", "calibrate", "brother", "--manual", env=env)
    assert result.code == 0, result
    assert "Pages:           4" in run_tool("pdfinfo", tmp_path / "brother-turning.pdf")


def test_what_was_read_is_kept_and_told(kept, cli, env) -> None:
    assert "lands 0.7 mm right and 0.4 mm up" in kept.err
    assert "0.3 % too wide" in kept.err
    shown = json.loads(cli("printer", "show", "brother", "--json", env=env).out)
    assert shown["back"] == {"x": "0.7 mm", "y": "-0.4 mm"}
    assert shown["scale"] == {"x": 1.003, "y": 1.0}


def test_what_is_not_given_stays_as_it_was(kept, cli, env) -> None:
    cli("printer", "set", "brother", "--y", "0", "--margins", "4,4,4,12", "--cross", "n", env=env)
    shown = json.loads(cli("printer", "show", "brother", "--json", env=env).out)
    assert shown["back"] == {"x": "0.7 mm", "y": "0 mm"}
    assert shown["margins"] == {"left": "4 mm", "top": "4 mm", "right": "4 mm", "bottom": "12 mm"}
    assert shown["load"] == "face-down foot-first"


def test_each_tray_has_its_own_profile(kept, cli, env) -> None:
    cli("printer", "set", "brother", "--tray", "manual", "--x", "-1", env=env)
    listed = json.loads(cli("printer", "list", "--json", env=env).out)
    assert [(each["name"], each.get("tray"), each["back"]["x"]) for each in listed] == [
        ("brother", None, "0.7 mm"),
        ("brother", "manual", "-1 mm"),
    ]


def test_a_profile_goes_out_and_comes_in_the_same(kept, cli, env, tmp_path) -> None:
    exported = cli("printer", "export", "brother", "-o", "brother.yaml", env=env)
    assert exported.code == 0, exported
    other = {"CARDMAKER_PRINTERS": str(tmp_path / "friend")}
    assert cli("printer", "import", "brother.yaml", env=other).code == 0
    assert (
        cli("printer", "export", "brother", env=other).out == cli("printer", "export", "brother", env=env).out
    )


def test_a_removed_profile_is_gone(kept, cli, env) -> None:
    assert cli("printer", "remove", "brother", env=env).code == 0
    assert cli("printer", "show", "brother", env=env).code == 1


@pytest.mark.parametrize(
    "options, said",
    [
        (("--x", "40"), "back x of 40 mm is more than a printer is off, 5 mm at most"),
        (("--front-y", "-5.1"), "front y of -5.1 mm is more than a printer is off"),
        (("--scale-x", "0.5"), "a scale of 0.5 for x is no printer's; 0.97 to 1.03 is"),
        (("--down", "100"), "a scale of 0.5 for y is no printer's"),
        (("--margins", "4,4,4,30"), "a bottom margin of 30 mm is no printer's; 0 to 20 mm is"),
        (("--flip", "short"), "there is no flip 'short'"),
        (("--feed", "sideways"), "there is no 'sideways' in how envelopes are fed"),
    ],
)
def test_numbers_that_no_printer_has_are_refused_with_the_limits_and_why(cli, env, options, said) -> None:
    result = cli("printer", "set", "brother", *options, env=env)
    assert result.code == 1
    assert said in result.err
    assert "hint:" in result.err
    assert "no printer has a profile" in cli("printer", env=env).err


@pytest.mark.parametrize(
    "options, said",
    [
        (("--x", "left"), "is not a number of millimeters"),
        (("--x", "nan"), "is not a number of millimeters"),
        (("--margins", "4,4"), "neither one number nor four"),
        (("--cross", "Z"), "'Z' is not one of"),
        (("--across", "150", "--scale-x", "1"), "say the same"),
        (("--refeed-order", "mixed"), "same or reversed"),
    ],
)
def test_words_that_mean_nothing_are_wrong_use(cli, env, options, said) -> None:
    result = cli("printer", "set", "brother", *options, env=env)
    assert result.code == 2, result
    assert said in result.err


def test_a_name_that_is_no_file_is_refused(cli, env) -> None:
    for name in ("../evil", "a/b", "", "x" * 80, "Drucker ä"):
        assert cli("printer", "set", name, "--x", "0.1", env=env).code == 2


@pytest.mark.parametrize(
    "text, said",
    [
        (
            "cardmaker: printer/2\nname: new\nfuture: yes\n",
            "p.yaml:1:12: error: this profile is 'printer/2', of a newer cardmaker",
        ),
        ("cardmaker: order/1\nname: x\n", "this is no printer profile"),
        ("name: x\n", "this is no printer profile; one begins with cardmaker: printer/1"),
        (
            "cardmaker: printer/1\nname: x\nbakc: {x: 1 mm}\n",
            "p.yaml:3:1: error: a printer profile has no 'bakc'",
        ),
        ("cardmaker: printer/1\nname: x\nback: {x: 40 mm}\n", "p.yaml:3:1: error: back x of 40 mm"),
        ("cardmaker: printer/1\nname: x\nback: {x: 1}\n", "'1' has no unit"),
        ("cardmaker: printer/1\nname: x\nscale: {x: 0.5, y: wide}\n", "p.yaml:3:20: error: y 'wide'"),
        ("cardmaker: printer/1\nname: ../x\n", "'../x' is no name"),
        ("cardmaker: printer/1\n", "a printer profile needs 'name'"),
        ("cardmaker: printer/1\nname: x\nscale: {x: 1e400, y: 1}\n", "p.yaml:3:12: error: x '1e400'"),
    ],
)
def test_a_broken_profile_is_refused_with_its_place(cli, env, tmp_path, text: str, said: str) -> None:
    (tmp_path / "p.yaml").write_text(text)
    result = cli("printer", "import", "p.yaml", env=env)
    assert result.code == 1, result
    assert said in result.err


def test_an_order_names_its_printer(kept, cli, env, tmp_path) -> None:
    plain, moved = tmp_path / "plain.pdf", tmp_path / "moved.pdf"
    assert cli("make", SAMPLE, "-o", plain, env=env).code == 0
    result = cli("make", SAMPLE, "--printer", "Brother", "-o", moved, env=env)
    assert result.code == 0, result
    assert plain.read_bytes() != moved.read_bytes()
    assert run_tool("pdftotext", plain, "-") == run_tool("pdftotext", moved, "-")


def test_an_order_with_an_unknown_printer_is_refused_naming_the_nearest(kept, cli, env) -> None:
    result = cli("make", SAMPLE, "--printer", "bruder", "-o", "x.pdf", env=env)
    assert result.code == 1
    assert "--printer: error: there is no profile of a printer 'bruder'" in result.err
    assert "did you mean 'brother'?" in result.err


def test_large_drift_proposes_a_card_folded_twice(cli, env) -> None:
    cli("printer", "set", "old", "--x", "2.4", env=env)
    result = cli("make", SAMPLE, "--printer", "old", "-o", "x.pdf", env=env)
    assert result.code == 0
    assert "prints second sides 2.4 mm off; that is undone" in result.err
    assert "--format quarter-" in result.err


def test_a_product_is_known_by_its_number_and_brings_its_format(cli, env, tmp_path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Dana,\n\nthank you.\n\nJamie\n")
    result = cli("make", "--to", "Dana", "--note", note, "--paper", "3265", "-o", "x.pdf", env=env)
    assert result.code == 0, result
    assert "Avery 3265 half-fold cards" in result.err
    assert "Page size:       792 x 612 pts" in run_tool("pdfinfo", tmp_path / "x.pdf")


def test_a_product_of_another_size_names_those_that_fit(cli, env, tmp_path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Dana,\n\nthank you.\n\nJamie\n")
    options = ("--to", "Dana", "--note", note, "--paper", "avery-3265", "--format", "a2", "-o", "x.pdf")
    result = cli("make", *options, env=env)
    assert result.code == 1
    assert "Avery 3265 half-fold cards has no cards of the size and fold of a2" in result.err
    assert "papers that hold it: avery-8315, avery-3268" in result.err


def test_a_product_whose_sources_disagree_says_so(cli, env, tmp_path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Dana,\n\nthank you.\n\nJamie\n")
    result = cli("make", "--to", "Dana", "--note", note, "--paper", "5389", "-o", "x.pdf", env=env)
    assert result.code == 0, result
    assert "sources disagree about where the cards of Avery 5389 postcards lie" in result.err


@pytest.mark.parametrize("copies, pages", [("3", 4), ("sheet", 2), ("1", 2), ("4", 4)])
def test_copies_fill_sheets(cli, env, tmp_path, copies: str, pages: int) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear Dana,\n\nthank you.\n\nJamie\n")
    options = ("--to", "Dana", "--note", note, "--copies", copies, "-o", "x.pdf")
    result = cli("make", *options, env=env)
    assert result.code == 0, result
    assert f"Pages:           {pages}" in run_tool("pdfinfo", tmp_path / "x.pdf")
    words = run_tool("pdftotext", tmp_path / "x.pdf", "-")
    assert words.count("Dear Dana") == (2 if copies == "sheet" else int(copies))


@pytest.mark.parametrize(
    "option, value, said",
    [
        ("--copies", "none", "'none' is no number of copies"),
        ("--copies", "0", "'0' is no number of copies"),
        ("--gutter", "5", "'5' has no unit"),
        ("--gutter", "-3 mm", "a gutter of '-3 mm' is not to be had"),
        ("--edges", "cut", "edges are not to be 'cut'"),
        ("--duplex", "automatic", "there is no duplex 'automatic'"),
        ("--edges", "bleed", "leaves no room on US Letter for art that reaches 3 mm over the cuts"),
    ],
)
def test_wishes_for_sheets_that_cannot_be_are_refused(cli, env, option, value, said) -> None:
    result = cli("make", SAMPLE, "--format", "half-letter", option, value, "-o", "x.pdf", env=env)
    assert result.code == 1, result
    assert said in result.err
