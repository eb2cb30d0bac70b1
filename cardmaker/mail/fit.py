"""Which envelope holds a card, and which class of letters it then is."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from cardmaker.geometry import Size
from cardmaker.mail.zones import LetterClass
from cardmaker.model import Envelope
from cardmaker.units import MM, format_mm

CLEARANCE: Final = Size(4.0 * MM, 3.0 * MM)
"""How much longer and higher an envelope must be: an eighth of an inch a side is the trade's rule, and two millimeters
a side the least that a folded card slips into. Computed over 23 cards and their envelopes: the tightest, A2, has 6.35 × 3.15 mm."""

LOOSE: Final = 25.0 * MM
"""A card with more room than this slides about."""

SLACK: Final = 0.05 * MM
"""Rounding in tables of sizes."""

RATIO_SLACK: Final = 0.005


VOWELS: Final = "AEIOaeio8"
"""Names that begin so are heard with a vowel."""


class Fit(Enum):
    """How a card lies in an envelope."""

    GOOD = "good"
    LOOSE = "loose"
    TIGHT = "tight"


def clearance(card: Size, envelope: Envelope) -> Size:
    """Return how much longer and higher the envelope is than the card, whichever way the card lies."""
    short, long = sorted(card)
    low, wide = sorted(envelope.size)
    return Size(wide - long, low - short)


def fit_of(card: Size, envelope: Envelope) -> Fit:
    """Return how a card of that finished size lies in the envelope."""
    spare = clearance(card, envelope)
    if spare.width < CLEARANCE.width - SLACK or spare.height < CLEARANCE.height - SLACK:
        return Fit.TIGHT
    return Fit.LOOSE if max(spare) > LOOSE + SLACK else Fit.GOOD


def smallest_for(card: Size, envelopes: Iterable[Envelope]) -> Envelope | None:
    """Return the smallest envelope that holds the card without its sliding about, else the smallest that holds it, if any."""
    holding = [each for each in envelopes if fit_of(card, each) is not Fit.TIGHT]
    holding.sort(key=lambda each: (fit_of(card, each) is Fit.LOOSE, each.size.width * each.size.height))
    return holding[0] if holding else None


def class_of(size: Size, classes: Sequence[LetterClass]) -> LetterClass | None:
    """Return the cheapest class that takes an envelope of that size, None if none does."""
    return next((each for each in classes if takes(each, size)), None)


def takes(letter: LetterClass, size: Size) -> bool:
    """Return whether a class takes an envelope by its measures alone, whatever its proportions."""
    wide = letter.least.width - SLACK <= size.width <= letter.most.width + SLACK
    return wide and letter.least.height - SLACK <= size.height <= letter.most.height + SLACK


def is_outside_ratio(letter: LetterClass, size: Size) -> bool:
    """Return whether the envelope is too square or too long for the class."""
    least, most = letter.ratio
    ratio = size.width / size.height
    return ratio < least - RATIO_SLACK or bool(most and ratio > most + RATIO_SLACK)


def described(envelope: Envelope) -> str:
    """Return an envelope as messages call it: `an A7 envelope (184.15 × 133.35 mm)`."""
    if envelope.name == size_text(envelope.size):
        return f"an envelope of {envelope.name}"
    return f"{with_article(envelope.name)} envelope ({size_text(envelope.size)})"


def with_article(name: str) -> str:
    return f"{'an' if name[0] in VOWELS else 'a'} {name}"


def size_text(size: Size) -> str:
    """Return a size as people read it: `146.05 × 111.1 mm`."""
    return f"{format_mm(size.width).removesuffix(' mm')} × {format_mm(size.height)}"
