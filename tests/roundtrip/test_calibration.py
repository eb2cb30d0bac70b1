"""The test sheet of a faulty printer is read back from pixels, as a person does who folds it twice and looks."""

import io
import re

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from virtual_printer import Fault, misprint

from cardmaker.calibration import make_refeed_sheets, make_test_sheet, sheet_of
from cardmaker.errors import InputError
from cardmaker.model import Flip
from cardmaker.units import MM
from tests.conftest import run_tool

DPI = 400
PIXELS_A_MM = DPI / 25.4
LADDER_MM = 3.6
"""How far from the creases the strokes of a true sheet's ladders are at most; numbers stand further out."""

CREASE_MM = 0.3
"""How wide a crease looks, to either side."""

FAULTS = [
    Fault((0.0, 0.0), (0.7, -0.4), (1.003, 1.003)),
    Fault((-0.5, 0.9), (1.3, 2.5), (0.997, 1.005)),
    Fault((2.5, -2.5), (-2.5, 2.1), (1.0, 1.0)),
    Fault((0.05, -0.15), (-0.1, 0.33), (1.005, 0.995)),
    Fault((-1.77, 1.11), (0.0, -2.2), (0.999, 1.002)),
]


def sides(pdf: bytes, dpi: float = DPI) -> list[np.ndarray]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")) for page in document
        ]


def numbers_of(pdf: bytes, side: int, folder) -> tuple[dict[float, float], dict[float, float]]:
    """Return where the numbers of the upright ladder stand, in mm from the top, and those of the level one, from the left.

    As poppler reads them.
    """
    path = folder / "test.pdf"
    path.write_bytes(pdf)
    found = run_tool("pdftotext", "-bbox", "-f", side + 1, "-l", side + 1, path, "-")
    width, height = (
        float(each) / MM for each in re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', found)[0]
    )
    upright, level = {}, {}
    for *box, text in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>', found
    ):
        left, top, right, bottom = (float(each) / MM for each in box)
        if not re.fullmatch(r"[+−]\d\.\d|0", text):
            continue
        if 0 < width / 2 - right < 5 and top < height / 2:
            upright[float(text.replace("−", "-"))] = (top + bottom) / 2
        elif 0 < top - height / 2 < 5 and left > width / 2:
            level[float(text.replace("−", "-"))] = (left + right) / 2
    return upright, level


def read_side(picture: np.ndarray, numbers, shift=(0.0, 0.0), scale=(1.0, 1.0)) -> tuple[float, float]:
    """Return what the ladders of a side say where the creases, the middles of the paper, run over them.

    The numbers are printed with the strokes, and so are off as they are: along the crease, by `shift` and `scale`.
    """
    upright, level = numbers
    height, width = (size / PIXELS_A_MM for size in picture.shape)
    down = {value: height / 2 + (at - height / 2) * scale[1] + shift[1] for value, at in upright.items()}
    right = {value: width / 2 + (at - width / 2) * scale[0] + shift[0] for value, at in level.items()}
    return _crossing(picture, width / 2, down), _crossing(picture.T, height / 2, right)


def _crossing(picture: np.ndarray, crease: float, numbers: dict[float, float]) -> float:
    """Return the number beside the ink under a crease, all in mm; between two, the one between."""
    first, last = min(numbers.values()) - 2, max(numbers.values()) + 2
    rows = slice(round(first * PIXELS_A_MM), round(last * PIXELS_A_MM))
    columns = slice(round((crease - CREASE_MM) * PIXELS_A_MM), round((crease + CREASE_MM) * PIXELS_A_MM) + 1)
    ink = np.clip(200.0 - picture[rows, columns], 0, None)
    # What lies in the middle of the crease counts most.
    ink = ink * np.hanning(ink.shape[1] + 2)[1:-1]
    along = ink.sum(axis=1)
    middle = first + ((np.arange(along.size) + 0.5) * along).sum() / along.sum() / PIXELS_A_MM
    places = sorted((at, value) for value, at in numbers.items())
    return float(np.interp(middle, [at for at, _ in places], [value for _, value in places]))


def printed(pdf: bytes, fault: Fault, flip: Flip = Flip.LONG_EDGE) -> list[np.ndarray]:
    pages = sides(pdf)
    size = sheet_of("p", "", "letter").size
    return misprint(pages, flip, fault, size)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_known_fault_is_read_back_to_a_tenth_of_a_millimeter(fault: Fault, tmp_path) -> None:
    pdf = make_test_sheet(sheet_of("p", "", "letter"))
    pages = printed(pdf, fault)
    for side, shift in enumerate((fault.front, fault.back)):
        read = read_side(pages[side], numbers_of(pdf, side, tmp_path), shift, fault.scale)
        assert read == pytest.approx(shift, abs=0.1)


