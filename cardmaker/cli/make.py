"""`cardmaker make`: the cards of an order as one PDF, and the run sheet to read before printing them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import creation_date, load_order, order_options
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.errors import InputError

SOME_FAILED: Final = 3
CARDS_FILE: Final = "cards.pdf"
RUN_SHEET_FILE: Final = "run-sheet.pdf"
COPY_SHEET_FILE: Final = "copy-sheet.pdf"
EMAILS_FOLDER: Final = "emails"


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
@click.option("--email", is_flag=True, help="Write the notes as e-mails too, into emails/ beside the cards.")
def command(order: Path | None, out: Path | None, email: bool, **options: Any) -> int:
    """Make the cards of ORDER (a folder, a card.yaml, or the current folder) as one PDF, with a run sheet."""
    from cardmaker.make import make_cards
    from cardmaker.write.files import write_file

    resolved, created = load_order(order, options), creation_date()
    made = make_cards(resolved.order, created)
    findings = (*resolved.findings, *made.findings)
    if not made.pdf:
        raise InputError(findings)
    tell_findings(findings)
    files = _files(resolved.order, made, _target(order, out), created)
    if email:
        files |= _emails(resolved.order, made.people, _target(order, out))
    for path, pdf in files.items():
        write_file(path, pdf)
        click.echo(str(path))
    tell(_summary(made, resolved.left_out))
    if email:
        tell("if the card goes by post too, let the e-mail say it in other words")
    if RUN_SHEET_FILE in {path.name for path in files}:
        tell(f"print {RUN_SHEET_FILE} first: a ruler to check, how to print and fold, who is on which sheet")
    elif any(person.note.words for person in made.people if resolved.order.own_pen):
        tell(f"{COPY_SHEET_FILE} is made if -o names a folder")
    return SOME_FAILED if made.failed or resolved.left_out else 0


def _target(order: Path | None, out: Path | None) -> Path:
    """Return where to write: the PDF or the folder named, or the order's `out` folder."""
    if out is None:
        folder = order.parent if order is not None and order.is_file() else order or Path()
        return folder / "out"
    return out


def _files(order: Any, made: Any, target: Path, created: datetime) -> dict[Path, bytes]:
    """Return the files to write: the cards alone under a PDF's name, or in a folder with run sheet and copy sheet."""
    if target.suffix.lower() == ".pdf":
        return {target: made.pdf}
    from cardmaker.paperwork import make_copy_sheet, make_run_sheet

    files = {target / CARDS_FILE: made.pdf, target / RUN_SHEET_FILE: make_run_sheet(order, made, created)}
    copy_sheet = make_copy_sheet(order, made.people, created)
    return files | ({target / COPY_SHEET_FILE: copy_sheet} if copy_sheet else {})


def _emails(order: Any, people: Iterable[Any], target: Path) -> dict[Path, bytes]:
    """Return an e-mail for each person whose card was made and has words, numbered as in the list."""
    from cardmaker.compose.email import email_name, email_of

    folder = (target.parent if target.suffix.lower() == ".pdf" else target) / EMAILS_FOLDER
    numbers = {person.key: person.row or number for number, person in enumerate(order.people, 1)}
    return {
        folder / email_name(person, numbers[person.key]): str(email_of(order, person)).encode()
        for person in people
        if person.note.words
    }


def _summary(made: Any, left_out: int) -> str:
    cards = "1 card" if made.made == 1 else f"{made.made} cards"
    failed = f", {made.failed + left_out} failed" if made.failed or left_out else ""
    return f"{cards}{failed}; {_printing(made.plan)}"


def _printing(plan: Any) -> str:
    """Return how to print: the paper, how many cards are on a sheet, and the flip."""
    sheet = f"{plan.paper.name}, {plan.per_sheet} to a sheet" if plan.per_sheet > 1 else plan.paper.name
    sides = f"two-sided, flip on the {plan.flip.value.replace('-', ' ')}" if plan.flip else "one-sided"
    return f"print on {sheet} at 100 % (actual size), {sides}"
