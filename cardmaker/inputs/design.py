"""Designs from `designs/<id>/design.yaml`, or from a folder of the person's own: read, checked, with their fonts.

All problems of a file are told at once, each where it stands. How parameters become values is left to `records`, and how
changes for other shapes, variants and designs that extend another are merged, to `changes`; where designs lie, to `shelf`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final, Literal

from cardmaker.art.lettering.wording import slots_named
from cardmaker.art.plant.species import SPECIES
from cardmaker.color import Color
from cardmaker.design import (
    PARTS,
    Bounds,
    Design,
    Layer,
    Layout,
    Shape,
    Slot,
    Species,
    TypeStyle,
)
from cardmaker.errors import Finding, InputError, Place, error
from cardmaker.inputs.changes import adapted, extended, plain_design, varied
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.layer_nodes import doubled_ids, layer_ids, with_ids
from cardmaker.inputs.nodes import Node, Scalar, Table, nearest_hint, read_yaml
from cardmaker.inputs.records import Names, Reader
from cardmaker.inputs.shelf import (
    design_files,
    face_bytes,
    face_files,
    find_base,
    find_design,
    read_text,
    shipped_files,
)

EXTENDED: Final = 4
"""How many designs may start from one another."""

INK_ROLE: Final = "ink"
"""The role every palette has: the color of all words, also of those that a card adds to a design."""


@dataclass(frozen=True, slots=True)
class DesignFile:
    """A design file, key by key; `adapt`, `variants` and `extends` are read apart."""

    cardmaker: Annotated[Literal["design/1"], "the version of this format"]
    id: Annotated[str, "the name of the design's folder"]
    name: Annotated[str, "what people see"]
    family: Annotated[str, "botanical, deco, engraved, lettering, ..."]
    formality: Annotated[int, Bounds(1, 5), "1 playful to 5 engraved"]
    ink: Annotated[Literal["light", "medium", "heavy"], "mean ink under 10 %, to 30 %, over"]
    palettes: Annotated[
        Mapping[str, Mapping[str, Color]], "colors by role; the first palette is the default one"
    ]
    type: Annotated[Mapping[str, TypeStyle], "type styles by role"]
    slots: Annotated[Mapping[str, Slot], "the words people may change"]
    front: Annotated[tuple[Layer, ...], "layers of the front, in painting order"]
    inside: Annotated[tuple[Layer, ...], "layers of the panel that takes the note"] = ()
    back: Annotated[tuple[Layer, ...], "layers of the back"] = ()
    liner: Annotated[tuple[Layer, ...], "layers of the envelope's liner"] = ()
    occasions: Annotated[tuple[str, ...], "what it is for"] = ()
    orientation: Annotated[Literal["portrait", "landscape"], "which shape the layers are drawn for"] = (
        "portrait"
    )
    seed: Annotated[int, Bounds(0, 2**31), "another number strews leaves differently"] = 1
    species: Annotated[Mapping[str, Species], "plants of the design's own"] = field(default_factory=dict)


def read_design(name: str, near: Path | None = None) -> Design:
    """Return the design of that id, or the one in that folder; `near` is the order's. Raises InputError with all findings."""
    return _read(find_design(name, near))


def list_designs() -> tuple[Design, ...]:
    """Return every shipped design, by id."""
    return tuple(_read(path) for path in shipped_files().values())


def find_designs(near: Path | None = None) -> tuple[tuple[Design, ...], tuple[Finding, ...]]:
    """Return every design that can be found, by id, and what is wrong with those that are no good."""
    designs: list[Design] = []
    findings: list[Finding] = []
    for path in design_files(near).values():
        try:
            designs.append(_read(path))
        except InputError as problem:
            findings += problem.findings
    return tuple(designs), tuple(findings)


def _read(path: Path) -> Design:
    return parse_design(read_text(path), str(path))


def parse_design(text: str, file: str) -> Design:
    """Return the design a YAML text holds; `file` is how messages call it. Raises InputError with all findings."""
    findings: list[Finding] = []
    table = _whole(with_ids(read_yaml(text, file)), Path(file), findings, EXTENDED)
    design = _parse(table, findings)
    variants = {name: _parse(merged, findings) for name, merged in varied(table, findings).items()}
    if findings or design is None:
        raise InputError(sorted(dict.fromkeys(findings), key=_position))
    return replace(design, variants={name: found for name, found in variants.items() if found})


def _whole(table: Table, file: Path, findings: list[Finding], depth: int) -> Table:
    """Return the design with all that it takes over from the one it extends, and that one from its own base."""
    base = table.values.get("extends")
    if base is None:
        return table
    findings += _extends_findings(table, base, depth)
    if findings or not isinstance(base, Scalar):
        raise InputError(findings)
    try:
        path = find_base(base.text, file)
    except InputError as problem:
        raise InputError([replace(found, place=base.place) for found in problem.findings]) from None
    below = _whole(with_ids(read_yaml(read_text(path), str(path))), path, findings, depth - 1)
    return extended(below, table, findings)


