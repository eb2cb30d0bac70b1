"""Countries as people spell them, and what they are called in other languages."""

import importlib.util
from pathlib import Path

import pytest

from cardmaker.mail.countries import (
    country_name,
    find_country,
    is_country,
    language_of,
    nearest_countries,
    read_countries,
    upper,
)
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DE", "DE"), ("de", "DE"), ("DEU", "DE"), ("Germany", "DE"), ("deutschland", "DE"), ("Allemagne", "DE"), ("D", "DE"),
        ("Alemania", "DE"), ("ドイツ", "DE"), ("Bundesrepublik Deutschland", "DE"), ("USA", "US"), ("U.S.A.", "US"), ("us", "US"),
        ("United States of America", "US"), ("Vereinigte Staaten von Amerika", "US"), ("Etats-Unis", "US"), ("EE. UU.", "US"),
        ("U.K.", "GB"), ("uk", "GB"), ("England", "GB"), ("SCOTLAND", "GB"), ("Wales", "GB"), ("Northern Ireland", "GB"),
        ("Great Britain", "GB"), ("Großbritannien", "GB"), ("Suisse", "CH"), ("Svizzera", "CH"), ("Schweiz", "CH"), ("Holland", "NL"),
        ("The Netherlands", "NL"), ("Österreich", "AT"), ("Oesterreich", "AT"), ("Éire", "IE"), ("Ireland", "IE"), ("日本", "JP"),
        ("대한민국", "KR"), ("South Korea", "KR"), ("Korea (South)", "KR"), ("Brasil", "BR"), ("México", "MX"), ("Mexico", "MX"),
        ("Turkey", "TR"), ("Türkiye", "TR"), ("Czech Republic", "CZ"), ("Czechia", "CZ"), ("cote d'ivoire", "CI"), ("Россия", "RU"),
        ("مصر", "EG"), ("Georgia", "GE"), ("Hong Kong", "HK"), ("Kosovo", "XK"), ("  france ", "FR"),
    ],
)  # fmt: skip
def test_a_country_is_known_in_any_common_spelling(text: str, code: str):
    assert find_country(text) == code


@pytest.mark.parametrize("text", ["", " ", "-", "Freedonia", "Bavaria", "62704", "x" * 5000, "ZZ", "Europe"])
def test_what_is_no_country_is_none(text: str):
    assert find_country(text) == ""


def test_a_misspelt_country_has_its_nearest_names():
    assert nearest_countries("Germny")[0] == "Germany"
    assert nearest_countries("Untied Kingdom")[0] == "United Kingdom"
    assert nearest_countries("qqqqqq") == []


def test_an_english_name_has_no_signs_for_words_and_no_brackets():
    names = [country.names["en"] for country in read_countries().values()]
    assert not [name for name in names if "&" in name or "St." in name or "(" in name.removeprefix("Cocos (")]
    assert country_name("LC", "en") == "Saint Lucia"
    assert find_country("St. Lucia") == "LC"


def test_two_letters_alone_are_no_country_line():
    assert not is_country("CA")
    assert is_country("Canada")


def test_no_spelling_of_one_country_is_another_ones_usual_name():
    for country in read_countries().values():
        for spelled in (*country.also, country.names["en"], country.names["de"], country.names["fr"]):
            assert find_country(spelled) == country.code, spelled


def test_a_language_without_a_name_falls_back_to_english_and_an_unknown_code_to_itself():
    assert country_name("DE", "tlh") == "Germany"
    assert country_name("QQ", "en") == "QQ"


def test_senders_in_other_letters_write_countries_in_english():
    assert [language_of(code) for code in ("JP", "CN", "RU", "IN", "EG", "")] == ["en"] * 6
    assert [language_of(code) for code in ("FI", "CZ", "TR", "MX")] == ["fi", "cs", "tr", "es"]


def test_capitals_are_those_of_the_language():
    assert upper("diyarbakır, istanbul", "tr") == "DİYARBAKIR, İSTANBUL"
    assert upper("Γερμανία", "el") == "ΓΕΡΜΑΝΙΑ"
    assert upper("États-Unis", "fr") == "ÉTATS-UNIS"
    assert upper("Großbritannien", "de") == "GROSSBRITANNIEN"


def test_the_table_is_what_its_script_makes_of_cldr():
    script = _script()
    from babel.core import get_cldr_version

    table = Path(script.TABLE).read_text(encoding="utf-8")
    if f"CLDR {get_cldr_version()} " not in table:
        pytest.skip("Babel has another CLDR than the table")
    assert script.make_table() == table


def test_every_name_of_a_country_line_is_short_enough_for_a_line():
    longest = max((country_name(code, "de") for code in read_countries()), key=len)
    assert len(longest) <= 60


def _script():
    spec = importlib.util.spec_from_file_location("make_countries", ROOT / "docs" / "make_countries.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
