"""What a printer's profile and its paper mean for an order: large drift, doubtful products, sheets that people turn."""

from typing import Final

from cardmaker.errors import Finding, advice, warning
from cardmaker.model import Edges, Fold, Order, Printer, Refeed
from cardmaker.units import MM, format_mm, to_mm

DRIFT: Final = 1.5 * MM
"""Sheets scatter about a printer's own error by a part of it, and designs look intended up to 2 mm (PRINT.md, 0.4)."""

QUARTERS: Final = {"letter": "quarter-letter", "a4": "quarter-a4"}
"""The format on each paper that needs no second side."""


def check_fitting(order: Order, sides: int, by_hand: Refeed | None) -> list[Finding]:
    """Return what people should know before they print sheets with so many sides, turned by hand or not."""
    printer = order.sheet.printer
    findings = [_doubtful(order)] if order.paper.is_doubtful else []
    if printer and sides == 2 and _drift(printer) > DRIFT:
        findings.append(_drifting(order, printer))
    if by_hand and by_hand.facing is None:
        hint = "cardmaker printer calibrate NAME --manual: two sheets show it, once and for all"
        message = (
            "nobody said how this printer takes sheets for their second side; taken for: as they come out"
        )
        findings.append(advice("refeed-unknown", message, hint=hint))
    return findings


def edges_hint(order: Order, larger: str) -> str:
    """Return what may be done about art in a white edge; `larger` are papers on which it may bleed."""
    choices = [f"--edges {Edges.SHRINK.value} makes it smaller inside its panel"]
    if larger:
        choices.append(f"--edges {Edges.BLEED.value} on {larger} cuts the card out of a larger sheet")
    return "; ".join(choices) if order.sheet.edges is Edges.KEEP else ""


def _drift(printer: Printer) -> float:
    """Return how far a second side lands from where it belongs behind the first, at most along one axis.

    Turned like the page of a book, what moved to the right on the first side is behind what moved to the left.
    """
    return max(abs(printer.back.x + printer.front.x), abs(printer.back.y - printer.front.y))


def _drifting(order: Order, printer: Printer) -> Finding:
    off = format_mm(round(to_mm(_drift(printer)), 1) * MM)
    message = f"{printer.id} prints second sides {off} off; that is undone, but sheets will scatter about it"
    quarter = QUARTERS.get(order.paper.id, "")
    hint = "keep to designs without frames inside"
    if quarter and order.format.fold is not Fold.NONE:
        hint = f"a card folded twice has one printed side and cannot be off: --format {quarter}"
    return advice("drift", message, hint=hint)


def _doubtful(order: Order) -> Finding:
    message = f"sources disagree about where the cards of {order.paper.name} lie on their sheet"
    hint = "print a sheet on plain paper and hold it against a sheet of the product before using one"
    return warning("product", message, order.paper_place, hint)
