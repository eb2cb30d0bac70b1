"""Pictures at the door: read upright and whole, or refused with one finding that says what is wrong."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from cardmaker.errors import InputError
from cardmaker.inputs import image as door
from cardmaker.inputs.image import decode_raster, read_raster
from cardmaker.model import Raster

MOST = 1000


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def striped(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture whose top left quarter alone is red."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((200, 30, 30), (0, 0, width // 2, height // 2))
    return picture


def pixels(raster: Raster) -> np.ndarray:
    return np.frombuffer(raster.rgb, np.uint8).reshape(raster.height_px, raster.width_px, 3)


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        decode_raster(data, "sig.png", MOST)
    [finding] = refused.value.findings
    assert str(finding.place) == "sig.png"
    assert finding.hint or "empty" in finding.message
    return finding.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_three_kinds_are_read(kind):
    raster = decode_raster(encoded(striped(), kind, quality=95), "x", MOST)
    assert (raster.width_px, raster.height_px, raster.alpha) == (60, 40, b"")
    assert pixels(raster)[8, 12][0] > 150 > pixels(raster)[8, 12][1]


def test_a_photo_is_turned_as_the_camera_was_held():
    turned = striped().transpose(Image.Transpose.ROTATE_90)  # the camera stored it lying on its side
    exif = Image.Exif()
    exif[0x0112] = 6
    raster = decode_raster(encoded(turned, "JPEG", exif=exif, quality=95), "x", MOST)
    assert (raster.width_px, raster.height_px) == (60, 40)
    assert pixels(raster)[8, 12][1] < 100
    assert pixels(raster)[32, 48][1] > 200


def test_a_large_picture_is_reduced_to_the_size_asked_for():
    raster = decode_raster(encoded(striped(3000, 2000), "JPEG"), "x", MOST)
    assert (raster.width_px, raster.height_px) == (1000, 667)


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "CMYK", "RGB"])
def test_every_color_mode_comes_as_rgb(mode):
    source = striped() if mode in {"CMYK", "RGB"} else striped().convert("L")
    if mode == "I;16":
        source = Image.fromarray(np.asarray(source).astype(np.uint16) * 257)
    elif mode != source.mode:
        source = source.convert(mode)
    raster = decode_raster(encoded(source, "JPEG" if mode == "CMYK" else "PNG"), "x", MOST)
    assert pixels(raster)[36, 56].min() > 245
    assert pixels(raster)[8:12, 8:12, 1].mean() < 130


def test_transparency_is_kept():
    picture = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    picture.paste((10, 10, 60, 255), (0, 0, 10, 10))
    raster = decode_raster(encoded(picture), "x", MOST)
    assert raster.alpha[:20] == b"\xff" * 10 + b"\x00" * 10


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few hundred bytes that unpacks to this many pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (7_100, 7_100), (20_001, 10)])
def test_a_bomb_is_refused_from_its_header(size, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("unpacked"))
    assert "megapixels" in refusal(bomb(*size))


def test_a_picture_at_the_limit_is_not_refused_for_its_size():
    with pytest.raises(InputError, match="damaged or cut"):
        decode_raster(bomb(7_000, 7_000), "x", MOST)


def test_a_file_over_the_limit_is_not_even_read(tmp_path):
    file = tmp_path / "big.png"
    with file.open("wb") as out:
        out.truncate(door.MAX_BYTES + 1)
    with pytest.raises(InputError, match="is larger than 20 MB"):
        read_raster(file, MOST)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_picture_is_refused(kind, share):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (80, 80, 3), np.uint8))
    data = encoded(noise, kind)
    assert "damaged" in refusal(data[: int(len(data) * share)])


def test_a_changed_byte_in_a_png_is_noticed():
    data = bytearray(encoded(striped()))
    data[-20] ^= 0x55
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "is a PostScript or EPS file"),
        (b"\xc5\xd0\xd3\xc6" + bytes(40), "is a PostScript or EPS file"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"Dear Dana,\n\nthank you.\n", "is a text file"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is an SVG drawing"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "is a HEIC or AVIF photo"),
        (bytes(range(256)), "is something else"),
    ],
)
def test_another_kind_of_file_is_told_by_what_it_holds(data, said):
    assert said in refusal(data)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_rarer_kinds_of_pictures_are_refused(kind):
    assert "not a PNG, JPEG or WebP picture" in refusal(encoded(striped(), kind))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_raster(tmp_path / "none.png", MOST)
    with pytest.raises(InputError, match="cannot be read"):
        read_raster(tmp_path, MOST)


def _wide_profile() -> bytes:
    """Return a small profile whose red, green and blue are those of Display P3, with a gamma of 2.2."""

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))

    curve = b"curv\0\0\0\0" + struct.pack(">IHxx", 1, round(2.2 * 256))
    text = b"text\0\0\0\0P3\0\0"
    tags = {
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105), b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407), b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve, b"cprt": text,
    }  # fmt: skip
    table, body, at = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = (
        struct.pack(">I4sI4s4s4s", 0, b"\0\0\0\0", 0x02200000, b"mntr", b"RGB ", b"XYZ ")
        + bytes(12)
        + b"acsp"
        + bytes(28)
    )
    head += struct.pack(">3i", 63190, 65536, 54061)
    whole = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_in_the_wide_colors_of_a_phone_keeps_its_look(kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 60, 60)).save(out, kind, icc_profile=_wide_profile())
    red, green, _ = decode_raster(out.getvalue(), "p3", 100).rgb[:3]
    assert red > 210
    assert green < 55


@pytest.mark.parametrize("profile", [b"junk", b"\0" * 200, _wide_profile()[:150]])
def test_a_broken_color_profile_is_left_aside(profile: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 60, 60)).save(out, "PNG", icc_profile=profile)
    assert tuple(decode_raster(out.getvalue(), "odd", 100).rgb[:3]) == (200, 60, 60)
