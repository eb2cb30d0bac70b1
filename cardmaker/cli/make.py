"""`cardmaker make`: the cards of an order as one PDF or one a person, and the run sheet to read before printing them."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, only_option, order_folder, order_options
from cardmaker.cli.running import Progress, interruptible
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.errors import UsageError, error
from cardmaker.units import format_mm
from cardmaker.write.dates import creation_date

SOME_FAILED: Final = 3
MOST_SHARDS: Final = 10_000
MOST_JOBS: Final = 64


def _shard(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    number, _, count = value.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= MOST_SHARDS):
        raise click.BadParameter(f"{value!r} is not a part of a whole, as 2/5 is")
    return int(number), int(count)


@click.command(
    "make", epilog="Example: cardmaker make --to 'Dana Reyes' --note note.txt --format a7 -o card.pdf"
)
@order_options
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="PDF file, or folder for cards.pdf and run-sheet.pdf.  [default: out/]",
)
@only_option
@click.option("--separate", is_flag=True, help="One PDF a person, such as 0007-ann-smith.pdf.")
@click.option("--strict", is_flag=True, help="Make nothing if one card cannot be made.")
@click.option(
    "--jobs", type=click.IntRange(1, MOST_JOBS), help="Processes at work.  [default: as many as pay]"
)
@click.option(
    "--shard", callback=_shard, metavar="N/M", help="Only the Nth of M equal parts, as for many machines."
)
@click.option(
    "--merge", is_flag=True, help="Join the parts that --shard left in the folder to one cards.pdf."
)
@click.option("--email", is_flag=True, help="Write the notes as e-mails too, into emails/ beside the cards.")
@click.option("--log", is_flag=True, help="Note in the order's sent.csv who is written to.")
def command(order: Path | None, **options: Any) -> int:
    """Make the cards of ORDER (a folder, a card.yaml, or the current folder) as one PDF, with a run sheet."""
    progress = Progress()
    with interruptible(progress):
        made, left_out = _make(order, options, progress)
    envelopes = made.envelopes
    tell_findings((*made.told, *made.run.findings, *(envelopes.findings if envelopes else ())))
    for path in made.files:
        click.echo(str(path))
    failed = made.run.failed + left_out
    _tell_made(made, failed)
    return SOME_FAILED if failed or made.refused else 0


def _make(order: Path | None, options: dict[str, Any], progress: Progress) -> tuple[Any, int]:
    """Return what was made (`batch.produce.Produced`), and how many of those meant were left out when reading the order."""
    from cardmaker.batch.produce import produce
    from cardmaker.batch.way import Way

    chosen = {name: options.pop(name) for name in ("out", "only", "separate", "shard", "merge", "email")}
    jobs, strict, log = (options.pop(name) for name in ("jobs", "strict", "log"))
    choice = _choice(order, **chosen)
    resolved = load_order(order, options)
    way = Way(jobs, strict, creation_date(), progress)
    made = produce(resolved.order, choice.knowing(resolved.findings), way)
    if log:
        from cardmaker.cli.sent import log_people

        log_people(order, made.run)
    return made, len(made.run.order.absent) if choice.only else resolved.left_out


def _choice(
    order: Path | None,
    out: Path | None,
    only: str | None,
    separate: bool,
    shard: tuple[int, int] | None,
    merge: bool,
    email: bool,
) -> Any:
    """Return the choice (`batch.choice.Choice`). Raises UsageError for what does not go together."""
    from cardmaker.batch.choice import Choice
    from cardmaker.batch.parts import Shard

    choice = Choice(_target(order, out), only or "", separate, Shard(*shard) if shard else None, merge, email)
    given = {"only": only, "shard": shard, "merge": merge, "separate": separate}
    together = [name for name, value in given.items() if value]
    allowed = ({"only", "separate"}, {"shard", "separate"})
    if len(together) > 1 and set(together) not in allowed:
        message = " and ".join(f"--{name}" for name in together) + " do not go together"
        raise UsageError([error("usage", message, hint="leave one of them out")])
    if choice.is_file and (separate or shard or merge):
        hint = "name a folder with -o, or leave -o out"
        raise UsageError([error("usage", f"{out} is one file, and this needs a folder", hint=hint)])
    return choice


def _target(order: Path | None, out: Path | None) -> Path:
    """Return where to write: the PDF or the folder named, or the order's `out` folder."""
    return order_folder(order) / "out" if out is None else out


def _tell_made(made: Any, failed: int) -> None:
    """Tell how many cards there are, how to print them, and what to look at first."""
    from cardmaker.batch.choice import COPY_SHEET_FILE, EMAILS_FOLDER, RUN_SHEET_FILE
    from cardmaker.model import NO_GOODS

    run, names = made.run, [path.name for path in made.files]
    tell(f"{_counted(run.made, failed)}; {_printing(run.plan)}")
    if made.envelopes:
        tell(_enveloped(made.envelopes))
    if any(path.parent.name == EMAILS_FOLDER for path in made.files):
        tell("if the card goes by post too, let the e-mail say it in other words")
    if len(names) > 1 and any(name.startswith("run-sheet") for name in names):
        tell(f"print {RUN_SHEET_FILE} first: a ruler to check, how to print and fold, who is on which sheet")
    elif run.order.own_pen and any(person.note.words for person in run.people):
        tell(f"{COPY_SHEET_FILE} is made if -o names a folder")
    for line in made.how:
        tell(line)
    if len(names) == 1 and run.order.goods != NO_GOODS:
        tell("liners, envelopes to fold and contact cards are made if -o names a folder")


def _counted(made: int, failed: int) -> str:
    cards = "1 card" if made == 1 else f"{made:,} cards"
    return f"{cards}, {failed:,} failed" if failed else cards


def _enveloped(envelopes: Any) -> str:
    """Return how many envelopes there are, and of which kind."""
    from cardmaker.mail.fit import described

    envelope = envelopes.order.envelopes.envelope
    refused = f", {envelopes.refused:,} refused" if envelopes.refused else ""
    count = "1 envelope" if envelopes.made == 1 else f"{envelopes.made or 'no'} envelopes"
    kind = f"; each goes into {described(envelope)}" if envelopes.made and envelope else ""
    return f"{count}{refused}{kind}"


def _printing(plan: Any) -> str:
    """Return how to print: the paper, how many cards are on a sheet, and the flip; or what a print shop is told."""
    if plan.bleed:
        pages = f"{plan.per_sheet} to a sheet of" if plan.per_sheet > 1 else "each on"
        return (
            f"{pages} {plan.paper.name}; PDF/X-4 for coated paper (FOGRA39), {format_mm(plan.bleed)} of bleed"
        )
    sheet = f"{plan.paper.name}, {plan.per_sheet} to a sheet" if plan.per_sheet > 1 else plan.paper.name
    if plan.flip and plan.by_hand:
        sides = "one side at a time: all first sides, then the stack again"
    else:
        sides = f"two-sided, flip on the {plan.flip.value.replace('-', ' ')}" if plan.flip else "one-sided"
    return f"print on {sheet} at 100 % (actual size), {sides}"
