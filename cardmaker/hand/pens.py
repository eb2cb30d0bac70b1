"""The pens that write the notes: what each one's line is like, how wide it may be, and how its color drifts.

The values were found by eye on lines at 600 dpi beside writing with the real pens. How a line becomes ink is left to `pen`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from cardmaker.color import BLACK, WHITE, Color, mix
from cardmaker.model import BLUE_BALLPOINT, Hand, Pen, Taper
from cardmaker.units import MM

CLOG: Final = 0.16
"""Of the x-height: with a wider line the loops of small letters fill."""

REACH: Final = 0.73
"""Of the width, beyond what the pen's own values say: waves of pressure, and the thick and thin of the hand itself."""

TONES: Final = 5
"""How many steps the drift of a color has: enough that no two neighboring lines show a seam, few enough to be cheap."""

BLUE_BLACK: Final = Color(0.08, 0.13, 0.27, (0.95, 0.76, 0.30, 0.42))
GEL_BLACK: Final = Color(0.075, 0.075, 0.085, (0.40, 0.30, 0.25, 0.95))
FELT_NAVY: Final = Color(0.12, 0.14, 0.20, (0.80, 0.66, 0.42, 0.50))
GRAPHITE: Final = Color(0.27, 0.27, 0.27, (0.0, 0.0, 0.0, 0.78))
SEPIA: Final = Color(0.30, 0.17, 0.09, (0.36, 0.68, 0.84, 0.50))

_FOUNTAIN: Final = Pen(
    "blue-black-fountain",
    "blue-black fountain pen",
    BLUE_BLACK,
    width=1.02,
    contrast=0.25,
    edge=0.20,
    pressure=0.05,
    pool=0.24,
    landing=Taper(1.12, 0.8, 1.8),
    lifting=Taper(0.56, 2.0, 5.0),
    dot=1.42,
    dent=0.14,
    tone=0.12,
)

_GEL: Final = Pen(
    "black-gel",
    "black gel pen",
    GEL_BLACK,
    width=1.05,
    contrast=0.02,
    pressure=0.015,
    pool=0.04,
    landing=Taper(0.98, 0.5, 1.0),
    lifting=Taper(0.93, 0.6, 1.6),
    dot=1.2,
    dent=0.05,
)

_FELT: Final = Pen(
    "felt-tip",
    "felt-tip pen",
    FELT_NAVY,
    width=1.4,
    contrast=0.04,
    pressure=0.03,
    pool=0.12,
    landing=Taper(1.05, 0.5, 1.2),
    lifting=Taper(0.96, 0.5, 1.2),
    dot=1.12,
    dent=0.12,
    tone=0.04,
)

_PENCIL: Final = Pen(
    "pencil",
    "soft pencil",
    GRAPHITE,
    width=0.98,
    contrast=0.22,
    pressure=0.07,
    pool=0.0,
    landing=Taper(0.80, 0.6, 1.8),
    lifting=Taper(0.55, 2.0, 5.0),
    rough=0.15,
    dot=1.1,
    dent=0.22,
    tone=0.20,
)

_SEPIA: Final = Pen(
    "sepia",
    "fountain pen with brown ink",
    SEPIA,
    width=1.0,
    contrast=0.28,
    edge=0.16,
    pressure=0.06,
    pool=0.26,
    landing=Taper(1.10, 0.8, 1.8),
    lifting=Taper(0.52, 2.0, 5.5),
    dot=1.42,
    dent=0.14,
    tone=0.16,
)

_LASER: Final = Pen(
    "laser-black",
    "solid black for mono laser printers",
    BLACK,
    width=0.94,
    contrast=0.09,
    pressure=0.045,
    pool=0.08,
    landing=Taper(0.86, 0.5, 1.5),
    lifting=Taper(0.72, 1.5, 4.0),
)
"""Black toner alone, so that no dots of a halftone fray its edge; finer than a pen, as toner looks heavy on paper."""

PENS: Final[Mapping[str, Pen]] = {
    pen.id: pen for pen in (BLUE_BALLPOINT, _FOUNTAIN, _GEL, _FELT, _PENCIL, _SEPIA, _LASER)
}


def own_width(pen: Pen, hand: Hand) -> float:
    """Return how wide the pen's line is where nothing keeps it narrow, pt."""
    return pen.width * hand.pen_mm * MM


def nib_width(pen: Pen, hand: Hand, x_height: float) -> float:
    """Return how wide the pen's line is in letters that high, pt: its own width, or less where it would clog them."""
    return min(own_width(pen, hand), CLOG * x_height)


def clear_x_height(pen: Pen, hand: Hand) -> float:
    """Return how high letters must be to take the pen's own width, pt. With a broad pen people write larger."""
    return own_width(pen, hand) / CLOG


def ink_reach(pen: Pen, hand: Hand) -> float:
    """Return how far ink may go beyond the center of a line, pt: in its heaviest stroke, in a turn, in a dot."""
    heaviest = (1 + pen.contrast) * (1 + pen.edge) * (1 + pen.pool) * (1 + pen.rough)
    return own_width(pen, hand) * max(REACH * heaviest, pen.dot * (1 + pen.dent) / 2)


def line_colors(pen: Pen, drift: Sequence[float]) -> list[Color]:
    """Return a color for each line from a slow drift about 0 with standard deviation 1."""
    tones = _tones(pen)
    middle, last = (len(tones) - 1) / 2, len(tones) - 1
    return [tones[min(last, max(0, round(middle + value * middle / 1.5)))] for value in drift]


@lru_cache(maxsize=32)
def _tones(pen: Pen) -> tuple[Color, ...]:
    """Return the pen's color and its paler tones; solid black stays alone, or a laser printer would halftone it."""
    if not pen.tone or not any(pen.color.rgb):
        return (pen.color,)
    return tuple(_paler(pen.color, pen.tone * step / (TONES - 1)) for step in range(TONES))


def _paler(color: Color, share: float) -> Color:
    """Return the color that share of the way to white, its recipe thinned with it."""
    paler = mix(color, WHITE, share)
    if color.cmyk is None:
        return paler
    cyan, magenta, yellow, black = (part * (1 - share) for part in color.cmyk)
    return replace(paler, cmyk=(cyan, magenta, yellow, black))
