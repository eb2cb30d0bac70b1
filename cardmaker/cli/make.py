"""`cardmaker make`: the cards of an order as one PDF."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import creation_date, load_order, order_options
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.errors import InputError

SOME_FAILED: Final = 3
CARDS_FILE: Final = "cards.pdf"


@click.command(
    "make", epilog="Example: cardmaker make --to 'Dana Reyes' --note note.txt --format a7 -o card.pdf"
)
@order_options
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="PDF file, or folder for cards.pdf.  [default: out/]"
)
def command(order: Path | None, out: Path | None, **options: Any) -> int:
    """Make the cards of ORDER (a folder, a card.yaml, or the current folder) as one PDF."""
    from cardmaker.make import make_cards
    from cardmaker.write.files import write_file

    resolved = load_order(order, options)
    made = make_cards(resolved.order, creation_date())
    findings = (*resolved.findings, *made.findings)
    if not made.pdf:
        raise InputError(findings)
    tell_findings(findings)
    target = _target(order, out)
    write_file(target, made.pdf)
    click.echo(str(target))
    tell(_summary(made))
    return SOME_FAILED if made.failed else 0


def _target(order: Path | None, out: Path | None) -> Path:
    """Return the PDF's path: as named, or cards.pdf in the folder named, or in the order's `out` folder."""
    if out is None:
        folder = order.parent if order is not None and order.is_file() else order or Path()
        return folder / "out" / CARDS_FILE
    return out if out.suffix.lower() == ".pdf" else out / CARDS_FILE


def _summary(made: Any) -> str:
    cards = "1 card" if made.made == 1 else f"{made.made} cards"
    failed = f", {made.failed} failed" if made.failed else ""
    return f"{cards}{failed}; {_printing(made.plan)}"


def _printing(plan: Any) -> str:
    """Return how to print: the paper, how many cards are on a sheet, and the flip."""
    sheet = f"{plan.paper.name}, {plan.per_sheet} to a sheet" if plan.per_sheet > 1 else plan.paper.name
    sides = f"two-sided, flip on the {plan.flip.value.replace('-', ' ')}" if plan.flip else "one-sided"
    return f"print on {sheet} at 100 % (actual size), {sides}"
