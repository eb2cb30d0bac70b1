"""Where a command's picture goes: the file named by -o, or one of a given name in the current folder."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.errors import Place, UsageError, error

SUFFIXES: Final = (".png", ".pdf")
DPI: Final = click.IntRange(36, 300)
"""Coarser shows nothing; finer makes pictures larger than any screen."""

out_option = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Picture, .png or .pdf.  [default: named after the id]",
)
dpi_option = click.option("--dpi", type=DPI, default=150, show_default=True, help="Pixels an inch of a PNG.")


def picture_target(out: Path | None, name: str) -> Path:
    """Return the path to write to. Raises UsageError for a kind of file that we do not write."""
    target = Path(f"{name}.png") if out is None else out
    if target.suffix.lower() not in SUFFIXES:
        hint = f"end it in {' or '.join(SUFFIXES)}"
        raise UsageError([error("suffix", "is neither a .png nor a .pdf file", Place(str(target)), hint)])
    return target


def write_page_file(page: Any, title: str, target: Path, dpi: float) -> None:
    """Write a catalog page in the kind that the file's name asks for, and tell its path."""
    from cardmaker.showcase import render_page
    from cardmaker.write.files import write_file

    write_file(target, render_page(page, title, target.suffix.lower(), dpi))
    click.echo(str(target))