def _extends_findings(table: Table, base: Node, depth: int) -> list[Finding]:
    """Tell of an `extends` that names no design or goes round in a ring, and of a design without an id of its own."""
    found = []
    if not isinstance(base, Scalar):
        found.append(error("value", "extends takes the id of a design", base.place))
    if depth == 0:
        message = f"extends goes on over more than {EXTENDED} designs"
        found.append(error("extends", message, base.place, "does a design extend itself?"))
    found += [
        error("missing-key", f"the design needs {key!r}", table.place)
        for key in ("id",)
        if key not in table.values
    ]
    return found


def _parse(table: Table, findings: list[Finding]) -> Design | None:
    """Return the design of a table without variants, or None; problems go to `findings`."""
    before = len(findings)
    reader = Reader(Conversion(), _names(table))
    layouts = _layouts(table, reader)
    found = reader.record(plain_design(table), DesignFile, "the design")
    findings += [*reader.findings, *doubled_ids(table), *_palette_findings(table), *_wording_findings(table)]
    return _design(found, layouts, table.place) if found is not None and len(findings) == before else None


def _layouts(table: Table, reader: Reader) -> dict[Shape, Layout]:
    """Return a whole layout for each shape under `adapt`, read through the same checks as the rest."""
    layouts: dict[Shape, Layout] = {}
    for name, merged in adapted(table, reader.findings).items():
        found = reader.record(merged, DesignFile, "the design")
        if found is not None:
            layouts[Shape(name)] = _layout(found)
    return layouts


def _layout(found: DesignFile) -> Layout:
    panels = {part: getattr(found, part) for part in PARTS}
    return Layout(found.type, found.slots, panels)


def _design(found: DesignFile, layouts: Mapping[Shape, Layout], place: Place) -> Design:
    base = _layout(found)
    return Design(
        id=found.id,
        name=found.name,
        family=found.family,
        occasions=found.occasions,
        formality=found.formality,
        ink=found.ink,
        orientation=Shape(found.orientation),
        seed=found.seed,
        palettes=found.palettes,
        type=base.type,
        slots=base.slots,
        panels=base.panels,
        adapt=layouts,
        fonts={key: face_bytes(key) for layout in (base, *layouts.values()) for key in _faces(layout)},
        place=place,
        species=found.species,
    )


def _faces(layout: Layout) -> list[str]:
    keys = [key for style in layout.type.values() for key in (style.face, style.italic_face, style.fallback)]
    return [key for key in keys if key is not None]


def _names(table: Table) -> Names:
    """Return the names that layers may use, as far as the file tells them."""
    palettes = [node for node in _entries(table, "palettes").values() if isinstance(node, Table)]
    return Names(
        roles=("paper", *(palettes[0].values if palettes else ())),
        slots=tuple(_entries(table, "slots")),
        styles=tuple(_entries(table, "type")),
        species=(*SPECIES, *_entries(table, "species")),
        faces=tuple(face_files()),
        layers=tuple(layer_ids(table)),
    )


def _entries(table: Table, key: str) -> Mapping[str, Node]:
    node = table.values.get(key)
    return node.values if isinstance(node, Table) else {}


def _palette_findings(table: Table) -> list[Finding]:
    """Tell of palettes that lack a role which another one has."""
    palettes = _entries(table, "palettes")
    first = next((node for node in palettes.values() if isinstance(node, Table)), None)
    if first is None:
        return [error("palette", "the design needs a palette", table.place)]
    findings = []
    if INK_ROLE not in first.values:
        findings.append(
            error("palette-role", f"palettes need the role {INK_ROLE!r}, the color of words", first.place)
        )
    roles = list(
        dict.fromkeys(role for node in palettes.values() if isinstance(node, Table) for role in node.values)
    )
    for name, node in palettes.items():
        lacking = [role for role in roles if role not in node.values] if isinstance(node, Table) else []
        if lacking:
            hint = "all palettes have the same roles: give it a color for each"
            findings.append(
                error("palette-role", f"palette {name!r} lacks {', '.join(lacking)}", node.place, hint)
            )
    return findings


def _wording_findings(table: Table) -> list[Finding]:
    """Tell of slots that put in a slot which does not exist."""
    slots = _entries(table, "slots")
    return [
        error(
            "unknown-slot",
            f"there is no slot {name!r} to put in",
            default.place,
            nearest_hint(name, list(slots)),
        )
        for node in slots.values()
        if isinstance(node, Table) and isinstance(default := node.values.get("default"), Scalar)
        for name in slots_named(default.text)
        if name not in slots
    ]


def _position(finding: Finding) -> tuple[int, int]:
    place = finding.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
