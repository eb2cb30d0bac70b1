"""`cardmaker preview`: which pictures there are, how large, and whose."""

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.cli_runner import run

Capsys = pytest.CaptureFixture[str]

DPI = 60
NOTE = "Dear {to},\n\nThank you for Tuesday.\n\nWith kind regards,\nJon\n"


@pytest.fixture
def order(tmp_path: Path) -> Path:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "note.md").write_text(NOTE)
    people = "".join(f"  - to: {name}\n" for name in ("Dana Reyes", "Priya Raman", "Dana Cole"))
    (folder / "card.yaml").write_text(
        f"cardmaker: order/1\ndesign: olive-wreath\nfrom: Jon\npeople:\n{people}"
    )
    return folder


def sizes(folder: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in sorted(folder.glob("*.png")):
        with Image.open(path) as image:
            found[path.name] = image.size
            assert image.info["dpi"][0] == pytest.approx(DPI, abs=0.1)
    return found


FOLDED = {"front.png", "inside.png", "back.png", "sheet-1.png", "sheet-2.png", "standing.png"}


@pytest.mark.parametrize(
    "card_format, inches, spread, names",
    [
        ("a7", (5, 7), (10, 7), FOLDED),
        ("half-letter-tent", (8.5, 5.5), (8.5, 11), FOLDED),
        ("flat-a7", (5, 7), None, FOLDED - {"inside.png"}),
        ("quarter-letter", (4.25, 5.5), (8.5, 5.5), FOLDED - {"sheet-2.png"}),
    ],
)
def test_pictures_have_the_true_size_of_what_they_show(
    order: Path,
    capsys: Capsys,
    card_format: str,
    inches: tuple[float, float],
    spread: tuple[float, float] | None,
    names: set[str],
) -> None:
    ran = run(capsys, "preview", order, "--format", card_format, "--dpi", DPI)
    assert ran.code == 0
    found = sizes(order / "preview")
    assert set(found) == names
    assert sorted(ran.out.split()) == sorted(str(order / "preview" / name) for name in names)
    assert found["front.png"] == pytest.approx([side * DPI for side in inches], abs=1)
    assert found["back.png"] == found["front.png"]
    if spread:
        assert found["inside.png"] == pytest.approx([side * DPI for side in spread], abs=1)
    assert found["standing.png"] == (640, 480)
    assert min(found["sheet-1.png"]) > 8.5 * DPI


def test_the_first_person_is_shown_and_named(order: Path, capsys: Capsys) -> None:
    ran = run(capsys, "preview", order, "--dpi", DPI)
    assert "the card of Dana Reyes, 1 of 3" in ran.err


@pytest.mark.parametrize(
    "wanted, name", [("2", "Priya Raman"), ("priya", "Priya Raman"), ("dana cole", "Dana Cole")]
)
def test_a_number_or_a_name_picks_another_person(order: Path, capsys: Capsys, wanted: str, name: str) -> None:
    ran = run(capsys, "preview", order, "--person", wanted, "--dpi", DPI)
    assert ran.code == 0
    assert f"the card of {name}" in ran.err


@pytest.mark.parametrize(
    "wanted, hint", [("Pria Raman", "Priya Raman"), ("dana", "choose by number"), ("9", "known")]
)
def test_a_person_who_is_not_there_is_refused_with_a_way_out(
    order: Path, capsys: Capsys, wanted: str, hint: str
) -> None:
    ran = run(capsys, "preview", order, "--person", wanted)
    assert ran.code == 1
    assert hint in ran.err
    assert not (order / "preview").exists()


def test_the_persons_own_card_is_drawn(order: Path, capsys: Capsys) -> None:
    for person in ("1", "2"):
        assert run(capsys, "preview", order, "--person", person, "--dpi", DPI, "-o", order / person).code == 0
    first, second = ((order / person / "inside.png").read_bytes() for person in ("1", "2"))
    assert first != second
    assert (order / "1" / "front.png").read_bytes() == (order / "2" / "front.png").read_bytes()


def test_the_same_order_gives_the_same_bytes(order: Path, capsys: Capsys) -> None:
    for folder in ("x", "y"):
        run(capsys, "preview", order, "--dpi", DPI, "-o", order / folder)
    for path in (order / "x").iterdir():
        assert path.read_bytes() == (order / "y" / path.name).read_bytes()


def test_a_note_that_does_not_fit_is_refused_and_nothing_is_written(order: Path, capsys: Capsys) -> None:
    (order / "note.md").write_text("Dear {to},\n\n" + "many words " * 300)
    ran = run(capsys, "preview", order)
    assert ran.code == 1
    assert "too long" in ran.err
    assert not (order / "preview").exists()


def test_one_bad_neighbor_on_the_sheet_does_not_stop_a_preview(order: Path, capsys: Capsys) -> None:
    text = (order / "card.yaml").read_text().replace("Priya Raman", "Priya Raman\n    note: long.md")
    (order / "card.yaml").write_text(text)
    (order / "long.md").write_text("Dear {to},\n\n" + "many words " * 300)
    ran = run(capsys, "preview", order, "--dpi", DPI)
    assert ran.code == 0
    assert "too long" in ran.err


def test_pictures_show_ink(order: Path, capsys: Capsys) -> None:
    run(capsys, "preview", order, "--dpi", DPI)
    for name in FOLDED:
        with Image.open(io.BytesIO((order / "preview" / name).read_bytes())) as image:
            darkest, lightest = image.convert("L").getextrema()
            assert darkest < 140, name
            assert lightest > 230, name
