"""Designs from `designs/<id>/design.yaml`, or from a folder of the person's own: read, checked, with their fonts.

All problems of a file are told at once, each where it stands. How parameters become values is left to `records`, and how
a layout for another shape is merged to `adapt`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from cardmaker.art.lettering.wording import slots_named
from cardmaker.art.plant.species import SPECIES
from cardmaker.assets import asset_root
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
from cardmaker.inputs.adapt import adapted, all_params, doubled_ids, id_of, with_ids, without_adapt
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Items, Scalar, Table, nearest_hint, read_yaml
from cardmaker.inputs.records import Names, Reader

FILE: Final = "design.yaml"

INK_ROLE: Final = "ink"
"""The role every palette has: the color of all words, also of those that a card adds to a design."""


@dataclass(frozen=True, slots=True)
class DesignFile:
    """A design file, key by key; `adapt` is read apart."""

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


def read_design(id_or_folder: str) -> Design:
    """Return the shipped design of that id, or the one in that folder. Raises InputError with all that is wrong."""
    return _read(_find(id_or_folder))


def list_designs() -> tuple[Design, ...]:
    """Return every shipped design, by id."""
    return tuple(_read(folder / FILE) for folder in _shipped().values())


@lru_cache(maxsize=64)
def face_bytes(key: str) -> bytes:
    """Return the font file of a face such as `jost/400Regular`. Raises FileNotFoundError."""
    path = _face_files().get(key)
    if path is None:
        raise FileNotFoundError(key)
    return path.read_bytes()


def _shipped() -> Mapping[str, Path]:
    return {path.parent.name: path.parent for path in sorted(asset_root("designs").glob(f"*/{FILE}"))}


def _find(id_or_folder: str) -> Path:
    shipped = _shipped()
    if id_or_folder in shipped:
        return shipped[id_or_folder] / FILE
    for path in (Path(id_or_folder), Path(id_or_folder) / FILE):
        if path.is_file():
            return path
    message = f"there is no design {id_or_folder!r}"
    raise InputError([error("unknown-design", message, hint=nearest_hint(id_or_folder, list(shipped)))])


def _read(path: Path) -> Design:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError([error("design", f"cannot be read: {problem}", Place(str(path)))]) from None
    return parse_design(text, str(path))


def parse_design(text: str, file: str) -> Design:
    """Return the design a YAML text holds; `file` is how messages call it. Raises InputError with all findings."""
    table = with_ids(read_yaml(text, file))
    reader = Reader(Conversion(), _names(table))
    layouts = _layouts(table, reader)
    found = reader.record(without_adapt(table), DesignFile, "the design")
    laws = [*doubled_ids(table), *_palette_findings(table), *_wording_findings(table)]
    findings = dict.fromkeys([*reader.findings, *laws])
    if findings or found is None:
        raise InputError(sorted(findings, key=_position))
    return _design(found, layouts, table.place)


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
        faces=tuple(_face_files()),
        layers=tuple(id_of(params) for part in PARTS for params in all_params(table.values.get(part))),
    )


def _entries(table: Table, key: str) -> Mapping[str, "Scalar | Items | Table"]:
    node = table.values.get(key)
    return node.values if isinstance(node, Table) else {}


@lru_cache(maxsize=1)
def _face_files() -> Mapping[str, Path]:
    """Return the font files by face key: `Jost_400Regular.ttf` in `jost/` is `jost/400Regular`."""
    paths = sorted(asset_root("fonts").glob("*/*_*.ttf"))
    return {f"{path.parent.name}/{path.stem.split('_', 1)[1]}": path for path in paths}


def _palette_findings(table: Table) -> list[Finding]:
    """Tell of palettes whose roles differ from those of the first one."""
    palettes = _entries(table, "palettes")
    first = next((node for node in palettes.values() if isinstance(node, Table)), None)
    if first is None:
        return [error("palette", "the design needs a palette", table.place)]
    findings = []
    if INK_ROLE not in first.values:
        findings.append(
            error("palette-role", f"palettes need the role {INK_ROLE!r}, the color of words", first.place)
        )
    for name, node in palettes.items():
        if isinstance(node, Table) and (
            lacking := [role for role in first.values if role not in node.values]
        ):
            findings.append(error("palette-role", f"palette {name!r} lacks {', '.join(lacking)}", node.place))
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
