"""Colors as operators: sRGB for home printers, the four process inks for a print shop.

`FIXED` are resources that files of a profile have whether or not a design asks for them: how black words overprint, and the
color of marks that every plate must show.
"""

from functools import lru_cache
from typing import Final, Protocol

from cardmaker.color import REGISTRATION, Color
from cardmaker.drawing import Profile
from cardmaker.write.separation import cmyk_of, text_cmyk

KNOCKOUT: Final = b"G0"
OVERPRINT: Final = b"G1"
ALL_PLATES: Final = b"C1"

FIXED: Final = {
    KNOCKOUT: b"<</Type/ExtGState/op false/OP false/OPM 0>>",
    OVERPRINT: b"<</Type/ExtGState/op true/OP true/OPM 1>>",
    ALL_PLATES: b"[/Separation/All/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]",
}
"""Overprint mode 1 leaves the inks alone that a color has nothing of (ISO 32000-1, 8.6.7); All is every plate (8.6.6.4)."""


class Inks(Protocol):
    """How a profile writes colors."""

    def fill(self, color: Color) -> bytes: ...

    def stroke(self, color: Color) -> bytes: ...

    def text(self, color: Color) -> tuple[bytes, bytes]:
        """Return what sets the color of words, and what comes after their text object; each names one resource at most."""


class ScreenInks:
    """sRGB; a neutral color is a gray, so that a printer uses its black alone."""

    def fill(self, color: Color) -> bytes:
        return _rgb(color)

    def stroke(self, color: Color) -> bytes:
        return _rgb(color).upper()

    def text(self, color: Color) -> tuple[bytes, bytes]:
        return _rgb(color), b""


class PressInks:
    """Cyan, magenta, yellow and black; words that are black are black alone, and overprint."""

    def fill(self, color: Color) -> bytes:
        return b"/C1 cs 1 scn" if color == REGISTRATION else _cmyk(cmyk_of(color))

    def stroke(self, color: Color) -> bytes:
        return b"/C1 CS 1 SCN" if color == REGISTRATION else _cmyk(cmyk_of(color)).upper()

    def text(self, color: Color) -> tuple[bytes, bytes]:
        inks = text_cmyk(color)
        if inks != (0.0, 0.0, 0.0, 1.0):
            return _cmyk(inks), b""
        return b"/G1 gs " + _cmyk(inks), b"/G0 gs "


def inks_of(profile: Profile) -> Inks:
    return PressInks() if profile is Profile.PRESS else ScreenInks()


@lru_cache(maxsize=256)
def _rgb(color: Color) -> bytes:
    red, green, blue = (round(value, 3) for value in color.rgb)
    return b"%g g" % red if red == green == blue else b"%g %g %g rg" % (red, green, blue)


@lru_cache(maxsize=256)
def _cmyk(inks: tuple[float, float, float, float]) -> bytes:
    return b"%g %g %g %g k" % tuple(round(ink, 3) for ink in inks)
