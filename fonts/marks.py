"""Accents as a pen draws them: a few points each, in x-heights, for an upright hand.

A mark above stands on y = 0 with its middle over x = 0; a mark below hangs from y = 0. One point is a dot. How large a
hand draws them, how much they lean and where they stand is left to `accents`.
"""

from typing import NamedTuple

Place = tuple[float, float]


class Mark(NamedTuple):
    """The lines of a mark, and where the next one above it stands: so far aside and up."""

    lines: tuple[tuple[Place, ...], ...]
    perch: Place = (0.0, 0.52)


GRAVE, ACUTE, CIRCUMFLEX, TILDE, MACRON, BREVE = "\u0300\u0301\u0302\u0303\u0304\u0306"
DOT_ABOVE, DIAERESIS, HOOK, RING, TWO_ACUTES, CARON = "\u0307\u0308\u0309\u030a\u030b\u030c"
TURNED_COMMA, HORN, DOT_BELOW, COMMA_BELOW, CEDILLA, OGONEK = "\u0312\u031b\u0323\u0326\u0327\u0328"
APOSTROPHE = "\u0315"
"""The caron of ď, ľ and ť: writers set it beside the letter."""

ABOVE: dict[str, Mark] = {
    GRAVE: Mark((((-0.18, 0.34), (-0.03, 0.19), (0.10, 0.0)),)),
    ACUTE: Mark((((0.18, 0.36), (0.06, 0.19), (-0.10, 0.0)),)),
    CIRCUMFLEX: Mark(
        (((-0.25, 0.0), (-0.13, 0.16), (-0.03, 0.27), (0.03, 0.27), (0.12, 0.14), (0.24, -0.01)),)
    ),
    TILDE: Mark((((-0.30, 0.03), (-0.17, 0.16), (0.0, 0.11), (0.16, 0.05), (0.31, 0.19)),)),
    MACRON: Mark((((-0.28, 0.02), (0.0, 0.05), (0.28, 0.05)),), (0.0, 0.3)),
    BREVE: Mark((((-0.24, 0.24), (-0.15, 0.06), (0.0, 0.0), (0.15, 0.06), (0.25, 0.25)),)),
    DOT_ABOVE: Mark((((0.0, 0.06),),)),
    DIAERESIS: Mark((((-0.19, 0.06),), ((0.19, 0.08),)), (0.0, 0.38)),
    HOOK: Mark((((-0.11, 0.30), (-0.02, 0.38), (0.10, 0.33), (0.08, 0.20), (0.0, 0.13), (0.0, 0.0)),)),
    RING: Mark(
        (
            (
                (0.03, 0.31),
                (-0.10, 0.26),
                (-0.13, 0.13),
                (-0.02, 0.02),
                (0.11, 0.06),
                (0.14, 0.19),
                (0.05, 0.30),
                (-0.07, 0.28),
            ),
        )
    ),
    TWO_ACUTES: Mark(
        (((-0.04, 0.33), (-0.11, 0.17), (-0.20, 0.0)), ((0.27, 0.35), (0.19, 0.18), (0.09, 0.01)))
    ),
    CARON: Mark((((-0.25, 0.28), (-0.14, 0.12), (-0.03, 0.01), (0.03, 0.01), (0.13, 0.14), (0.25, 0.29)),)),
    TURNED_COMMA: Mark((((0.09, 0.36), (-0.04, 0.20), (-0.03, 0.02)),)),
}

BELOW: dict[str, Mark] = {
    DOT_BELOW: Mark((((0.0, -0.06),),)),
    COMMA_BELOW: Mark((((0.05, 0.0), (0.04, -0.12), (-0.09, -0.32)),)),
}

HUNG: dict[str, Mark] = {
    CEDILLA: Mark(
        (((0.0, 0.0), (-0.05, -0.14), (0.08, -0.18), (0.16, -0.28), (0.05, -0.40), (-0.15, -0.37)),)
    ),
    OGONEK: Mark((((0.0, 0.0), (-0.12, -0.11), (-0.15, -0.26), (-0.03, -0.36), (0.15, -0.30)),)),
    HORN: Mark((((0.0, 0.0), (0.15, 0.01), (0.25, 0.11), (0.22, 0.29)),)),
}
"""Marks that grow out of the letter."""

BESIDE: dict[str, Mark] = {APOSTROPHE: Mark((((0.05, 0.0), (0.04, -0.15), (-0.07, -0.42)),))}

TONES: dict[tuple[str, str], Place] = {
    (CIRCUMFLEX, ACUTE): (0.41, 0.19),
    (CIRCUMFLEX, GRAVE): (-0.41, 0.19),
    (CIRCUMFLEX, HOOK): (0.44, 0.17),
    (CIRCUMFLEX, TILDE): (0.02, 0.50),
    (BREVE, ACUTE): (0.02, 0.31),
    (BREVE, GRAVE): (-0.02, 0.31),
    (BREVE, HOOK): (0.0, 0.32),
    (BREVE, TILDE): (0.0, 0.46),
}
"""Where Vietnamese tones stand on the two marks that make a vowel: beside the roof, over the bowl."""
