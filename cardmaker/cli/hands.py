"""`cardmaker hands`: the handwritings as a table, and a sample of one with your own words."""

import json
from math import isinf, isnan
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.pictures import dpi_option, out_option, picture_target, write_page_file
from cardmaker.cli.talk import table, tell

HEADS: Final = ("id", "name", "style", "legible", "formal", "warm", "x-height", "what it is like")
FIGURE_HEADS: Final = ("figure", "mean", "least", "most", "goal", "")
SEEDS: Final = click.IntRange(1, 200)
PEN_HAND: Final = "reenie-beanie"
PEN_SAMPLE: Final = "Thank you for Tuesday"
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
@click.option(
    "--measure", is_flag=True, help="Instead, measure how written its pages look, against the goals."
)
@click.option("--seeds", type=SEEDS, default=20, show_default=True, help="Pages to measure, a seed each.")
@click.option(
    "--neatness",
    default="natural",
    show_default=True,
    help="How the pages to measure are written, as in an order.",
)
@click.option("--json", "as_json", is_flag=True, help="The measurements as JSON.")
def show_command(
    hand: str,
    text: str,
    out: Path | None,
    dpi: int,
    measure: bool,
    seeds: int,
    neatness: str,
    as_json: bool,
) -> None:
    """Write your words in HAND, at true size and larger; or measure its pages."""
    if measure or as_json:
        _measure(hand, seeds, neatness, as_json=as_json)
        return
    from cardmaker.inputs.hand import read_hand
    from cardmaker.showcase import hand_page

    script = read_hand(hand)
    target = picture_target(out, script.hand.id)
    write_page_file(hand_page(script, text), script.hand.name, target, dpi)


@command.command("pens", epilog="Example: cardmaker hands pens --hand la-belle-aurore -o pens.png")
@click.option("--hand", default=PEN_HAND, show_default=True, help="Handwriting.")
@click.option("--text", default=PEN_SAMPLE, show_default=True, help="Words to write, about four.")
@out_option
@dpi_option
def pens_command(hand: str, text: str, out: Path | None, dpi: int) -> None:
    """Write your words with every pen, larger than life."""
    from cardmaker.inputs.hand import read_hand
    from cardmaker.showcase import pens_page

    page = pens_page(read_hand(hand), text)
    write_page_file(page, "Pens", picture_target(out, "pens"), dpi)


def _measure(hand: str, seeds: int, neatness: str, *, as_json: bool) -> None:
    """Write the figures of many pages of a hand as a table, goals beside them."""
    from cardmaker.check.goals import judge
    from cardmaker.trial import measure_hand

    verdicts = judge(measure_hand(hand, range(1, seeds + 1), neatness=neatness))
    if as_json:
        figures = [_verdict_as_dict(verdict) for verdict in verdicts]
        click.echo(
            json.dumps({"hand": hand, "neatness": neatness, "pages": seeds, "figures": figures}, indent=2)
        )
        return
    click.echo(
        table([_verdict_row(verdict) for verdict in verdicts if not isnan(verdict.mean)], FIGURE_HEADS)
    )
    missed = sum(not verdict.is_met for verdict in verdicts)
    pages = "1 page" if seeds == 1 else f"{seeds} pages"
    tell(f"{missed} outside their goals, over {pages}" if missed else f"all within their goals, over {pages}")


def _verdict_row(verdict: Any) -> tuple[str, ...]:
    goal = verdict.goal
    figures = (f"{value:.2f}" for value in (verdict.mean, verdict.least, verdict.most))
    return (goal.name, *figures, f"{goal.range} {goal.unit}".rstrip(), "" if verdict.is_met else "outside")


def _verdict_as_dict(verdict: Any) -> dict[str, Any]:
    goal = verdict.goal
    return {
        "figure": goal.name,
        "unit": goal.unit,
        **{name: _known(getattr(verdict, name)) for name in ("mean", "least", "most")},
        "goal": [goal.low, None if isinf(goal.high) else goal.high],
        "each_page": goal.each,
        "met": verdict.is_met,
    }


def _known(figure: float) -> float | None:
    """Return a figure as JSON has it: there is no nan."""
    return None if isnan(figure) else round(figure, 4)


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
