"""`cardmaker print`: an order to a real printer through CUPS, pass by pass, with everything set right."""

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, only_option, order_folder, order_options
from cardmaker.cli.running import Progress, interruptible
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.errors import InputError, UsageError, error
from cardmaker.write.dates import creation_date

SOME_FAILED: Final = 3
STOPPED: Final = 130


@click.command(
    "print", epilog="Example: cardmaker print my-cards --printer brother --stock cardstock --dry-run"
)
@order_options
@only_option
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder for the files.  [default: out/]")
@click.option("--tray", default="", help="Tray of the paper, such as manual.  [default: the printer's]")
@click.option("--stock", default="", help="Type of paper, such as cardstock.  [default: the printer's]")
@click.option("--proof", is_flag=True, help="Print one sheet on plain paper first, to fold and look at.")
@click.option("--dry-run", is_flag=True, help="Show the commands; print nothing.")
@click.option("--yes", is_flag=True, help="Do not wait between the passes.")
def command(order: Path | None, **options: Any) -> int:
    r"""Print the cards of ORDER, then the envelopes, through CUPS; wait in between for paper to be changed.

    \b
    Which way the paper goes in: once, mark a sheet with a cross, make a test
      sheet on it (cardmaker printer calibrate) and keep what you see.
    Which edge to flip on: is set for you; with --duplex manual you are told
      when and how to put the stack back.
    Size: always 100 %. The first page of run-sheet.pdf has a ruler: if its line
      is not 100 mm long, something between here and the paper scales.
    Scoring and folding: score along a ruler with an empty pen, on the side that
      becomes the outside of the fold; then fold, and press with a spoon.
    """
    chosen = {name: options.pop(name) for name in ("out", "only", "tray", "stock", "proof", "dry_run", "yes")}
    progress = Progress()
    with interruptible(progress):
        made, printer = _make(order, options, chosen, progress)
    tell_findings((*made.told, *made.run.findings, *(made.envelopes.findings if made.envelopes else ())))
    passes = _passes(made, printer, chosen)
    if chosen["dry_run"]:
        _show(passes)
    elif not _print(passes, made, wait=not chosen["yes"]):
        return STOPPED
    return SOME_FAILED if made.run.failed else 0


def _make(
    order: Path | None, options: dict[str, Any], chosen: dict[str, Any], progress: Any
) -> tuple[Any, Any]:
    """Return what was made (`batch.produce.Produced`) for the printer, and the printer (`model.Printer`)."""
    from cardmaker.batch.choice import Choice
    from cardmaker.batch.produce import produce
    from cardmaker.batch.way import Way

    bare = _without_profile(options)
    resolved = load_order(order, options)
    sheet = resolved.order.sheet
    if bare or sheet.printer is None:
        sheet = replace(sheet, printer=bare or _any_printer())
    wanted = replace(resolved.order, sheet=sheet)
    target = order_folder(order) / "out" if chosen["out"] is None else chosen["out"]
    choice = Choice(target, chosen["only"] or "").knowing(resolved.findings)
    if choice.is_file:
        raise UsageError([error("usage", f"{target} is one file, and this needs a folder")])
    return produce(
        wanted, choice, Way(None, strict=False, created=creation_date(), progress=progress)
    ), sheet.printer


def _without_profile(options: dict[str, Any]) -> Any:
    """Return the printer that the command line names if it has no profile, and take it out of the options."""
    from cardmaker.inputs.printers import find_printer
    from cardmaker.model import Printer

    name = options.get("printer")
    if not name:
        return None
    try:
        find_printer(name)
    except InputError as problem:
        if any(each.rule != "unknown-printer" for each in problem.findings):
            raise
        options["printer"] = None
        return Printer(*(part.strip() for part in (*name.split(":", 1), "")[:2]))
    return None


def _any_printer() -> Any:
    """Return the system's usual printer, of which nothing is known."""
    from cardmaker.model import Printer

    return Printer("")


def _passes(made: Any, printer: Any, chosen: dict[str, Any]) -> list[Any]:
    """Return the passes (`printing.passes.Pass`). Raises MachineError if nothing can be printed from here."""
    from cardmaker.printing.devices import unlisted
    from cardmaker.printing.passes import Stack, passes_of

    device, able = _device(made, printer, chosen)
    run = made.run
    sheets = -(-run.made * run.copies // run.plan.per_sheet)
    stack = Stack(made.files[0], run.plan, sheets, run.order.title)
    passes = passes_of(device, stack, _post(made), proof=chosen["proof"])
    tell_findings(unlisted(device.queue, able, passes))
    return passes


def _device(made: Any, printer: Any, chosen: dict[str, Any]) -> tuple[Any, Any]:
    """Return where to print (`printing.passes.Device`), and what may be chosen there. Raises MachineError without CUPS, unless it is a rehearsal."""
    from cardmaker.printing.cups import CannotPrintError, abilities, find_queue
    from cardmaker.printing.devices import device_of
    from cardmaker.printing.passes import Device

    tray, stock = chosen["tray"] or printer.tray, chosen["stock"] or printer.stock
    name = printer.queue or printer.name
    try:
        queue = find_queue(name)
    except CannotPrintError as problem:
        if chosen["dry_run"]:
            tell(f"{problem.reason}; the commands are for a machine that has it")
            return Device(str(name or "PRINTER"), tray, stock), {}
        tell(f"the files are made: {made.files[0]}")
        raise CannotPrintError(problem.reason, _dialog(made)) from None
    able = abilities(queue)
    return device_of(queue, able, tray, stock), able


def _dialog(made: Any) -> list[tuple[str, str]]:
    """Return what to choose in a viewer's print dialog."""
    from cardmaker.compose.printing import dialog_settings
    from cardmaker.paperwork import Done, printing_of

    return dialog_settings(
        printing_of(Done(made.run.plan, made.run.people, made.run.failed, copies=made.run.copies))
    )


def _post(made: Any) -> Any:
    """Return the envelopes that were made (`printing.passes.Post`), or None."""
    from cardmaker.printing.passes import post_of

    count = made.envelopes.made if made.envelopes else 0
    return post_of(made.run.order.envelopes, made.files, count)


def _show(passes: list[Any]) -> None:
    """Write the commands, and as comments what people do between them."""
    for each in passes:
        if each.before:
            click.echo(f"# {each.before}")
        click.echo(shlex.join(each.ticket.command))


def _print(passes: list[Any], made: Any, *, wait: bool) -> bool:
    """Hand over all passes; return whether people went on to the end."""
    from cardmaker.printing.cups import submit

    if wait and any(each.before for each in passes) and not sys.stdin.isatty():
        message = "nobody is there to change the paper between the passes"
        raise UsageError([error("usage", message, hint="add --yes, or run it in a terminal")])
    _tell_paper(made)
    for number, each in enumerate(passes, 1):
        if each.before and wait and not _goes_on(each.before):
            tell(f"stopped before pass {number} of {len(passes)}: {each.ticket.title}")
            return False
        click.echo(submit(each.ticket.command))
        tell(f"{number} of {len(passes)}: {each.ticket.title}")
    return True


def _tell_paper(made: Any) -> None:
    from cardmaker.compose.fitting import load_words

    printer = made.run.order.sheet.printer
    if printer and printer.load:
        tell(f"paper: {load_words(printer.load)}")


def _goes_on(before: str) -> bool:
    answer: str = click.prompt(
        f"{before}\nPress Enter to go on, or q to stop",
        default="",
        show_default=False,
        prompt_suffix=": ",
        err=True,
    )
    return answer.strip().lower() not in {"q", "quit", "stop", "n", "no"}
