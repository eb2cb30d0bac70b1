"""The run sheet as other programs read it: the ruler's length, all names, and each name where its card really is."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pikepdf
import pypdfium2
import pytest
from orders import order_of

from cardmaker.geometry import Size
from cardmaker.inputs.facts import read_formats
from cardmaker.make import Made, make_cards
from cardmaker.model import Flip, Fold, Order
from cardmaker.paperwork import make_run_sheet
from cardmaker.units import INCH, MM
from tests.conftest import run_tool

NOTE = "Dear {to},\n\nthank you for your time.\n\nJamie"
NAMES = ("José", "Bettina", "Zoë", "Henrik", "Oluwaseun")
PIXELS_A_POINT = 20.0
RULER_END = 125 * MM
"""From the page's left edge: past the ruler, before the words beside it."""

CASES = [
    pytest.param(name, flip, id=f"{name}-{flip.value}")
    for name, card_format in read_formats().items()
    for flip in ((Flip.LONG_EDGE,) if card_format.fold is Fold.QUARTER else tuple(Flip))
]


class Files(NamedTuple):
    order: Order
    made: Made
    cards: Path
    sheet: Path


def printed(folder: Path, *names: str, note: str = NOTE, **fields: object) -> Files:
    order = order_of(note, *names, **fields)
    made = make_cards(order)
    cards, sheet = folder / "cards.pdf", folder / "run-sheet.pdf"
    cards.write_bytes(made.pdf)
    sheet.write_bytes(make_run_sheet(order, made))
    return Files(order, made, cards, sheet)


# The ruler


def ticks(file: Path, above: float, height: float) -> list[float]:
    """Return the middle of each upright line in a thin strip across the ruler, in points from the left."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        crop = (0, page.get_height() - above - height, page.get_width() - RULER_END, above)
        strip = page.render(scale=PIXELS_A_POINT, crop=crop, grayscale=True).to_numpy()
    dark = (strip.min(axis=0).reshape(-1) < 160).astype(np.int8)
    edges = np.flatnonzero(np.diff(dark))
    return list((edges[0::2] + edges[1::2] + 1) / 2 / PIXELS_A_POINT)


def baselines(file: Path) -> list[float]:
    """Return the heights of the page's long level lines, from the top, that are as wide as a ruler."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        boxes = [each.get_bounds() for each in page.get_objects() if each.type == 2]
        height = page.get_height()
    return [
        (height - top, height - bottom)
        for left, bottom, right, top in boxes
        if 99 * MM < right - left < 103 * MM and top - bottom < 5 * MM
    ]


@pytest.mark.parametrize("card_format", ["a2", "half-a4"])
def test_a_ruler_of_100_mm_and_4_in_is_printed_to_a_twentieth_of_a_millimeter(card_format, tmp_path):
    file = printed(tmp_path, "Dana", format=card_format).sheet
    (_, metric_foot), (inch_head, _) = baselines(file)
    metric = ticks(file, metric_foot - 1.2 * MM, 0.2)
    imperial = ticks(file, inch_head + 1.2 * MM, 0.2)
    assert len(metric) == 101
    assert len(imperial) == 33
    assert metric[-1] - metric[0] == pytest.approx(100 * MM, abs=0.05 * MM)
    assert imperial[-1] - imperial[0] == pytest.approx(4 * INCH, abs=0.05 * MM)
    assert np.diff(metric) == pytest.approx(MM, abs=0.05 * MM)


def test_a_page_scaled_to_fit_is_noticed_with_the_ruler(tmp_path):
    """A printer that fits the page shrinks it to 94.1 % (PRINT, scaling): that is 6 mm on the ruler."""
    file = printed(tmp_path, "Dana").sheet
    (_, foot), _ = baselines(file)
    found = ticks(file, foot - 1.2 * MM, 0.2)
    assert (found[-1] - found[0]) * 0.941 != pytest.approx(100 * MM, abs=5 * MM)


# The people


def test_every_name_comes_back_from_a_long_list(tmp_path):
    names = [f"Anna-{number} Śmith" for number in range(130)] + ["Nguyễn Thị Ánh", "Αθήνα", "李小龙"]
    order = order_of("Hello,\n\nthank you.", *names, format="flat-a2")
    made = make_cards(order)
    assert made.made == len(names)
    file = tmp_path / "run-sheet.pdf"
    file.write_bytes(make_run_sheet(order, made))
    found = re.sub(r"\s+", " ", run_tool("pdftotext", "-raw", file, "-"))
    assert [name for name in names if name not in found] == []


def texts(file: Path) -> Iterator[tuple[int, Size, str, float, float]]:
    """Yield the lines of a file: page from 1, its size, the text and its middle. Poppler takes a line for one word."""
    page, size = 0, Size(0, 0)
    for line in run_tool("pdftotext", "-bbox", file, "-").splitlines():
        if match := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page, size = page + 1, Size(float(match[1]), float(match[2]))
        elif match := re.search(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line):
            left, top, right, bottom = map(float, match.groups()[:4])
            yield page, size, match[5], (left + right) / 2, (top + bottom) / 2


