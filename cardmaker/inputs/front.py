"""A person's own pictures for the front: photos as pixels, SVG drawings as paths, both checked at the door."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.sources import is_within
from cardmaker.model import Artwork, Raster

MOST_PICTURES: Final = 12


def find_artworks(
    names: Sequence[str], focus: str, folder: Path, *, is_confined: bool
) -> tuple[Artwork, ...]:
    """Return the pictures of those names. Raises InputError.

    They are looked for in the folder, and if confined must lie inside it: an order from elsewhere may not read others.
    `focus` is what to keep of each when it is cropped, such as `50 35`: percent from the left and from the top.
    """
    if len(names) > MOST_PICTURES:
        raise InputError([error("front", f"{len(names)} pictures are too many; {MOST_PICTURES} are read")])
    place = parse_focus(focus)
    return tuple(_read(folder / name, name, folder, place, is_confined=is_confined) for name in names)


def parse_focus(text: str) -> tuple[float, float] | None:
    """Return shares of a picture's width and height, or None for nothing said. Raises InputError."""
    parts = text.replace("%", " ").replace(",", " ").split()
    if not parts:
        return None
    try:
        across, down = (float(part) / 100 for part in parts)
    except ValueError:
        across = down = -1.0
    if not (0 <= across <= 1 and 0 <= down <= 1):
        hint = "write percent from the left and from the top, such as 50 35"
        raise InputError([error("focus", f"focus {text!r} is not a place in a picture", hint=hint)])
    return across, down


def _read(
    file: Path, name: str, folder: Path, focus: tuple[float, float] | None, *, is_confined: bool
) -> Artwork:
    from cardmaker.inputs.image import MAX_BYTES, read_limited
    from cardmaker.inputs.svg_drawing import parse_drawing

    if is_confined and not is_within(file, folder):
        hint = "copy it into the order's folder"
        message = f"the picture {name} lies outside the order's folder"
        raise InputError([error("front-outside", message, hint=hint)])
    data = read_limited(file, MAX_BYTES)
    if file.suffix.lower() == ".svg":
        return Artwork(parse_drawing(data, str(file)), name, focus)
    return Artwork(_photo(data, str(file)), name, focus)


@lru_cache(maxsize=3)
def _photo(data: bytes, file: str) -> Raster:
    """Return a photo's pixels; kept, since an order that is being worked on is read again and again."""
    from cardmaker.inputs.image import decode_photo

    return decode_photo(data, file)
