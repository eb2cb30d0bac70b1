"""Raster pictures as PDF streams: photos as JPEG, graphics of few colors without loss, none finer than it prints.

Only pixels go in: whatever else a picture's file held was left behind where it was read.
"""

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cardmaker.drawing import Picture, Profile
from cardmaker.units import INCH
from cardmaker.write.objects import COMPRESSION, stream
from cardmaker.write.separation import separate

if TYPE_CHECKING:
    from PIL.Image import Image

FINEST_DPI: Final = 400.0
"""Nobody sees more in the hand, and home printers lay down less."""

QUALITY: Final = 90
FEW_COLORS: Final = 4096
"""A photo of any size has more; a logo, a chart or a scan of line art has fewer, and JPEG would blur its edges."""


@lru_cache(maxsize=8)
def picture_stream(picture: Picture, profile: Profile = Profile.HOME) -> bytes:
    """Return the picture as an image XObject; kept, since the previews of one card draw it again."""
    from PIL import Image

    if not picture.width_px * picture.height_px:
        return _object(picture.width_px, picture.height_px, picture.rgb, "RGB")
    image = Image.frombytes("RGB", (picture.width_px, picture.height_px), picture.rgb)
    is_photo = image.getcolors(FEW_COLORS) is None
    image = _reduced(image, picture)
    if profile is Profile.PRESS:
        image = separate(image)
    if not is_photo:
        return _object(*image.size, image.tobytes(), image.mode)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return _object(*image.size, out.getvalue(), f"{image.mode} JPEG")


def _reduced(image: "Image", picture: Picture) -> "Image":
    """Return the picture with no more pixels than its printed size can show."""
    from PIL import Image

    finest = [max(1, round(side / INCH * FINEST_DPI)) for side in picture.rect.size]
    if image.width <= finest[0] or image.height <= finest[1]:
        return image
    return image.resize((finest[0], finest[1]), Image.Resampling.LANCZOS)


_SPACES: Final = {
    "RGB": b"/DeviceRGB",
    "RGB JPEG": b"/DeviceRGB/Filter/DCTDecode",
    "CMYK": b"/DeviceCMYK",
    "CMYK JPEG": b"/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode",
}
"""JPEGs with four inks hold what is left white, as Photoshop began it."""


def _object(width: int, height: int, content: bytes, kind: str) -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s"
    is_packed = kind.endswith("JPEG")
    return stream(content, entries % (width, height, _SPACES[kind]), 0 if is_packed else COMPRESSION)