def rows(files: Files) -> dict[str, tuple[int, str, str]]:
    """Return sheet, pages and place of each person: what stands left of the name, on its line of the table."""
    found = {}
    lines = list(texts(files.sheet))
    for page, _, name, x, y in lines:
        if name in NAMES:
            left = [each for each in lines if each[0] == page and abs(each[4] - y) < 4 and each[3] < x]
            _, sheet, pages, *place = (each[2] for each in sorted(left, key=lambda each: each[3]))
            found[name] = (int(sheet), pages, " ".join(place))
    return found


def places(files: Files) -> dict[str, tuple[int, str, str]]:
    """Return sheet, pages and place of each card, from where its name stands in the file.

    A name on a second page is looked at through the sheet, which was turned about the edge that the flip names.
    """
    found, sides = {}, files.made.plan.sides
    for page, size, line, x, y in texts(files.cards):
        name = line.removeprefix("Dear ").rstrip(",")
        if name not in NAMES:
            continue
        sheet = (page - 1) // sides + 1
        seen = through(size, files.made.plan.flip, x, y) if page % 2 == 0 and sides == 2 else (x, y)
        pages = str(page) if sides == 1 else f"{2 * sheet - 1}–{2 * sheet}"
        found[name] = (sheet, pages, _corner(files, seen[0] / size.width, seen[1] / size.height))
    return found


def through(size: Size, flip: Flip | None, x: float, y: float) -> tuple[float, float]:
    """Return where a place of a second page is on the first, seen through the paper."""
    turned_like_a_book = (flip is Flip.LONG_EDGE) is not size.is_landscape
    return (size.width - x, y) if turned_like_a_book else (x, size.height - y)


def _corner(files: Files, x: float, y: float) -> str:
    """Return the half or quarter of the sheet, if it holds cards side by side or one over the other."""
    grid = files.made.plan.grid
    down = ("top" if y < 0.5 else "bottom") if len(grid.rows) == 2 else ""
    across = ("left" if x < 0.5 else "right") if len(grid.columns) == 2 else ""
    return f"{down} {across}".strip()


@pytest.mark.parametrize("card_format, flip", CASES)
def test_everyone_is_where_the_table_says(card_format, flip, tmp_path):
    files = printed(tmp_path, *NAMES, format=card_format, flip=flip.value)
    told = rows(files)
    assert set(told) == set(NAMES)
    assert told == places(files)


def test_a_card_that_failed_takes_no_place_in_the_table(tmp_path):
    order = order_of("Dear {to},\n\nthank you.", "José", "李", "Bettina", "Zoë")
    made = make_cards(order)
    assert made.failed == 1
    cards, sheet = tmp_path / "cards.pdf", tmp_path / "run-sheet.pdf"
    cards.write_bytes(made.pdf)
    sheet.write_bytes(make_run_sheet(order, made))
    files = Files(order, made, cards, sheet)
    assert rows(files) == places(files)
    assert [place for _, _, place in rows(files).values()] == ["top", "bottom", "top"]
    assert "1 card could not be made" in run_tool("pdftotext", sheet, "-")


# The file and the command


@pytest.mark.parametrize("card_format", ["a2", "quarter-a4", "flat-a7"])
def test_the_run_sheet_is_a_sound_file_for_one_side_of_plain_paper(card_format, tmp_path):
    file = printed(tmp_path, *NAMES, format=card_format).sheet
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", file)
    with pikepdf.open(file) as pdf:
        told = {key: str(value) for key, value in pdf.Root.ViewerPreferences.as_dict().items()}
    assert told["/Duplex"] == "/Simplex"
    assert told["/PrintScaling"] == "/None"
    pages = run_tool("pdfinfo", file)
    size = files_size(pages)
    assert size == pytest.approx(tuple(order_of("a", format=card_format).paper.size), abs=0.1)


def files_size(said: str) -> tuple[float, float]:
    match = re.search(r"Page size: +([\d.]+) x ([\d.]+)", said)
    assert match is not None
    return float(match[1]), float(match[2])


def test_the_same_order_gives_the_same_run_sheet():
    order = order_of(NOTE, *NAMES)
    assert make_run_sheet(order, make_cards(order)) == make_run_sheet(order, make_cards(order))


def test_a_folder_gets_both_files_and_stdout_names_them(cli, tmp_path):
    (tmp_path / "note.txt").write_text("Dear Dana,\n\nthank you.", encoding="utf-8")
    done = cli("make", "--note", "note.txt", "--to", "Dana", "-o", "cards")
    assert done.code == 0, done
    assert done.out.splitlines() == [str(Path("cards", "cards.pdf")), str(Path("cards", "run-sheet.pdf"))]
    assert len([line for line in done.err.splitlines() if "run-sheet.pdf" in line]) == 1
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == ["cards.pdf", "run-sheet.pdf"]


def test_a_pdf_asked_for_is_the_only_file(cli, tmp_path):
    (tmp_path / "note.txt").write_text("Dear Dana,\n\nthank you.", encoding="utf-8")
    done = cli("make", "--note", "note.txt", "-o", "here/card.pdf")
    assert done.out == f"{Path('here', 'card.pdf')}\n"
    assert "run-sheet" not in done.err
    assert [path.name for path in (tmp_path / "here").iterdir()] == ["card.pdf"]
