"""Remake `cardmaker/facts/countries.tsv`, the names of countries in the languages of the posts that carry mail.

Run from the checkout, with the extra `prepare`: `python docs/make_countries.py`. The names are CLDR's, as Babel has them;
what no envelope should say is changed here, by hand, and nowhere else. A test compares the table with what this makes.
"""

import re
from pathlib import Path

from babel import Locale
from babel.core import get_cldr_version, get_global

TABLE = Path(__file__).parent.parent / "cardmaker" / "facts" / "countries.tsv"

LANGUAGES = (
    *("en", "de", "fr", "nl", "es", "it", "pt", "sv", "nb", "da", "fi", "is", "ga", "ca"),
    *("pl", "cs", "sk", "hu", "ro", "hr", "sl", "et", "lv", "lt", "tr", "el", "vi", "id"),
    *("ja", "ko", "zh", "zh_Hant", "ru", "uk", "bg", "ar", "he", "hi"),
)
"""First those that a country line may be in, then those that are only read."""

LEFT_OUT = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AN", "CP", "CQ", "SU", "DG", "EA", "IC"))
"""Codes that are no country's, or whose mail goes to another one's post."""

SPOKEN = {
    ("US", "de"): "USA",
    ("GB", "de"): "Großbritannien",
    ("CD", "en"): "Democratic Republic of the Congo",
    ("CD", "de"): "Demokratische Republik Kongo",
    ("CD", "fr"): "République démocratique du Congo",
    ("CG", "en"): "Republic of the Congo",
    ("CG", "de"): "Republik Kongo",
    ("CG", "fr"): "République du Congo",
    ("PS", "en"): "Palestine",
    ("PS", "de"): "Palästina",
    ("PS", "fr"): "Palestine",
    ("SX", "fr"): "Sint Maarten",
}
"""Names that people and posts use where CLDR lists another."""

SHORT = {
    "HK": ("Hong Kong", "Hongkong", ("de", "nl", "sv", "nb", "da", "fi", "pl")),
    "MO": ("Macao", "Macau", ("de", "nl", "pt")),
}
"""Two that CLDR writes with *SAR China*, which no envelope needs; the second name is for the languages after it."""

FORMER = frozenset(
    (
        "DDR",
        "BUR",
        "ROM",
        "ZAR",
        "TMP",
        "YMD",
        "BYS",
        "DHY",
        "NHB",
        "RHO",
        "VDR",
        "FXX",
        "PCZ",
        "HVO",
        "GEL",
        "SKM",
    )
)
"""Codes of countries that are no more, or are called otherwise."""

NATIVE = frozenset(("el", "ja", "ko", "zh", "zh_Hant", "ru", "uk", "bg", "ar", "he", "hi"))
"""Languages in other letters than Latin."""

ALSO = {
    "US": "USA; U.S.; U.S.A.; America; United States of America; Vereinigte Staaten von Amerika; Vereinigte Staaten; EE. UU.; EEUU; "
    "Etats-Unis d'Amérique; Stati Uniti d'America; VS; Estados Unidos da América",
    "GB": "UK; U.K.; United Kingdom; Great Britain; Britain; England; Scotland; Wales; Northern Ireland; Schottland; Nordirland; "
    "Écosse; Angleterre; Inglaterra; Vereinigtes Königreich; Großbritannien; Grande-Bretagne; Gran Bretagna; Gran Bretaña; Engeland; Anglia",
    "DE": "D; BRD; Bundesrepublik Deutschland; Federal Republic of Germany; Allemagne",
    "AT": "A; Republik Österreich; Oesterreich",
    "CH": "Svizra; Confoederatio Helvetica; Schweizerische Eidgenossenschaft",
    "FR": "F; République française",
    "NL": "Holland; The Netherlands",
    "BE": "B",
    "IT": "I",
    "ES": "E",
    "PT": "P",
    "SE": "S",
    "NO": "N; Noreg",
    "IE": "Eire; Éire; Republic of Ireland; IRL",
    "KR": "Korea; Republic of Korea; Rep. of Korea; South Korea; Korea (South)",
    "KP": "DPRK",
    "CZ": "Czech Republic; Tschechische Republik; Česká republika; Czechia",
    "SK": "Slovak Republic",
    "CN": "PRC; P.R. China; People's Republic of China",
    "TW": "R.O.C.; Republic of China; Taiwan, R.O.C.",
    "HK": "Hong Kong; Hongkong",
    "MO": "Macau; Macao",
    "RU": "Russian Federation",
    "TR": "Turkey; Türkiye",
    "MK": "Macedonia",
    "MM": "Burma; Myanmar",
    "SZ": "Swaziland",
    "CI": "Ivory Coast",
    "CV": "Cape Verde",
    "TL": "East Timor",
    "GR": "EL; Hellas",
    "AE": "UAE; U.A.E.; Emirates",
    "VA": "Vatican; Holy See; Vatikan",
    "BR": "Brasil",
    "IN": "Bharat",
    "NZ": "Aotearoa",
    "LU": "L",
    "MX": "Estados Unidos Mexicanos",
    "XK": "XKX",
}
"""What people write besides the names of the table; single letters are the signs of cars."""

LICENSE = """\
# Names of countries in the languages of the posts that carry mail; made by docs/make_countries.py, not by hand.
# Source: Unicode CLDR {version} (territory names, likely subtags), through Babel; changed: SPOKEN, ALSO and the rest in that script.
# Copyright © 1991-2025 Unicode, Inc. Unicode License V3, https://www.unicode.org/license.txt; the notice stands in
# LICENSE-unicode.txt beside this file.
"""


def main() -> None:
    TABLE.write_text(make_table(), encoding="utf-8")


def make_table() -> str:
    """Return the table: a country a line, its codes, its main language, what else it is called, its names by language."""
    head = "\t".join(("code", "alpha3", "language", "also", *LANGUAGES))
    codes = sorted(code for code in Locale("en").territories if _is_country(code))
    return LICENSE.format(version=get_cldr_version()) + "\n".join((head, *map(_row, codes), ""))


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in LEFT_OUT


def _row(code: str) -> str:
    aliases = (old for old, new in get_global("territory_aliases").items() if new == [code])
    alpha3 = next((old for old in aliases if len(old) == 3 and old.isalpha() and old not in FORMER), "")
    likely = get_global("likely_subtags").get(f"und_{code}", "en")
    language = {"no": "nb", "fil": "en"}.get(likely.split("_")[0], likely.split("_")[0])
    names = [_name(code, each) for each in LANGUAGES]
    listed = Locale("en").territories[code]
    also = "; ".join(filter(None, (ALSO.get(code, ""), listed if listed != names[0] else "")))
    return "\t".join((code, alpha3, language, also, *names))


def _name(code: str, language: str) -> str:
    """Return the name as an envelope has it: without brackets at its end, in English without signs for words."""
    if code in SHORT and language not in NATIVE:
        usual, other, languages = SHORT[code]
        return other if language in languages else usual
    name = SPOKEN.get((code, language)) or Locale.parse(language).territories.get(code, "")
    name = re.sub(r"\s*[(（][^)）]*[)）]$", "", name)
    return name.replace(" & ", " and ").replace("St. ", "Saint ") if language == "en" else name


if __name__ == "__main__":
    main()
