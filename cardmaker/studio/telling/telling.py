"""Values as the page gets them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from cardmaker.drawing import Profile
from cardmaker.errors import Finding, Place
from cardmaker.hand.pens import PENS
from cardmaker.inputs.order import DEFAULT_DESIGN, DEFAULT_FORMAT, DEFAULT_HAND, Request
from cardmaker.model import NOTHING_OWN, Neatness, Order
from cardmaker.studio.drawing.things import things_of
from cardmaker.studio.telling.phrases import on_the_page, without_folders
from cardmaker.studio.telling.whereto import step_of


def told(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "step": step_of(finding),
        "message": without_folders(finding.message),
        "hint": on_the_page(without_folders(finding.hint)),
        "reason": finding.reason,
        "person": finding.person,
        "place": _place(finding.place),
        "line": finding.place.line if finding.place else None,
        "column": finding.place.column if finding.place else None,
    }


def _place(place: Place | None) -> str:
    """Return where something stands, with the file's name alone: the page knows one folder."""
    return str(replace(place, file=Path(place.file).name)) if place else ""


def chosen(request: Request) -> dict[str, Any]:
    """Return what the order says, with what stands in for what it does not say."""
    return {
        "design": request.design or DEFAULT_DESIGN,
        "palette": request.palette,
        "format": request.format or DEFAULT_FORMAT,
        "paper": request.paper,
        "hand": request.hand or DEFAULT_HAND,
        "pen": request.pen or next(iter(PENS)),
        "neatness": request.neatness or Neatness.NATURAL.value,
        "seed": request.seed,
        "from": request.from_,
        "occasion": request.occasion,
        "language": request.language,
        "variant": request.variant,
        "texts": dict(request.texts),
        "front": list(request.front),
        "focus": request.focus,
        "signature": request.signature,
        "liner": request.liner,
        "profile": request.profile or Profile.HOME.value,
        "printer": request.printer,
        "flip": request.flip,
        "duplex": request.duplex,
        "copies": request.copies,
        "gutter": request.gutter,
        "edges": request.edges,
    }


def drawn(order: Order, art: int) -> dict[str, Any]:
    """Return the order as it will be printed: shapes, and who gets a card. `art` is the number of its art.

    Raises InputError if the paper cannot hold the format.
    """
    return {
        "title": order.title,
        "palette": order.palette,
        "fold": order.format.fold.value,
        "panel": [round(order.format.panel.width, 2), round(order.format.panel.height, 2)],
        "paper": order.paper.name,
        "design": order.design.name,
        "art": art,
        "things": things_of(order),
        "people": [
            {
                "key": each.key,
                "name": each.name,
                "company": each.company,
                "envelope": each.address is not None,
                "own": each.own != NOTHING_OWN,
                "words": " ".join(each.note.words),
            }
            for each in order.people[:20_000]
        ],
    }
