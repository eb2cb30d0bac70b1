"""Bytes of a list to text. What is certain is read in silence; what is a guess is told, with a name from the list.

A byte order mark, UTF-8 and UTF-16 are certain. A file of one byte a letter says nothing about its alphabet, and libraries
that guess are wrong on short lists (docs/people.md), so only what is plain is taken for Japanese, Chinese or Cyrillic, the
rest is read as Windows writes it in the West, and the other readings of one name are shown. Letters that were encoded
twice are valid text, and left to `roster`, which knows their row.
"""

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from cardmaker.errors import Finding, InputError, Place, error, warning
from cardmaker.inputs.people.listing import SHOWN, line_of, quoted, refusal

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins with that of UTF-16, so it stands before it."""

USUAL: Final = "cp1252"
SPELLED: Final = {
    "cp1252": "Western Windows (cp1252)",
    "cp1250": "Central European Windows (cp1250)",
    "mac_roman": "Western Mac OS (mac_roman)",
    "cp1251": "Cyrillic Windows (cp1251)",
    "cp932": "Japanese Shift-JIS (cp932)",
    "gb18030": "Chinese GB 18030 (gb18030)",
}
OTHERS: Final = ("cp1252", "cp1250", "mac_roman", "cp1251", "cp932", "gb18030", "big5", "euc_kr")
"""Readings that are offered, in this order."""

NAMED: Final = frozenset(
    """utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 utf_32_le utf_32_be ascii latin_1 mac_roman mac_latin2 mac_cyrillic
    mac_greek mac_turkish mac_iceland shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004 euc_jisx0213
    iso2022_jp gb2312 gbk gb18030 hz big5 big5hkscs cp950 euc_kr cp949 johab koi8_r koi8_u koi8_t kz1048 ptcp154 tis_620
    cp1006""".split()
)
"""Encodings of text; a codec that is none (zip, rot13, punycode, unicode_escape) is not read. Code pages match _PAGE."""
_PAGE: Final = re.compile(r"cp\d{3,4}|iso8859_\d{1,2}")

HEAD: Final = 65_536
"""Bytes that are judged where the whole file need not be."""
LEAST_EMPTY: Final = 0.2
"""Share of the bytes at odd or at even places that are NUL in UTF-16; a table's delimiters and digits alone come to this."""
SAMPLES: Final = 50
"""Words among which the sample of a guess is chosen."""
MOSTLY: Final = 0.5
LONE: Final = 1.8
"""Letters beyond ASCII in a row, on average; accents of Western words stand alone, Asian names do not."""

