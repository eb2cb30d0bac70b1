"""A picture of one's own on the front, from the command line and from an order: what other readers find in the PDF."""

import io
import shutil

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from cardmaker.drawing import Picture
from cardmaker.geometry import Rect
from cardmaker.write.pictures import FINEST_DPI, picture_stream
from tests.cli_runner import run
from tests.conftest import SAMPLE

NOTE = "Dear Dana,\n\nThank you for the walk.\n\nWarm regards,\nJo\n"


def photo(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return a picture with grain, red in its top left quarter and blue in its lower right one."""
    grain = np.random.default_rng(seed).integers(0, 40, (height, width, 3))
    pixels = 120 + grain
    pixels[: height // 2, : width // 2] = [200, 20, 20] + grain[: height // 2, : width // 2]
    pixels[height // 2 :, width // 2 :] = [20, 20, 200] + grain[height // 2 :, width // 2 :]
    return Image.fromarray(pixels.astype(np.uint8))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("front")
    (place / "note.txt").write_text(NOTE, encoding="utf-8")
    photo(2250, 1500).save(place / "large.jpg", quality=90)
    photo(640, 480).save(place / "small.jpg", quality=90)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    turned = photo(1500, 2250).transpose(Image.Transpose.ROTATE_90)
    turned.save(place / "turned.jpg", exif=exif, quality=90, comment=b"SecretComment")
    Image.new("RGB", (300, 420), "navy").save(place / "flat.png")
    (place / "art.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 70"><rect width="50" height="70" fill="#f00"/></svg>'
    )
    return place


def make(capsys, folder, *words, name="out.pdf"):
    out = folder / name
    ran = run(capsys, "make", "--to", "Dana", "--note", folder / "note.txt", *words, "-o", out)
    return ran, out.read_bytes() if out.exists() else b""


def images_of(pdf: bytes) -> list[pikepdf.PdfImage]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = [
            each
            for each in file.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        return [
            (str(each.Filter), each.read_raw_bytes(), int(each.Width), int(each.Height)) for each in found
        ]


def seen(pdf: bytes, page: int = 0) -> np.ndarray:
    document = pypdfium2.PdfDocument(pdf)
    picture = np.asarray(document[page].render(scale=1).to_pil().convert("RGB")).astype(int)
    document.close()
    return picture


def front_of(pdf: bytes) -> np.ndarray:
    """Return the part of the first page that is red or blue, as the cut picture of its box."""
    picture = seen(pdf)
    colored = abs(picture[:, :, 0] - picture[:, :, 2]) > 60
    rows, columns = np.flatnonzero(colored.any(axis=1)), np.flatnonzero(colored.any(axis=0))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("name", ["large.jpg", "turned.jpg"])
def test_the_photo_stands_upright_on_the_front(capsys, folder, name):
    ran, pdf = make(capsys, folder, "--front", folder / name)
    assert ran.code == 0
    pages = [front_of(pdf)]
    for front in pages:
        height, width, _ = front.shape
        # The front of a folded card may lie head down on its sheet; the picture then is turned with it.
        corners = (front[height // 4, width // 4], front[3 * height // 4, 3 * width // 4])
        red, blue = (corner[0] - corner[2] for corner in corners)
        assert (red > 100 and blue < -100) or (red < -100 and blue > 100)


def test_nothing_but_pixels_of_the_file_is_in_the_pdf(capsys, folder):
    _, pdf = make(capsys, folder, "--front", folder / "turned.jpg")
    for encoding, data, _, _ in images_of(pdf):
        assert encoding == "/DCTDecode"
        picture = Image.open(io.BytesIO(data))
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    for secret in (b"Secret", b"Exif", str(folder).encode(), b"turned.jpg"):
        assert secret not in pdf


def test_a_photo_is_a_jpeg_no_finer_than_it_prints_and_once_in_the_file(capsys, folder):
    _, pdf = make(capsys, folder, "--front", folder / "large.jpg", "--design", "photo-arch")
    [(encoding, _, width, height)] = images_of(pdf)
    assert encoding == "/DCTDecode"
    assert width <= 0.6 * 4.25 * FINEST_DPI + 1
    assert height / width == pytest.approx(82 / 60, abs=0.01)
    assert len(pdf) < 1_500_000


def test_a_picture_of_few_colors_is_kept_without_loss(capsys, folder):
    _, pdf = make(capsys, folder, "--front", folder / "flat.png")
    [(encoding, _, _, _)] = images_of(pdf)
    assert encoding == "/FlateDecode"


def test_equal_orders_give_equal_bytes(capsys, folder):
    first = make(capsys, folder, "--front", folder / "large.jpg", name="a.pdf")[1]
    picture_stream.cache_clear()
    assert make(capsys, folder, "--front", folder / "large.jpg", name="b.pdf")[1] == first


def test_a_drawing_stays_vector_art(capsys, folder):
    _, pdf = make(capsys, folder, "--front", folder / "art.svg")
    assert images_of(pdf) == []
    assert (seen(pdf)[:, :, 0] - seen(pdf)[:, :, 1] > 200).mean() > 0.05


def test_three_megapixels_are_enough_and_a_third_of_one_is_told_with_its_numbers(capsys, folder):
    words = ("--format", "a7", "--design", "photo-caption")
    assert "dots per inch" not in make(capsys, folder, "--front", folder / "large.jpg", *words)[0].err
    ran, _ = make(capsys, folder, "--front", folder / "small.jpg", *words)
    assert ran.code == 0
    assert "warning: is too small to print well" in ran.err
    assert "dots per inch, and its pixels will show" in ran.err
    assert "at least" in ran.err


def test_the_focus_chooses_what_is_kept(capsys, folder):
    words = ("--front", folder / "large.jpg", "--design", "photo-arch")
    kept = [
        images_of(make(capsys, folder, *words, "--focus", focus)[1])[0][1] for focus in ("0 50", "100 50")
    ]
    first, last = (np.asarray(Image.open(io.BytesIO(data)))[40, 40] for data in kept)
    assert first[0] > 180
    assert abs(int(last[0]) - int(last[2])) < 60


def test_an_order_names_its_pictures_one_or_several(capsys, tmp_path, folder):
    for name in ("large.jpg", "turned.jpg", "note.txt"):
        shutil.copy(folder / name, tmp_path)
    for front, count in (("large.jpg", 1), ("[large.jpg, turned.jpg, large.jpg]", 3)):
        text = f"cardmaker: order/1\nto: Dana\nnote: note.txt\ndesign: photo-trio\nfocus: 50 40\nfront: {front}\n"
        (tmp_path / "card.yaml").write_text(text, encoding="utf-8")
        ran = run(capsys, "check", tmp_path)
        assert ran.code == 0, ran.err
        assert ("shows 3 pictures, and got 1" in ran.err) == (count == 1)


def test_an_order_may_not_read_pictures_outside_its_folder(capsys, tmp_path, folder):
    order = tmp_path / "order"
    shutil.copytree(SAMPLE, order)
    with (order / "card.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nfront: {folder / 'large.jpg'}\n")
    ran = run(capsys, "check", order)
    assert ran.code != 0
    assert "lies outside the order's folder" in ran.err


def test_a_design_with_a_place_for_a_photo_says_so_until_it_has_one(capsys, folder):
    assert "shows a drawn landscape" in make(capsys, folder, "--design", "photo-arch")[0].err
    assert (
        "landscape"
        not in make(capsys, folder, "--design", "photo-arch", "--front", folder / "large.jpg")[0].err
    )


def test_a_design_without_a_place_says_that_the_picture_fills_the_front(capsys, folder):
    assert "fills the front instead" in make(capsys, folder, "--front", folder / "large.jpg")[0].err


def test_a_bad_picture_is_one_line_and_no_file(capsys, folder):
    (folder / "bad.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0")
    ran, pdf = make(capsys, folder, "--front", folder / "bad.jpg", name="none.pdf")
    assert ran.code == 1
    assert pdf == b""
    assert "PostScript or EPS" in ran.err


def test_the_preview_shows_the_picture_too(capsys, folder):
    out = folder / "preview"
    words = ("--to", "Dana", "--note", folder / "note.txt", "--front", folder / "large.jpg")
    assert run(capsys, "preview", *words, "-o", out, "--dpi", "40").code == 0
    front = np.asarray(Image.open(out / "front.png").convert("RGB")).astype(int)
    height, width, _ = front.shape
    assert front[height // 4, width // 4][0] > 150
    assert front[3 * height // 4, 3 * width // 4][2] > 150


def test_a_small_picture_is_not_made_larger():
    tiny = Picture(2, 1, bytes([255, 0, 0, 0, 0, 255]), Rect(0, 0, 144, 72))
    assert b"/Width 2/Height 1" in picture_stream(tiny)
