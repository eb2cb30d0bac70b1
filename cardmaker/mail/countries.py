"""Countries: which one is meant by what people write, and what it is called in the language of another one's post.

The names are a table of our own made from CLDR (docs/make_countries.py), 130 kB, instead of Babel at run time: 33 MB, 30 ms
to import and a file for each language, where a line needs one name.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from cardmaker.assets import asset_root

FALLBACK: Final = "en"
"""The language of a country line where that of the sender's post is not in Latin letters, which no other post reads."""
LAST_LATIN: Final = "id"
LONGEST: Final = 80
"""Characters; what is longer is no country."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its ISO 3166 codes, its main language, and its names by language, empty where CLDR has none."""

    code: str
    alpha3: str
    language: str
    also: tuple[str, ...]
    names: Mapping[str, str]


@cache
def read_countries() -> Mapping[str, Country]:
    """Return the countries by alpha-2 code."""
    text = (asset_root("facts") / "countries.tsv").read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    languages = tuple(head[4:])
    return MappingProxyType({row[0]: _country(row, languages) for row in rows})


def find_country(text: str) -> str:
    """Return the alpha-2 code of a country in any common spelling (`de`, `USA`, `U.K.`, `Alemania`), empty if unknown."""
    if text in read_countries():
        return text
    return _by_spelling().get(plain(text), "") if 0 < len(text) <= LONGEST else ""


def is_country(text: str) -> bool:
    """Return whether a line is a country's name and nothing else; codes of two letters are states and cantons too."""
    return len(text) > 2 and find_country(text) != ""


def country_name(code: str, language: str) -> str:
    """Return what a country is called in a language, in English if that has no name for it; the code if nobody knows it."""
    country = read_countries().get(code)
    return (country.names.get(language) or country.names[FALLBACK]) if country else code


def nearest_countries(text: str) -> list[str]:
    """Return up to three English names of countries that are spelled much like a text."""
    spelled = _by_spelling()
    close = get_close_matches(plain(text), list(spelled), n=6, cutoff=0.6)
    return [country_name(code, FALLBACK) for code in dict.fromkeys(spelled[each] for each in close)][:3]


def language_of(code: str) -> str:
    """Return the language in which a country's post reads the names of others."""
    country = read_countries().get(code)
    return country.language if country and country.language in _latin_languages() else FALLBACK


def plain(text: str) -> str:
    """Return a name as it is looked up: without case, accents, spaces and points; of a long text, its beginning."""
    return _plain(text[:LONGEST])


@lru_cache(8192)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    return re.sub(r"^the(?=[a-z])", "", "".join(filter(str.isalnum, folded)))


def upper(text: str, language: str) -> str:
    """Return a text in capitals as its language writes them: a Turkish i keeps its dot, Greek loses its accents."""
    if language in {"tr", "az"}:
        text = text.replace("i", "İ")
    if language == "el":
        text = "".join(char for char in unicodedata.normalize("NFD", text) if char != "\u0301")
    return unicodedata.normalize("NFC", text.upper())


def _country(row: list[str], languages: tuple[str, ...]) -> Country:
    code, alpha3, language, also, *names = row
    return Country(
        code,
        alpha3,
        language,
        tuple(also.split("; ")) if also else (),
        dict(zip(languages, names, strict=True)),
    )


@cache
def _by_spelling() -> Mapping[str, str]:
    """Return all spellings; codes and English names win over what another language calls another country."""
    found: dict[str, str] = {}
    for spelled, code in _spellings():
        found.setdefault(plain(spelled), code)
    found.pop("", None)
    return MappingProxyType(found)


def _spellings() -> Iterator[tuple[str, str]]:
    countries = read_countries().values()
    yield from ((country.code, country.code) for country in countries)
    yield from ((country.alpha3, country.code) for country in countries)
    yield from ((country.names[FALLBACK], country.code) for country in countries)
    yield from ((each, country.code) for country in countries for each in country.also)
    yield from ((each, country.code) for country in countries for each in country.names.values())


@cache
def _latin_languages() -> frozenset[str]:
    languages = list(next(iter(read_countries().values())).names)
    return frozenset(languages[: languages.index(LAST_LATIN) + 1])
