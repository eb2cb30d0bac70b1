"""What pasted text brings along that nobody wrote: one table of it, for the page on which notes are typed.

The page takes these out of what is pasted, and says so; a note that came otherwise is read by `note`, which drops or tells the
same signs. Rules are patterns that Python and JavaScript both read, applied in their order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardmaker.inputs.template import INVISIBLE, LIGATURES

DIRECTIONS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u180e\ufff9\ufffa\ufffb"
"""Signs of writing direction and of annotations, which no hand can write."""

BULLETS: Final = "•◦▪▫●○■□‣⁃∙·\uf0b7\uf0a7\uf076\uf0d8\uf0fc"
"""Signs that word processors put before the points of a list, those of their symbol fonts too."""

SPACES: Final = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks of other widths, a tab among them: a hand has one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is replaced: what the page calls it, a pattern, and what stands there instead."""

    what: str
    pattern: str
    instead: str = ""


def _one_of(chars: str) -> str:
    return "[" + "".join(f"\\u{ord(char):04x}" for char in sorted(chars)) + "]"


RULES: Final = (
    Rule("invisible", _one_of("".join(INVISIBLE) + DIRECTIONS)),
    Rule("invisible", r"[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]"),
    Rule("ends", r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]", "\n"),
    Rule("bullets", r"(?<![^\n])[ \t]*o\t(?=\S)", "– "),
    Rule("spaces", f"[{SPACES}]", " "),
    Rule("bullets", rf"(?<![^\n]) *[{BULLETS}] *(?=\S)", "– "),
    Rule("invisible", r"[\ue000-\uf8ff]"),
    *(Rule("letters", chr(code), letters) for code, letters in LIGATURES.items()),
    Rule("hyphens", r"[\u2010\u2011]", "-"),
    Rule("blanks", r"(?<=\n) +| +(?=\n)"),
    Rule("blanks", r" {2,}", " "),
    Rule("empty", r"\n{3,}", "\n\n"),
)


def clean(text: str) -> tuple[str, Mapping[str, int]]:
    """Return a pasted text without what nobody wrote, and how much of each kind was replaced."""
    counts: dict[str, int] = {}
    for rule in RULES:
        text, count = re.subn(rule.pattern, rule.instead, text)
        if count:
            counts[rule.what] = counts.get(rule.what, 0) + count
    return text, counts


def table() -> list[dict[str, str]]:
    """Return the rules for the page."""
    return [{"what": rule.what, "pattern": rule.pattern, "instead": rule.instead} for rule in RULES]
