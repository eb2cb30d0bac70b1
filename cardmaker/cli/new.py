"""`cardmaker new`: an order folder that is ready to make, to be changed with any editor. Its texts are `inputs.starters`."""

from collections.abc import Iterable
from pathlib import Path

import click

from cardmaker.cli.talk import tell
from cardmaker.errors import Place, UsageError, error


@click.command("new", epilog="Example: cardmaker new my-cards --for interview")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "occasion",
    default="interview",
    show_default=True,
    metavar="STARTER",
    help="Occasion, as in `cardmaker starters`.",
)
def command(folder: Path, occasion: str) -> None:
    """Start an order in FOLDER: card.yaml, a note with fields, and a list with the facts to change, ready to make."""
    from cardmaker.inputs.starters import starter_files
    from cardmaker.write.files import write_file

    files = {folder / name: text for name, text in starter_files(occasion).items()}
    _refuse_existing(files)
    for path, text in files.items():
        write_file(path, text.encode())
        click.echo(str(path))
    tell(f"change the facts in people.csv and your name in card.yaml, then run: cardmaker make {folder}")


def _refuse_existing(files: Iterable[Path]) -> None:
    """Raise UsageError if any of the files is there; what a person wrote is never overwritten."""
    standing = [path for path in files if path.exists()]
    if standing:
        hint = "choose another folder, or delete the files first"
        raise UsageError([error("exists", "is already there", Place(str(path)), hint) for path in standing])
