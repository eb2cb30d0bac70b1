"""Profiles of printers for the page: the files and values of `cardmaker printer`, by the same readers and writers."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from cardmaker.calibration import make_refeed_sheets, make_test_sheet, sheet_of
from cardmaker.errors import Finding, InputError, error
from cardmaker.inputs.measured import CROSSES, measured, read_margins, read_mm
from cardmaker.inputs.printer_words import checked_name, feed_text, limit_findings, load_text, read_edge
from cardmaker.inputs.printers import own_folder, profile_path, profile_text, read_profile_file
from cardmaker.model import Flip, Printer
from cardmaker.units import to_mm
from cardmaker.write.dates import creation_date
from cardmaker.write.files import write_file

LENGTHS: Final = ("x", "y", "front_x", "front_y", "across", "down")
"""C, D, A, B, E and F of the test sheet."""

WORDS: Final = ("flip", "duplex", "refeed_flip", "refeed_order", "refeed_facing", "queue", "stock")
"""Values that are taken as they are written."""


def listed() -> dict[str, Any]:
    """Return all printers that have a profile, and what is wrong with files that are none."""
    printers: list[Printer] = []
    findings: list[Finding] = []
    for path in _files():
        try:
            printers.append(read_profile_file(path))
        except InputError as problem:
            findings += problem.findings
    return {"printers": [as_told(each) for each in printers], "findings": findings}


def as_told(printer: Printer) -> dict[str, Any]:
    """Return a profile as the page gets it: lengths in mm, the scale in percent of too much, the rest in a profile's words."""
    margins = printer.margins
    return {
        "id": printer.id,
        "name": printer.name,
        "tray": printer.tray,
        "front": [_mm(each) for each in printer.front],
        "back": [_mm(each) for each in printer.back],
        "scale": [round((each - 1) * 100, 3) for each in printer.scale],
        "margins": [_mm(each) for each in margins] if margins else None,
        "load": load_text(printer.load) if printer.load else "",
        "cross": _cross(printer),
        "flip": printer.flip.value if printer.flip else "",
        "duplex": printer.duplexing.value if printer.duplexing else "",
        "refeed": {
            "flip": printer.refeed.flip.value,
            "order": "reversed" if printer.refeed.is_reversed else "same",
            "facing": printer.refeed.facing.value if printer.refeed.facing else "",
        },
        "feed": feed_text(printer.feed) if printer.feed else "",
        "queue": printer.queue,
        "stock": printer.stock,
    }


def add(name: str, tray: str) -> None:
    """Begin a profile, of a printer of which nothing is known yet. Raises InputError, MachineError."""
    printer = _named(name, tray)
    if profile_path(printer).exists():
        raise InputError([error("printer", f"there is a printer {printer.id!r} already")])
    _write(printer)


def keep(name: str, tray: str, values: Mapping[str, str]) -> None:
    """Keep what was read on the test sheet; what is empty stays as it was. Raises InputError, MachineError."""
    path = profile_path(_named(name, tray))
    known = read_profile_file(path) if path.exists() else _named(name, tray)
    printer = _measured(known, _read(values))
    if problems := limit_findings(printer):
        raise InputError(problems)
    _write(printer)


def forget(name: str, tray: str) -> None:
    """Delete a profile. One that is gone is no error. Raises InputError for what can be no name."""
    profile_path(_named(name, tray)).unlink(missing_ok=True)


def test_sheet(name: str, tray: str, paper: str, flip: str, *, turned: bool) -> tuple[str, bytes]:
    """Return the test sheet of a printer, or with `turned` that of one whose sheets people turn: a name for the file, and PDF.

    Raises InputError.
    """
    printer = _named(name, tray)
    sheet = sheet_of(printer.name, tray, paper, read_edge(flip) or Flip.LONG_EDGE)
    make = make_refeed_sheets if turned else make_test_sheet
    what = "turning" if turned else "test"
    return f"{printer.name.lower().replace(' ', '-')}-{what}.pdf", make(sheet, creation_date())


def _files() -> Iterator[Path]:
    folder = own_folder()
    yield from sorted(folder.glob("*.yaml")) if folder.is_dir() else ()


def _named(name: str, tray: str) -> Printer:
    try:
        return Printer(
            checked_name(name.strip(), "name of a printer"),
            checked_name(tray.strip(), "name of a tray") if tray.strip() else "",
        )
    except ValueError as problem:
        raise InputError([error("printer", str(problem))]) from None


def _read(values: Mapping[str, str]) -> dict[str, Any]:
    """Return what was written into the form, read; empty fields are left out. Raises InputError with all that is wrong."""
    said = {name: text.strip() for name, text in values.items() if text.strip()}
    readers: dict[str, Callable[[str], Any]] = {
        **dict.fromkeys(LENGTHS, read_mm),
        **dict.fromkeys(WORDS, str),
        "margins": read_margins,
        "cross": _letter,
    }
    found: dict[str, Any] = {}
    problems: list[Finding] = []
    for name, text in said.items():
        try:
            found[name] = readers[name](text)
        except KeyError:
            problems.append(error("printer", f"a printer has no {name!r}"))
        except ValueError as problem:
            problems.append(error("printer", str(problem)))
    if problems:
        raise InputError(problems)
    return found


def _letter(text: str) -> str:
    if text.upper() not in CROSSES:
        raise ValueError(f"{text!r} is none of {', '.join(CROSSES)}")
    return text.upper()


def _measured(printer: Printer, given: Mapping[str, Any]) -> Printer:
    try:
        return measured(printer, given)
    except ValueError as problem:
        raise InputError([error("printer", str(problem))]) from None


def _write(printer: Printer) -> None:
    write_file(profile_path(printer), profile_text(printer).encode())


def _cross(printer: Printer) -> str:
    told = load_text(printer.load) if printer.load else ""
    return next((letter for letter, load in CROSSES.items() if load == told), "")


def _mm(points: float) -> float:
    return round(to_mm(points), 2)
