"""`cardmaker hands`: the handwritings as a table, and a sample of one with your own words."""

import json
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.pictures import dpi_option, out_option, picture_target, write_page_file
from cardmaker.cli.talk import table

HEADS: Final = ("id", "name", "style", "legible", "formal", "warm", "x-height", "what it is like")
SAMPLE: Final = "Dear Dana, thank you for the time you gave me on Tuesday."


@click.group("hands", invoke_without_command=True, epilog="Example: cardmaker hands show caveat")
@click.pass_context
def command(context: click.Context) -> None:
    """List the handwritings, or show one with your own words."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


@command.command("list", epilog="Example: cardmaker hands list --json")
@click.option("--json", "as_json", is_flag=True, help="The hands as JSON.")
def list_command(as_json: bool = False) -> None:
    """List the hands; legible, formal and warm are ratings by eye from 1 to 5."""
    from cardmaker.inputs.hand import list_hands

    hands = list_hands()
    if as_json:
        click.echo(json.dumps([_as_dict(hand) for hand in hands], indent=2, ensure_ascii=False))
    else:
        click.echo(table([_row(hand) for hand in hands], HEADS))


@command.command(
    "show", epilog="Example: cardmaker hands show caveat --text 'Dear Dana, thank you' -o caveat.png"
)
@click.argument("hand")
@click.option("--text", default=SAMPLE, show_default=True, help="Words to write.")
@out_option
@dpi_option
def show_command(hand: str, text: str, out: Path | None, dpi: int) -> None:
    """Write your words in HAND, at true size and larger."""
    from cardmaker.inputs.hand import read_hand
    from cardmaker.showcase import hand_page

    script = read_hand(hand)
    target = picture_target(out, script.hand.id)
    write_page_file(hand_page(script, text), script.hand.name, target, dpi)


def _style(hand: Any) -> str:
    return "joined" if hand.joined else "printed"


def _row(hand: Any) -> tuple[str, ...]:
    return (
        hand.id,
        hand.name,
        _style(hand),
        f"{hand.legibility}/5",
        f"{hand.formality}/5",
        f"{hand.warmth}/5",
        f"{hand.x_height_mm:g} mm",
        hand.note,
    )


def _as_dict(hand: Any) -> dict[str, Any]:
    return {
        "id": hand.id,
        "name": hand.name,
        "style": _style(hand),
        "legibility": hand.legibility,
        "formality": hand.formality,
        "warmth": hand.warmth,
        "x_height_mm": hand.x_height_mm,
        "smallest_x_height_mm": hand.floor_mm,
        "pen_mm": hand.pen_mm,
        "leading_mm": hand.leading_mm,
        "note": hand.note,
    }
