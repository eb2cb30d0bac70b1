"""Ink near the edge of a sheet: what home printers cannot print is told before paper is wasted."""

from collections.abc import Callable, Mapping
from typing import Final

from cardmaker.art.kit.bounds import ink_box
from cardmaker.drawing import Shared
from cardmaker.errors import Finding, warning
from cardmaker.geometry import Insets, Rect
from cardmaker.model import Panel
from cardmaker.units import format_mm

TOLERANCE: Final = 0.05


def unsafe_art(
    art: Mapping[Panel, Shared],
    safe_area: Callable[[Panel], Insets],
    design: str,
    whose: str = "most printers leave",
    hint: str = "choose a paper that is cut to size: cardmaker formats",
) -> list[Finding]:
    """Return a warning for each panel whose art reaches where printers print nothing, by how much at the worst edge."""
    findings = []
    for panel, shared in art.items():
        box = ink_box(shared.frame.items)
        excess = _excess(box, Rect.of(shared.frame.size).inset(safe_area(panel))) if box else 0.0
        if excess > TOLERANCE:
            message = f"art of the {panel.value} reaches {format_mm(excess)} into the edge that {whose} white"
            findings.append(warning("safe-area", f"{design}: {message}", hint=hint))
    return findings


def _excess(box: Rect, safe: Rect) -> float:
    return max(safe.x - box.x, safe.y - box.y, box.right - safe.right, box.bottom - safe.bottom)
