"""Changing one value of a person's `card.yaml` and nothing else: their comments, order and spacing stay as they wrote them.

Lines are edited, instead of writing the file anew from values. Where a key stands is asked of the one YAML reader, and
the result is read once more before it counts.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Node, Scalar, Table, plain, read_yaml

FILE: Final = "card.yaml"
PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
"""Values that need no quotes; others get them."""

_ONE_LINE: Final = re.compile(r"""^([^:]+:[ \t]*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^#]*?)([ \t]+\#.*)?$""")
_LAST_COMMENT: Final = re.compile(r"""[\s}\]"']([ \t]+#[^"'}]*)$""")


def with_value(text: str, key: str, value: str) -> str:
    """Return the file's text with a top-level key set; an empty value takes the key away. Raises InputError."""
    lines = text.splitlines()
    key = spelled(text, key)
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


def with_entries(text: str, key: str, entries: Mapping[str, str | None]) -> str:
    """Return the file's text with entries of a table set, below a top-level key; None takes one away, others stay.

    A table without entries goes. Raises InputError.
    """
    whole, key = read_yaml(text, FILE), spelled(text, key)
    node = whole.values.get(key)
    old = dict(node.values) if isinstance(node, Table) else {}
    wanted: dict[str, Any] = {**{name: plain(each) for name, each in old.items()}, **entries}
    wanted = {name: value for name, value in wanted.items() if value is not None}
    if wanted:
        is_block = isinstance(node, Table) and _is_block(node, whole.keys[key])
        result = _in_block(text, node, entries) if is_block else _as_block(text, key, whole, wanted)
    else:
        result = with_value(text, key, "")
    _prove_table(result, whole, key, wanted)
    return result


def with_names(text: str, key: str, names: Sequence[str]) -> str:
    """Return the file's text with a top-level list of names set; an empty one takes the key away. Raises InputError."""
    key = spelled(text, key)
    bare = with_value(text, key, names[0] if names else "")
    if len(names) < 2:
        return bare
    lines = bare.splitlines()
    at = (read_yaml(bare, FILE).keys[key].line or 1) - 1
    match = _ONE_LINE.match(lines[at])
    lines[at] = f"{key}: [{', '.join(map(written, names))}]{match[3] or '' if match else ''}"
    result = "\n".join(lines) + "\n"
    if plain(read_yaml(result, FILE).values[key]) != list(names):
        hint = "change it in an editor; the page shows it at once"
        raise InputError([error("edit", f"{key} is written in a way the studio cannot change", None, hint)])
    return result


def spelled(text: str, key: str) -> str:
    """Return a key as the file has it: some write it with an underscore. Raises InputError."""
    keys, other = read_yaml(text, FILE).keys, key.replace("-", "_")
    return other if other in keys and key not in keys else key


def _is_block(table: Table, key: Place) -> bool:
    """Return whether a table stands in lines of its own below its key."""
    return bool(table.keys) and all((place.line or 0) > (key.line or 0) for place in table.keys.values())


def _in_block(text: str, table: Node | None, entries: Mapping[str, str | None]) -> str:
    """Return the text with entries changed in their lines, and new ones below the last."""
    assert isinstance(table, Table)
    lines = text.split("\n")
    starts = {name: (place.line or 1) - 1 for name, place in table.keys.items()}
    indent = min(place.column or 1 for place in table.keys.values()) - 1
    last = _end_within(lines, max(starts.values()), indent)
    new = [
        f"{' ' * indent}{written(name)}: {_written_value(value)}"
        for name, value in entries.items()
        if value is not None and name not in starts
    ]
    lines[last:last] = new
    for name, start in sorted(starts.items(), key=lambda each: -each[1]):
        if name in entries and plain(table.values[name]) != (value := entries[name]):
            end = _end_within(lines, start, indent)
            lines[start:end] = _entry(lines[start].rstrip("\r"), name, value, indent)
    return "\n".join(lines)


def _entry(old: str, name: str, value: str | None, indent: int) -> list[str]:
    if value is None:
        return []
    match = _ONE_LINE.match(old)
    head, comment = (match[1].rstrip(), match[3] or "") if match else (" " * indent + written(name) + ":", "")
    return [f"{head} {_written_value(value)}{comment}"]


def _end_within(lines: list[str], start: int, indent: int) -> int:
    """Return the line after an entry's value: lines that stand deeper, or a list at its own depth, belong to it."""
    end = start + 1
    while end < len(lines) and lines[end].strip():
        depth = len(lines[end]) - len(lines[end].lstrip(" "))
        is_own = depth > indent or (depth == indent and lines[end].lstrip().startswith("- "))
        if not is_own or lines[end].lstrip().startswith("#"):
            break
        end += 1
    return end


def _as_block(text: str, key: str, whole: Table, entries: Mapping[str, Any]) -> str:
    """Return the text with a table in lines of its own, where the key stands or at the end."""
    lines = text.split("\n")
    block = [f"  {written(name)}: {_written_value(value)}" for name, value in entries.items()]
    place = whole.keys.get(key)
    if place is None or place.line is None:
        at = len(lines) - 1 if lines[-1] == "" else len(lines)
        lines[at:at] = [f"{key}:", *block]
        return "\n".join(lines) + ("" if lines[-1] == "" else "\n")
    start = place.line - 1
    comment = _LAST_COMMENT.search(lines[start].rstrip("\r"))
    lines[start : _end(lines, start)] = [f"{key}:{comment[1] if comment else ''}", *block]
    return "\n".join(lines)


def _written_value(value: Any) -> str:
    """Return a value on one line: a text, or texts in brackets."""
    if isinstance(value, str):
        return written(value)
    return json.dumps(value, ensure_ascii=False)


def _prove_table(text: str, before: Table, key: str, wanted: Mapping[str, Any]) -> None:
    """Raise InputError unless the edited text says what was meant, and all else as before."""
    now = read_yaml(text, FILE)
    said = {name: plain(node) for name, node in now.values.items() if name != key}
    others = {name: plain(node) for name, node in before.values.items() if name != key}
    found = plain(now.values[key]) if key in now.values else {}
    if said != others or found != wanted:
        hint = "change it in an editor; the page shows it at once"
        message = f"{key} is written in a way the studio cannot change"
        raise InputError([error("edit", message, before.keys.get(key), hint)])


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
    said = node.text if isinstance(node, Scalar) else ""
    if said != value:
        hint = "change it in an editor; the page shows it at once"
        raise InputError([error("edit", f"{key} is written in a way the studio cannot change", place, hint)])
