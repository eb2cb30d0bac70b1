"""The parts of an address as its country prints them: the code in its shape, the state by its key, a word before a number."""

import re
from functools import cache
from typing import Final

from cardmaker.mail.breaking import break_line
from cardmaker.mail.countries import plain, read_countries, upper
from cardmaker.mail.posts import ALL, Post, Words, read_post, read_words
from cardmaker.mail.rules import Rules, read_rules
from cardmaker.mail.template import Fields
from cardmaker.model import Address, AddressStyle

_SPACE: Final = re.compile(r"\s+")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_ALONE: Final = re.compile(r"(?=[^\s]*\d)[\d#./-]*[A-Za-z]?[\d./-]*|[A-Za-z]|\d[\d ]*\d")
"""A number or a letter without any word."""
_ATTENTION: Final = re.compile(
    r"(?:att?n?|attention|f\.?a\.?o|for the attention of|z\.? ?h(?:d|ä?nden)|zu händen|à l.attention|a la atención|a/a|a/c|c\.?a|alla c"
    r"|alla cortese|t\.?a\.?v|t\. ?a\. ?v|do rąk|aos cuidados)\b",
    re.IGNORECASE,
)
_CARE: Final = re.compile(
    r"(?:c/o|c/-|℅|care of|bei|chez|p/a|per adres|presso|a/c|v/|aos cuidados)(?=\W|\s|$)", re.IGNORECASE
)
_BOX: Final = re.compile(r"[^\W\d_]{2}")
_NATIVE: Final = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
"""A letter that is not Latin."""


def country_of(address: Address, home: str) -> str:
    """Return the country by whose rules an address is set: its own, or the sender's if it says none."""
    return address.country or home


def is_native(address: Address) -> bool:
    """Return whether an address is in letters other than Latin, and so in its country's own order."""
    return has_native(" ".join((*address.street, address.city, address.region, address.district)))


def has_native(text: str) -> bool:
    return not text.isascii() and _NATIVE.search(text) is not None


def read_fields(address: Address, country: str, style: AddressStyle) -> Fields:
    """Return what each field of the country's template holds."""
    post, words = read_post(country), read_words(country)
    unit, flat = _flat(tidy(address.flat), post, words)
    fields = {
        "name": _lines(address.name),
        "attention": _lines(_worded(tidy(address.attention), words.attention, _ATTENTION)),
        "company": () if plain(address.company) == plain(address.name) else _lines(address.company),
        "care_of": _lines(_worded(tidy(address.care_of), words.care_of, _CARE)),
        "street": tuple(
            part for line in address.street if tidy(line) for part in break_line(tidy(line), post.line)
        ),
        "unit": _lines(unit),
        "flat": _lines(flat),
        "po_box": _lines(_boxed(tidy(address.po_box), words.po_box)),
        "district": _lines(address.district),
        "city": _lines(address.city or post.city),
        "region": _lines(printed_region(address, country)),
        "postal_code": _lines(shaped_code(address.postal_code, country)),
    }
    return _styled(_joined(fields, post) if style is AddressStyle.MACHINE else fields, post, style)


def tidy(text: str) -> str:
    """Return a text on one line with single spaces."""
    return _SPACE.sub(" ", seen(text)).strip()


def seen(text: str) -> str:
    """Return a text without signs that are not seen: controls but spaces, direction overrides, halves of characters."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def shaped_code(code: str, country: str) -> str:
    """Return a postal code in the shape of its country: `sw1a2aa` is SW1A 2AA, `D-10115` is 10115; as typed if it has none."""
    code = tidy(code).upper()
    pattern = read_rules(country).code
    if pattern is None or not pattern.fullmatch(code):
        code = re.sub(rf"^(?:{_signs_of(country)})[ -](?=\d)", "", code)
    bare = re.sub(r"[\s-]", "", code)
    shape = next((each for each in read_post(country).codes if each.count("#") == len(bare)), "")
    if not shape or not bare.isalnum() or not bare.isascii():
        return code
    signs = iter(bare)
    return "".join(next(signs) if sign == "#" else sign for sign in shape)


def printed_region(address: Address, country: str) -> str:
    """Return the region as its post prints it: nothing if it is called as the city, else by key or name if it is known."""
    post, region = read_post(country), tidy(address.region)
    if "region" not in post.printed or not region:
        return ""
    name = _named(region, post, read_rules(country), is_native=is_native(address))
    same = {plain(address.city), plain(tidy(address.city).removesuffix(" City"))}
    return "" if plain(name) in same and post.region != "key" else name


def styled(text: str, field: str, post: Post, style: AddressStyle) -> str:
    """Return a field's text in capitals and without the signs, as its post asks for in this style."""
    wanted = post.machine_capitals if style is AddressStyle.MACHINE else post.capitals
    if field in wanted or ALL in wanted:
        text = upper(text, post.language)
    is_bare = style is AddressStyle.MACHINE and (field in post.bare_fields or ALL in post.bare_fields)
    return tidy(_without(text, post.bare)) if is_bare and post.bare else text


def _styled(fields: Fields, post: Post, style: AddressStyle) -> Fields:
    return {
        name: tuple(filter(None, (styled(line, name, post, style) for line in lines)))
        for name, lines in fields.items()
    }


def _without(text: str, signs: str) -> str:
    """Return a text without some signs; one between two words becomes a space, one within a number stays."""
    if "’" in signs:
        text = re.sub(r"(?<=\w)['’](?=\w)", " ", text)
        signs = signs.replace("’", "").replace("'", "")
    return re.sub(rf"(?<!\d)[{re.escape(signs)}]|[{re.escape(signs)}](?!\d)", " ", text)


def _joined(fields: dict[str, tuple[str, ...]], post: Post) -> dict[str, tuple[str, ...]]:
    """Return the fields with the lines of the street on one, where machines read only the last and it is not too long."""
    if post.streets != "joined" or sum(len(each) + 1 for each in fields["street"]) > post.line:
        return fields
    return {**fields, "street": (" ".join(fields["street"]),)}


def _named(region: str, post: Post, rules: Rules, *, is_native: bool) -> str:
    known = rules.region(region) if post.region else None
    if known is None or is_native:
        return region
    return known.key if post.region == "key" else known.latin


def _flat(flat: str, post: Post, words: Words) -> tuple[str, str]:
    """Return a flat as a lone number, if the post has a sign for it, and else as words."""
    if not flat or not _ALONE.fullmatch(flat):
        return "", flat
    if "unit" in post.printed:
        return flat.removeprefix("#"), ""
    return "", words.flat.format(flat.removeprefix("#"))


def _worded(text: str, pattern: str, known: re.Pattern[str]) -> str:
    """Return a name with the word before it, unless it has one."""
    return text if not text or known.match(text) else pattern.format(text)


def _boxed(box: str, pattern: str) -> str:
    return box if not box or _BOX.search(box) or not any(map(str.isdigit, box)) else pattern.format(box)


def _lines(text: str) -> tuple[str, ...]:
    text = tidy(text)
    return (text,) if text else ()


@cache
def _signs_of(country: str) -> str:
    """Return what people write before a postal code for its country, as a pattern."""
    known = read_countries().get(country)
    if known is None:
        return "(?!)"
    letters = [each for each in known.also if len(each) == 1]
    return "|".join((known.code, known.alpha3, *letters))
