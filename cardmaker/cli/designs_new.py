"""`cardmaker designs new`: a design of one's own, started from another."""

from pathlib import Path

import click

from cardmaker.cli.talk import tell


@click.command("new", epilog="Example: cardmaker designs new my-wreath --from olive-wreath")
@click.argument("name")
@click.option("--from", "base", default="olive-wreath", show_default=True, help="Design to start from.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Folder of designs to put it in.  [default: your own, where every command finds it]",
)
def new_command(name: str, base: str, out: Path | None) -> None:
    """Start a design of your own that extends another: a short file to change with any editor."""
    from cardmaker.inputs.design import read_design
    from cardmaker.inputs.shelf import own_folder
    from cardmaker.inputs.starting import file_for, starting_text
    from cardmaker.write.files import write_file

    text = starting_text(name, read_design(base))
    path = file_for(name, out or own_folder())
    write_file(path, text.encode())
    click.echo(str(path))
    shown = name if out is None else path.parent
    tell(f"change it with any editor, then look at it: cardmaker designs show {shown} -o {name}.png")
