"""Fields into the lines of a template: a line without a filled field closes up, separators stand between filled ones only."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

Fields = Mapping[str, tuple[str, ...]]
"""What each field holds, line by line; most hold one, or none."""

Line = tuple[tuple[str, str], ...]
"""A line of a template: what stands before each field, and the field; the last field may be empty, after closing words."""

_FIELD: Final = re.compile(r"{(\w+)}")


def fill_lines(template: str, fields: Fields) -> Iterator[str]:
    """Yield the lines of a template with its fields filled in, none of them empty."""
    for line in _parsed(template):
        yield from _filled(line, fields)


@lru_cache(1024)
def _parsed(template: str) -> tuple[Line, ...]:
    return tuple(_parsed_line(line) for line in template.split("\n"))


def _parsed_line(line: str) -> Line:
    pieces = [*_FIELD.split(line), ""]
    return tuple(zip(pieces[::2], pieces[1::2], strict=True))


def _filled(line: Line, fields: Fields) -> Iterator[str]:
    """Yield a line; of a field of several lines, those that do not fit in stand above it, or below if it is not the first."""
    if len(line) == 1:
        if line[0][0].strip():
            yield line[0][0].strip()
        return
    text, below = "", []
    for index, (before, name) in enumerate(line):
        *others, own = fields.get(name, ()) or ("",)
        if others and text:
            own, *below = fields[name]
        elif others:
            yield from others
        if own:
            text += f"{before if text or index == 0 else ''}{own}"
    if text.strip():
        yield text.strip()
    yield from below
