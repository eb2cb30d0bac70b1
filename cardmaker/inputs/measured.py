"""What people read on a printer's test sheet, by the sheet's letters, and the profile that it makes.

The same for those who type it in a terminal and for those who write it into the studio's page.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from cardmaker.geometry import Insets
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.printer_words import read_duplexing, read_edge, read_facing, read_load, read_order
from cardmaker.model import Printer, Refeed, Shift
from cardmaker.units import MM, parse_length

ACROSS_MM: Final = 150
DOWN_MM: Final = 200
"""What lines E and F of the test sheet should be (`compose.calibration`)."""

CROSSES: Final = {
    "K": "face-up head-first",
    "L": "face-up foot-first",
    "M": "face-down head-first",
    "N": "face-down foot-first",
}
"""Where the cross of a blank sheet turns up: beside K and L on the front, M and N on the back."""


def read_mm(text: str) -> float:
    """Return points of a number of millimeters as people type it: 0.7, +0,7, −0.4 or `0.7 mm`. Raises ValueError."""
    said = text.strip().replace("−", "-").replace("–", "-").replace(",", ".")
    try:
        return parse_length(said if said[-1:].isalpha() or said.endswith('"') else f"{said} mm")
    except ValueError:
        raise ValueError(f"{text!r} is not a number of millimeters, as 0.7 or -0.4") from None


def read_margins(text: str) -> Insets:
    """Return white edges, from one number of millimeters for all or four: left, top, right, bottom. Raises ValueError."""
    lengths = [read_mm(part) for part in text.replace(",", " ").split() if part != "mm"]
    if len(lengths) not in {1, 4}:
        raise ValueError(f"{text!r} is neither one number nor four: left, top, right, bottom")
    return Insets(*(lengths * 4)[:4])


def measured(printer: Printer, given: Mapping[str, Any]) -> Printer:
    """Return the printer with what was read; what is not given, or None, stays as it was.

    Lengths are points: `x` and `y` are C and D, `front_x` and `front_y` A and B, `across` and `down` E and F. Other
    values are the words of a profile. Raises InputError for words that mean nothing, ValueError for the order of second sides.
    """
    known = {name: value for name, value in given.items() if value is not None}
    printer = replace(
        printer,
        front=_shifted(printer.front, known.get("front_x"), known.get("front_y")),
        back=_shifted(printer.back, known.get("x"), known.get("y")),
        scale=_scaled(printer.scale, known),
        refeed=_refed(printer.refeed, known),
    )
    plain = {name: known[name] for name in ("margins", "queue", "stock") if name in known}
    return replace(printer, **plain, **_read(known))


def _shifted(shift: Shift, x: float | None, y: float | None) -> Shift:
    return shift._replace(x=shift.x if x is None else x, y=shift.y if y is None else y)


def _scaled(scale: tuple[float, float], known: Mapping[str, Any]) -> tuple[float, float]:
    across, down = scale
    if "across" in known:
        across = known["across"] / (ACROSS_MM * MM)
    if "down" in known:
        down = known["down"] / (DOWN_MM * MM)
    return round(known.get("scale_x", across), 5), round(known.get("scale_y", down), 5)


def _refed(refeed: Refeed, known: Mapping[str, Any]) -> Refeed:
    if "refeed_flip" in known:
        refeed = replace(refeed, flip=read_edge(known["refeed_flip"]) or refeed.flip)
    if "refeed_order" in known:
        refeed = replace(refeed, is_reversed=read_order(known["refeed_order"]))
    if "refeed_facing" in known:
        refeed = replace(refeed, facing=read_facing(known["refeed_facing"]))
    return refeed


def _read(known: Mapping[str, Any]) -> dict[str, Any]:
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "flip": ("flip", read_edge),
        "duplex": ("duplexing", read_duplexing),
        "feed": ("feed", read_feed),
    }
    found = {field: read(known[name]) for name, (field, read) in readers.items() if name in known}
    if "cross" in known:
        found["load"] = read_load(CROSSES[known["cross"].upper()])
    return found
