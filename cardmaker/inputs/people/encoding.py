"""Bytes of a list to text. What is certain is read in silence; what is a guess is told, with a name from the list.

A byte order mark, UTF-8 and UTF-16 are certain. A file of one byte a letter says nothing about its alphabet, and libraries
that guess are wrong on short lists (docs/people.md), so the usual one of Windows is taken, and the others are offered.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from cardmaker.errors import Finding, InputError, Place, error, warning

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it stands before it."""

KINDS: Final = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a workbook or another zipped file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"\x1f\x8b", "a compressed file"),
)
WEB_PAGE: Final = re.compile(rb"\s*<(!doctype html|html|\?xml)", re.IGNORECASE)

USUAL: Final = "cp1252"
OTHERS: Final = ("cp1250", "mac_roman", "cp1251", "shift_jis", "gb18030")
SPELLED: Final = {
    "cp1252": "Windows Western (cp1252)",
    "mac_roman": "Mac OS Roman",
    "shift_jis": "Japanese (Shift-JIS)",
    "gb18030": "Chinese (GB 18030)",
}
SAMPLE: Final = 40
FEWEST_ASIAN: Final = 0.6
"""Share of the letters beyond ASCII that must be Chinese or Japanese for such a reading to be believed."""

_TWICE_ENCODED: Final = re.compile("[ÃÅÄ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]")


def decode_list(data: bytes, file: str, encoding: str = "") -> tuple[str, list[Finding]]:
    """Return the text of a list and what was guessed; `encoding` is the one that the person named. Raises InputError."""
    _refuse_other_kinds(data, file)
    if encoding:
        return _named(data, file, encoding), []
    certain = _certain(data)
    if certain is None:
        return _guessed(data, file)
    text, name = certain
    if "\x00" in text:
        raise _refused(file, text[: text.index("\x00")].count("\n") + 1, "holds a NUL character")
    return text, _doubtful(text, file) if name == "utf-8" else []


def _refuse_other_kinds(data: bytes, file: str) -> None:
    """Raise InputError if the file is something else by its first bytes, whatever its name says."""
    kind = next((name for start, name in KINDS if data.startswith(start)), "")
    if not kind and WEB_PAGE.match(data[:200]):
        kind = "a web page"
    if kind:
        hint = "export the list as CSV (UTF-8), or give the workbook as .xlsx"
        raise InputError([error("not-a-list", f"is {kind}, not a list", Place(file), hint)])


def _certain(data: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding if there is no doubt about it."""
    name = next((name for mark, name in MARKS if data.startswith(mark)), "") or _wide(data)
    try:
        return data.decode(name or "utf-8").removeprefix("\ufeff"), name or "utf-8"
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str:
    """Return UTF-16's name if every other byte is empty, as in Latin text; nothing for other files."""
    head = data[:4000]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = head[start::2]
        if half.count(0) > 0.4 * len(half):
            return name
    return ""


def _named(data: bytes, file: str, encoding: str) -> str:
    try:
        return data.decode(codecs.lookup(encoding).name).removeprefix("\ufeff")
    except LookupError:
        hint = f"known are utf-8, {USUAL}, {', '.join(OTHERS)}"
        raise InputError([error("encoding", f"there is no encoding {encoding!r}", hint=hint)]) from None
    except UnicodeDecodeError as problem:
        raise _broken(data, file, problem, f"is not {encoding}") from None


def _guessed(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file of no certain encoding; one that is UTF-8 in part is refused."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _has_utf8(data):
            raise _broken(data, file, problem, "is UTF-8 elsewhere, and not here") from None
    name = _likeliest(data)
    text = data.decode(name)
    return text, [_told(data, text, name, file)]


def _has_utf8(data: bytes) -> bool:
    """Return whether letters beyond ASCII are written in UTF-8 anywhere: then the bad ones are damage."""
    return re.search(rb"[\xc3-\xdf][\x80-\xbf](?![\x80-\xff])|[\xe2-\xef][\x80-\xbf]{2}(?![\x80-\xbf])", data) is not None


def _likeliest(data: bytes) -> str:
    """Return the encoding to try: an Asian one whose reading holds together, Mac's for its line ends, else the usual."""
    for name in ("shift_jis", "gb18030"):
        if _reads_as_asian(data, name):
            return name
    if b"\r" in data and b"\n" not in data and _can(data, "mac_roman"):
        return "mac_roman"
    return USUAL if _can(data, USUAL) else "cp1250" if _can(data, "cp1250") else "latin-1"


def _reads_as_asian(data: bytes, name: str) -> bool:
    try:
        beyond = [char for char in data.decode(name) if ord(char) > 127]
    except UnicodeDecodeError:
        return False
    asian = sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef" for char in beyond)
    return len(beyond) >= 4 and asian >= FEWEST_ASIAN * len(beyond) and _runs(beyond) and not _is_western(data)


def _runs(beyond: list[str]) -> bool:
    return not any("\uff61" <= char <= "\uff9f" for char in beyond)


def _is_western(data: bytes) -> bool:
    """Return whether bytes beyond ASCII stand alone among letters, as accents do in Western words."""
    high = len(re.findall(rb"[\x80-\xff]+", data))
    alone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])", data))
    return alone > 0.5 * high


def _can(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _told(data: bytes, text: str, name: str, file: str) -> Finding:
    """Return the warning of a guess, with a word of the list as it reads, and as it would read otherwise."""
    number, word, raw = next(_words_beyond_ascii(data), (1, "", b""))
    shown = raw.decode(name, "replace")
    others = [f"{raw.decode(other)} with {other}" for other in OTHERS if other != name and _can(raw, other)]
    differing = [each for each in dict.fromkeys(others) if not each.startswith(f"{shown} ")][:2]
    message = f"was read as {SPELLED.get(name, name)}, a guess: it has {shown!r}" if word else f"was read as {name}"
    hint = f"if that is wrong, name it with --encoding ({'; '.join(differing)})" if differing else "save it as UTF-8"
    return warning("encoding", message, Place(file, number), hint)


def _words_beyond_ascii(data: bytes) -> Iterator[tuple[int, str, bytes]]:
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        for match in re.finditer(rb"[A-Za-z\x80-\xff'-]*[\x80-\xff][A-Za-z\x80-\xff'-]*", line):
            yield number, match[0].decode("latin-1"), match[0][:SAMPLE]


def _doubtful(text: str, file: str) -> list[Finding]:
    """Return a warning for letters that were encoded twice, such as MÃ¼ller; they are not mended unseen."""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _TWICE_ENCODED.search(line):
            word = line[max(0, match.start() - 12) : match.end() + 12].strip()
            hint = "export the list again as UTF-8; nothing is changed here"
            return [warning("mojibake", f"{word!r} looks like letters that were encoded twice", Place(file, number), hint)]
    return []


def _broken(data: bytes, file: str, problem: UnicodeDecodeError, what: str) -> InputError:
    number = len(re.findall(rb"\r\n|\r|\n", data[: problem.start])) + 1
    return _refused(file, number, f"{what}: byte 0x{data[problem.start]:02X}, the {problem.start + 1:,}th of the file")


def _refused(file: str, row: int, what: str) -> InputError:
    hint = "export the list again, as UTF-8"
    return InputError([error("encoding", what, Place(file, row), hint)])
