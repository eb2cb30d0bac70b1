"""Changing one value of a person's `card.yaml` and nothing else: their comments, order and spacing stay as they wrote them.

Lines are edited, instead of writing the file anew from values. Where a key stands is asked of the one YAML reader, and
the result is read once more before it counts.
"""

import json
import re
from typing import Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Scalar, read_yaml

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
