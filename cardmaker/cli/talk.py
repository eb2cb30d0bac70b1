"""What the commands say: findings and lines of talk on stderr, colored only on a terminal that wants color."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Final

import click

from cardmaker.errors import Finding, Level

MOST_FINDINGS: Final = 50
_COLORS: Final = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan"}


def tell(line: str) -> None:
    """Write one line of talk to stderr."""
    click.echo(line, err=True)


def tell_findings(findings: Sequence[Finding]) -> None:
    """Write findings to stderr, errors first; past fifty, only their number."""
    order = list(Level)
    ranked = sorted(dict.fromkeys(findings), key=lambda finding: order.index(finding.level))
    for finding in ranked[:MOST_FINDINGS]:
        click.echo(_shown(finding), err=True, color=wants_color())
    if len(ranked) > MOST_FINDINGS:
        tell(f"and {len(ranked) - MOST_FINDINGS} more")


def _shown(finding: Finding) -> str:
    text = str(finding)
    level = finding.level.value
    return text.replace(f"{level}:", click.style(f"{level}:", fg=_COLORS[finding.level], bold=True), 1)


def wants_color() -> bool | None:
    """Return False where NO_COLOR is set (no-color.org), else None: let the terminal decide."""
    return False if os.environ.get("NO_COLOR") else None


def table(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> str:
    """Return rows as aligned columns under their heads, two spaces apart, no ruled lines.

    On a terminal that is too narrow, the last column is cut; in a pipe nothing is.
    """
    body = [list(row) for row in rows]
    widths = [max(len(row[column]) for row in [list(heads), *body]) for column in range(len(heads))]
    room = terminal_width()
    if room:
        widths[-1] = max(len(heads[-1]), min(widths[-1], room - sum(widths[:-1]) - 2 * (len(widths) - 1)))
    lines = [_columns(heads, widths), _columns(["-" * width for width in widths], widths)]
    return "\n".join([*lines, *(_columns(row, widths) for row in body)])


def terminal_width() -> int | None:
    """Return how many characters a line of the terminal has, or None if results go elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def error_width() -> int | None:
    """Return how many characters a line of the terminal has that talk goes to, or None if it goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stderr.isatty() else None


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return the cells padded to their widths; a longer one is cut with an ellipsis."""
    cut = [
        cell if len(cell) <= width else cell[: width - 1] + "…"
        for cell, width in zip(cells, widths, strict=True)
    ]
    return "  ".join(cell.ljust(width) for cell, width in zip(cut, widths, strict=True)).rstrip()
