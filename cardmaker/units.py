"""Lengths as people write them, turned into points once, at the door.

Inside the package a bare length is a float in points (1/72 inch). Text from people must carry a unit.
"""

import math
import re
from typing import Final

INCH: Final = 72.0
MM: Final = INCH / 25.4
POINT: Final = 1.0

UNITS: Final = {"pt": POINT, "mm": MM, "cm": 10 * MM, "in": INCH, '"': INCH}
"""Unit names and how many points one of them is."""

_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z\"]*)\s*", re.IGNORECASE)


def parse_length(text: str) -> float:
    """Return the points of a length such as `5 in`, `12mm` or `4.5pt`.

    Raises ValueError, with a sentence for people, for a bare number, an unknown unit, or no number at all.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a length; write a number and a unit, such as 12 mm or 5 in")
    number, unit = match[1], match[2].lower()
    if not unit:
        raise ValueError(f"{text!r} has no unit; write {number} mm, {number} in or {number} pt")
    if unit not in UNITS:
        raise ValueError(f"{text!r} has an unknown unit {unit!r}; known are mm, cm, in and pt")
    points = float(number) * UNITS[unit]
    if not math.isfinite(points):
        raise ValueError(f"{text!r} is not a finite length")
    return points


def to_mm(points: float) -> float:
    return points / MM


def format_mm(points: float) -> str:
    """Return a length as people read it: `127 mm`, `107.95 mm`."""
    return f"{round(points / MM, 2):g} mm"
