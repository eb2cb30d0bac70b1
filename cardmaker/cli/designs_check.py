"""`cardmaker designs check`: what is wrong with designs, and what they cost."""

import json
from collections.abc import Sequence
from typing import Any, Final

import click

from cardmaker.cli.check import as_dict
from cardmaker.cli.talk import table, tell, tell_findings
from cardmaker.errors import CardmakerError, Finding, Level

HEADS: Final = ("id", "ink", "front kB", "liner kB", "operators", "ms", "result")
FAILED: Final = 1


@click.command("check", epilog="Example: cardmaker designs check my-wreath")
@click.argument("designs", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Costs and findings as JSON.")
def check_command(designs: tuple[str, ...], as_json: bool) -> int:
    """Check DESIGNS, or all that can be found, in every shape and palette: words, margins, ink, weight."""
    from cardmaker.inputs.shelf import design_files

    reviews = [_review(name) for name in designs or design_files()]
    findings = [finding for review in reviews for finding in review["findings"]]
    if as_json:
        click.echo(json.dumps([_as_json(review) for review in reviews], indent=2, ensure_ascii=False))
    else:
        tell_findings(findings)
        click.echo(table([_row(review) for review in reviews], HEADS))
        tell(_summary(len(reviews), findings))
    return FAILED if any(finding.level is Level.ERROR for finding in findings) else 0


def _review(name: str) -> dict[str, Any]:
    """Return what was found and measured of one design; one that is no good, or never ends, has findings only."""
    from cardmaker.inputs.design import read_design

    try:
        return _measured(read_design(name))
    except CardmakerError as problem:
        return {"id": name, "findings": problem.findings}


def _measured(design: Any) -> dict[str, Any]:
    from cardmaker.review import costs_of, measured_ink, milliseconds, review_design

    return {
        "id": design.id,
        "declared": design.ink,
        "ink": measured_ink(design),
        "costs": {cost.part: cost for cost in costs_of(design)},
        "ms": milliseconds(design),
        "findings": tuple(review_design(design)),
    }


def _row(review: dict[str, Any]) -> Sequence[str]:
    result = _counted(review["findings"])
    if "ink" not in review:
        return (review["id"], "", "", "", "", "", result)
    front, liner = (review["costs"].get(part) for part in ("front", "liner"))
    return (
        review["id"],
        f"{review['declared']} {max(review['ink'].values()):.0%}",
        f"{front.size / 1000:.0f}" if front else "",
        f"{liner.size / 1000:.0f}" if liner else "",
        f"{front.operators}" if front else "",
        f"{review['ms']:.0f}",
        result,
    )


def _as_json(review: dict[str, Any]) -> dict[str, Any]:
    costs = review.get("costs", {})
    return {
        "id": review["id"],
        "ink": {palette: round(ink, 4) for palette, ink in review.get("ink", {}).items()},
        "costs": {part: {"operators": cost.operators, "bytes": cost.size} for part, cost in costs.items()},
        "findings": [as_dict(finding) for finding in review["findings"]],
    }


def _counted(findings: Sequence[Finding]) -> str:
    errors = sum(finding.level is Level.ERROR for finding in findings)
    others = len(findings) - errors
    parts = [(errors, "error"), (others, "warning")]
    return ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in parts if count) or "ok"


def _summary(count: int, findings: Sequence[Finding]) -> str:
    designs = "1 design" if count == 1 else f"{count} designs"
    return f"{designs} checked: {_counted(findings)}"
