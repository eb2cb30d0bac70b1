"""The shipped fact tables: card formats and papers, in points from here on.

The tables are read through the same door as a person's files, so a slip in a row is told with its line. Envelopes and
mail rules come later; a format only keeps the id of its envelope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import Size
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Table, nearest_hint, read_yaml
from cardmaker.model import Fold, Format, Paper
from cardmaker.units import MM

T = TypeVar("T")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A row of `formats.yaml`: `panel` in mm; `source` and `conf` say where the numbers come from."""

    name: str
    panel: tuple[float, float]
    fold: Fold
    paper: str
    source: str
    conf: str
    envelope: str = ""
    postcard: bool = False


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row of `papers.yaml`: `size` in mm, upright."""

    name: str
    size: tuple[float, float]
    media: str
    source: str
    conf: str


@cache
def read_formats() -> Mapping[str, Format]:
    """Return the shipped card formats by id, in the order of the table."""
    rows = parse_rows(_read("formats.yaml"), "formats.yaml", FormatRow)
    return MappingProxyType({key: _format(key, row) for key, row in rows.items()})


@cache
def read_papers() -> Mapping[str, Paper]:
    """Return the shipped papers by id, in the order of the table."""
    rows = parse_rows(_read("papers.yaml"), "papers.yaml", PaperRow)
    return MappingProxyType(
        {key: Paper(key, row.name, _points(row.size), row.media) for key, row in rows.items()}
    )


def find_format(wanted: str, place: Place | None = None) -> Format:
    """Return the format of that id, however it is spelled (`A2`, `half_letter`); raises InputError."""
    return _find(wanted, read_formats(), "format", place)


def find_paper(wanted: str, place: Place | None = None) -> Paper:
    """Return the paper of that id, however it is spelled; raises InputError."""
    return _find(wanted, read_papers(), "paper", place)


def parse_rows(text: str, file: str, wanted: type[Row]) -> dict[str, Row]:
    """Return the rows of a fact table by id; raises InputError with all that is wrong in it."""
    conversion = Conversion()
    rows: dict[str, Row] = {}
    for key, node in read_yaml(text, file).values.items():
        if not isinstance(node, Table):
            conversion.findings.append(error("value", f"{key} is not a row of facts", node.place))
        elif row := conversion.record(node, wanted, key):
            rows[key] = row
    if conversion.findings:
        raise InputError(conversion.findings)
    return rows


def _read(name: str) -> str:
    return (asset_root("facts") / name).read_text(encoding="utf-8")


def _format(key: str, row: FormatRow) -> Format:
    return Format(key, row.name, _points(row.panel), row.fold, row.paper, row.envelope, row.postcard)


def _points(size_mm: tuple[float, float]) -> Size:
    return Size(size_mm[0] * MM, size_mm[1] * MM)


def _find(wanted: str, known: Mapping[str, T], what: str, place: Place | None) -> T:
    key = "-".join(wanted.strip().lower().replace("_", " ").split())
    if key in known:
        return known[key]
    hint = nearest_hint(key, list(known))
    raise InputError([error(f"unknown-{what}", f"there is no {what} {wanted!r}", place, hint)])
