"""The promises of both profiles, as independent tools see them: for each format some designs, for each design a format.

All designs in all formats are in docs/printing-profiles.md, made by `python -m tests.bench.profiles`.
"""

import io
import logging
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import page
import pikepdf
import pytest
from orders import order_of
from pdfx4 import faults
from pikepdf import pdfa
from PIL import Image

from cardmaker.art.ground.ground import Ground
from cardmaker.check.preflight import preflight
from cardmaker.design import Design, Layer
from cardmaker.inputs.design import list_designs
from cardmaker.inputs.facts import read_formats
from cardmaker.inputs.front import find_artworks
from cardmaker.make import make_cards
from cardmaker.model import Order, Own
from cardmaker.units import MM
from cardmaker.write.separation import INK_LIMIT
from tests.conftest import run_tool, tool

logging.getLogger("fontTools").setLevel(logging.ERROR)

NOTE = "Dear {to},\n\nThank you for your time on Tuesday. It was a pleasure.\n\nWarm regards,\nJamie"
FORMATS = list(read_formats())
STRICT = ("-q", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-dBATCH", "-dNOPAUSE")
UNKNOWN_TO_PIKEPDF = ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid")
"""PDF/A asks for a description of what PDF/UA adds to the XMP; pikepdf's list knows no descriptions."""


@cache
def shelf() -> dict[str, Design]:
    return {design.id: design for design in list_designs()}


def designs_for(format_id: str) -> list[str]:
    """Return every so-many-th design, so that all formats together have all designs."""
    return sorted(shelf())[FORMATS.index(format_id) :: len(FORMATS)]


def order_for(format_id: str, profile: str, ids: list[str]) -> Order:
    """Return an order of a person for each of the designs."""
    order = order_of(NOTE, *ids, format=format_id, profile=profile, from_="Jamie", allow=("identical",))
    people = tuple(
        replace(person, own=Own(design=shelf()[design]))
        for person, design in zip(order.people, ids, strict=True)
    )
    return replace(order, people=people)


@cache
def made(format_id: str, profile: str) -> bytes:
    order = order_for(format_id, profile, designs_for(format_id))
    result = make_cards(order)
    assert result.made == len(order.people), result.findings
    return result.pdf


@pytest.fixture(params=FORMATS)
def home(request) -> bytes:
    return made(request.param, "home")


@pytest.fixture(params=FORMATS)
def press(request) -> bytes:
    return made(request.param, "press")


def strictly(pdf: bytes, tmp_path: Path) -> None:
    """Fail if qpdf or Ghostscript find the least thing; Ghostscript's exit code says nothing."""
    path = tmp_path / "file.pdf"
    path.write_bytes(pdf)
    run_tool("qpdf", "--check", path)
    command = [tool("gs"), *STRICT, "-sDEVICE=nullpage", str(path)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.stdout + done.stderr).decode() == ""


def test_all_designs_are_among_them():
    assert sorted(design for each in FORMATS for design in designs_for(each)) == sorted(shelf())
    assert len(shelf()) > 70


def test_home_files_are_pdf_a_2b_and_pdf_ua_1(home):
    for profile in ("2b", "ua1"):
        report = page.validate_pdf_bytes(home, profile=profile)
        assert [(each.rule_id, each.message) for each in report.failures] == []


def test_pikepdf_finds_nothing_against_pdf_a_2b_but_what_it_does_not_know(home):
    with pikepdf.open(io.BytesIO(home)) as pdf:
        found = pdfa.check(pdf, "2b").findings
    assert [each for each in found if not any(word in each.message for word in UNKNOWN_TO_PIKEPDF)] == []


def test_home_files_are_read_without_a_word(home, tmp_path):
    strictly(home, tmp_path)


def test_press_files_are_pdf_x_4(press):
    assert faults(press) == []


def test_press_files_are_read_without_a_word(press, tmp_path):
    strictly(press, tmp_path)


def test_preflight_finds_nothing_in_press_files(press):
    looked = preflight(press)
    assert looked.findings == ()
    assert [name for name, _ in looked.facts] == [
        "fonts",
        "cut to",
        "art",
        "ink",
        "lines",
        "pictures",
        "overprint",
    ]


def test_no_press_file_lays_down_more_ink_than_dries(press, tmp_path):
    assert 0.5 < most_ink(press, tmp_path) <= INK_LIMIT + 0.02


def most_ink(pdf: bytes, folder: Path, dpi: int = 100) -> float:
    """Return the most ink in one pixel inside the bleed, as Ghostscript lays it down, in shares of one plate."""
    path = folder / "press.pdf"
    path.write_bytes(pdf)
    run_tool("gs", *STRICT, "-sDEVICE=tiff32nc", f"-r{dpi}", "-o", folder / "side-%03d.tif", path)
    with pikepdf.open(path) as file:
        boxes = [[float(value) for value in side.obj.BleedBox] for side in file.pages]
        heights = [float(side.obj.MediaBox[3]) for side in file.pages]
    most = 0.0
    for number, (box, height) in enumerate(zip(boxes, heights, strict=True), 1):
        with Image.open(folder / f"side-{number:03d}.tif") as image:
            assert image.mode == "CMYK"
            left, low, right, high = (value * dpi / 72 for value in box)
            inner = image.crop(
                (round(left), round(height * dpi / 72 - high), round(right), round(height * dpi / 72 - low))
            )
            most = max(most, float(np.asarray(inner, dtype=np.uint16).sum(axis=2).max()) / 255)
    return most


def test_the_list_of_x_4_tells_a_file_for_home_apart():
    found = faults(made("a2", "home"))
    assert len(found) > 8
    assert any("version" in fault for fault in found)
    assert any("rg" in fault for fault in found)


def test_a_photo_is_separated_and_says_its_resolution(tmp_path):
    noise = np.random.default_rng(3).integers(0, 256, (12, 15, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((2000, 2800), Image.Resampling.BICUBIC).save(
        tmp_path / "photo.jpg", quality=90
    )
    order = order_of(NOTE, format="a7", profile="press")
    pictures = find_artworks((str(tmp_path / "photo.jpg"),), "", tmp_path, is_confined=False)
    pdf = make_cards(replace(order, artworks=pictures)).pdf
    assert faults(pdf) == []
    facts = dict(preflight(pdf).facts)
    assert facts["pictures"].startswith("1, ")
    assert most_ink(pdf, tmp_path) <= INK_LIMIT + 0.02


def test_a_ground_reaches_the_end_of_the_bleed_and_no_further(tmp_path):
    pdf = press_of_ground()
    assert dict(preflight(pdf).facts)["art"] == "reaches over the cut"
    path = tmp_path / "ground.pdf"
    path.write_bytes(pdf)
    run_tool("gs", *STRICT, "-sDEVICE=tiff32nc", "-r144", "-dLastPage=1", "-o", tmp_path / "ground.tif", path)
    with pikepdf.open(path) as file:
        trim = [float(value) for value in file.pages[0].obj.TrimBox]
    with Image.open(tmp_path / "ground.tif") as image:
        across = np.asarray(image, dtype=np.uint16).sum(axis=2)[image.height // 3]
    inked = np.flatnonzero(across > 20)
    right = (trim[2] + 3 * MM) * 2
    inked = inked[inked < right + 4]
    assert abs(inked.max() + 1 - right) <= 1.5, "the front bleeds at its outer edge"
    assert abs(inked.min() - (trim[0] + trim[2])) <= 1.5, "and not over the fold"


def press_of_ground() -> bytes:
    """Return the press file of a card whose front is one color."""
    order = order_of(NOTE, format="a7", profile="press", design="deco-fan")
    panels = dict(order.design.panels)
    panels["front"] = (Layer("whole", "ground", Ground("ink", 0.5), order.design.place),)
    return make_cards(replace(order, design=replace(order.design, panels=panels, adapt={}))).pdf
