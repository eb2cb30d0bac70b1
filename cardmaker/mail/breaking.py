"""Long lines in two: at a comma or a space, never within a number or between a word and the number that belongs to it."""

import re
from typing import Final

_GLUE: Final = re.compile(r"(?<=[^\s,;]) (?=#?\d)")
"""A space before a number, unless a comma stands before it: *Apt 4*, *No. 115* and *06 123* stay together."""
_HOLD: Final = "\x00"


def break_line(text: str, most: int) -> tuple[str, ...]:
    """Return a line in as many as are needed for `most` characters each; what has no place to break stays whole."""
    lines: list[str] = []
    rest = _GLUE.sub(_HOLD, text)
    while len(rest) > most:
        at = _place(rest, most)
        if at < 0:
            break
        lines.append(rest[:at].strip().removesuffix(","))
        rest = rest[at:].strip()
    return tuple(line.replace(_HOLD, " ") for line in (*lines, rest))


def _place(text: str, most: int) -> int:
    """Return where to break: after the last comma past the middle, else at the last space, else at the first; -1 if nowhere."""
    comma = text.rfind(", ", most // 2, most + 1)
    if comma >= 0:
        return comma + 1
    space = text.rfind(" ", 1, most + 1)
    return space if space > 0 else text.find(" ", 1)
