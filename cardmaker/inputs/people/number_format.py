"""A number as Excel shows it: 2134 under the format `00000` is 02134, 62701.0 is 62701, 46346 under a date is 2026-11-20.

Dates come back as ISO writes them, whatever their format, since 3/4 is two days. Of number formats the forms that lists have
are read: zeros and `#` with literals between (ZIP codes, telephones), decimals, thousands, percent, and two sections chosen by
size. Of any other format the plain number is given.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

GENERAL: Final = "General"
BUILT_IN: Final = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    49: "@",
    **dict.fromkeys((*range(14, 18), *range(27, 32), *range(50, 59), 36), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47), "hh:mm"),
    22: "yyyy-mm-dd hh:mm",
}
"""Formats that a workbook names by number (ECMA-376 part 1, 18.8.30), those that matter here."""

LAST_DAY: Final = 2_958_466
"""The day after 9999-12-31 in Excel's count."""

_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_PLAIN: Final = re.compile(r'(?:[0#?\-() .,%]|"[^"]*"|\\.)*')


def show_number(value: float, code: str, *, is_1904: bool = False) -> str:
    """Return a number as text under a format code."""
    if is_date(code) and 0 <= value < LAST_DAY:
        return _date(value, code, is_1904)
    section = _section(value, code)
    if not _PLAIN.fullmatch(section) or not re.search("[0#?]", section):
        return _general(value)
    return _literal(value, section) if _is_pattern(section) else _decimal(value, section)


@lru_cache(512)
def is_date(code: str) -> bool:
    """Return whether a format shows a date or a time."""
    return code != GENERAL and _DATE.search(_LITERAL.sub("", code)) is not None


def _general(value: float) -> str:
    """Return a number without a format: whole ones without a point, others with the 15 digits that Excel keeps."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _date(value: float, code: str, is_1904: bool) -> str:
    """Return day, time or both, as far as the format shows them; day 60 of Excel, 1900-02-29, never was."""
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 31 if value < 60 else 30)  # noqa: DTZ001 - no zone
    try:
        moment = first + timedelta(minutes=round(value * 1440))
    except OverflowError:
        return _general(value)
    plain = _LITERAL.sub("", code).lower()
    day = f"{moment:%Y-%m-%d}" if re.search("[yd]", plain) or not re.search("[hs]", plain) else ""
    time = f"{moment:%H:%M}" if re.search("[hs]", plain) and (not day or value % 1) else ""
    return " ".join(filter(None, (day, time)))


def _section(value: float, code: str) -> str:
    """Return the part of a format that is for this number: by its condition, else by its sign."""
    sections = code.split(";")
    for section in sections:
        condition = _CONDITION.match(section)
        if condition and _holds(value, condition[1], float(condition[2])):
            return section[condition.end() :]
    plain = [section for section in sections if not _CONDITION.match(section)] or [GENERAL]
    return plain[0]


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _is_pattern(section: str) -> bool:
    """Return whether a format writes the digits of a whole number into places, as ZIP codes have it."""
    return re.search(r"[.,%]", _LITERAL.sub("", section)) is None


def _literal(value: float, section: str) -> str:
    """Return a whole number written into the places of a format, from the right; what has no place stands in front."""
    digits = list(str(abs(round(value)))) if round(value) else []  # `#` shows no zero
    done: list[str] = []
    pieces = re.findall(r'"[^"]*"|\\.|.', section)
    first = next((at for at, piece in enumerate(pieces) if piece in "0#?"), None)
    for at in range(len(pieces) - 1, -1, -1):
        piece = pieces[at]
        if piece not in ("0", "#", "?"):
            done.append(piece.strip('"')[::-1] if piece[0] == '"' else piece[-1])
        elif digits:
            done += [digits.pop()] if at != first else [*reversed(digits)]
            digits = digits if at != first else []
        elif piece == "0":
            done.append("0")
    sign = "-" if value < 0 else ""
    return sign + "".join(done)[::-1]


def _decimal(value: float, section: str) -> str:
    plain = _LITERAL.sub("", section)
    share = "%" in plain
    decimals = len(re.findall("[0#?]", plain.partition(".")[2]))
    comma = "," if "," in plain.partition(".")[0] else ""
    number = value * 100 if share else value
    return f"{number:{comma}.{min(decimals, 15)}f}{'%' if share else ''}"
