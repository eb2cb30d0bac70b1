"""Changes to a design, merged into its nodes, so that places in messages stay true.

Three keys of a design file bring changes: `adapt` for another shape, `variants` for another version, and `extends` for
a design that starts from another. Layers are addressed by id under `layers`. `null` takes away a parameter or a layer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeGuard

from cardmaker.design import PARTS, Shape
from cardmaker.errors import Finding, Place, error
from cardmaker.inputs.layer_nodes import each_layer, id_of, is_null, layer_ids
from cardmaker.inputs.nodes import Node, Table, nearest_hint, unknown_key

ADAPT: Final = ("type", "slots", "layers")
"""What another shape may change."""

VARIANT: Final = (*ADAPT, "palettes", "ink", "formality", "seed", "adapt", *PARTS)
"""What a variant may change."""

APART: Final = ("adapt", "variants")
"""Keys of a design that hold changes of it."""


def adapted(table: Table, findings: list[Finding]) -> Mapping[str, Table]:
    """Return the whole design merged for each shape under `adapt`; problems go to `findings`."""
    base, known = plain_design(table), [shape.value for shape in Shape]
    changes = dict(_tables(table, "adapt", findings))
    findings += [
        unknown_key(key, _key(table, "adapt", key), known, "adapt") for key in changes if key not in known
    ]
    return {
        key: _merged(base, node, ADAPT, "adapt", findings) for key, node in changes.items() if key in known
    }


def varied(table: Table, findings: list[Finding]) -> Mapping[str, Table]:
    """Return the whole design, with its own `adapt`, merged for each of its variants; problems go to `findings`."""
    base = _without(table, ("variants",))
    return {
        key: _merged(base, node, VARIANT, f"variant {key!r}", findings)
        for key, node in _tables(table, "variants", findings)
    }


def extended(base: Table, table: Table, findings: list[Finding]) -> Table:
    """Return the design that starts from `base` and says only what differs; its own palettes come first."""
    changes = _without(table, ("extends",))
    merged = _merged(base, changes, [*changes.values, "layers"], "the design", findings)
    own, all_palettes = table.values.get("palettes"), merged.values.get("palettes")
    if isinstance(own, Table) and isinstance(all_palettes, Table):
        first = {key: all_palettes.values[key] for key in own.values if key in all_palettes.values}
        merged = _with(merged, "palettes", replace(all_palettes, values={**first, **all_palettes.values}))
    return replace(merged, place=table.place)


def plain_design(table: Table) -> Table:
    """Return the design without its changes."""
    return _without(table, APART)


def _merged(base: Table, changes: Table, known: Sequence[str], what: str, findings: list[Finding]) -> Table:
    """Return the base with all changes made: panels first, then what they hold."""
    findings += [
        unknown_key(key, place, known, what) for key, place in changes.keys.items() if key not in known
    ]
    ids = layer_ids(base)
    for key in sorted((key for key in changes.values if key in known), key="layers".__eq__):
        node, below = changes.values[key], base.values.get(key)
        if is_null(node) or (key in ADAPT and not _is_table(node, key, findings)):
            continue  # a key with nothing under it changes nothing
        if key == "layers":
            base = _merge_layers(base, node, what, findings)
            continue
        if what == "adapt" and isinstance(node, Table) and isinstance(below, Table):
            findings += _unknown_names(node, list(below.values), what, key)
        base = _with(base, key, _joined(below, node))
    base = _with_own_words(base, changes) if what != "adapt" else base
    return _forgotten(base, set(ids) - set(layer_ids(base)))


def _with_own_words(table: Table, changes: Table) -> Table:
    """Return the design with the new wording in every shape: what it said under `adapt` was for the old one."""
    slots, adapt = changes.values.get("slots"), table.values.get("adapt")
    own_adapt = changes.values.get("adapt")
    if not isinstance(slots, Table) or not isinstance(adapt, Table) or own_adapt is not None:
        return table
    reworded = {
        name for name, slot in slots.values.items() if isinstance(slot, Table) and "default" in slot.values
    }
    shapes = {shape: _without_words(change, reworded) for shape, change in adapt.values.items()}
    return _with(table, "adapt", replace(adapt, values=shapes))


def _without_words(change: Node, reworded: set[str]) -> Node:
    slots = change.values.get("slots") if isinstance(change, Table) else None
    if not isinstance(change, Table) or not isinstance(slots, Table):
        return change
    kept = {
        name: _without(slot, ("default",)) if name in reworded and isinstance(slot, Table) else slot
        for name, slot in slots.values.items()
    }
    return _with(change, "slots", replace(slots, values=kept))


def _merge_layers(base: Table, changes: Node, what: str, findings: list[Finding]) -> Table:
    if not isinstance(changes, Table):
        return base
    findings += _unknown_names(changes, layer_ids(base), what, "layer")

    def changed(_generator: str, params: Table) -> Table | None:
        change = changes.values.get(id_of(params))
        if is_null(change):
            return None
        return (
            _merge(params, change)
            if change is not None and _is_table(change, id_of(params), findings)
            else params
        )

    return each_layer(base, changed)


def _forgotten(table: Table, gone: set[str]) -> Table:
    """Return the design with no word of layers that are gone, in what it says of other shapes and variants."""
    for name in APART if gone else ():
        node = table.values.get(name)
        if isinstance(node, Table):
            changes = {key: _without_layers(change, gone) for key, change in node.values.items()}
            table = _with(table, name, replace(node, values=changes))
    return table


def _without_layers(change: Node, gone: set[str]) -> Node:
    if not isinstance(change, Table):
        return change
    layers = change.values.get("layers")
    kept = _with(change, "layers", _without(layers, gone)) if isinstance(layers, Table) else change
    return _forgotten(kept, gone)


def _unknown_names(changes: Table, known: Sequence[str], what: str, kind: str) -> list[Finding]:
    return [
        error(
            "unknown-name",
            f"{what} names a {kind} {key!r} that does not exist",
            place,
            nearest_hint(key, known),
        )
        for key, place in changes.keys.items()
        if key not in known
    ]


def _joined(below: Node | None, node: Node) -> Node:
    return _merge(below, node) if isinstance(below, Table) and isinstance(node, Table) else node


def _merge(base: Table, over: Table) -> Table:
    """Return the tables joined: `over` wins, tables within are joined likewise, and null takes a key away."""
    values = dict(base.values)
    for key, node in over.values.items():
        values[key] = _joined(values.get(key), node)
    kept = {key: node for key, node in values.items() if not (is_null(node) and key in base.values)}
    keys = {**base.keys, **over.keys}
    return Table(kept, {key: keys[key] for key in kept}, base.place)


def _tables(table: Table, name: str, findings: list[Finding]) -> Iterator[tuple[str, Table]]:
    """Yield the tables under a key; what is no table is told."""
    node = table.values.get(name)
    if node is not None and _is_table(node, name, findings):
        for key, value in node.values.items():
            if _is_table(value, key, findings):
                yield key, value


def _key(table: Table, name: str, key: str) -> Place:
    node = table.values[name]
    return node.keys[key] if isinstance(node, Table) else node.place


def _is_table(node: Node, name: str, findings: list[Finding]) -> TypeGuard[Table]:
    """Return whether the node holds `key: value` lines; tells if it does not."""
    if not isinstance(node, Table):
        findings.append(error("value", f"{name} needs `key: value` lines", node.place))
    return isinstance(node, Table)


def _with(table: Table, key: str, node: Node) -> Table:
    return Table({**table.values, key: node}, {key: node.place, **table.keys}, table.place)


def _without(table: Table, gone: Sequence[str] | set[str]) -> Table:
    kept = {key: node for key, node in table.values.items() if key not in gone}
    return Table(kept, {key: table.keys[key] for key in kept}, table.place)
