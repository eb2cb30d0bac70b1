"""The words of a printer's profile: names, edges, how paper lies, and the limits of its numbers."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.geometry import Insets
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import Duplexing, Facing, Feed, Flip, Load, Printer, Shift, Turn
from cardmaker.units import MM, format_mm

E = TypeVar("E", Flip, Duplexing, Facing)

MOST_SHIFT: Final = 5.0 * MM
"""A printer is off by 0.5 to 2 mm, at worst 3 (Canon GP160 service manual: 0 ± 1 mm); more is another fault."""

SCALES: Final = (0.97, 1.03)
"""Magnification is off by a percent at most (the same manual: ± 1 mm); fit-to-page makes it 0.94."""

MOST_MARGIN: Final = 20.0 * MM
"""The worst lower edge of an inkjet is 12.7 mm."""

WORDS: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+-]{0,59}")

HEAD_FIRST, FOOT_FIRST = WAYS = ("head-first", "foot-first")


def checked_name(text: str, what: str) -> str:
    """Return a printer's or a tray's name, which is a file's name too. Raises ValueError."""
    if not WORDS.fullmatch(text):
        raise ValueError(f"{text!r} is no {what}: use letters without accents, digits, spaces and . _ + -")
    return text


def load_text(load: Load) -> str:
    """Return how paper lies in the tray in the words that `read_load` knows."""
    return f"{load.facing.value} {HEAD_FIRST if load.head_first else FOOT_FIRST}"


def read_load(text: str) -> Load | None:
    """Return how paper lies in the tray, as in `face-down head-first`; None if nothing is said. Raises ValueError."""
    words = set(text.lower().replace("_", "-").split())
    if not words:
        return None
    known = {f"{facing.value} {way}": Load(facing, way == HEAD_FIRST) for facing in Facing for way in WAYS}
    for name, load in known.items():
        if words == set(name.split()):
            return load
    raise ValueError(f"{text!r} is not how paper lies in a tray; write one of: {', '.join(known)}")


def feed_text(feed: Feed) -> str:
    """Return how envelopes are fed in the words that `read_feed` knows."""
    words = [feed.paper.id, feed.edge.value] if feed.paper else ["true-size"]
    words += ["straight" if feed.turn is Turn.NONE else feed.turn.value]
    return " ".join([*words, *([feed.facing.value] if feed.facing else [])])


def read_edge(text: str) -> Flip | None:
    """Return the edge to flip on, None if nothing is said. Raises InputError."""
    return _choice(text, Flip, "flip") if text.strip() else None


def read_duplexing(text: str) -> Duplexing | None:
    """Return who turns the sheets, None if nothing is said. Raises InputError."""
    return _choice(text, Duplexing, "duplex") if text.strip() else None


def read_order(text: str) -> bool:
    """Return whether second sides are printed from the last sheet on. Raises ValueError."""
    if text.strip().lower() not in {"", "same", "reversed"}:
        raise ValueError(f"the order of second sides is same or reversed, not {text!r}")
    return text.strip().lower() == "reversed"


def read_facing(text: str) -> Facing | None:
    """Return which way the printed side looks in the tray, None if nothing is said. Raises InputError."""
    return _choice(text, Facing, "facing") if text.strip() else None


def limit_findings(printer: Printer, places: Mapping[str, Place] | None = None) -> list[Finding]:
    """Return an error for each number that no printer has, with its limits and why."""
    where = places or {}
    findings = [
        *_shift_findings("front", printer.front, where.get("front")),
        *_shift_findings("back", printer.back, where.get("back")),
    ]
    for axis, value in zip("xy", printer.scale, strict=True):
        if not SCALES[0] <= value <= SCALES[1]:
            message = f"a scale of {value:g} for {axis} is no printer's; {SCALES[0]} to {SCALES[1]} is"
            hint = "the sheet was printed with “fit to page” or on another size: print it again at 100 %, actual size"
            findings.append(error("printer-scale", message, where.get("scale"), hint))
    for edge, margin in zip(Insets._fields, printer.margins or (), strict=False):
        if not 0.0 <= margin <= MOST_MARGIN:
            message = (
                f"a {edge} margin of {format_mm(margin)} is no printer's; 0 to {format_mm(MOST_MARGIN)} is"
            )
            hint = "write the smallest number that is printed whole at that edge of the test sheet"
            findings.append(error("printer-margin", message, where.get("margins"), hint))
    return findings


def _shift_findings(side: str, shift: Shift, place: Place | None) -> list[Finding]:
    findings = []
    for axis, value in zip("xy", shift, strict=True):
        if not abs(value) <= MOST_SHIFT:
            message = f"{side} {axis} of {format_mm(value)} is more than a printer is off, {format_mm(MOST_SHIFT)} at most"
            hint = "numbers are in millimeters, as 0.7; if the sheet really is that far off, its paper size is set wrong"
            findings.append(error("printer-offset", message, place, hint))
    return findings


def _choice(text: str, kind: type[E], what: str) -> E:
    name = text.strip().lower().replace("_", "-").replace(" ", "-")
    known = [each.value for each in kind]
    if name not in known:
        raise InputError([error(what, f"there is no {what} {text!r}", hint=nearest_hint(name, known))])
    return kind(name)
