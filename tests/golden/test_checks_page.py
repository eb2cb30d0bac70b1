"""docs/checks.md tells of every rule what the code knows of it; `python -m tests.golden.test_checks_page` writes its table."""

from pathlib import Path

from cardmaker.rules import ALL, INTERVIEWS, RULES, Occasion, Rule
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "checks.md"
HEAD = "| rule | at an interview | elsewhere | why | source |\n|---|---|---|---|---|"


def table() -> str:
    return "\n".join([HEAD, *map(row, RULES.values())])


def row(rule: Rule) -> str:
    return f"| `{rule.id}` | {rule.level.value} | {elsewhere(rule)} | {rule.why} | {rule.source} |"


def elsewhere(rule: Rule) -> str:
    """Return the level at other occasions, and which ones if not all."""
    if rule.occasions == INTERVIEWS:
        return "–"
    level = (rule.elsewhere or rule.level).value
    if rule.occasions == ALL:
        return level
    named = [each.value for each in Occasion if each in rule.occasions and each is not Occasion.INTERVIEW]
    return f"{level} ({', '.join(named)})"


def test_the_page_has_the_table_of_the_code():
    assert table() in PAGE.read_text(encoding="utf-8")


def test_every_reason_fits_on_a_line():
    assert all(len(rule.why) <= 90 and "|" not in rule.why for rule in RULES.values())


def write(page: Path) -> None:
    """Put the table in place of the one that stands in the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition("| rule |")
    after = rest[rest.index("\n\n") :]
    page.write_text(f"{before}{table()}{after}", encoding="utf-8")


if __name__ == "__main__":
    write(PAGE)
