"""What a design file may say, told to editors as JSON Schema. People are told by `manual`, from the same dataclasses.

msgspec knows plain types; the types of designs, such as lengths and layers, are told here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from cardmaker.art.catalog import GENERATORS
from cardmaker.color import Color
from cardmaker.design import (
    Bounds,
    FaceKey,
    Layer,
    LayerName,
    Length,
    Role,
    Shape,
    SlotName,
    SpeciesName,
    Spot,
    StyleName,
)
from cardmaker.inputs.changes import ADAPT, VARIANT
from cardmaker.inputs.design import DesignFile
from cardmaker.inputs.records import is_required, key_of

Schema = dict[str, Any]

LENGTH: Final = {"type": ["number", "string"], "description": "12 is 12 u; or 3mm, 1.2pt, 0.5in"}

OWN: Final[Mapping[Any, Schema]] = {
    Length: LENGTH,
    Spot: {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2},
    Color: {"type": "string", "description": "#rrggbb, cmyk(0 20 57 31) or a name such as navy"},
    Layer: {"$ref": "#/$defs/layer"},
    Role: {"type": "string", "description": "a role of the palettes, or paper"},
    SlotName: {"type": "string", "description": "a slot"},
    StyleName: {"type": "string", "description": "a type style"},
    SpeciesName: {"type": "string", "description": "a species"},
    FaceKey: {"type": "string", "description": "a face, such as jost/400Regular"},
    LayerName: {"type": "string", "description": "the id of a layer of the same panel"},
}

SLOTS: Final[Schema] = {"type": ["string", "array"], "items": {"type": "string"}}

ABOUT: Final[Mapping[str, Schema]] = {
    "id": {"type": "string", "description": "its name for `adapt`, and for its random choices"},
    "when": {**SLOTS, "description": "a slot, or several: drawn only if all have words"},
    "unless": {**SLOTS, "description": "a slot, or several: drawn only if none has words"},
}


def design_schema() -> bytes:
    """Return the JSON Schema of design files, for editors."""
    schema = _record(DesignFile)
    schema["properties"] |= _changes(schema["properties"])
    schema["required"] = ["cardmaker", "id"]  # the rest may come from a design that it extends
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A cardmaker design",
        **schema,
        "$defs": {"layer": _layer()},
    }
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def _layer() -> Schema:
    names = {name: _with_about(_record(generator.params)) for name, generator in GENERATORS.items()}
    return {
        "type": "object",
        "properties": names,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _with_about(schema: Schema) -> Schema:
    return {**schema, "properties": {**ABOUT, **schema["properties"]}}


def _changes(properties: Mapping[str, Any]) -> Schema:
    """Return the keys that change a design: `extends` and its `layers`, `adapt` and `variants`."""
    anything = {"type": "object", "additionalProperties": {"type": ["object", "null"]}}
    by_name = dict.fromkeys(ADAPT, anything)
    adapt = _object({shape.value: _object(by_name) for shape in Shape})
    adapt["description"] = "changes for other shapes; layers by id, null takes one away"
    kept = {key: properties[key] for key in VARIANT if key in properties}
    return {
        "extends": {
            "type": "string",
            "description": "the id of a design to start from; only changes are written",
        },
        "layers": {
            **anything,
            "description": "with `extends`: layers of that design by id, null takes one away",
        },
        "adapt": adapt,
        "variants": {
            "type": "object",
            "description": "other versions of the design, by name",
            "additionalProperties": _object({**kept, **by_name, "adapt": adapt}),
        },
    }


def _object(properties: Mapping[str, Any]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _record(kind: Any) -> Schema:
    hints = get_type_hints(kind, include_extras=True)
    return {
        "type": "object",
        "description": first_line(kind),
        "properties": {key_of(item): _of(hints[item.name]) for item in fields(kind)},
        "required": [key_of(item) for item in fields(kind) if is_required(item)],
        "additionalProperties": False,
    }


def _of(wanted: Any) -> Schema:
    """Return the schema of one type."""
    if get_origin(wanted) is Annotated:
        kind, *extras = get_args(wanted)
        return {**_of(kind), **_limits(kind, extras), **words_of(extras)}
    if get_origin(wanted) in {Union, UnionType}:
        return _of(next(kind for kind in get_args(wanted) if kind is not NoneType))
    if wanted in OWN:
        return dict(OWN[wanted])
    if get_origin(wanted) is tuple:
        return _list(get_args(wanted))
    if get_origin(wanted) is Mapping:
        return {"type": "object", "additionalProperties": _of(get_args(wanted)[1])}
    return _record(wanted) if is_dataclass(wanted) else msgspec.json.schema(wanted)


def _list(kinds: Sequence[Any]) -> Schema:
    schema = {"type": "array", "items": _of(kinds[0])}
    if kinds[1] is Ellipsis:
        return schema
    return {**schema, "minItems": len(kinds), "maxItems": len(kinds)}


def _limits(kind: Any, extras: Sequence[Any]) -> Schema:
    """Return the bounds of a plain number; those of lengths depend on their unit and stay with the loader."""
    bounds = next((extra for extra in extras if isinstance(extra, Bounds)), None)
    return {"minimum": bounds.least, "maximum": bounds.greatest} if bounds and kind in {int, float} else {}


def words_of(extras: Sequence[Any]) -> Schema:
    text = next((extra for extra in extras if isinstance(extra, str)), "")
    return {"description": text} if text else {}


def first_line(kind: Any) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
