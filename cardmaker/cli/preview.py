"""`cardmaker preview`: pictures of one person's card, as PNG files in a folder."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, order_options
from cardmaker.cli.pictures import dpi_option
from cardmaker.cli.talk import tell, tell_findings

PREVIEW_FOLDER: Final = "preview"


@click.command("preview", epilog="Example: cardmaker preview my-cards --person Dana -o pictures")
@order_options
@click.option("--person", help="Whose card: a name, or a number from 1.  [default: the first person's]")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Folder for the pictures.  [default: preview/]"
)
@dpi_option
def command(order: Path | None, person: str | None, out: Path | None, dpi: int, **options: Any) -> None:
    """Draw pictures of a card of ORDER: front, inside, back, sheets, and the card as it stands."""
    from cardmaker.preview import find_person, preview_card
    from cardmaker.write.files import write_file

    resolved = load_order(order, options)
    index = find_person(resolved.order, person) if person else 0
    made = preview_card(resolved.order, index, dpi)
    tell_findings((*resolved.findings, *made.findings))
    folder = _folder(order, out)
    for name, picture in made.pictures:
        write_file(folder / name, picture)
        click.echo(str(folder / name))
    people = resolved.order.people
    if len(people) > 1:
        tell(f"the card of {people[index].name}, {index + 1} of {len(people)}; --person NAME shows another")


def _folder(order: Path | None, out: Path | None) -> Path:
    """Return the folder as named, or `preview` in the order's."""
    if out is not None:
        return out
    return (order.parent if order is not None and order.is_file() else order or Path()) / PREVIEW_FOLDER
