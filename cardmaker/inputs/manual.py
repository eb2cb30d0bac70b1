"""The vocabulary of designs for people: the manual of generators, made from the dataclasses that hold their parameters.

Records that several generators share, such as areas, are told once, at the end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from cardmaker.art.catalog import GROUPS
from cardmaker.design import Length, Spot
from cardmaker.inputs.records import is_required, key_of
from cardmaker.inputs.schema import OWN, first_line, words_of

SHARED: Final = 2
"""Generators that must have a record in common for it to be told apart."""

HEAD: Final = """\
# The generators

Every kind of layer a design may hold, with a picture that the code itself drew from the lines beside it. How to put them
together is told in [How to make a design](designs.md). A bare length is in u, 1 % of the panel's shorter side; a bare number
in a place is in %.

Made by `docs/pictures/remake_designs.py` from the code and from the examples in `generators/`; not to be edited.
"""


def generator_manual(examples: Mapping[str, str]) -> str:
    """Return the manual as Markdown; `examples` holds the YAML of each generator's picture, by name."""
    shared = _shared_records()
    contents = [f"- **{group}**: {_links(names)}" for group, names in GROUPS.items() if names]
    parts = [HEAD, "\n".join(contents) + "\n"]
    for group, generators in GROUPS.items():
        parts.append(f"## {group}\n")
        parts += [
            _generator(name, generator.params, examples.get(name, ""), shared)
            for name, generator in generators.items()
        ]
    parts.append("## What several generators share\n")
    parts += [_record(f"{name}", kind, shared) for kind, name in shared.items()]
    return "\n".join(parts)


def record_table(kind: Any) -> str:
    """Return a record's keys as a Markdown table."""
    hints = get_type_hints(kind, include_extras=True)
    rows = [
        f"| `{key_of(item)}` | {_default(item)} | {_meaning(hints[item.name])} |" for item in fields(kind)
    ]
    return "\n".join(["| parameter | default | meaning |", "|---|---|---|", *rows])


def _links(names: Mapping[str, Any]) -> str:
    return ", ".join(f"[{name}](#{name})" for name in names)


def _generator(name: str, kind: Any, example: str, shared: Mapping[Any, str]) -> str:
    shown = f"![{name}](generators/{name}.png)\n\n```yaml\n{example.strip()}\n```\n" if example else ""
    own = [
        _record(f"{name}: {key}", inner, shared, "####")
        for key, inner in _records(kind)
        if inner not in shared
    ]
    return "\n".join(
        [f"### {name}\n\n{first_line(kind)}\n", *([shown] if shown else []), record_table(kind) + "\n", *own]
    )


def _record(title: str, kind: Any, shared: Mapping[Any, str], mark: str = "###") -> str:
    own = [
        _record(f"{title}: {key}", inner, shared, mark)
        for key, inner in _records(kind)
        if inner not in shared
    ]
    return "\n".join([f"{mark} {title}\n\n{first_line(kind)}\n\n{record_table(kind)}\n", *own])


def _shared_records() -> dict[Any, str]:
    """Return the records that two generators or more hold, with the key by which most hold them."""
    users: Counter[Any] = Counter()
    keys: dict[Any, Counter[str]] = {}
    for group in GROUPS.values():
        for generator in group.values():
            found = {kind: key for key, kind in _all_records(generator.params)}
            users.update(list(found))
            for kind, key in found.items():
                keys.setdefault(kind, Counter())[key] += 1
    return {kind: keys[kind].most_common(1)[0][0] for kind, count in users.items() if count >= SHARED}


def _all_records(kind: Any) -> Iterator[tuple[str, Any]]:
    for key, inner in _records(kind):
        yield key, inner
        yield from _all_records(inner)


def _records(kind: Any) -> list[tuple[str, Any]]:
    """Return the parameters of a record that are records themselves, with their kinds."""
    hints = get_type_hints(kind, include_extras=True)
    found = [(key_of(item), _nested(hints[item.name])) for item in fields(kind)]
    return [(key, inner) for key, inner in found if inner is not None]


def _nested(wanted: Any) -> Any:
    """Return the record a parameter holds, if it has parameters of its own."""
    if get_origin(wanted) in {Annotated, Union, UnionType, tuple}:
        return _nested(get_args(wanted)[0])
    return wanted if is_dataclass(wanted) and wanted not in OWN else None


def _meaning(wanted: Any) -> str:
    kind, *extras = get_args(wanted)
    choices = f" ({', '.join(f'`{choice}`' for choice in get_args(kind))})" if _is_choice(kind) else ""
    return f"{words_of(extras)['description']}{choices}"


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is not None and all(isinstance(choice, str) for choice in get_args(kind))


def _default(item: "Field[Any]") -> str:
    return "needed" if is_required(item) else _shown(item.default)


def _shown(value: object) -> str:
    match value:
        case None | ():
            return "none"
        case Spot():
            return f"[{_shown(value.x)}, {_shown(value.y)}]"
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case Length():
            return f"{value.amount:g}" + ("" if value.unit in {"u", "%"} else value.unit)
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case _ if is_dataclass(value):
            return "see below"
        case _:
            return "" if value is MISSING else f"{value}"
