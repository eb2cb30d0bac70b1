"""How a fault of a design is told: with the file and line of the layer that made it, its id, and where it was seen."""

from dataclasses import dataclass

from cardmaker.check.designs.leaves import Leaf
from cardmaker.design import Design, Layer
from cardmaker.errors import Finding, Level


@dataclass(frozen=True, slots=True)
class Shown:
    """What a check looked at: a panel of a design, its size by name, its palette."""

    design: Design
    part: str
    size: str
    palette: str

    def __str__(self) -> str:
        return f"{self.part}, {self.size}, {self.palette}"


def fault(level: Level, rule: str, message: str, shown: Shown, layer: Layer | None, hint: str) -> Finding:
    """Return a finding at the layer's line, or at the design's if no layer is to blame."""
    named = f"{layer.generator} {layer.id!r}: " if layer else ""
    place = layer.place if layer else shown.design.place
    return Finding(level, rule, f"{named}{message} ({shown})", place, hint)


def leaf_error(rule: str, message: str, shown: Shown, leaf: Leaf, hint: str) -> Finding:
    return fault(Level.ERROR, rule, message, shown, leaf.layer, hint)


def leaf_warning(rule: str, message: str, shown: Shown, leaf: Leaf, hint: str) -> Finding:
    return fault(Level.WARNING, rule, message, shown, leaf.layer, hint)


def by_layer(findings: list[Finding]) -> list[Finding]:
    """Return the first finding of each rule and place: a fault seen in twenty sizes is one fault."""
    first: dict[tuple[str, object], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.place), finding)
    return list(first.values())
