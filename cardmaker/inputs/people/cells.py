"""What is wrong with a text from a list: signs that cannot be seen, letters encoded twice, values that Excel ate.

Pure functions on one cell. Which cells matter, and what becomes of their row, is left to `roster`.
"""

import re
import unicodedata
from typing import Final

MOST_MARKS: Final = 5
"""Marks on one letter. Vietnamese needs two, Hebrew four, Tibetan five; more is a joke that no font can set."""

HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e00ff\U000f0000-\U0010ffff]"
)
"""Controls, direction overrides, zero-width spaces, tags, private letters. ZWJ, ZWNJ, LRM, RLM and the signs that choose
a form of a character stay: names and emoji need them."""

_MARKED: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_DECOMPOSED: Final = re.compile("[\u0300-\u036f\u1100-\u11ff\u3099\u309a]")
_VARIANT: Final = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Forms of Chinese characters that normalizing would change into another form."""

_TWICE: Final = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
_ERROR: Final = re.compile(r"#(?:[A-ZÀ-Þ_/0]{2,16}[!?]|N/A|N/D|NV|#+)|Err:\d{3}")
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}")


def clean(text: str) -> str:
    """Return a cell as it is printed: composed, at its edges no spaces, without what cannot be seen."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return (
        unicodedata.normalize("NFC", text) if _DECOMPOSED.search(text) and not _VARIANT.search(text) else text
    )


def hidden_in(text: str) -> str:
    """Return the first sign that `clean` takes out, spelled out, or nothing."""
    found = None if text.isascii() and text.isprintable() else HIDDEN.search(text)
    if not found:
        return ""
    name = unicodedata.name(found[0], "").lower()
    return f"U+{ord(found[0]):04X}" + (f" ({name})" if name else "")


def is_overmarked(text: str) -> bool:
    """Return whether a letter carries a heap of marks (zalgo)."""
    if text.isascii() or not _MARKED.search(text):
        return False
    run = 0
    for char in unicodedata.normalize("NFD", text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run > MOST_MARKS:
            return True
    return False


def mended(text: str) -> str:
    """Return a text whose letters were encoded twice as it was meant (`MÃ¼ller` is Müller); nothing for sound text."""
    if text.isascii() or not _TWICE.search(text):
        return ""
    meant = _TWICE.sub(lambda match: _once(match[0]), text)
    return meant if meant != text else ""


def _once(letters: str) -> str:
    """Return what a few letters are in UTF-8 as cp1252 writes them, or the letters themselves."""
    for length in range(len(letters), 1, -1):
        try:
            raw = b"".join(
                bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252") for char in letters[:length]
            )
            return raw.decode("utf-8") + letters[length:]
        except UnicodeError:
            continue
    return letters


def eaten(text: str) -> str:
    """Return what a spreadsheet made of a value: an error, or a number cut short; nothing for a sound one."""
    if _ERROR.fullmatch(text):
        return "is an error that a spreadsheet put in place of the value"
    return "is a number that a spreadsheet cut short" if _SCIENTIFIC.fullmatch(text) else ""


def is_visible(text: str) -> bool:
    """Return whether a text shows a letter, a digit or a picture; spaces, points and joiners alone show nothing."""
    return any(
        unicodedata.category(char)[0] in "LNS"
        for char in text
        if char not in "\u3164\uffa0\u115f\u1160\u2800"
    )
