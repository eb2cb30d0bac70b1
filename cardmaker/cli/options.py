"""The options that name an order, shared by `make`, `check` and `preview`, and the way from them to a checked order."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cardmaker.errors import Place, UsageError, error

F = TypeVar("F", bound=Callable[..., Any])


def _pairs(values: tuple[str, ...], what: str) -> dict[str, str] | None:
    """Return the values, each NAME=TEXT, by name; None if there are none."""
    pairs = {}
    for value in values:
        name, sign, text = value.partition("=")
        if not sign:
            raise click.BadParameter(f"{value!r} is not {what}")
        pairs[name.strip()] = text
    return pairs or None


def _texts(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    pairs = _pairs(values, "SLOT=TEXT, as in headline='Merci beaucoup'")
    return {name: text.replace("\\n", "\n") for name, text in pairs.items()} if pairs else None


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    return _pairs(values, "FIELD=COLUMN, as in name=Persoon")


def _contact(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    return _pairs(values, "FIELD=TEXT, as in email=jamie@example.com")


ORDER_OPTIONS = [
    click.argument("order", required=False, type=click.Path(path_type=Path)),
    click.option("--design", help="Design, by its id or folder.  [default: olive-wreath]"),
    click.option("--variant", help="Version of the design, such as light.  [default: none]"),
    click.option("--palette", help="Palette of the design.  [default: its first]"),
    click.option("--hand", help="Handwriting, or own-pen to write it yourself.  [default: reenie-beanie]"),
    click.option("--neatness", help="How the hand writes: careful, natural or quick.  [default: natural]"),
    click.option("--copy-hand", help="With own-pen: hand of the copy sheet.  [default: reenie-beanie]"),
    click.option(
        "--copy-sheet", help="With own-pen: dark letters to copy, or gray ones to trace.  [default: copy]"
    ),
    click.option("--guides", help="With own-pen: lines to write on, faint or none.  [default: faint]"),
    click.option("--pen", help="Pen, as in `cardmaker hands pens`.  [default: blue-ballpoint]"),
    click.option("--ink", help="Color of the ink, such as #2a2a55.  [default: the pen's own]"),
    click.option("--format", help="Card size and fold, as in `cardmaker formats`.  [default: a2]"),
    click.option("--paper", help="Sheet in the printer.  [default: the one usual for the format]"),
    click.option(
        "--flip", help="Edge the printer flips on: short-edge or long-edge.  [default: the natural one]"
    ),
    click.option("--to", help="Who the card is for."),
    click.option("--from", "from_", help="Who it is from."),
    click.option("--note", help="Note, a text file; - reads it from standard input."),
    click.option(
        "--people", metavar="FILE", help="List of people: CSV, XLSX or vCard.  [default: the order's]"
    ),
    click.option(
        "--map",
        multiple=True,
        callback=_columns,
        metavar="FIELD=COLUMN",
        help="What a column of the list is; again for the next.  [default: by its header]",
    ),
    click.option("--encoding", help="Encoding of the list, such as cp1252.  [default: found]"),
    click.option(
        "--address-as",
        help="Who Dear {dear} is: first name, title and last name, or full name.  [default: first name]",
    ),
    click.option(
        "--signature",
        help="Photo, scan or SVG of a signature; leave-room leaves room for real ink.  [default: written]",
    ),
    click.option(
        "--front",
        multiple=True,
        callback=lambda _context, _parameter, names: names or None,
        metavar="FILE",
        help="Photo or SVG of your own for the front; again for the next place.  [default: the design's art]",
    ),
    click.option(
        "--focus",
        help="What of a photo to keep when it is cropped, such as '50 35'.  [default: the design's]",
    ),
    click.option(
        "--text",
        "texts",
        multiple=True,
        callback=_texts,
        metavar="SLOT=TEXT",
        help="Wording of the design; \\n breaks.",
    ),
    click.option(
        "--seed", type=int, help="Another number, another way of writing the same note.  [default: 1]"
    ),
    click.option("--language", help="Language of the note, for the PDF.  [default: en]"),
    click.option("--occasion", help="What the notes are checked for, such as interview.  [default: thanks]"),
    click.option(
        "--allow",
        multiple=True,
        callback=lambda _context, _parameter, names: names or None,
        metavar="RULE",
        help="A rule of docs/checks.md to leave out; again for the next.  [default: none]",
    ),
    click.option("--interview", help="When it was, such as '2026-11-20 14:00': says when to post."),
    click.option("--decision", help="The day on which they decide, such as 2026-11-27."),
    click.option(
        "--profile",
        help="What the file is for: home, or press for a print shop (PDF/X-4, CMYK, bleed).  [default: home]",
    ),
    click.option("--today", help="The day, or day and time, that lateness is measured by."),
    click.option(
        "--liner/--no-liner",
        default=None,
        callback=lambda _context, _parameter, wanted: None if wanted is None else str(wanted),
        help="A sheet of the design's pattern, cut to line the envelope.  [default: no liner]",
    ),
    click.option(
        "--contact",
        multiple=True,
        callback=_contact,
        metavar="FIELD=TEXT",
        help="A field of a contact card: name, role, company, email, telephone, url, qr.  [default: no card]",
    ),
    click.option(
        "--envelope",
        help="Envelope, such as a7, auto, none or '6 x 9 in'.  [default: the one for the format]",
    ),
    click.option(
        "--address-style",
        help="How envelopes are addressed: hand, or machine, set in type.  [default: hand]",
    ),
    click.option(
        "--return-on", help="Where the return address stands: front, flap or none.  [default: front]"
    ),
    click.option("--printer", help="Printer with a profile, NAME or NAME:TRAY.  [default: any printer]"),
    click.option("--duplex", help="Who turns the sheets: auto, or manual for you.  [default: the printer's]"),
    click.option("--copies", help="How often each card is made; sheet fills a sheet with it.  [default: 1]"),
    click.option("--gutter", help="Least space between two cards, such as '6 mm'.  [default: as fits]"),
    click.option(
        "--edges",
        help="Art in the edge that printers leave white: keep, shrink it, or bleed over a cut.  [default: keep]",
    ),
    click.option(
        "--feed",
        help="How envelopes are fed, such as 'letter center turned-left face-down'.  [default: true-size]",
    ),
]


def _only(_context: click.Context, _parameter: click.Parameter, rows: str | None) -> str | None:
    if rows is not None and not rows.strip(" ,"):
        raise click.BadParameter("it names nobody; leave it out for everybody")
    return rows


only_option = click.option(
    "--only",
    callback=_only,
    metavar="ROWS",
    help="Only these people: rows of the list and names, as in 3,7-9,Dana.",
)

SPELLED = {"texts": "--text"}
"""Options whose name is not that of their field."""


def order_options(function: F) -> F:
    """Give a command the options that name an order."""
    for option in reversed(ORDER_OPTIONS):
        function = option(function)
    return function


def load_order(order: Path | None, options: dict[str, Any], instead: str = "") -> Any:
    """Return the checked order (`inputs.order.Resolved`) of a folder, a file, the options alone, or both together.

    `instead` are the words that take the place of all notes, for a command that needs none.
    """
    from cardmaker.inputs.order import Request, resolve, with_options

    note, signature = _note(options.pop("note"), instead), _signature(options.pop("signature", None))
    people = Path(options["people"]) if options.get("people") else None
    artworks = _artworks(options)
    options = {name.rstrip("_"): value for name, value in options.items()}
    request, folder, places = _request(order, options, has_note=note is not None or people is not None)
    given = {"note": "given"} if note else {}
    request = with_options(request or Request(), {**options, **given})
    given_places = {
        name.replace("_", "-"): Place(SPELLED.get(name, f"--{name.replace('_', '-')}"))
        for name, value in options.items()
        if value is not None
    }
    places = {**places, **given_places}
    return resolve(request, folder, places, note, signature, artworks, people)


def order_folder(order: Path | None) -> Path:
    """Return the folder of an order as a command names it."""
    return order.parent if order is not None and order.is_file() else order or Path()


def _note(note: str | None, instead: str = "") -> Any:
    """Return the path of the note's file, or the note itself if it comes through a pipe or is given in its place."""
    if instead:
        from cardmaker.inputs.sources import NoteSource

        return NoteSource(instead, "no note")
    if note != "-":
        return Path(note) if note else None
    from cardmaker.inputs.note import decode_note
    from cardmaker.inputs.sources import NoteSource

    return NoteSource(decode_note(sys.stdin.buffer.read(), "standard input"), "standard input")


