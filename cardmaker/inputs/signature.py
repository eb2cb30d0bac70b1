"""Whose ink signs the card: the words `written` and `leave-room`, or a file with a signature, read and traced."""

from pathlib import Path
from typing import Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.sources import is_within
from cardmaker.model import Signature, Signing

WORKING_PX: Final = 2400
"""The longer side at which photos are traced; beyond it only the paper's grain gets finer."""


def find_signature(wanted: str, folder: Path, *, is_confined: bool) -> Signing | Signature:
    """Return how the card is signed; an empty text means written. Raises InputError.

    A file is looked for in the folder, and if confined must lie inside it: an order from elsewhere may not read others.
    """
    name = wanted.strip()
    if not name:
        return Signing.WRITTEN
    word = name.lower().replace("_", "-").replace(" ", "-")
    if word in {each.value for each in Signing}:
        return Signing(word)
    file = folder / name
    if is_confined and not is_within(file, folder):
        hint = "copy the signature into the order's folder"
        raise InputError(
            [error("signature-outside", f"the signature {name} lies outside the order's folder", hint=hint)]
        )
    if not file.suffix and not file.exists():
        hint = nearest_hint(word, [each.value for each in Signing])
        raise InputError(
            [error("signature", f"there is no signature {name!r}, nor a file of this name", hint=hint)]
        )
    return read_signature(file)


def read_signature(file: Path) -> Signature:
    """Return the signature in a picture or an SVG drawing, whichever the file holds. Raises InputError."""
    from cardmaker.inputs.image import MAX_BYTES, read_limited

    data = read_limited(file, MAX_BYTES)
    return parse_signature(data, str(file), is_drawing=file.suffix.lower() == ".svg")


def parse_signature(data: bytes, file: str, *, is_drawing: bool) -> Signature:
    """Return the signature that the bytes of a picture or a drawing hold; `file` is how messages call it. Raises InputError."""
    from cardmaker.hand.paper import NoInkError
    from cardmaker.hand.signature import drawn, trace
    from cardmaker.inputs.image import decode_raster
    from cardmaker.inputs.svg import parse_svg

    try:
        if is_drawing:
            outline = parse_svg(data, file)
            return drawn(outline.areas, outline.lines)
        return trace(decode_raster(data, file, WORKING_PX))
    except NoInkError as problem:
        raise InputError([error("signature", str(problem), Place(file), problem.hint)]) from None