_UTF8: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SURE_UTF8: Final = re.compile(rb"[\xc3-\xc5][\x80-\xbf](?![\x80-\xbf])|\xe2\x80[\x90-\xaf]")
"""Accented Latin letters and curly quotes in UTF-8; in one byte a letter they would be pairs that no word has."""
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_LONG_UTF8: Final = re.compile(rb"[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""Asian letters in UTF-8; the shorter ones look like pairs of Chinese in GB 18030."""
_ODD: Final = re.compile(r"(?<=[^\W\d_])[£¥¯³¹¼¾¿]|[£¥¯³¹¼¾](?=[^\W\d_])")
"""Signs inside words, which cp1250 reads as letters of Polish and Slovak (Ł ą ł Ż ź)."""
_LINES: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_WORD: Final = re.compile(rb"[A-Za-z'-]*[\x80-\xff][A-Za-z\x80-\xff'-]*")


def decode_list(data: bytes, file: str, encoding: str = "") -> tuple[str, list[Finding]]:
    """Return the text of a list and what was guessed; `encoding` is the one that the person named. Raises InputError."""
    findings: list[Finding] = []
    certain = _named(data, file, encoding) if encoding else _certain(data, file)
    if certain is None:
        text, findings = _guessed(data, file)
    else:
        text = certain
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise _refused(file, line, "holds a NUL character, which no text has")
    return text, findings


def find_encoding(data: bytes, encoding: str = "") -> tuple[str, bool]:
    """Return the codec by which `decode_list` reads a file that it does not refuse, and whether that was a guess.

    A mark at the file's beginning stays in what the codec reads, so that it is written again.
    """
    if encoding:
        name = codecs.lookup(encoding).name.replace("-", "_")
        return _unmarked(data, name), False
    name = _certain_name(data)
    if _can(data, name):
        return name, False
    asian = "" if _share_of(_LONG_UTF8, data) >= MOSTLY else _asian(data)
    return asian or _one_byte(data), True


def readings(line: bytes) -> dict[str, str]:
    """Return what a line of a list reads in each encoding that is offered and can read it; UTF-8 first."""
    return {name: line.decode(name) for name in ("utf-8", *OTHERS) if _can(line, name)}


def telling_line(data: bytes) -> bytes:
    """Return the line by which a person sees whether a list is read rightly: one that East and West read differently."""
    words = list(islice(_words_beyond_ascii(data), SAMPLES)) or [(1, b"")]
    number = next((found for found in words if _is_telling(found[1])), words[0])[0]
    return next(islice(_LINES.finditer(data), number - 1, None))[0]


def _unmarked(data: bytes, name: str) -> str:
    """Return the codec that leaves a byte order mark in the text, for one that takes it away."""
    if name == "utf_8_sig":
        return "utf-8"
    wide = {"utf_16": "utf-16-", "utf_32": "utf-32-"}.get(name)
    return (
        f"{wide}{'be' if data.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) else 'le'}"
        if wide
        else name
    )


def _certain_name(data: bytes) -> str:
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    return marked or _wide(data[:HEAD]) or "utf-8"


def _certain(data: bytes, file: str) -> str | None:
    """Return the text if there is no doubt about its encoding. A mark that the rest belies is refused."""
    marked = any(data.startswith(mark) for mark, _ in MARKS)
    name = _certain_name(data)
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        if marked:
            raise _broken(data, file, problem, f"begins as {name.upper()} and is not") from None
        return None


def _wide(head: bytes) -> str:
    """Return UTF-16's name if every other byte is often empty, as in Latin letters and digits; nothing for other files."""
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < LEAST_EMPTY * len(head) / 2 or min(odd, even) > max(odd, even) / 4:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _named(data: bytes, file: str, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name.replace("-", "_")
    except (LookupError, ValueError):
        name = ""
    if name not in NAMED and not _PAGE.fullmatch(name) and name != "iso8859_1":
        hint = f"known are utf-8, utf-16, {', '.join(OTHERS)}"
        raise InputError([error("encoding", f"there is no encoding {quoted(encoding)}", hint=hint)])
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        raise _broken(data, file, problem, f"is not {encoding}") from None
    except UnicodeError as problem:
        raise _refused(file, 1, f"is not {encoding}: {problem}") from None


def _guessed(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file of no certain encoding; one that is UTF-8 in part is refused."""
    name = "" if _share_of(_LONG_UTF8, data) >= MOSTLY else _asian(data)
    if not name:
        _refuse_partly_utf8(data, file)
        name = _one_byte(data)
    return data.decode(name), [_told(data, name, file)]


def _share_of(letters: re.Pattern[bytes], data: bytes) -> float:
    """Return how many of the first bytes beyond ASCII are such letters."""
    head = _head(data)
    high = len(_HIGH.findall(head))
    return sum(len(letter) for letter in letters.findall(head)) / high if high else 0.0


def _head(data: bytes) -> bytes:
    """Return the part that is judged: from the first byte beyond ASCII on."""
    begun = match.start() if (match := _HIGH.search(data)) else 0
    return data[begun : begun + HEAD]


def _refuse_partly_utf8(data: bytes, file: str) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        if _share_of(_UTF8, data) >= MOSTLY or _SURE_UTF8.search(data):
            what = "is not UTF-8 here, and is elsewhere (cut, damaged, or put together from two files)"
            raise _broken(data, file, problem, what) from None


def _asian(data: bytes) -> str:
    """Return the Asian encoding in which the file reads as such names, or nothing."""
    return next((name for name in ("cp932", "gb18030") if _reads_as_asian(data, name)), "")


def _reads_as_asian(data: bytes, name: str) -> bool:
    """Return whether the letters beyond ASCII come in runs and are common ones of that encoding."""
    if not _can(data, name):
        return False
    runs = re.findall(r"[^\x00-\x7f]+", _head(data).decode(name, "ignore"))
    letters = "".join(runs)
    common = sum(map(_is_common_japanese if name == "cp932" else _is_common_chinese, letters))
    return len(letters) >= LONE * len(runs) and common >= 0.6 * len(letters)


def _is_common_japanese(char: str) -> bool:
    """Return whether Shift-JIS has the letter in its first rows: kana and the kanji of level 1."""
    return "\u3000" <= char <= "\u9fff" and char.encode("cp932", "replace")[0] < 0xA0


def _is_common_chinese(char: str) -> bool:
    """Return whether GB 2312 has the letter in level 1, the 3,755 most used."""
    if not "\u3400" <= char <= "\u9fff":
        return False
    first, second = char.encode("gb18030")[:2]
    return 0xB0 <= first <= 0xD7 and second >= 0xA1


def _one_byte(data: bytes) -> str:
    """Return the encoding to try for a file of one byte a letter: by its words, by its line ends, else the usual."""
    if _is_cyrillic(data):
        return "cp1251"
    if _ODD.search(_head(data).decode(USUAL, "replace")) and _can(data, "cp1250"):
        return "cp1250"
    old_mac = b"\r" in data and b"\n" not in data
    wanted = ("mac_roman", USUAL) if old_mac else (USUAL, "cp1250", "mac_roman")
    return next((name for name in wanted if _can(data, name)), "mac_roman")


def _is_cyrillic(data: bytes) -> bool:
    """Return whether words beyond ASCII are wholly made of the bytes that are letters in cp1251."""
    words = _WORD.findall(_head(data))
    whole = [word for word in words if len(word) > 2 and re.fullmatch(rb"[\xa8\xb8\xc0-\xff'-]+", word)]
    return len(whole) > MOSTLY * len(words) and _can(data, "cp1251")


def _can(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _told(data: bytes, name: str, file: str) -> Finding:
    """Return the warning of a guess, with a word of the list that East and West read differently, if there is one."""
    words = list(islice(_words_beyond_ascii(data), SAMPLES)) or [(1, b"")]
    line, word = next((found for found in words if _is_telling(found[1])), words[0])
    shown = word.decode(name, "replace")
    others = [f"{quoted(text)} with {other}" for text, other in _readings(word).items() if text != shown]
    message = f"is not UTF-8, so {SPELLED.get(name, name)} is a guess: it reads {quoted(shown)}"
    hint = f"if that is wrong, --encoding NAME: {'; '.join(others[:4])}" if others else ""
    return warning("encoding-guess", message, Place(file, line), hint or "save the list as UTF-8")


def _is_telling(word: bytes) -> bool:
    return word.decode("cp1252", "replace") != word.decode("cp1250", "replace")


def _readings(word: bytes) -> dict[str, str]:
    """Return what a word may be, with the first encoding that reads it so."""
    readings: dict[str, str] = {}
    for name in OTHERS:
        if _can(word, name):
            readings.setdefault(word.decode(name), name)
    return readings


def _words_beyond_ascii(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield words of the list beyond ASCII with their lines."""
    line, before = 1, 0
    for match in _WORD.finditer(data):
        line += line_of(data[before : match.start()], match.start() - before) - 1
        before = match.start()
        yield line, match[0][: 2 * SHOWN]


def _broken(data: bytes, file: str, problem: UnicodeDecodeError, what: str) -> InputError:
    byte = f"byte 0x{data[problem.start]:02X}, number {problem.start + 1:,} of the file"
    return _refused(file, line_of(data, problem.start), f"{what}: {byte}")


def _refused(file: str, line: int, what: str) -> InputError:
    return refusal("encoding", what, file, line, hint="export the list again, as UTF-8")