@pytest.mark.parametrize("paper", ["letter", "a4", "legal"])
def test_a_true_printer_reads_zero(paper: str, tmp_path) -> None:
    pdf = make_test_sheet(sheet_of("p", "", paper))
    for side, picture in enumerate(sides(pdf)):
        assert read_side(picture, numbers_of(pdf, side, tmp_path)) == pytest.approx((0.0, 0.0), abs=0.05)


def test_the_back_for_a_printer_that_flips_on_the_short_edge_comes_out_upright() -> None:
    _, usual = sides(make_test_sheet(sheet_of("p", "", "a4")), 50)
    _, turned = sides(make_test_sheet(sheet_of("p", "", "a4", Flip.SHORT_EDGE)), 50)
    arrow = slice(0, usual.shape[1] // 2)
    half = usual.shape[0] // 2
    assert np.abs(np.rot90(turned, 2)[half:, arrow].astype(int) - usual[half:, arrow]).mean() < 1.5


@pytest.mark.parametrize("side", [0, 1])
def test_a_ladder_has_a_number_for_every_fifth_of_a_millimeter(tmp_path, side: int) -> None:
    upright, level = numbers_of(make_test_sheet(sheet_of("p", "", "a4")), side, tmp_path)
    wanted = [round(-3 + 0.2 * number, 1) for number in range(31)]
    for numbers in (upright, level):
        assert sorted(numbers) == wanted
        assert sorted(numbers, key=lambda value: numbers[value]) == wanted
        assert np.diff([numbers[value] for value in wanted]) == pytest.approx(2.9, abs=0.3)


def test_lines_bars_and_rulers_have_the_lengths_that_they_name() -> None:
    picture = sides(make_test_sheet(sheet_of("p", "", "letter")))[0] < 128
    height, width = picture.shape
    across = picture[round(height - 23.0 * PIXELS_A_MM)]
    assert np.ptp(np.flatnonzero(across)) / PIXELS_A_MM == pytest.approx(150, abs=0.15)
    down = picture[:, round(21.0 * PIXELS_A_MM)]
    assert np.ptp(np.flatnonzero(down)) / PIXELS_A_MM == pytest.approx(200, abs=0.15)
    for number in range(1, 15):
        at = round((22.0 + 7.0 * (number - 1) + 0.5) * PIXELS_A_MM)
        first, last = np.flatnonzero(picture[:, at])[[0, -1]]
        assert first / PIXELS_A_MM == pytest.approx(number, abs=0.15)
        assert (height - last) / PIXELS_A_MM == pytest.approx(number, abs=0.15)
        level = np.flatnonzero(picture[round((30.0 + 7.0 * (number - 1) + 0.5) * PIXELS_A_MM)])
        assert level[0] / PIXELS_A_MM == pytest.approx(number, abs=0.15)
        assert (width - level[-1]) / PIXELS_A_MM == pytest.approx(number, abs=0.15)


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_that_is_read_lies_where_printers_print_nothing(paper: str) -> None:
    """But for the bars at the edges, whose purpose it is, all stays 8 mm off the edges."""
    _, back = sides(make_test_sheet(sheet_of("p", "", paper)), 72)
    inset = round(8 * 72 / 25.4)
    inner = back[inset:-inset, inset:-inset]
    assert (back < 200).sum() == (inner < 200).sum()


def test_turning_sheets_say_what_to_type(tmp_path) -> None:
    path = tmp_path / "turning.pdf"
    path.write_bytes(make_refeed_sheets(sheet_of("brother", "manual", "a4")))
    pages = run_tool("pdftotext", path, "-").split("\f")
    pages = [" ".join(page.split()) for page in pages]
    assert len(pages) == 5  # a form feed after each of four
    assert "the order is same" in pages[2]
    assert "--refeed-order same" in pages[2]
    assert "the order is reversed" in pages[3]
    assert "cardmaker printer set brother --tray 'manual'" in pages[3]


def test_a_paper_smaller_than_the_test_sheet_is_refused() -> None:
    with pytest.raises(InputError, match="is smaller than a test sheet"):
        sheet_of("p", "", "5x7")


def test_test_sheets_are_the_same_bytes_each_time() -> None:
    first, second = (make_test_sheet(sheet_of("p", "", "a4")) for _ in range(2))
    assert first == second
    assert Image.open(io.BytesIO(_png(first))).size[0] > 100


def _png(pdf: bytes) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(sides(pdf, 40)[0]).save(buffer, "PNG")
    return buffer.getvalue()
