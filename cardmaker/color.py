"""Colors: our own parser, sRGB with an optional CMYK recipe, and mixing by eye.

reportlab's parser evaluates text and misreads `#f00`; no text from people ever reaches it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

NAMES: Final = {
    "black": "#000000", "white": "#ffffff", "gray": "#808080", "silver": "#c0c0c0",
    "red": "#c0392b", "orange": "#d9822b", "gold": "#b08d4c", "yellow": "#e0a526",
    "green": "#2f6f4f", "teal": "#2f6f73", "blue": "#22344f", "navy": "#1e2a3a",
    "purple": "#5b3a6e", "pink": "#d98c9a", "brown": "#6b4a2f", "ivory": "#f4efe6",
}  # fmt: skip
"""Names a person may use; the values are ink colors that print well, not the screen colors of the web."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_CMYK = re.compile(r"cmyk\(([^)]*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Color:
    """sRGB components from 0 to 1, and the CMYK recipe (0 to 1 each) if the design gives one."""

    red: float
    green: float
    blue: float
    cmyk: tuple[float, float, float, float] | None = None

    @property
    def rgb(self) -> tuple[float, float, float]:
        return (self.red, self.green, self.blue)

    @property
    def hex(self) -> str:
        return "#" + "".join(f"{round(value * 255):02x}" for value in self.rgb)


BLACK: Final = Color(0.0, 0.0, 0.0, (0.0, 0.0, 0.0, 1.0))
WHITE: Final = Color(1.0, 1.0, 1.0, (0.0, 0.0, 0.0, 0.0))
REGISTRATION: Final = Color(0.0, 0.0, 0.0, (1.0, 1.0, 1.0, 1.0))
"""The color of marks that every plate of a press must show; it is for nothing that stays on a card."""


def parse_color(text: str) -> Color:
    """Return the color of `#rgb`, `#rrggbb`, `cmyk(c m y k)` in percent, or a known name.

    Raises ValueError, with a sentence for people, for anything else.
    """
    wanted = text.strip().lower()
    if match := _HEX.fullmatch(NAMES.get(wanted, wanted)):
        return _from_hex(match[1])
    if match := _CMYK.fullmatch(wanted):
        return _from_cmyk(match[1], text)
    raise ValueError(f"{text!r} is not a color; write #rrggbb, cmyk(0 20 57 31) or a name such as navy")


def _from_hex(digits: str) -> Color:
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[i : i + 2] for i in (0, 2, 4)]
    red, green, blue = (int(pair, 16) / 255 for pair in pairs)
    return Color(red, green, blue)


def _from_cmyk(inside: str, text: str) -> Color:
    parts = inside.replace(",", " ").replace("%", " ").split()
    try:
        cyan, magenta, yellow, black = (float(part) / 100 for part in parts)
    except ValueError:
        raise ValueError(f"{text!r} needs four percentages, as in cmyk(0 20 57 31)") from None
    if not all(0 <= value <= 1 for value in (cyan, magenta, yellow, black)):
        raise ValueError(f"{text!r} has a percentage outside 0 to 100")
    red, green, blue = ((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    return Color(red, green, blue, (cyan, magenta, yellow, black))


def ink_coverage(color: Color) -> float:
    """Return C+M+Y+K, 0 to 4: the recipe's sum, or that of a plain maximum-black conversion."""
    if color.cmyk is not None:
        return sum(color.cmyk)
    black = 1 - max(color.rgb)
    if black >= 1:
        return 1.0
    return black + sum((1 - value - black) / (1 - black) for value in color.rgb)


def mix(first: Color, second: Color, share: float) -> Color:
    """Return the color `share` (0 to 1) of the way from first to second, through OKLab.

    OKLab: Björn Ottosson, "A perceptual color space for image processing", 2020. A straight sRGB mix is too dark between hues.
    Where both have recipes, so has the mix: a tint of an ink is that ink, thinner.
    """
    if share <= 0 or first == second:
        return first
    if share >= 1:
        return second
    lab = [a + (b - a) * share for a, b in zip(_oklab(first), _oklab(second), strict=True)]
    return replace(_from_oklab(lab[0], lab[1], lab[2]), cmyk=_recipe(first, second, share))


def _recipe(first: Color, second: Color, share: float) -> tuple[float, float, float, float] | None:
    if first.cmyk is None or second.cmyk is None:
        return None
    cyan, magenta, yellow, black = (a + (b - a) * share for a, b in zip(first.cmyk, second.cmyk, strict=True))
    return (cyan, magenta, yellow, black)


def ramp(stops: Sequence[Color], count: int) -> list[Color]:
    """Return `count` colors in even steps through the stops, the first and the last among them, through OKLab."""
    if count == 1 or len(stops) == 1:
        return [stops[0]] * count
    places = [index * (len(stops) - 1) / (count - 1) for index in range(count)]
    return [
        mix(stops[int(place)], stops[min(int(place) + 1, len(stops) - 1)], place - int(place))
        for place in places
    ]


def difference(first: Color, second: Color) -> float:
    """Return how far apart two colors look: their distance in OKLab, 0 to about 1."""
    return math.dist(_oklab(first), _oklab(second))


def contrast(first: Color, second: Color) -> float:
    """Return the contrast ratio of two colors, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _gamma(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(value) for value in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def _oklab(color: Color) -> tuple[float, float, float]:
    red, green, blue = (_linear(value) for value in color.rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(light: float, a: float, b: float) -> Color:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return Color(
        _gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )
