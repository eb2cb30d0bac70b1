"""Remake the examples of `docs/addresses.md` from the published ones that tests hold our blocks to.

Run from the checkout: `python docs/make_addresses.py`. A test compares the page with what this makes.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "addresses.md"
BEGIN, END = "<!-- examples: made by docs/make_addresses.py -->\n", "<!-- end of examples -->\n"


def main() -> None:
    PAGE.write_text(with_examples(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def with_examples(page: str) -> str:
    """Return the page with its examples made anew."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}{examples()}{END}{after}"


def examples() -> str:
    """Return the table: a country a row, our two blocks, and where the example comes from."""
    sys.path.insert(0, str(ROOT))
    from cardmaker.mail.countries import country_name
    from tests.post_examples import read_examples

    head = "| | in a hand | for machines | published by |\n|---|---|---|---|\n"
    rows = [_row(country_name(code, "en"), code, row) for code, row in read_examples().items()]
    return head + "".join(rows)


def _row(name: str, code: str, row: dict[str, Any]) -> str:
    same = row["hand"] == row["machine"]
    machine = "the same" if same else _block(row["machine"])
    told = f"{row['source']} [{row['conf']}]" + (f"; differs: {row['because']}" if not row["as_is"] else "")
    return f"| **{name}** {code} | {_block(row['hand'])} | {machine} | {told} |\n"


def _block(lines: list[str]) -> str:
    return "<br>".join(line.replace("  ", "&nbsp; ") for line in lines)


if __name__ == "__main__":
    main()
