"""Print the table of docs/handwriting.md: every hand's figures at every neatness. `python -m tests.bench.realism [SEEDS]`."""

import math
import sys

from cardmaker.check.goals import GOALS, Verdict, judge
from cardmaker.inputs.hand import list_hands
from cardmaker.model import Neatness
from cardmaker.trial import measure_hand

HEADS = (
    "form %", "same %", "doubles", "baseline mm", "slope °", "slope sd °", "margin mm", "gaps %", "least gap",
    "slant °", "height %", "stroke %", "open joins",
)  # fmt: skip
PEOPLE = 2


def rows(seeds: int) -> list[str]:
    return [
        _row(
            [
                hand.id,
                neatness.value,
                *map(
                    _cell, judge(measure_hand(hand.id, range(1, seeds + 1), PEOPLE, neatness=neatness.value))
                ),
            ]
        )
        for hand in list_hands()
        for neatness in Neatness
    ]


def _cell(verdict: Verdict) -> str:
    """Return a mean, or the worst of a figure that each page must keep; bold if the goal is missed."""
    if math.isnan(verdict.mean):
        return "–"
    worst = verdict.most if math.isfinite(verdict.goal.high) else verdict.least
    text = f"{worst if verdict.goal.each else verdict.mean:.2f}".rstrip("0").rstrip(".")
    return text if verdict.is_met else f"**{text}**"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    print(_row(["hand", "neatness", *HEADS]))
    print(_row(["---", "---", *["--:"] * len(GOALS)]))
    print(_row(["*goal*", "", *(f"*{goal.range}*" for goal in GOALS)]))
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else 10):
        print(row)
