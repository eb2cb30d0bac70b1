"""Printer profiles: what one printer does with paper from one tray, as YAML in the person's own folder, or to hand on.

Reading, checking and telling them as text; whoever writes them to disk does so by `profile_path`.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import platformdirs
import yaml

from cardmaker.errors import Finding, InputError, error
from cardmaker.geometry import Insets
from cardmaker.inputs.convert import Conversion
from cardmaker.inputs.envelope import read_feed
from cardmaker.inputs.nodes import Scalar, Table, nearest_hint, read_yaml
from cardmaker.inputs.note import decode_note
from cardmaker.inputs.printer_words import (
    checked_name,
    feed_text,
    limit_findings,
    load_text,
    read_duplexing,
    read_edge,
    read_facing,
    read_load,
    read_order,
)
from cardmaker.inputs.sources import read_bytes
from cardmaker.model import (
    NO_SHIFT,
    TRUE_SCALE,
    Flip,
    Printer,
    Refeed,
    Shift,
)
from cardmaker.units import format_mm, parse_length

T = TypeVar("T")
P = ParamSpec("P")

KIND: Final = "printer"
VERSION: Final = 1
SCHEMA: Final = f"{KIND}/{VERSION}"

FOLDER: Final = "printers"
OWN_FOLDER: Final = "CARDMAKER_PRINTERS"
"""Names the person's folder of printer profiles, instead of the usual place of the system."""

HEAD: Final = """\
# What a printer does, for cardmaker. Lengths are for an upright page as it is read, right and down; the second side is
# read after turning the sheet like the page of a book. cardmaker printer import FILE takes it over.
"""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    x: str = "0 mm"
    y: str = "0 mm"


@dataclass(frozen=True, slots=True)
class ScaleRow:
    x: float = 1.0
    y: float = 1.0


@dataclass(frozen=True, slots=True)
class MarginsRow:
    left: str
    top: str
    right: str
    bottom: str


@dataclass(frozen=True, slots=True)
class RefeedRow:
    """How a stack goes back in: which edge sheets come out turned on, the order of the second sides, the printed side."""

    flip: str = ""
    order: str = ""
    facing: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile as it stands in a file."""

    cardmaker: str
    name: str
    tray: str = ""
    queue: str = ""
    stock: str = ""
    front: ShiftRow = ShiftRow()
    back: ShiftRow = ShiftRow()
    scale: ScaleRow = ScaleRow()
    margins: MarginsRow | None = None
    load: str = ""
    flip: str = ""
    duplex: str = ""
    refeed: RefeedRow = RefeedRow()
    feed: str = ""


def own_folder() -> Path:
    """Return the person's folder of printer profiles, which need not exist."""
    named = os.environ.get(OWN_FOLDER)
    return Path(named) if named else platformdirs.user_config_path("cardmaker", appauthor=False) / FOLDER


def profile_path(printer: Printer) -> Path:
    """Return where the profile of a printer and its tray lies."""
    name = f"{printer.name}@{printer.tray}" if printer.tray else printer.name
    return own_folder() / f"{name.lower().replace(' ', '-')}.yaml"


def read_printers() -> Mapping[str, Printer]:
    """Return all profiles by the printers' ids, in alphabetical order. Raises InputError if one of them is no good."""
    paths = sorted(own_folder().glob("*.yaml")) if own_folder().is_dir() else []
    found = [read_profile_file(path) for path in paths]
    return {printer.id: printer for printer in found}


def find_printer(wanted: str) -> Printer:
    """Return the profile of a printer, `NAME` or `NAME:TRAY`, however it is spelled.

    A tray without a profile of its own has that of its printer. Raises InputError.
    """
    name, _, tray = (part.strip() for part in wanted.partition(":"))
    known = {_key(printer.id): printer for printer in read_printers().values()}
    if found := known.get(_key(f"{name}:{tray}" if tray else name)):
        return found
    if tray and (usual := known.get(_key(name))):
        return replace(usual, tray=checked_name(tray, "tray"))
    ids = [printer.id for printer in known.values()]
    hint = (
        nearest_hint(wanted, ids) if ids else f"make a test sheet first: cardmaker printer calibrate {name}"
    )
    raise InputError([error("unknown-printer", f"there is no profile of a printer {wanted!r}", hint=hint)])


def read_profile_file(path: Path) -> Printer:
    """Return the profile in a file. Raises InputError."""
    text = decode_note(read_bytes(path, f"no printer profile at {path}"), str(path))
    return parse_profile(text, str(path))


