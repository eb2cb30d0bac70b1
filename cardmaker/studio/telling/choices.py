"""All that there is to choose from, as the page gets it. What a design suits is told in the words of `cardmaker designs`."""

import contextlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from cardmaker.design import Design, Slot
from cardmaker.errors import InputError
from cardmaker.goods.dress import has_liner
from cardmaker.hand.pens import PENS
from cardmaker.impose.stock import papers_for
from cardmaker.inputs.design import list_designs, read_design
from cardmaker.inputs.facts import read_formats, read_papers
from cardmaker.inputs.hand import list_hands
from cardmaker.inputs.picking import ANY, about, grays_of, inks_of, places_for_photos
from cardmaker.inputs.shelf import design_files, shipped_files
from cardmaker.inputs.starters import starters
from cardmaker.model import Format, Hand, Neatness, Paper

COLORS_SHOWN: Final = 5


def catalog(near: Path | None = None) -> dict[str, Any]:
    """Return designs, hands, formats, papers, pens, how neat one may write, and what notes begin with.

    `near` is the order's folder: designs of the person's own are among those to choose from, as on the command line.
    """
    designs = sorted({**shipped(), **own_designs(near)}.items())
    told = [_told(design) for _, design in designs]
    return {
        "designs": told,
        "occasions": sorted({name for each in told for name in each["occasions"]} - {ANY}),
        "families": sorted({each["family"] for each in told}),
        **_others(),
    }


@cache
def shipped() -> dict[str, Design]:
    """Return the designs of the package by id."""
    return {each.id: each for each in list_designs()}


def own_designs(near: Path | None) -> dict[str, Design]:
    """Return the designs of the person's own by id, as far as they can be read."""
    ours = set(shipped_files().values())
    found = {}
    for name, path in design_files(near).items():
        if path not in ours:
            with contextlib.suppress(InputError):
                found[name] = read_design(name, near)
    return found


def _told(design: Design) -> dict[str, Any]:
    return _of_shipped(design.id) if shipped().get(design.id) is design else _design(design)


@cache
def _of_shipped(name: str) -> dict[str, Any]:
    return _design(shipped()[name])


@cache
def _others() -> dict[str, Any]:
    return {
        "hands": [_hand(each) for each in list_hands()],
        "formats": [_format(each) for each in read_formats().values()],
        "papers": [_paper(each) for each in read_papers().values()],
        "pens": [{"id": each.id, "name": each.name, "color": each.color.hex} for each in PENS.values()],
        "neatness": [each.value for each in Neatness],
        "starters": [{"id": name, "name": what} for name, what in starters().items()],
    }


def _design(design: Design) -> dict[str, Any]:
    return {
        "id": design.id,
        "name": design.name,
        "family": design.family,
        "formality": design.formality,
        "occasions": list(design.occasions),
        "ink": design.ink,
        "inks": inks_of(design),
        "grays": grays_of(design),
        "photos": places_for_photos(design),
        "words": about(design),
        "palettes": [
            {"id": name, "colors": [color.hex for color in palette.values()][:COLORS_SHOWN]}
            for name, palette in design.palettes.items()
        ],
        "variants": [{"id": name, "ink": each.ink} for name, each in design.variants.items()],
        "slots": [_slot(name, slot) for name, slot in design.slots.items()],
        "liner": has_liner(design),
    }


def _slot(name: str, slot: Slot) -> dict[str, Any]:
    return {"id": name, "usual": slot.default, "lines": slot.lines, "most": slot.max_chars}


def _hand(hand: Hand) -> dict[str, Any]:
    return {
        "id": hand.id,
        "name": hand.name,
        "joined": hand.joined,
        "legibility": hand.legibility,
        "formality": hand.formality,
        "warmth": hand.warmth,
    }


def _format(card: Format) -> dict[str, Any]:
    return {
        "id": card.id,
        "name": card.name,
        "fold": "postcard" if card.postcard else card.fold.value,
        "size": [round(card.panel.width, 2), round(card.panel.height, 2)],
        "paper": card.paper,
        "papers": [each.id for each in papers_for(card, read_papers().values())],
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id,
        "name": paper.name,
        "size": [round(paper.size.width, 2), round(paper.size.height, 2)],
        "for": paper.made_for,
    }
