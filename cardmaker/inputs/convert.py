"""From nodes to typed values: every key checked, every value converted, all problems of a file told at once.

msgspec converts single values and derives the JSON Schema; the walk over keys is ours, since msgspec stops at the first
problem and knows no lines.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from typing import Any, TypeVar, get_type_hints

import msgspec

from cardmaker.errors import Finding, error
from cardmaker.inputs.nodes import Node, Scalar, Table, plain, unknown_key

T = TypeVar("T")

Hook = Callable[[type, Any], Any]
"""Turns text into one of our own types, or raises ValueError with a sentence for people."""


def no_hook(wanted: type, value: Any) -> Any:
    raise NotImplementedError(f"no conversion to {wanted}")


@dataclass(slots=True)
class Conversion:
    """One file's conversion: the findings so far, and the hook for our own types."""

    hook: Hook = no_hook
    findings: list[Finding] = field(default_factory=list)

    def value(self, node: Node, wanted: Any, name: str) -> Any:
        """Return the node as `wanted`, or None with a finding. A dataclass is a record within the record."""
        if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(node, Table):
            return self.record(node, wanted, name)
        try:
            return msgspec.convert(plain(node), wanted, strict=False, dec_hook=self.hook)
        except (msgspec.ValidationError, ValueError) as problem:
            shown = f" {node.text!r}" if isinstance(node, Scalar) else ""
            self.findings.append(error("value", f"{name}{shown}: {_sentence(problem)}", node.place))
            return None

    def record(self, table: Table, wanted: type[T], what: str) -> T | None:
        """Return a dataclass from a table whose keys are its fields with hyphens, or None with findings."""
        known = {_key(item): item for item in fields(wanted)}  # type: ignore[arg-type]
        before = len(self.findings)
        self.refuse_unknown(table, known, what)
        hints = get_type_hints(wanted)
        values = {
            known[key].name: self.value(node, hints[known[key].name], key)
            for key, node in table.values.items()
            if key in known
        }
        for key, item in known.items():
            if _is_required(item) and item.name not in values:
                self.findings.append(error("missing-key", f"{what} needs {key!r}", table.place))
        return None if len(self.findings) > before else wanted(**values)

    def refuse_unknown(self, table: Table, known: Mapping[str, Any], what: str) -> None:
        for key, place in table.keys.items():
            if key not in known:
                self.findings.append(unknown_key(key, place, list(known), what))


def _key(item: "Field[Any]") -> str:
    return item.name.rstrip("_").replace("_", "-")


def _is_required(item: "Field[Any]") -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _sentence(problem: Exception) -> str:
    return str(problem).replace(" - at `$", " at `").replace("`str`", "text")
