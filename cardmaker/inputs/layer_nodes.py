"""The layers of a design as nodes: their ids, and walking through all of them, nested ones too.

A layer is a table of one key, its generator, which holds its parameters.
"""

from collections.abc import Callable, Iterator, Mapping

from cardmaker.design import NESTED, PARTS
from cardmaker.errors import Finding, error
from cardmaker.inputs.nodes import Items, Node, Scalar, Table

Change = Callable[[str, Table], Table | None]
"""Makes other parameters of a layer's generator and parameters, or takes the layer away."""


def with_ids(table: Table) -> Table:
    """Return the design with an id written into every layer: its own, or `<generator>-<n>`, counted over the file."""
    counts: dict[str, int] = {}

    def named(generator: str, params: Table) -> Table:
        counts[generator] = counts.get(generator, 0) + 1
        default = Scalar(f"{generator}-{counts[generator]}", params.place)
        return Table({"id": default, **params.values}, {"id": params.place, **params.keys}, params.place)

    return each_layer(table, named)


def each_layer(table: Table, change: Change) -> Table:
    """Return the design with every layer changed, outer ones before those that they hold."""
    panels = {part: _each(table.values[part], change) for part in PARTS if part in table.values}
    return _replaced(table, panels)


def layer_ids(table: Table) -> list[str]:
    """Return the ids of all layers, in the order of the file."""
    return [id_of(params) for params in all_params(table)]


def doubled_ids(table: Table) -> list[Finding]:
    """Return an error for each layer id that stands twice; `table` has its ids written in."""
    seen: set[str] = set()
    findings = []
    for params in all_params(table):
        if (name := id_of(params)) in seen:
            hint = "give one of them an `id` of its own"
            findings.append(error("layer-id", f"two layers have the id {name!r}", params.place, hint))
        seen.add(name)
    return findings


def all_params(table: Table) -> Iterator[Table]:
    """Yield the parameters of every layer of the design, nested ones too."""
    for part in PARTS:
        yield from _params_in(table.values.get(part))


def id_of(params: Table) -> str:
    node = params.values.get("id")
    return node.text if isinstance(node, Scalar) else ""


def is_null(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text in {"null", "~", ""}


def _params_in(node: Node | None) -> Iterator[Table]:
    for layer in node.items if isinstance(node, Items) else ():
        found = _split(layer)
        if found is not None:
            yield found[1]
            for key in NESTED:
                yield from _params_in(found[1].values.get(key))


def _each(node: Node, change: Change) -> Node:
    if not isinstance(node, Items):
        return node
    return Items(
        tuple(kept for item in node.items if (kept := _changed(item, change)) is not None), node.place
    )


def _changed(layer: Node, change: Change) -> Node | None:
    """Return the layer changed; what is not of a layer's form is left for the reader to tell."""
    found = _split(layer)
    if found is None:
        return layer
    generator, params = found
    changed = change(generator, params)
    if changed is None:
        return None
    nested = {key: _each(changed.values[key], change) for key in NESTED if key in changed.values}
    place = layer.keys[generator] if isinstance(layer, Table) else layer.place
    return Table({generator: _replaced(changed, nested)}, {generator: place}, layer.place)


def _split(layer: Node) -> tuple[str, Table] | None:
    """Return a layer's generator and parameters, or None if it is not of that form."""
    if not isinstance(layer, Table) or len(layer.values) != 1:
        return None
    [(generator, params)] = layer.values.items()
    if is_null(params):
        params = Table({}, {}, layer.place)
    return (generator, params) if isinstance(params, Table) else None


def _replaced(table: Table, values: Mapping[str, Node]) -> Table:
    return Table({**table.values, **values}, table.keys, table.place)
