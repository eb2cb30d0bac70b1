"""All shipped designs in all formats, in both profiles, as validators see them: `python -m tests.bench.profiles` prints a table.

With a number, `python -m tests.bench.profiles cost 1000` prints what the home profile costs over the plain writer instead:
processor seconds of the same cards, turn by turn.
"""

import gc
import io
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import page
import pikepdf
from pikepdf import pdfa

from cardmaker.drawing import Profile
from cardmaker.inputs.facts import read_formats
from cardmaker.make import make_cards
from cardmaker.model import Order
from tests.bench.orders import order_of
from tests.pdfx4 import faults
from tests.roundtrip.test_profiles import UNKNOWN_TO_PIKEPDF, most_ink, order_for, shelf

ROUNDS = 7
STRICT = ("gs", "-q", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage")


def table() -> None:
    """Print a row for each format: how many cards, and how many faults each tool finds in their two files."""
    logging.disable(logging.WARNING)
    ids = sorted(shelf())
    print(
        "| format | cards | PDF/A-2b | PDF/UA-1 | pikepdf | qpdf | Ghostscript | PDF/X-4 | qpdf | Ghostscript | most ink |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for format_id in read_formats():
        print("|", " | ".join([format_id, *map(str, _row(format_id, ids))]), "|", flush=True)


def _row(format_id: str, ids: list[str]) -> list[object]:
    home, press = (make_cards(order_for(format_id, profile, ids)) for profile in ("home", "press"))
    assert home.made == press.made == len(ids)
    judged = [len(page.validate_pdf_bytes(home.pdf, profile=profile).failures) for profile in ("2b", "ua1")]
    with tempfile.TemporaryDirectory() as folder:
        ink = most_ink(press.pdf, Path(folder))
    return [
        home.made,
        *judged,
        _pikepdf(home.pdf),
        *_tools(home.pdf),
        len(faults(press.pdf)),
        *_tools(press.pdf),
        f"{ink:.0%}",
    ]


def _pikepdf(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found = pdfa.check(file, "2b").findings
    return sum(not any(word in each.message for word in UNKNOWN_TO_PIKEPDF) for each in found)


def _tools(pdf: bytes) -> tuple[int, int]:
    """Return how many lines of complaint qpdf and Ghostscript have."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        checked = subprocess.run(["qpdf", "--check", file.name], capture_output=True, check=False)
        drawn = subprocess.run([*STRICT, file.name], capture_output=True, check=False)
    return checked.returncode, len((drawn.stdout + drawn.stderr).splitlines())


def cost(count: int) -> None:
    """Print processor time and bytes a card of the plain writer and of both profiles, and what each costs over plain."""
    usual = order_of(count)
    orders = {
        "plain": replace(usual, profile=Profile.PLAIN),
        "home": usual,
        "press": order_of(count, profile="press"),
    }
    for order in orders.values():
        make_cards(replace(order, people=order.people[:3]))
    rounds = [{name: _worked(make_cards, order) for name, order in orders.items()} for _ in range(ROUNDS)]
    for name, order in orders.items():
        times = [each[name] / count * 1e6 for each in rounds]
        shares = [each[name] / each["plain"] - 1 for each in rounds]
        size = len(make_cards(order).pdf) / count
        print(
            f"{name:6} {median(times):6.0f} µs a card ({min(times):.0f} to {max(times):.0f}), {size:6.0f} bytes; "
            f"over plain {median(shares):+.1%} ({min(shares):+.1%} to {max(shares):+.1%})"
        )


def _worked(work: Callable[[Order], object], order: Order) -> float:
    gc.collect()
    start = time.process_time()
    work(order)
    return time.process_time() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["cost"]:
        cost(int(sys.argv[2]) if len(sys.argv) > 2 else 1000)
    else:
        table()
