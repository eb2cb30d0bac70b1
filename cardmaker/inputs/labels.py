"""The shipped table of label sheets, in points from here on, and how a product's number finds one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import Size
from cardmaker.inputs.facts import parse_rows
from cardmaker.inputs.nodes import nearest_hint
from cardmaker.model import LabelSheet
from cardmaker.units import MM

FILE: Final = "labels.yaml"
BRANDS: Final = ("avery", "zweckform")
CONTACT_CARDS: Final = {"letter": "5371", "a4": "cards-85x55"}
"""What contact cards are laid out as, by paper: stock to part where its size is the usual one, else cards to cut."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A row of `labels.yaml`, in mm; `also` are other numbers of the same layout."""

    name: str
    paper: str
    size: tuple[float, float]
    grid: tuple[int, int]
    first: tuple[float, float]
    pitch: tuple[float, float]
    source: str
    conf: str
    kind: Literal["label", "card"] = "label"
    also: tuple[str, ...] = ()


@cache
def read_label_rows() -> Mapping[str, LabelRow]:
    """Return the rows of the table by the product's number, in the order of the table."""
    text = (asset_root("facts") / FILE).read_text(encoding="utf-8")
    return MappingProxyType(parse_rows(text, FILE, LabelRow))


@cache
def read_labels() -> Mapping[str, LabelSheet]:
    """Return the sheets by the product's number, in the order of the table."""
    return MappingProxyType({key: _sheet(key, row) for key, row in read_label_rows().items()})


def find_labels(wanted: str, place: Place | None = None) -> LabelSheet:
    """Return the sheet of a product, however its number is written (`Avery 8160`, `l7160`); raises InputError."""
    key = "".join(word for word in wanted.lower().split() if word not in BRANDS)
    known = {
        name.lower(): number for number, row in read_label_rows().items() for name in (number, *row.also)
    }
    if key in known:
        return read_labels()[known[key]]
    hint = nearest_hint(key, list(known)) or f"known: {', '.join(read_labels())}"
    raise InputError([error("unknown-labels", f"there are no labels {wanted!r}", place, hint)])


def contact_sheet(paper: str) -> LabelSheet:
    """Return how contact cards lie on a sheet of that paper."""
    return read_labels()[CONTACT_CARDS[paper]]


def _sheet(key: str, row: LabelRow) -> LabelSheet:
    size = Size(row.size[0] * MM, row.size[1] * MM)
    first, pitch = ((x * MM, y * MM) for x, y in (row.first, row.pitch))
    return LabelSheet(key, row.name, row.paper, size, row.grid[0], row.grid[1], first, pitch)
