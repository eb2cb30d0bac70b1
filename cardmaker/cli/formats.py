"""`cardmaker formats`: card sizes and folds, the papers that hold them, and the flip they need."""

import json
from typing import Any, Final

import click

from cardmaker.cli.talk import table
from cardmaker.units import INCH, format_mm, to_mm

HEADS: Final = ("id", "name", "folded", "inches", "fold", "cards a sheet", "flip")


@click.command("formats", epilog="Example: cardmaker formats a2")
@click.argument("format", required=False)
@click.option("--json", "as_json", is_flag=True, help="The formats as JSON.")
def command(format: str | None, as_json: bool) -> None:
    """List the card formats, or tell all about one FORMAT."""
    from cardmaker.inputs.facts import find_format, read_formats

    wanted = [find_format(format)] if format else list(read_formats().values())
    plans = {each.id: _plans(each) for each in wanted}
    if as_json:
        found = [_as_dict(each, plans[each.id]) for each in wanted]
        click.echo(json.dumps(found[0] if format else found, indent=2, ensure_ascii=False))
    elif format:
        click.echo(_detail(wanted[0], plans[wanted[0].id]))
    else:
        click.echo(table([_row(each, plans[each.id]) for each in wanted], HEADS))


def _plans(card_format: Any) -> list[Any]:
    """Return how the format goes onto each paper that holds it, its usual one first."""
    from cardmaker.impose.plan import papers_for, plan_sheet
    from cardmaker.inputs.facts import read_papers

    papers = sorted(
        papers_for(card_format, read_papers().values()), key=lambda paper: paper.id != card_format.paper
    )
    return [plan_sheet(card_format, paper) for paper in papers]


def _row(card_format: Any, plans: list[Any]) -> tuple[str, ...]:
    sheets = ", ".join(f"{plan.paper.id} {plan.per_sheet}" for plan in plans)
    return (
        card_format.id,
        card_format.name,
        _size_mm(card_format.panel),
        _size_inches(card_format.panel),
        card_format.fold.value,
        sheets,
        _flip(plans[0]) if plans else "",
    )


def _detail(card_format: Any, plans: list[Any]) -> str:
    from cardmaker.impose.folds import unfolded_size

    flat = unfolded_size(card_format)
    facts = [
        ("folded", f"{_size_mm(card_format.panel)}, {_size_inches(card_format.panel)}"),
        ("before folding", f"{_size_mm(flat)}, {_size_inches(flat)}"),
        ("fold", card_format.fold.value),
        ("envelope", card_format.envelope or "none"),
    ]
    heads = ("paper", "name", "cards a sheet", "page", "flip")
    rows = [(plan.paper.id, plan.paper.name, str(plan.per_sheet), _way(plan), _flip(plan)) for plan in plans]
    lines = [f"{name + ':':<16}{value}" for name, value in facts]
    return "\n".join([f"{card_format.id}: {card_format.name}", *lines, "", table(rows, heads)])


def _way(plan: Any) -> str:
    return "landscape" if plan.size.is_landscape else "upright"


def _flip(plan: Any) -> str:
    return plan.flip.value if plan.flip else "one side"


def _size_mm(size: Any) -> str:
    return f"{format_mm(size.width).removesuffix(' mm')} × {format_mm(size.height)}"


def _size_inches(size: Any) -> str:
    return f"{round(size.width / INCH, 2):g} × {round(size.height / INCH, 2):g} in"


def _as_dict(card_format: Any, plans: list[Any]) -> dict[str, Any]:
    return {
        "id": card_format.id,
        "name": card_format.name,
        "width_mm": round(to_mm(card_format.panel.width), 2),
        "height_mm": round(to_mm(card_format.panel.height), 2),
        "fold": card_format.fold.value,
        "postcard": card_format.postcard,
        "usual_paper": card_format.paper,
        "envelope": card_format.envelope or None,
        "papers": [
            {
                "id": plan.paper.id,
                "name": plan.paper.name,
                "cards_a_sheet": plan.per_sheet,
                "page": _way(plan),
                "flip": plan.flip.value if plan.flip else None,
            }
            for plan in plans
        ],
    }
