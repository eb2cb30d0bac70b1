"""`cardmaker check`: all that is wrong or doubtful, and nothing written."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from cardmaker.cli.options import load_order, only_option, order_folder, order_options
from cardmaker.cli.talk import tell, tell_findings
from cardmaker.errors import CardmakerError, Finding, Level, advice

PREFLIGHT: Final = "preflight"
TOLD: Final = ("columns", "own-notes", PREFLIGHT)
"""Rules that only say what was read as what."""


@click.command("check", epilog="Example: cardmaker check my-cards --json")
@order_options
@only_option
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON on standard output.")
def command(order: Path | None, as_json: bool, **options: Any) -> int:
    """Say all that is wrong or doubtful about ORDER; write nothing."""
    findings, failed, people = _check(order, options)
    if as_json:
        click.echo(json.dumps([as_dict(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        tell_findings([finding for finding in findings if finding.rule != PREFLIGHT])
        _tell_preflight(finding.message for finding in findings if finding.rule == PREFLIGHT)
        doubts = tuple(finding for finding in findings if finding.rule not in TOLD)
        tell(_counted(doubts) if doubts else "all is well")
    return 0 if not failed else 1 if failed == people else 3


def _check(order: Path | None, options: dict[str, Any]) -> tuple[tuple[Finding, ...], int, int]:
    """Return the findings, how many cards cannot be made, and how many were asked for."""
    from cardmaker.batch.enveloping import checked_envelopes
    from cardmaker.batch.ledger import ledger_findings, read_ledger
    from cardmaker.batch.selection import check_people, heard, numbered

    only = options.pop("only")
    try:
        resolved = load_order(order, options)
        checked = check_people(_now(resolved.order), only)
        press = _preflight(checked.order) if checked.people else ()
        envelopes = checked_envelopes(numbered(resolved.order), checked)
        repeated = ledger_findings(read_ledger(order_folder(order)), checked.order.people)
    except CardmakerError as problem:
        return problem.findings, 1, 1
    left_out = len(checked.order.absent) if only else resolved.left_out
    people = len(checked.order.people) + left_out
    told = heard(resolved.findings, checked.order, only)
    posted = envelopes.findings if envelopes else ()
    refused = envelopes.refused if envelopes else 0
    failed = max(checked.failed + left_out, min(refused, people - 1))
    if any(finding.level is Level.ERROR for finding in press):
        failed = people
    return (*told, *checked.findings, *posted, *repeated, *_goods(checked.order), *press), failed, people


def _goods(order: Any) -> tuple[Finding, ...]:
    """Return what is found of the papers beside the cards; nothing if none are wanted."""
    from cardmaker.model import NO_GOODS

    if order.goods == NO_GOODS:
        return ()
    from cardmaker.goods.wares import check_goods

    return check_goods(order)


def _preflight(order: Any) -> tuple[Finding, ...]:
    """Return what a print shop would find in the file of an order for a press, and the figures that are right."""
    from cardmaker.drawing import Profile

    if order.profile is not Profile.PRESS:
        return ()
    from cardmaker.pressing import preflight_order

    looked = preflight_order(order)
    if looked is None:
        return ()
    facts = (advice(PREFLIGHT, f"{name}: {told}") for name, told in looked.facts)
    return (*looked.findings, *facts)


def _tell_preflight(facts: Iterable[str]) -> None:
    """Tell the figures of a press file as a section of their own."""
    lines = [f"  {fact}" for fact in facts]
    if lines:
        tell("\n".join(["preflight", *lines]))


def _now(order: Any) -> Any:
    """Return the order as of now if it has the date of an interview and no day of its own: only advice depends on it."""
    if order.dates.interview is None or order.dates.today is not None:
        return order
    now = datetime.now().replace(second=0, microsecond=0)  # noqa: DTZ005  # dates of orders are those of the wall
    return replace(order, dates=replace(order.dates, today=now))


def as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it."""
    place = finding.place
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "message": finding.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "hint": finding.hint,
        "reason": finding.reason,
        "person": finding.person or None,
    }


def _counted(findings: tuple[Finding, ...]) -> str:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.level.value] = counts.get(finding.level.value, 0) + 1
    return ", ".join(
        f"{count} {level}{'s' if count > 1 and level != 'advice' else ''}" for level, count in counts.items()
    )
