"""A person's own pictures on their way into the order's folder: read by the reader that prints them, and named by us."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cardmaker.drawing import Frame
from cardmaker.drawing import Picture as DrawnPicture
from cardmaker.errors import InputError, error
from cardmaker.geometry import Rect, Size
from cardmaker.inputs.image import decode_photo
from cardmaker.inputs.signature import parse_signature
from cardmaker.inputs.svg_drawing import parse_drawing
from cardmaker.model import Artwork, Raster

KINDS: Final = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"RIFF", "webp"))
OURS: Final = re.compile(r"(?:front|signature)-[0-9a-f]{8}\.(?:png|jpg|webp|svg)")
"""Names that pictures get from us: by what they hold, so that no other file ever has one."""

SVG_HEAD: Final = 2000
"""Bytes in which a drawing says that it is one."""

SHOWN_WIDTH: Final = 400.0


@dataclass(frozen=True, slots=True)
class Own:
    """A picture that can be printed, and its name in the order's folder."""

    name: str
    data: bytes


def front_picture(data: bytes, called: str) -> Own:
    """Return a picture for the front; `called` is how the person's file is called. Raises InputError in plain words."""
    kind = _kind(data)
    if kind == "svg":
        parse_drawing(data, called)
    else:
        decode_photo(data, called)
    return Own(_name("front", data, kind), data)


def signature_picture(data: bytes, called: str) -> Own:
    """Return a signature; `called` is how the person's file is called. Raises InputError in plain words."""
    kind = _kind(data)
    parse_signature(data, called, is_drawing=kind == "svg")
    return Own(_name("signature", data, kind), data)


def is_ours(name: str) -> bool:
    return OURS.fullmatch(name) is not None


def clean_name(text: str) -> str:
    """Return a file's name as messages show it: without a path, and short. It is never opened."""
    return Path(text.replace("\\", "/")).name[:80] or "the picture"


def artwork_frame(artworks: tuple[Artwork, ...], number: int) -> Frame:
    """Return one of an order's own pictures, whole, for pointing at what to keep of it. Raises InputError."""
    if not 0 <= number < len(artworks):
        raise InputError([error("front", "the order has no such picture")])
    content = artworks[number].content
    if isinstance(content, Frame):
        return content
    return _photo_frame(content)


def _photo_frame(raster: Raster) -> Frame:
    size = Size(SHOWN_WIDTH, SHOWN_WIDTH * raster.height_px / raster.width_px)
    return Frame(size, (DrawnPicture(raster.width_px, raster.height_px, raster.rgb, Rect.of(size)),))


def _kind(data: bytes) -> str:
    """Return a picture's kind by its content; what is none of ours goes to the reader, which says what it is."""
    if b"<svg" in data[:SVG_HEAD]:
        return "svg"
    return next((kind for start, kind in KINDS if data.startswith(start)), "png")


def _name(what: str, data: bytes, kind: str) -> str:
    return f"{what}-{hashlib.sha256(data).hexdigest()[:8]}.{kind}"
