"""`cardmaker labels`: the addresses of an order on sheets of labels, from any label on."""

from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, order_folder, order_options
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.write.dates import creation_date

LABELS_FILE: Final = "labels.pdf"
SOME_FAILED: Final = 3
ANY_NOTE: Final = "Hello"
"""Labels need no note, and nobody is left out of them for want of one."""


@click.command("labels", epilog="Example: cardmaker labels my-cards --product 5160 --start 7")
@order_options
@click.option(
    "--product", default="", help="Number of the labels, such as 5160 or L7160.  [default: by the paper]"
)
@click.option("--list", "list_products", is_flag=True, help="List the labels that are known.")
@click.option("--start", type=int, default=1, show_default=True, help="First free label, along the rows.")
@click.option("--return", "is_return", is_flag=True, help="The return address on every label instead.")
@click.option("--outlines", is_flag=True, help="Draw the borders of the labels, to try on plain paper.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="PDF file.  [default: out/labels.pdf by the order]"
)
def command(
    order: Path | None,
    product: str,
    list_products: bool,
    start: int,
    is_return: bool,
    outlines: bool,
    out: Path | None,
    **options: Any,
) -> int:
    """Put the addresses of ORDER on sheets of labels, written by its hand or set for machines."""
    if list_products:
        click.echo(_table())
        return 0
    from cardmaker.goods.labels import LabelWish, make_labels
    from cardmaker.inputs.labels import find_labels
    from cardmaker.write.files import write_file

    resolved = load_order(order, options, instead=ANY_NOTE)
    sheet = find_labels(product or _usual(resolved.order))
    wish = LabelWish(sheet, resolved.order.envelopes.style, start, outlines, is_return)
    made = make_labels(resolved.order, wish, creation_date())
    tell_findings((*resolved.findings, *made.findings))
    target = out or order_folder(order) / "out" / LABELS_FILE
    write_file(target, made.pdf)
    click.echo(str(target))
    tell(_summary(made, sheet))
    return SOME_FAILED if made.left_out or resolved.left_out else 0


def _usual(order: Any) -> str:
    """Return the labels that most people have who print on the order's paper."""
    return "L7160" if order.paper.media.startswith("iso_") else "5160"


def _summary(made: Any, sheet: Any) -> str:
    labels = "1 label" if made.made == 1 else f"{made.made:,} labels"
    sheets = "1 sheet" if made.sheets == 1 else f"{made.sheets:,} sheets"
    return f"{labels} on {sheets} of {sheet.name}; print at 100 % (actual size)"


def _table() -> str:
    from cardmaker.cli.talk import table
    from cardmaker.inputs.labels import read_label_rows

    rows = read_label_rows()
    listed = [(number, row.name, row.paper, ", ".join(row.also)) for number, row in rows.items()]
    return table(listed, ("number", "labels", "paper", "also sold as"))
