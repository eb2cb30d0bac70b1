"""Rules that an order allows to be broken: adding one to `allow:` in a person's `card.yaml` and taking it away again.

Their comments stay, and the way in which they wrote the list: on one line or with a line for each rule. What was edited is
read once more before it counts.
"""

import re
from collections.abc import Sequence
from typing import Final

from cardmaker.errors import InputError, Place, error
from cardmaker.inputs.nodes import Items, Node, Scalar, read_yaml
from cardmaker.inputs.occasion import read_allow
from cardmaker.studio.keeping.edits import FILE, with_value

KEY: Final = "allow"

_ONE_LINE: Final = re.compile(r"^(allow[ \t]*:[ \t]*)(\[[^\]#]*\]|[^\s#\[][^#\n]*?)?([ \t]+#.*|[ \t]*)$")
_DASH: Final = re.compile(r"^([ \t]*-[ \t]+)")


def allowed_in(text: str) -> tuple[str, ...]:
    """Return the rules that a `card.yaml` allows to be broken, as it names them. Raises InputError for no YAML."""
    return _names(read_yaml(text, FILE).values.get(KEY))


def with_allowed(text: str, rule: str) -> str:
    """Return the file's text with one more rule allowed. Raises InputError if there is no such rule, or no way to write it."""
    read_allow([rule])
    names = allowed_in(text)
    if rule in map(_folded, names):
        return text
    table = read_yaml(text, FILE)
    node = table.values.get(KEY)
    if node is None:
        edited = f"{text.rstrip()}\n{KEY}: [{rule}]\n"
    elif isinstance(node, Items) and node.items and (dash := _dash(text, node.items[-1])):
        lines = text.splitlines()
        at = _line(node.items[-1])
        edited = "\n".join([*lines[:at], f"{dash}{rule}", *lines[at:]]) + "\n"
    else:
        edited = _on_one_line(text, table.keys[KEY], [*names, rule])
    return _proved(edited, [*names, rule])


def without_allowed(text: str, rule: str) -> str:
    """Return the file's text with a rule no longer allowed; the key goes with the last one. Raises InputError."""
    names = allowed_in(text)
    left = [name for name in names if _folded(name) != rule]
    if len(left) == len(names):
        return text
    if not left:
        return _proved(with_value(text, KEY, ""), [])
    table = read_yaml(text, FILE)
    node = table.values[KEY]
    gone = [item for item in node.items if _folded(_text(item)) == rule] if isinstance(node, Items) else []
    if gone and all(_dash(text, item) for item in gone):
        numbers = {_line(item) for item in gone}
        lines = [line for number, line in enumerate(text.splitlines(), 1) if number not in numbers]
        return _proved("\n".join(lines) + "\n", left)
    return _proved(_on_one_line(text, table.keys[KEY], left), left)


def _on_one_line(text: str, place: Place, names: Sequence[str]) -> str:
    """Return the text with the list written on its key's line. Raises InputError if it has lines of its own."""
    lines = text.splitlines()
    at = (place.line or 1) - 1
    match = _ONE_LINE.match(lines[at])
    if match is None:
        raise _refusal(place)
    lines[at] = f"{match[1].rstrip()} [{', '.join(names)}]{match[3].rstrip()}"
    return "\n".join(lines) + "\n"


def _proved(text: str, wanted: Sequence[str]) -> str:
    """Return the text if it says what was meant. Raises InputError."""
    table = read_yaml(text, FILE)
    if _names(table.values.get(KEY)) != tuple(wanted):
        raise _refusal(table.keys.get(KEY))
    return text


def _refusal(place: Place | None) -> InputError:
    hint = "change it in an editor; the page shows it at once"
    return InputError([error("edit", f"{KEY} is written in a way the studio cannot change", place, hint)])


def _names(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Items):
        return tuple(_text(item) for item in node.items)
    return (node.text,) if isinstance(node, Scalar) and node.text.strip() else ()


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _folded(name: str) -> str:
    return name.strip().lower()


def _line(item: Node) -> int:
    return item.place.line or 0


def _dash(text: str, item: Node) -> str:
    """Return how an item with a line of its own begins; empty if it stands among others."""
    match = _DASH.match(text.splitlines()[_line(item) - 1])
    return match[1] if match else ""
