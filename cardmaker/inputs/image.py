"""Pictures at the door: PNG, JPEG or WebP bytes to plain pixels, upright, and nothing else of the file.

Files come from strangers, so the kind is told by content, the size read from the header before anything is unpacked, and
damaged files are refused. Metadata stays behind. The only door for reading pictures; writing them is left to `write`.
"""

import io
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from cardmaker.errors import InputError, Place, error
from cardmaker.model import Raster

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES: Final = 20_000_000
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 20_000
PRINTED_PX: Final = 4400  # of the shorter side: 400 a printed inch on the largest card
MAX_PROFILE: Final = 1_000_000
FORMATS: Final = ("PNG", "JPEG", "WEBP")

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_KINDS: Final = (
    (b"%!PS", "a PostScript or EPS file"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript or EPS file"),
    (b"%PDF", "a PDF"),
    (b"GIF8", "a GIF"),
    (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"),
    (b"BM", "a bitmap (BMP)"),
    (b"PK\x03\x04", "a zip archive or office document"),
)
_HEIC: Final = (b"heic", b"heix", b"hevc", b"mif1", b"heif", b"avif")


def read_raster(file: Path, most_px: int) -> Raster:
    """Return the picture in a file, its longer side reduced to at most `most_px`. Raises InputError."""
    return decode_raster(read_limited(file, MAX_BYTES), str(file), most_px)


def read_limited(file: Path, limit: int) -> bytes:
    """Return a file's bytes, if they are no more than `limit`. Raises InputError in plain words."""
    try:
        with file.open("rb") as source:
            data = source.read(limit + 1)
    except FileNotFoundError:
        _refuse("no-file", "there is no such file", str(file))
    except OSError as problem:
        _refuse("no-file", f"cannot be read: {problem.strerror}", str(file))
    if len(data) > limit:
        _refuse("picture-size", f"is larger than {limit // 1_000_000} MB", str(file), "save it smaller")
    return data


def decode_raster(data: bytes, file: str, most_px: int, shorter_px: int | None = None) -> Raster:
    """Return the picture that the bytes hold; `file` is how messages call it. Raises InputError.

    It is reduced until its longer side has at most `most_px`, or its shorter one `shorter_px`.
    """
    if not data:
        _refuse("picture", "is empty", file)
    _check_png_sums(data, file)
    image = _open(data, file)
    _check_size(image, file)
    try:
        if shorter_px is not None:
            most_px = min(most_px, max(1, round(max(image.size) * shorter_px / min(image.size))))
        return _raster(image, most_px)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        _refuse("picture", "is damaged or cut off", file, "copy or save the picture again")


def decode_photo(data: bytes, file: str) -> Raster:
    """Return a photo to print, with all the pixels that a card can show, on white paper. Raises InputError."""
    raster = decode_raster(data, file, MAX_SIDE, PRINTED_PX)
    if not raster.alpha:
        return raster
    from PIL import Image

    size = (raster.width_px, raster.height_px)
    paper = Image.new("RGB", size, "white")
    paper.paste(Image.frombytes("RGB", size, raster.rgb), mask=Image.frombytes("L", size, raster.alpha))
    return Raster(*size, paper.tobytes())


def web_color(text: str) -> tuple[int, ...]:
    """Return red, green, blue and perhaps opacity, 0 to 255, of a color as browsers name it. Raises ValueError."""
    from PIL import ImageColor

    return ImageColor.getrgb(text)


def _open(data: bytes, file: str) -> "Image":
    """Return the picture with only its header read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of sizes: our own limit is lower
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError:
        _refuse_size(file, "hundreds of megapixels")
    except UnidentifiedImageError:
        what, hint = _kind(data)
        _refuse("picture-kind", f"is {what}, not a PNG, JPEG or WebP picture", file, hint)
    except (OSError, SyntaxError, ValueError, EOFError):
        _refuse("picture", "is damaged", file, "copy or save the picture again")


def _check_size(image: "Image", file: str) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        _refuse_size(file, f"{width} × {height} pixels")


def _refuse_size(file: str, size: str) -> NoReturn:
    limit = f"at most {MAX_PIXELS // 1_000_000} megapixels and {MAX_SIDE:,} pixels a side are read"
    _refuse("picture-size", f"has {size}; {limit}", file, "save it smaller, or crop it")


def _raster(image: "Image", most_px: int) -> Raster:
    """Return the pixels, upright as the camera was held, reduced."""
    from PIL import ImageOps

    image.draft("RGB", (most_px, most_px))
    image = ImageOps.exif_transpose(image)
    has_alpha = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    pixels = _deep_to_eight_bits(image).convert("RGBA" if has_alpha else "RGB")
    pixels.thumbnail((most_px, most_px))
    alpha = pixels.getchannel("A").tobytes() if has_alpha else b""
    plain = _to_srgb(pixels.convert("RGB"), image.info.get("icc_profile"))
    return Raster(pixels.width, pixels.height, plain.tobytes(), alpha)


def _to_srgb(pixels: "Image", profile: bytes | None) -> "Image":
    """Return RGB pixels in sRGB: phones take photos in wider colors, which would print dull if read as they stand.

    A profile that is broken, or of another kind of color, is left aside, as viewers do.
    """
    from PIL import ImageCms

    if not profile or len(profile) > MAX_PROFILE or profile[16:20] != b"RGB ":
        return pixels
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(pixels, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return pixels
    return converted or pixels


def _deep_to_eight_bits(image: "Image") -> "Image":
    """Return pictures of 16 bits a pixel with 8; `convert` would only cut them off."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _check_png_sums(data: bytes, file: str) -> None:
    """Refuse a PNG with a part missing or changed; decoders draw some of those in silence."""
    if not data.startswith(_PNG):
        return
    at, name = len(_PNG), b""
    while name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + length
        if end + 4 > len(data) or zlib.crc32(data[at + 4 : end]) != int.from_bytes(
            data[end : end + 4], "big"
        ):
            _refuse("picture", "is damaged or cut off", file, "copy or save the picture again")
        at = end + 4


def _kind(data: bytes) -> tuple[str, str]:
    """Return what the bytes are instead, by their first ones, and what to do."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "a HEIC or AVIF photo", "export it as JPEG; phones call this 'most compatible'"
    for start, name in _KINDS:
        if data.startswith(start):
            return name, "save it as PNG or JPEG"
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and b"<svg" in head:
        return "an SVG drawing", "give it the ending .svg"
    if data.startswith((_PNG, b"\xff\xd8\xff", b"RIFF")):
        return "a damaged picture", "copy or save the picture again"
    is_text = all(byte >= 32 or byte in b"\t\r\n\f" for byte in head[:500])
    return ("a text file" if is_text else "something else"), "choose a photo or a scan"


def _refuse(rule: str, message: str, file: str, hint: str = "") -> NoReturn:
    raise InputError([error(rule, message, Place(file), hint)])
