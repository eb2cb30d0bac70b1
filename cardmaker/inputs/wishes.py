"""What a person's card has for itself: a design, variant, palette, hand or seed that their row names.

Each distinct wish is read once, however many rows have it. What a wish leaves open is as the order has it (`model.Own`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

from cardmaker.design import Design
from cardmaker.errors import Finding, InputError, error
from cardmaker.inputs.design import read_design
from cardmaker.inputs.hand import read_hand
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import NOTHING_OWN, Own, Script

T = TypeVar("T")

WISHES: Final = ("design", "variant", "palette", "hand", "seed")
"""The fields of a row that change the card itself."""

FALLBACK_HANDS: Final = ("caveat", "eb-garamond")
"""Hands for words that the chosen one cannot write, in order: Cyrillic, then Greek. All hands write all Latin letters."""


def variant_of(text: str, design: Design) -> Design:
    """Return the design in the variant of that name, or as it is if none is named. Raises InputError."""
    if not text or text in design.variants:
        return design.variants[text] if text else design
    hint = nearest_hint(text, list(design.variants)) if design.variants else "leave `variant` out"
    raise InputError([error("variant", f"design {design.id} has no variant {text!r}", hint=hint)])


def palette_of(text: str, design: Design) -> str:
    """Return a palette of the design, its usual one if none is named. Raises InputError."""
    if not text or text in design.palettes:
        return text or design.default_palette
    hint = nearest_hint(text, list(design.palettes))
    raise InputError([error("palette", f"design {design.id} has no palette {text!r}", hint=hint)])


def hands_of(hand: Script) -> tuple[Script, ...]:
    """Return a hand, and those that write what it cannot."""
    return (hand, *(read_hand(name) for name in FALLBACK_HANDS if name != hand.hand.id))


@dataclass(frozen=True, slots=True)
class Wishes:
    """The wishes of an order's people; `design` and `palette` are the order's own."""

    design: Design
    palette: str
    folder: Path
    _known: dict[tuple[str, ...], tuple[Own, tuple[Finding, ...]]] = field(default_factory=dict)
    _designs: dict[str, Design] = field(default_factory=dict)

    def of(self, texts: Mapping[str, str]) -> tuple[Own, tuple[Finding, ...]]:
        """Return what a row wishes, and an error for each wish that cannot be had, whose rule is the field."""
        wished = tuple(texts.get(name, "") for name in WISHES)
        if not any(wished):
            return NOTHING_OWN, ()
        if wished not in self._known:
            self._known[wished] = self._read(*wished)
        return self._known[wished]

    def _read(
        self, design_id: str, variant: str, palette: str, hand: str, seed: str
    ) -> tuple[Own, tuple[Finding, ...]]:
        findings: list[Finding] = []
        found = _catch(findings, self._design, design_id) if design_id else self.design
        design = _catch(findings, variant_of, variant, found) if found else None
        if design:
            _catch(findings, palette_of, palette, design)
        if variant and not design_id and design and self.palette in design.palettes:
            palette = palette or self.palette
        script = _catch(findings, read_hand, hand) if hand else None
        own = Own(
            design=design if design_id or variant else None,
            palette=palette,
            hands=hands_of(script) if script else (),
            seed=_catch(findings, _seed, seed) if seed else None,
        )
        return own, tuple(findings)

    def _design(self, name: str) -> Design:
        """Return the design of that id, always the same value, so that its art is drawn once; no list names folders."""
        if name in self._designs:
            return self._designs[name]
        if Path(name).name != name or "\\" in name:
            raise InputError([error("design", f"{name!r} is not the id of a design")])
        try:
            return self._designs.setdefault(name, read_design(name, self.folder))
        except InputError as problem:
            raise InputError(
                [Finding(each.level, "design", each.message, None, each.hint) for each in problem.findings]
            ) from None


def _catch(findings: list[Finding], read: Callable[..., T], *given: object) -> T | None:
    try:
        return read(*given)
    except InputError as problem:
        findings += problem.findings
        return None


def _seed(text: str) -> int:
    if text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 16:
        return int(text)
    raise InputError([error("seed", f"seed {text!r} is not a whole number")])
