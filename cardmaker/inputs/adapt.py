"""`adapt`: what a design changes for another shape, merged into its nodes, so that places in messages stay true.

Layers are addressed by id. `null` takes away a parameter or a whole layer.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeGuard

from cardmaker.design import NESTED, PARTS, Shape
from cardmaker.errors import Finding, error
from cardmaker.inputs.nodes import Items, Node, Scalar, Table, nearest_hint, unknown_key

SECTIONS: Final = ("layers", "type", "slots")


Change = Callable[[Node], Node | None]
"""Makes a layer's node another one, or takes it away."""


def with_ids(table: Table) -> Table:
    """Return the design with an id written into every layer: its own, or `<generator>-<n>`, counted over the file."""
    counts: dict[str, int] = {}

    def named(layer: Node) -> Node:
        found = _split(layer)
        if found is None:
            return layer
        generator, params = found
        counts[generator] = counts.get(generator, 0) + 1
        default = Scalar(f"{generator}-{counts[generator]}", params.place)
        named_params = _merge(Table({"id": default}, {"id": params.place}, params.place), params)
        return _joined(layer, generator, _each_nested(named_params, named))

    return _each_panel(table, named)


def adapted(table: Table, findings: list[Finding]) -> Mapping[str, Table]:
    """Return the whole design merged for each shape under `adapt`; problems go to `findings`."""
    node = table.values.get("adapt")
    if node is None or not _is_table(node, "adapt", findings):
        return {}
    base = without_adapt(table)
    known = [shape.value for shape in Shape]
    findings += [unknown_key(key, node.keys[key], known, "adapt") for key in node.values if key not in known]
    return {
        key: _merged(base, value, findings)
        for key, value in node.values.items()
        if key in known and _is_table(value, key, findings)
    }


def without_adapt(table: Table) -> Table:
    values = {key: value for key, value in table.values.items() if key != "adapt"}
    return Table(values, {key: table.keys[key] for key in values}, table.place)


def _merged(base: Table, changes: Table, findings: list[Finding]) -> Table:
    findings += [
        unknown_key(key, changes.keys[key], SECTIONS, "adapt")
        for key in changes.values
        if key not in SECTIONS
    ]
    for section in ("type", "slots"):
        change = changes.values.get(section)
        if change is not None and _is_table(change, section, findings):
            findings += _unknown(change, list(_section(base, section)), section)
            base = _merge(base, Table({section: change}, {section: change.place}, change.place))
    layers = changes.values.get("layers")
    if layers is None or not _is_table(layers, "layers", findings):
        return base
    return _merge_layers(base, layers, findings)


def _merge_layers(base: Table, changes: Table, findings: list[Finding]) -> Table:
    ids = [id_of(params) for part in PARTS for params in all_params(base.values.get(part))]
    findings += _unknown(changes, ids, "layer")

    def changed(layer: Node) -> Node | None:
        found = _split(layer)
        if found is None:
            return layer
        generator, params = found
        change = changes.values.get(id_of(params))
        if _is_null(change):
            return None
        if change is not None and _is_table(change, id_of(params), findings):
            params = _merge(params, change)
        return _joined(layer, generator, _each_nested(params, changed))

    return _each_panel(base, changed)


def _unknown(changes: Table, known: list[str], what: str) -> list[Finding]:
    return [
        error(
            "unknown-name",
            f"adapt names a {what} {key!r} that does not exist",
            place,
            nearest_hint(key, known),
        )
        for key, place in changes.keys.items()
        if key not in known
    ]


def doubled_ids(table: Table) -> list[Finding]:
    """Return an error for each layer id that stands twice; `table` has its ids written in."""
    seen: set[str] = set()
    findings = []
    for params in (found for part in PARTS for found in all_params(table.values.get(part))):
        if (name := id_of(params)) in seen:
            findings.append(error("layer-id", f"two layers have the id {name!r}", params.place))
        seen.add(name)
    return findings


def all_params(node: Node | None) -> Iterator[Table]:
    """Yield the parameters of every layer in a list, nested ones too."""
    for layer in node.items if isinstance(node, Items) else ():
        found = _split(layer)
        if found is not None:
            yield found[1]
            for key in NESTED:
                yield from all_params(found[1].values.get(key))


def _split(layer: Node) -> tuple[str, Table] | None:
    """Return a layer's generator and parameters, or None if it is not of that form."""
    if not isinstance(layer, Table) or len(layer.values) != 1:
        return None
    [(generator, params)] = layer.values.items()
    if _is_null(params):
        params = Table({}, {}, layer.place)
    return (generator, params) if isinstance(params, Table) else None


def _joined(layer: Node, generator: str, params: Table) -> Table:
    place = layer.keys[generator] if isinstance(layer, Table) else layer.place
    return Table({generator: params}, {generator: place}, layer.place)


def id_of(params: Table) -> str:
    node = params.values.get("id")
    return node.text if isinstance(node, Scalar) else ""


def _each_panel(table: Table, change: Change) -> Table:
    return _replaced(
        table, {part: _each(table.values[part], change) for part in PARTS if part in table.values}
    )


def _each_nested(params: Table, change: Change) -> Table:
    return _replaced(
        params, {key: _each(params.values[key], change) for key in NESTED if key in params.values}
    )


def _each(node: Node, change: Change) -> Node:
    if not isinstance(node, Items):
        return node
    return Items(tuple(kept for item in node.items if (kept := change(item)) is not None), node.place)


def _replaced(table: Table, values: Mapping[str, Node]) -> Table:
    return Table({**table.values, **values}, table.keys, table.place)


def _merge(base: Table, over: Table) -> Table:
    """Return the tables joined: `over` wins, tables within are joined likewise, and null takes a key away."""
    values = dict(base.values)
    for key, node in over.values.items():
        below = values.get(key)
        values[key] = _merge(below, node) if isinstance(below, Table) and isinstance(node, Table) else node
    kept = {key: node for key, node in values.items() if not (_is_null(node) and key in base.values)}
    keys = {**base.keys, **over.keys}
    return Table(kept, {key: keys[key] for key in kept}, base.place)


def _is_table(node: Node, name: str, findings: list[Finding]) -> TypeGuard[Table]:
    """Return whether the node holds `key: value` lines; tells if it does not."""
    if not isinstance(node, Table):
        findings.append(error("value", f"{name} needs `key: value` lines", node.place))
    return isinstance(node, Table)


def _section(base: Table, name: str) -> Mapping[str, Node]:
    node = base.values.get(name)
    return node.values if isinstance(node, Table) else {}


def _is_null(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text in {"null", "~", ""}
