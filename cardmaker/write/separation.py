"""Separation: sRGB to the four process inks of a press, through its ICC profile. The one door to color management.

A design's own recipe is kept. Neutral colors are black alone, so that no drift of a press tints them; all others go through
the profile, relative colorimetric with black point compensation, and none is given more ink than paper can dry.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from cardmaker.assets import asset_root
from cardmaker.color import Color
from cardmaker.errors import MachineError, Place, error

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform
    from PIL.ImageFilter import Color3DLUT

Inks = tuple[float, float, float, float]

PRESS_PROFILE: Final = "FOGRA39L_coated.icc"
SCREEN_PROFILE: Final = "sRGB.icc"

INK_LIMIT: Final = 3.0
"""Of all four inks together. ISO Coated v2 300, GRACoL and SWOP set 300 %; this profile was made with the same limit."""

BLACK_INK: Inks = (0.0, 0.0, 0.0, 1.0)

BLACK_TEXT: Final = 0.25
"""A brightest component up to this, and words look black: they are printed solid, since a screen of 90 % frays letters."""

BLACK_TINGE: Final = 0.06
"""How far the components of such a color may differ."""

LATTICE: Final = 33
"""Colors along each edge of the cube that photos are looked up in; between them is at most 1/255 of an ink."""


def read_profile(name: str) -> bytes:
    """Return the bytes of a shipped ICC profile."""
    return (asset_root("icc") / name).read_bytes()


@lru_cache(maxsize=1024)
def cmyk_of(color: Color) -> Inks:
    """Return a color's inks, 0 to 1 each, together at most `INK_LIMIT`."""
    if color.cmyk is not None:
        return _limited(color.cmyk)
    levels = [round(255 * value) for value in color.rgb]
    if max(levels) == min(levels):
        return (0.0, 0.0, 0.0, _black_of(levels[0]))
    return _separated(bytes(levels))[0]


def text_cmyk(color: Color) -> Inks:
    """Return the inks of words: black alone where they look black, whatever its recipe."""
    if max(color.rgb) <= BLACK_TEXT and max(color.rgb) - min(color.rgb) <= BLACK_TINGE:
        return BLACK_INK
    return cmyk_of(color)


def separate(image: "Image") -> "Image":
    """Return an RGB picture in the press's inks (mode CMYK), under the same limit."""
    return image.filter(_cube())


def _separated(rgb: bytes) -> list[Inks]:
    """Return the inks of colors of three bytes each."""
    from PIL import Image, ImageCms

    strip = Image.frombytes("RGB", (len(rgb) // 3, 1), rgb)
    inks = ImageCms.applyTransform(strip, _to_press())
    assert inks is not None
    parts = [value / 255 for value in inks.tobytes()]
    return [_limited(quad) for quad in zip(*(parts[plate::4] for plate in range(4)), strict=True)]


def _limited(inks: Inks) -> Inks:
    """Return the inks with less of the colored ones, in proportion, if they are too much together."""
    *colored, black = inks
    if sum(inks) <= INK_LIMIT:
        return inks
    share = (INK_LIMIT - black) / sum(colored)
    cyan, magenta, yellow = (share * ink for ink in colored)
    return (cyan, magenta, yellow, black)


@cache
def _cube() -> "Color3DLUT":
    """Return the cube of all colors with their inks, red running fastest."""
    from PIL.ImageFilter import Color3DLUT

    steps = [round(255 * step / (LATTICE - 1)) for step in range(LATTICE)]
    lattice = bytes(
        level for blue in steps for green in steps for red in steps for level in (red, green, blue)
    )
    table = [ink for inks in _separated(lattice) for ink in inks]
    return Color3DLUT(LATTICE, table, channels=4, target_mode="CMYK")


@cache
def _to_press() -> "ImageCmsTransform":
    from PIL import ImageCms

    screen, press = (_opened(name) for name in (SCREEN_PROFILE, PRESS_PROFILE))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)


def _opened(name: str) -> "ImageCmsProfile":
    """Return a profile ready to use. Raises MachineError if the installation's file is damaged."""
    from PIL import ImageCms

    path = asset_root("icc") / name
    try:
        return ImageCms.getOpenProfile(str(path))
    except (OSError, ImageCms.PyCMSError):
        hint = "install cardmaker again"
        raise MachineError(
            [error("icc", "cannot be read as a color profile", Place(str(path)), hint)]
        ) from None


@cache
def _black_of(level: int) -> float:
    """Return how much black alone looks like a gray of that level (0 to 255), black being the blackest there is."""
    lightest, *_, darkest = _black_ramp()
    light = _light(level)
    wanted = darkest + (lightest - darkest) * light
    nearest = min(range(256), key=lambda black: abs(_black_ramp()[black] - wanted))
    return nearest / 255


@cache
def _black_ramp() -> tuple[float, ...]:
    """Return the luminance of each amount of black alone on paper, 1 for the paper."""
    from PIL import Image, ImageCms

    strip = Image.frombytes(
        "CMYK", (256, 1), bytes(value for black in range(256) for value in (0, 0, 0, black))
    )
    lab = ImageCms.createProfile("LAB")
    transform = ImageCms.buildTransform(
        _opened(PRESS_PROFILE), lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    seen = ImageCms.applyTransform(strip, transform)
    assert seen is not None
    return tuple(_luminance(level / 255) for level in _lightness(seen))


def _lightness(lab: "Image") -> Iterable[int]:
    return lab.tobytes()[0::3]


def _luminance(lightness: float) -> float:
    """Return the luminance of a CIE lightness, both 0 to 1 (CIE 15: Y from L*)."""
    over = (100 * lightness + 16) / 116
    return over**3 if over > 6 / 29 else 3 * (6 / 29) ** 2 * (over - 4 / 29)


def _light(level: int) -> float:
    """Return the luminance of a gray of sRGB, 0 to 1 (IEC 61966-2-1)."""
    value = level / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