def _signature(wanted: str | None) -> Any:
    """Return the signature named on the command line, from any folder; None if there is none."""
    if wanted is None:
        return None
    from cardmaker.inputs.signature import find_signature

    return find_signature(wanted, Path(), is_confined=False)


def _artworks(options: dict[str, Any]) -> Any:
    """Return the pictures named on the command line, from any folder; None if there are none."""
    if not options.get("front"):
        return None
    from cardmaker.inputs.front import find_artworks

    return find_artworks(options["front"], options.get("focus") or "", Path(), is_confined=False)


def _request(
    order: Path | None, options: dict[str, Any], *, has_note: bool
) -> tuple[Any, Path, dict[str, Place]]:
    """Return the request to start from: an order's, or an empty one for a note or a list, or a card to write, without order."""
    from cardmaker.inputs.order import ORDER_FILE, Request, read_request
    from cardmaker.inputs.pen import is_own_pen

    is_here = Path(ORDER_FILE).exists()
    if order is None and (has_note or (not is_here and is_own_pen(options.get("hand") or ""))):
        return Request(), Path(), {}
    if order is None and not is_here:
        hint = "name an order's folder, or give --note and --to; `cardmaker new DIR` starts an order"
        raise UsageError([error("no-order", f"there is no order here ({ORDER_FILE})", hint=hint)])
    request, folder, places = read_request(order or Path())
    return request, folder, dict(places)
