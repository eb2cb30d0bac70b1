"""`cardmaker sent`: the ledger of an order's folder, shown, or added to."""

import json
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, only_option, order_folder, order_options
from cardmaker.cli.talk import table, tell
from cardmaker.write.dates import creation_date

SHOWN_WORDS: Final = 12
HEADS: Final = ("date", "name", "company", "design", "the note begins")


@click.command("sent", epilog="Example: cardmaker sent my-cards --log --today 2026-11-20")
@order_options
@only_option
@click.option("--log", is_flag=True, help="Note the order's people as written to.")
@click.option("--json", "as_json", is_flag=True, help="The ledger as JSON on standard output.")
def command(order: Path | None, only: str | None, log: bool, as_json: bool, **options: Any) -> None:
    """Show who was written to from the folder of ORDER, when and with which words.

    --log adds its people, as of the order's `today`, of --today, or of the day it is.
    """
    from cardmaker.batch.ledger import read_ledger
    from cardmaker.batch.selection import check_people

    if log:
        run = check_people(load_order(order, options).order, only)
        log_people(order, run)
    sent = read_ledger(order_folder(order))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in sent], indent=2, ensure_ascii=False))
    elif sent:
        click.echo(table([_row(each) for each in sent], HEADS))
    else:
        tell("nobody is noted here; make --log and sent --log note those who are written to")


def log_people(order: Path | None, run: Any) -> None:
    """Note the people of a run whose cards can be made, and tell how many are new."""
    from cardmaker.batch.ledger import SENT_FILE, note_sent

    folder, told = order_folder(order), run.order.dates.today
    day = told.date() if told else _today()
    added = note_sent(folder, run.order, run.people, day.isoformat())
    tell(
        f"{added:,} of {run.made:,} noted in {folder / SENT_FILE}; the others stood there already"
        if added < run.made
        else f"{added:,} noted in {folder / SENT_FILE}"
    )


def _today() -> date:
    """Return the day of SOURCE_DATE_EPOCH if it is set, else the clock's: it goes into the ledger, and nothing is drawn with it."""
    return creation_date().date() if "SOURCE_DATE_EPOCH" in os.environ else date.today()  # noqa: DTZ011


def _row(sent: Any) -> tuple[str, ...]:
    words = sent.text.split()
    begins = " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
    return (sent.date, sent.name, sent.company, sent.design, begins)
