"""The examples that posts publish, as addresses, with the blocks that we make of them."""

import tomllib
from pathlib import Path
from typing import Any

from cardmaker.model import Address

FILE = Path(__file__).parent / "post_examples.toml"
PARTS = (
    "name",
    "company",
    "attention",
    "care_of",
    "flat",
    "po_box",
    "district",
    "city",
    "region",
    "postal_code",
)


def read_examples() -> dict[str, dict[str, Any]]:
    """Return the examples by country."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def address_of_example(country: str, row: dict[str, Any]) -> Address:
    parts = {name: row[name] for name in PARTS if name in row}
    return Address(**parts, street=tuple(row.get("street", ())), country=country)
