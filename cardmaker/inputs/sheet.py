"""What an order says of its sheets beyond paper and flip: the printer, who turns them, copies, gutters, edges."""

import math
from typing import Final

from cardmaker.errors import InputError, error
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.inputs.printers import find_printer
from cardmaker.model import Edges, Printer
from cardmaker.units import MM, format_mm, parse_length

FILL: Final = "sheet"
"""As many copies as a sheet holds."""

MOST_COPIES: Final = 1000
MOST_GUTTER: Final = 50.0 * MM


def read_printer(text: str) -> Printer | None:
    """Return the printer that is named, None if none is. Raises InputError."""
    return find_printer(text) if text.strip() else None


def read_copies(text: str) -> int:
    """Return how often each card is made; 0 fills a sheet with it. Raises InputError."""
    said = text.strip().lower()
    if said in {"", "1"}:
        return 1
    if said == FILL:
        return 0
    if said.isdecimal() and said.isascii() and 1 <= int(said) <= MOST_COPIES:
        return int(said)
    hint = f"write a number up to {MOST_COPIES}, or {FILL} to fill a sheet with each card"
    raise InputError([error("copies", f"{text!r} is no number of copies", hint=hint)])


def read_gutter(text: str) -> float:
    """Return the least space between two cards, in points. Raises InputError."""
    try:
        gutter = parse_length(text) if text.strip() else 0.0
    except ValueError as problem:
        raise InputError([error("gutter", str(problem))]) from None
    if not (math.isfinite(gutter) and 0.0 <= gutter <= MOST_GUTTER):
        hint = f"0 to {format_mm(MOST_GUTTER)}"
        raise InputError([error("gutter", f"a gutter of {text!r} is not to be had", hint=hint)])
    return gutter


def read_edges(text: str) -> Edges:
    """Return what becomes of art in the edge that stays white. Raises InputError."""
    name = text.strip().lower() or Edges.KEEP.value
    known = [each.value for each in Edges]
    if name not in known:
        raise InputError([error("edges", f"edges are not to be {text!r}", hint=nearest_hint(name, known))])
    return Edges(name)
