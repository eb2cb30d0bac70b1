"""Nodes to the values of a design, down to the last leaf: every wrong key, name and number is told where it stands.

Types say what is wanted: `Annotated` holds bounds and a line of documentation, names such as `Role` are looked up among
those the file defines, and `Layer` brings its own parameter class from the catalog.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from cardmaker.art.catalog import GENERATORS
from cardmaker.color import Color, parse_color
from cardmaker.design import (
    Bounds,
    FaceKey,
    Layer,
    LayerName,
    Length,
    Role,
    SlotName,
    SpeciesName,
    Spot,
    StyleName,
)
from cardmaker.errors import Finding, Place, error
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Items, Node, Scalar, Table, nearest_hint

T = TypeVar("T")

MAX_ITEMS: Final = 200
MAX_DEPTH: Final = 6
"""How deep layers may be nested."""

ABOUT_LAYERS: Final = ("id", "when", "unless")
"""Keys that every layer takes beside its parameters."""


@dataclass(frozen=True, slots=True)
class Names:
    """What layers may name."""

    roles: Sequence[str]
    slots: Sequence[str]
    styles: Sequence[str]
    species: Sequence[str]
    faces: Sequence[str]
    layers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a type asks for: its kind without `None` and notes, what that is made from, and the bounds of its numbers."""

    kind: Any
    origin: Any
    bounds: tuple[Bounds, ...]
    is_record: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a record by their keys in a file, their types by name, and the keys that it must have."""

    fields: Mapping[str, str]
    types: Mapping[str, Any]
    required: tuple[str, ...]


class Reader:
    """One file's reading: it knows the file's names, and collects findings."""

    def __init__(self, conversion: Conversion, names: Names) -> None:
        self._conversion = conversion
        self.findings: list[Finding] = conversion.findings
        self._depth = 0
        self._known: Mapping[Any, tuple[str, Sequence[str]]] = {
            Role: ("color role", names.roles),
            SlotName: ("slot", names.slots),
            StyleName: ("type style", names.styles),
            SpeciesName: ("species", names.species),
            FaceKey: ("face", names.faces),
            LayerName: ("layer", names.layers),
        }
        self._readers: Mapping[Any, Callable[[Node, Any, str], Any]] = {
            Length: self._length,
            Spot: self._spot,
            Color: self._color,
            Layer: self._layer,
            tuple: self._tuple,
            Mapping: self._mapping,
            Literal: self._choice,
        }

    def record(self, table: Table, wanted: type[T], what: str) -> T | None:
        """Return a dataclass from a table whose keys are its fields with hyphens, or None with findings."""
        form = _form(wanted)  # type: ignore[arg-type]
        before = len(self.findings)
        self._conversion.refuse_unknown(table, form.fields, what)
        values = {
            form.fields[key]: self.value(node, form.types[form.fields[key]], key)
            for key, node in table.values.items()
            if key in form.fields
        }
        lacking = [key for key in form.required if key not in table.values]
        if lacking:
            self._refuse("missing-key", f"{what} needs {' and '.join(map(repr, lacking))}", table.place)
        return None if len(self.findings) > before else self._made(wanted, values, table, what)

    def _made(self, wanted: type[T], values: Mapping[str, Any], table: Table, what: str) -> T | None:
        """Return the record, or None with a finding if its values contradict each other."""
        try:
            return wanted(**values)
        except ValueError as problem:
            self._refuse("value", f"{what}: {problem}", table.place)
            return None

    def value(self, node: Node, wanted: Any, name: str) -> Any:
        """Return the node as `wanted`, or None with findings."""
        asked = _asked(wanted)
        value = self._plain(node, asked, name)
        for bounds in asked.bounds:
            self._check_bounds(value, bounds, node, name)
        return value

    def _plain(self, node: Node, asked: Asked, name: str) -> Any:
        """Return the node as the kind that is asked for, whatever its bounds."""
        if asked.kind in self._known:
            return self._name(node, asked.kind, name)
        if reader := self._readers.get(asked.kind) or self._readers.get(asked.origin):
            return reader(node, asked.kind, name)
        if asked.is_record:
            return self._nested_record(node, asked.kind, name)
        return self._leaf(node, asked.kind, name)

    def _nested_record(self, node: Node, wanted: type[Any], name: str) -> Any:
        if not isinstance(node, Table):
            keys = ", ".join(key_of(item) for item in fields(wanted))
            return self._refuse("value", f"{name} needs keys in {{...}}: {keys}", node.place)
        return self.record(node, wanted, name)

    def _choice(self, node: Node, wanted: Any, name: str) -> Any:
        """Return one of a few words, or refuse with those that there are."""
        known = [str(choice) for choice in get_args(wanted)]
        if isinstance(node, Scalar) and node.text in known:
            return node.text
        said = f" {node.text!r}" if isinstance(node, Scalar) else ""
        return self._refuse("value", f"{name} cannot be{said}", node.place, f"known: {', '.join(known)}")

    def _leaf(self, node: Node, wanted: Any, name: str) -> Any:
        value = self._conversion.value(node, wanted, name)
        if isinstance(value, float) and not math.isfinite(value):
            return self._refuse("value", f"{name} is not a finite number", node.place)
        return value

    def _name(self, node: Node, wanted: Any, name: str) -> Any:
        what, known = self._known[wanted]
        if not isinstance(node, Scalar):
            return self._refuse("value", f"{name} takes the name of a {what}", node.place)
        if node.text in known:
            return node.text
        if wanted is Role and _is_color(node.text):
            hint = f"add it to the palettes and write its role; known: {', '.join(known)}"
            return self._refuse("raw-color", f"{name} {node.text!r} is a color, not a role", node.place, hint)
        hint = nearest_hint(node.text, known)
        return self._refuse("unknown-name", f"{name}: there is no {what} {node.text!r}", node.place, hint)

    def _length(self, node: Node, _wanted: Any, name: str) -> Length | None:
        return self._parsed(node, Length.parse, name)

    def _color(self, node: Node, _wanted: Any, name: str) -> Color | None:
        return self._parsed(node, parse_color, name)

    def _parsed(self, node: Node, parse: Callable[[str], T], name: str) -> T | None:
        text = node.text if isinstance(node, Scalar) else ""
        try:
            return parse(text)
        except ValueError as problem:
            self._refuse("value", f"{name}: {problem}", node.place)
            return None

    def _spot(self, node: Node, _wanted: Any, name: str) -> Any:
        if not isinstance(node, Items) or len(node.items) != 2:
            return self._refuse("value", f"{name} needs two numbers: [across, down]", node.place)
        x, y = (self._parsed(item, _parse_coordinate, name) for item in node.items)
        return Spot(x, y) if x is not None and y is not None else None

    def _tuple(self, node: Node, wanted: Any, name: str) -> Any:
        kinds = get_args(wanted)
        is_open = len(kinds) == 2 and kinds[1] is Ellipsis
        count = len(node.items) if isinstance(node, Items) else 0
        if not isinstance(node, Items) or (not is_open and count != len(kinds)) or count > MAX_ITEMS:
            needed = f"a list, at most {MAX_ITEMS} long" if is_open else f"a list of {len(kinds)}"
            return self._refuse("value", f"{name} needs {needed}", node.place)
        wanted_kinds = kinds[:1] * count if is_open else kinds
        return tuple(
            self.value(item, kind, name) for item, kind in zip(node.items, wanted_kinds, strict=True)
        )

    def _mapping(self, node: Node, wanted: Any, name: str) -> Any:
        if not isinstance(node, Table):
            return self._refuse("value", f"{name} needs `name: value` lines", node.place)
        _, kind = get_args(wanted)
        return {key: self.value(value, kind, f"{name} {key!r}") for key, value in node.values.items()}

    def _layer(self, node: Node, _wanted: Any, _name: str) -> Any:
        if not isinstance(node, Table) or len(node.values) != 1:
            return self._refuse("layer", "a layer is one generator with its parameters", node.place)
        [(generator, params)] = node.values.items()
        place = node.keys[generator]
        if generator not in GENERATORS:
            hint = nearest_hint(generator, list(GENERATORS))
            return self._refuse("unknown-generator", f"there is no generator {generator!r}", place, hint)
        if not isinstance(params, Table):
            return self._refuse("layer", f"{generator} needs parameters in {{...}}", params.place)
        if self._depth >= MAX_DEPTH:
            return self._refuse("layer", f"layers are nested more than {MAX_DEPTH} deep", place)
        self._depth += 1
        try:
            return self._layer_of(generator, params, place)
        finally:
            self._depth -= 1

    def _layer_of(self, generator: str, params: Table, place: Place) -> Layer | None:
        about = {key: params.values[key] for key in ABOUT_LAYERS if key in params.values}
        rest = {key: node for key, node in params.values.items() if key not in about}
        own = Table(rest, {key: params.keys[key] for key in rest}, params.place)
        value = self.record(own, GENERATORS[generator].params, generator)
        name = self.value(about["id"], str, "id") if "id" in about else generator
        when, unless = (self._slots(about.get(key), key) for key in ("when", "unless"))
        return None if value is None else Layer(name, generator, value, place, when, unless)

    def _slots(self, node: Node | None, name: str) -> tuple[SlotName, ...]:
        """Return the slots of a list, or the one slot that stands for a list of one."""
        if node is None:
            return ()
        found = self.value(
            node if isinstance(node, Items) else Items((node,), node.place), tuple[SlotName, ...], name
        )
        return found or ()

    def _check_bounds(self, value: Any, bounds: Bounds, node: Node, name: str) -> None:
        for part in value if isinstance(value, tuple) else (value,):
            amount = part.nominal_u if isinstance(part, Length) else part
            is_number = isinstance(amount, int | float) and not isinstance(amount, bool)
            if is_number and not bounds.least <= amount <= bounds.greatest:
                message = f"{name} is {amount:g} and may be {bounds.least:g} to {bounds.greatest:g}"
                self._refuse("bounds", message, node.place)

    def _refuse(self, rule: str, message: str, place: Place, hint: str = "") -> Any:
        """Keep an error, and return None to stand for the value."""
        self.findings.append(error(rule, message, place, hint))
        return None


def key_of(item: "Field[Any]") -> str:
    """Return a field's key in a file: `from_` is `from`, `max_chars` is `max-chars`."""
    return item.name.rstrip("_").replace("_", "-")


def is_required(item: "Field[Any]") -> bool:
    return item.default is MISSING and item.default_factory is MISSING


@cache
def _form(wanted: type[Any]) -> Form:
    """Return a record's form, looked at once for each class."""
    items = fields(wanted)
    types = get_type_hints(wanted, include_extras=True)
    required = tuple(key_of(item) for item in items if is_required(item))
    return Form({key_of(item): item.name for item in items}, types, required)


@cache
def _asked(wanted: Any) -> Asked:
    """Return what a type asks for, looked at once for each type: under `Annotated`, and what `X | None` is beside None."""
    origin = get_origin(wanted)
    if origin is Annotated:
        kind, *extras = get_args(wanted)
        inner = _asked(kind)
        return replace(inner, bounds=(*inner.bounds, *(each for each in extras if isinstance(each, Bounds))))
    if origin in {Union, UnionType}:
        return _asked(next(kind for kind in get_args(wanted) if kind is not NoneType))
    return Asked(wanted, origin, (), is_dataclass(wanted) and isinstance(wanted, type))


def _is_color(text: str) -> bool:
    try:
        parse_color(text)
    except ValueError:
        return False
    return True


def _parse_coordinate(text: str) -> Length:
    return Length.parse(text, bare="%")
