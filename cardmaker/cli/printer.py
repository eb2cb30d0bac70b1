"""`cardmaker printer`: what your printers do, learned once from a test sheet."""

import json
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.profile_options import SET_OPTIONS, changed, readings
from cardmaker.cli.talk import table, tell
from cardmaker.errors import InputError, error
from cardmaker.write.dates import creation_date

HEADS: Final = ("printer", "back x", "back y", "front x", "front y", "scale", "turned by", "envelopes")
TRAY: Final = click.option(
    "--tray", default="", help="Tray, if the printer has several.  [default: the usual one]"
)


def _options(function: Any) -> Any:
    for option in reversed(SET_OPTIONS):
        function = option(function)
    return function


@click.group("printer", invoke_without_command=True, epilog="Example: cardmaker printer calibrate brother")
@click.pass_context
def command(context: click.Context) -> None:
    """Learn from one test sheet what a printer does, and make every card after that right.

    `calibrate` makes the sheet, `set` takes what you read on it. Then name the printer: --printer, or printer: in card.yaml.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@command.command("list", epilog="Example: cardmaker printer list")
@click.option("--json", "as_json", is_flag=True, help="The profiles as JSON.")
def list_command(as_json: bool = False) -> None:
    """List the printers that have a profile."""
    from cardmaker.inputs.printers import read_printers

    printers = list(read_printers().values())
    if as_json:
        click.echo(json.dumps([_as_dict(printer) for printer in printers], indent=2, ensure_ascii=False))
    elif printers:
        click.echo(table([_row(printer) for printer in printers], HEADS))
    else:
        tell("no printer has a profile yet; make a test sheet: cardmaker printer calibrate NAME")


@command.command("calibrate", epilog="Example: cardmaker printer calibrate brother --paper a4")
@click.argument("name")
@TRAY
@click.option("--paper", default="letter", show_default=True, help="Plain paper to test with.")
@click.option("--flip", default="", help="short-edge, if the arrow of the first test pointed down.")
@click.option("--manual", is_flag=True, help="Two sheets for a printer whose sheets you turn yourself.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="PDF file.  [default: NAME-test.pdf]")
def calibrate_command(name: str, tray: str, paper: str, flip: str, manual: bool, out: Path | None) -> None:
    """Make the test sheet of the printer NAME as a PDF. It is read in a minute, without tools."""
    from cardmaker.calibration import make_refeed_sheets, make_test_sheet, sheet_of
    from cardmaker.inputs.printer_words import read_edge
    from cardmaker.model import Flip
    from cardmaker.write.files import write_file

    _checked(name, tray)
    sheet = sheet_of(name, tray, paper, read_edge(flip) or Flip.LONG_EDGE)
    target = out or Path(f"{name.lower().replace(' ', '-')}-{'turning' if manual else 'test'}.pdf")
    make = make_refeed_sheets if manual else make_test_sheet
    write_file(target, make(sheet, creation_date()))
    click.echo(str(target))
    if manual:
        tell("print pages 1 and 2, one-sided at 100 %; the first sheet says what to do next")
        return
    edge = sheet.flip.value.replace("-", " ")
    tell("draw a cross on a blank sheet, on the side that looks up, at the edge that goes in first; load it")
    tell(f"print both pages on it: two-sided, flip on the {edge}, 100 % (actual size)")


@command.command("set", epilog="Example: cardmaker printer set brother --x 0.7 --y -0.4")
@click.argument("name")
@TRAY
@_options
def set_command(name: str, tray: str, **options: Any) -> None:
    """Keep what was read on the test sheet of the printer NAME; what is not given stays as it was."""
    from cardmaker.inputs.printer_words import limit_findings
    from cardmaker.model import Printer

    _checked(name, tray)
    printer = changed(_known(name, tray) or Printer(name, tray), options)
    if problems := limit_findings(printer):
        raise InputError(problems)
    _write(printer)


@command.command("show", epilog="Example: cardmaker printer show brother")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="The profile as JSON.")
def show_command(name: str, as_json: bool) -> None:
    """Tell what is known of the printer NAME, and what that does to pages."""
    from cardmaker.inputs.printers import find_printer

    printer = find_printer(name)
    if as_json:
        click.echo(json.dumps(_as_dict(printer), indent=2, ensure_ascii=False))
        return
    click.echo(printer.id)
    for what, said in readings(printer):
        click.echo(f"  {what + ':':<14}{said}")


@command.command("export", epilog="Example: cardmaker printer export brother -o brother.yaml")
@click.argument("name")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="YAML file.  [default: standard output]")
def export_command(name: str, out: Path | None) -> None:
    """Give the profile of the printer NAME as YAML, for another computer or a friend with the same printer."""
    from cardmaker.inputs.printers import find_printer, profile_text
    from cardmaker.write.files import write_file

    text = profile_text(find_printer(name))
    if out is None or str(out) == "-":
        click.echo(text, nl=False)
    else:
        write_file(out, text.encode())
        click.echo(str(out))


@command.command("import", epilog="Example: cardmaker printer import brother.yaml")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    """Take over a profile from a YAML FILE; it replaces one of the same name."""
    from cardmaker.inputs.printers import read_profile_file

    _write(read_profile_file(file))


@command.command("remove", epilog="Example: cardmaker printer remove brother")
@click.argument("name")
def remove_command(name: str) -> None:
    """Forget the profile of the printer NAME."""
    from cardmaker.inputs.printers import find_printer, profile_path

    path = profile_path(find_printer(name))
    if not path.exists():
        message = f"{name} has no profile of its own, only that of its printer"
        raise InputError([error("unknown-printer", message, hint="cardmaker printer list")])
    path.unlink()
    tell(f"removed {path}")


def _write(printer: Any) -> None:
    from cardmaker.inputs.printers import profile_path, profile_text
    from cardmaker.write.files import write_file

    path = profile_path(printer)
    is_new = not path.exists()
    write_file(path, profile_text(printer).encode())
    tell(f"{'kept' if is_new else 'changed'}: {path}")
    for what, said in readings(printer):
        tell(f"  {what + ':':<14}{said}")


def _known(name: str, tray: str) -> Any:
    """Return the printer's profile as it stands (`model.Printer`), or None."""
    from cardmaker.inputs.printers import profile_path, read_profile_file
    from cardmaker.model import Printer

    path = profile_path(Printer(name, tray))
    return read_profile_file(path) if path.exists() else None


def _checked(name: str, tray: str) -> None:
    """Raise BadParameter for what cannot be a name."""
    from cardmaker.inputs.printer_words import checked_name

    try:
        checked_name(name, "name of a printer")
        if tray:
            checked_name(tray, "name of a tray")
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from None


def _row(printer: Any) -> tuple[str, ...]:
    from cardmaker.inputs.printer_words import feed_text
    from cardmaker.units import to_mm

    shifts = (printer.back.x, printer.back.y, printer.front.x, printer.front.y)
    scale = " × ".join(f"{value:g}" for value in printer.scale)
    turned = "you" if printer.duplexing and printer.duplexing.value == "manual" else "itself"
    feed = feed_text(printer.feed) if printer.feed else ""
    return (printer.id, *(f"{to_mm(each):+.1f} mm" for each in shifts), scale, turned, feed)


def _as_dict(printer: Any) -> dict[str, Any]:
    from cardmaker.inputs.printers import profile_values

    return profile_values(printer)
