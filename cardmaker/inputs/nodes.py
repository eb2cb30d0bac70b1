"""YAML at the door: a tree of nodes that know their line and column, and nothing else of YAML.

Files come from strangers, so anchors, aliases, tags, doubled keys and deep nesting are refused while scanning, before any
tree exists. Scalars stay text as typed (`NO`, `02134`, `1.10`); the schema decides what they mean.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

import yaml

from cardmaker.errors import Finding, InputError, Place, error

MAX_BYTES: Final = 256_000
MAX_DEPTH: Final = 32
MAX_NODES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    place: Place
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping. `keys` tells where each key stands, `values` what it holds, both in the order of the file."""

    values: Mapping[str, "Node"]
    keys: Mapping[str, Place]
    place: Place


Node = Scalar | Items | Table

SLIPS: Final = (
    (re.compile("^ *\t|\t"), "there is a tab on this line: indent with spaces"),
    (
        re.compile(r"(?:: *|[,\[] *)#[0-9A-Fa-f]{3}"),
        '`#` starts a comment: put the color in quotes, as in "#1E2A3A"',
    ),
    (re.compile(r"^\s*(?:- )?[\w-]+:[^\s]"), "write a space after the colon"),
    (re.compile(r"^[^\"']*: [^\"'{\[]*: "), "put words that hold a colon in quotes"),
)
"""Slips that make a file no YAML, and what to do about each."""

USUAL_SLIP: Final = "lines that belong together start in the same column; a bracket or a quote must be closed"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str) -> Table:
    """Return the mapping a YAML text holds; `file` is how messages call it. Raises InputError."""
    if len(text.encode()) > MAX_BYTES:
        raise InputError([error("yaml", f"is larger than {MAX_BYTES // 1000} kB", Place(file))])
    try:
        node = _Builder(file, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as problem:
        raise InputError([_syntax_finding(problem, text, file)]) from None
    except yaml.YAMLError as problem:
        raise InputError(
            [error("yaml", f"cannot be read as YAML: {problem}".splitlines()[0], Place(file))]
        ) from None
    if not isinstance(node, Table):
        raise InputError([error("yaml", "holds no `key: value` lines", Place(file, 1, 1))])
    return node


def plain(node: Node) -> Any:
    """Return the node as dicts, lists and text, without places."""
    match node:
        case Scalar():
            return node.text
        case Items():
            return [plain(item) for item in node.items]
        case Table():
            return {key: plain(value) for key, value in node.values.items()}


def unknown_key(key: str, place: Place, known: Sequence[str], what: str) -> Finding:
    """Return the error for a key that does not exist, naming the nearest one that does."""
    return error("unknown-key", f"{what} has no {key!r}", place, nearest_hint(key, known))


CLOSE: Final = 0.55
"""The likeness from which a word may be a slip for another; a word with half of its letters is another word."""


def nearest_hint(word: str, known: Sequence[str]) -> str:
    close = get_close_matches(word, known, n=1, cutoff=CLOSE)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(set(known)))}"


def _syntax_finding(problem: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    """Return the error for text that is not YAML, with the slip that people make most often on that line or the one before."""
    mark = problem.problem_mark or problem.context_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    lines = text.splitlines()[max(0, mark.line - 1) : mark.line + 1] if mark else []
    hint = next((hint for line in reversed(lines) for slip, hint in SLIPS if slip.search(line)), USUAL_SLIP)
    return error("yaml", f"is not valid YAML: {problem.problem or problem.context}", place, hint)


class _Builder:
    """Turns the event stream into nodes, and refuses what a data file has no need of."""

    def __init__(self, file: str, events: Iterator[yaml.Event]) -> None:
        self._file = file
        self._events = events
        self._count = 0

    def document(self) -> Node:
        for event in self._events:
            if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
                break
        if isinstance(event, yaml.StreamEndEvent | yaml.DocumentEndEvent):
            return Scalar("", Place(self._file, 1, 1))
        root = self._node(event, 0)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._refuse(event, "holds a second document after `---`")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._check(event, depth)
        place = self._place(event)
        match event:
            case yaml.ScalarEvent():
                return Scalar(event.value, place, event.style in ("'", '"'))
            case yaml.SequenceStartEvent():
                return Items(tuple(self._sequence(depth)), place)
            case _:
                return self._mapping(place, depth)

    def _sequence(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _mapping(self, place: Place, depth: int) -> Table:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "has a key that is not a word")
            elif key.text in keys:
                self._refuse(event, f"says {key.text!r} twice; the first is in line {keys[key.text].line}")
            else:
                keys[key.text] = key.place
                values[key.text] = self._node(next(self._events), depth + 1)
        return Table(values, keys, place)

    def _check(self, event: yaml.Event, depth: int) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._refuse(event, f"has more than {MAX_NODES} entries")
        if depth > MAX_DEPTH:
            self._refuse(event, f"is nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "uses a YAML anchor or alias; write the value out")
        if getattr(event, "tag", None) and getattr(event, "tag", None) != "!":
            self._refuse(event, f"uses the YAML tag {event.tag!r}; only plain values are read")  # type: ignore[attr-defined]

    def _refuse(self, event: yaml.Event, message: str) -> None:
        raise InputError([error("yaml", message, self._place(event))])

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)
