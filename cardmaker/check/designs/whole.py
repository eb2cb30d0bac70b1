"""What a design as a whole must keep: two families of type, the ink it declares, a light variant, a modest file."""

from collections.abc import Iterator, Mapping
from typing import Final

from cardmaker.check.designs.pixels import INK_CLASSES
from cardmaker.check.designs.told import Shown, fault
from cardmaker.design import Design
from cardmaker.errors import Finding, Level

OCCASIONS: Final = (
    "thank-you", "interview", "hosting", "gift", "congratulations", "sympathy", "birthday", "holiday", "wedding", "farewell",
    "blank", "any",
)  # fmt: skip
"""What designs are for: the words that people filter by."""

MOST_FAMILIES: Final = 2
MOST_BYTES: Final = {"front": 250_000, "liner": 150_000}
"""Of a panel in the PDF, beyond its fonts."""


def check_type(design: Design) -> Iterator[Finding]:
    """Yield a warning for a design of more than two families; fallbacks do not count."""
    keys = [key for style in design.type.values() for key in (style.face, style.italic_face) if key]
    families = list(dict.fromkeys(key.split("/")[0] for key in keys))
    if len(families) > MOST_FAMILIES:
        message = f"the type is of {len(families)} families: {', '.join(families)}"
        yield _of_all(
            design, Level.WARNING, "faces", message, f"use {MOST_FAMILIES}: one decorated, one quiet"
        )


def check_occasions(design: Design) -> Iterator[Finding]:
    """Yield a warning for an occasion that nobody would look for."""
    for occasion in design.occasions:
        if occasion not in OCCASIONS:
            message = (
                f"no other design is for the occasion {occasion!r}; people look for {', '.join(OCCASIONS)}"
            )
            yield _of_all(design, Level.WARNING, "occasion", message, "choose of these, or leave it out")


def check_declared(design: Design, inks: Mapping[str, float]) -> Iterator[Finding]:
    """Yield an error if the declared ink is not that of the thirstiest palette; `inks` has the mean of each."""
    worst = max(inks, key=lambda palette: inks[palette])
    found = next(name for name, (_, most) in INK_CLASSES.items() if inks[worst] <= most)
    if found != design.ink:
        message = f"the ink is declared {design.ink} and is {found}: {inks[worst]:.0%} in {worst}"
        yield _of_all(design, Level.ERROR, "ink-class", message, f"write `ink: {found}`, or draw less")
    if found == "heavy" and not any(variant.ink != "heavy" for variant in design.variants.values()):
        message = f"it takes {inks[worst]:.0%} of ink and has no variant that takes less"
        yield _of_all(design, Level.ERROR, "heavy", message, "add `variants: {light: …}`")


def check_weight(part: str, size: int, shown: Shown) -> Iterator[Finding]:
    """Yield an error if a panel is too heavy; `size` is that of its content in the PDF, bytes."""
    most = MOST_BYTES.get(part)
    if most and size > most:
        message = f"the {part} takes {size // 1000} kB of PDF; the most is {most // 1000} kB"
        hint = "draw fewer pieces, or repeat motifs"
        yield fault(Level.ERROR, "weight", message, shown, None, hint)


def _of_all(design: Design, level: Level, rule: str, message: str, hint: str) -> Finding:
    return Finding(level, rule, f"{design.id}: {message}", design.place, hint)
