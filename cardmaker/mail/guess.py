"""A whole address in one line to its parts, by its commas, its country and the shape of its code: a guess, and told as one.

A state and a ZIP code, a Canadian or a British postcode show their country; all others are looked for in the country that the
address names, or else in the sender's. What cannot be told apart stays as lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardmaker.errors import advice, warning
from cardmaker.mail.countries import find_country, is_country
from cardmaker.mail.fields import has_native, shaped_code, tidy
from cardmaker.mail.rules import Rules, read_rules
from cardmaker.model import Address

PLAIN: Final = (
    ("US", re.compile(r"(?:^|[\s,])[A-Z]{2},?\s+\d{5}(?:-\d{4})?$")),
    ("CA", re.compile(r"(?:^|[\s,])[A-Z]\d[A-Z] ?\d[A-Z]\d$", re.IGNORECASE)),
    ("GB", re.compile(r"(?:^|[\s,])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", re.IGNORECASE)),
    ("SG", re.compile(r"(?:^|[\s,])Singapore,? \d{6}$", re.IGNORECASE)),
)
"""Ends of addresses that show their country by themselves."""
LONGEST: Final = 300
"""Characters; what is longer is a text and no address."""

_COMMA: Final = re.compile(r"\s*(?:[,;]|\s[|•·]\s)\s*")
_FLAT: Final = re.compile(
    r"(?:apt|apartment|flat|unit|suite|ste|room|rm|wohnung|whg|top|lgh|piso|int|appt|appartement|bus|bte|#)\.? ?#?\d",
    re.IGNORECASE,
)
_BOX: Final = re.compile(
    r"(?:p\.? ?o\.? ?box|gpo box|postfach|postbus|postboks|box|casella postale|apartado|bp) ?\d",
    re.IGNORECASE,
)
_CARE: Final = re.compile(r"(?:c/o|care of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Town:
    """The end of an address, and how many parts of it this took."""

    city: str
    region: str
    code: str
    parts: int


def guess_address(text: str, known: Address, home: str) -> Address:
    """Return an address with the parts that one line shows, and with a doubt that says what was made of it.

    One in other letters than Latin stays as it is.
    """
    line = tidy(text)
    parts = [part for part in _COMMA.split(line[:LONGEST]) if part]
    named, parts = _without_country(parts, known.country)
    country = named or _plain_country(", ".join(parts)) or home
    town = _town(parts, country) if country and len(parts) > 1 else None
    if town is None or town.parts >= len(parts):
        return _as_lines(line, parts, replace(known, country=named))
    found = replace(known, city=town.city, region=town.region, postal_code=town.code, country=country)
    found = _with_street(found, parts[: len(parts) - town.parts])
    read = " / ".join(filter(None, _shown(found)))
    hint = "write it in lines, or in columns: street, city, region, postal_code, country"
    message = f"an address in one line is a guess; this one was read as {read}"
    return replace(found, doubts=(*known.doubts, advice("address-guess", message, known.place, hint)))


def _as_lines(line: str, parts: Sequence[str], known: Address) -> Address:
    """Return a line for each part, told; letters whose addresses are written on one line stay as they are, in silence."""
    if has_native(line):
        return replace(known, lines=(line,))
    parts = parts if len(parts) > 2 else (line,)  # a city and its state belong together
    way = f"is written as {' / '.join(parts)}" if len(parts) > 1 else "stays in one line"
    message = f"an address in one line shows no street apart from its city, and {way}"
    hint = "write it in lines, or in columns: street, city, region, postal_code, country"
    doubt = warning("address-guess", message, known.place, hint)
    return replace(known, lines=tuple(parts), doubts=(*known.doubts, doubt))


def _without_country(parts: list[str], country: str) -> tuple[str, list[str]]:
    """Return the country, as said or as the last part names it, and the parts without it."""
    last = parts[-1] if parts else ""
    if len(parts) > 1 and _names_country(last, parts[:-1], country):
        return country or find_country(last), parts[:-1]
    head, _, tail = last.rpartition(" ")
    if head and is_country(tail) and any(map(str.isdigit, head)) and country in ("", find_country(tail)):
        return country or find_country(tail), [*parts[:-1], head]
    return country, parts


def _names_country(text: str, before: Sequence[str], country: str) -> bool:
    """Return whether a last part is a country; two letters are one only after a postal code of it, being states elsewhere."""
    found = find_country(text)
    if not found or country not in ("", found):
        return False
    if is_country(text):
        return True
    return country == found or _town(before, found) is not None


def _plain_country(line: str) -> str:
    return next((country for country, pattern in PLAIN if pattern.search(line)), "")


def _town(parts: Sequence[str], country: str) -> _Town | None:
    """Return the city, region and code at the end of the parts, or nothing if there is no code of the country."""
    rules = read_rules(country)
    if not parts or rules.code is None:
        return None
    for code, rest in _codes(parts[-1], country):
        return _beside(code, rest, parts[:-1], rules)
    if len(parts) > 1 and rules.region(parts[-1]):
        for code, rest in _codes(parts[-2], country):
            return _Town(rest, parts[-1], code, 2) if rest else None
        is_town = len(parts) > 2 and not any(map(str.isdigit, parts[-2]))
        return _Town(parts[-2], parts[-1], "", 2) if is_town else None
    return None


def _codes(part: str, country: str) -> Iterator[tuple[str, str]]:
    """Yield a postal code at the end or at the start of a part, and the rest of it."""
    rules = read_rules(country)
    words = part.split()
    for count in (2, 1):
        for code, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            shaped = shaped_code(" ".join(code), country)
            if len(code) == count and rules.code and rules.code.fullmatch(shaped):
                yield " ".join(code), " ".join(rest)


def _beside(code: str, rest: str, before: Sequence[str], rules: Rules) -> _Town | None:
    """Return the town beside a code: in the same part, or in those before it."""
    if not rest:
        if not before:
            return None
        if rules.region(before[-1]) and len(before) > 1 and not any(map(str.isdigit, before[-2])):
            return _Town(before[-2], before[-1], code, 3)
        city, region = _split_region(before[-1], rules)
        return _Town(city, region, code, 2)
    if before and rules.region(rest) and not any(map(str.isdigit, before[-1])):
        return _Town(before[-1], rest, code, 2)
    city, region = _split_region(rest, rules)
    return _Town(city, region, code, 1)


def _split_region(text: str, rules: Rules) -> tuple[str, str]:
    """Return a city and the state that stands after it."""
    city, _, last = text.rpartition(" ")
    bare = last.strip("()")
    is_key = len(bare) <= 3 and bare.isupper() and rules.region(bare) is not None
    return (city.rstrip(" -"), bare) if city and is_key else (text, "")


def _with_street(address: Address, parts: Sequence[str]) -> Address:
    """Return an address with the parts before its town: flat, box and c/o by their words, a company if it has no number."""
    street: list[str] = []
    for part in parts:
        if _BOX.match(part) and not address.po_box:
            address = replace(address, po_box=part)
        elif _FLAT.match(part) and not address.flat:
            address = replace(address, flat=part)
        elif _CARE.match(part) and not address.care_of:
            address = replace(address, care_of=part)
        else:
            street.append(part)
    if street and tidy(address.name).casefold() == street[0].casefold():
        street = street[1:]
    return replace(address, street=(*address.street, *street))


def _shown(address: Address) -> tuple[str, ...]:
    return (
        address.care_of,
        *address.street,
        address.flat,
        address.po_box,
        address.city,
        address.region,
        address.postal_code,
        address.country,
    )
