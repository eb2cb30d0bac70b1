"""`designs`, `hands` and `formats`: tables, JSON and pictures."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pikepdf
import pytest
from PIL import Image

from cardmaker.cli.main import COMMANDS, cardmaker
from cardmaker.inputs.design import list_designs
from cardmaker.inputs.facts import read_formats
from cardmaker.inputs.hand import list_hands
from tests.cli_runner import run

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def commands() -> dict[str, click.Command]:
    """Return every command and subcommand by its full name."""
    context = click.Context(cardmaker)
    found: dict[str, click.Command] = {}
    for name in ("preview", "designs", "hands", "formats"):
        command = cardmaker.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": each for sub, each in command.commands.items()}
    return found


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_one_sentence_of_help_and_an_example_of_itself(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert command.help.endswith(".")
    assert "\n\n" not in command.help
    assert command.epilog
    assert command.epilog.startswith(f"Example: cardmaker {name.split(maxsplit=1)[0]}")


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_module_imports_what_is_heavy(name: str) -> None:
    heavy = "{'PIL', 'numpy', 'reportlab', 'uharfbuzz', 'yaml', 'msgspec', 'pypdfium2'}"
    code = f"import sys, cardmaker.cli.{name}; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("words", [["designs"], ["designs", "list"]])
def test_designs_are_listed_in_a_table(capsys: Capsys, words: list[str]) -> None:
    ran = run(capsys, *words)
    assert ran.code == 0
    assert ran.out.startswith("id ")
    for design in list_designs():
        assert f"\n{design.id} " in ran.out


def test_designs_as_json_hold_every_design(capsys: Capsys) -> None:
    found = json.loads(run(capsys, "designs", "list", "--json").out)
    assert [each["id"] for each in found] == [design.id for design in list_designs()]
    assert all(each["palettes"] and 1 <= each["formality"] <= 5 for each in found)


@pytest.mark.parametrize(
    "option, value, holds",
    [
        ("--family", "deco", lambda each: each["family"] == "deco"),
        ("--formality", "5", lambda each: each["formality"] == 5),
        ("--ink", "light", lambda each: "light" in each["inks"]),
        ("--occasion", "wedding", lambda each: {"wedding", "any"} & set(each["occasions"])),
        ("--mono", "", lambda each: each["grays"]),
        ("--photo", "", lambda each: each["photos"]),
    ],
)
def test_a_filter_keeps_what_it_names_and_drops_the_rest(
    capsys: Capsys, option: str, value: str, holds: object
) -> None:
    everything = json.loads(run(capsys, "designs", "list", "--json").out)
    found = json.loads(run(capsys, "designs", "list", "--json", *filter(None, (option, value))).out)
    assert found == [each for each in everything if holds(each)]  # type: ignore[operator]
    assert 0 < len(found) < len(everything)


@pytest.mark.parametrize("command", ["list", "sheet"])
def test_a_family_or_occasion_that_no_design_has_names_the_nearest(capsys: Capsys, command: str) -> None:
    for option, wrong, near in (
        ("--family", "botanicle", "botanical"),
        ("--occasion", "intervew", "interview"),
    ):
        ran = run(capsys, "designs", command, option, wrong)
        assert ran.code == 1
        assert f"did you mean {near!r}?" in ran.err


def test_words_that_no_design_has_are_said_so(capsys: Capsys) -> None:
    ran = run(capsys, "designs", "list", "--words", "zeppelin")
    assert (ran.code, ran.out) == (0, "")
    assert "no design" in ran.err
    assert run(capsys, "designs", "sheet", "--words", "zeppelin").code == 1


def test_words_are_looked_for_in_names_palettes_and_wordings(capsys: Capsys) -> None:
    found = json.loads(run(capsys, "designs", "list", "--words", "Oxblood thank", "--json").out)
    assert found
    for each in found:
        assert any("oxblood" in palette for palette in each["palettes"])


def test_a_design_of_ones_own_is_started_found_checked_and_drawn(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CARDMAKER_DESIGNS", str(tmp_path / "own"))
    ran = run(capsys, "designs", "new", "my-wreath", "--from", "olive-wreath")
    assert (ran.code, Path(ran.out.strip())) == (0, tmp_path / "own" / "my-wreath" / "design.yaml")
    listed = json.loads(run(capsys, "designs", "list", "--json").out)
    assert "my-wreath" in [each["id"] for each in listed]
    assert run(capsys, "designs", "check", "my-wreath").code == 0
    assert run(capsys, "designs", "show", "my-wreath", "--dpi", 40).code == 0


@pytest.mark.parametrize("name", ["My Wreath", "../x", "", "x" * 80])
def test_a_design_needs_a_plain_name(capsys: Capsys, name: str, tmp_path: Path) -> None:
    ran = run(capsys, "designs", "new", name, "-o", tmp_path / "own")
    assert ran.code in {1, 2}
    assert not (tmp_path / "own").exists()


def test_a_design_that_is_there_is_not_overwritten(capsys: Capsys, tmp_path: Path) -> None:
    assert run(capsys, "designs", "new", "mine", "-o", tmp_path).code == 0
    ran = run(capsys, "designs", "new", "mine", "-o", tmp_path)
    assert ran.code == 1
    assert "already there" in ran.err


def test_a_broken_design_of_ones_own_does_not_hide_the_others(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CARDMAKER_DESIGNS", str(tmp_path))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "design.yaml").write_text("cardmaker: design/9\n", encoding="utf-8")
    ran = run(capsys, "designs", "list")
    assert "\nolive-wreath " in ran.out
    assert "broken" in ran.err
    checked = run(capsys, "designs", "check", "broken")
    assert checked.code == 1
    assert "error" in checked.out


def test_checking_tells_costs_as_json(capsys: Capsys) -> None:
    [found] = json.loads(run(capsys, "designs", "check", "bordered-note", "--json").out)
    assert found["id"] == "bordered-note"
    assert found["findings"] == []
    assert found["costs"]["front"]["bytes"] > 0
    assert set(found["ink"]) == {"admiralty", "oxblood", "bottle", "graphite", "plum"}


def test_one_design_is_drawn_in_all_its_palettes(capsys: Capsys) -> None:
    ran = run(capsys, "designs", "show", "olive-wreath", "--dpi", 50)
    assert (ran.code, ran.out) == (0, "olive-wreath.png\n")
    with Image.open("olive-wreath.png") as image:
        assert image.width > 5 * 170 * 50 / 72


@pytest.mark.parametrize("what", ["designs", "hands"])
@pytest.mark.parametrize("wrong", ["olive-wreth", "reenie-beany"])
def test_an_unknown_id_is_refused(capsys: Capsys, what: str, wrong: str) -> None:
    ran = run(capsys, what, "show", wrong)
    assert ran.code == 1
    assert "hint:" in ran.err
    assert not list(Path().glob("*.png"))


@pytest.mark.parametrize(
    "words, near",
    [
        (["designs", "show", "olive-wreth"], "olive-wreath"),
        (["hands", "show", "reenie-beany"], "reenie-beanie"),
        (["formats", "half-leter"], "half-letter"),
    ],
)
def test_the_nearest_name_is_told(capsys: Capsys, words: list[str], near: str) -> None:
    ran = run(capsys, *words)
    assert ran.code == 1
    assert f"did you mean {near!r}" in ran.err


@pytest.mark.parametrize("options", [[], ["--palettes"]])
def test_all_designs_are_drawn_on_one_page(capsys: Capsys, options: list[str]) -> None:
    assert run(capsys, "designs", "sheet", *options, "-o", "all.pdf").code == 0
    data = Path("all.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    with pikepdf.open("all.pdf") as pdf:
        assert len(pdf.pages) == 1
    assert run(capsys, "designs", "sheet", *options, "-o", "all.pdf").code == 0
    assert Path("all.pdf").read_bytes() == data


def test_a_contact_sheet_is_a_png_by_its_name(capsys: Capsys) -> None:
    assert run(capsys, "designs", "sheet", "--dpi", 40, "-o", "all.PNG").code == 0
    with Image.open("all.PNG") as image:
        assert image.format == "PNG"


def test_another_kind_of_file_is_wrong_use(capsys: Capsys) -> None:
    ran = run(capsys, "designs", "sheet", "-o", "all.jpg")
    assert ran.code == 2
    assert ".png or .pdf" in ran.err


@pytest.mark.parametrize("words", [["hands"], ["hands", "list"]])
def test_hands_are_listed_in_a_table(capsys: Capsys, words: list[str]) -> None:
    ran = run(capsys, *words)
    assert ran.code == 0
    for hand in list_hands():
        assert f"\n{hand.id} " in ran.out


def test_hands_as_json_hold_every_hand(capsys: Capsys) -> None:
    found = json.loads(run(capsys, "hands", "list", "--json").out)
    assert [each["id"] for each in found] == [hand.id for hand in list_hands()]


def test_a_hand_writes_my_words_at_true_size(capsys: Capsys) -> None:
    ran = run(
        capsys,
        "hands",
        "show",
        "reenie-beanie",
        "--text",
        "Dear Dana, thank you",
        "--dpi",
        60,
        "-o",
        "me.png",
    )
    assert (ran.code, ran.out) == (0, "me.png\n")
    with Image.open("me.png") as image:
        assert image.info["dpi"][0] == pytest.approx(60, abs=0.1)


@pytest.mark.parametrize(
    "text, rule", [("日本", "has not all letters"), (" ", "no words"), ("word " * 400, "too long")]
)
def test_words_that_cannot_be_shown_are_refused(capsys: Capsys, text: str, rule: str) -> None:
    ran = run(capsys, "hands", "show", "reenie-beanie", "--text", text)
    assert ran.code == 1
    assert rule in ran.err


def test_formats_are_listed_with_sizes_papers_and_flip(capsys: Capsys) -> None:
    ran = run(capsys, "formats")
    assert ran.code == 0
    line = next(line for line in ran.out.splitlines() if line.startswith("a7 "))
    for part in ("127 × 177.8 mm", "5 × 7 in", "side", "letter 1", "short-edge"):
        assert part in line


def test_formats_as_json_hold_every_format_and_its_usual_paper(capsys: Capsys) -> None:
    found = json.loads(run(capsys, "formats", "--json").out)
    assert [each["id"] for each in found] == list(read_formats())
    assert all(each["papers"][0]["id"] == each["usual_paper"] for each in found)


def test_one_format_is_told_in_detail(capsys: Capsys) -> None:
    ran = run(capsys, "formats", "A2")
    assert ran.code == 0
    assert "215.9 × 139.7 mm" in ran.out
    assert "\nletter " in ran.out
    assert "\n4x6 " not in ran.out
    assert json.loads(run(capsys, "formats", "a2", "--json").out)["id"] == "a2"


def test_a_quarter_fold_is_printed_on_one_side(capsys: Capsys) -> None:
    found = json.loads(run(capsys, "formats", "quarter-letter", "--json").out)
    assert {paper["flip"] for paper in found["papers"]} == {None}
