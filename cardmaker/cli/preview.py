"""`cardmaker preview`: pictures of one person's card, as PNG files in a folder."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, only_option, order_folder, order_options
from cardmaker.cli.pictures import dpi_option
from cardmaker.cli.talk import tell, tell_findings

PREVIEW_FOLDER: Final = "preview"


@click.command("preview", epilog="Example: cardmaker preview my-cards --person Dana -o pictures")
@order_options
@only_option
@click.option("--person", help="Whose card: a name, or a number from 1.  [default: the first person's]")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Folder for the pictures.  [default: preview/]"
)
@dpi_option
def command(order: Path | None, person: str | None, out: Path | None, dpi: int, **options: Any) -> None:
    """Draw pictures of a card of ORDER: front, inside, back, sheets, and the card as it stands."""
    from cardmaker.preview import preview_card
    from cardmaker.write.files import write_file

    only = options.pop("only")
    resolved = load_order(order, options)
    folder, people = _folder(order, out), resolved.order.people
    chosen = _chosen(resolved.order, person, only)
    for index in chosen:
        made = preview_card(resolved.order, index, dpi)
        tell_findings((*resolved.findings, *made.findings))
        place = folder if len(chosen) == 1 else folder / f"{index + 1:04}"
        for name, picture in made.pictures:
            write_file(place / name, picture)
            click.echo(str(place / name))
    if len(people) > 1 and not only:
        tell(
            f"the card of {people[chosen[0]].name}, {chosen[0] + 1} of {len(people)}; --person NAME shows another"
        )


def _chosen(order: Any, person: str | None, only: str | None) -> list[int]:
    """Return the places of those whose cards are drawn: one person, or those of `only`."""
    from cardmaker.batch.selection import numbered, select
    from cardmaker.preview import find_person

    if not only:
        return [find_person(order, person) if person else 0]
    keys = {each.key for each in select(numbered(order).people, only)}
    return [index for index, each in enumerate(order.people) if each.key in keys]


def _folder(order: Path | None, out: Path | None) -> Path:
    """Return the folder as named, or `preview` in the order's."""
    return order_folder(order) / PREVIEW_FOLDER if out is None else out
