"""The fields of a person, and how a column is written as one. Apart from `headers`, as an order without a list needs no more."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from cardmaker.assets import asset_root
from cardmaker.errors import InputError
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import read_yaml

NAMES: Final = ("name", "first_name", "last_name", "nickname")
"""Fields of which a list needs one, and a row too."""
PRIVATE: Final = "private"

_SLUG: Final = re.compile(r"[^\w]+|_+")


@cache
def known_fields() -> tuple[str, ...]:
    """Return the fields in the order of the table, without the private one."""
    return tuple(field for field in table_of_headers() if field != PRIVATE)


@cache
def table_of_headers() -> Mapping[str, Mapping[str, str]]:
    """Return the headers that mean each field, by language."""
    file = asset_root("facts") / "headers.yaml"
    conversion = Conversion()
    table = read_yaml(file.read_text(encoding="utf-8"), file.name)
    words: Mapping[str, Mapping[str, str]] = conversion.value(table, dict[str, dict[str, str]], "headers")
    if conversion.findings:
        raise InputError(conversion.findings)
    return words


def slug(header: str) -> str:
    """Return a header as a field is written in a note: `What they said` is `what_they_said`."""
    plain = _SLUG.sub("_", unicodedata.normalize("NFC", header).lower()).strip("_")
    return plain if plain[:1].isalpha() else f"column_{plain}".rstrip("_")
