"""`cardmaker designs`: the catalog as a table, one design in full, one picture of all, and designs of one's own."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.designs_check import check_command
from cardmaker.cli.designs_new import new_command
from cardmaker.cli.pictures import dpi_option, out_option, picture_target, write_page_file
from cardmaker.cli.talk import table, tell, tell_findings

HEADS: Final = ("id", "name", "family", "formal", "ink", "palettes", "occasions")

SAMPLE_HANDS: Final = ("reenie-beanie", "caveat")

FILTERS: Final = (
    click.option("--occasion", help="Only designs for this occasion, such as interview."),
    click.option("--formality", type=click.IntRange(1, 5), help="Only designs at least this formal, 1 to 5."),
    click.option("--family", help="Only designs of this family, such as botanical."),
    click.option(
        "--ink", type=click.Choice(["light", "medium", "heavy"]), help="Only designs that take this much ink."
    ),
    click.option(
        "--mono", is_flag=True, help="Only designs with a palette of grays: they need black ink alone."
    ),
    click.option("--photo", is_flag=True, help="Only designs with a place for a photo of your own."),
    click.option("--words", default="", help="Only designs with these words in name, palettes or wording."),
)


def _filtered(function: Any) -> Any:
    for option in reversed(FILTERS):
        function = option(function)
    return function


@click.group(
    "designs", invoke_without_command=True, epilog="Example: cardmaker designs list --occasion interview"
)
@click.pass_context
def command(context: click.Context) -> None:
    """List the designs, show one, draw one picture of all, start your own, or check it."""
    if context.invoked_subcommand is None:
        context.invoke(list_command)


command.add_command(new_command)
command.add_command(check_command)


@command.command("list", epilog="Example: cardmaker designs list --formality 4 --json")
@_filtered
@click.option("--json", "as_json", is_flag=True, help="The designs as JSON.")
def list_command(as_json: bool = False, **filters: Any) -> None:
    """List the designs with what they are for."""
    found = _wanted(filters)
    if as_json:
        click.echo(json.dumps([_as_dict(design) for design in found], indent=2, ensure_ascii=False))
    elif found:
        click.echo(table([_row(design) for design in found], HEADS))
        tell(f"{len(found)} designs; see them all: cardmaker designs sheet -o designs.png")
    else:
        tell("no design is like that; leave out an option, or run: cardmaker designs list")


@command.command("show", epilog="Example: cardmaker designs show olive-wreath -o olive-wreath.png")
@click.argument("design")
@out_option
@dpi_option
def show_command(design: str, out: Path | None, dpi: int) -> None:
    """Draw one picture of DESIGN: every palette and shape of its front, then inside, back and envelope liner."""
    from cardmaker.inputs.design import read_design
    from cardmaker.inputs.hand import read_hand
    from cardmaker.showcase import design_page

    found = read_design(design)
    target = picture_target(out, found.id)
    page = design_page(found, [read_hand(hand) for hand in SAMPLE_HANDS])
    write_page_file(page, found.name, target, dpi)


@command.command("sheet", epilog="Example: cardmaker designs sheet --palettes -o designs.pdf")
@_filtered
@click.option("--palettes", is_flag=True, help="Every palette, a row for each design.")
@out_option
@dpi_option
def sheet_command(palettes: bool, out: Path | None, dpi: int, **filters: Any) -> None:
    """Draw one picture of all designs."""
    from cardmaker.errors import InputError, error
    from cardmaker.showcase import designs_page

    target = picture_target(out, "designs")
    found = _wanted(filters)
    if not found:
        raise InputError([error("no-design", "no design is like that", hint="leave out an option")])
    write_page_file(designs_page(found, each_palette=palettes), "Designs", target, dpi)


def _wanted(filters: dict[str, Any]) -> Sequence[Any]:
    """Return the designs that suit the options; those that are no good are told, and left out."""
    from cardmaker.inputs.design import find_designs
    from cardmaker.inputs.picking import Wish, pick

    designs, findings = find_designs(Path())
    tell_findings(findings)
    return pick(designs, Wish(**filters))


def _row(design: Any) -> tuple[str, ...]:
    return (
        design.id,
        design.name,
        design.family,
        f"{design.formality}/5",
        "/".join([design.ink, *design.variants]),
        f"{len(design.palettes)}",
        ", ".join(design.occasions),
    )


def _as_dict(design: Any) -> dict[str, Any]:
    from cardmaker.inputs.picking import grays_of, inks_of, places_for_photos

    return {
        "id": design.id,
        "name": design.name,
        "family": design.family,
        "formality": design.formality,
        "ink": design.ink,
        "inks": inks_of(design),
        "orientation": design.orientation.value,
        "palettes": list(design.palettes),
        "grays": grays_of(design),
        "photos": places_for_photos(design),
        "variants": list(design.variants),
        "occasions": list(design.occasions),
        "texts": {name: slot.default for name, slot in design.slots.items()},
        "file": design.place.file,
    }
