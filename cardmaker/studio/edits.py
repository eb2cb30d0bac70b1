"""Changing one value of a person's `card.yaml` and nothing else: their comments, order and spacing stay as they wrote them.

Lines are edited, instead of writing the file anew from values. Where a key stands is asked of the one YAML reader, and
the result is read once more before it counts.
"""

import json
import re
from collections.abc import Sequence
from typing import Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Node, Scalar, Table, plain, read_yaml

FILE: Final = "card.yaml"
PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
"""Values that need no quotes; others get them."""

_ONE_LINE: Final = re.compile(r"""^([^:]+:[ \t]*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^#]*?)([ \t]+\#.*)?$""")


def with_value(text: str, key: str, value: str) -> str:
    """Return the file's text with a top-level key set; an empty value takes the key away. Raises InputError."""
    lines = text.splitlines()
    place = read_yaml(text, FILE).keys.get(key)
    if place is None or place.line is None:
        edited = [*lines, f"{key}: {written(value)}"] if value else lines
    else:
        start = place.line - 1
        end = _end(lines, start)
        edited = [*lines[:start], *_line(lines[start], key, value), *lines[end:]]
    result = "\n".join(edited) + "\n"
    _prove(result, key, value, place)
    return result


def with_names(text: str, key: str, names: Sequence[str]) -> str:
    """Return the file's text with a top-level list of names set; an empty one takes the key away. Raises InputError."""
    if len(names) < 2:
        return with_value(text, key, "".join(names))
    bare = with_value(text, key, names[0])
    lines = bare.splitlines()
    place = read_yaml(bare, FILE).keys[key]
    at = (place.line or 1) - 1
    match = _ONE_LINE.match(lines[at])
    comment = match[3] or "" if match else ""
    lines[at] = f"{key}: [{', '.join(map(written, names))}]{comment}"
    return _proved("\n".join(lines) + "\n", key, list(names), place)


def with_entry(text: str, key: str, name: str, value: str | None) -> str:
    """Return the file's text with one entry of a top-level table set; None takes the entry away. Raises InputError."""
    lines, table = text.splitlines(), read_yaml(text, FILE)
    node, place = table.values.get(key), table.keys.get(key)
    entries = {each: node.values[each] for each in node.values} if isinstance(node, Table) else {}
    meant = {**{each: _text(entry) for each, entry in entries.items()}, name: value}
    kept = {each: told for each, told in meant.items() if told is not None}
    if not kept:
        return with_value(text, key, "") if place else text
    if isinstance(node, Table) and place and node.place.line != place.line:
        lines = _entered(lines, node, name, value)
    else:
        start = (place.line or 1) - 1 if place else len(lines)
        end = _end(lines, start) if place else start
        lines[start:end] = [f"{key}:", *(f"  {each}: {written(told)}" for each, told in kept.items())]
    return _proved("\n".join(lines) + "\n", key, kept, place)


def _entered(lines: list[str], node: Table, name: str, value: str | None) -> list[str]:
    """Return the lines with an entry of a table that is written line by line set, added or taken away."""
    indent = " " * ((node.place.column or 1) - 1)
    entry = [] if value is None else [f"{indent}{name}: {written(value)}"]
    place = node.keys.get(name) or list(node.keys.values())[-1]
    start = (place.line or 1) - 1
    end = start + 1
    while end < len(lines) and lines[end].strip() and lines[end].startswith(f"{indent} "):
        end += 1
    return (
        [*lines[:start], *entry, *lines[end:]] if name in node.keys else [*lines[:end], *entry, *lines[end:]]
    )


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _line(old: str, key: str, value: str) -> list[str]:
    if not value:
        return []
    match = _ONE_LINE.match(old)
    head, comment = (match[1].rstrip() + " ", match[3] or "") if match else (f"{key}: ", "")
    return [f"{head}{written(value)}{comment}"]


def _end(lines: list[str], start: int) -> int:
    """Return the line after a key's value: what is indented below it, or a list under it, is its own."""
    end = start + 1
    while end < len(lines) and lines[end][:1] in {" ", "\t", "-"}:
        end += 1
    return end


def written(value: str) -> str:
    """Return a value as it stands in the file, in quotes if it needs them."""
    return value if PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _prove(text: str, key: str, value: str, place: Place | None) -> None:
    """Raise InputError unless the edited text says what was meant."""
    node = read_yaml(text, FILE).values.get(key)
    if (plain(node) if node else "") != value:
        raise _unwritable(key, place)


def _proved(text: str, key: str, meant: object, place: Place | None) -> str:
    """Return the edited text, which must say what was meant. Raises InputError."""
    node = read_yaml(text, FILE).values.get(key)
    if node is None or plain(node) != meant:
        raise _unwritable(key, place)
    return text


def _unwritable(key: str, place: Place | None) -> InputError:
    hint = "change it in an editor; the page shows it at once"
    return InputError([error("edit", f"{key} is written in a way the studio cannot change", place, hint)])
