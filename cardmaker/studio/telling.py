"""Values as the page gets them."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cardmaker.errors import Finding, Place
from cardmaker.hand.pens import PENS
from cardmaker.inputs.design import list_designs
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.inputs.hand import list_hands
from cardmaker.inputs.order import DEFAULT_DESIGN, DEFAULT_FORMAT, DEFAULT_HAND, Request
from cardmaker.inputs.picking import about, inks_of
from cardmaker.inputs.starters import starters
from cardmaker.model import Neatness, Order
from cardmaker.studio.phrases import on_the_page


def told(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "message": finding.message,
        "hint": on_the_page(finding.hint),
        "reason": finding.reason,
        "person": finding.person,
        "place": _place(finding.place),
        "line": finding.place.line if finding.place else None,
        "column": finding.place.column if finding.place else None,
    }


def _place(place: Place | None) -> str:
    """Return where something stands, with the file's name alone: the page knows one folder."""
    return str(replace(place, file=Path(place.file).name)) if place else ""


@cache
def catalog() -> dict[str, Any]:
    """Return all there is to choose from."""
    designs = [
        {
            "id": each.id,
            "name": each.name,
            "family": each.family,
            "formality": each.formality,
            "occasions": list(each.occasions),
            "inks": inks_of(each),
            "words": about(each),
            "palettes": [
                {"id": name, "colors": [color.hex for color in dict(palette).values()][:5]}
                for name, palette in each.palettes.items()
            ],
        }
        for each in list_designs()
    ]
    return {
        "designs": designs,
        "hands": [{"id": each.id, "name": each.name} for each in list_hands()],
        "formats": [{"id": each.id, "name": each.name} for each in read_formats().values()],
        "papers": [{"id": each.id, "name": each.name} for each in read_papers().values()],
        "pens": [{"id": each.id, "name": each.name, "color": each.color.hex} for each in PENS.values()],
        "neatness": [each.value for each in Neatness],
        "starters": [{"id": name, "name": what} for name, what in starters().items()],
    }


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
    }


def drawn(order: Order) -> dict[str, Any]:
    """Return the order as it will be printed: shape, and who gets a card."""
    return {
        "title": order.title,
        "palette": order.palette,
        "fold": order.format.fold.value,
        "panel": [round(order.format.panel.width, 2), round(order.format.panel.height, 2)],
        "paper": order.paper.name,
        "people": [
            {
                "key": each.key,
                "name": each.name,
                "company": each.company,
                "envelope": each.address is not None,
                "words": " ".join(each.note.words),
            }
            for each in order.people[:20_000]
        ],
    }
