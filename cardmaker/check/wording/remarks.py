"""What a rule says of a note, before its level and its place are known."""

from collections.abc import Iterable
from typing import NamedTuple


class Remark(NamedTuple):
    """The rule, the words it is about, and what to do."""

    rule: str
    message: str
    hint: str = ""


def quoted(words: Iterable[str], most: int = 4) -> str:
    """Return words in quotes, and how many more there are."""
    listed = list(dict.fromkeys(words))
    shown = ", ".join(f'"{word}"' for word in listed[:most])
    return shown + (f" and {len(listed) - most} more" if len(listed) > most else "")


def short(text: str, most: int = 60) -> str:
    """Return a text cut for a message, its lines joined."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
