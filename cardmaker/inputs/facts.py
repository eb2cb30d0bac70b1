"""The shipped fact tables: card formats, papers, envelopes and the rules of post offices, in points from here on.

The tables are read through the same door as a person's files, so a slip in a row is told with its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Final, TypeVar

from cardmaker.assets import asset_root
from cardmaker.errors import InputError, Place, error
from cardmaker.geometry import Insets, Rect, Size
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.nodes import Table, nearest_hint, read_yaml
from cardmaker.mail.zones import LetterClass, Post, Posts
from cardmaker.model import Envelope, Flap, Fold, Format, Paper
from cardmaker.units import MM

T = TypeVar("T")
Row = TypeVar("Row")

MAKER: Final = "avery"
"""Whose products are also known by their numbers alone."""

PRODUCTS: Final = "products by their numbers as avery-3265"


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
    """A row of `papers.yaml`: `size` in mm, upright; a product has a `sheet`, its pieces and creases, and a format."""

    name: str
    source: str
    conf: str
    size: tuple[float, float] | None = None
    media: str = ""
    sheet: str = ""
    pieces: tuple[tuple[float, float, float, float], ...] = ()
    crease_x: tuple[float, ...] = ()
    crease_y: tuple[float, ...] = ()
    format: str = ""


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """A row of `envelopes.yaml`: `size` in mm, its long side across; `enclosure` the largest card that makers name."""

    name: str
    size: tuple[float, float]
    flap: Flap
    source: str
    conf: str
    media: str = ""
    enclosure: tuple[float, float] | None = None


class YesNo(Enum):
    """Yes or no, as a table says it."""

    YES = "yes"
    NO = "no"


class Return(Enum):
    """Where a post wants the sender's address."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class PostRow:
    """A row of `mail.yaml`, all in mm but `type`, which is in points; the file's head tells what each means."""

    name: str
    read: tuple[float, float, float]
    code: tuple[float, float]
    stamp: tuple[float, float]
    letter: tuple[float, float]
    type: tuple[float, float]
    return_: Return
    script: YesNo
    source: str
    conf: str
    top: float = 0.0
    band: float = 0.0
    reach: float = 0.0
    low: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A row of `mail-classes.yaml`, in mm and g."""

    post: str
    name: str
    min: tuple[float, float]
    max: tuple[float, float]
    thick: float
    weight: float
    source: str
    conf: str
    ratio: tuple[float, float] = (0.0, 0.0)
    outside: str = ""


@cache
def read_formats() -> Mapping[str, Format]:
    """Return the shipped card formats by id, in the order of the table."""
    rows = parse_rows(_read("formats.yaml"), "formats.yaml", FormatRow)
    return MappingProxyType({key: _format(key, row) for key, row in rows.items()})


@cache
def read_papers() -> Mapping[str, Paper]:
    """Return the shipped papers by id, in the order of the table."""
    rows = parse_rows(_read("papers.yaml"), "papers.yaml", PaperRow)
    papers: dict[str, Paper] = {}
    for key, row in rows.items():
        papers[key] = _product(key, row, papers[row.sheet]) if row.sheet else _paper(key, row)
    return MappingProxyType(papers)


def plain_papers() -> tuple[Paper, ...]:
    """Return the papers on which no maker has marked out cards."""
    return tuple(paper for paper in read_papers().values() if not paper.pieces)


@cache
def read_envelopes() -> Mapping[str, Envelope]:
    """Return the shipped envelopes by id, in the order of the table."""
    rows = parse_rows(_read("envelopes.yaml"), "envelopes.yaml", EnvelopeRow)
    return MappingProxyType(
        {key: Envelope(key, row.name, _points(row.size), row.flap, row.media) for key, row in rows.items()}
    )


@cache
def read_posts() -> Posts:
    """Return the rules of all post offices."""
    rows = parse_rows(_read("mail.yaml"), "mail.yaml", PostRow)
    classes: dict[str, tuple[LetterClass, ...]] = {}
    for row in parse_rows(_read("mail-classes.yaml"), "mail-classes.yaml", ClassRow).values():
        country = row.post.upper()
        classes[country] = (*classes.get(country, ()), _letter_class(row))
    return Posts({key.upper(): _post(key.upper(), row) for key, row in rows.items()}, classes)


def find_format(wanted: str, place: Place | None = None) -> Format:
    """Return the format of that id, however it is spelled (`A2`, `half_letter`); raises InputError."""
    return _find(wanted, read_formats(), "format", place)


def find_paper(wanted: str, place: Place | None = None) -> Paper:
    """Return the paper of that id, however it is spelled, a product by its number alone too; raises InputError."""
    known = read_papers()
    product = f"{MAKER}-{wanted.strip().lower()}"
    if product in known:
        return known[product]
    return _find(wanted, known, "paper", place, [*(paper.id for paper in plain_papers()), PRODUCTS])


def find_envelope(wanted: str, place: Place | None = None) -> Envelope:
    """Return the envelope of that id, however it is spelled; raises InputError."""
    return _find(wanted, read_envelopes(), "envelope", place)


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


def _post(country: str, row: PostRow) -> Post:
    left, right, bottom = (each * MM for each in row.read)
    return Post(
        country=country,
        name=row.name,
        margins=Insets(left, row.top * MM, right, bottom),
        code=_points(row.code),
        stamp=_points(row.stamp),
        letter=(row.letter[0] * MM, row.letter[1] * MM),
        type_pt=row.type,
        source=row.source,
        band=row.band * MM,
        reach=row.reach * MM,
        low=(row.low[0] * MM, row.low[1] * MM),
        wants_back=row.return_ is Return.BACK,
        reads_script=row.script is YesNo.YES,
    )


def _letter_class(row: ClassRow) -> LetterClass:
    return LetterClass(
        post=row.post.upper(),
        name=row.name,
        least=_points(row.min),
        most=_points(row.max),
        thick=row.thick * MM,
        weight_g=row.weight,
        source=row.source,
        ratio=row.ratio,
        outside=row.outside,
    )


def _paper(key: str, row: PaperRow) -> Paper:
    assert row.size is not None, f"{key} has no size"
    return Paper(key, row.name, _points(row.size), row.media)


def _product(key: str, row: PaperRow, sheet: Paper) -> Paper:
    """Return a product on a sheet that stands above it in the table."""
    width, height = sheet.size
    creases = [Rect(x * MM, 0.0, 0.0, height) for x in row.crease_x]
    creases += [Rect(0.0, y * MM, width, 0.0) for y in row.crease_y]
    return replace(
        sheet,
        id=key,
        name=row.name,
        pieces=tuple(Rect(*(each * MM for each in piece)) for piece in row.pieces),
        creases=tuple(creases),
        made_for=row.format,
        is_doubtful=row.conf == "disputed",
    )


def _points(size_mm: tuple[float, float]) -> Size:
    return Size(size_mm[0] * MM, size_mm[1] * MM)


def _find(
    wanted: str, known: Mapping[str, T], what: str, place: Place | None, shown: list[str] | None = None
) -> T:
    key = "-".join(wanted.strip().lower().replace("_", " ").split())
    if key in known:
        return known[key]
    is_near = bool(get_close_matches(key, list(known), n=1, cutoff=0.5))
    hint = nearest_hint(key, shown if shown and not is_near else list(known))
    raise InputError([error(f"unknown-{what}", f"there is no {what} {wanted!r}", place, hint)])
