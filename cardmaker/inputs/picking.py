"""Picking designs: by occasion, formality, family, ink, photos, and by words anywhere in what is said of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cardmaker.art.lettering.wording import fill_slots, without_marks
from cardmaker.art.mark.photo import photo_layers
from cardmaker.design import Design
from cardmaker.errors import Finding, InputError, error
from cardmaker.inputs.nodes import nearest_hint

ANY: Final = "any"
"""The occasion of a design that suits all of them."""

NEUTRAL: Final = 0.05
"""The farthest that red, green and blue of a gray lie apart: warm and cool grays are grays to a black cartridge."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; None and empty mean no matter. `formality` is the least.

    With `mono` a design must have a palette of grays alone, with `photo` a place for a picture of one's own.
    """

    occasion: str | None = None
    formality: int | None = None
    family: str | None = None
    ink: str | None = None
    words: str = ""
    mono: bool = False
    photo: bool = False


def pick(designs: Sequence[Design], wish: Wish) -> tuple[Design, ...]:
    """Return the designs that suit, in their order. Raises InputError for an occasion or family that no design has."""
    occasions = {occasion for design in designs for occasion in design.occasions} - {ANY}
    families = {design.family for design in designs}
    findings = [*_unknown("occasion", wish.occasion, occasions), *_unknown("family", wish.family, families)]
    if findings:
        raise InputError(findings)
    return tuple(design for design in designs if _suits(design, wish))


def about(design: Design) -> str:
    """Return all that is said of a design in words, for searching."""
    wordings = (without_marks(slot.default) for slot in design.slots.values())
    said = (design.id, design.name, design.family, *design.occasions, *design.palettes, *wordings)
    return " ".join(said).replace("\n", " ").casefold()


def _suits(design: Design, wish: Wish) -> bool:
    return (
        (wish.occasion is None or not {wish.occasion.lower(), ANY}.isdisjoint(design.occasions))
        and (wish.formality is None or design.formality >= wish.formality)
        and (wish.family is None or design.family == wish.family.lower())
        and (wish.ink is None or wish.ink in inks_of(design))
        and (not wish.mono or bool(grays_of(design)))
        and (not wish.photo or places_for_photos(design) > 0)
        and all(word in about(design) for word in wish.words.casefold().split())
    )


def inks_of(design: Design) -> list[str]:
    """Return the ink classes a design can be had in, its variants among them."""
    return list(dict.fromkeys([design.ink, *(variant.ink for variant in design.variants.values())]))


def grays_of(design: Design) -> list[str]:
    """Return the palettes that print whole from a black cartridge."""
    return [
        name
        for name, palette in design.palettes.items()
        if all(max(color.rgb) - min(color.rgb) <= NEUTRAL for color in palette.values())
    ]


def places_for_photos(design: Design) -> int:
    """Return how many pictures of a person's own the front shows, with its usual words."""
    words = fill_slots(design.slots, {})
    return len(list(photo_layers(design.panels["front"], words)))


def _unknown(what: str, wanted: str | None, known: Iterable[str]) -> list[Finding]:
    if wanted is None or wanted.lower() in known:
        return []
    hint = nearest_hint(wanted.lower(), sorted(known))
    return [error(f"unknown-{what}", f"no design is of the {what} {wanted!r}", hint=hint)]
