"""`cardmaker new`: an order folder that is ready to make, to be changed with any editor."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.talk import tell
from cardmaker.errors import Place, UsageError, error

ORDER_TEXT: Final = """\
# An order for cardmaker: what the card looks like, and who gets it.
# Make it:  cardmaker make {folder}
cardmaker: order/1

design: {design}          # cardmaker designs list
format: a2                     # cardmaker formats
hand: reenie-beanie            # cardmaker hands list
from: Your Name

people:
{people}
"""

PERSON_TEXT: Final = """\
  - to: {to}
    note: {file}
"""

STARTERS: Final[dict[str, tuple[str, list[tuple[str, str, str]]]]] = {
    "interview": (
        "deco-fan",
        [
            (
                "Dana Reyes",
                "dana-reyes.md",
                """\
Dear Dana,

Thank you for the time you gave me on the telephone on Tuesday. Your story of how the night shift now plans
its own rota has stayed with me; I would like to work in a place where that can happen.

You asked how I would hand over a ward to someone new. I have thought about it since, and my answer would
still begin with listening.

With kind regards,
{from}
""",
            ),
            (
                "Priya Raman",
                "priya-raman.md",
                """\
Dear Priya,

Thank you for showing me what a week in your team is like, the hard parts too. The way you described the
first month, one patient and one colleague at a time, made me want to start tomorrow.

I will send you the article on handovers that I promised.

With kind regards,
{from}
""",
            ),
        ],
    ),
    "thanks": (
        "olive-wreath",
        [
            (
                "Maya",
                "maya.md",
                """\
Dear Maya,

Thank you for the weekend by the lake, and for the soup that was waiting when we came in from the rain.
I have been back for three days and still hear the geese.

Next time the cooking is ours.

With love,
{from}
""",
            )
        ],
    ),
}
"""Design, and for each person the name, the note's file and the note; all our own words, to be replaced."""


@click.command("new", epilog="Example: cardmaker new my-cards --for interview")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "occasion",
    type=click.Choice(list(STARTERS)),
    default="interview",
    show_default=True,
    help="Occasion.",
)
def command(folder: Path, occasion: str) -> None:
    """Start an order in FOLDER: card.yaml and a note for each person, ready to make."""
    from cardmaker.write.files import write_file

    files = _files(folder, occasion)
    _refuse_existing(files)
    for path, text in files.items():
        write_file(path, text.encode())
        click.echo(str(path))
    tell(f"change the names and the notes, then run: cardmaker make {folder}")


def _files(folder: Path, occasion: str) -> dict[Path, str]:
    design, people = STARTERS[occasion]
    listed = "".join(PERSON_TEXT.format(to=to, file=file) for to, file, _ in people).rstrip("\n")
    order = ORDER_TEXT.format(folder=folder, design=design, people=listed)
    return {folder / "card.yaml": order} | {folder / file: note for _, file, note in people}


def _refuse_existing(files: dict[Path, Any]) -> None:
    """Raise UsageError if any of the files is there; what a person wrote is never overwritten."""
    standing = [path for path in files if path.exists()]
    if standing:
        hint = "choose another folder, or delete the files first"
        raise UsageError([error("exists", "is already there", Place(str(path)), hint) for path in standing])