def parse_profile(text: str, file: str) -> Printer:
    """Return the profile in a text; raises InputError with all that is wrong in it."""
    table = read_yaml(text, file)
    if problem := _version_problem(table):
        raise InputError([problem])
    conversion = Conversion()
    row = conversion.record(table, ProfileRow, "a printer profile")
    if row is None:
        raise InputError(conversion.findings)
    reading = _Reading(table)
    printer = Printer(
        name=reading("name", checked_name, row.name, "name") or "",
        tray=(reading("tray", checked_name, row.tray, "tray") or "") if row.tray else "",
        queue=row.queue,
        stock=row.stock,
        front=reading("front", _shift, row.front) or NO_SHIFT,
        back=reading("back", _shift, row.back) or NO_SHIFT,
        scale=(row.scale.x, row.scale.y),
        margins=reading("margins", _margins, row.margins) if row.margins else None,
        load=reading("load", read_load, row.load),
        flip=reading("flip", read_edge, row.flip),
        duplexing=reading("duplex", read_duplexing, row.duplex),
        refeed=reading("refeed", _refeed, row.refeed) or Refeed(),
        feed=reading("feed", read_feed, row.feed) if row.feed else None,
    )
    findings = [*reading.findings, *limit_findings(printer, table.keys)]
    if findings:
        raise InputError(findings)
    return printer


class _Reading:
    """Reads the fields of a file, keeping what is wrong with its place."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.findings: list[Finding] = []

    def __call__(self, key: str, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        place = self._table.keys.get(key)
        try:
            return read(*args, **kwargs)
        except ValueError as problem:
            self.findings.append(error("value", f"{key}: {problem}", place))
        except InputError as problem:
            self.findings += [replace(each, place=each.place or place) for each in problem.findings]
        return None


def profile_text(printer: Printer) -> str:
    """Return the profile as a file holds it; reading it gives the same printer, to a hundredth of a millimeter."""
    return HEAD + yaml.safe_dump(profile_values(printer), sort_keys=False, allow_unicode=True)


def profile_values(printer: Printer) -> dict[str, object]:
    """Return what is known of the printer by the keys of a file."""
    told: dict[str, object] = {"cardmaker": SCHEMA, "name": printer.name}
    told |= {key: value for key in ("tray", "queue", "stock") if (value := getattr(printer, key))}
    told |= {
        key: _told_shift(value) for key in ("front", "back") if (value := getattr(printer, key)) != NO_SHIFT
    }
    if printer.scale != TRUE_SCALE:
        told["scale"] = dict(zip("xy", printer.scale, strict=True))
    if printer.margins:
        told["margins"] = {edge: format_mm(value) for edge, value in printer.margins._asdict().items()}
    if printer.load:
        told["load"] = load_text(printer.load)
    if printer.flip:
        told["flip"] = printer.flip.value
    if printer.duplexing:
        told["duplex"] = printer.duplexing.value
    if printer.refeed != Refeed():
        told["refeed"] = _told_refeed(printer.refeed)
    if printer.feed:
        told["feed"] = feed_text(printer.feed)
    return told


def _version_problem(table: Table) -> Finding | None:
    """Return what is wrong with the file's kind or version; told alone, since nothing else can be judged then."""
    node = table.values.get("cardmaker")
    said = node.text if isinstance(node, Scalar) else ""
    kind, _, version = said.partition("/")
    if kind != KIND or not version.isdecimal():
        message = f"this is no printer profile; one begins with cardmaker: {SCHEMA}"
        return error("schema", message, node.place if node else table.place)
    if int(version) > VERSION:
        message = f"this profile is {said!r}, of a newer cardmaker; this one reads {SCHEMA!r}"
        return error(
            "schema", message, node.place if node else None, "use a newer cardmaker, or calibrate again"
        )
    return None


def _shift(row: ShiftRow) -> Shift:
    return Shift(parse_length(row.x), parse_length(row.y))


def _margins(row: MarginsRow) -> Insets:
    return Insets(*(parse_length(each) for each in (row.left, row.top, row.right, row.bottom)))


def _refeed(row: RefeedRow) -> Refeed:
    return Refeed(read_edge(row.flip) or Flip.LONG_EDGE, read_order(row.order), read_facing(row.facing))


def _told_shift(shift: Shift) -> dict[str, str]:
    return {"x": format_mm(shift.x), "y": format_mm(shift.y)}


def _told_refeed(refeed: Refeed) -> dict[str, str]:
    told = {"flip": refeed.flip.value, "order": "reversed" if refeed.is_reversed else "same"}
    return told | ({"facing": refeed.facing.value} if refeed.facing else {})


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "-").replace("_", "-")
