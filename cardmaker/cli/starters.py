"""`cardmaker starters`: the orders that `cardmaker new` starts with, as a table, or one in full with its sample note."""

import textwrap
from typing import Any, Final

import click

from cardmaker.cli.talk import table, tell

WIDTH: Final = 78


@click.group("starters", invoke_without_command=True, epilog="Example: cardmaker starters show panel")
@click.pass_context
def command(context: click.Context) -> None:
    """List the starters of `cardmaker new`, or show one."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@command.command("list", epilog="Example: cardmaker starters list")
def list_command() -> None:
    """List the starters with what they are for."""
    from cardmaker.inputs.starters import starters

    click.echo(table(list(starters().items()), ("id", "what it is for")))
    tell("see one: cardmaker starters show ID; start with it: cardmaker new DIR --for ID")


@command.command("show", epilog="Example: cardmaker starters show sympathy")
@click.argument("starter")
def show_command(starter: str) -> None:
    """Show a STARTER: its note as it comes out for the first person, and its files."""
    from cardmaker.inputs.order import read_request, resolve
    from cardmaker.inputs.starters import starter_files, starter_folder

    files = starter_files(starter)
    order = resolve(*read_request(starter_folder(starter))).order
    click.echo(f"{note_text(order.people[0].note)}\n")
    for name, text in files.items():
        click.echo(f"--- {name}\n{text}")


def note_text(note: Any) -> str:
    """Return a note as plain text, its lines wrapped."""
    return "\n\n".join(
        "\n".join(textwrap.fill(" ".join(run), WIDTH) for run in paragraph) for paragraph in note.paragraphs
    )
